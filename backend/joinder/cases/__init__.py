"""The shared grievance and whom it is against: lifecycle, access, timeline, audit."""

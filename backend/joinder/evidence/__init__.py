"""Files behind a report: intake, sanitising, reading, sealing."""

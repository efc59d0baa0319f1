"""Who may bring a group's sheet, decide claims, claim one's own row, and object."""

ORGANIZERS = frozenset({"organizer", "co_organizer"})
MODERATORS = frozenset({"moderator", "admin"})

ROWS: dict[str, frozenset[str]] = {
    "import.bring": ORGANIZERS,
    "import.read": ORGANIZERS | MODERATORS,
    "import.erase_person": ORGANIZERS | MODERATORS,
    "claim.decide": ORGANIZERS,
    "claim.see": frozenset({"visitor"}),
    "claim.own": frozenset({"member"}),
    "claim.object": frozenset({"visitor"}),
}

"""Who may add, open, check and remove evidence."""

MODERATORS = frozenset({"moderator", "admin"})
ORGANIZERS = frozenset({"organizer", "co_organizer"})

ROWS: dict[str, frozenset[str]] = {
    "evidence.add": frozenset({"member"}),
    "evidence.own": frozenset({"member"}),
    "evidence.redeem": frozenset({"member"}),
    "evidence.review": ORGANIZERS | MODERATORS,
    "evidence.check": ORGANIZERS | MODERATORS,
}

"""Who may submit, join, withdraw, decide about members, and keep drafts."""

MODERATORS = frozenset({"moderator", "admin"})
ORGANIZERS = frozenset({"organizer", "co_organizer"})

ROWS: dict[str, frozenset[str]] = {
    "report.submit": frozenset({"member"}),
    "report.own": frozenset({"member"}),
    "report.reject": ORGANIZERS | MODERATORS,
    "member.list": ORGANIZERS | MODERATORS,
    "member.message": ORGANIZERS,
    "member.export": ORGANIZERS,
    "member.set_aside": MODERATORS,
    "appeal.decide": MODERATORS,
    "consent.text": frozenset({"visitor"}),
}

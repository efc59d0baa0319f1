"""Who may draft, read, decide about, seal and fetch joint letters, say or ask something in a group, and elect."""

MODERATORS = frozenset({"moderator", "admin"})
ORGANIZERS = frozenset({"organizer", "co_organizer"})
INSIDERS = ORGANIZERS | frozenset({"participant"})

ROWS: dict[str, frozenset[str]] = {
    "letter.choices": ORGANIZERS,
    "letter.check": ORGANIZERS,
    "letter.draft": ORGANIZERS,
    "letter.revise": ORGANIZERS,
    "letter.open": ORGANIZERS,
    "letter.show": ORGANIZERS,
    "letter.seal": ORGANIZERS,
    "letter.preview": ORGANIZERS,
    "letter.recipient_copy": ORGANIZERS,
    "letter.read": INSIDERS | MODERATORS,
    "letter.copy": INSIDERS | MODERATORS,
    "letter.decide": frozenset({"participant"}),
    "letter.own_line": frozenset({"participant"}),
    "announcement.read": INSIDERS | MODERATORS,
    "announcement.write": ORGANIZERS,
    "announcement.mine": frozenset({"member"}),
    "poll.read": INSIDERS | MODERATORS,
    "poll.ask": ORGANIZERS,
    "poll.answer": frozenset({"participant"}),
    "election.read": INSIDERS | MODERATORS,
    "election.vote": frozenset({"participant"}),
    "waiting.mine": frozenset({"member"}),
    "letter.mine": frozenset({"member"}),
}

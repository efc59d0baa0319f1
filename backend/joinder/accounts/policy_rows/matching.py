"""Who may ask for fitting cases, and who decides about matches."""

REVIEWERS = frozenset({"organizer", "co_organizer", "moderator", "admin"})
MODERATORS = frozenset({"moderator", "admin"})

ROWS: dict[str, frozenset[str]] = {
    "suggestion.ask": frozenset({"visitor"}),
    "match.list": REVIEWERS,
    "match.decide": REVIEWERS,
    "match.queue": MODERATORS,
    "match.decide_anywhere": MODERATORS,
    "signal.list": REVIEWERS,
    "signal.queue": MODERATORS,
    "signal.review": MODERATORS,
    "proposal.list": MODERATORS,
    "proposal.decide": MODERATORS,
    "pattern.publish": MODERATORS,
}

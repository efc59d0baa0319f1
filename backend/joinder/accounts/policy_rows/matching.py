"""Who may ask for fitting cases, and who decides about matches."""

REVIEWERS = frozenset({"organizer", "co_organizer", "moderator", "admin"})

ROWS: dict[str, frozenset[str]] = {
    "suggestion.ask": frozenset({"visitor"}),
    "match.list": REVIEWERS,
    "match.decide": REVIEWERS,
}

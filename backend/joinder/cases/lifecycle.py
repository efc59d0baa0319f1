"""Which moves a case may make between private, queued, public and hidden."""

MOVES: dict[str, frozenset[str]] = {
    "private": frozenset({"queued", "public", "hidden"}),
    "queued": frozenset({"public", "private", "hidden"}),
    "public": frozenset({"hidden"}),
    "hidden": frozenset({"public", "queued", "private"}),
}
REASON_CODES = ("personal_data", "unlawful", "not_a_complaint", "duplicate", "false_claim", "court_order", "other")
RESTORE_CODES = ("mistake", "corrected", "allowed", "other")
FLAG_CODES = ("personal_data", "unlawful", "not_a_complaint", "duplicate", "false_claim", "other")
RETURN_CODES = ("personal_data", "unlawful", "other")
CLOSE_CODES = ("solved", "partly_solved", "given_up", "merged", "other")


def may_move(before: str, after: str) -> bool:
    """Tell whether a case may go from one visibility to another."""
    return after in MOVES[before]


def is_listed(visibility: str) -> bool:
    """Tell whether a case may be found, suggested and read by everyone."""
    return visibility == "public"


def before_hiding(*, published: bool, queued: bool) -> str:
    """Return the visibility a hidden case goes back to."""
    return "public" if published else "queued" if queued else "private"


def visibility_for(visibility: str, *, insider: bool) -> str:
    """Return the visibility to show: that enough people joined to queue a case is for organizers and staff alone."""
    return "private" if visibility == "queued" and not insider else visibility


def opens_by_link(visibility: str) -> bool:
    """Tell whether whoever has the link (the unguessable reference) may read the case."""
    return visibility in ("private", "queued", "public")

"""Who may sign in, look after the own account, and manage roles."""

ROWS: dict[str, frozenset[str]] = {
    "session.request_code": frozenset({"visitor"}),
    "session.open": frozenset({"visitor"}),
    "session.read": frozenset({"visitor"}),
    "account.data": frozenset({"member"}),
    "account.own": frozenset({"member"}),
    "notification.own": frozenset({"member"}),
    "account.roles": frozenset({"admin"}),
    "token.own": frozenset({"member"}),
    "draft.keep": frozenset({"visitor"}),
    "house.read": frozenset({"visitor"}),
    "outbox.read": frozenset({"visitor"}),
}

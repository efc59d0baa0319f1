"""Who may read reference data and text pages: everybody."""

ROWS: dict[str, frozenset[str]] = {"reference.read": frozenset({"visitor"})}

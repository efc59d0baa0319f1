"""Public numbers: everybody reads releases; nobody reads anything else."""

ROWS: dict[str, frozenset[str]] = {"statistics.read": frozenset({"visitor"})}

"""Cells of tables that people open in a sheet program: none of them may run."""

FORMULA_START = ("=", "+", "-", "@", "\t", "\r")


def plain_cell(text: str) -> str:
    """Keep a sheet program from running a cell as a formula (OWASP: CSV injection); numbers stay numbers."""
    bare = text.lstrip("+-").replace(".", "", 1).replace(",", "").replace(" ", "")
    return f"'{text}" if text.startswith(FORMULA_START) and not bare.isdigit() else text

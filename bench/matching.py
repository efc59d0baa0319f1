"""Everything about matching, in tables; the last line is one JSON object with all figures.

Run: python -m bench.matching [DATA_FOLDER] [--only=copies,suggest]   (each part runs alone too: bench.copies …)
"""

import sys

from bench import copies, grouping, growth, issues, speed, suggest, trgm
from bench.data import run

PARTS = {
    "copies": copies.figures,
    "speed": speed.figures,
    "growth": growth.figures,
    "trgm": trgm.figures,
    "grouping": grouping.figures,
    "issues": issues.figures,
    "suggest": suggest.figures,
}

if __name__ == "__main__":
    chosen = [name for one in sys.argv if one.startswith("--only=") for name in one.removeprefix("--only=").split(",")]
    if unknown := set(chosen) - set(PARTS):
        raise SystemExit(f"No such part: {', '.join(sorted(unknown))}. There are: {', '.join(PARTS)}.")
    run(*(PARTS[name] for name in chosen or PARTS))

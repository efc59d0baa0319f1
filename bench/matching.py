"""Everything about matching, in tables; the last line is one JSON object with all figures.

Run: python -m bench.matching [DATA_FOLDER]   (each part runs alone too: python -m bench.copies …)
"""

from bench import copies, grouping, issues
from bench.data import run

if __name__ == "__main__":
    run(copies.figures, grouping.figures, issues.figures)

"""Everything about matching, in tables; the last line is one JSON object with all figures.

Run: python -m bench.matching [DATA_FOLDER]   (each part runs alone too: python -m bench.copies …)
"""

from bench import copies, grouping, growth, issues, speed, suggest, trgm
from bench.data import run

if __name__ == "__main__":
    run(copies.figures, speed.figures, growth.figures, trgm.figures, grouping.figures, issues.figures, suggest.figures)

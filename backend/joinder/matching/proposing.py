"""What grouping may propose: bands and trends of patterns, cases that overlap, cases that fall apart. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from joinder.matching.sameness import Nearest
from joinder.matching.terms import terms

Who = TypeVar("Who")
# The release rule's numbers: nineteen people before anything is banded, bands that move once a month at most.
LEAST = 19
BANDS = (10, 20, 50, 100)
MONTH = timedelta(days=30)
_CLOSEST = 5
MERGE_SHARE, MERGE_LEAST = 0.35, 5
SPLIT_SHARE, SPLIT_LEAST = 0.25, 8
_SHARED_BY = 3
_WORDS = 4


def band_of(people: int) -> int:
    """Promise the band a number of people lies in, by its lower end."""
    return max((low for low in BANDS if people >= low), default=0)


def may_move(then: tuple[int, datetime] | None, people: int, now: datetime) -> bool:
    """Whether a band may be printed anew: nineteen people more or fewer than when it last was, and a month later."""
    if then is None:
        return people >= LEAST
    people_then, at = then
    return abs(people - people_then) >= LEAST and now - at >= MONTH


def trend_of(told_at: Iterable[datetime], now: datetime) -> str:
    """Promise rising, falling or steady: reports of the last thirty days beside those of the thirty before."""
    ages = Counter((now - at) // MONTH for at in told_at)
    newer, older = ages[0], ages[1]
    if newer > 1.5 * older + 1:
        return "rising"
    return "falling" if older > 1.5 * newer + 1 else "steady"


def label_of(texts_by_person: Sequence[Sequence[str]], public: Mapping[str, int]) -> list[str]:
    """Promise up to four words that at least three people use and that stand in public texts; rarer ones first."""
    users: Counter[str] = Counter()
    for texts in texts_by_person:
        users.update({name for text in texts for name in terms(text)})
    known = [name for name, count in users.items() if count >= _SHARED_BY and name in public and readable(name)]
    best = sorted(known, key=lambda name: (-users[name] / (1 + public[name]), name))
    return [name.partition(":")[2] or name for name in best[:_WORDS]]


def readable(name: str) -> bool:
    """Whether a term is a word that can be shown: a pair of Chinese characters or a whole other word."""
    return name.startswith("w:") if ":" in name else len(name) == len("退款")


def overlaps(cases: Sequence[Who], near: Nearest) -> dict[tuple[int, int], float]:
    """Promise pairs of cases (by first place) whose reports mostly lie nearest to each other's, and how much."""
    first = {case: at for at, case in reversed(list(enumerate(cases)))}
    sizes = Counter(cases)
    met: Counter[tuple[int, int]] = Counter()
    for at, others in enumerate(near.indices[:, :_CLOSEST].tolist()):
        met.update((first[cases[at]], first[cases[other]]) for other in others)
    closest = min(_CLOSEST, near.indices.shape[1]) or 1
    found: dict[tuple[int, int], float] = {}
    for (a, b), _ in met.items():
        both = [met[a, b] / (closest * sizes[cases[a]]), met[b, a] / (closest * sizes[cases[b]])]
        enough = min(sizes[cases[a]], sizes[cases[b]]) >= MERGE_LEAST
        if a < b and enough and min(both) >= MERGE_SHARE:
            found[a, b] = min(both)
    return found


def falling_apart(cases: Sequence[Who], labels: Sequence[int]) -> dict[Who, list[int]]:
    """Promise cases whose reports lie in two or more groups of a quarter each (eight at least), with those groups."""
    sizes = Counter(cases)
    inside = Counter(zip(cases, labels, strict=True))
    found: dict[Who, list[int]] = {}
    for (case, label), count in inside.items():
        if count >= max(SPLIT_LEAST, SPLIT_SHARE * sizes[case]):
            found.setdefault(case, []).append(label)
    return {case: sorted(groups) for case, groups in found.items() if len(groups) > 1}

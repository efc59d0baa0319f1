"""What may show that people act together: shared things, one template, a burst of joins. Pure; it judges nobody."""

import math
import uuid
from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

RULE_VERSION = "signals-1"
KINDS = ("template", "same_file", "same_order", "contact", "burst")
# Near-copies this alike join a template; two people alike are an ordinary match, three or more a template.
TEMPLATE_AT, TEMPLATE_PEOPLE = 0.5, 3
# A number that more than a tenth of a case (and more than four people) mention is most likely the company's own.
CONTACT_PEOPLE, CONTACT_PART = 4, 10
# An hour is a burst when ten or more people joined and chance, at three times the usual rate, gives this much of less
# than one in ten thousand; the usual is the case's own twenty-eight days before, and at least seven of them.
BURST_PEOPLE, BURST_CHANCE, RHYTHM = 10, 1e-4, 3.0
PROFILE, LEAST_PROFILE, HOUR = timedelta(days=28), timedelta(days=7), timedelta(hours=1)
Person = uuid.UUID
Reasons = tuple[tuple[str, Mapping[str, int]], ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """One sign: its kind, what it is about (a name that stays the same at the next look), whom it is about, and why."""

    kind: str
    about: str
    people: frozenset[Person]
    reasons: Reasons


def shared(kind: str, rows: Iterable[tuple[str, Person]], most: int | None = None) -> list[Sign]:
    """Promise a sign for each thing that two or more people have in common (and no more than `most`)."""
    owners: dict[str, set[Person]] = {}
    for what, person in rows:
        owners.setdefault(what, set()).add(person)
    return [
        Sign(kind, what, frozenset(people), ((kind, {"n": len(people)}),))
        for what, people in sorted(owners.items())
        if len(people) > 1 and (most is None or len(people) <= most)
    ]


def most_sharing(people: int) -> int:
    """Promise how many people of a case may mention one number before it is taken for the company's own."""
    return max(CONTACT_PEOPLE, people // CONTACT_PART)


def templates(pairs: Iterable[tuple[Person, Person, float]]) -> list[Sign]:
    """Promise a sign for each group of three or more people whose texts hang together by near-copies."""
    first: dict[Person, Person] = {}
    best: dict[Person, float] = {}
    for left, right, score in pairs:
        if left != right and score >= TEMPLATE_AT:
            for end in (left, right):
                first.setdefault(end, end)
                best[end] = max(best.get(end, 0.0), score)
            first[_root(first, left)] = _root(first, right)
    groups: dict[Person, set[Person]] = {}
    for person in first:
        groups.setdefault(_root(first, person), set()).add(person)
    signs = [
        Sign(
            "template",
            str(min(people)),
            frozenset(people),
            (("template", {"n": len(people), "percent": round(100 * max(best[one] for one in people))}),),
        )
        for people in groups.values()
        if len(people) >= TEMPLATE_PEOPLE
    ]
    return sorted(signs, key=lambda sign: sign.about)


def _root(first: Mapping[Person, Person], node: Person) -> Person:
    while first[node] != node:
        node = first[node]
    return node


def chance_of(many: int, expected: float) -> float:
    """Promise the chance of this many or more where so many are expected (Poisson)."""
    if expected <= 0:
        return 0.0 if many > 0 else 1.0
    below = sum(math.exp(k * math.log(expected) - expected - math.lgamma(k + 1)) for k in range(many))
    return max(0.0, 1.0 - below)


def bursts(joined: Sequence[tuple[datetime, Person]], now: datetime) -> list[Sign]:
    """Promise a sign for each burst of the last 28 days against the case's own profile; a young case has none."""
    ordered = sorted(joined)
    if not ordered:
        return []
    times = [at for at, _ in ordered]
    hot: dict[datetime, tuple[int, float]] = {}
    for hour in sorted({at.replace(minute=0, second=0, microsecond=0) for at in times if at > now - PROFILE}):
        since = max(times[0], hour - PROFILE)
        if hour - since < LEAST_PROFILE:
            continue
        inside = bisect_left(times, hour + HOUR) - bisect_left(times, hour)
        set_apart = [size for at, (size, _) in hot.items() if since <= at < hour]
        hours = (hour - since) / HOUR - len(set_apart)
        usual = (bisect_left(times, hour) - bisect_left(times, since) - sum(set_apart)) / hours
        if inside >= BURST_PEOPLE and chance_of(inside, max(RHYTHM * usual, 0.5)) < BURST_CHANCE:
            hot[hour] = (inside, usual)
    return [_burst(ordered, run, hot[run[0]][1]) for run in _runs(sorted(hot))]


def _runs(hours: Sequence[datetime]) -> list[list[datetime]]:
    runs: list[list[datetime]] = []
    for hour in hours:
        if runs and hour - runs[-1][-1] <= HOUR:
            runs[-1].append(hour)
        else:
            runs.append([hour])
    return runs


def _burst(ordered: Sequence[tuple[datetime, Person]], run: Sequence[datetime], usual: float) -> Sign:
    people = frozenset(who for at, who in ordered if run[0] <= at < run[-1] + HOUR)
    numbers = {"n": len(people), "hours": len(run), "usual": int(24 * usual) + 1}
    return Sign("burst", run[0].isoformat(), people, (("burst", numbers),))


def same_as(known: Mapping[str, frozenset[Person]], people: frozenset[Person]) -> str | None:
    """Promise the known template that a group continues: the one it shares most people with, if that is half of it."""
    ranked = sorted(known, key=lambda name: (-len(known[name] & people), name))
    if ranked and 2 * len(known[ranked[0]] & people) >= len(known[ranked[0]]) > 0:
        return ranked[0]
    return None

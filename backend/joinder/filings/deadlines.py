"""When an answer is due: dates counted from a channel's rule, each naming the law or page it comes from."""

from calendar import monthrange
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import Any

from joinder.filings.calendars import WorkingCalendar
from joinder.reference.schema.channels import Deadline

COUNTED_UNITS = frozenset({"calendar_days", "working_days", "weeks", "months", "years"})
UNKNOWN_PLAN_GRACE_DAYS = 10  # nobody is called late on the strength of a holiday plan that isn't announced
REQUEST_DAYS = 15
REQUEST_DAYS_MIN, REQUEST_DAYS_MAX = 3, 60  # what a letter may ask for; 7 to 30 is usual
NEVER_SHOWN = "unverified"
SHOWN = frozenset({"high", "medium", "low", "ours"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A time limit as the reference data states it; `nature` is "rule", or "request" for our letter's own wish."""

    event: str
    limit: int | None
    unit: str
    starts: str = "filing"
    extendable_to: int | None = None
    basis: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: str = NEVER_SHOWN
    nature: str = "rule"

    @property
    def counts(self) -> bool:
        """Say whether a date may be promised: a known unit, a number, and somebody saw the rule."""
        return self.unit in COUNTED_UNITS and bool(self.limit) and self.confidence in SHOWN

    def to_json(self) -> dict[str, Any]:
        """Return the rule as the facts a filing keeps."""
        return {**asdict(self), "basis": list(self.basis), "sources": list(self.sources)}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Rule":
        """Rebuild the rule a filing kept."""
        fields: dict[str, Any] = {**kept, "basis": tuple(kept["basis"]), "sources": tuple(kept["sources"])}
        return cls(**fields)


@dataclass(frozen=True, slots=True)
class Due:
    """A date by which something must happen, and how sure we are of it."""

    on: date
    started_on: date
    rule: Rule
    rolled: bool
    calendar_known: bool


def requested(days: int = REQUEST_DAYS, law: str | None = None) -> Rule:
    """Return the reply period our letter asks for; a rule only where the drafter confirmed a law that sets it.

    Refuses (ValueError) fewer than 3 or more than 60 days.
    """
    if not REQUEST_DAYS_MIN <= days <= REQUEST_DAYS_MAX:
        raise ValueError(f"A letter asks for {REQUEST_DAYS_MIN} to {REQUEST_DAYS_MAX} days, not {days}.")
    basis, nature = ((law,), "rule") if law else ((), "request")
    return Rule("requested_reply", days, "calendar_days", basis=basis, confidence="ours", nature=nature)


def due_on(rule: Rule, started_on: date, calendar: WorkingCalendar) -> Due | None:
    """Count a rule from the day it starts (that day isn't counted); None where no date may be promised."""
    if not rule.counts or rule.limit is None:
        return None
    last = _count(rule.limit, rule.unit, started_on, calendar)
    rolled = last
    while calendar.rolls and not calendar.is_working(rolled):
        rolled += timedelta(days=1)
    first_needed = started_on if rule.unit == "working_days" else last
    needs_plan = rule.unit == "working_days" or calendar.rolls
    known = not needs_plan or calendar.known(first_needed, rolled)
    return Due(rolled, started_on, rule, rolled != last, known)


def extended_on(rule: Rule, started_on: date, calendar: WorkingCalendar) -> Due | None:
    """Count the longest period the rule allows after a lawful extension; None where it allows none."""
    if rule.extendable_to is None:
        return None
    return due_on(replace(rule, limit=rule.extendable_to), started_on, calendar)


def is_overdue(due: Due | None, today: date) -> bool:
    """Say whether the date has passed; computed on reading, never stored, and slow where the plan is unknown."""
    if due is None:
        return False
    grace = 0 if due.calendar_known else UNKNOWN_PLAN_GRACE_DAYS
    return today > due.on + timedelta(days=grace)


def rules_of(deadlines: Sequence[Deadline], starts: Mapping[str, str]) -> tuple[Rule, ...]:
    """Read a channel's deadlines; `starts` says which happening starts each event's clock."""
    return tuple(
        Rule(
            event=entry.event,
            limit=entry.limit,
            unit=entry.unit,
            starts=starts[entry.event],
            extendable_to=entry.extendable_to,
            basis=tuple(entry.basis),
            sources=tuple(entry.source),
            confidence=entry.confidence,
        )
        for entry in deadlines
    )


def rule_starting_at(rules: Sequence[Rule], happening: str) -> Rule | None:
    """Return the first rule with a promised date whose clock a happening starts (filing, acceptance, answer…)."""
    return next((rule for rule in rules if rule.starts == happening and rule.counts), None)


def working_days_between(first: date, last: date, calendar: WorkingCalendar) -> int:
    """Count the working days after `first` up to and including `last`."""
    days = (last - first).days
    return sum(calendar.is_working(first + timedelta(days=step)) for step in range(1, days + 1))


def _count(limit: int, unit: str, started_on: date, calendar: WorkingCalendar) -> date:
    if unit == "working_days":
        return _working_days(limit, started_on, calendar)
    if unit in {"months", "years"}:
        return _months(limit * (12 if unit == "years" else 1), started_on)
    return started_on + timedelta(days=limit * (7 if unit == "weeks" else 1))


def _working_days(limit: int, started_on: date, calendar: WorkingCalendar) -> date:
    day, left = started_on, limit
    while left:
        day += timedelta(days=1)
        left -= calendar.is_working(day)
    return day


def _months(months: int, started_on: date) -> date:
    # The same day of a later month, or its last day where there is none (Civil Code of the PRC art. 202).
    year, month = divmod(started_on.year * 12 + started_on.month - 1 + months, 12)
    return date(year, month + 1, min(started_on.day, monthrange(year, month + 1)[1]))

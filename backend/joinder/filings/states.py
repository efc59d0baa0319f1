"""What is true of a filing on a day, computed from its recorded facts: its state, its due date, what may be public."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from joinder.filings.calendars import WorkingCalendar, calendar_of
from joinder.filings.deadlines import Due, Rule, due_on, extended_on, is_overdue, rule_starting_at

PublicState = Literal["filed", "due", "overdue", "answered", "closed"]
# An answer settles the question that was waiting; taking the matter on or asking for time does not.
ANSWERS = frozenset({"answer", "partial_answer", "refusal", "not_accepted", "decision"})


@dataclass(frozen=True, slots=True)
class Came:
    """One response: what kind it is and on which day it came."""

    kind: str
    on: date


@dataclass(frozen=True, slots=True)
class FilingFacts:
    """The recorded facts of one filing; nothing computed is among them."""

    region: str
    filed_on: date | None
    rules: tuple[Rule, ...]
    delivered_on: date | None = None
    responses: Sequence[Came] = ()
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class PublicFacts:
    """What everybody may read of a joint filing: facts and dates, never a number of people."""

    state: PublicState
    filed_on: date
    due_on: date | None
    due_nature: Literal["rule", "request"] | None
    answered_on: date | None
    no_reply: bool


def answered_on(facts: FilingFacts) -> date | None:
    """Return the day of the first response that settles what was asked."""
    return min((came.on for came in facts.responses if came.kind in ANSWERS), default=None)


def accepted_on(facts: FilingFacts) -> date | None:
    """Return the day the addressee took the matter on."""
    return min((came.on for came in facts.responses if came.kind == "acceptance"), default=None)


def current_due(facts: FilingFacts) -> Due | None:
    """Count the date that is waited for now: from acceptance if it was taken on, else from delivery or sending."""
    if facts.filed_on is None:
        return None
    calendar = calendar_of(facts.region)
    accepted = accepted_on(facts)
    rule = rule_starting_at(facts.rules, "acceptance") if accepted else None
    if accepted and rule:
        return _counted(rule, accepted, calendar, facts)
    rule = rule_starting_at(facts.rules, "filing")
    if rule is None or (accepted and rule.nature == "rule"):
        return None
    return _counted(rule, facts.delivered_on or facts.filed_on, calendar, facts)


def _counted(rule: Rule, start: date, calendar: WorkingCalendar, facts: FilingFacts) -> Due | None:
    due = due_on(rule, start, calendar)
    asked_for_time = min((came.on for came in facts.responses if came.kind == "extension"), default=None)
    if due and asked_for_time and asked_for_time <= due.on:  # an extension after the date is only lateness
        return extended_on(rule, start, calendar) or due
    return due


def overdue(facts: FilingFacts, today: date) -> bool:
    """Say whether an answer is late: the date passed, nothing settled it, and the matter wasn't ended by us."""
    if facts.ended_on is not None or answered_on(facts) is not None:
        return False
    return is_overdue(current_due(facts), today)


def handled(facts: FilingFacts) -> bool:
    """Say whether the addressee took the dispute up, which closes other routes (Order 121 art. 16 item 2)."""
    return not any(came.kind == "not_accepted" for came in facts.responses)


def public_state(facts: FilingFacts, today: date) -> PublicFacts | None:
    """Return what may be public; None before sending. "No reply" and "overdue" need proof of delivery."""
    if facts.filed_on is None:
        return None
    due = current_due(facts)
    answered = answered_on(facts)
    late = overdue(facts, today) and facts.delivered_on is not None
    return PublicFacts(
        state=_named(facts, answered, due, today, late=late),
        filed_on=facts.filed_on,
        due_on=due.on if due else None,
        due_nature=("request" if due.rule.nature == "request" else "rule") if due else None,
        answered_on=answered,
        no_reply=late and not facts.responses,
    )


def _named(facts: FilingFacts, answered: date | None, due: Due | None, today: date, *, late: bool) -> PublicState:
    if facts.ended_on is not None:
        return "closed"
    if answered is not None:
        return "answered"
    if late:
        return "overdue"
    return "due" if due is not None and today >= due.on else "filed"

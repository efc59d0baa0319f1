"""Whether a channel is open for some members now: company first, time windows, one official route per dispute."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal
from uuid import UUID

from joinder.filings.calendars import WorkingCalendar, calendar_of
from joinder.filings.channel_rules import ChannelFacts, Route
from joinder.filings.deadlines import Rule, due_on, is_overdue, requested

State = Literal["open", "individual", "not_yet", "conflict", "information"]
EXACT_STARTS = frozenset({"company_answer", "answer"})
SURE = frozenset({"high", "medium"})
ARTICLE_17 = ("CN-SAMR121-17",)


@dataclass(frozen=True, slots=True)
class Step:
    """One way some members already went: a filing, or a member's own complaint to the company."""

    route: Route
    members: frozenset[UUID]
    asked_on: date
    channel_id: str = ""
    answered_on: date | None = None
    answer_dated: bool = True  # false where nobody noted when the answer came: on `answered_on` at the earliest
    ended_on: date | None = None
    waited: bool = False  # the date for an answer has passed, or it ended with one
    waits_until: date | None = None
    handled: bool = True  # false once the addressee refused to take it on, or nobody delivered it


@dataclass(frozen=True, slots=True)
class Situation:
    """What decides: who would be spoken for, what they did before, and when it happened."""

    today: date
    members: frozenset[UUID] = frozenset()
    steps: tuple[Step, ...] = ()
    incident_on: date | None = None
    went_elsewhere: frozenset[UUID] = frozenset()
    same_words: int = 0


@dataclass(frozen=True, slots=True)
class Check:
    """One finding: a code with a text in every language, whether it stops the filing, and its source."""

    code: str
    blocks: bool
    basis: tuple[str, ...] = ()
    params: dict[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a channel is open, and every finding behind that."""

    state: State
    checks: tuple[Check, ...]

    @property
    def blocking(self) -> tuple[Check, ...]:
        """Return the findings that stop the filing."""
        return tuple(check for check in self.checks if check.blocks)

    @property
    def warnings(self) -> tuple[Check, ...]:
        """Return the findings a person must have read before filing."""
        return tuple(check for check in self.checks if not check.blocks)


def own_complaint(member: UUID, asked_on: date, today: date, *, answered: bool) -> Step:
    """Read a member's own complaint, whose answer has no day of its own; unanswered, it waits for 15 days."""
    due = due_on(requested(), asked_on, WorkingCalendar(None))
    return Step(
        route="company",
        members=frozenset({member}),
        asked_on=asked_on,
        answered_on=asked_on if answered else None,
        answer_dated=False,
        waited=is_overdue(due, today),
        waits_until=due.on if due else None,
    )


def judge(channel: ChannelFacts, at: Situation, *, joint: bool) -> Verdict:
    """Say whether members may go this way now, jointly or each for themselves, and why not."""
    checks = (*_form(channel, joint=joint), *_company_first(channel, at), *_routes(channel, at))
    checks += (*_windows(channel, at), *_cautions(channel, at, joint=joint))
    return Verdict(_state(channel, checks, joint=joint), checks)


def _state(channel: ChannelFacts, checks: tuple[Check, ...], *, joint: bool) -> State:
    blocking = {check.code for check in checks if check.blocks}
    if channel.information_only:
        return "information"
    if blocking & {"route_conflict", "already_handled", "same_channel_open"}:
        return "conflict"
    if blocking - {"joint_not_accepted"}:
        return "not_yet"
    return "open" if channel.joint and joint else "individual"


def _form(channel: ChannelFacts, *, joint: bool) -> Iterator[Check]:
    if channel.information_only:
        yield Check("information_only", True, channel.basis)
    elif joint and not channel.joint:
        yield Check("joint_not_accepted", True, channel.basis)


def _company_first(channel: ChannelFacts, at: Situation) -> Iterator[Check]:
    if channel.company_first is None:
        return
    blocks = channel.company_first == "required"
    steps = [step for step in at.steps if step.route == "company"]
    ready = [step for step in steps if step.answered_on or step.waited]
    if _cover(ready, at.members):
        return
    if _cover(steps, at.members):
        dates = [step.waits_until for step in steps if step not in ready and step.waits_until]
        params: dict[str, str | int] = {"until": max(dates).isoformat()} if dates else {}
        yield Check("company_waiting" if blocks else "company_waiting_advised", blocks, channel.basis, params)
        return
    yield Check("company_first" if blocks else "company_first_advised", blocks, channel.basis)


def _cover(steps: list[Step], members: frozenset[UUID]) -> bool:
    """Say whether the steps speak for every member; with nobody named, any step will do."""
    return bool(steps) and members <= frozenset[UUID]().union(*(step.members for step in steps))


def _routes(channel: ChannelFacts, at: Situation) -> Iterator[Check]:
    if channel.route not in {"mediation", "court"}:
        return  # a second letter to the company, or to the press, is nobody's business but ours
    others = [step for step in at.steps if _same_people(step, at)]
    if any(step.channel_id == channel.id and step.ended_on is None for step in others):
        yield Check("same_channel_open", True, channel.basis)
        return
    official = [step for step in others if step.route in {"mediation", "court"} and step.channel_id != channel.id]
    if channel.route == "mediation":
        yield from _beside_mediation(channel, official, others)
    elif any(step.ended_on is None for step in official):
        yield Check("route_still_open", False, channel.basis)


def _beside_mediation(channel: ChannelFacts, official: list[Step], others: list[Step]) -> Iterator[Check]:
    if any(step.ended_on is None for step in official):
        yield Check("route_conflict", True, channel.basis)
        return
    done = [step for step in others if step.handled and step.route in {"mediation", "court"}]
    if done and channel.after_handled == "closed":
        yield Check("already_handled", True, channel.basis)
    elif done and channel.after_handled == "may_refuse":
        yield Check("may_be_refused", False, channel.basis)


def _same_people(step: Step, at: Situation) -> bool:
    return not at.members or bool(step.members & at.members)


def _windows(channel: ChannelFacts, at: Situation) -> Iterator[Check]:
    for rule in channel.rules:
        start = _window_start(rule, at) if rule.event in channel.ours else None
        # Our own limit is never pushed behind a holiday: being early harms nobody.
        due = due_on(rule, start, WorkingCalendar(calendar_of(channel.region).country)) if start else None
        if due is not None and at.today > due.on:
            code = _window_code(rule, at)
            yield Check(code, code == "window_passed", rule.basis, {"on": due.on.isoformat(), "event": rule.event})


def _window_start(rule: Rule, at: Situation) -> date | None:
    if rule.starts == "incident":
        return at.incident_on
    if rule.starts == "company_answer":
        return max((step.answered_on for step in _answered(at) if step.answered_on), default=None)
    return None


def _window_code(rule: Rule, at: Situation) -> str:
    if rule.starts == "company_answer" and not all(step.answer_dated for step in _answered(at)):
        return "window_by_answer_day"
    return "window_passed" if rule.starts in EXACT_STARTS and rule.confidence in SURE else "window_maybe_passed"


def _answered(at: Situation) -> list[Step]:
    return [step for step in at.steps if step.route == "company" and step.answered_on and _same_people(step, at)]


def _cautions(channel: ChannelFacts, at: Situation, *, joint: bool) -> Iterator[Check]:
    if channel.route in {"mediation", "court"} and at.went_elsewhere & at.members:
        yield Check("went_elsewhere", False, channel.basis, {"members": len(at.went_elsewhere & at.members)})
    if not joint and channel.region == "CN" and channel.route == "mediation":
        # Order 121 art. 17: same phone, same address, same text, all at once counts against the complaint.
        yield Check("own_account", False, ARTICLE_17)
        if at.same_words:
            yield Check("same_words", False, ARTICLE_17)


def opens_on(checks: tuple[Check, ...]) -> date | None:
    """Return the first day a channel that only waits for the company's answer opens; None for other reasons."""
    waiting = [check for check in checks if check.blocks]
    if len(waiting) != 1 or waiting[0].code != "company_waiting" or "until" not in waiting[0].params:
        return None
    return date.fromisoformat(str(waiting[0].params["until"])) + timedelta(days=1)

"""Random histories of joining, confirming, dismissing, undoing and withdrawing agree with a plain model."""

import contextlib
import uuid
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.core.errors import Conflict
from joinder.filings import forgetting
from joinder.matching import service, stopping
from joinder.matching.links import stand_ins
from joinder.matching.models import Match
from joinder.reports import counts
from joinder.reports.models import Report
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.matching.world import ORGANIZER, World

STEPS = st.lists(
    st.tuples(
        st.sampled_from(["tell", "confirm", "dismiss", "unsure", "undo", "withdraw", "reject"]), st.integers(0, 30)
    ),
    min_size=3,
    max_size=10,
)
MOVES = {
    ("proposed", "confirm"): "confirmed",
    ("undone", "confirm"): "confirmed",
    ("proposed", "dismiss"): "dismissed",
    ("undone", "dismiss"): "dismissed",
    ("unsure", "confirm"): "confirmed",
    ("unsure", "dismiss"): "dismissed",
    ("proposed", "unsure"): "unsure",
    ("undone", "unsure"): "unsure",
}
UNDO = {  # by the state that is left, and the one in which it was decided
    ("unsure", "proposed"): "proposed",
    ("unsure", "undone"): "undone",
    ("confirmed", "proposed"): "undone",
    ("confirmed", "undone"): "undone",
    ("confirmed", "unsure"): "unsure",
    ("dismissed", "proposed"): "undone",
    ("dismissed", "undone"): "undone",
    ("dismissed", "unsure"): "unsure",
}


class _TakeItBackError(Exception):
    """Ends an example without keeping anything."""


@dataclass
class Model:
    """What should be: reports in their order by person, states of pairs, who withdrew."""

    person: list[int] = field(default_factory=list)
    gone: set[int] = field(default_factory=set)
    states: dict[tuple[int, int], str] = field(default_factory=dict)
    came_from: dict[tuple[uuid.UUID, str], str] = field(default_factory=dict)

    def repeated(self) -> int:
        """Count, by walking, the live reports that an earlier live one of the same linked group stands for."""
        seen: set[int] = set()
        repeated = 0
        for start in range(len(self.person)):
            group, todo = set(), [start]
            while todo:
                node = todo.pop()
                if node in seen or node in self.gone:
                    continue
                seen.add(node)
                group.add(node)
                todo += [other for pair in self._standing() if node in pair for other in pair]
            repeated += max(0, len(group) - 1)
        return repeated

    def _standing(self) -> list[tuple[int, int]]:
        confirmed = [pair for pair, state in self.states.items() if state == "confirmed"]
        return [pair for pair in confirmed if self.person[pair[0]] == self.person[pair[1]]]


def _play(world: World, steps: list[tuple[str, int]]) -> None:
    session, model = world.session, Model()
    case, people = world.case(), [world.person("anna"), world.person("ben")]
    told = []
    for act, number in steps:
        if act == "tell":
            who = number % 2
            amount = 50_00 + number % 3  # another amount keeps a retelling from folding by itself
            told.append(world.tell(people[who], case, amount_minor=amount, currency="CNY"))
            model.person.append(who)
        elif act == "withdraw" and told:
            forgetting.withdraw_report(session, told[number % len(told)])
        elif act == "reject" and told:
            with contextlib.suppress(Conflict):  # rejected already
                stopping.reject(session, told[number % len(told)], ORGANIZER, "spam")
        elif act in {"confirm", "dismiss", "unsure", "undo"}:
            _decide(session, case, act, number, told, model)
        for report in told:
            session.refresh(report)
        model.gone = {at for at, one in enumerate(told) if one.withdrawn_at is not None or one.rejected_at is not None}
        model.states = {pair: match.state for pair, match in _pairs(session, told).items()}
        tally = counts.tally(session, case.id)
        assert (tally.received, tally.withdrawn + tally.rejected) == (len(told), len(model.gone))
        assert tally.repeated == model.repeated()


def _pairs(session: Session, told: list[Report]) -> dict[tuple[int, int], Match]:
    at = {report.id: position for position, report in enumerate(told)}
    found = {(min(at[m.a_id], at[m.b_id]), max(at[m.a_id], at[m.b_id])): m for m in session.scalars(select(Match))}
    return dict(sorted(found.items()))


def _decide(session: Session, case: Case, act: str, number: int, told: list[Report], model: Model) -> None:
    matches = list(_pairs(session, told).values())
    if not matches:
        return
    match = matches[number % len(matches)]
    before = match.state
    try:
        getattr(service, act)(session, case, match.id, ORGANIZER)
    except Conflict:
        assert (before, act) not in MOVES
        assert (before, act) in {("proposed", "undo"), ("undone", "undo")} or act != "undo"
    else:
        if act == "undo":  # what the house folded it had proposed
            assert match.state == UNDO[before, model.came_from.get((match.id, before), "proposed")]
        else:
            assert match.state == MOVES[before, act]
            model.came_from[match.id, match.state] = before


@pytest.mark.usefixtures("settings_env")
@settings(max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_every_history_agrees_with_the_model(db: Database, steps: list[tuple[str, int]]) -> None:
    with contextlib.suppress(_TakeItBackError), db.write() as session:
        _play(World(session), [("tell", 0), ("tell", 0), *steps])
        raise _TakeItBackError


@pytest.mark.prove
@pytest.mark.usefixtures("settings_env")
@settings(max_examples=1000, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_a_thousand_histories_agree_with_the_model(db: Database, steps: list[tuple[str, int]]) -> None:
    with contextlib.suppress(_TakeItBackError), db.write() as session:
        _play(World(session), [("tell", 0), ("tell", 0), *steps])
        raise _TakeItBackError


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ([], [None, None, None, None]),
        ([(1, 2)], [None, None, 1, None]),
        ([(2, 3), (1, 2)], [None, None, 1, 1]),
        ([(0, 3), (1, 2), (3, 2)], [None, 0, 0, 0]),
        ([(3, 9)], [None, None, None, None]),
    ],
)
def test_the_earliest_of_a_linked_group_stands_for_all(
    links: list[tuple[int, int]], expected: list[int | None], tmp_path: Path
) -> None:
    assert list(stand_ins(range(4), links).values()) == expected

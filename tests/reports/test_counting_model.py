"""Counting against a plain model: random histories of join, repeat, withdraw, rejoin, reject, set aside, restore."""

import contextlib
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joinder.cases.audit import Actor
from joinder.core import clock
from joinder.core.database import Database
from joinder.reports import counts, queries, service, set_asides
from joinder.reports.models import Membership, Report
from sqlalchemy.orm import Session

from tests import world
from tests.conftest import NOW

PEOPLE = 2
STEP = st.tuples(
    st.sampled_from(["join", "join", "join", "withdraw", "rejoin", "reject", "accept", "aside", "restore", "drop"]),
    st.integers(0, PEOPLE - 1),
    st.integers(0, 1),
)


class Model:
    """What the numbers must be, from a dict of people to their reports."""

    def __init__(self) -> None:
        self.reports: dict[int, list[dict[str, Any]]] = {p: [] for p in range(PEOPLE)}
        self.out: set[int] = set()
        self.aside: set[int] = set()

    def incidents(self, person: int) -> int:
        live = [r for r in self.reports[person] if not r["rejected"] and not r["withdrawn"]]
        return len({r["order"] for r in live})

    def tally(self) -> tuple[int, int, int, int, int, int, int]:
        rows = [r for reports in self.reports.values() for r in reports]
        rejected = sum(r["rejected"] for r in rows)
        withdrawn = sum(bool(r["withdrawn"]) and not r["rejected"] for r in rows)
        incidents = sum(self.incidents(p) for p in range(PEOPLE))
        people = [p for p in range(PEOPLE) if p not in self.out and self.incidents(p)]
        aside = [p for p in people if p in self.aside]
        repeated = len(rows) - rejected - withdrawn - incidents
        return len(rows), rejected, withdrawn, repeated, incidents, len(people), len(aside)


class World:
    """The real thing, moved by the same steps."""

    def __init__(self, session: Session) -> None:
        self.session, self.model = session, Model()
        self.case = world.make_case(session)
        self.moderator = Actor(world.moderator(session).id, "moderator")
        self.kept: dict[int, list[Report]] = {p: [] for p in range(PEOPLE)}

    def member(self, person: int) -> Membership | None:
        account = world.account(self.session, f"p{person}@example.org")
        return queries.membership(self.session, self.case.id, account.id)

    def step(self, what: str, person: int, order: int) -> None:
        getattr(self, "do_" + what)(person, order)
        self.session.flush()

    def do_join(self, person: int, order: int) -> None:
        self.kept[person].append(
            world.join(self.session, self.case, f"p{person}@example.org", order_number=f"N{order}")
        )
        rows = self.model.reports[person]
        if person in self.model.out:
            self.do_back(person)
        rows.append({"order": order, "rejected": False, "withdrawn": ""})

    def do_back(self, person: int) -> None:
        self.model.out.discard(person)
        for row in self.model.reports[person]:
            row["withdrawn"] = "" if row["withdrawn"] == "with the person" else row["withdrawn"]

    def do_withdraw(self, person: int, _order: int) -> None:
        member = self.member(person)
        if member is None or member.withdrawn_at:
            return
        service.withdraw(self.session, member)
        self.model.out.add(person)
        for row in self.model.reports[person]:
            row["withdrawn"] = row["withdrawn"] or "with the person"

    def do_rejoin(self, person: int, _order: int) -> None:
        member = self.member(person)
        if member is not None and member.withdrawn_at:
            service.rejoin(self.session, member)
            self.do_back(person)

    def do_reject(self, person: int, order: int) -> None:
        if order < len(self.kept[person]) and not self.model.reports[person][order]["rejected"]:
            self.session.refresh(self.kept[person][order])
            service.reject(self.session, self.kept[person][order], self.moderator, "spam")
            self.model.reports[person][order]["rejected"] = True

    def do_accept(self, person: int, order: int) -> None:
        if order < len(self.kept[person]) and self.model.reports[person][order]["rejected"]:
            self.session.refresh(self.kept[person][order])
            service.accept(self.session, self.kept[person][order], self.moderator)
            self.model.reports[person][order]["rejected"] = False

    def do_aside(self, person: int, _order: int) -> None:
        member = self.member(person)
        if member is not None and person not in self.model.aside:
            set_asides.set_aside(self.session, member, self.moderator, "coordinated", "同一批截图。")
            self.model.aside.add(person)

    def do_restore(self, person: int, _order: int) -> None:
        member = self.member(person)
        row = set_asides.standing(self.session, member.id) if member else None
        if row is not None:
            set_asides.decide_appeal(self.session, row, self.moderator, "核对无误。", restore=True)
            self.model.aside.discard(person)

    def do_drop(self, person: int, order: int) -> None:
        if order >= len(self.kept[person]) or self.model.reports[person][order]["withdrawn"] == "alone":
            return
        self.session.refresh(self.kept[person][order])
        service.withdraw_report(self.session, self.kept[person][order])
        self.model.reports[person][order]["withdrawn"] = "alone"
        if all(row["withdrawn"] for row in self.model.reports[person]):
            self.model.out.add(person)

    def check(self) -> None:
        found = counts.tally(self.session, self.case.id)
        got = (
            found.received, found.rejected, found.withdrawn, found.repeated, found.incidents, found.people,
            found.set_aside,
        )  # fmt: skip
        assert got == self.model.tally()


class Undo(Exception):  # noqa: N818
    """Rolls one history back."""


@settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(history=st.lists(STEP, max_size=14))
def test_every_history_counts_as_the_plain_model_does(db: Database, history: list[tuple[str, int, int]]) -> None:
    with contextlib.suppress(Undo), db.write() as session:
        real = World(session)
        for second, (what, person, order) in enumerate(history):
            with clock.frozen(NOW + timedelta(seconds=second)):
                real.step(what, person, order)
            real.check()
        raise Undo

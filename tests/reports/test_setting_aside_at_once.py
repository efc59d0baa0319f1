"""Two moderators at the same moment: one decision stands against a person, and one answer ends it."""

import uuid
from collections.abc import Callable

import pytest
from joinder.cases.audit import Actor
from joinder.core.database import Database
from joinder.core.errors import Conflict
from joinder.reports import set_asides
from joinder.reports.models import Membership, SetAside
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.overlapping import both

REASON = "三份内容完全相同。"


@pytest.fixture
def case(db: Database) -> tuple[uuid.UUID, list[Actor]]:
    with db.write() as session:
        member_id = world.join(session, world.make_case(session), "lin@example.org").membership_id
        people = [world.moderator(session, f"m{place}@example.org") for place in range(3)]
        assert member_id
        return member_id, [Actor(one.id, "moderator") for one in people]


def test_a_member_is_set_aside_once_and_a_won_appeal_brings_them_back(
    db: Database, case: tuple[uuid.UUID, list[Actor]]
) -> None:
    member_id, moderators = case

    def aside(by: Actor) -> Callable[[Session], None]:
        def act(session: Session) -> None:
            member = session.get_one(Membership, member_id)
            set_asides.set_aside(session, member, by, "coordinated", REASON)

        return act

    assert both(db, aside(moderators[0]), aside(moderators[1])) == ["done", "reports.already_set_aside"]
    with db.write() as session:
        member = session.get_one(Membership, member_id)
        row = set_asides.appeal(session, member, "是我自己写的。")
        set_asides.decide_appeal(session, row, moderators[2], "核对无误。", restore=True)
        assert set_asides.standing(session, member_id) is None


def test_an_appeal_is_answered_once(db: Database, case: tuple[uuid.UUID, list[Actor]]) -> None:
    member_id, moderators = case
    with db.write() as session:
        member = session.get_one(Membership, member_id)
        row_id = set_asides.set_aside(session, member, moderators[0], "coordinated", REASON).id
        set_asides.appeal(session, member, "是我自己写的。")

    def answers(by: Actor, *, restore: bool) -> Callable[[Session], None]:
        def act(session: Session) -> None:
            row = session.get_one(SetAside, row_id)
            set_asides.decide_appeal(session, row, by, "核对无误。", restore=restore)

        return act

    found = both(db, answers(moderators[1], restore=True), answers(moderators[2], restore=False))
    assert found == ["done", "reports.already_restored"]
    with db.read() as session:
        assert session.scalars(select(SetAside.upheld_at)).all() == [None]


def test_a_decision_stands_on_appeal_only_and_once(db: Database, case: tuple[uuid.UUID, list[Actor]]) -> None:
    member_id, moderators = case
    with db.write() as session:
        member = session.get_one(Membership, member_id)
        row = set_asides.set_aside(session, member, moderators[0], "coordinated", REASON)
        with pytest.raises(Conflict) as early:
            set_asides.decide_appeal(session, row, moderators[1], "核对无误。", restore=False)
        assert (early.value.code, row.upheld_at, row.answer) == ("reports.not_appealed", None, None)
        set_asides.appeal(session, member, "是我自己写的。")
        session.flush()
        set_asides.decide_appeal(session, row, moderators[1], "核对无误。", restore=False)
        session.flush()
        with pytest.raises(Conflict) as again:
            set_asides.decide_appeal(session, row, moderators[2], "另一个说法。", restore=False)
        assert (again.value.code, row.answer) == ("reports.already_upheld", "核对无误。")
        set_asides.decide_appeal(session, row, moderators[2], "后来查明。", restore=True)
        assert set_asides.standing(session, member_id) is None

"""Two who decide about the same thing at the same moment: one decides, the other is told that it is decided."""

import uuid
from collections.abc import Callable

import pytest
from joinder.cases import contact_flags, service
from joinder.cases.audit import HOUSE
from joinder.cases.contact_models import ContactFlag
from joinder.cases.models import Case, CaseFlag, Removal, Reply, Representative
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.errors import Conflict
from joinder.core.sealed import new_data_key
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.overlapping import both


@pytest.fixture
def cases(db: Database) -> list[uuid.UUID]:
    with db.write() as session:
        return [world.make_case(session, title=title).id for title in ("提现审核中", "提现不到账", "提现被退回")]


def closes(case_id: uuid.UUID, into: uuid.UUID) -> Callable[[Session], None]:
    return lambda session: service.close(
        session, session.get_one(Case, case_id), HOUSE, "merged", session.get_one(Case, into)
    )


def test_of_two_hidings_at_once_one_is_in_the_removal_log(db: Database, cases: list[uuid.UUID]) -> None:
    found = both(db, lambda session: service.hide(session, session.get_one(Case, cases[0]), HOUSE, "other"))
    assert found == ["done", "cases.wrong_state"]
    with db.read() as session:
        assert len(session.scalars(select(Removal)).all()) == 1


def test_a_hidden_case_is_restored_once_and_closed_once(db: Database, cases: list[uuid.UUID]) -> None:
    with db.write() as session:
        removal_id = service.hide(session, session.get_one(Case, cases[0]), HOUSE, "other").id

    def restores(session: Session) -> None:
        service.restore(
            session, session.get_one(Case, cases[0]), HOUSE, session.get_one(Removal, removal_id), "mistake"
        )

    assert both(db, restores) == ["done", "cases.no_removal"]
    found = both(db, lambda session: service.close(session, session.get_one(Case, cases[0]), HOUSE, "solved"))
    assert found == ["done", "cases.closed"]


def test_two_cases_never_point_to_each_other(db: Database, cases: list[uuid.UUID]) -> None:
    one, other, third = cases
    assert both(db, closes(one, other), closes(other, one)) == ["done", "cases.merge_closed"]
    with db.write() as session, pytest.raises(Conflict, match=r"^cases\.merge_closed$"):
        closes(third, one)(session)
    with db.read() as session:
        assert [session.get_one(Case, one).merged_into_id, session.get_one(Case, other).closed_at] == [other, None]


def test_a_flag_is_decided_once_and_hides_once(db: Database, cases: list[uuid.UUID]) -> None:
    with db.write() as session:
        case = session.get_one(Case, cases[0])
        flags = [service.flag(session, case, None, "unlawful", "违法内容").id for _ in range(2)]
        kept = ContactFlag(
            channel_id="x", contact="x", key_id=new_data_key(session, "contact_flag"), reason_code="outdated",
            at=clock.now(),
        )  # fmt: skip
        session.add(kept)
        session.flush()
        contact = kept.id

    def decides(place: int) -> Callable[[Session], None]:
        return lambda session: service.resolve_flag(
            session, session.get_one(CaseFlag, flags[place]), HOUSE, "hidden", "unlawful"
        )

    assert both(db, lambda session: contact_flags.resolve(session, contact, HOUSE, "right")) == [
        "done",
        "cases.flag_decided",
    ]
    assert both(db, decides(0), decides(1)) == ["done", "done"], "what is hidden already needs no second hiding"
    with db.write() as session, pytest.raises(Conflict, match=r"^cases\.flag_decided$"):
        decides(0)(session)
    with db.read() as session:
        assert len(session.scalars(select(Removal)).all()) == 1


def test_one_flag_pressed_twice_is_decided_once(db: Database, cases: list[uuid.UUID]) -> None:
    with db.write() as session:
        flag_id = service.flag(session, session.get_one(Case, cases[0]), None, "unlawful", "违法内容").id
    found = both(db, lambda session: service.resolve_flag(session, session.get_one(CaseFlag, flag_id), HOUSE, "kept"))
    assert found == ["done", "cases.flag_decided"]


def test_a_reply_is_published_or_sent_back_never_both(db: Database, cases: list[uuid.UUID]) -> None:
    with db.write() as session:
        case, person = session.get_one(Case, cases[0]), world.account(session, "company@example.org")
        speaker = Representative(
            respondent_id=case.respondent_id, account_id=person.id, verified_at=clock.now(), verified_by=person.id
        )
        session.add(speaker)
        session.flush()
        reply_id = service.reply(session, case, speaker, "resolved", "已经退款。", "zh").id
    found = both(
        db,
        lambda session: service.publish_reply(session, session.get_one(Reply, reply_id), HOUSE),
        lambda session: service.return_reply(session, session.get_one(Reply, reply_id), HOUSE, "other", None),
    )
    assert found == ["done", "cases.reply_public"]

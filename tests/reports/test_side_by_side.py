"""What two people do at the same moment: neither transaction sees the other, and the sum is right all the same."""

from collections.abc import Callable

from joinder.api.reports import queue_if_ready
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.matching import service as matching
from joinder.matching.models import Match
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests import world
from tests.overlapping import both

TWO = ("first@example.org", "second@example.org")
WORDS = "十月提现五百元一直显示审核中，客服每次都说三到五个工作日，到今天也没有到账，也不给书面答复，只让我继续等待。"


def test_the_third_of_two_who_join_at_once_queues_the_case(db: Database) -> None:
    with db.write() as session:
        case_id = world.make_case(session, public=False).id
        world.join(session, session.get_one(Case, case_id), "earlier@example.org")

    def joins(contact: str) -> Callable[[Session], None]:
        def act(session: Session) -> None:
            case = session.get_one(Case, case_id)
            world.join(session, case, contact)
            queue_if_ready(session, case)

        return act

    both(db, *map(joins, TWO))
    with db.read() as session:
        assert session.get_one(Case, case_id).visibility == "queued"


def test_two_who_tell_the_same_at_once_are_proposed(db: Database) -> None:
    with db.write() as session:
        case_id = world.make_case(session).id

    def tells(contact: str) -> Callable[[Session], None]:
        def act(session: Session) -> None:
            report = world.join(session, session.get_one(Case, case_id), contact, narrative=WORDS)
            matching.index(session, report)

        return act

    both(db, *map(tells, TWO))
    with db.read() as session:
        assert [match.state for match in session.scalars(select(Match))] == ["proposed"]

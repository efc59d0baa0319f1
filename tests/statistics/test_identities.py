"""The waterfall holds exactly after every step of any history: join, leave, fold, reject, set aside, merge, erase."""

import random
import uuid

import pytest
from joinder.accounts.models import Account
from joinder.cases.audit import Actor
from joinder.core.database import Database
from joinder.reports import counts, persons, service
from joinder.reports.import_models import NamedPerson
from joinder.reports.models import Membership, Report, SetAside
from joinder.statistics import measures
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.statistics import village

MODERATOR = Actor(None, "moderator")


class History:
    """One case through random real verbs."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.random = session, random.Random(seed)
        self.case = village.make_case(session, village.make_company(session, f"w{uuid.uuid4().hex[:12]}"))
        self.lists: list[NamedPerson] = []

    def members(self) -> list[Membership]:
        query = select(Membership).where(Membership.case_id == self.case.id).order_by(Membership.pseudonym)
        return list(self.session.scalars(query))

    def reports(self) -> list[Report]:
        query = select(Report).where(Report.case_id == self.case.id, Report.account_id.is_not(None))
        return list(self.session.scalars(query.order_by(Report.reference)))

    def step(self) -> None:
        members, reports = self.members(), self.reports()
        if len(members) < 3 or self.random.random() < 0.25:
            village.crowd(self.session, self.case, self.random.randint(1, 4))
            return
        member, row = self.random.choice(members), self.random.choice(reports)
        verbs = (self.leave, self.again, self.judge, self.fold, self.aside, self.merge, self.import_row)
        self.random.choice(verbs)(member, row)
        self.session.flush()

    def leave(self, member: Membership, row: Report) -> None:
        if self.random.random() < 0.3:
            service.withdraw_report(self.session, row)
        elif member.withdrawn_at is None:
            service.withdraw(self.session, member)
        else:
            service.rejoin(self.session, member)

    def again(self, member: Membership, row: Report) -> None:
        if member.withdrawn_at is None:
            village.report(self.session, self.case, member, area="CN-ZJ", amount_minor=None)

    def judge(self, member: Membership, row: Report) -> None:
        if row.rejected_at is None:
            service.reject(self.session, row, MODERATOR, "spam")
        else:
            service.accept(self.session, row, MODERATOR)

    def fold(self, member: Membership, row: Report) -> None:
        others = [one for one in self.reports() if one.membership_id == row.membership_id and one.id != row.id]
        if row.repeated_of_id is not None:
            service.unfold(self.session, row)
        elif others and others[0].repeated_of_id is None and all(one.repeated_of_id != row.id for one in others):
            service.fold_repeat(self.session, row, others[0])

    def aside(self, member: Membership, row: Report) -> None:
        standing = select(SetAside).where(SetAside.membership_id == member.id, SetAside.restored_at.is_(None))
        found = self.session.scalar(standing)
        if found is None:
            values = {"decided_by": member.account_id, "reason_code": "coordinated", "at": village.OPENED}
            self.session.add(SetAside(membership_id=member.id, case_id=self.case.id, key_id=uuid.uuid4(), **values))
        else:
            found.restored_at = village.OPENED

    def merge(self, member: Membership, row: Report) -> None:
        if row.account_id not in (None, member.account_id):
            into = self.session.get_one(Account, member.account_id)
            other = self.session.get_one(Account, row.account_id)
            persons.merge(self.session, into, other)
            self.session.execute(delete(village.Contact).where(village.Contact.account_id == other.id))

    def import_row(self, member: Membership, row: Report) -> None:
        if self.lists and self.random.random() < 0.5:
            village.name_again(self.session, self.case, self.random.choice(self.lists))
        else:
            self.lists.append(village.named(self.session, self.case, self.random.randint(1, 3))[0])


def walk(db: Database, seeds: range, steps: int) -> int:
    looks = 0
    for seed in seeds:
        with db.write() as session:
            history = History(session, seed)
            for _ in range(steps):
                history.step()
                contents = measures.measure(session, history.case.id).live.contents
                tally = counts.tally(session, history.case.id)
                parts = ("rejected", "withdrawn", "repeated", "incidents")
                assert tally.received == sum(sum(contents[part].values()) for part in parts)
                assert tally.people == len(contents["people"]) + len(contents["set_aside"])
                assert tally.named_people == len(contents["named"]) <= len(history.lists)
                assert contents["evidence_checked"].keys() <= contents["people"].keys()
                assert not contents["people"].keys() & contents["set_aside"].keys()
                looks += 1
    return looks


def test_the_waterfall_holds_after_every_step(db: Database):
    assert walk(db, range(3), 25) == 75


@pytest.mark.prove
def test_the_waterfall_holds_after_every_step_of_a_thousand_histories(db: Database):
    assert walk(db, range(1000, 2000), 20) == 20_000

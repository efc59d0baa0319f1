"""Claiming named rows, objecting, expiring — on both databases."""

import contextlib
import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from joinder.accounts import service as accounts
from joinder.accounts.challenges import contact_hash
from joinder.accounts.models import Account
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case, Representative
from joinder.core import clock, sealed
from joinder.core.crypto import SealBrokenError
from joinder.core.database import Database
from joinder.core.errors import Conflict, Forbidden, Gone, Invalid, TooMany
from joinder.core.sealed import DataKey, DeletionLedgerEntry
from joinder.filings import forgetting, own_data
from joinder.reports import claims, counts, service
from joinder.reports.claims import Details
from joinder.reports.import_models import ClaimRequest, ImportBatch, ImportedRow, NamedPerson
from joinder.reports.import_queries import named_tally, open_requests
from joinder.reports.models import Consent, Membership, Report
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.reports.import_kit import ORGANIZER, bring, case_about, respondent, row, sheet


class Group:
    """A case with a sheet of ten people brought to it, and the group's link."""

    def __init__(self, db: Database, folder) -> None:
        self.db, self.about = db, respondent(db)
        self.case: Case = case_about(db, self.about)
        self.path = sheet(folder / "群.csv", [row(n) for n in range(1, 11)])
        bring(db, self.path, self.about, self.case)
        with db.write() as session:
            self.token = claims.make_link(session, self.batch(session), ORGANIZER)

    def batch(self, session: Session) -> ImportBatch:
        return session.scalars(select(ImportBatch).order_by(ImportBatch.created_at.desc()).limit(1)).one()

    def claim(self, contact: str) -> list[Report]:
        with self.db.write() as session:
            account = accounts.account_for(session, contact, "zh")
            batch = claims.batch_of_link(session, self.token)
            return claims.claim_by_contact(session, batch, account, "counted_only", "zh")

    def ask(self, contact: str, details: Details) -> ClaimRequest:
        with self.db.write() as session:
            account = accounts.account_for(session, contact, "zh")
            return claims.ask_by_details(
                session, claims.batch_of_link(session, self.token), account, details, "counted_only"
            )


@pytest.fixture
def group(db: Database, tmp_path) -> Group:
    return Group(db, tmp_path)


def test_a_claimed_row_is_the_persons_own_report_and_counts(group: Group) -> None:
    (taken,) = group.claim("+86 138 0000 0003")
    with group.db.read() as session:
        report = session.get_one(Report, taken.id)
        assert report.account_id is not None
        assert (report.case_id, report.membership_id is not None) == (group.case.id, True)
        assert "第3天" in report.narrative
        assert set(session.scalars(select(Consent.purpose))) == {"sensitive_data", "counting"}
        tally = counts.tally(session, group.case.id)
        assert (tally.received, tally.people, tally.counted, tally.named_received) == (1, 1, 1, 9)
        person = session.scalars(select(NamedPerson).where(NamedPerson.claimed_at.is_not(None))).one()
        assert (person.name, person.phone) == (None, None)


def test_claiming_again_or_with_a_strangers_contact_takes_nothing(group: Group) -> None:
    assert len(group.claim("13800000003")) == 1
    assert group.claim("13800000003") == []
    assert group.claim("stranger@example.org") == []


def test_an_account_without_a_verified_contact_claims_nothing(group: Group) -> None:
    with group.db.write() as session:
        account = accounts.new_account(session, "zh")
        with pytest.raises(Forbidden, match="claim_contact_needed"):
            claims.claim_by_contact(session, group.batch(session), account, "counted_only", "zh")


def test_a_replaced_link_stops_working(group: Group) -> None:
    with group.db.write() as session:
        claims.make_link(session, group.batch(session), ORGANIZER)
    with pytest.raises(Gone), group.db.read() as session:
        claims.batch_of_link(session, group.token)


def test_a_representative_of_the_company_claims_nothing(group: Group) -> None:
    with group.db.write() as session:
        account = accounts.account_for(session, "13800000003", "zh")
        session.add(
            Representative(
                account_id=account.id, respondent_id=group.about.id, verified_by=account.id, verified_at=clock.now()
            )
        )
    with pytest.raises(Forbidden):
        group.claim("13800000003")


def test_by_details_the_organizer_decides_and_the_row_is_found_for_them(group: Group) -> None:
    request = group.ask("new@example.org", Details(name="测试004", amount="40元"))
    with group.db.write() as session:
        kept = session.get_one(ClaimRequest, request.id)
        assert session.get_one(NamedPerson, kept.named_person_id).name == "测试004"
        assert kept.details_sealed is not None
        assert "测试004".encode() not in kept.details_sealed
        (taken,) = claims.decide(session, kept, ORGANIZER, None, confirmed=True)
        assert "第4天" in taken.narrative
        with pytest.raises(Conflict, match="claim_decided"):
            claims.decide(session, kept, ORGANIZER, None, confirmed=True)


def test_what_was_said_in_a_claim_goes_with_its_decision_its_account_and_its_row(group: Group) -> None:
    details = Details(name="测试004", amount="40元")
    decided, left, restored = (group.ask(f"{name}@example.org", details) for name in ("decided", "left", "restored"))
    unfound = group.ask("left@example.org", Details(name="没有此人", order="A-7"))
    keys = {one.key_id for one in (decided, left, restored, unfound)}
    with group.db.write() as session:
        claims.decide(session, session.get_one(ClaimRequest, decided.id), ORGANIZER, None, confirmed=False)
        forgetting.erase_account(session, session.get_one(Account, left.account_id), HOUSE)
        assert session.get_one(ClaimRequest, decided.id).details_sealed is None
        assert [one.id for one in open_requests(session, group.batch(session))] == [restored.id]
        (mine,) = own_data.everything(session, restored.account_id)["claims"]
        assert json.loads(mine["details"])["amount"] == "40元"
        (said,) = own_data.everything(session, decided.account_id)["claims"]
        assert (said["details"], said["confirmed"]) == (None, False)
    with group.db.write() as session:  # a backup made before brings a request back: the ledger takes it away again
        forgetting.erase_again(session, restored.key_id)
        assert open_requests(session, group.batch(session)) == []
    other = group.ask("decided@example.org", details)
    with group.db.write() as session:
        person = session.get_one(NamedPerson, other.named_person_id)
        claims.erase_person(session, person, objected=True)
        assert session.get(ClaimRequest, other.id) is None
    keys.add(other.key_id)
    with group.db.read() as session:
        assert session.scalars(select(DataKey.id).where(DataKey.id.in_(keys))).all() == []
        assert set(session.scalars(select(DeletionLedgerEntry.key_id))) >= keys


def test_a_name_alone_is_not_enough_and_wrong_details_find_nobody(group: Group) -> None:
    with pytest.raises(Invalid, match="claim_details_needed"):
        group.ask("new@example.org", Details(name="测试004"))
    request = group.ask("new@example.org", Details(name="测试004", amount="41元"))
    assert request.named_person_id is None
    with group.db.write() as session, pytest.raises(Conflict, match="claim_no_row"):
        claims.decide(session, session.get_one(ClaimRequest, request.id), ORGANIZER, None, confirmed=True)


def test_five_tries_by_details_a_day(group: Group) -> None:
    for _ in range(5):
        group.ask("new@example.org", Details(name="测试004", amount="1"))
    with pytest.raises(TooMany):
        group.ask("new@example.org", Details(name="测试004", amount="40元"))


def _object(group: Group, phone: str) -> list:
    with group.db.write() as session:
        return claims.object_by_contact(session, contact_hash(phone))


def test_whoever_objects_is_erased_and_never_imported_again(group: Group) -> None:
    with group.db.read() as session:
        keys = {one.report_id: one.key_id for one in session.scalars(select(ImportedRow))}
    (gone,) = _object(group, "+8613800000005")
    sealed.forget_all()
    with group.db.read() as session:
        with pytest.raises(SealBrokenError):
            sealed.key_of(session, keys[gone])
        person = session.scalars(select(NamedPerson).where(NamedPerson.objected_at.is_not(None))).one()
        assert (person.name_sealed, person.phone_hash) == (None, None)
        tally = named_tally(session, case_id=group.case.id)
        assert (tally.received, tally.withdrawn, tally.people) == (10, 1, 9)
    again = bring(group.db, group.path, group.about, group.case)
    assert (again.added, again.repeated, again.rejected) == (0, 9, 1)


def test_an_objection_leaves_what_the_person_claimed_with_their_account(group: Group) -> None:
    (taken,) = group.claim("13800000003")
    assert _object(group, "+8613800000003") == []
    with group.db.read() as session:
        assert session.get_one(Report, taken.id).narrative


def test_unclaimed_data_goes_after_thirty_days_and_only_counts_stay(group: Group) -> None:
    (taken,) = group.claim("13800000003")
    with clock.frozen(clock.now() + timedelta(days=29)), group.db.write() as session:
        assert claims.erase_unclaimed(session) == []
    with clock.frozen(clock.now() + timedelta(days=31)), group.db.write() as session:
        assert len(claims.erase_unclaimed(session)) == 9
        assert claims.erase_unclaimed(session) == []
    with group.db.read() as session:
        reports = session.scalars(select(Report).where(Report.account_id.is_(None))).all()
        assert all(one.narrative_sealed is None and one.amount_minor is None for one in reports)
        assert session.get_one(Report, taken.id).narrative
        assert (
            session.scalar(select(func.count()).select_from(NamedPerson).where(NamedPerson.name_sealed.is_not(None)))
            == 0
        )
        assert named_tally(session, case_id=group.case.id).withdrawn == 9
    again = bring(group.db, group.path, group.about, group.case)
    assert (again.added, again.repeated) == (9, 1)


def test_two_rows_of_one_person_are_claimed_together_and_repeats_stay_folded(db: Database, tmp_path) -> None:
    about = respondent(db)
    case = case_about(db, about)
    path = sheet(tmp_path / "群.csv", [row(1), row(1, 经过="另外一次，也没有到账。"), row(1)])
    bring(db, path, about, case)
    with db.write() as session:
        account: Account = accounts.account_for(session, "13800000001", "zh")
        batch = session.scalars(select(ImportBatch)).one()
        assert len(claims.claim_by_contact(session, batch, account, "counted_only", "zh")) == 3
    with db.read() as session:
        tally = counts.tally(session, case.id)
        assert (tally.received, tally.repeated, tally.incidents, tally.people) == (3, 1, 2, 1)


def test_claimed_words_are_not_changed_by_a_newer_sheet(group: Group) -> None:
    (taken,) = group.claim("13800000003")
    sheet(group.path, [row(3, 金额="77777元")])
    outcome = bring(group.db, group.path, group.about, group.case)
    assert (outcome.changed, outcome.gone) == (1, 9)
    with group.db.read() as session:
        assert session.get_one(Report, taken.id).amount_minor == 3_000


def test_a_row_that_comes_after_its_person_claimed_waits_its_own_thirty_days(group: Group) -> None:
    group.claim("13800000003")
    now = clock.now()
    sheet(
        group.path,
        [*(row(n) for n in range(1, 11)), row(3, 编号="R90003", 经过="第二次，还是没有到账，也没有人解释。")],
    )
    with clock.frozen(now + timedelta(days=40)):
        with group.db.write() as session:
            assert len(claims.erase_unclaimed(session)) == 9
        bring(group.db, group.path, group.about, group.case)
        with group.db.write() as session:
            assert claims.erase_unclaimed(session) == []
    with clock.frozen(now + timedelta(days=69)):
        (taken,) = group.claim("13800000003")
        with group.db.read() as session:
            assert "第二次" in session.get_one(Report, taken.id).narrative
    with clock.frozen(now + timedelta(days=71)), group.db.write() as session:
        assert taken.id not in claims.erase_unclaimed(session)
        assert session.get_one(Report, taken.id).narrative


class AtOnce:
    """Holds whoever comes to a step until the other is there too, or for a second where a lock keeps the other out."""

    def __init__(self) -> None:
        self.gate = threading.Barrier(2)

    def __call__(self) -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            self.gate.wait(1)


def _both(*acts: Callable[[], object]) -> list[object]:
    with ThreadPoolExecutor(len(acts)) as pool:
        found = [pool.submit(act) for act in acts]
    return [one.exception() or one.result() for one in found]


def test_of_two_people_who_take_one_row_at_once_one_gets_it_and_the_other_is_told_so(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = group.ask("new@example.org", Details(name="测试003", amount="30元"))
    meet, hand_over = AtOnce(), claims._hand_over
    monkeypatch.setattr(claims, "_hand_over", lambda *told: (meet(), hand_over(*told)))

    def confirm() -> list[Report]:
        with group.db.write() as session:
            asked = session.get_one(ClaimRequest, request.id)
            return claims.decide(session, asked, ORGANIZER, None, confirmed=True)

    by_link, by_details = _both(lambda: group.claim("13800000003"), confirm)
    with group.db.read() as session:
        person = session.scalars(select(NamedPerson).where(NamedPerson.claimed_at.is_not(None))).one()
        (report,) = session.scalars(select(Report).where(Report.account_id.is_not(None)))
        assert report.account_id == person.claimed_by
        assert counts.tally(session, group.case.id).people == 1
    if isinstance(by_details, Conflict):
        assert (by_details.code, [one.id for one in by_link]) == ("reports.claim_no_row", [report.id])
    else:
        assert (by_link, [one.id for one in by_details]) == ([], [report.id])


def test_a_claim_at_the_last_moment_is_not_erased_with_what_nobody_claimed(
    group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet, hand_over, erase = AtOnce(), claims._hand_over, claims.erase_person
    monkeypatch.setattr(claims, "_hand_over", lambda *told: (meet(), hand_over(*told)))
    monkeypatch.setattr(claims, "erase_person", lambda *told, **how: (meet(), erase(*told, **how))[1])

    def expire() -> list[object]:
        with group.db.write() as session:
            return claims.erase_unclaimed(session)

    with clock.frozen(clock.now() + timedelta(days=31)):
        taken, erased = _both(lambda: group.claim("13800000003"), expire)
    assert not isinstance(taken, Exception)
    assert len(taken) + len(erased) == 10
    with group.db.read() as session:
        kept = session.scalars(select(Report).where(Report.narrative_sealed.is_not(None))).all()
        assert [(one.id, one.account_id is not None) for one in kept] == [(one.id, True) for one in taken]
        gone = session.scalars(select(NamedPerson).where(NamedPerson.erased_at.is_not(None))).all()
        assert len(gone) == len(erased)


def test_a_report_asked_into_two_cases_at_once_is_in_one(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    other = case_about(group.db, group.about)
    with group.db.write() as session:
        account = accounts.account_for(session, "lin@example.org", "zh")
        data = service.ReportData(group.about.id, "unspecified", "zh", "提现没有到账。")
        report = service.submit(session, account, data, None, "counted_only", "zh")
    meet, membership = AtOnce(), service._membership
    monkeypatch.setattr(service, "_membership", lambda *told: (meet(), membership(*told))[1])

    def join(case: Case) -> object:
        with group.db.write() as session:
            mine = session.get_one(Report, report.id)
            whose = session.get_one(Account, account.id)
            return service.join_later(session, whose, mine, session.get_one(Case, case.id)).case_id

    found = _both(lambda: join(group.case), lambda: join(other))
    (joined,) = [one for one in found if not isinstance(one, Exception)]
    (refused,) = [one for one in found if isinstance(one, Exception)]
    assert isinstance(refused, Conflict)
    assert refused.code == "reports.already_in_case"
    with group.db.read() as session:
        assert session.get_one(Report, report.id).case_id == joined
        assert session.scalars(select(Membership.case_id)).all() == [joined]

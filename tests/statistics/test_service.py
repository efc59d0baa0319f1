"""Releases from real rows: what is published, what is kept, and what is refused."""

import json
from datetime import timedelta

import pytest
from joinder.core import clock, jobs
from joinder.core.database import Database
from joinder.reports import counts, service
from joinder.statistics import calendar_jobs, ledger, measures, queries
from joinder.statistics import service as releases
from joinder.statistics.models import Release, ReleaseLine
from sqlalchemy import func, select, text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.statistics import village
from tests.statistics.village import OPENED, WEEK


def at_week(number: int):
    return clock.frozen(OPENED + number * WEEK)


@pytest.fixture
def case(session: Session):
    return village.make_case(session, village.make_company(session))


def people_line(release: Release | None):
    assert release is not None
    return release.payload["lines"]["people"]


def test_the_first_release_prints_the_people_and_the_waterfall(session: Session, case):
    village.crowd(session, case, 30, area="CN-GD")
    village.crowd(session, case, 25, area="CN-ZJ")
    with at_week(1):
        release = releases.release_case(session, case.id)
    assert people_line(release) == {"state": "exact", "value": 55, "at_least": 55, "as_of": "2026-11-09"}
    assert release is not None
    payload = release.payload
    assert payload["lines"]["incidents"]["value"] == 55
    assert payload["lines"]["set_aside"]["state"] == "withheld"
    assert payload["received"] == {"at_least": 55}
    assert {row["cell"]: row["value"] for row in payload["breakdowns"]["area"]} == {"CN-GD": 30, "CN-ZJ": 25}
    assert payload["not_shown"]["area"] == 0
    assert payload["breakdowns"]["amount"] == [{"cell": "CNY:100", "value": 55, "as_of": "2026-11-09"}]
    assert payload["previous"] is None


def test_one_to_nine_more_people_change_nothing_at_any_later_look(session: Session, case):
    village.crowd(session, case, 40)
    with at_week(1):
        releases.release_case(session, case.id)
        releases.release_totals(session)
    for week in range(2, 11):
        village.join(session, case)
        with at_week(week):
            assert releases.release_case(session, case.id) is None
            assert releases.release_totals(session) == []


def test_a_later_release_is_chained_and_keeps_lines_that_did_not_move(session: Session, case):
    village.crowd(session, case, 40)
    with at_week(1):
        first = releases.release_case(session, case.id)
        members = village.crowd(session, case, 45, area="CN-ZJ")
    for member in members[:5]:
        service.withdraw(session, member)
    with at_week(2):
        second = releases.release_case(session, case.id)
    assert first is not None
    assert second is not None
    assert second.payload["previous"] == first.hash.hex()
    assert second.prev_hash == first.hash
    assert (second.number, people_line(second)["value"]) == (2, 80)
    assert second.payload["lines"]["withdrawn"]["state"] == "withheld"
    cells = {row["cell"]: row["as_of"] for row in second.payload["breakdowns"]["area"]}
    assert cells == {"CN-GD": "2026-11-09", "CN-ZJ": "2026-11-16"}
    assert second.payload["not_shown"]["area"] == 0


def test_calling_it_again_publishes_nothing_twice(session: Session, case):
    village.crowd(session, case, 40)
    with at_week(1):
        assert releases.release_case(session, case.id)
        assert releases.release_case(session, case.id) is None
        assert len(releases.release_totals(session)) == 2
        assert releases.release_totals(session) == []


def test_totals_are_sums_of_printed_lines_never_counted_anew(session: Session):
    company = village.make_company(session)
    first, second = village.make_case(session, company), village.make_case(session, company, "fees")
    other = village.make_case(session, village.make_company(session, "yunfan-wallet"))
    for one, size in ((first, 40), (second, 30), (other, 12)):
        village.crowd(session, one, size)
    with at_week(1):
        for one in (first, second, other):
            releases.release_case(session, one.id)
        village.crowd(session, first, 8)
        company_release = releases.release_company(session, company.id)
        home = releases.release_home(session)
    assert company_release is not None
    assert home is not None
    assert company_release.payload["lines"]["people"] == {"at_least": 70}
    assert home.payload["respondents"] == [{"respondent": "xingyun-pay", "people_at_least": 70}]
    assert [row["issue"] for row in home.payload["issues"]] == ["account_frozen", "fees"]
    assert {row["case"] for row in home.payload["cases"]} == {first.reference, second.reference}


def test_nothing_is_published_when_the_waterfall_does_not_add_up(session: Session, case, monkeypatch):
    village.crowd(session, case, 40)
    honest = counts.tally

    def lying(session, case_id):
        tally = honest(session, case_id)
        return type(tally)(**{**vars(tally), "incidents": tally.incidents + 1})

    monkeypatch.setattr(counts, "tally", lying)
    with at_week(1), pytest.raises(ArithmeticError):
        releases.release_case(session, case.id)
    assert session.scalar(select(func.count()).select_from(Release)) == 0


def test_a_private_or_hidden_case_is_never_released(session: Session, case):
    village.crowd(session, case, 40)
    for visibility in ("private", "queued", "hidden"):
        case.visibility = visibility
        assert releases.release_case(session, case.id) is None


def test_releases_can_be_neither_changed_nor_deleted(db: Database):
    with db.write() as session:
        case = village.make_case(session, village.make_company(session))
        village.crowd(session, case, 40)
        with at_week(1):
            releases.release_case(session, case.id)
    for table in ("release", "release_line"):
        for statement in (f"UPDATE {table} SET number = 7", f"DELETE FROM {table}"):  # noqa: S608
            with pytest.raises(DatabaseError, match="append-only"), db.write() as session:
                session.execute(text(statement))


def test_what_a_line_counted_is_kept_sealed(session: Session, case):
    members = village.crowd(session, case, 40)
    with at_week(1):
        releases.release_case(session, case.id)
    token = measures.person_token(members[0].id)
    rows = list(session.scalars(select(ReleaseLine)))
    assert rows
    assert all(token not in row.change_sealed for row in rows)
    memory = ledger.recall(session, case.id, OPENED, measures.measure(session, case.id))
    assert memory.board.shown["people"].content[token] == 1
    assert len(memory.board.shown["people"].content) == 40


def test_people_who_claim_imported_rows_are_the_same_people(session: Session, case):
    rows = [row for _ in range(30) for row in village.named(session, case)[1]]
    village.crowd(session, case, 40)
    with at_week(1):
        first = releases.release_case(session, case.id)
    assert first is not None
    assert first.payload["lines"]["named"]["value"] == 30
    for row in rows:
        member = village.join(session, case)
        row.account_id, row.membership_id = member.account_id, member.id
    session.flush()
    village.join(session, case)
    with at_week(2):
        second = releases.release_case(session, case.id)
    assert people_line(second)["value"] == 71
    assert second is not None
    assert second.payload["lines"]["named"]["value"] == 30, "named and people together would name the newcomer"


def test_twenty_rows_of_one_person_are_one_person_who_is_named(session: Session, case):
    village.named(session, case, 20)
    village.crowd(session, case, 40)
    measured = measures.measure(session, case.id)
    assert list(measured.live.contents["named"].values()) == [1]
    with at_week(1):
        first = releases.release_case(session, case.id)
    assert first is not None
    assert first.payload["lines"]["named"]["state"] == "withheld"
    for _ in range(29):
        village.named(session, case, 2)
    village.join(session, case)
    with at_week(2):
        second = releases.release_case(session, case.id)
    assert second is not None
    assert second.payload["lines"]["named"]["value"] == 30


def test_more_rows_of_the_same_named_people_change_nothing(session: Session, case):
    people = [village.named(session, case)[0] for _ in range(30)]
    village.crowd(session, case, 40)
    with at_week(1):
        assert releases.release_case(session, case.id) is not None
    for person in people:
        village.name_again(session, case, person)
    before = ledger.recall(session, case.id, OPENED, measures.measure(session, case.id)).board.shown["named"]
    assert measures.measure(session, case.id).live.contents["named"] == before.content


def test_a_member_whom_a_list_names_again_is_still_one_person_to_every_comparison(session: Session, case):
    person, (row,) = village.named(session, case)
    member = village.join(session, case)
    row.account_id, row.membership_id = member.account_id, member.id
    session.flush()
    village.name_again(session, case, person)
    contents = measures.measure(session, case.id).live.contents
    assert contents["named"] == {measures.person_token(member.id): 1}
    assert contents["people"] == {measures.person_token(member.id): 1}


def test_cases_that_exchange_people_do_not_give_away_the_one_who_is_new(session: Session):
    company = village.make_company(session)
    old, new = village.make_case(session, company), village.make_case(session, company)
    members = village.crowd(session, old, 60)
    village.crowd(session, new, 60)
    with at_week(1):
        assert releases.release_case(session, old.id)
        assert releases.release_case(session, new.id)
    for member in members[:30]:
        service.withdraw(session, member)
        village.join(session, new, session.get_one(village.Account, member.account_id))
    village.join(session, new)
    with at_week(2):
        assert people_line(releases.release_case(session, new.id))["value"] == 91
    with at_week(7):
        releases.release_case(session, old.id)
    assert people_line(queries.latest(session, "case", old.id))["value"] == 60, "the total would rise by exactly one"


def test_merging_two_accounts_of_one_person_is_one_person_who_changed(session: Session, case):
    from joinder.reports import persons

    members = village.crowd(session, case, 60)
    with at_week(1):
        releases.release_case(session, case.id)
    accounts = [session.get_one(village.Account, one.account_id) for one in members[:36]]
    for into, other in zip(accounts[::2], accounts[1::2], strict=True):
        persons.merge(session, into, other)
    session.flush()
    with at_week(6):
        releases.release_case(session, case.id)
    assert people_line(queries.latest(session, "case", case.id))["value"] == 60, "eighteen people, not thirty-six"


@pytest.mark.postgres_proves
def test_the_calendar_looks_once_a_week_and_jobs_are_harmless_twice(db: Database):
    with db.write() as session:
        case = village.make_case(session, village.make_company(session))
        village.crowd(session, case, 40)
        case_id = case.id
    looks = 0
    for hours in range(0, 24 * 15, 18):
        with clock.frozen(OPENED + timedelta(hours=hours)):
            with db.write() as session:
                looks += sum(kind == "weekly" for _, kind in releases.due_cases(session))
                calendar_jobs.tick(session)
                calendar_jobs.tick(session)
            jobs.run_due(db)
    assert looks in {1, 2}
    with db.read() as session:
        assert queries.latest(session, "case", case_id)
        done = set(session.scalars(select(jobs.Job.name).where(jobs.Job.done_at.is_not(None))))
        assert {"statistics.release_case", "statistics.release_totals"} <= done
        assert session.scalar(select(func.count()).select_from(Release).where(Release.scope == "case")) == 1


def test_a_stored_release_is_canonical_and_says_what_it_is(session: Session, case):
    village.crowd(session, case, 40)
    with at_week(1):
        release = releases.release_case(session, case.id)
    assert release is not None
    spelled = json.dumps(json.loads(release.body), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert release.body == spelled
    for lang in ("zh", "en", "id"):
        assert release.payload["caveats"]["limits"][lang]
    assert "not a survey, not a rate, not a finding" in release.payload["caveats"]["limits"]["en"]

"""The demo year: told through the real verbs, the same every time, adding up, and only once."""

from datetime import timedelta
from pathlib import Path

import pytest
from joinder.api.consent_views import show_consents
from joinder.api.rooms import load_rooms
from joinder.cases import audit
from joinder.cases.models import Case, CaseFlag, Removal, Reply
from joinder.core import clock, migrate
from joinder.core.database import Base, Database
from joinder.core.jobs import Job
from joinder.core.settings import Settings, get_settings
from joinder.demo.filling import NotEmptyError, fill, refuse_undeclared
from joinder.demo.stories import words
from joinder.demo.texts import texts
from joinder.evidence.models import Evidence
from joinder.letters import approval
from joinder.letters import queries as letters
from joinder.matching.models import Match
from joinder.reference import catalog
from joinder.reports import counts
from joinder.reports.models import Consent, SetAside
from joinder.statistics.models import Release
from sqlalchemy import func, select

from tests.journeys.demo_told import NOW, told_in

SAME = ("account", "membership", "report", "evidence", "named_person", "approval", "outcome_answer", "release", "match")


def sizes(database: Database, names=None) -> dict[str, int]:
    with database.read() as session:
        tables = Base.metadata.tables
        return {name: session.scalar(select(func.count()).select_from(tables[name])) for name in names or tables}


def cases(session) -> dict[str, Case]:
    return {case.visibility: case for case in session.scalars(select(Case).order_by(Case.opened_at.desc()))}


@pytest.mark.xdist_group("demo")
def test_every_waterfall_adds_up_and_the_cases_have_their_sizes(demo):
    with demo.read() as session:
        people = {case.title[:4]: counts.tally(session, case.id) for case in session.scalars(select(Case))}
    assert people["云雀钱包"].counted >= 300
    assert 50 <= people["蓝鲸付（"].counted <= 70
    assert people["Kanc"].counted == 20
    large = people["云雀钱包"]
    assert min(large.rejected, large.withdrawn, large.repeated, large.set_aside) >= 3
    assert people["蓝鲸付（"].named_incidents >= 15


@pytest.mark.xdist_group("demo")
def test_of_every_permission_the_exact_words_and_whom_they_name_are_found_again(demo):
    with demo.read() as session:
        given = list(session.scalars(select(Consent)))
        shown = {row.id: row for row in show_consents(session, given, "en")}
        assert [row.purpose for row in given if not shown[row.id].text] == []
        letters = [shown[row.id] for row in given if "/" in (row.recipient or "")]
        assert len(letters) > 100
        assert all(row.recipient_kind == "channel" and row.recipient_name in row.text for row in letters)


@pytest.mark.xdist_group("demo")
def test_every_audit_chain_holds_and_no_job_failed(demo):
    with demo.read() as session:
        assert audit.broken_chains(session) == []
        assert session.scalar(select(func.count()).where(Job.last_error.is_not(None))) == 0
        assert session.scalar(select(func.count()).where(Job.done_at.is_(None))) == 0


@pytest.mark.xdist_group("demo")
def test_a_year_of_releases_and_nothing_after_the_end(demo):
    with demo.read() as session:
        large = cases(session)["public"]
        at = list(session.scalars(select(Release.at).where(Release.scope_id == str(large.id)).order_by(Release.at)))
        newest = session.scalar(select(func.max(Release.at)))
        assert len(at) >= 12
        assert at[-1] - at[0] > timedelta(days=270)
        assert newest <= NOW
        assert session.scalar(select(func.count()).where(Release.scope == "home")) >= 12


@pytest.mark.xdist_group("demo")
def test_at_most_sixty_pictures_and_each_is_in_the_store(demo):
    with demo.read() as session:
        rows = list(session.scalars(select(Evidence)))
    store = Path(demo.url.removeprefix("sqlite:///")).parent
    assert 20 <= len(rows) <= 60
    assert all(list(store.rglob(row.storage_key)) for row in rows)


@pytest.mark.xdist_group("demo")
def test_letters_stand_where_the_demo_says(demo):
    with demo.read() as session, clock.frozen(NOW):
        found = [
            (letter.kind_id, approval.state_of(letters.standing(session, letter).course, clock.now()))
            for case in session.scalars(select(Case))
            for letter in letters.letters_of(session, case.id)
        ]
    assert sorted(found) == [("company_joint", "open"), ("company_joint", "sent"), ("demand_reminder", "sealed")]


@pytest.mark.xdist_group("demo")
def test_a_moderator_finds_something_to_do(demo):
    with demo.read() as session:
        for waiting in (
            select(func.count()).where(CaseFlag.resolved_at.is_(None)),
            select(func.count()).where(Match.state == "proposed"),
            select(func.count()).where(SetAside.appealed_at.is_not(None), SetAside.restored_at.is_(None)),
            select(func.count()).where(Case.visibility == "queued"),
            select(func.count()).select_from(Removal),
            select(func.count()).where(Reply.published_at.is_not(None)),
        ):
            assert session.scalar(waiting) >= 1


@pytest.mark.xdist_group("demo")
def test_a_second_run_adds_nothing(demo):
    before = sizes(demo)
    assert fill(demo, get_settings()) is False
    assert sizes(demo) == before


@pytest.mark.prove
@pytest.mark.xdist_group("demo")
def test_told_again_under_another_key_it_comes_out_the_same(demo, tmp_path):
    again = told_in(tmp_path / "again", b"\x02" * 32)
    assert sizes(again, SAME) == sizes(demo, SAME)
    again.dispose()


@pytest.mark.xdist_group("demo")
def test_a_demo_database_is_never_served_as_a_real_one(demo, db):
    with pytest.raises(NotEmptyError):
        refuse_undeclared(demo, Settings(demo=False))
    refuse_undeclared(demo, Settings(demo=True))
    refuse_undeclared(db, Settings(demo=False))


def test_a_database_with_other_data_is_refused(db, settings_env):
    from joinder.accounts import service as accounts

    with db.write() as session:
        accounts.account_for(session, "somebody@example.org", "zh")
    before = sizes(db)
    with pytest.raises(NotEmptyError):
        fill(db, get_settings())
    assert sizes(db) == before


def test_the_demo_refuses_real_mail(db):
    with pytest.raises(NotEmptyError):
        fill(db, Settings(smtp_host="mail.example.org"))


def test_no_real_brand_is_named():
    told = str(words()) + str(texts())
    names = {name for one in catalog.respondents() for name in one.names.model_dump().values() if name}
    assert not [name for name in names if name in told]


def test_listed_respondents_follow_the_reference_data(db):
    from joinder.cases.models import Respondent

    load_rooms()
    for _ in range(2):
        with db.write() as session:
            migrate.after(session)
    with db.read() as session:
        slugs = set(session.scalars(select(Respondent.slug).where(Respondent.status == "listed")))
    assert slugs == {one.id for one in catalog.respondents()}

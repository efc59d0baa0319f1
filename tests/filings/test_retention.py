"""Files of closed cases end after their time: owners are told before, counts stay, a pending filing holds them."""

from datetime import timedelta

import pytest
from joinder.accounts.notice_models import Notification
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.cases.models import AuditEntry, Case
from joinder.core import clock, discarding, jobs
from joinder.core.jobs import Job
from joinder.core.messages import OutMessage
from joinder.core.settings import get_settings
from joinder.evidence import queries
from joinder.evidence.models import Evidence
from joinder.filings import retention
from joinder.filings.models import Filing
from joinder.reports.models import Report
from sqlalchemy import func, select

from tests.conftest import NOW
from tests.evidence import corpus
from tests.evidence.world import World, settled, stored_keys
from tests.evidence.world import service as evidence


@pytest.fixture
def closed(db):
    """A closed case in which two people gave a file each (one checked), and a third keeps a recording."""
    with db.write() as session:
        world = World(session)
        for name in ("a", "b"):
            who, report = world.joined(name)
            kept = settled(corpus.text() + name.encode())
            row, _ = evidence.keep(session, who.id, report.id, kept, f"{name}.txt")
        world.accept(row, world.person("m"))
        who, report = world.joined("c")
        evidence.list_kept_by_me(session, who.id, report.id, "录音")
        cases.close(session, world.case, HOUSE, "solved")
    assert len(stored_keys()) == 4
    return world.case.id


def run(db, days):
    """Let the daily job and what it queues run once, some days after closing; returns told, files and audit entries."""
    with clock.frozen(NOW + timedelta(days=days)):
        with db.write() as session:
            retention.end_closed(session)
        for _ in range(6):
            with db.read() as session:
                names = Job.name.in_([retention.JOB, discarding.JOB])
                waiting = list(session.scalars(select(Job.id).where(names, Job.done_at.is_(None))))
            assert all(jobs.run_job(db, one) for one in waiting)
    with db.read() as session:
        told = session.scalar(select(func.count()).where(Notification.template == retention.TEMPLATE))
        expired = session.scalar(select(func.count()).where(AuditEntry.action == "evidence.expire"))
        return told, len(stored_keys()), expired


def test_owners_are_told_a_month_before_their_files_go_and_counts_stay(db, closed, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 1)
    with db.read() as session:
        counted = queries.checked(session, closed)
        given = set(session.scalars(queries.those_with_files(closed)))
    assert (len(counted), len(given)) == (1, 3)
    assert [run(db, days) for days in (149, 150, 151, 179)] == [(0, 4, 0), (2, 4, 0), (2, 4, 0), (2, 4, 0)]
    assert run(db, 181) == (2, 0, 2)
    assert run(db, 200) == (2, 0, 2)
    with db.read() as session:
        assert queries.checked(session, closed) == counted
        assert set(session.scalars(queries.those_with_files(closed))) == given
        for row in session.scalars(select(Evidence).where(Evidence.kept_by_me.is_(False))):
            assert (row.storage_key, row.derivative_key, row.file_key, row.filename) == (None, None, None, None)
            assert len(row.sha256) == 64
        assert session.scalar(select(func.count()).select_from(OutMessage)) == 2


def test_who_was_told_late_has_the_whole_month(db, closed):
    assert run(db, 400) == (2, 4, 0)
    assert run(db, 429) == (2, 4, 0)
    assert run(db, 431) == (2, 0, 2)


def test_an_open_case_and_a_filing_without_answer_keep_their_files(db, closed):
    with db.write() as session:
        case = session.get_one(Case, closed)
        filing = Filing(
            reference="F1", case_id=closed, key_id=session.scalars(select(Evidence.key_id)).first(), rules=[],
            channel_id="cn-company-generic", channel_version=1, region="CN", people=3, warnings_read=[],
            prepared_by=session.scalars(select(Report.account_id)).first(), prepared_at=NOW, filed_on=NOW.date(),
        )  # fmt: skip
        session.add(filing)
    assert run(db, 300) == (0, 4, 0)
    with db.write() as session:
        session.get_one(Filing, filing.id).ended_on = NOW.date()
        session.get_one(Case, closed).closed_at = None
    assert run(db, 300) == (0, 4, 0)
    with db.write() as session:
        session.get_one(Case, closed).closed_at = case.closed_at
    assert run(db, 300) == (2, 4, 0)


def test_the_days_are_a_setting(db, closed, monkeypatch):
    monkeypatch.setenv("JOINDER_CLOSED_FILES_DAYS", "90")
    get_settings.cache_clear()
    assert run(db, 61) == (2, 4, 0)
    assert run(db, 92) == (2, 0, 2)

"""A small but whole house for the tests of backup and theft: people, a sealed letter, a file, an import, a release."""

import shutil
import uuid
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from joinder.accounts.models import Account, Contact
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.core import backup, clock, crypto, sealed
from joinder.core.database import Base, Database
from joinder.core.settings import Settings, get_settings
from joinder.evidence import service as evidence
from joinder.evidence.models import Evidence
from joinder.reports import service as reports
from joinder.reports.import_models import NamedPerson
from joinder.reports.models import Report
from joinder.statistics import service as statistics
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tests.evidence.world import settled
from tests.filings.world import START, World
from tests.reports import import_kit
from tests.statistics import village

FILE = "转账凭证：订单 20260805，金额五百元，状态处理中。".encode() * 20
PASSING = backup.SKIPPED


def fill(db: Database, folder: Path) -> uuid.UUID:
    """Fill a database and store through the real verbs; returns the account of one ordinary member."""
    with clock.frozen(START):
        with db.write() as session:
            world = World(session)
            cases.publish(session, world.case, HOUSE)
            world.sealed_letter()
            account, member = world.people[0]
            report = session.scalars(select(Report).where(Report.membership_id == member.id)).one()
            evidence.keep(session, account.id, report.id, settled(FILE), "凭证.txt")
            again = reports.make_report(session, report_data(world), account.id)
            again.repeated_of_id = report.id
        about = import_kit.respondent(db)
        import_kit.bring(db, import_kit.sheet(folder / "sheet.csv", [import_kit.row(1), import_kit.row(2)]), about)
        with db.write() as session:
            many = village.make_case(session, village.make_company(session))
            village.crowd(session, many, 25)
    with clock.frozen(village.OPENED + timedelta(days=8)), db.write() as session:
        assert statistics.release_case(session, many.id) is not None
    return account.id


def report_data(world: World) -> Any:
    return reports.ReportData(world.company.id, "withdrawal_blocked", "zh", "同一件事，又写了一遍。", remedies=[])


def counts(session: Session) -> dict[str, int]:
    """Count every table's rows that a backup keeps."""
    found = {
        name: session.scalar(select(func.count()).select_from(table)) or 0
        for name, table in Base.metadata.tables.items()
        if name not in PASSING
    }
    passing = select(func.count()).where(sealed.DataKey.kind.in_(sealed.PASSING))
    found["data_key"] -= session.scalar(passing) or 0
    return found


def words(session: Session) -> dict[str, str | None]:
    """Read every report's narrative, contact, imported name and file digest."""
    sealed.forget_all()
    found: dict[str, str | None] = {}
    for table, column in ((Report, "narrative"), (Contact, "value"), (NamedPerson, "phone"), (Evidence, "sha256")):
        rows: list[Any] = list(session.scalars(select(table)))
        have = [row for row in rows if getattr(row, f"{column}_sealed") is not None]
        found |= {f"{table.__tablename__}.{row.id}": getattr(row, column) for row in have}
    return found


def account_of(session: Session, account_id: uuid.UUID) -> Account:
    return session.get_one(Account, account_id)


def lose_everything(db: Database, settings: Settings) -> None:
    """Delete the database and the data directory; the key file and the ledger stay."""
    db.dispose()
    shutil.rmtree(settings.data_dir)
    sealed.forget_all()


def restored(settings: Settings, source: Path, check: Callable[[Database, str], None]) -> None:
    """Restore with the key read from its file again, then look at the result."""
    crypto.use_root_key(bytes(32))
    said = backup.bring_back(settings, source)
    database = Database(settings.url)
    try:
        check(database, said)
    finally:
        database.dispose()
        get_settings.cache_clear()

"""The command `joinder import`: shows how a sheet is read, asks, brings it in, and says what came of it."""

import shutil
import sys
import tempfile
import uuid
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table as Screen
from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.cases import respondents
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.core import texts
from joinder.core.database import Database
from joinder.core.errors import Invalid, NotFound, Refusal
from joinder.core.settings import get_settings
from joinder.reports.import_models import ImportBatch
from joinder.reports.import_queries import named_tally
from joinder.reports.import_rejects import RejectsWriter
from joinder.reports.import_sheet import Opened, Options, look_through, parse_map
from joinder.reports.import_texts import say
from joinder.reports.imports import Outcome, Told, Watch, begin, import_rows
from joinder.reports.sheets.survey import notes, preview

OPERATOR = Actor(None, "operator")
SHOWN_NOTES = 30
DONE, REFUSED, STOPPED = 0, 2, 1


@dataclass(frozen=True, slots=True)
class ImportWish:
    """What was typed: the file, the respondent's name, and how the file is to be read."""

    file: Path
    respondent: str
    case: str | None = None
    maps: Sequence[str] = ()
    tab: str | None = None
    currency: str | None = None
    agreed: str | None = None
    yes: bool = False
    lang: str = "zh"


def import_command(
    database: Database,
    wish: ImportWish,
    after_batch: Callable[[Session, Sequence[uuid.UUID]], None] | None = None,
    ask: Callable[[str], str] | None = None,
) -> int:
    """Import a sheet and return the exit code: 0 done, 1 not confirmed, 2 refused; asks unless `yes`."""
    screen = Console(stderr=True, highlight=False, soft_wrap=True)
    try:
        return _import(database, wish, Watch(after_batch=after_batch) if after_batch else Watch(), screen, ask)
    except FileNotFoundError:
        screen.print(texts.error_text("reports.no_such_file", wish.lang, {"file": wish.file}), markup=False)
    except Refusal as refusal:
        screen.print(texts.error_text(refusal.code, wish.lang, refusal.params), markup=False)
    return REFUSED


def _import(
    database: Database, wish: ImportWish, watch: Watch, screen: Console, ask: Callable[[str], str] | None
) -> int:
    options = Options(parse_map(wish.maps), wish.tab, wish.currency, wish.lang)
    opened = look_through(wish.file, wish.file.name, _region(database, wish), options)
    show(screen, opened, wish.lang)
    agreed = _agreed(wish, screen, ask)
    if not wish.yes and _answer(say("cli.confirm", wish.lang), ask).strip().lower() not in {
        "y",
        "yes",
        "是",
        "好",
        "ya",
    }:
        screen.print(say("cli.stopped", wish.lang))
        return STOPPED
    with database.write() as session:
        respondent = respondents.propose(session, wish.respondent, lang=wish.lang)
        told = Told(wish.file.name, agreed)
        batch = begin(session, respondent, _case(session, wish.case), OPERATOR, told, options)
    outcome, rejects = _run(database, batch, opened, watch, (screen, wish))
    _tell(database, batch, outcome, rejects, (screen, wish.lang))
    sys.stdout.write(f"added {outcome.added}, repeated {outcome.repeated}, rejected {outcome.rejected}\n")
    sys.stdout.flush()
    return DONE


def _region(database: Database, wish: ImportWish) -> str:
    with database.read() as session:
        found = respondents.by_name(session, wish.respondent)
        return found.region if found else "CN"


def _case(session: Session, reference: str | None) -> Case | None:
    if reference is None:
        return None
    case = session.scalar(select(Case).where(Case.reference == reference.upper()))
    if case is None:
        raise NotFound("cases.no_case", field="case")
    return case


def _agreed(wish: ImportWish, screen: Console, ask: Callable[[str], str] | None) -> str:
    if wish.agreed:
        return wish.agreed
    if wish.yes:
        declared = say("cli.agreed_by_yes", wish.lang)
        screen.print(declared, style="yellow", markup=False)
        return declared
    return _answer(say("cli.agreed", wish.lang) + "\n> ", ask)


def _answer(question: str, ask: Callable[[str], str] | None) -> str:
    if ask is not None:
        return ask(question)
    sys.stderr.write(question)
    sys.stderr.flush()
    line = sys.stdin.readline()
    if not line:
        raise Invalid("reports.import_unconfirmed", field="yes")
    return line


def show(screen: Console, opened: Opened, lang: str) -> None:
    """Show how each tab's columns are read, and everything that is not imported."""
    for table in opened.tables:
        if not table.usable:
            continue
        rows = sum(1 for _ in table.rows())
        grid = Screen(title=say("cli.table", lang, tab=table.tab.name, rows=rows), title_justify="left")
        for name in say("cli.columns", lang).split("|"):
            grid.add_column(name, overflow="fold")
        for column in preview(table):
            field = say("cli.refused", lang) if column["refused"] else column["field"] or say("cli.not_imported", lang)
            how = say(f"how.{column['how']}", lang) if column["how"] else ""
            grid.add_row(column["column"], field, how, " / ".join(column["sample"]))
        screen.print(grid)
    found = notes(opened.tables)
    for note in found[:SHOWN_NOTES]:
        screen.print(
            "· " + say(f"note.{note.code}", lang, tab=note.tab, where=note.where, count=note.count), markup=False
        )
    if len(found) > SHOWN_NOTES:
        screen.print(f"· … +{len(found) - SHOWN_NOTES}")
    code = opened.rules.currency
    screen.print(say("cli.currency", lang, currency=code) if code else say("cli.no_currency", lang), markup=False)


def _run(
    database: Database, batch: ImportBatch, opened: Opened, watch: Watch, shown: tuple[Console, ImportWish]
) -> tuple[Outcome, Path | None]:
    """Bring the rows in; a rejects file appears only when there is something in it."""
    screen, wish = shown
    with ExitStack() as stack:
        file = stack.enter_context(tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".csv"))
        writer = RejectsWriter(file, wish.lang, opened.header)
        bars = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        progress = stack.enter_context(Progress(*bars, console=screen))
        task = progress.add_task(say("cli.progress", wish.lang), total=None)
        watched = replace(
            watch,
            rejected=writer.write,
            progress=lambda done, all_rows: progress.update(task, completed=done, total=all_rows),
        )
        outcome = import_rows(database, batch.id, opened, watched)
        file.flush()
        return outcome, _keep(Path(file.name), wish.file) if writer.count else None


def _keep(written: Path, sheet: Path) -> Path:
    """Put the rejects beside the sheet, or in the present folder where the sheet's cannot be written."""
    name = sheet.name + ".rejects.csv"
    try:
        return Path(shutil.copyfile(written, sheet.with_name(name)))
    except OSError:
        return Path(shutil.copyfile(written, Path.cwd() / name))


def _tell(
    database: Database, batch: ImportBatch, outcome: Outcome, rejects: Path | None, shown: tuple[Console, str]
) -> None:
    screen, lang = shown
    numbers = outcome.numbers()
    screen.print(say("cli.compared", lang, **numbers), markup=False)
    if outcome.doubtful:
        screen.print(say("cli.unread", lang, count=outcome.doubtful), markup=False)
    with database.read() as session:
        people = named_tally(session, respondent_id=batch.respondent_id).people
    days = get_settings().import_claim_days
    screen.print(say("cli.named", lang, people=people, days=days), markup=False)
    if rejects is not None:
        screen.print(say("cli.rejects", lang, path=rejects), markup=False)

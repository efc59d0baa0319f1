"""The command `joinder`: wiring only."""

import asyncio
import gc
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from prometheus_client import start_http_server
from pydantic import ValidationError
from sqlalchemy.exc import OperationalError
from typer.core import TyperGroup

from joinder.api.rooms import load_rooms
from joinder.core import migrate as migrations
from joinder.core.backup import BackupError
from joinder.core.crypto import KeyMissingError
from joinder.core.database import Database
from joinder.core.logs import configure
from joinder.core.opening import open_house
from joinder.core.settings import get_settings


class Plainly(TyperGroup):
    """Says what an operator can mend in one line instead of a traceback (which could hold settings' values)."""

    def invoke(self, ctx: Any) -> Any:  # noqa: ANN401
        """Run the command; exit 1 with the message of a refusal."""
        try:
            return super().invoke(ctx)
        except ValidationError as error:
            said = "\n".join(one["msg"].removeprefix("Value error, ") for one in error.errors(include_input=False))
        except (KeyMissingError, BackupError) as error:
            said = str(error)
        except OperationalError as error:
            said = f"The database does not answer: {error.orig}"
        typer.echo(said, err=True)
        raise typer.Exit(1)


main = typer.Typer(
    cls=Plainly, help="Joinder 合诉: many people, one complaint.", no_args_is_help=True, add_completion=False
)
admin = typer.Typer(help="Accounts with house-wide roles.", no_args_is_help=True)
main.add_typer(admin, name="admin")


@main.command()
def serve() -> None:
    """Serve the product on JOINDER_HOST:JOINDER_PORT (migrate first)."""
    from joinder.app import MAX_REQUESTS, create_app  # noqa: PLC0415
    from joinder.demo.filling import NotEmptyError, refuse_undeclared  # noqa: PLC0415

    settings = get_settings()
    app = create_app(settings)
    try:
        refuse_undeclared(app.state.database, settings)
    except NotEmptyError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    gc.freeze()
    if settings.metrics_port:
        start_http_server(settings.metrics_port, addr="127.0.0.1")
    uvicorn.run(
        app,
        host=settings.host,
        port=settings.port,
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
        timeout_keep_alive=30,
        server_header=False,
        timeout_graceful_shutdown=15,
        limit_concurrency=MAX_REQUESTS,
    )


@main.command()
def worker(concurrency: int = 2) -> None:
    """Run jobs on PostgreSQL (start as many of these as you like)."""
    from joinder.worker import work  # noqa: PLC0415

    configure(get_settings().log_level)
    load_rooms()
    gc.freeze()
    asyncio.run(work(open_house(get_settings()), concurrency=concurrency))


@main.command()
def migrate() -> None:
    """Bring the database to this version's tables, then load the reference data."""
    prepared().dispose()


def prepared() -> Database:
    """Return the open database of the settings, with this version's tables and reference data in it."""
    from joinder.reference.service import load  # noqa: PLC0415

    settings = get_settings()
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    migrations.upgrade(settings.url)
    load_rooms()
    database = open_house(settings)
    with database.write() as session:
        load(session)
        migrations.after(session)
    return database


@main.command()
def demo() -> None:
    """Fill an empty database with the demo year, once; refuses a database with other data."""
    from joinder.demo.filling import NotEmptyError, fill  # noqa: PLC0415

    load_rooms()
    gc.freeze()
    database = open_house(get_settings())
    try:
        filled = fill(database, get_settings())
    except NotEmptyError as refusal:
        typer.echo(str(refusal), err=True)
        raise typer.Exit(1) from None
    finally:
        database.dispose()
    typer.echo("Demo data added (docs/demo.md)." if filled else "The demo was filled before; nothing is added.")


@main.command()
def openapi() -> None:
    """Print the API schema."""
    from joinder.app import create_app  # noqa: PLC0415

    sys.stdout.write(json.dumps(create_app().openapi(), ensure_ascii=False, indent=1) + "\n")


@main.command("import")
def import_sheet(  # noqa: PLR0913  (a command's options are its parameters)
    file: Annotated[Path, typer.Argument(help="CSV, XLSX or JSONL: a group's sheet.")],
    *,
    respondent: Annotated[str, typer.Option(help="The company's name; an unknown one is created as proposed.")],
    case: Annotated[str | None, typer.Option(help="The case these people belong to.")] = None,
    map_: Annotated[list[str] | None, typer.Option("--map", help="FIELD=COLUMN, e.g. amount=金额; ignore=…")] = None,
    tab: Annotated[str | None, typer.Option(help="Read this tab alone.")] = None,
    currency: Annotated[str | None, typer.Option(help="What amounts without a currency are in, e.g. CNY.")] = None,
    agreed: Annotated[str | None, typer.Option(help="How the members agreed to be entered.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask; declares that the members agreed.")] = False,
    lang: Annotated[str | None, typer.Option(help="zh, en or id.")] = None,
) -> None:
    """Bring a group's sheet in: people named in it stay unconfirmed until each claims the own row."""
    from joinder.matching.imported import index_imported  # noqa: PLC0415
    from joinder.reports.import_cli import ImportWish, import_command  # noqa: PLC0415

    load_rooms()
    settings = get_settings()
    database = open_house(settings)
    language = lang if lang in ("zh", "en", "id") else settings.default_lang
    wish = ImportWish(file, respondent, case, map_ or [], tab, currency, agreed, yes, language)
    try:
        code = import_command(database, wish, index_imported)
    finally:
        database.dispose()
    raise typer.Exit(code)


@main.command("group")
def group_sheet(
    source: Annotated[Path, typer.Argument(metavar="IN.csv", help="CSV in UTF-8, GB18030 or Windows-1252.")],
    target: Annotated[Path, typer.Argument(metavar="OUT.csv", help="Where to write all columns and four more.")],
    *,
    text_column: Annotated[str, typer.Option(help="The column that holds the texts.")] = "text",
    by: Annotated[str | None, typer.Option(help="Only rows alike in this column are put together.")] = None,
    lang: Annotated[str, typer.Option(help="The reasons' language: auto, zh, en or id.")] = "auto",
) -> None:
    """Find near-copies and texts about the same issue in any spreadsheet; no database, nothing leaves this machine."""
    from joinder.matching.group_cli import GroupWish, group_command  # noqa: PLC0415

    raise typer.Exit(group_command(GroupWish(source, target, text_column, by, lang)))


@admin.command("create")
def admin_create(contact: str, role: str = "admin", lang: str = "zh") -> None:
    """Give the account of an e-mail address or phone number a house-wide role (admin, moderator, journalist)."""
    from joinder.accounts import service  # noqa: PLC0415
    from joinder.cases import audit  # noqa: PLC0415

    load_rooms()
    with open_house(get_settings()).write() as session:
        account = service.account_for(session, contact, lang)
        service.grant_role(session, account, role, None)
        audit.write(session, None, audit.HOUSE, "role.grant", account.id, role)
    typer.echo(f"{role}: {contact}")


@admin.command("revoke")
def admin_revoke(contact: str, role: str = "admin") -> None:
    """Take a house-wide role away from the account of an e-mail address or phone number."""
    from joinder.accounts import roles, service  # noqa: PLC0415
    from joinder.accounts.challenges import contact_hash  # noqa: PLC0415
    from joinder.accounts.contacts import parse  # noqa: PLC0415
    from joinder.cases import audit  # noqa: PLC0415
    from joinder.core.errors import Refusal  # noqa: PLC0415
    from joinder.core.texts import error_text  # noqa: PLC0415

    load_rooms()
    try:
        with open_house(get_settings()).write() as session:
            account = service.account_of(session, contact_hash(parse(contact).canonical))
            if account is None:
                raise Refusal("accounts.no_contact")
            roles.revoke_role(session, account.id, role)
            audit.write(session, None, audit.HOUSE, "role.revoke", account.id, role)
    except Refusal as refusal:
        typer.echo(error_text(refusal.code, "en", refusal.params), err=True)
        raise typer.Exit(1) from refusal
    typer.echo(f"no longer {role}: {contact}")


@main.command("check-chains")
def check_chains() -> None:
    """Verify every audit chain and every hourly checkpoint; exits 1 and names those that were changed."""
    from joinder.cases import audit, checkpoints  # noqa: PLC0415

    with open_house(get_settings()).read() as session:
        broken = audit.broken_chains(session)
        broken += [f"checkpoint of {at.isoformat()}" for at in checkpoints.contradicted(session)]
    typer.echo("broken: " + ", ".join(broken) if broken else "all chains hold")
    raise typer.Exit(1 if broken else 0)


@main.command()
def backup(target: Annotated[Path, typer.Argument(help="A folder outside the data directory.")]) -> None:
    """Write an encrypted, verified backup (data and member keys apart)."""
    from joinder.core.backup import make  # noqa: PLC0415

    load_rooms()
    typer.echo(make(open_house(get_settings()), get_settings(), target))


@main.command()
def restore(source: Annotated[Path, typer.Argument(help="The folder a backup was written to.")]) -> None:
    """Restore a backup into an empty data directory, then replay the deletion ledger."""
    from joinder.core.backup import bring_back  # noqa: PLC0415

    load_rooms()
    typer.echo(bring_back(get_settings(), source))

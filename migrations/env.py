"""Alembic's environment: the product's own metadata, on SQLite and PostgreSQL."""

from alembic import context
from joinder.api.rooms import load_rooms
from joinder.core.database import Base, Database, UtcDateTime
from joinder.core.settings import get_settings
from sqlalchemy import create_engine

load_rooms()
url = context.config.attributes.get("url") or get_settings().url
IGNORED = ("procrastinate",)


def ours(_object: object, name: str | None, _kind: str, _reflected: bool, _compare: object) -> bool:
    return not (name or "").startswith(IGNORED)


def plain(kind: str, item: object, _context: object) -> str | bool:
    """Write our own column type as the plain one it stands on, so that old migrations need no product code."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


def run() -> None:
    engine = create_engine(Database(url).url)
    with engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Base.metadata,
            render_as_batch=connection.dialect.name == "sqlite",
            include_object=ours,
            compare_type=True,
            render_item=plain,
        )
        with context.begin_transaction():
            context.run_migrations()
    engine.dispose()


run()

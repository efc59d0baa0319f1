"""Migrations from inside the product, and what has to follow them."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.orm import Session

ROOT = Path(__file__).parents[3]
_after: list[Callable[[Session], None]] = []


def config(url: str) -> Config:
    """Return Alembic's configuration for a database."""
    found = Config(toml_file=ROOT / "pyproject.toml")
    found.attributes["url"] = url
    return found


def upgrade(url: str) -> None:
    """Bring a database to the newest tables."""
    command.upgrade(config(url), "head")


def clear(url: str) -> None:
    """Take every table away, rows that nothing else could delete included (see `append_only`)."""
    command.downgrade(config(url), "base")


@cache
def newest() -> str | None:
    """Return the revision that this version's tables are at."""
    return ScriptDirectory.from_config(config("")).get_current_head()


def is_newest(session: Session) -> bool:
    """Tell whether a database has this version's tables; one without any is refused by the database itself."""
    return session.scalar(text("SELECT version_num FROM alembic_version")) == newest()


def after_migration(hook: Callable[[Session], None]) -> Callable[[Session], None]:
    """Register what brings stored rows in step with shipped data after every migration."""
    _after.append(hook)
    return hook


def after(session: Session) -> None:
    """Run what was registered."""
    for hook in _after:
        hook(session)

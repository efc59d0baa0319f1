"""Schema and types in step with the code; migrations up, down and checked on both databases."""

import json
from pathlib import Path

import pytest
from alembic import command
from fastapi import FastAPI
from joinder.core.database import Base, Database
from joinder.core.migrate import config
from sqlalchemy import inspect

from tests import databases

ROOT = Path(__file__).parents[2]


def test_the_committed_api_schema_is_the_applications(built_app: FastAPI) -> None:
    committed = json.loads((ROOT / "frontend" / "openapi.json").read_text("utf-8"))
    built_app.openapi_schema = None
    assert built_app.openapi() == committed, "run: make api-types"


def test_operation_ids_are_unique_and_shapes_have_one_name(built_app: FastAPI) -> None:
    schema = built_app.openapi()
    ids = [op["operationId"] for path in schema["paths"].values() for op in path.values()]
    assert len(ids) == len(set(ids))
    assert [name for name in schema["components"]["schemas"] if "__" in name] == []


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    cluster: databases.Postgres = request.getfixturevalue("postgres")
    return cluster.url(cluster.create())


def test_migrations_go_up_down_and_up_and_match_the_models(empty_url: str) -> None:
    command.upgrade(config(empty_url), "head")
    command.check(config(empty_url))
    database = Database(empty_url)
    assert set(Base.metadata.tables) <= set(inspect(database.engine).get_table_names())
    database.dispose()
    command.downgrade(config(empty_url), "base")
    database = Database(empty_url)
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}
    database.dispose()
    command.upgrade(config(empty_url), "head")

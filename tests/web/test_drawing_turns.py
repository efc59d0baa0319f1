"""Pictures are drawn by few at a time, and nobody who waits for one holds the database."""

import secrets
from contextlib import ExitStack

import pytest
from joinder.core.database import Database
from joinder.web import drawing, posters, turns
from sqlalchemy import QueuePool

from tests import world
from tests.client import Client


@pytest.mark.parametrize(("path", "maker"), [("{}.png", "png"), ("{}/poster.pdf", "printed")])
def test_nothing_is_drawn_while_the_database_is_held(
    db: Database, client: Client, monkeypatch: pytest.MonkeyPatch, path: str, maker: str
) -> None:
    with db.write() as session:
        reference = world.make_case(session, title="画图时放开数据库").reference
    pool, held = db.read_engine.pool, list[int]()
    assert isinstance(pool, QueuePool)

    def draw(*_what: object) -> bytes:
        held.append(pool.checkedout())
        return b"drawn"

    monkeypatch.setattr(drawing if maker == "png" else posters, maker, draw)
    monkeypatch.setattr("joinder.web.sharing.png", drawing.png)
    assert client.get(f"/share/zh/cases/{path.format(reference)}").content == b"drawn"
    assert held == [0]


def test_who_finds_too_many_waiting_is_told_to_come_back_and_what_is_drawn_is_still_given(
    db: Database, client: Client
) -> None:
    with db.write() as session:
        reference = world.make_case(session, title=f"许多人同时要图 {secrets.token_hex(4)}").reference
    kept, new = f"/share/zh/cases/{reference}.png", f"/share/en/cases/{reference}.png"
    before = client.get(kept).content
    with ExitStack() as stack:
        for _ in range(turns.MOST):
            stack.enter_context(turns.turn())
        for path in (new, f"/share/zh/cases/{reference}/poster.png"):
            refused = client.get(path)
            assert (refused.status_code, refused.headers["retry-after"]) == (503, "5")
            assert refused.headers["content-type"] == "application/problem+json"
        assert client.get(kept).content == before
    assert client.get(new).status_code == 200

"""A filling that can be made anew may hurry; whatever comes after it waits for the disk again."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from joinder.core.database import Database
from sqlalchemy import text
from sqlalchemy.orm import Session

FULL, NORMAL = 2, 1


def waits(session: Session) -> object:
    return session.execute(text("PRAGMA synchronous")).scalar()


@pytest.mark.parametrize("cut_off", [False, True])
def test_what_was_filled_in_a_hurry_lies_in_the_file_and_nothing_later_hurries(tmp_path: Path, cut_off: bool) -> None:
    database = Database(f"sqlite:///{tmp_path / 'house.db'}")
    with database.write() as session:
        session.execute(text("CREATE TABLE told (n INTEGER)"))

    def fill() -> None:
        with database.hurried():
            for n in range(20):
                with database.write() as session:
                    assert waits(session) == NORMAL
                    session.execute(text("INSERT INTO told VALUES (:n)"), {"n": n})
            if cut_off:
                raise InterruptedError

    if cut_off:
        with pytest.raises(InterruptedError):
            fill()
    else:
        fill()
    shutil.copy(tmp_path / "house.db", tmp_path / "alone.db")  # without the log beside it
    alone = sqlite3.connect(tmp_path / "alone.db")
    assert alone.execute("SELECT count(*) FROM told").fetchone() == (20,)
    alone.close()
    for _ in range(3):
        with database.write() as session:
            assert waits(session) == FULL
    database.assert_safe()
    database.dispose()

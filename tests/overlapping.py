"""Two transactions at the same moment: the second begins before the first has ended."""

import threading
from collections.abc import Callable

from joinder.core.database import Database
from joinder.core.errors import Refusal
from sqlalchemy.orm import Session

LONG_ENOUGH = 1.0


def both(db: Database, *acts: Callable[[Session], object]) -> list[str]:
    """Let the second act begin after all work of the first and before its end; returns what became of each."""
    first, second = acts if len(acts) > 1 else (*acts, *acts)
    ended: dict[int, str] = {}

    def run(place: int, act: Callable[[Session], object], between: Callable[[], None]) -> None:
        try:
            with db.write() as session:
                act(session)
                session.flush()
                between()
            ended[place] = "done"
        except Refusal as refused:
            ended[place] = refused.code

    thread = threading.Thread(target=run, args=(1, second, lambda: None))

    def let_in() -> None:
        thread.start()
        thread.join(LONG_ENOUGH)

    run(0, first, let_in)
    thread.join(30)
    assert not thread.is_alive()
    return [ended[0], ended[1]]

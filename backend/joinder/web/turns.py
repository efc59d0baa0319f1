"""Pictures and posters are drawn by few at a time: whoever finds too many waiting is told to come back."""

import threading
from collections.abc import Generator
from contextlib import contextmanager

from joinder.core.errors import Unavailable

MOST = 8
_places = threading.BoundedSemaphore(MOST)


@contextmanager
def turn() -> Generator[None]:
    """Hold one of the places for drawing; refuses (Unavailable) when all of them are taken."""
    if not _places.acquire(blocking=False):
        raise Unavailable("core.unavailable", retry_after=5)
    try:
        yield
    finally:
        _places.release()

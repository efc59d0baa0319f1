"""Numbered pieces of work shared among processes: whoever is free takes the next, and this process works too."""

import multiprocessing
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.sharedctypes import Synchronized
from typing import Any, TypeVar

T = TypeVar("T")
Work = Callable[[int], Any]


def in_turns(work: Callable[[int], T], count: int, workers: int) -> list[T]:
    """Promise what `work` gives for every number below `count`, in their order, for any number of workers.

    With several workers `work` must be a function that another process can be given.
    """
    if min(workers, count) < 2:  # noqa: PLR2004
        return [work(number) for number in range(count)]
    # A copy of a process with several threads may stop forever at a lock one of them held.
    context = multiprocessing.get_context("fork" if threading.active_count() == 1 else "spawn")
    turn: Synchronized[int] = context.Value("q", 0)
    others = min(workers, count) - 1
    with ProcessPoolExecutor(others, mp_context=context, initializer=_begin, initargs=(work, turn, count)) as pool:
        elsewhere = [pool.submit(_elsewhere) for _ in range(others)]
        try:
            done = _turns(work, turn, count)
        except BaseException:
            turn.value = count  # the others stop too
            raise
        for each in elsewhere:
            done |= each.result()
    return [done[number] for number in range(count)]


def _turns(work: Work, turn: "Synchronized[int]", count: int) -> dict[int, Any]:
    done: dict[int, Any] = {}
    while (number := _next(turn)) < count:
        done[number] = work(number)
    return done


def _next(turn: "Synchronized[int]") -> int:
    with turn.get_lock():
        turn.value += 1
        return turn.value - 1


_given: tuple[Work, "Synchronized[int]", int] | None = None


def _begin(work: Work, turn: "Synchronized[int]", count: int) -> None:
    global _given  # noqa: PLW0603
    _given = work, turn, count


def _elsewhere() -> dict[int, Any]:
    if _given is None:
        raise RuntimeError("This process was given no work.")
    return _turns(*_given)

"""Numbered pieces of work shared among processes: whoever is free takes the next, and this process works too."""

import multiprocessing
import os
import pickle
import tempfile
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path
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
    # What others made comes back in files: a pipe makes them wait for this process, which has work of its own.
    with (
        tempfile.TemporaryDirectory() as folder,
        ProcessPoolExecutor(others, mp_context=context, initializer=_begin, initargs=(work, turn, count)) as pool,
    ):
        elsewhere = [pool.submit(_elsewhere, Path(folder)) for _ in range(others)]
        try:
            done = dict(_turns(work, turn, count))
        except BaseException:
            turn.value = count  # the others stop too
            raise
        for each in elsewhere:
            done |= _brought(*each.result())
    return [done[number] for number in range(count)]


def _turns(work: Work, turn: "Synchronized[int]", count: int) -> Iterator[tuple[int, Any]]:
    while (number := _next(turn)) < count:
        yield number, work(number)


def _next(turn: "Synchronized[int]") -> int:
    with turn.get_lock():
        turn.value += 1
        return turn.value - 1


_given: tuple[Work, "Synchronized[int]", int] | None = None


def _begin(work: Work, turn: "Synchronized[int]", count: int) -> None:
    global _given  # noqa: PLW0603
    _given = work, turn, count


def _elsewhere(folder: Path) -> tuple[Path, list[int]]:
    """Do turns in another process: return the file of what they gave, and their numbers in its order."""
    if _given is None:
        raise RuntimeError("This process was given no work.")
    path, numbers = folder / str(os.getpid()), list[int]()
    with path.open("wb") as file:
        for number, made in _turns(*_given):
            pickle.dump(made, file, pickle.HIGHEST_PROTOCOL)
            numbers.append(number)
    return path, numbers


def _brought(path: Path, numbers: list[int]) -> dict[int, Any]:
    with path.open("rb") as file:
        return {number: pickle.load(file) for number in numbers}  # noqa: S301 - written by a process of ours, for us

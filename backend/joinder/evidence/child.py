"""Runs the locked-in child process on one file and judges what it says; nothing of the house's is in its reach."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import structlog

import joinder
from joinder.core import errors
from joinder.evidence import kinds

WALL_SECONDS = 15
MAX_VERDICT = 4096
log = structlog.get_logger("evidence")
MAX_COPY_BYTES = 2 * kinds.MAX_FILE_BYTES
_slots = threading.BoundedSemaphore(max(2, os.cpu_count() or 2))
_CODES = frozenset(
    {"too_many_pixels", "animated", "pdf_locked", "too_many_pages", "text_unreadable", "empty", "too_heavy"}
)


def rebuild(kind: str, data: Iterable[bytes]) -> tuple[dict[str, Any], bytes]:
    """Decode a file in the child; return its measures and the copy made of pixels or letters alone.

    Refuses (Invalid) what does not decode, is too much, or comes back as something else than it should.
    """
    verdict, copy = _run(kind, data)
    right = kinds.sniff(copy[: kinds.HEAD_BYTES]) == kinds.derivative_kind(kind)
    if len(copy) > MAX_COPY_BYTES or not right:
        raise errors.Invalid("evidence.unreadable", field="file")
    return verdict, copy


def _run(kind: str, data: Iterable[bytes]) -> tuple[dict[str, Any], bytes]:
    with _slots:
        handles = [os.memfd_create(name, os.MFD_CLOEXEC) for name in ("in", "out", "verdict")]
        try:
            for piece in data:
                _write(handles[0], piece)
            os.lseek(handles[0], 0, os.SEEK_SET)
            ended = _spawn([kind, str(handles[1]), str(handles[2])], *handles)
            return _verdict(handles[2], ended=ended), _read_all(handles[1])
        finally:
            for handle in handles:
                os.close(handle)


def _spawn(arguments: list[str], source: int, *outputs: int) -> bool:
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and module, no word of a stranger's
        [sys.executable, "-m", "joinder.evidence.sandbox", *arguments],
        stdin=source,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=outputs,
        env={"PYTHONPATH": str(Path(joinder.__file__).parent.parent), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd="/",
        start_new_session=True,
    )
    try:
        return process.wait(timeout=WALL_SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _verdict(handle: int, *, ended: bool) -> dict[str, Any]:
    raw = os.pread(handle, MAX_VERDICT, 0)
    if not ended or not raw:  # killed by a limit, by the clock, or by its own decoder
        raise errors.Invalid("evidence.too_heavy", field="file")
    verdict: dict[str, Any] = json.loads(raw)
    if not verdict.get("ok"):
        code = verdict.get("code")
        raise errors.Invalid(f"evidence.{code if code in _CODES else 'unreadable'}", field="file")
    if not verdict.get("locked"):
        log.warning("evidence.child_not_locked_in")  # resource limits alone held: not Linux, or no seccomp
    return verdict


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _read_all(handle: int) -> bytes:
    with os.fdopen(os.dup(handle), "rb") as file:
        file.seek(0)
        return file.read()

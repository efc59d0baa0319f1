"""Where a sheet in clear lies while it is read: in memory, under no name, gone with whoever holds it open."""

import os
import tempfile
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


@contextmanager
def unnamed_file() -> Generator[tuple[IO[bytes], Path]]:
    """Hold an empty file and the path it can be read by (flush first); a crash leaves nothing of it on a disk.

    Where the system has no such files it is a temporary one, open to its owner alone.
    """
    if hasattr(os, "memfd_create") and Path("/proc/self/fd").is_dir():
        with os.fdopen(os.memfd_create("sheet", os.MFD_CLOEXEC), "w+b") as file:
            yield file, Path(f"/proc/self/fd/{file.fileno()}")
    else:
        with tempfile.NamedTemporaryFile(prefix="joinder-import-") as file:
            yield file, Path(file.name)

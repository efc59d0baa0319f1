"""The child process that opens strangers' files: `python -m joinder.evidence.sandbox KIND OUT_FD VERDICT_FD`.

The file comes in on standard input, the copy and the verdict go out through two memory files;
nothing else is reachable.
"""

import importlib
import json
import os
import sys
from typing import Any

from joinder.evidence import confine, kinds

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts")
DECODERS = {kinds.PDF: "pdf", kinds.TEXT: "text", kinds.HEIC: "heic"}


def main(kind: str, out: int, verdict: int) -> None:
    """Lock in, rebuild one file, write the verdict as JSON; refusals are verdicts, a crash leaves none."""
    confine.limit_resources()
    decoder = importlib.import_module(f"joinder.evidence.decode_{DECODERS.get(kind, 'picture')}")
    locked = confine.lock_in(FONT_FOLDERS)  # only now: nothing can be imported afterwards
    try:
        with os.fdopen(os.dup(0), "rb") as source:
            measures, copy = decoder.rebuild(kind, source)
        _write(out, copy)
        answer: dict[str, Any] = {"ok": True, "locked": locked, **measures}
    except kinds.Refused as refusal:
        answer = {"ok": False, "code": str(refusal)}
    except MemoryError:
        answer = {"ok": False, "code": "too_heavy"}
    except Exception as error:  # a decoder may raise anything on a hostile file
        answer = {"ok": False, "code": "unreadable", "error": type(error).__name__}
    _write(verdict, json.dumps(answer).encode())
    os._exit(0)


def _write(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))

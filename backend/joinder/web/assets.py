"""The built files of the web app also lie there compressed: which form a browser gets."""

import re
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import FileResponse, Response
from starlette.types import Scope

ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
REFUSED = re.compile(r"q\s*=\s*0(\.0*)?")
WHOLE = 200


def accepts(header: str, coding: str) -> bool:
    """Whether an Accept-Encoding header takes a coding (a weight of zero refuses it)."""
    for part in header.lower().split(","):
        name, _, weight = part.partition(";")
        if name.strip() == coding:
            return not REFUSED.fullmatch(weight.strip())
    return False


def smallest(plain: Response, scope: Scope) -> Response:
    """Return the smallest form of a built file that the browser takes; parts of files stay as they are."""
    headers = Headers(scope=scope)
    if not isinstance(plain, FileResponse) or plain.status_code != WHOLE or "range" in headers:
        return plain
    for coding, ending in ENCODINGS:
        file = Path(f"{plain.path}{ending}")
        if accepts(headers.get("accept-encoding", ""), coding) and file.is_file():
            return FileResponse(file, headers={"Content-Encoding": coding}, media_type=plain.media_type)
    return plain

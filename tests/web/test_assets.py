"""The built files come in the smallest form that a browser takes."""

from pathlib import Path

import pytest
from joinder.web.assets import accepts, smallest
from starlette.responses import FileResponse, Response
from starlette.types import Scope


def asked(*headers: tuple[str, str]) -> Scope:
    """Return a request with these headers."""
    return {"type": "http", "method": "GET", "headers": [(name.encode(), value.encode()) for name, value in headers]}


@pytest.fixture
def built(tmp_path: Path) -> FileResponse:
    """A built file that lies there in three forms."""
    for ending in ("", ".br", ".gz"):
        (tmp_path / f"app.js{ending}").write_text(f"form{ending}")
    return FileResponse(tmp_path / "app.js", media_type="text/javascript")


@pytest.mark.parametrize(
    ("header", "coding", "file"),
    [
        ("gzip, deflate, br, zstd", "br", "app.js.br"),
        ("gzip", "gzip", "app.js.gz"),
        ("br;q=0, gzip;q=0.5", "gzip", "app.js.gz"),
        ("identity", None, "app.js"),
        ("br;q=0.000, gzip; q=0", None, "app.js"),
        ("", None, "app.js"),
    ],
)
def test_the_smallest_form_that_is_taken(header: str, coding: str | None, file: str, built: FileResponse) -> None:
    answer = smallest(built, asked(("accept-encoding", header)))
    assert isinstance(answer, FileResponse)
    assert Path(answer.path).name == file
    assert answer.headers.get("content-encoding") == coding
    assert answer.headers["content-type"].startswith("text/javascript")


def test_a_part_of_a_file_and_what_is_no_file_stay_as_they_are(built: FileResponse) -> None:
    assert smallest(built, asked(("accept-encoding", "br"), ("range", "bytes=0-1"))) is built
    missing = Response(status_code=404)
    assert smallest(missing, asked(("accept-encoding", "br"))) is missing


def test_odd_weights_are_read_as_taken_and_odd_names_as_unknown() -> None:
    assert accepts("br;q=abc", "br")
    assert not accepts("brotli", "br")

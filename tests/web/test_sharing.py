"""Pictures, QR codes, posters and the sitemap: from released numbers alone, and they can be opened."""

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import timedelta

import pypdfium2 as pdfium
import pytest
from joinder.core import clock
from joinder.core.database import Database
from joinder.web import drawing, sitemap
from PIL import Image
from sqlalchemy import event

from tests import world
from tests.client import Client
from tests.conftest import NOW
from tests.web.test_public_pages import crowd

SPACE = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_share_pictures_are_pictures_of_the_size_that_chat_apps_ask_for(
    db: Database, client: Client, lang: str
) -> None:
    with db.write() as session:
        reference = crowd(session)
    seen: set[bytes] = set()
    for path in ("home", f"cases/{reference}", "companies/skylark"):
        answer = client.get(f"/share/{lang}/{path}.png")
        assert answer.headers["content-type"] == "image/png"
        with Image.open(io.BytesIO(answer.content)) as image:
            image.load()
            assert image.size == (1200, 630)
            assert len(image.convert("RGB").getcolors(100_000) or []) > 10
        assert len(answer.content) < 120_000
        seen.add(answer.content)
    assert len(seen) == 3


def test_a_picture_stays_the_same_until_a_release(db: Database, client: Client) -> None:
    with db.write() as session:
        reference = crowd(session, people=40)
    path = f"/share/zh/cases/{reference}.png"
    before = client.get(path)
    with db.write() as session:
        case = statistics_case(session, reference)
        for number in range(9):
            world.join(session, case, f"later{number}@example.org")
    after = client.get(path)
    assert (after.content, after.headers["etag"]) == (before.content, before.headers["etag"])
    again = client.get(path, headers={"If-None-Match": before.headers["etag"]})
    assert again.status_code == 304


def statistics_case(session, reference):
    from joinder.statistics.queries import public_case

    found = public_case(session, reference)
    assert found is not None
    return found


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_posters_are_printed_in_each_language(db: Database, client: Client, lang: str) -> None:
    with db.write() as session:
        reference = crowd(session, title="提现一直审核不到账")
    printed = client.get(f"/share/{lang}/cases/{reference}/poster.pdf")
    document = pdfium.PdfDocument(printed.content)
    assert len(document) == 1
    text = document[0].get_textpage().get_text_range().replace("\r\n", "")
    document.close()
    for words in ("提现一直审核不到账", "24", f"/{lang}/cases/{reference}"):
        assert words in text, words
    picture = client.get(f"/share/{lang}/cases/{reference}/poster.png")
    with Image.open(io.BytesIO(picture.content)) as image:
        image.load()
        assert image.size == (1080, 1560)
    assert client.get(f"/share/{lang}/cases/{reference}/poster.exe").status_code == 422


def test_a_poster_without_a_released_number_shows_none(db: Database, client: Client) -> None:
    with db.write() as session:
        case = world.make_case(session)
        for number in range(24):
            world.join(session, case, f"p{number}@example.org")
        reference = case.reference
    printed = client.get(f"/share/zh/cases/{reference}/poster.pdf").content
    document = pdfium.PdfDocument(printed)
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert "24" not in text.replace(reference, "")
    assert "人反映" not in text


def test_the_qr_code_is_the_address_of_the_case(db: Database, client: Client) -> None:
    import segno

    with db.write() as session:
        reference = world.make_case(session).reference
    answer = client.get(f"/share/id/cases/{reference}/qr.svg")
    assert answer.headers["content-type"].startswith("image/svg+xml")
    expected = io.BytesIO()
    made = segno.make(f"http://127.0.0.1:8000/id/cases/{reference}", error="m")
    made.save(expected, kind="svg", scale=8, border=2, xmldecl=False, light="#ffffff")
    assert answer.content == expected.getvalue()


def test_long_titles_break_and_end_in_dots() -> None:
    font = drawing._font(58)
    for text in ("提" * 200, "withdrawal " * 60, "a" * 300, "混合 mixed 文字，" * 40):
        found = drawing.lines(text, font, 1056, 2)
        assert len(found) <= 2
        assert all(font.getlength(line) <= 1056 + 58 for line in found)
        assert found[-1].endswith("…")
    assert drawing.balanced("冻结账户却不说明依据和给出期限的理由", font, 700, 2)[1] != "由"


def test_the_sitemap_lists_public_addresses_in_each_language(
    db: Database, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    with db.write() as session:
        reference = crowd(session)
    index = ET.fromstring(client.get("/sitemap.xml").text)  # noqa: S314
    assert [one.text for one in index.findall(".//s:loc", SPACE)] == ["http://127.0.0.1:8000/sitemap-1.xml"]
    page = ET.fromstring(client.get("/sitemap-1.xml").text)  # noqa: S314
    found = [one.text or "" for one in page.findall(".//s:loc", SPACE)]
    for lang in ("zh", "en", "id"):
        assert f"http://127.0.0.1:8000/{lang}/cases/{reference}" in found
        assert f"http://127.0.0.1:8000/{lang}" in found
    assert len(found) == len(set(found))
    assert client.get("/sitemap-2.xml").status_code == 404
    monkeypatch.setattr(sitemap, "A_PAGE", 10)
    pages = ET.fromstring(client.get("/sitemap.xml").text).findall(".//s:loc", SPACE)  # noqa: S314
    assert len(pages) == -(-len(found) // 30)
    parts = [ET.fromstring(client.get(f"/sitemap-{at}.xml").text) for at in range(1, len(pages) + 1)]  # noqa: S314
    assert [loc.text for one in parts for loc in one.findall(".//s:loc", SPACE)] == found


def test_the_sitemap_reads_no_text_of_a_case_and_no_release(db: Database, client: Client) -> None:
    with db.write() as session:
        crowd(session)
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        said.append(statement)

    event.listen(db.read_engine, "before_cursor_execute", note)
    client.get("/sitemap.xml")
    assert not any("release" in one for one in said), "the index only counts"
    client.get("/sitemap-1.xml")
    event.remove(db.read_engine, "before_cursor_execute", note)
    assert not any(column in one for one in said for column in ("release.body", ".summary", ".legal_name"))


def test_the_day_in_the_sitemap_is_the_release_never_a_join(
    db: Database, client: Client, new_client: Callable[..., Client]
) -> None:
    with db.write() as session:
        reference = crowd(session)
    before = client.get("/sitemap-1.xml").text
    assert "<lastmod>2026-11-17</lastmod>" in before
    with clock.frozen(NOW + timedelta(days=20)), db.write() as session:
        world.join(session, statistics_case(session, reference), "later@example.org")
    assert client.get("/sitemap-1.xml").text == before

"""A poster holds its words, however long: one page, nothing over anything else, the way to the case always there."""

import pypdfium2 as pdfium
import pytest
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.core.database import Database
from joinder.web import posters
from joinder.web.serving import short
from joinder.web.sharing import qr
from joinder.web.wording import Words

from tests import world
from tests.client import Client

ADDRESS = "https://joinder.example.org/zh/cases/ABCDEFGHJK"
QR_TOP = 36 + 156  # points above the lower edge
WORDS = {
    "short": ("提现一直审核不到账", "申请提现后一直显示审核中。"),
    "han": ("提" * 120, "很多人申请提现以后一直没有到账，客服只让等。" * 12),
    "two lines": ("冻结账户却不说明依据和给出期限的理由，也不给出申诉的办法", "很多人申请提现以后一直没有到账。" * 20),
    "latin": ("Withdrawals stay under review for months " * 3, "The app says wait and nobody answers. " * 9),
}


def poster(lang: str, title: str, summary: str) -> posters.Poster:
    t = Words(lang)
    return posters.Poster(
        lang=lang,
        site=t("common.brand.name"),
        over=f"{'云雀钱包' * 6} · 提现受阻",
        title=title[:120].strip(),
        summary=short(summary, 220),
        number=t("common.fewer"),
        caption=t("statistics.lines.people"),
        as_of=t.as_of("2026-11-02"),
        call=t("page.poster.call"),
        steps=tuple(t.part("page.poster.steps")),
        safe=t("page.poster.safe"),
        caveat=t("statistics.caveat"),
        address=ADDRESS,
        qr=qr(ADDRESS).decode(),
    )


def bottom_of(page: pdfium.PdfTextPage, words: str) -> float:
    """Return how high above the lower edge these words end."""
    found = page.search(words).get_next()
    assert found is not None, words
    start, count = found
    return min(page.get_charbox(at)[1] for at in range(start, start + count))


@pytest.mark.parametrize("words", WORDS)
@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_nothing_lies_over_anything_else_and_all_is_on_one_page(lang: str, words: str) -> None:
    made = poster(lang, *WORDS[words])
    document = pdfium.PdfDocument(posters.printed(made, "pdf"))
    assert len(document) == 1
    page = document[0].get_textpage()
    summary, *steps = bottom_of(page, made.summary[:6]), *(bottom_of(page, one[-4:]) for one in made.steps)
    assert summary > steps[0] > steps[1] > steps[2] > QR_TOP
    assert bottom_of(page, made.title[:8]) > summary
    assert made.title.replace(" ", "") in page.get_text_range().replace("\r\n", "").replace(" ", "")
    assert posters.printed(made, "png")
    document.close()


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_a_closed_case_is_read_and_calls_nobody_to_join(db: Database, client: Client, lang: str) -> None:
    with db.write() as session:
        case = world.make_case(session)
        cases.close(session, case, HOUSE, "solved")
        reference = case.reference
    t = Words(lang)
    document = pdfium.PdfDocument(client.get(f"/share/{lang}/cases/{reference}/poster.pdf").content)
    text = "".join(document[0].get_textpage().get_text_range().split())
    document.close()
    for one in (t("page.poster.call"), *t.part("page.poster.steps")):
        assert "".join(one.split()) not in text
    for one in (t("page.poster.call_closed"), t("case.closed")):
        assert "".join(one.split()) in text

"""The organizer at the desk: the members, what they are told and asked; and the sealed letter as files."""

import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.letters import at_desk
from tests.e2e.person import PHONE, SIZES, Person, variants

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
WORDS = {"zh": "请大家补充完整的提现截图。", "en": "Please add full screenshots of your withdrawal."}
QUESTION = {"zh": "先写信给公司吗？", "en": "Shall we write to the company first?"}
CHOICES = {"zh": ("先写信", "直接投诉"), "en": ("Write first", "Complain at once")}


def announce_and_ask(organizer: Person, case: str) -> None:
    """Tell the members something and ask them something at the desk."""
    at_desk(organizer, case, "group")
    organizer.field("group:announce.words").fill(WORDS[organizer.lang])
    organizer.button("group:announce.send").click()
    organizer.sees(organizer.t("group:announce.sent"))
    organizer.field("group:poll.question").fill(QUESTION[organizer.lang])
    for place, words in enumerate(CHOICES[organizer.lang], 1):
        organizer.page.get_by_label(organizer.t("group:poll.choice", n=place), exact=True).fill(words)
    closes = datetime.now(UTC) + timedelta(days=3)
    organizer.field("group:poll.until").fill(closes.strftime("%Y-%m-%dT%H:%M"))
    organizer.button("group:poll.ask").click()
    organizer.sees(organizer.t("group:poll.sent"))
    organizer.clean()


def read_and_answer(member: Person) -> None:
    """Read what was announced in one's own place, and answer what waits there."""
    member.open("/me")
    member.sees(WORDS[member.lang])
    member.clean()
    member.page.get_by_role("main").get_by_role("link", name=QUESTION[member.lang]).first.click()
    choice = CHOICES[member.lang][1]
    asked = member.page.get_by_role("article").filter(has_text=QUESTION[member.lang]).first  # not the others
    asked.get_by_role("radio", name=choice).check()
    asked.get_by_role("button", name=member.t("group:poll.answer"), exact=True).click()
    member.sees(member.t("group:poll.mine", choice=choice))
    member.open("/me/news")
    member.heading(member.t("account:me.title"))
    member.clean()


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "zh"))
def test_an_organizer_sees_the_members_tells_them_something_and_asks_them_something(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    case = house.seeded["reference"]
    with person(house, lang, SIZES[width]) as organizer, person(house, lang, PHONE) as member:
        organizer.comes_back("organizer@example.org")
        organizer.open("/me")
        organizer.link("account:roles.desk", title=house.seeded["title"]).click()
        organizer.heading(organizer.t("desk:title"))
        organizer.page.get_by_role("link", name=organizer.t("desk:tabs.members"), exact=True).click()
        opens = re.compile(re.escape(organizer.t("desk:members.open")))
        expect(organizer.page.get_by_role("button", name=opens).first).to_be_visible(timeout=60_000)
        rows = organizer.page.get_by_role("table").get_attribute("aria-rowcount")
        assert int(rows or 0) > 40  # the seeded members and the head, and whoever else joined this house
        assert organizer.page.get_by_text("people.example").count() == 0
        organizer.clean()
        announce_and_ask(organizer, case)

        member.sign_in(f"p{sorted(SIZES).index(width) * 4 + ('zh', 'en').index(lang) * 3}@people.example")
        read_and_answer(member)


TERMS = {"zh": "退还被扣的手续费，余下款项十日内到账。", "en": "Fees are returned; the rest within ten days."}


def offer_and_answer(organizer: Person, member: Person) -> None:
    """Record what the company offers; a member finds it waiting and answers; the organizer sees how many."""
    organizer.page.get_by_role("link", name=organizer.t("desk:tabs.filings"), exact=True).click()
    organizer.page.locator("summary", has_text=organizer.t("group:offer.record")).click()
    organizer.field("group:offer.terms").fill(TERMS[organizer.lang])
    organizer.field("group:offer.each").fill("80.50")
    organizer.field("group:offer.lastDay").fill((datetime.now(UTC) + timedelta(days=7)).date().isoformat())
    organizer.button("group:offer.ask").click()
    made = organizer.page.get_by_role("article").filter(has_text=TERMS[organizer.lang])
    expect(made).to_contain_text(organizer.t("group:offer.figures", accept=0, decline=0, undecided=0))
    member.sign_in("member@demo.example")
    member.page.get_by_role("main").get_by_role("link", name=TERMS[member.lang]).click()
    offered = member.page.get_by_role("article").filter(has_text=TERMS[member.lang])
    offered.get_by_role("radio", name=member.t("group:offer.answers.decline")).check()
    offered.get_by_role("button", name=member.t("group:poll.answer"), exact=True).click()
    member.sees(member.t("group:poll.mine", choice=member.t("group:offer.answers.decline")))
    expect(offered).not_to_contain_text(re.compile(r"1 (人不接受|decline)"))
    member.clean()
    member.open("/me")
    expect(member.page.get_by_role("main").get_by_text(TERMS[member.lang])).to_have_count(0)
    organizer.page.reload()
    organizer.settled()
    expect(made).to_contain_text(organizer.t("group:offer.figures", accept=0, decline=1, undecided=0))
    organizer.clean()


def words_of(pdf: Path) -> str:
    """Return the text of a PDF without white space."""
    made = subprocess.run(["pdftotext", "-enc", "UTF-8", str(pdf), "-"], capture_output=True, text=True, check=True)
    return re.sub(r"\s", "", made.stdout)


def test_the_sealed_letter_of_the_demo_comes_as_files_and_the_companys_offer_is_answered_by_a_member(
    demo: House, person: Callable[..., Person], tmp_path: Path
) -> None:
    with person(demo, "zh") as organizer, person(demo, "zh", PHONE) as member:
        organizer.comes_back("organizer@demo.example")
        organizer.open("/me")
        organizer.page.get_by_role("link", name="云雀钱包").filter(has_text=organizer.t("desk:title")).first.click()
        organizer.heading(organizer.t("desk:title"))
        organizer.page.get_by_role("link", name=organizer.t("desk:tabs.letters"), exact=True).click()
        sent = organizer.page.get_by_role("article").filter(has_text=organizer.t("letters:states.sent")).first
        sent.get_by_role("link").click()
        organizer.sees(organizer.t("letters:files.recipientNote"))
        organizer.clean()
        pdf = organizer.save(organizer.button("letters:files.recipientPdf").click, tmp_path / "letter.pdf")
        docx = organizer.save(organizer.button("letters:files.recipientDocx").click, tmp_path / "letter.docx")
        offer_and_answer(organizer, member)
    assert "云雀钱包" in words_of(pdf)
    fonts = subprocess.run(["pdffonts", str(pdf)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5] == "yes" for line in fonts), fonts
    with zipfile.ZipFile(docx) as parts:
        assert "云雀钱包" in re.sub(r"<[^>]+>", "", parts.read("word/document.xml").decode())

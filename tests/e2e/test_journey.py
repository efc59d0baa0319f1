"""The main journey in a real browser: tell, see the case that fits, join it with a picture, find it again."""

import io
import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, PHONE, Person

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
SIZES = {390: PHONE, 1280: DESKTOP}
DAILY = [(390, "zh", "sqlite"), (1280, "en", "postgresql")]
VARIANTS = [
    pytest.param(width, lang, database, marks=() if (width, lang, database) in DAILY else pytest.mark.prove)
    for width in SIZES
    for lang in ("zh", "en")
    for database in ("sqlite", "postgresql")
]
COMPANY = {"zh": ("云雀", "云雀钱包"), "en": ("Skyl", "Skylark Wallet")}
STORY = {
    "zh": "九月申请提现以后一直显示审核中，客服只让我继续等待，到今天钱还没有到账，也没有书面的原因。",
    "en": "I asked for a withdrawal weeks ago. It has been under review ever since and support only tells me to wait.",
}
TICKET = "TS-20481"


def screenshot(words: str) -> bytes:
    """Draw a phone's screenshot."""
    image = Image.new("RGB", (540, 960), "white")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 0, 540, 90), fill=(20, 70, 140))
    pen.text((30, 35), "Skylark Wallet  -  Withdrawal", fill="white")
    pen.text((30, 140), f"1280.50 CNY\nunder review\n{words}", fill="black")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def days_ago(days: int) -> str:
    """Return a day of the real calendar: the server and the browser keep real time."""
    return (datetime.now(UTC) - timedelta(days=days)).date().isoformat()


class Wizard:
    """The questions, answered one after another as a person would; each screen is checked as it stands."""

    def __init__(self, person: Person) -> None:
        self.person, self.t, self.page = person, person.t, person.page

    def at(self, step: str) -> None:
        """Be on a question's screen, with its next button in sight."""
        self.person.heading(self.t(f"report:steps.{step}.title"))
        self.page.wait_for_load_state("networkidle")

    def on(self) -> None:
        """Check the answered screen, and go on."""
        self.person.clean()
        self.person.button("common:next").click()

    def begin(self) -> None:
        """From the home page to the first question."""
        self.person.open("")
        self.person.clean()
        self.page.get_by_role("main").get_by_role("link", name=self.t("home:tell")).first.click()
        self.person.heading(self.t("report:start.title"))
        self.person.button("report:start.begin").click()

    def what(self) -> None:
        """Company, problem, nobody asked for a fee."""
        typed, name = COMPANY[self.person.lang]
        self.at("company")
        self.person.button("common:next").click()
        self.person.sees(self.t("report:missing.company"))
        self.person.field("report:company.label").fill(typed)
        self.person.radio(name).check()
        self.on()
        self.at("issue")
        self.page.locator('input[value="withdrawal_blocked"]').check()
        self.on()
        self.at("scam")
        self.person.radio(self.t("report:scam.no"), exact=True).check()
        self.on()

    def circumstances(self) -> None:
        """When, how much, where."""
        self.at("when")
        self.person.radio(self.t("report:when.day")).check()
        self.person.field("report:when.dayLabel").fill(days_ago(30))
        self.on()
        self.at("amount")
        self.person.field("report:amount.label").fill("1280.50")
        self.person.field("report:amount.currency").select_option("CNY")
        self.on()
        self.at("area")
        self.person.field("report:area.label").select_option("CN-GD")
        self.on()

    def asked(self) -> None:
        """When and how the company was asked, and what it answered."""
        self.at("asked")
        self.person.radio(self.t("common:yes"), exact=True).check()
        self.person.field("report:asked.on").fill(days_ago(20))
        self.person.field("report:asked.how").select_option("chat")
        self.person.field("report:asked.ticket").fill(TICKET)

    def wishes(self) -> None:
        """No authority yet, an ordinary wallet, the money back."""
        self.at("authorities")
        self.person.radio(self.t("report:authorities.none"), exact=True).check()
        self.on()
        self.at("money")
        self.person.radio(self.t("report:money.licensed")).check()
        self.on()
        self.at("remedy")
        self.page.get_by_role("checkbox", name=self.t("common:remedies.refund")).check()
        self.on()

    def story(self) -> None:
        """Write in own words; no case is in sight before that."""
        self.at("story")
        self.person.field("report:story.label").fill(STORY[self.person.lang])
        expect(self.page.get_by_text(self.person.house.seeded["title"])).to_have_count(0)
        self.on()

    def case(self) -> None:
        """See the case that fits, and choose to join it."""
        self.at("match")
        offered = self.person.radio(self.t("report:match.join", title=self.person.house.seeded["title"]))
        expect(offered).to_be_visible(timeout=60_000)
        offered.check()
        self.on()

    def evidence(self, picture: bytes) -> None:
        """Choose a screenshot."""
        self.at("evidence")
        chosen = {"name": "withdrawal.png", "mimeType": "image/png", "buffer": picture}
        self.page.locator('input[type="file"]').first.set_input_files([chosen])
        self.person.sees("withdrawal.png")
        self.on()

    def consents(self) -> None:
        """Allow keeping and counting, and no more."""
        self.at("seen")
        self.person.button("common:next").click()
        self.person.sees(self.t("report:missing.consents"))
        self.person.radio(self.t("report:seen.counted"), exact=False).check()
        for box in self.page.get_by_role("checkbox").all():
            box.check()
        self.on()


def lost_and_found(wizard: Wizard) -> None:
    """Reload in the middle, leave, and come back by the start screen: every answer is still there."""
    person = wizard.person
    person.page.wait_for_timeout(500)  # no hand is quicker from the last key to reloading
    person.page.reload()
    wizard.at("asked")
    expect(person.field("report:asked.ticket")).to_have_value(TICKET)
    person.open("/report")
    person.button("report:start.continue").click()
    wizard.at("asked")
    expect(person.field("report:asked.ticket")).to_have_value(TICKET)
    wizard.on()


@pytest.mark.parametrize(("width", "lang", "database"), VARIANTS)
def test_a_new_person_tells_sees_the_case_joins_it_and_finds_it_again(
    width: int, lang: str, house: House, person: Callable[..., Person]
) -> None:
    contact = f"new-{width}-{lang}@people.example"
    with person(house, lang, SIZES[width]) as somebody:
        wizard = Wizard(somebody)
        wizard.begin()
        wizard.what()
        wizard.circumstances()
        wizard.asked()
        lost_and_found(wizard)
        wizard.wishes()
        wizard.story()
        wizard.case()
        wizard.evidence(screenshot(contact))
        wizard.consents()
        wizard.at("send")
        somebody.clean()
        somebody.prove(contact)
        somebody.button("report:send.button").click()
        somebody.heading(somebody.t("report:receipt.title"))
        somebody.sees(somebody.t("report:receipt.uploadDone", n=1))
        somebody.clean()
        somebody.link("report:receipt.mine").click()
        found_again(somebody)


def found_again(somebody: Person) -> None:
    """One's own place shows the report, its facts and its picture; the case knows that one is in it."""
    somebody.heading(somebody.t("account:me.title"))
    card = somebody.page.get_by_role("article").filter(has_text=COMPANY[somebody.lang][1])
    expect(card).to_have_count(1)
    expect(card).to_contain_text(somebody.t("account:reports.states.incident"))
    expect(card).to_contain_text("1,280.5")
    somebody.clean()
    card.get_by_role("link").first.click()
    somebody.heading(somebody.t("account:report.title"))
    somebody.sees("withdrawal.png")
    somebody.sees(TICKET)
    somebody.page.wait_for_load_state("networkidle")
    somebody.clean()
    somebody.open(f"/cases/{somebody.house.seeded['reference']}")
    somebody.sees(somebody.t("case:joined"))


def test_pressing_a_chat_link_by_itself_signs_nobody_in(sqlite_house: House, person: Callable[..., Person]) -> None:
    contact = "link@people.example"
    with person(sqlite_house, "en") as somebody:
        somebody.open("/sign-in")
        somebody.field("account:signIn.contact").fill(contact)
        somebody.button("account:signIn.send").click()
        expect(somebody.field("account:signIn.code")).to_be_visible()
        somebody.page.goto("/dev/mail")
        letter = somebody.page.get_by_role("article").filter(has_text=contact).first
        letter.get_by_role("link").first.click()
        somebody.heading(somebody.t("account:link.title"))
        somebody.clean()
        assert not somebody.known()
        somebody.button("account:link.button").click()
        somebody.heading(somebody.t("account:me.title"))
        somebody.sees(re.compile(re.escape(somebody.t("account:reports.none"))))

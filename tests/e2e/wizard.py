"""The report wizard as a person goes through it: its questions, answered one after another."""

import io
from datetime import UTC, datetime, timedelta

from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.e2e.person import Person

Named = tuple[str, str]
COMPANY: dict[str, Named] = {
    "zh": ("云雀", "云雀钱包"),
    "en": ("Skyl", "Skylark Wallet"),
    "id": ("Dompet Sky", "Dompet Skylark"),
}
STORY = {
    "zh": "九月申请提现以后一直显示审核中，客服只让我继续等待，到今天钱还没有到账，也没有书面的原因。",
    "en": "I asked for a withdrawal weeks ago. It has been under review ever since and support only tells me to wait.",
    "id": "Penarikan saya sudah berminggu-minggu berstatus diperiksa, dan layanan pelanggan hanya menyuruh menunggu.",
}
AMOUNT = {"zh": "1280.50", "en": "1280.50", "id": "1280,50"}
TICKET = "TS-20481"
NAMES = ("withdrawal.png", "chat.png", "balance.png")


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

    def what(self, company: Named | None = None) -> None:
        """Company, problem, nobody asked for a fee."""
        typed, name = company or COMPANY[self.person.lang]
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
        self.person.field("report:amount.label").fill(AMOUNT[self.person.lang])
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

    def story(self, words: str = "") -> None:
        """Write in own words; no case is in sight before that."""
        self.at("story")
        self.person.field("report:story.label").fill(words or STORY[self.person.lang])
        expect(self.page.get_by_text(self.person.house.seeded["title"])).to_have_count(0)
        self.on()

    def case(self) -> None:
        """See the case that fits, and choose to join it."""
        self.at("match")
        offered = self.person.radio(self.t("report:match.join", title=self.person.house.seeded["title"]))
        expect(offered).to_be_visible(timeout=60_000)
        offered.check()
        self.on()

    def open_case(self, title: str, summary: str) -> None:
        """Say that one's own is different, and open a case for it."""
        self.at("match")
        self.person.radio(self.t("report:match.open")).check()
        self.person.button("common:next").click()
        self.person.sees(self.t("report:missing.title"))
        self.person.field("report:match.title").fill(title)
        self.person.field("report:match.summary").fill(summary)
        self.on()

    def evidence(self, *pictures: bytes) -> None:
        """Choose screenshots, all at once; none is fine too."""
        self.at("evidence")
        chosen = [
            {"name": name, "mimeType": "image/png", "buffer": picture}
            for name, picture in zip(NAMES, pictures, strict=False)
        ]
        if chosen:
            self.page.locator('input[type="file"]').first.set_input_files(chosen)
        for one in chosen:
            self.person.sees(one["name"])
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

    def send(self, contact: str) -> None:
        """Prove the contact by its code at the very end, send, and come to the receipt."""
        self.at("send")
        self.person.clean()
        self.person.prove(contact)
        self.person.button("report:send.button").click()
        self.person.heading(self.t("report:receipt.title"))

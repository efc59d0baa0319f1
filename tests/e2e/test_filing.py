"""The organizer's whole way in one case: a group's sheet, matches, the letter to the company approved by members,
sealed for those who stayed, filed, met with a stall, and the complaint to the authority; the house's clock moves on."""

import contextlib
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from tests.e2e import letters
from tests.e2e.house import House
from tests.e2e.pairs import Desk
from tests.e2e.person import SIZES, Person, variants
from tests.e2e.sheets import brought
from tests.filings.world import COMPANY

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
MARKET = "cn-samr-12315"
NUMBER = "SF-20481"
SHEET = 4_326
CLOSED, SHOWN, MEANWHILE = timedelta(days=2), timedelta(hours=49), timedelta(days=10)


def names(house: House, lang: str) -> dict[str, str]:
    """Return what the channels are called in a language."""
    found = house.answers(f"/api/reference/channels?lang={lang}")
    return {one["id"]: one["name"] for one in found}


def prepare(organizer: Person, letter: str, channel: str) -> None:
    """Choose the letter and the channel, read its remarks, and prepare the filing."""
    organizer.field("desk:choose.letter").select_option(letter)
    card = organizer.page.get_by_role("article").filter(has=organizer.page.get_by_role("heading", name=channel)).last
    remarks = card.get_by_role("checkbox", name=organizer.t("desk:choose.read"))
    button = card.get_by_role("button", name=organizer.t("desk:choose.prepare"), exact=True)
    expect(button).to_be_visible(timeout=60_000)
    for _ in range(30):  # what the channel asks of this letter may still be on its way: then its remarks come later
        if button.is_disabled() and remarks.count():
            remarks.check()
        with contextlib.suppress(TimeoutError):
            button.click(timeout=2_000)
            return
    button.click()


def filed(organizer: Person, channel: str) -> Locator:
    """Return the card of a filing."""
    card = organizer.page.get_by_role("article").filter(has_text=organizer.t("desk:filings.people"))
    return card.filter(has=organizer.page.get_by_role("heading", name=channel))


def time_passes(time: timedelta, *people: Person) -> None:
    """Some time later everybody is back at their browsers."""
    people[0].house.passes(time)
    for one in people:
        one.later(time)


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "zh"))
def test_one_case_goes_from_the_sheet_of_its_group_over_matches_and_letters_to_the_authority(
    width: int, lang: str, database: str, moving_house: House, person: Callable[..., Person], tmp_path: Path
) -> None:
    house, case = moving_house, moving_house.seeded[f"three-{width}-{lang}"]
    called = names(house, lang)
    with person(house, lang, SIZES[width]) as organizer, person(house, lang, SIZES[width]) as leaving:
        organizer.comes_back("organizer@example.org")
        link(organizer, brought(organizer, case, SHEET))
        decided(organizer, case)

        letter = drafted(organizer, case, tmp_path)
        letters.show_to_members(organizer, days=1)
        approved(organizer, letter, 0, 1)
        leaving.sign_in("p2@example.org")
        letters.approve(leaving, letter)
        leaving.clean()
        time_passes(CLOSED, organizer, leaving)
        shown(organizer, 3)
        steps_out(leaving)
        time_passes(SHOWN, organizer)
        sealed(organizer, tmp_path)

        organizer.link("letters:next.file").click()
        prepare(organizer, letter, called[COMPANY])
        card = filed(organizer, called[COMPANY])
        expect(card).to_have_count(1, timeout=60_000)
        expect(card).to_contain_text(organizer.t("desk:filings.prepared"))
        sending(organizer, card)
        time_passes(MEANWHILE, organizer)
        expect(card).to_contain_text(NUMBER)
        expect(card).not_to_contain_text(organizer.t("desk:filings.overdue"))
        time_passes(MEANWHILE, organizer)
        stalled(organizer, card)
        moved_on(organizer, card)
        goes_further(organizer, case, called[MARKET], tmp_path)


def link(organizer: Person, batch: Locator) -> None:
    """Make the link by which the people of a sheet find their rows."""
    batch.get_by_role("button", name=organizer.t("desk:imports.link"), exact=True).click()
    organizer.sees(organizer.t("desk:imports.linkOnce"))
    organizer.clean()


def decided(organizer: Person, case: str) -> None:
    """Decide two pairs that the machine proposes; both stand in their lists afterwards."""
    letters.at_desk(organizer, case, "matches")
    desk = Desk(organizer)
    same = desk.moves_on(desk.button("confirm").click)
    desk.says("confirm", 1)
    other = desk.moves_on(desk.button("dismiss").click)
    desk.says("dismiss", 2)
    desk.arrived()
    organizer.page.reload()
    for shown, pair in (("confirmed", same), ("dismissed", other)):
        desk.list(shown)
        assert desk.which() == pair
    organizer.clean()


def approved(organizer: Person, letter: str, *places: int) -> None:
    """Members of the case approve a letter, each at a browser of their own."""
    browser = organizer.context.browser
    assert browser is not None
    for place in places:
        with Person(browser, organizer.house, organizer.lang, organizer.size) as member:
            member.sign_in(f"p{place}@example.org")
            letters.approve(member, letter)


def drafted(organizer: Person, case: str, folder: Path) -> str:
    """Draft a letter, and see how it would be printed."""
    letter = letters.draft(organizer, case)
    preview = organizer.save(organizer.link("letters:files.preview").click, folder / "preview.pdf")
    assert preview.read_bytes().startswith(b"%PDF")
    return letter


def shown(organizer: Person, people: int) -> None:
    """The closing day is over: so many approve; show everybody the final letter."""
    organizer.sees(organizer.t("letters:states.closed"))
    letters.standing(organizer, "approving", people)
    organizer.clean()
    surely(organizer, "show")
    organizer.sees(organizer.t("letters:states.shown"))
    expect(organizer.button("letters:next.seal")).to_have_count(0)
    organizer.clean()


def surely(organizer: Person, step: str) -> None:
    """Take a step that can not be taken back: press, read how many approve, and press again."""
    organizer.button(f"letters:next.{step}").click()
    dialog = organizer.page.get_by_role("dialog", name=organizer.t(f"letters:next.sure.{step}.title"))
    expect(dialog).to_contain_text(organizer.t(f"letters:next.sure.{step}.text"))
    organizer.clean()
    dialog.get_by_role("button", name=organizer.t(f"letters:next.{step}"), exact=True).click()


def steps_out(member: Person) -> None:
    """Read the final letter, and take the approval back after reading that this is final."""
    member.page.reload()
    member.sees(member.t("letters:mine.shown").split("{{")[0])
    open_until = re.escape(member.t("letters:closes", date="DATE")).replace("DATE", r".*\d.*")
    expect(member.page.get_by_text(re.compile(f"^{open_until}$"))).to_have_count(0)
    member.clean()
    member.button("letters:mine.stepOut").click()
    dialog = member.page.get_by_role("dialog", name=member.t("letters:mine.stepOutTitle"))
    expect(dialog).to_contain_text(member.t("letters:mine.stepOutFinal"))
    member.clean()
    dialog.get_by_role("button", name=member.t("letters:mine.stepOutDo"), exact=True).click()
    member.sees(member.t("letters:decisions.withdrawn"))
    member.clean()


def sealed(organizer: Person, folder: Path) -> None:
    """Seal it for the two who stayed; its copies come as files."""
    organizer.sees(organizer.t("letters:states.ready"))
    letters.standing(organizer, "approving", 2)
    organizer.clean()
    surely(organizer, "seal")
    organizer.sees(organizer.t("letters:states.sealed"))
    letters.standing(organizer, "sealedFor", 2)
    organizer.clean()
    pdf = organizer.save(organizer.button("letters:files.recipientPdf").click, folder / "letter.pdf")
    assert pdf.read_bytes().startswith(b"%PDF")


def sending(organizer: Person, card: Locator) -> None:
    """Write down that it was sent by courier today."""
    card.get_by_role("button", name=organizer.t("packs:record.sending"), exact=True).click()
    organizer.field("packs:record.which.sending").select_option("courier")
    expect(organizer.field("common:date")).to_have_value(re.compile(r"\d{4}-\d\d-\d\d"))
    organizer.field("packs:number").fill(NUMBER)
    organizer.clean()
    card.get_by_role("button", name=organizer.t("common:save"), exact=True).first.click()
    expect(card).to_contain_text(organizer.t("desk:filings.sent"), timeout=60_000)
    organizer.clean()


def stalled(organizer: Person, card: Locator) -> None:
    """The answer is overdue: judge it a stall, and see what the playbook says."""
    expect(card).to_contain_text(organizer.t("desk:filings.overdue"))
    reaction = card.locator("details").filter(has_text=organizer.t("desk:reaction.title"))
    if reaction.get_attribute("open") is None:
        reaction.locator("summary").click()
    label = reaction.get_by_label(organizer.t("desk:reaction.label"))
    label.select_option("stalls")
    expect(reaction.locator("ol li").first).to_be_visible()
    reaction.get_by_role("button", name=organizer.t("common:save"), exact=True).click()
    expect(reaction.get_by_role("button", name=organizer.t("common:saved"), exact=True)).to_be_visible(timeout=60_000)
    organizer.clean()


def moved_on(organizer: Person, card: Locator) -> None:
    """End the filing as moved on."""
    card.get_by_role("button", name=organizer.t("packs:record.end"), exact=True).click()
    organizer.field("packs:record.which.end").select_option("moved_on")
    card.get_by_role("button", name=organizer.t("common:save"), exact=True).first.click()
    expect(card).to_contain_text(organizer.t("desk:filings.ended"), timeout=60_000)


def goes_further(organizer: Person, case: str, channel: str, folder: Path) -> None:
    """Draft the complaint to the authority, have it approved, seal it, and prepare its filing, which follows."""
    letter = letters.draft(organizer, case, "regulator_complaint", MARKET, days="")
    letters.show_to_members(organizer, days=1)
    approved(organizer, letter, 0, 1)
    time_passes(CLOSED, organizer)
    shown(organizer, 2)
    time_passes(SHOWN, organizer)
    sealed(organizer, folder)
    organizer.link("letters:next.file").click()
    prepare(organizer, letter, channel)
    following = filed(organizer, channel)
    expect(following).to_have_count(1, timeout=60_000)
    expect(following).to_contain_text(organizer.t("desk:filings.follows"))
    organizer.clean()

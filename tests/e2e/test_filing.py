"""The organizer files a sealed letter, records a stall, and takes the matter to the authority."""

import contextlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, TimeoutError, expect

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person, variants
from tests.filings.world import COMPANY

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
MARKET = "cn-samr-12315"
SENT_AGO, NUMBER = 40, "SF-20481"


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


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "en"))
def test_a_letter_is_filed_a_stall_recorded_and_the_next_step_taken(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    called = names(house, lang)
    with person(house, lang, SIZES[width]) as organizer:
        organizer.comes_back("organizer@example.org")
        variant = f"{width}-{lang}"
        organizer.open(f"/cases/{house.seeded[f'sealed-{variant}']}/desk/filings")
        prepare(organizer, house.seeded[f"company-{variant}"], called[COMPANY])
        card = filed(organizer, called[COMPANY])
        expect(card).to_have_count(1, timeout=60_000)
        expect(card).to_contain_text(organizer.t("desk:filings.prepared"))
        sending(organizer, card)
        expect(card).to_contain_text(NUMBER)
        organizer.clean()
        stalled(organizer, card)
        organizer.clean()
        card.get_by_role("button", name=organizer.t("packs:record.end"), exact=True).click()
        organizer.field("packs:record.which.end").select_option("moved_on")
        card.get_by_role("button", name=organizer.t("common:save"), exact=True).first.click()
        expect(card).to_contain_text(organizer.t("desk:filings.ended"), timeout=60_000)

        prepare(organizer, house.seeded[f"authority-{variant}"], called[MARKET])
        following = filed(organizer, called[MARKET])
        expect(following).to_have_count(1, timeout=60_000)
        expect(following).to_contain_text(organizer.t("desk:filings.follows"))
        organizer.clean()


def sending(organizer: Person, card: Locator) -> None:
    """Write down that it was sent by courier weeks ago."""
    card.get_by_role("button", name=organizer.t("packs:record.sending"), exact=True).click()
    organizer.field("packs:record.which.sending").select_option("courier")
    on = (datetime.now(UTC) - timedelta(days=SENT_AGO)).date().isoformat()
    organizer.field("common:date").fill(on)
    organizer.field("packs:number").fill(NUMBER)
    organizer.clean()
    card.get_by_role("button", name=organizer.t("common:save"), exact=True).first.click()
    expect(card).to_contain_text(organizer.t("desk:filings.sent"), timeout=60_000)


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

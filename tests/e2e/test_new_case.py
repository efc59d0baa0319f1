"""Somebody whose own is different opens a case: private at first, found by its link alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, SIZES, Person, variants
from tests.e2e.wizard import Wizard

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
COMPANY = {"zh": ("蓝鲸", "蓝鲸付"), "en": ("Blue Wh", "Blue Whale Pay")}
WORDS = {
    "zh": "我的账户九月突然被冻结，余额用不了，客服只说系统自动判断，不肯告诉我依据哪一条规则。",
    "en": "My account was frozen without warning in September and nobody will tell me which rule I am said to break.",
}
SUMMARY = {
    "zh": "账户突然被冻结，余额不能用，平台不说明依据的规则。",
    "en": "Accounts are frozen suddenly, the money cannot be used, and the company names no rule.",
}


def title(width: int, lang: str, database: str) -> str:
    """Return what this variant calls its case."""
    return f"账户被冻结不说原因 {width} {database}" if lang == "zh" else f"Frozen without a reason {width} {database}"


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "en", "postgresql"))
def test_opening_a_case_that_only_its_link_leads_to(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    called = title(width, lang, database)
    with person(house, lang, SIZES[width]) as founder, person(house, lang, DESKTOP) as stranger:
        wizard = Wizard(founder)
        wizard.begin()
        wizard.what(COMPANY[lang])
        wizard.circumstances()
        wizard.asked()
        wizard.on()
        wizard.wishes()
        wizard.story(WORDS[lang])
        wizard.open_case(called, SUMMARY[lang])
        wizard.evidence()
        wizard.consents()
        wizard.send(f"founder-{width}-{lang}@people.example")
        founder.sees(founder.t("report:receipt.linkTitle"))
        founder.clean()
        founder.link("report:receipt.case").click()
        founder.heading(called)
        founder.sees(founder.t("case:visibility.private"))
        founder.clean()
        link = founder.page.url.removeprefix(f"{house.address}/{lang}")

        stranger.open("/cases")
        stranger.field("case:find.label").fill(called)
        stranger.page.keyboard.press("Enter")
        stranger.settled()
        expect(stranger.page.get_by_role("link", name=called)).to_have_count(0)
        stranger.open(link)
        stranger.heading(called)
        stranger.sees(SUMMARY[lang])
        stranger.clean()

"""A member reads a letter, approves it, thinks again and objects, and in the end withdraws the report."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.e2e.house import House
from tests.e2e.person import DESKTOP, SIZES, Person, variants

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
NOTE = {"zh": "金额不对，请先改。", "en": "The amount is wrong, please correct it first."}


@pytest.mark.parametrize(("width", "lang", "database"), variants(390, "en", "postgresql"))
def test_approving_objecting_and_withdrawing(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    variant = f"{width}-{lang}"
    letter = house.seeded[f"letter-{variant}"]
    with person(house, lang, SIZES[width]) as member, person(house, lang, DESKTOP) as organizer:
        member.sign_in(f"member-{variant}-0@people.example")
        member.open("/me/approvals")
        member.clean()
        member.page.get_by_role("article").locator(f'a[href$="{letter}"]').click()
        member.heading(member.t("letters:mine.page"))
        expect(member.button("letters:mine.approve")).to_be_visible()
        member.clean()
        member.button("letters:mine.approve").click()
        member.sees(member.t("letters:decisions.approve"))
        member.page.get_by_label(member.t("letters:mine.note")).fill(NOTE[lang])
        member.button("letters:mine.object").click()
        member.sees(member.t("letters:decisions.object"))
        member.clean()

        organizer.comes_back("organizer@example.org")
        organizer.open(f"/cases/{house.seeded[f'open-{variant}']}/desk/letters/{letter}")
        objecting = organizer.page.get_by_text(organizer.t("letters:standing.objecting"), exact=True)
        expect(objecting.locator("xpath=..")).to_contain_text("1")
        organizer.page.get_by_text(organizer.t("letters:standing.notes"), exact=True).click()
        organizer.sees(NOTE[lang])

        withdraw(member)


def withdraw(member: Person) -> None:
    """Withdraw the one report, after reading what that means."""
    member.open("/me")
    report = member.page.get_by_role("main").locator('a[href*="/me/reports/"]').first
    report.click()
    member.heading(member.t("account:report.title"))
    kept_by_me(member)
    member.button("account:report.withdraw").click()
    dialog = member.page.get_by_role("dialog", name=member.t("account:report.withdrawTitle"))
    expect(dialog).to_contain_text(member.t("account:report.withdrawText"))
    member.clean()
    dialog.get_by_role("button", name=member.t("account:report.withdrawDo"), exact=True).click()
    member.sees(member.t("account:report.withdrawn"))
    member.page.reload()
    member.sees(member.t("account:report.withdrawn"))
    member.clean()


def kept_by_me(member: Person) -> None:
    """List a recording after sending, say anew what it is, and find it among all one's files."""
    call = {"name": "call.m4a", "mimeType": "audio/mp4", "buffer": b"a recording that stays here"}
    member.page.get_by_label(member.t("account:evidence.recording")).set_input_files(call)
    item = member.page.get_by_role("article").filter(has_text="call.m4a")
    item.get_by_role("button", name=member.t("account:evidence.change")).click()
    dialog = member.page.get_by_role("dialog", name=member.t("account:evidence.changeTitle"))
    dialog.get_by_label(member.t("account:evidence.words")).fill(NOTE[member.lang])
    dialog.get_by_role("button", name=member.t("common:save"), exact=True).click()
    expect(item).to_contain_text(NOTE[member.lang])
    member.open("/me/evidence")
    item = member.page.get_by_role("article").filter(has_text="call.m4a")
    expect(item).to_contain_text(member.t("account:evidence.keptByMe"))
    member.clean()
    item.get_by_role("link").click()
    member.heading(member.t("account:report.title"))

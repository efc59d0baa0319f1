"""A letter as its people see it: drafted at the desk, shown to the members, approved on their own screens."""

import re
from datetime import timedelta

from playwright.sync_api import expect

from tests.e2e.person import Person

PROBLEM = {
    "zh": "我们申请提现后，款项长期停留在审核中，没有到账，也没有收到书面的原因说明。",
    "en": "Our withdrawals have stayed under review for a long time, without the money or a written reason.",
}


def at_desk(organizer: Person, case: str, part: str) -> None:
    """Go to the desk of a case, and there to one part of it."""
    organizer.open(f"/cases/{case}/desk")
    organizer.page.get_by_role("link", name=organizer.t(f"desk:tabs.{part}"), exact=True).click()
    organizer.page.wait_for_url(f"**/desk/{part}")
    organizer.settled()


def draft(
    organizer: Person, case: str, kind: str = "company_joint", channel: str = "cn-company-generic", days: str = "15"
) -> str:
    """Draft a letter on the desk from facts; returns its reference."""
    at_desk(organizer, case, "letters")
    organizer.link("letters:desk.new").click()
    organizer.field("letters:edit.kind").select_option(kind)
    organizer.field("letters:edit.channel").select_option(channel)
    organizer.field("letters:edit.problem").fill(PROBLEM[organizer.lang])
    organizer.button("letters:edit.addDemand").click()
    if days:
        organizer.field("letters:edit.replyDays").fill(days)
    organizer.button("letters:edit.check").click()
    organizer.sees(organizer.t("letters:edit.clean"))
    organizer.clean()
    organizer.button("letters:edit.keep").click()
    organizer.page.wait_for_url(re.compile(r"/desk/letters/(?!new)[^/]+$"))
    organizer.sees(PROBLEM[organizer.lang])
    return organizer.page.url.rsplit("/", 1)[-1]


def show_to_members(organizer: Person, days: int) -> None:
    """Set a closing day some days from now, and open the letter for approval."""
    closing = (organizer.house.today() + timedelta(days=days)).date().isoformat()
    organizer.field("letters:next.closing").fill(closing)
    organizer.button("letters:next.open").click()
    organizer.sees(organizer.t("letters:states.open"))
    expect(organizer.button("letters:next.move")).to_be_visible(timeout=60_000)
    organizer.clean()


def approve(member: Person, letter: str) -> None:
    """Open the letter that waits in one's own place, read it, and approve it."""
    member.open("/me/approvals")
    member.page.get_by_role("article").locator(f'a[href$="{letter}"]').click()
    member.heading(member.t("letters:mine.page"))
    member.sees(PROBLEM[member.lang])
    member.button("letters:mine.approve").click()
    member.sees(member.t("letters:decisions.approve"))


def standing(organizer: Person, line: str, people: int) -> None:
    """So many people stand on a line of the letter in sight."""
    name = organizer.page.get_by_text(organizer.t(f"letters:standing.{line}"), exact=True)
    expect(name.locator("xpath=..")).to_contain_text(re.compile(rf"(?<!\d){people}(?!\d)"), timeout=60_000)

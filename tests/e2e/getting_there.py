"""The ways to what opens where opening an address is not enough, each as a person would go."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from tests.e2e.person import Person

WECHAT = (
    "Mozilla/5.0 (Linux; Android 12) Chrome/111.0 Mobile Safari/537.36 MicroMessenger/8.0.42 MMWEBSDK/2023 NetType/3G"
)
TYPED = {"zh": "云雀", "en": "Skylark", "id": "Skylark"}
SHEET = "登记表（演示）,,,\n序号,姓名,金额,经过\n1,林秋,300元,提现一直审核\n2,许望,约0.5万,账户被冻结\n"
Places = dict[str, str]


def begun(somebody: Person, at: str, places: Places) -> None:
    """Have a report begun on this device."""
    somebody.open("/report")
    begin = somebody.button("report:start.begin")
    kept = somebody.page.get_by_role("heading", name=somebody.t("report:start.keptTitle"))
    expect(begin.or_(kept)).to_be_visible(timeout=60_000)
    if kept.is_visible():
        somebody.open(at)
        return
    begin.click()
    somebody.field("report:company.label").fill(TYPED[somebody.lang])
    somebody.page.get_by_role("radio").first.check()
    somebody.button("common:next").click()
    somebody.heading(somebody.t("report:steps.issue.title"))
    somebody.open(at)


def put_away(somebody: Person, at: str, places: Places) -> None:
    """Have one report put away for another."""
    begun(somebody, f"/report?case={places['middle']}", places)
    somebody.button("report:start.another").click()
    somebody.heading(somebody.t("report:steps.issue.title"))
    somebody.open(at)


def refused(somebody: Person, at: str, _places: Places) -> None:
    """Have a sent report on this device with a file that was not accepted."""
    file = {"id": "f1", "name": "a.png", "type": "image/png", "size": 1, "key": "k", "state": "refused"}
    sent = {"reportId": "r1", "reportReference": "REF", "caseReference": None}
    draft = {"id": "refused", "revision": 10_000, "lang": somebody.lang, "files": [file], "sent": sent}
    somebody.open("/report")
    somebody.page.evaluate("draft => localStorage.setItem('joinder.draft', JSON.stringify(draft))", draft)
    somebody.open(at)


def carried(somebody: Person, at: str, places: Places) -> None:
    """Have a code typed for a draft that went on here since it was made."""
    begun(somebody, "/report/issue", places)
    somebody.button("report:keep.link").click()
    somebody.button("report:keep.make").click()
    dialog = somebody.page.get_by_role("dialog")
    code = dialog.get_by_text(re.compile(r"^[0-9A-Z-]{8,}$"))
    expect(code).to_be_visible(timeout=60_000)
    typed = code.inner_text()
    somebody.page.keyboard.press("Escape")
    somebody.page.get_by_role("radio").first.check()
    somebody.button("common:next").click()
    somebody.open(at)
    somebody.page.locator("summary").filter(has_text=somebody.t("report:start.codeTitle")).click()
    somebody.page.get_by_label(somebody.t("report:start.codeLabel")).fill(typed)


def code_sent(somebody: Person, at: str, places: Places) -> None:
    """Have a code on its way."""
    somebody.open(at)
    somebody.field("account:signIn.contact").fill(f"sent-{somebody.lang}@people.example")
    somebody.button("account:signIn.send").click()
    expect(somebody.field("account:signIn.code")).to_be_visible(timeout=60_000)


def in_chat(somebody: Person, at: str, places: Places) -> None:
    """Look from inside a chat app."""
    somebody.context.add_init_script(f"Object.defineProperty(navigator, 'userAgent', {{get: () => '{WECHAT}'}})")
    somebody.open(at)


def sheet(somebody: Person, at: str, places: Places) -> None:
    """Have a group's sheet read."""
    somebody.open(at)
    file = {"name": "sheet.csv", "mimeType": "text/csv", "buffer": SHEET.encode("utf-8-sig")}
    somebody.page.locator('input[type="file"]').first.set_input_files(file)
    expect(somebody.button("desk:imports.run")).to_be_visible(timeout=60_000)


def named(somebody: Person, at: str, places: Places) -> None:
    """Have the people whom a sheet names shown."""
    somebody.open(at)
    somebody.button("desk:named.show").first.click()
    erase = somebody.page.get_by_role("button", name=re.compile(rf"^{somebody.t('desk:named.erase')}"))
    expect(erase.first).to_be_visible(timeout=60_000)


def member(somebody: Person, at: str, places: Places) -> None:
    """Have one member's reports open."""
    somebody.open(at)
    somebody.page.get_by_role("button", name=somebody.t("desk:members.open")).first.click()
    expect(somebody.page.get_by_role("dialog")).to_be_visible(timeout=60_000)


def set_aside(somebody: Person, at: str, places: Places) -> None:
    """Have the reports of somebody set aside open."""
    somebody.open(at)
    state, fold = (
        somebody.field("desk:filters.state"),
        somebody.page.locator("summary", has_text=somebody.t("desk:filters.title")),
    )
    expect(state.or_(fold).first).to_be_visible(timeout=60_000)
    if not state.is_visible():
        fold.click()
    state.select_option("set_aside")
    badge = somebody.page.get_by_role("row").filter(has_text=somebody.t("desk:filters.stateIs.set_aside"))
    badge.first.get_by_role("button", name=somebody.t("desk:members.open")).click()
    expect(somebody.page.get_by_role("dialog")).to_be_visible(timeout=60_000)


def offered(somebody: Person, at: str, places: Places) -> None:
    """Have an offer of the company recorded that still stands."""
    somebody.open(at)
    record = somebody.page.locator("summary", has_text=somebody.t("group:offer.record"))
    expect(record).to_be_visible(timeout=60_000)
    somebody.page.wait_for_load_state("networkidle")
    if somebody.button("group:takeBack").count():
        return
    record.click()
    somebody.field("group:offer.terms").fill("-")
    somebody.field("group:offer.lastDay").fill((datetime.now(UTC) + timedelta(days=60)).date().isoformat())
    somebody.button("group:offer.ask").click()
    expect(somebody.button("group:takeBack").first).to_be_visible(timeout=60_000)
    somebody.open(at)


WAYS: dict[str, Callable[[Person, str, Places], None]] = {
    "begun": begun,
    "put_away": put_away,
    "refused": refused,
    "carried": carried,
    "code_sent": code_sent,
    "in_chat": in_chat,
    "sheet": sheet,
    "named": named,
    "member": member,
    "set_aside": set_aside,
    "offered": offered,
    "": lambda somebody, at, _places: somebody.open(at),
}

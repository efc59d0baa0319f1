"""The draft kill test: reload, tab closed, network cut, server killed; nothing is lost, nothing is sent twice."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Route, expect
from sqlalchemy import create_engine, text

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person, variants
from tests.e2e.shaken import BUTTON, COMPANY_AND_CASE, CONTACT, KINDS, PICTURES, SPOTS, STEPS, Shaken, plan
from tests.e2e.wizard import COMPANY, STORY, TICKET, days_ago

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
DAILY = (161, 3, 390, "en", "sqlite")
TENS = (
    *((12, 390, "zh", "sqlite"), (13, 390, "en", "sqlite"), (14, 1280, "zh", "sqlite"), (15, 1280, "en", "sqlite")),
    (16, 390, "zh", "postgresql"),
)
NEW = {"zh": "白鹭付", "en": "Egret Pay"}
SUMMARY = {
    "zh": "提现一直显示审核中，客服不说原因，钱没有到账。",
    "en": "Withdrawals stay under review for weeks and the company gives no reason.",
}


def test_the_plans_break_every_question_and_every_sending() -> None:
    plans = [plan(seed, 10) for seed, *_ in TENS]
    assert {step for steps, _ in plans for step in steps} == set(STEPS)
    assert {spot for _, spots in plans for spot in spots} == {*SPOTS, CONTACT, BUTTON}
    steps, spots = plan(*DAILY[:2])
    assert "killed" in steps.values()
    assert [SPOTS[spot][0] for spot in spots if spot in SPOTS] == ["screen-1.png"]
    assert {kind for points in plans for part in points for kind in part.values()} == set(KINDS)


@pytest.mark.parametrize(
    ("seed", "points", "width", "lang", "database"),
    [
        pytest.param(*DAILY, id="three-390-en"),
        *(
            pytest.param(seed, 10, width, lang, database, marks=pytest.mark.prove, id=f"ten-{width}-{lang}-{database}")
            for seed, width, lang, database in TENS
        ),
    ],
)
def test_nothing_is_lost_and_nothing_is_sent_twice(
    seed: int, points: int, width: int, lang: str, house: House, person: Callable[..., Person]
) -> None:
    steps, sending = plan(seed, points)
    with person(house, lang, SIZES[width]) as somebody:
        wizard = begins(somebody, steps)
        wizard.what()
        tells(wizard)
        wizard.case()
        wizard.files()
        wizard.consents()
        wizard.signs_in(f"shaken-{seed:x}@people.example", sending.get(CONTACT))
        wizard.send_through(sending, somebody.t("report:receipt.uploadDone", n=PICTURES + 1))
        assert wizard.broken == points
        arrived_once(wizard)
        somebody.wrong[:] = [one for one in somebody.wrong if not of_the_breaking(one)]


@pytest.mark.prove
@pytest.mark.parametrize(("width", "lang", "database"), [one.values for one in variants(390, "en")])
def test_a_new_case_of_a_new_company_stands_once(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    named, title = f"{NEW[lang]} {width}", f"{SUMMARY[lang][:8]} {width}"
    with person(house, lang, SIZES[width]) as somebody:
        wizard = begins(somebody, {})
        wizard.what((named, somebody.t("report:company.propose", name=named)))
        tells(wizard)
        wizard.open_case(title, SUMMARY[lang])
        wizard.evidence()
        wizard.consents()
        wizard.signs_in(f"founding-{width}-{lang}-{database}@people.example", None)
        before = counted(house)
        points: dict[str, str] = dict(zip(COMPANY_AND_CASE, ("reloaded", "closed", "cut", "killed"), strict=True))
        wizard.send_through(points, somebody.t("report:receipt.title"), COMPANY_AND_CASE)
        assert [now - then for now, then in zip(counted(house), before, strict=True)] == [1, 1, 1]
        report = only_report(somebody)
        assert (report["respondent_name"], report["case_title"]) == (named, title)
        somebody.wrong[:] = [one for one in somebody.wrong if not of_the_breaking(one)]


@pytest.mark.prove
@pytest.mark.parametrize(("lang", "database"), [("en", "sqlite")])
def test_each_file_goes_up_once_from_two_tabs_and_after_coming_back(
    lang: str, house: House, person: Callable[..., Person]
) -> None:
    gone_up: list[str] = []

    def slowly(route: Route) -> None:
        gone_up.append(route.request.headers["x-filename"])
        wizard.page.wait_for_timeout(1500)
        route.continue_()

    with person(house, lang, SIZES[390]) as somebody:
        wizard = begins(somebody, {})
        wizard.what()
        tells(wizard)
        wizard.case()
        wizard.files()
        wizard.consents()
        wizard.signs_in("twice@people.example", None)
        somebody.context.route("**/evidence", slowly)
        somebody.button("report:send.button").click()
        somebody.heading(somebody.t("report:receipt.title"))
        other = somebody.context.new_page()
        other.goto(somebody.page.url)
        somebody.link("report:receipt.mine").click()
        somebody.heading(somebody.t("account:me.title"))
        somebody.page.go_back()
        done = somebody.t("report:receipt.uploadDone", n=PICTURES + 1)
        for tab in (somebody.page, other):
            expect(tab.get_by_text(done)).to_be_visible(timeout=120_000)
        assert sorted(gone_up) == [f"screen-{at}.png" for at in range(PICTURES)]
        arrived_once(wizard)


def begins(somebody: Person, steps: dict[str, str]) -> Shaken:
    """Come to the first question, once the shell is kept for the time without a connection."""
    somebody.open("")
    somebody.page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    wizard = Shaken(somebody, steps)
    somebody.open("/report")
    somebody.button("report:start.begin").click()
    return wizard


def tells(wizard: Shaken) -> None:
    """Answer all that is asked between the company and the case."""
    wizard.circumstances()
    wizard.asked()
    wizard.on()
    wizard.wishes()
    wizard.story()


def of_the_breaking(line: str) -> bool:
    """Whether a console line only tells of the connection that was cut on purpose."""
    return "net::ERR_" in line or "Failed to fetch" in line


def counted(house: House) -> list[int]:
    """Count companies, cases and reports where they lie."""
    engine = create_engine(house.environment["JOINDER_DATABASE_URL"])
    with engine.connect() as asking:
        counts = [
            asking.execute(text(f'SELECT count(*) FROM "{table}"')).scalar_one()  # noqa: S608
            for table in ("respondent", "case", "report")
        ]
    engine.dispose()
    return counts


def only_report(somebody: Person) -> Any:
    """Return the one report of somebody, whole."""
    reports = somebody.context.request.get("/api/me/reports").json()["items"]
    assert len(reports) == 1
    spoken = {"X-Joinder-Lang": somebody.lang}
    return somebody.context.request.get(f"/api/me/reports/{reports[0]['id']}", headers=spoken).json()


def arrived_once(wizard: Shaken) -> None:
    """The server has one report with every answer, and every file once."""
    somebody, lang = wizard.person, wizard.person.lang
    report = only_report(somebody)
    expected = {
        **{"narrative": STORY[lang], "ticket": TICKET, "amount_minor": 128050, "currency": "CNY", "area": "CN-GD"},
        **{"issue_id": "withdrawal_blocked", "fee_demanded": False, "money_kind": "licensed", "remedies": ["refund"]},
        **{"happened_on": days_ago(30), "happened_precision": "day", "prior_authorities": []},
        **{"asked_on": days_ago(20), "asked_how": "chat", "company_answer": None, "choice": "counted_only"},
        "case_title": somebody.house.seeded["title"],
    }
    assert {name: report[name] for name in expected} == expected
    assert report["respondent_name"].startswith(COMPANY[lang][1])
    files = somebody.context.request.get(f"/api/me/reports/{report['id']}/evidence").json()
    sums = {f"screen-{at}.png": hashlib.sha256(wizard.picture(at)).hexdigest() for at in range(PICTURES)}
    sums["call.m4a"] = hashlib.sha256(b"ringing" * 9000).hexdigest()
    assert sorted((one["filename"], one["sha256"]) for one in files) == sorted(sums.items())
    assert [one["filename"] for one in files if one["kept_by_me"]] == ["call.m4a"]

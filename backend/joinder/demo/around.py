"""What lies around the cases: reports without one, a proposed company, flags, a hidden page."""

from typing import Any

from sqlalchemy.orm import Session

from joinder.cases import respondents
from joinder.cases import service as cases
from joinder.cases.service import CaseData
from joinder.demo.texts import texts
from joinder.demo.world import World
from joinder.matching.finding import Told
from joinder.reports import service as reports
from joinder.reports.service import ReportData


def plan(world: World) -> None:
    """Put it into the calendar, spread over the year."""
    for place, words in enumerate(texts()["alone"]):
        world.calendar.on(300 - 48 * place, _alone(world, words))
    world.calendar.on(95, lambda session: _hide(world, session))
    world.calendar.on(9, lambda session: _propose(world, session))
    world.calendar.on(6.5, lambda session: _flag(world, session, "other", "wrong"))
    world.calendar.on(2.6, lambda session: _flag(world, session, "duplicate", "duplicate"))


def _alone(world: World, words: dict[str, Any]) -> Any:  # noqa: ANN401 - a step of the calendar
    person = world.new_person(words["lang"])

    def submit(session: Session) -> None:
        company, fee = world.companies[words["wallet"]], bool(words.get("fee"))
        data = ReportData(company, words["issue"], words["lang"], words["text"], fee_demanded=fee)
        _submit(world, session, person.lang, world.account_of(session, person), data)

    return submit


def _submit(world: World, session: Session, lang: str, account: Any, data: ReportData) -> None:  # noqa: ANN401
    report = reports.submit(session, account, data, None, "counted_only", lang)
    world.told.append(Told(report, data.narrative))


def _propose(world: World, session: Session) -> None:
    company = respondents.propose(session, texts()["proposed"])
    person = world.new_person("zh")
    data = ReportData(company.id, "unspecified", "zh", texts()["alone"][0]["text"])
    _submit(world, session, "zh", world.account_of(session, person), data)


def _hide(world: World, session: Session) -> None:
    """Have a page that named a private person published by mistake and hidden again; the removal log shows it."""
    words = texts()["hidden"]
    opener = world.account_of(session, world.new_person("zh"))
    data = CaseData(world.companies["bluewhale"], "other", words["title"], words["summary"], words["lang"], [])
    case = cases.open_case(session, opener.id, data)
    cases.publish(session, case, world.actor("moderator"))
    cases.hide(session, case, world.actor("moderator"), "personal_data")


def _flag(world: World, session: Session, code: str, words: str) -> None:
    case, by = world.case(session, "skylark"), world.here("skylark")[20]
    cases.flag(session, case, by.account_id if code == "duplicate" else None, code, texts()["flags"][words])

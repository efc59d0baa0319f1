"""A company's page shows the replies it published, each with the case it answers; in the app's list and as served."""

import uuid
from datetime import timedelta

import pytest
from joinder.cases import service as cases
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case, Representative
from joinder.core import clock
from joinder.core.database import Database
from sqlalchemy.orm import Session

from tests import world
from tests.client import Client
from tests.conftest import NOW

PATH = "/api/respondents/skylark/replies"


def answered(session: Session, case: Case, speaker: uuid.UUID, text: str, *, published: bool = True) -> None:
    row = cases.reply(session, case, session.get_one(Representative, speaker), "resolved", text, "zh")
    if published:
        cases.publish_reply(session, row, HOUSE)


@pytest.fixture
def references(db: Database) -> list[str]:
    """Two public cases and a hidden one that the company answered, and another company's."""
    with db.write() as session:
        person = world.account(session, "company@example.org").id
        found = [world.make_case(session, title=f"第{at}个案件") for at in (1, 2, 3)]
        other = world.make_case(session, slug="whale", title="别家的案件")
        speakers = [
            Representative(respondent_id=one.respondent_id, account_id=person, verified_at=NOW, verified_by=person)
            for one in (found[0], other)
        ]
        session.add_all(speakers)
        session.flush()
        for day, case in enumerate(found):
            with clock.frozen(NOW + timedelta(days=day)):
                answered(session, case, speakers[0].id, f"答复{day + 1}：已退款。")
        answered(session, found[0], speakers[0].id, "还没有公开的答复", published=False)
        answered(session, other, speakers[1].id, "别家的答复")
        cases.hide(session, found[2], HOUSE, "personal_data")
        return [one.reference for one in found]


def test_they_are_listed_newest_first_page_by_page(client: Client, references: list[str]) -> None:
    first = client.get(f"{PATH}?limit=1").json()
    rest = client.get(PATH, params={"cursor": first["next_cursor"]}).json()
    told = [(one["case"], one["case_title"], one["text"], one["on"]) for one in first["items"] + rest["items"]]
    assert told == [
        (references[1], "第2个案件", "答复2：已退款。", "2026-11-03"),
        (references[0], "第1个案件", "答复1：已退款。", "2026-11-02"),
    ]
    assert rest["next_cursor"] is None
    assert client.get("/api/respondents/nobody/replies").json()["code"] == "cases.no_respondent"


def test_the_served_page_keeps_what_its_description_promises(client: Client, references: list[str]) -> None:
    text = client.get("/zh/companies/skylark").text
    for at in (0, 1):
        assert f"答复{at + 1}：已退款。" in text
        assert f'href="/zh/cases/{references[at]}"' in text.split("公司的答复</h2>")[1]
    assert "答复3" not in text
    assert "别家的答复" not in text
    assert "还没有公开的答复" not in text

"""Finding a public case by its company, its problem or two Chinese characters."""

import pytest
from joinder.cases.models import Respondent
from joinder.core.database import Database
from sqlalchemy import func, select

from tests import world
from tests.client import Client
from tests.statistics import village


@pytest.mark.parametrize(
    "words", ["退款", "云雀", "云雀支付", "skylark", "提现困难", "Withdrawal blocked", "penarikan", "審核"]
)
def test_a_case_is_found_by_company_problem_and_words(db: Database, client: Client, words: str) -> None:
    with db.write() as session:
        world.make_case(session, title="退款一直审核不到账")
        world.make_case(session, public=False, title="退款的私密案件")
    found = client.get(f"/api/cases?q={words}").json()["items"]
    assert [one["title"] for one in found] == ["退款一直审核不到账"], words
    assert "退款一直审核不到账" in client.get(f"/zh/cases?q={words}").text


def test_two_characters_that_only_meet_by_chance_find_nothing(db: Database, client: Client) -> None:
    with db.write() as session:
        world.make_case(session, title="已退的款项")
    assert client.get("/api/cases?q=退款").json()["items"] == []


def test_the_whole_list_of_companies_can_be_read(db: Database, client: Client) -> None:
    with db.write() as session:
        before = session.scalar(select(func.count()).select_from(Respondent).where(Respondent.status == "listed")) or 0
        for number in range(101):
            village.make_company(session, f"many-{number:03}")
    first = [one["slug"] for one in client.get("/api/respondents").json()]
    rest = [one["slug"] for one in client.get("/api/respondents?offset=100").json()]
    assert len(first) == 100
    assert len(rest) == before + 1
    assert len({*first, *rest}) == before + 101
    assert client.get("/api/respondents?offset=-1").status_code == 422

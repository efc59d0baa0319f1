"""One fact written in two ways is one fact: order numbers in the form and in the story, money without its currency."""

import pytest
from joinder.matching.models import Match
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.matching.world import STORY, World


def _codes(session: Session) -> set[str]:
    match = session.scalars(select(Match)).one()
    return {reason["code"] for reason in match.reasons}


@pytest.mark.parametrize("written", ["AB-2026-0901-77", "ab2026090177"])
def test_an_order_in_the_form_is_the_one_in_the_story(session: Session, written: str) -> None:
    world = World(session)
    case = world.case()
    world.tell(world.person("anna"), case, order_number="AB-2026-0901-77")
    world.tell(world.person("ben"), case, STORY + f"订单号：{written}。")
    assert "same_order" in _codes(session)


def test_another_order_in_the_story_still_speaks_against_it(session: Session) -> None:
    world = World(session)
    case = world.case()
    world.tell(world.person("anna"), case, order_number="AB-2026-0901-77")
    world.tell(world.person("ben"), case, STORY + "订单号：AB-2026-0901-78。")
    assert "different_order" in _codes(session)


@pytest.mark.parametrize(
    ("one", "other", "code"),
    [
        ("损失3万。", "损失3万元。", "same_amount"),
        ("损失50rb。", "损失Rp50.000。", "same_amount"),
        ("损失3万。", "损失4万元。", "different_amount"),
        ("损失300美元。", "损失300元。", "different_amount"),
        ("损失3万。", "损失3万。", "same_amount"),
    ],
)
def test_money_without_a_currency_is_compared_by_its_number(session: Session, one: str, other: str, code: str) -> None:
    world = World(session)
    case = world.case()
    world.tell(world.person("anna"), case, STORY + one)
    world.tell(world.person("ben"), case, STORY + other)
    assert code in _codes(session)


def test_the_form_names_the_currency_that_the_story_leaves_out(session: Session) -> None:
    world = World(session)
    case, anna = world.case(), world.person("anna")
    first = world.tell(anna, case, STORY, amount_minor=30_000_00, currency="CNY")
    again = world.tell(anna, case, STORY + "损失3万。")
    assert "same_amount" in _codes(session)
    assert again.repeated_of_id == first.id

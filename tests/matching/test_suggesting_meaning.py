"""Suggestions by meaning: other words and languages fit too, from public text alone, and nobody waits for a model."""

import uuid

import numpy as np
import pytest
from joinder.cases import service as cases
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.matching import encoding, suggesting
from joinder.matching.embedding import embedder
from joinder.matching.encoder import BuiltIn
from joinder.matching.shelf import Profile, Shelf
from joinder.matching.suggesting import Asked, Suggestion, suggest_cases
from joinder.matching.terms import as_set
from sqlalchemy.orm import Session

from tests.matching.endpoint import choose, running
from tests.matching.world import OTHER_STORY, STORY, World

TEXTS = {
    "frozen": ("竹叶钱包账户被冻结", "账户突然被冻结，登录不进去，客服要求上传证件后没有下文。"),
    "withdrawal": ("竹叶钱包提现长期审核不到账", "申请提现后一直显示审核中，客服总说三到五个工作日。"),
    "late_fee": ("竹叶钱包误收分期逾期费", "按时存了钱仍被收取逾期费，系统维护当天扣款失败。"),
}
ENGLISH = "My withdrawal has been under review for a month and support only tells me to wait three to five days."


class House:
    """Three public cases, encoded, and their database."""

    def __init__(self, db: Database) -> None:
        self.db = db
        with db.write() as session:
            world = World(session)
            self.company = world.company.id
            self.cases = {n: world.case(title, text, public=True).id for n, (title, text) in TEXTS.items()}
        encoding.encode(db, {})

    def ask(self, text: str, **more: uuid.UUID) -> list[Suggestion]:
        with self.db.read() as session:
            return suggest_cases(session, Asked(text, more.get("company", self.company), None, "zh"))


@pytest.fixture
def house(db: Database, monkeypatch: pytest.MonkeyPatch) -> House:
    choose(monkeypatch, "builtin")
    model = embedder()
    assert isinstance(model, BuiltIn)
    model.embed(["loaded"])
    return House(db)


def test_a_story_in_another_language_finds_its_case_and_says_why(house: House) -> None:
    first = house.ask(ENGLISH)[0]
    assert first.case_id == house.cases["withdrawal"]
    assert "similar_meaning" in {reason.code for reason in first.reasons}
    assert house.ask(OTHER_STORY)[0].case_id == house.cases["late_fee"]


def test_meaning_does_not_reach_over_to_another_company(house: House) -> None:
    assert house.ask(ENGLISH, company=uuid.uuid4()) == []


def test_an_edited_text_is_not_found_by_its_old_meaning(house: House) -> None:
    with house.db.write() as session:
        case = session.get_one(Case, house.cases["withdrawal"])
        cases.edit(session, case, Actor(None, "moderator"), "竹叶钱包优惠券过期", "优惠券提前过期不能使用。")
    encoding.encode(house.db, {})
    assert house.cases["withdrawal"] not in [one.case_id for one in house.ask(ENGLISH)]


def test_answers_are_the_same_whoever_joins_and_whatever_is_encoded_of_them(house: House) -> None:
    probes = [ENGLISH, STORY, OTHER_STORY, STORY[:30]]
    before = [house.ask(text) for text in probes]
    with house.db.write() as session:
        world = World(session)
        for name in ("anna", "ben", "carl", "dora"):
            world.tell(world.person(name), session.get_one(Case, house.cases["frozen"]), ENGLISH)
    encoding.encode(house.db, {})
    assert [house.ask(text) for text in probes] == before


def test_nobody_waits_for_a_model_to_load(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    cold = BuiltIn()
    warmed: list[bool] = []
    monkeypatch.setattr(cold, "warm", lambda: warmed.append(True))
    monkeypatch.setattr(suggesting, "embedder", lambda: cold)
    assert house.ask(STORY)[0].case_id == house.cases["withdrawal"]
    assert warmed == [True]


def test_warming_loads_the_model_once() -> None:
    cold = BuiltIn()
    assert not cold.is_ready
    cold.warm()
    cold.warm()
    assert cold._warming is not None
    cold._warming.join(60)
    assert cold.is_ready


def test_a_visitors_text_is_never_sent_to_an_endpoint(
    house: House, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    with running() as endpoint:
        choose(monkeypatch, "http", url=endpoint.url, model="small")
        assert house.ask(STORY)[0].case_id == house.cases["withdrawal"]
        assert endpoint.bodies == []


@pytest.fixture
def profiles() -> list[Profile]:
    nothing = as_set([])
    return [
        Profile(uuid.UUID(int=n), uuid.UUID(int=1), "unspecified", "zh", nothing, nothing, vector)
        for n, vector in enumerate([np.eye(4, dtype=np.float32)[0], np.eye(4, dtype=np.float32)[1], None])
    ]


def test_a_case_without_a_vector_and_a_text_of_another_width_score_nothing(profiles: list[Profile]) -> None:
    shelf = Shelf(profiles)
    alike = shelf.alike(np.eye(4, dtype=np.float32)[0])
    assert alike[0] > 0 > alike[1]
    assert alike[2] == 0
    assert not shelf.alike(np.ones(7, np.float32)).any()
    assert not shelf.alike(None).any()
    assert not Shelf([]).alike(np.ones(4, np.float32)).any()
    assert not Shelf(profiles[2:]).has_meanings

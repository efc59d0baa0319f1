"""Matches and suggestions over HTTP: who may, what is shown, what is refused."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from joinder.accounts.models import Account
from joinder.cases import organizers
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case
from joinder.core.database import Database
from joinder.reports import consents, queries, service
from joinder.reports.models import Membership
from sqlalchemy.orm import Session

from tests.client import Client
from tests.matching.world import STORY, World


@dataclass
class Desk:
    """One public case with two near-copies by two people, its organizer and a stranger."""

    reference: str
    company: uuid.UUID
    organizer: Client
    stranger: Client
    url: str


@pytest.fixture
def desk(db: Database, new_client: Callable[..., Client]) -> Desk:
    organizer, stranger = new_client("olga@example.org"), new_client("stefan@example.org")
    with db.write() as session:
        world = World(session)
        case = world.case(summary="申请提现后一直审核，没有到账。", public=True)
        for name in ("anna", "ben"):
            world.tell(world.person(name), case)
        _appoint(world, case)
        return Desk(case.reference, world.company.id, organizer, stranger, f"/api/cases/{case.reference}/matches")


def _appoint(world: World, case: Case) -> Account:
    olga = world.person("olga")
    row = organizers.declare(world.session, case, olga.id)
    if row.appointed_at is None:
        organizers.appoint(world.session, case, row.id, HOUSE)
    return olga


def test_the_organizer_reads_pairs_with_reasons_and_no_words_that_nobody_shared(desk: Desk) -> None:
    answer = desk.organizer.get(f"{desk.url}?shown=open", headers={"Accept-Language": "en"})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (pair,) = answer.json()["items"]
    assert "the wording is the same throughout" in [reason["text"] for reason in pair["reasons"]]
    assert (pair["a"]["narrative"], pair["b"]["narrative"], pair["same_person"]) == (None, None, False)
    assert pair["a"]["pseudonym"] != pair["b"]["pseudonym"]


def anna_shares_her_words(session: Session, desk: Desk) -> Membership:
    world = World(session)
    anna, olga = world.person("anna"), world.person("olga")
    case_id = session.query(Case.id).filter_by(reference=desk.reference).scalar()
    member = queries.membership(session, case_id, anna.id)
    assert member is not None
    consents.share(session, anna.id, member.id, olga.id, ["narrative"], "zh")
    return member


def test_words_shared_with_this_organizer_are_shown(db: Database, desk: Desk) -> None:
    with db.write() as session:
        anna_shares_her_words(session, desk)
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    assert sorted([pair["a"]["narrative"] or "", pair["b"]["narrative"] or ""]) == ["", STORY]


@pytest.mark.parametrize("leaves", ["report", "case"])
def test_words_of_what_was_withdrawn_are_not_shown_in_pairs_decided_before(
    db: Database, desk: Desk, leaves: str
) -> None:
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    assert desk.organizer.post(f"{desk.url}/{pair['id']}/confirm").status_code == 200
    with db.write() as session:
        member = anna_shares_her_words(session, desk)
        [told] = queries.reports_of(session, [member.id])[member.id]
        service.withdraw_report(session, told) if leaves == "report" else service.withdraw(session, member)
    (pair,) = desk.organizer.get(f"{desk.url}?shown=confirmed").json()["items"]
    assert (pair["a"]["narrative"], pair["b"]["narrative"]) == (None, None)


def test_a_match_is_dismissed_and_taken_back_and_decided_again(desk: Desk) -> None:
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    for act, state in (("dismiss", "dismissed"), ("undo", "undone"), ("confirm", "confirmed")):
        answer = desk.organizer.post(f"{desk.url}/{pair['id']}/{act}")
        assert (answer.status_code, answer.json()["state"]) == (200, state)
        assert answer.json()["decided_role"] == "organizer"
    again = desk.organizer.post(f"{desk.url}/{pair['id']}/confirm")
    assert (again.status_code, again.json()["code"]) == (409, "matching.wrong_state")


def test_only_reviewers_of_the_case_may_look_or_decide(desk: Desk, client: Client) -> None:
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    for who, status in ((client, 401), (desk.stranger, 403)):
        assert who.get(desk.url).status_code == status
        assert who.post(f"{desk.url}/{pair['id']}/confirm").status_code == status
    assert desk.organizer.post(f"{desk.url}/{uuid.uuid4()}/confirm").status_code == 404
    assert desk.organizer.get(f"{desk.url}?cursor=x").status_code == 422
    assert desk.organizer.get(f"{desk.url}?shown=any").status_code == 422


def test_a_visitor_is_shown_the_fitting_case_with_its_released_number(desk: Desk, client: Client) -> None:
    answer = client.post("/api/suggestions", {"text": STORY, "respondent_id": str(desk.company)})
    assert answer.status_code == 200, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    (case,) = answer.json()["cases"]
    assert set(case) == {"reference", "title", "lang", "people", "reasons", "respondent"}
    assert (case["reference"], case["people"]) == (desk.reference, None)
    assert "score" not in answer.text


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_whoever_knows_no_listed_company_is_told_whose_case_is_shown(desk: Desk, client: Client, lang: str) -> None:
    answer = client.post("/api/suggestions", {"text": STORY}, headers={"Accept-Language": lang})
    (case,) = answer.json()["cases"]
    listed = client.get(f"/api/cases/{desk.reference}", headers={"Accept-Language": lang}).json()["respondent"]
    assert case["respondent"] == {"id": str(desk.company), "name": listed["name"]}


def test_the_answer_is_the_same_byte_for_byte_after_somebody_joins(db: Database, desk: Desk, client: Client) -> None:
    body = {"text": STORY, "respondent_id": str(desk.company)}
    before = client.post("/api/suggestions", body).content
    with db.write() as session:
        world = World(session)
        case = session.query(Case).filter_by(reference=desk.reference).one()
        for name in ("dora", "emil", "fritz"):
            world.company = session.get_one(type(world.company), desk.company)
            world.tell(world.person(name), case)
    assert client.post("/api/suggestions", body).content == before


@pytest.mark.parametrize(
    "body", [{}, {"text": "x" * 20_001}, {"text": "退款", "respondent_id": "x"}, {"text": "退款", "more": 1}]
)
def test_a_bad_question_is_refused(client: Client, body: dict[str, object]) -> None:
    assert client.post("/api/suggestions", body).status_code == 422


def test_too_many_questions_are_held_back(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("joinder.api.suggestions.ASKS", 2)
    statuses = [client.post("/api/suggestions", {"text": "退款"}).status_code for _ in range(3)]
    assert statuses == [200, 200, 429]

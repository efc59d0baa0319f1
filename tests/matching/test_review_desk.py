"""The review desk over HTTP: lists, pairs, decisions, bulks, precision; who may, what is shown, what is refused."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from joinder.accounts import service as accounts
from joinder.cases import organizers
from joinder.cases.audit import HOUSE
from joinder.cases.models import Case
from joinder.core import clock
from joinder.core.database import Database
from joinder.evidence.models import Evidence
from joinder.matching import calibration, service
from joinder.matching.models import Match
from joinder.matching.review_models import MatchDecision, MatchThreshold
from joinder.reports import consents, counts, queries
from joinder.reports.models import Membership, Report
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from tests.client import Client
from tests.matching.world import ORGANIZER, OTHER_STORY, STORY, World


@dataclass
class Desk:
    """One public case with its organizer, a moderator and a stranger."""

    reference: str
    organizer: Client
    moderator: Client
    stranger: Client
    url: str


@pytest.fixture
def desk(db: Database, new_client: Callable[..., Client]) -> Desk:
    with db.write() as session:
        accounts.grant_role(session, World(session).person("mona"), "moderator", None)
    people = [new_client(f"{name}@example.org", "en") for name in ("olga", "mona", "stefan")]
    with db.write() as session:
        world = World(session)
        case = world.case(public=True)
        row = organizers.declare(session, case, world.person("olga").id)
        if row.appointed_at is None:
            organizers.appoint(session, case, row.id, HOUSE)
        return Desk(case.reference, *people, f"/api/cases/{case.reference}/matches")


def fill(db: Database, desk: Desk, *told: tuple[str, str, int]) -> None:
    """Let people tell stories in the case, each with an amount in minor units."""
    with db.write() as session:
        case = session.scalars(select(Case).where(Case.reference == desk.reference)).one()
        world = World.of(session, case)
        for name, text, amount in told:
            world.tell(world.person(name), case, text, amount_minor=amount, currency="CNY")


def tally(db: Database, desk: Desk) -> counts.Tally:
    with db.read() as session:
        case_id = session.scalars(select(Case.id).where(Case.reference == desk.reference)).one()
        return counts.tally(session, case_id)


def test_lists_kinds_and_pages(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY + "请尽快。", 5000), ("anna", STORY, 7000))
    everything = desk.organizer.get(desk.url).json()["items"]
    assert len(everything) == 3
    for kind, many in (("one_person", 1), ("two_people", 2), ("identical", 0)):
        assert len(desk.organizer.get(f"{desk.url}?kind={kind}").json()["items"]) == many, kind
    first = desk.organizer.get(f"{desk.url}?limit=2").json()
    rest = desk.organizer.get(f"{desk.url}?limit=2&cursor={first['next_cursor']}").json()
    assert {one["id"] for one in [*first["items"], *rest["items"]]} == {one["id"] for one in everything}
    assert rest["next_cursor"] is None
    later, gone = everything[0]["id"], everything[1]["id"]
    assert desk.organizer.post(f"{desk.url}/{later}/unsure").json()["state"] == "unsure"
    assert desk.organizer.post(f"{desk.url}/{gone}/dismiss").json()["state"] == "dismissed"
    for shown, ids in (("open", [everything[2]["id"]]), ("later", [later]), ("dismissed", [gone]), ("weak", [])):
        assert [one["id"] for one in desk.organizer.get(f"{desk.url}?shown={shown}").json()["items"]] == ids, shown


def test_a_pair_shows_history_by_role_and_files_only_where_shared(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY, 5000))
    with db.write() as session:
        for report in session.scalars(select(Report)):
            session.add(_file(report))
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    desk.organizer.post(f"{desk.url}/{pair['id']}/confirm")
    desk.moderator.post(f"/api/moderation/matches/{pair['id']}/undo")
    seen = desk.organizer.get(f"{desk.url}/{pair['id']}").json()
    acts = [(one["act"], one["role"], one["mine"], one["to_state"]) for one in seen["history"]]
    assert acts == [("confirm", "organizer", True, "confirmed"), ("undo", "moderator", False, "undone")]
    assert (seen["same_files"], seen["evidence_a"], seen["match"]["a"]["evidence_files"]) == (1, [], 1)
    assert (seen["match"]["a"]["narrative"], seen["match"]["strength"]) == (None, "identical")
    staff = desk.moderator.get(f"/api/moderation/matches/{pair['id']}").json()
    assert staff["evidence_a"][0]["same_as"] == staff["evidence_b"][0]["id"]
    assert staff["match"]["a"]["narrative"] is None
    with db.write() as session:
        olga = World.of(session, session.scalars(select(Case)).one()).person("olga")
        for member in session.scalars(select(Membership)):
            consents.share(session, member.account_id, member.id, olga.id, ["narrative", "evidence"], "zh")
    shared = desk.organizer.get(f"{desk.url}/{pair['id']}").json()
    assert (shared["match"]["a"]["narrative"], len(shared["evidence_b"])) == (STORY, 1)


def _file(report: Report) -> Evidence:
    return Evidence(
        reference=f"E{uuid.uuid4().hex[:12]}", report_id=report.id, key_id=report.key_id, kept_by_me=False,
        received_at=clock.now(), content_hash=b"f" * 32, media_type="image/png", size=3,
    )  # fmt: skip


@pytest.mark.parametrize(("kind", "folds"), [("one_person", 1), ("two_people", 0)])
def test_identical_pairs_are_previewed_confirmed_and_taken_back_exactly(
    db: Database, desk: Desk, kind: str, folds: int
) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", "  " + STORY + "！！", 5000), ("cleo", STORY, 8000))
    with db.write() as session:  # a retelling that did not fold by itself, as one without facts against it would
        case = session.scalars(select(Case)).one()
        world = World.of(session, case)
        service.index_reports(session, [])
        anna = world.person("anna")
        told = world.told(anna, case, STORY)
        world.index_apart(told)
    before = tally(db, desk)
    preview = desk.organizer.get(f"{desk.url}/identical?kind={kind}").json()
    assert preview["folds"] == folds
    assert preview["pairs"] > 0
    body = {"kind": kind, "digest": preview["digest"]}
    key = {"Idempotency-Key": uuid.uuid4().hex}
    made = desk.organizer.post(f"{desk.url}/identical", body, headers=key)
    assert (made.status_code, made.json()["pairs"]) == (201, preview["pairs"])
    assert desk.organizer.post(f"{desk.url}/identical", body, headers=key).json() == made.json()
    after = tally(db, desk)
    assert (after.repeated - before.repeated, after.people) == (folds, before.people)
    assert desk.organizer.post(f"{desk.url}/identical", body).json()["code"] == "matching.bulk_changed"
    undone = desk.organizer.post(f"{desk.url}/bulks/{made.json()['bulk_id']}/undo")
    assert undone.json()["pairs"] == preview["pairs"]
    assert tally(db, desk) == before
    assert desk.organizer.post(f"{desk.url}/bulks/{made.json()['bulk_id']}/undo").status_code == 404


def test_a_bulk_takes_no_pair_whose_facts_differ_or_whose_text_does(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY, 9900), ("cleo", STORY + "还有别的。", 5000))
    preview = desk.organizer.get(f"{desk.url}/identical?kind=two_people").json()
    assert (preview["pairs"], preview["examples"]) == (0, [])
    body = {"kind": "two_people", "digest": preview["digest"]}
    assert desk.organizer.post(f"{desk.url}/identical", body).status_code == 409


@pytest.mark.parametrize("query", ["shown=any", "kind=all", "limit=0", "limit=201", "cursor=x", "cursor=W10"])
def test_bad_questions_are_refused(desk: Desk, query: str) -> None:
    for url, who in ((desk.url, desk.organizer), ("/api/moderation/matches", desk.moderator)):
        assert who.get(f"{url}?{query}").status_code == 422, url


@pytest.mark.parametrize(
    "body", [{}, {"kind": "one_person"}, {"kind": "x", "digest": "0" * 32}, {"kind": "one_person", "digest": "zz"}]
)
def test_bad_bulks_are_refused(desk: Desk, body: dict[str, str]) -> None:
    assert desk.organizer.post(f"{desk.url}/identical", body).status_code == 422


def test_who_may_look_and_decide(db: Database, desk: Desk, client: Client) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY, 5000))
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    house = "/api/moderation/matches"
    for path in (desk.url, f"{desk.url}/{pair['id']}", f"{desk.url}/identical", f"{desk.url}/precision", house):
        assert client.get(path).status_code == 401, path
        assert desk.stranger.get(path).status_code == 403, path
    for path in (house, f"{house}/{pair['id']}", f"{house}/precision"):
        assert desk.organizer.get(path).status_code == 403, path
        answer = desk.moderator.get(path)
        assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    assert desk.organizer.post(f"{house}/{pair['id']}/confirm").status_code == 403
    assert desk.moderator.post(f"{house}/{pair['id']}/decide").status_code == 422
    assert desk.moderator.post(f"{house}/{uuid.uuid4()}/confirm").status_code == 404
    assert desk.moderator.post(f"{desk.url}/{pair['id']}/confirm").status_code == 200
    again = desk.organizer.post(f"{desk.url}/{pair['id']}/dismiss")
    assert (again.status_code, again.json()["code"]) == (409, "matching.wrong_state")


def test_a_moderator_sees_a_pair_across_cases_that_no_organizer_sees(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000))
    with db.write() as session:
        world = World.of(session, session.scalars(select(Case)).one())
        world.tell(world.person("ben"), world.case("另一个案件"), STORY, amount_minor=5000, currency="CNY")
    assert desk.organizer.get(desk.url).json()["items"] == []
    (pair,) = desk.moderator.get("/api/moderation/matches").json()["items"]
    assert pair["case_reference"] is None
    assert len({pair["a"]["case_reference"], pair["b"]["case_reference"]}) == 2
    assert desk.organizer.get(f"{desk.url}/{pair['id']}").status_code == 404
    assert desk.moderator.post(f"/api/moderation/matches/{pair['id']}/confirm").json()["state"] == "confirmed"
    assert tally(db, desk).repeated == 0


def test_a_withdrawn_report_leaves_nothing_to_decide(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY, 5000))
    with db.write() as session:
        session.scalars(select(Report)).first().withdrawn_at = clock.now()  # type: ignore[union-attr]
    assert desk.organizer.get(desk.url).json()["items"] == []


def test_a_dismissed_pair_never_comes_back(db: Database, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY, 5000))
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    desk.organizer.post(f"{desk.url}/{pair['id']}/dismiss")
    with db.write() as session:
        told = list(session.scalars(select(Report)))
        for report in told:
            service.index(session, report)  # looked at again
            service.forget(session, [report.id])
            report.narrative = STORY.replace("，", ", ") + "！"  # other signs, the same words
            service.index(session, report)
    monkeypatch.setattr("joinder.matching.service.MATCHER_VERSION", "copies-next")
    monkeypatch.setattr("joinder.matching.finding.INDEX_VERSION", "copies-next/1")
    with db.write() as session:
        for report in session.scalars(select(Report)):
            service.forget(session, [report.id])
            assert service.index(session, report) == []
        assert [match.state for match in session.scalars(select(Match))] == ["dismissed"]
    for shown in ("open", "later", "weak"):
        assert desk.organizer.get(f"{desk.url}?shown={shown}").json()["items"] == []


def test_history_is_append_only_and_agrees_with_the_state(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("anna", STORY, 5000), ("ben", STORY, 5000))
    with db.write() as session:
        for match in session.scalars(select(Match)):
            last = session.scalars(
                select(MatchDecision).where(MatchDecision.match_id == match.id).order_by(MatchDecision.place.desc())
            ).first()
            assert (last.to_state if last else "proposed") == match.state
        folded = session.scalars(select(MatchDecision)).one()
        assert (folded.role, folded.account_id, folded.act) == ("house", None, "confirm")
    with pytest.raises(DatabaseError, match="append-only"), db.write() as session:
        session.scalars(select(MatchDecision)).one().role = "organizer"


def _decided(session: Session, world: World, case: Case, score: float, state: str, number: int) -> None:
    a, b = (world.told(world.person(f"{side}{number}"), case, OTHER_STORY) for side in "ab")
    first, second = sorted((a.id, b.id))
    match = Match(
        a_id=first, b_id=second, same_person=False, score=score, measure="wording", reasons=[], state="proposed",
        matcher_version=calibration.MATCHER_VERSION, found_at=clock.now(),
    )  # fmt: skip
    session.add(match)
    session.flush()
    actor = world.actor()
    service.act_on(session, match, case.id, actor, {"confirmed": "confirm", "dismissed": "dismiss"}[state])


def test_decisions_move_weak_pairs_out_of_the_way_and_never_lose_them(db: Database, desk: Desk) -> None:
    floor = calibration.floor_of("zh", "wording")
    with db.write() as session:
        case = session.scalars(select(Case)).one()
        world = World.of(session, case)
        for number in range(24):
            _decided(session, world, case, floor + 0.02, "dismissed", number)
        for number in range(24, 34):
            _decided(session, world, case, floor + 0.3, "confirmed", number)
        calibration.recalibrate(session)
        calibration.recalibrate(session)
        row = session.scalars(select(MatchThreshold)).one()
        assert (row.lang, round(row.threshold - floor, 2), row.decided, row.confirmed) == ("zh", 0.05, 34, 10)
        a, b = (world.told(world.person(name), case, OTHER_STORY) for name in ("xa", "xb"))
        first, second = sorted((a.id, b.id))
        session.add(
            Match(
                a_id=first, b_id=second, same_person=False, score=floor + 0.01, measure="wording", reasons=[],
                state="proposed", matcher_version=calibration.MATCHER_VERSION, found_at=clock.now(),
            )
        )  # fmt: skip
    assert desk.organizer.get(desk.url).json()["items"] == []
    (weak,) = desk.organizer.get(f"{desk.url}?shown=weak").json()["items"]
    assert weak["strength"] == "weak"
    zh = next(one for one in desk.organizer.get(f"{desk.url}/precision").json()["languages"] if one["lang"] == "zh")
    assert (zh["decided"], zh["confirmed"], round(zh["share"], 3)) == (34, 10, 0.294)
    assert zh["low"] < zh["share"] < zh["high"]
    house = desk.moderator.get("/api/moderation/matches/precision").json()
    assert [one["decided"] for one in house["languages"]] == [34, 0, 0]


def test_bulk_and_house_decisions_do_not_measure_anything(db: Database, desk: Desk) -> None:
    fill(db, desk, ("anna", STORY, 5000), ("anna", STORY, 5000), ("ben", STORY, 5000))
    preview = desk.organizer.get(f"{desk.url}/identical?kind=two_people").json()
    desk.organizer.post(f"{desk.url}/identical", {"kind": "two_people", "digest": preview["digest"]})
    report = desk.organizer.get(f"{desk.url}/precision").json()
    assert [one["decided"] for one in report["languages"]] == [0, 0, 0]
    assert report["languages"][0]["share"] is None


def test_organizers_read_their_own_words(db: Database, desk: Desk) -> None:
    fill(db, desk, ("olga", STORY, 5000), ("ben", STORY, 5000))
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    assert sorted([pair["a"]["narrative"] or "", pair["b"]["narrative"] or ""]) == ["", STORY]
    with db.read() as session:
        assert queries.membership(session, session.scalars(select(Case.id)).one(), uuid.uuid4()) is None


def test_not_sure_changes_no_number_and_keeps_the_flag(db: Database, desk: Desk) -> None:
    from joinder.matching import suspicions

    fill(db, desk, ("anna", STORY, 5000), ("ben", STORY, 5000))
    before = tally(db, desk)
    (pair,) = desk.organizer.get(desk.url).json()["items"]
    for act, flagged in (("unsure", 2), ("undo", 2), ("dismiss", 0)):
        desk.organizer.post(f"{desk.url}/{pair['id']}/{act}")
        with db.read() as session:
            case_id = session.scalars(select(Case.id)).one()
            assert len(suspicions.flagged(session, case_id)) == flagged, act
    assert tally(db, desk) == before
    assert ORGANIZER.role == "organizer"

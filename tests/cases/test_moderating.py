"""Hiding, appointing, replying, and trails that nobody rewrites; over HTTP as people meet them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from joinder.cases import audit
from joinder.cases.models import AuditEntry, Organizer, Reply, Representative, TimelineEntry
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.settings import get_settings
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError

from tests import world
from tests.client import Client
from tests.conftest import NOW

MakeClient = Callable[..., Client]
DECLARED = {"no_fee": True, "no_tie": True}


def public(db: Database, contact: str | None = None, title: str = "提现一直审核不到账") -> str:
    """Make a public case, with its own organizer if a contact is given."""
    with db.write() as session:
        case = world.make_case(session, title=title)
        if contact:
            world.organizer(session, case, contact)
        return case.reference


@pytest.fixture
def moderator(db: Database, new_client: MakeClient) -> Client:
    with db.write() as session:
        world.moderator(session)
    return new_client("moderator@example.org")


def test_a_hidden_case_is_gone_for_everybody_and_the_log_says_why(db: Database, client: Client, moderator: Client):
    reference = public(db)
    assert client.get("/api/removals").json()["items"] == []
    wrong = moderator.post(f"/api/cases/{reference}/hide", {"reason_code": "dislike"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "cases.bad_reason")
    assert moderator.post(f"/api/cases/{reference}/hide", {"reason_code": "court_order"}).status_code == 200
    assert client.get(f"/api/cases/{reference}").status_code == 404
    assert client.get("/api/cases?q=提现").json()["items"] == []
    (hidden,) = moderator.get("/api/moderation").json()["removals"]
    assert (hidden["case_reference"], hidden["reason_code"], hidden["at"][:10]) == (
        reference,
        "court_order",
        "2026-11-02",
    )
    logged = {"what": "case", "reason_code": "court_order", "on": "2026-11-02", "restored_on": None}
    assert client.get("/api/removals").json()["items"] == [logged]
    assert moderator.post(f"/api/cases/{reference}/restore").status_code == 422
    wrong = moderator.post(f"/api/cases/{reference}/restore", {"reason_code": "court_order"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "cases.bad_reason")
    assert moderator.post(f"/api/cases/{reference}/restore", {"reason_code": "mistake"}).status_code == 200
    assert moderator.post(f"/api/cases/{reference}/restore", {"reason_code": "mistake"}).status_code == 404
    assert moderator.get("/api/moderation").json()["removals"] == []
    acts = [(one["action"], one["reason"]) for one in moderator.get(f"/api/cases/{reference}/audit").json()["items"]]
    assert acts[:2] == [("case.restore", "mistake"), ("case.hide", "court_order")]
    assert client.get("/api/removals").json()["items"] == [{**logged, "restored_on": "2026-11-02"}]
    assert [one["reference"] for one in client.get("/api/cases?q=提现").json()["items"]] == [reference]
    kinds = [one["kind"] for one in client.get(f"/api/cases/{reference}/timeline").json()["items"]]
    assert {"case.restored", "case.hidden", "case.published"} <= set(kinds)


def test_what_was_decided_about_a_company_is_read_from_the_trail_of_the_house_by_moderators_only(
    db: Database, moderator: Client, new_client: MakeClient
):
    with db.write() as session:
        company, other = (world.respondents.propose(session, name).id for name in ("松鼠钱包", "獾钱包"))
    assert moderator.get(f"/api/moderation/trail/{company}").json()["items"] == []
    assert moderator.post(f"/api/moderation/respondents/{company}", {"listed": True}).status_code == 200
    assert moderator.post(f"/api/moderation/respondents/{other}", {"listed": False}).status_code == 200
    for about, became in ((company, "listed"), (other, "hidden")):
        (line,) = moderator.get(f"/api/moderation/trail/{about}").json()["items"]
        assert (line["action"], line["reason"], line["role"]) == ("respondent.moderate", became, "moderator")
    public(db, "organizer@example.org")
    assert new_client("organizer@example.org").get(f"/api/moderation/trail/{company}").status_code == 403
    assert new_client().get(f"/api/moderation/trail/{company}").status_code == 401


def test_an_organizer_of_one_case_is_a_stranger_in_another(db: Database, new_client: MakeClient):
    own, other = public(db, "a@example.org"), public(db, "b@example.org", "另一个案件的标题")
    organizer = new_client("a@example.org")
    words = {"title": "别人改的标题", "summary": "别人想要改的摘要，不应该成功。"}
    for method, path in (
        ("GET", "members"), ("GET", "tally"), ("GET", "matches"), ("GET", "imports"), ("POST", "messages"),
        ("POST", "invitations"), ("PATCH", ""), ("POST", "close"),
    ):  # fmt: skip
        there = organizer.request(method, f"/api/cases/{other}/{path}".rstrip("/"), json=words)
        assert (there.status_code, there.json()["code"]) == (403, "accounts.not_allowed"), path
    assert organizer.get(f"/api/cases/{own}/members").status_code == 200
    assert organizer.get(f"/api/cases/{other}").json()["relation"] == "stranger"


@pytest.mark.parametrize(("auto", "vetting"), [("false", None), ("true", "auto")])
def test_who_declares_is_appointed_by_a_moderator_or_at_once_where_that_is_the_setting(
    db: Database, moderator: Client, new_client: MakeClient, monkeypatch: pytest.MonkeyPatch, auto: str, vetting: str
):
    monkeypatch.setenv("JOINDER_AUTO_APPOINT", auto)
    get_settings.cache_clear()
    reference = public(db)
    with db.write() as session:
        case = session.scalars(select(world.Case).where(world.Case.reference == reference)).one()
        world.join(session, case, "lin@example.org")
    member = new_client("lin@example.org")
    url = f"/api/cases/{reference}"
    assert member.post(f"{url}/organizers", {**DECLARED, "no_fee": False}).status_code == 422
    assert member.post(f"{url}/organizers", DECLARED).status_code == 201
    assert member.get(url).json()["vetting"] == vetting
    assert (member.get(f"{url}/members").status_code == 200) == (auto == "true")
    offers = moderator.get("/api/moderation").json()["offers"]
    if auto == "true":
        assert offers == []
        return
    assert moderator.post(f"{url}/organizers/{offers[0]['id']}/appoint").status_code == 200
    assert moderator.post(f"{url}/organizers/{offers[0]['id']}/appoint").status_code == 409
    assert member.get(f"{url}/members").status_code == 200
    assert member.get(url).json()["vetting"] == "moderator"


def test_an_invitation_makes_one_co_organizer_within_seven_days(db: Database, new_client: MakeClient):
    reference = public(db, "organizer@example.org")
    organizer, friend, late = (new_client(f"{name}@example.org") for name in ("organizer", "friend", "late"))
    url = f"/api/cases/{reference}"
    token = organizer.post(f"{url}/invitations").json()["token"]
    assert friend.post("/api/invitations/accept", {"token": token, **DECLARED, "no_tie": False}).status_code == 422
    assert friend.post("/api/invitations/accept", {"token": token, **DECLARED}).json()["role"] == "co_organizer"
    assert late.post("/api/invitations/accept", {"token": token, **DECLARED}).status_code == 410
    assert friend.get(f"{url}/members").status_code == 200
    assert friend.post(f"{url}/invitations").status_code == 403
    second = organizer.post(f"{url}/invitations").json()["token"]
    with clock.frozen(NOW + timedelta(days=7)):
        assert late.post("/api/invitations/accept", {"token": second, **DECLARED}).status_code in (401, 410)
    with db.read() as session:
        assert sorted(session.scalars(select(Organizer.role))) == ["co_organizer", "organizer"]


def test_a_company_answers_in_public_only_after_the_check(
    db: Database, client: Client, moderator: Client, new_client: MakeClient
):
    reference = public(db)
    with db.write() as session:
        by, company = world.account(session, "moderator@example.org"), world.respondent(session)
        speaker = world.account(session, "speaker@example.org")
        session.add(
            Representative(account_id=speaker.id, respondent_id=company.id, verified_by=by.id, verified_at=clock.now())
        )
    answer = {"category": "disputes_facts", "text": "我们已经核对了每一笔提现，均在三日内到账。"}
    sent = new_client("speaker@example.org").post(f"/api/cases/{reference}/replies", answer)
    assert sent.status_code == 201, sent.text
    assert client.get(f"/api/cases/{reference}/replies").json() == []
    waiting = moderator.get("/api/moderation").json()["replies"]
    assert [(one["text"], one["category"]) for one in waiting] == [(answer["text"], "disputes_facts")]
    assert [(one["case_title"], one["respondent"]) for one in waiting] == [("提现一直审核不到账", "云雀钱包")]
    url = f"/api/moderation/replies/{waiting[0]['id']}/publish"
    assert moderator.post(url).status_code == 200
    assert moderator.post(url).status_code == 409
    shown = client.get(f"/api/cases/{reference}/replies").json()
    assert [(one["text"], one["on"]) for one in shown] == [(answer["text"], "2026-11-02")]
    with db.read() as session:
        assert session.scalars(select(Reply)).one().published_at == NOW


def test_a_reply_is_sent_back_with_a_reason_that_its_representative_reads_and_is_never_public(
    db: Database, client: Client, moderator: Client, new_client: MakeClient
):
    reference = public(db)
    with db.write() as session:
        by, company = world.account(session, "moderator@example.org"), world.respondent(session)
        for contact in ("speaker@example.org", "other@example.org"):
            account_id = world.account(session, contact).id
            session.add(
                Representative(
                    account_id=account_id, respondent_id=company.id, verified_by=by.id, verified_at=clock.now()
                )
            )
    speaker, url = new_client("speaker@example.org"), f"/api/cases/{reference}/replies"
    answer = {"category": "declines", "text": "李先生（手机 13900000000）说的不是事实。"}
    reply_id = speaker.post(url, answer).json()["id"]
    assert speaker.get(f"{url}/returned").json() == []
    back = f"/api/moderation/replies/{reply_id}/return"
    why = {"reason_code": "personal_data", "note": "请删去姓名和手机号。"}
    assert speaker.post(back, why).status_code == 403
    bad = moderator.post(back, {"reason_code": "dislike"})
    assert (bad.status_code, bad.json()["code"]) == (422, "cases.bad_reason")
    assert moderator.post(back, why).status_code == 200
    again = moderator.post(back, why)
    assert (again.status_code, again.json()["code"]) == (409, "cases.reply_returned")
    assert moderator.post(f"/api/moderation/replies/{reply_id}/publish").status_code == 409
    assert moderator.get("/api/moderation").json()["replies"] == []
    assert client.get(url).json() == []
    (mine,) = speaker.get(f"{url}/returned").json()
    assert (mine["text"], mine["reason_code"], mine["note"]) == (answer["text"], *why.values())
    assert new_client("other@example.org").get(f"{url}/returned").json() == []
    assert new_client().get(f"{url}/returned").status_code == 401
    (told,) = speaker.get("/api/me/notifications").json()["items"]
    assert told["topic"] == "security"
    trail = [(one["action"], one["reason"]) for one in moderator.get(f"/api/cases/{reference}/audit").json()["items"]]
    assert ("reply.return", "personal_data") in trail


def test_a_flag_that_ends_in_hiding_hides_the_case_in_the_same_step_with_a_reason(
    db: Database, client: Client, moderator: Client
):
    reference = public(db)
    for _ in range(2):
        flag = {"reason_code": "personal_data", "text": "里面有人的手机号。"}
        assert client.post(f"/api/cases/{reference}/flags", flag).status_code == 201
    first, second = (f"/api/moderation/flags/{one['id']}" for one in moderator.get("/api/moderation").json()["flags"])
    bare = moderator.post(first, {"resolution": "hidden"})
    assert (bare.status_code, bare.json()["code"]) == (422, "cases.bad_reason")
    assert client.get(f"/api/cases/{reference}").status_code == 200
    hidden = {"resolution": "hidden", "reason_code": "personal_data"}
    assert moderator.post(first, hidden).status_code == 200
    assert client.get(f"/api/cases/{reference}").status_code == 404
    assert moderator.post(second, hidden).status_code == 200
    desk = moderator.get("/api/moderation").json()
    assert (desk["flags"], len(desk["removals"])) == ([], 1)
    trail = [one["action"] for one in moderator.get(f"/api/cases/{reference}/audit").json()["items"]]
    assert (trail.count("flag.resolve"), trail.count("case.hide")) == (2, 1)


@pytest.mark.parametrize(("table", "column"), [("timeline_entry", "kind"), ("audit_entry", "action")])
def test_the_database_refuses_to_rewrite_a_trail(db: Database, table: str, column: str):
    public(db)
    for statement in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):  # noqa: S608
        with pytest.raises(DatabaseError, match="append-only"), db.write() as session:
            session.execute(text(statement))
    with db.read() as session:
        assert session.scalar(select(TimelineEntry.id).limit(1)) is not None
        assert session.scalar(select(AuditEntry.id).limit(1)) is not None
        assert audit.broken_chains(session) == []


def test_a_closing_case_never_prints_the_link_of_a_private_one(db: Database, client: Client, new_client: MakeClient):
    reference, target = public(db, "organizer@example.org"), public(db, None, "另一个公开案件")
    with db.write() as session:
        private = world.make_case(session, public=False, title="私下的案件").reference
    organizer = new_client("organizer@example.org")
    body = {"reason_code": "merged", "merged_into": private}
    refused = organizer.post(f"/api/cases/{reference}/close", body)
    assert (refused.status_code, refused.json()["code"]) == (409, "cases.merge_not_public")
    assert organizer.post(f"/api/cases/{reference}/close", {**body, "merged_into": target}).status_code == 200
    assert client.get(f"/api/cases/{reference}").json()["merged_into"] == target
    with db.write() as session:
        hidden = session.scalars(select(world.Case).where(world.Case.reference == target)).one()
        world.cases.hide(session, hidden, world.HOUSE, "other")
    assert client.get(f"/api/cases/{reference}").json()["merged_into"] is None


def test_words_and_company_narrow_a_search_together(db: Database, client: Client):
    mine = public(db)
    with db.write() as session:
        other = world.make_case(session, slug="whale", title="提现一直审核（另一家）").reference
    found = [one["reference"] for one in client.get("/api/cases?q=提现&respondent=skylark").json()["items"]]
    assert found == [mine]
    found = [one["reference"] for one in client.get("/api/cases?q=提现&respondent=whale").json()["items"]]
    assert found == [other]
    assert client.get("/api/cases?q=提现&respondent=nobody").json()["items"] == []

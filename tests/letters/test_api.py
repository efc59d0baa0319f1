"""Letters over HTTP: drafted by an organizer, approved by members, sealed once, copies only for whom they are meant."""

from datetime import timedelta

import pytest
from joinder.cases.models import AuditEntry
from joinder.core import clock, jobs
from joinder.reports import set_asides
from joinder.reports.models import Membership
from joinder.statistics import service as statistics
from sqlalchemy import select

from tests import world
from tests.letters.world import later

PLAN = {
    "kind_id": "company_joint",
    "lang": "zh",
    "channel_id": "cn-company-generic",
    "problem": "自{{t1.on}}起，提现申请长期停留在{{screen}}，没有书面说明。",
    "timeline": [{"on": "2026-03-05", "what": "应用内公告称提现服务升级", "source": "公告截图"}],
    "stated": [{"key": "screen", "kind": "quotation", "value": "处理中", "name": "页面提示", "source": "截图"}],
    "demands": [{"key": "pay", "remedy": "refund"}, {"key": "why", "remedy": "R-EXPLAIN", "everyone": True}],
    "laws": [{"law_id": "CN-CPL-8"}],
}
PEOPLE = ("a@example.org", "b@example.org", "c@example.org")


@pytest.fixture
def case(db, app):
    with db.write() as session:
        made = world.make_case(session)
        for contact in PEOPLE:
            world.join(session, made, contact)
        world.organizer(session, made)
    return made


@pytest.fixture
def base(case):
    return f"/api/cases/{case.reference}/letters"


@pytest.fixture
def desk(new_client, case):
    return new_client("organizer@example.org")


@pytest.fixture
def members(new_client, case):
    return [new_client(contact) for contact in PEOPLE]


def ok(answer, status=201):
    assert answer.status_code == status, answer.text
    return answer.json()


def code(answer, status):
    assert answer.status_code == status, answer.text
    return answer.json()["code"]


def opened(desk, base):
    letter = ok(desk.post(base, PLAN))
    url = f"{base}/{letter['reference']}"
    ok(desk.post(f"{url}/opening", {"closing_on": (clock.today() + timedelta(days=2)).isoformat()}))
    return url


def words(letter):
    return "".join(
        run["text"] for one in letter["body"]["sections"] for block in one["blocks"] for run in block["runs"]
    )


def approved(desk, members, base):
    """Open a letter; two approve, one gives name and contact; the third objects with a note."""
    url = opened(desk, base)
    ok(members[0].post(f"{url}/decision", {"choice": "approve", "fields": ["name", "contact"], "name": "林秋"}))
    ok(members[1].post(f"{url}/decision", {"choice": "approve"}))
    ok(members[2].post(f"{url}/decision", {"choice": "object", "note": "请先改第一段"}))
    return url


def test_a_draft_is_for_the_desk_alone_until_it_is_opened(desk, members, base):
    choices = ok(desk.get(f"{base}/choices"), 200)
    assert "cn-company-generic" in [one["id"] for one in choices["channels"]]
    assert "company_joint" in [one["id"] for one in choices["kinds"]]
    assert "CN-CPL-40" in [one["id"] for one in choices["laws"]]
    assert [one["id"] for one in choices["kinds"] if "previous_letter" in one["sections"]] == ["demand_reminder"]
    draft = ok(desk.post(base, PLAN))
    assert (draft["state"], draft["version"], draft["desk"]["unanswered"]) == ("draft", 1, 3)
    url = f"{base}/{draft['reference']}"
    assert desk.get(f"{url}/preview.pdf").content.startswith(b"%PDF")
    assert code(members[0].get(url), 404) == "letters.no_letter"


def test_a_letter_waits_in_my_place_until_it_was_decided_or_changed(desk, members, base):
    url = opened(desk, base)

    def waiting(member):
        return [(one["kind"], one["subject"]) for one in ok(member.get("/api/me/waiting"), 200)]

    for_me = ("letter", url.rpartition("/")[2])
    [told] = ok(members[0].get("/api/me/waiting"), 200)
    assert (told["kind"], told["subject"]) == for_me
    assert (told["closes_on"], told["lang"]) == ((clock.today() + timedelta(days=2)).isoformat(), "zh")
    assert told["text"] == ok(members[0].get(url), 200)["title"]
    assert waiting(desk) == [], "who only organizes decides about none"
    ok(members[0].post(f"{url}/decision", {"choice": "object"}))
    assert (waiting(members[0]), waiting(members[1])) == ([], [for_me])
    with later(days=4):
        assert waiting(members[1]) == []
    ok(desk.post(f"{url}/versions", PLAN | {"problem": "自{{t1.on}}起，提现停留在{{screen}}，至今没有到账。"}))
    assert waiting(members[1]) == [], "a new version waits only once it was opened"


def test_no_letter_waits_for_whoever_does_not_count_now(desk, members, base, db, case):
    url = opened(desk, base)
    with db.write() as session:
        person = session.scalar(select(Membership).where(Membership.account_id == world.account(session, PEOPLE[0]).id))
        moderator = world.actor(world.moderator(session), "moderator")
        set_asides.set_aside(session, person, moderator, "coordinated", "演示理由")
    assert ok(members[0].get("/api/me/waiting"), 200) == []
    assert ok(members[0].get(url), 200)["own"]["may_decide"] is False
    assert code(members[0].post(f"{url}/decision", {"choice": "approve"}), 403) == "letters.not_counted"
    assert ok(members[1].get(url), 200)["own"]["may_decide"] is True


def test_members_read_the_text_decide_and_the_desk_sees_who_still_has_to_answer(desk, members, base):
    url = opened(desk, base)
    mine = ok(members[0].get("/api/me/letters"), 200)
    assert [(one["state"], one["decision"]) for one in mine] == [("open", None)]
    seen = ok(members[0].get(url), 200)
    assert (seen["own"]["may_decide"], seen["desk"]) == (True, None)
    assert "〔同意人数〕" in words(seen)
    given = {"choice": "approve", "fields": ["name", "contact"], "name": "林秋"}
    assert ok(members[0].post(f"{url}/decision", given))["own"]["fields"] == ["contact", "name"]
    ok(members[2].post(f"{url}/decision", {"choice": "object", "note": "请先改第一段"}))
    live = ok(desk.get(url), 200)["desk"]
    assert (live["approving"], live["objecting"], live["unanswered"]) == (1, 1, 1)
    assert [one["note"] for one in live["notes"]] == ["请先改第一段"]


def test_the_final_letter_is_shown_then_sealed_once_for_those_who_approved(desk, members, base):
    url = approved(desk, members, base)
    with later(days=4):
        shown = ok(desk.post(f"{url}/final-view"))
        assert "共有2人逐一同意本函" in words(shown)
        assert code(desk.post(f"{url}/seal"), 409) == "letters.shown_too_recently"
        assert words(ok(members[2].get(url), 200)) == words(shown)
    with later(days=7):
        sealed = ok(desk.post(f"{url}/seal"))
        assert (sealed["state"], sealed["people"]) == ("sealed", 2)
        assert code(desk.post(f"{url}/seal"), 409) == "letters.already_sealed"
        line = ok(members[0].get(f"{url}/own-line"), 200)
        assert line["granted"] == ["姓名：林秋", "电子邮箱：a@example.org"]
        assert code(members[2].get(f"{url}/own-line"), 404) == "letters.not_in_letter"


def test_members_fetch_their_copy_and_only_the_desk_the_recipients_which_is_audited(desk, members, base, db, case):
    url = approved(desk, members, base)
    with later(days=4):
        ok(desk.post(f"{url}/final-view"))
        assert code(members[0].get(f"{url}/copy.pdf"), 409) == "letters.not_sealed"
    with later(days=7):
        ok(desk.post(f"{url}/seal"))
        for form, start in (("pdf", b"%PDF"), ("docx", b"PK")):
            assert members[2].get(f"{url}/copy.{form}").content.startswith(start)
            fetched = desk.post(f"{url}/recipient-copy", {"form": form})
            assert fetched.content.startswith(start)
            assert fetched.headers["cache-control"] == "no-store"
        assert members[0].post(f"{url}/recipient-copy", {"form": "pdf"}).status_code == 403
    with db.read() as session:
        query = select(AuditEntry.action).where(AuditEntry.chain == str(case.id))
        assert list(session.scalars(query)).count("letter.recipient_copy") == 2


def test_nobody_outside_the_case_reads_its_letters(desk, base, client, new_client):
    url = opened(desk, base)
    assert client.get(url).status_code == 401
    assert new_client("stranger@example.org").get(url).status_code == 403
    assert new_client("stranger@example.org").get(base).status_code == 403


def test_a_threat_is_refused_with_a_sentence_that_says_what_to_write(desk, base):
    answer = desk.post(base, {**PLAN, "problem": "不退款就曝光你们"})
    assert code(answer, 422) == "letters.tone"
    assert "依法向有关部门反映" in answer.json()["detail"]
    assert ok(desk.get(base), 200) == []


def test_the_check_says_where_each_finding_stands(desk, base):
    found = ok(desk.post(f"{base}/check", {**PLAN, "problem": "有300人受影响，贵公司诈骗"}), 200)
    assert found["blocked"]
    places = {(one["rule"], one["where"], one["start"], one["end"]) for one in found["findings"]}
    assert {("L-FACT", "problem", 1, 4), ("L-CRIME", "problem", 12, 14)} <= places


def test_a_revision_lapses_approvals_and_is_hidden_until_it_is_opened(desk, members, base):
    url = opened(desk, base)
    ok(members[0].post(f"{url}/decision", {"choice": "approve"}))
    revised = ok(desk.post(f"{url}/versions", {**PLAN, "reply_days": 20}))
    assert (revised["version"], revised["state"], revised["desk"]["approving"]) == (2, "draft", 0)
    assert members[0].get(url).status_code == 404
    ok(desk.post(f"{url}/opening", {"closing_on": clock.today().isoformat()}))
    assert ok(members[0].get(url), 200)["own"]["decision"] is None


def test_stepping_out_of_a_sealed_letter_reissues_it_before_it_can_be_fetched(desk, members, base, db):
    url = opened(desk, base)
    for member in members:
        ok(member.post(f"{url}/decision", {"choice": "approve"}))
    with later(days=4):
        ok(desk.post(f"{url}/final-view"))
    with later(days=7):
        ok(desk.post(f"{url}/seal"))
        assert not ok(members[0].post(f"{url}/step-out"), 200)["own"]["may_step_out"]
        assert code(desk.post(f"{url}/recipient-copy", {"form": "pdf"}), 409) == "letters.being_recomputed"
        jobs.run_due(db)
        assert ok(desk.get(url), 200)["people"] == 2
        assert desk.post(f"{url}/recipient-copy", {"form": "pdf"}).status_code == 200


def test_a_member_learns_no_number_of_others_answers(desk, members, base):
    url = opened(desk, base)
    before = members[0].get(url)
    for member in members[1:]:
        ok(member.post(f"{url}/decision", {"choice": "approve"}))
    after = members[0].get(url)
    assert (before.status_code, before.content) == (200, after.content)


def test_the_same_idempotency_key_drafts_once(desk, base):
    headers = {"Idempotency-Key": "letter-key-1"}
    first = ok(desk.post(base, PLAN, headers=headers))
    again = desk.post(base, PLAN, headers=headers)
    assert again.json()["reference"] == first["reference"]
    assert len(ok(desk.get(base), 200)) == 1
    assert desk.post(base, {**PLAN, "reply_days": 9}, headers=headers).status_code == 422


def test_others_come_only_from_the_newest_release(desk, base, db, case):
    assert "公开发布" not in words(ok(desk.post(base, PLAN)))
    with db.write() as session:
        for place in range(30):
            world.join(session, case, f"more{place}@example.org")
    with later(days=8):
        with db.write() as session:
            released = statistics.release_case(session, case.id)
            assert released is not None
        letter = ok(desk.post(base, PLAN))
        facts = {one["key"]: one for one in letter["body"]["facts"]}
        assert int(facts["others.people"]["value"]) >= 10
        assert facts["others.release"]["value"] == str(released.number)

"""Whom a report may name its person to: chosen when it is sent, changed at any time over HTTP."""

import uuid
from collections import Counter
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from joinder.cases.models import AuditEntry
from joinder.letters import grants
from joinder.reports import consents
from joinder.reports.models import Consent, Membership
from sqlalchemy import select

from tests import world
from tests.client import Client


@pytest.fixture
def report(client: Client) -> str:
    """A report in a case, by somebody who is only counted."""
    with client.database.write() as session:
        case = world.make_case(session)
        told = world.report_body(case.respondent_id, case_reference=case.reference)
    client.sign_in("lin@example.org")
    return client.post("/api/reports", told).json()["id"]


def standing(client: Client, report: str) -> Counter[str]:
    with client.database.read() as session:
        where = (Consent.report_id == uuid.UUID(report), Consent.withdrawn_at.is_(None))
        return Counter(session.scalars(select(Consent.purpose).where(*where)))


def acts(client: Client) -> Counter[str]:
    with client.database.read() as session:
        return Counter(session.scalars(select(AuditEntry.action).where(AuditEntry.action.startswith("consent."))))


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from([*consents.CHOICES, "take back"]), min_size=1, max_size=6))
def test_after_any_changes_exactly_the_consents_of_the_last_choice_stand(
    client: Client, report: str, changes: list[str]
) -> None:
    url = f"/api/me/reports/{report}"
    for change in changes:
        before, said = acts(client), client.get(url).json()["choice"]
        now = "counted_only" if change == "take back" else change
        if change == "take back":  # by hand, among the permissions: then one is only counted again
            rows = client.get("/api/me/consents").json()["items"]
            for row in rows:
                if row["withdrawn_on"] is None and row["purpose"] == said:
                    assert client.delete(f"/api/me/consents/{row['id']}").status_code == 200
        else:
            answer = client.put(f"{url}/choice", {"choice": change})
            assert (answer.status_code, answer.json()["choice"]) == (200, change), answer.text
        assert standing(client, report) == Counter(consents.purposes_for(now))
        assert client.get(url).json()["choice"] == now
        moved = now != said
        written = acts(client) - before
        assert written["consent.withdraw"] == (moved and said != "counted_only")
        assert written["consent.give"] == (moved and now != "counted_only")


def test_a_choice_is_bound_to_the_words_that_were_shown_and_leaves_what_one_letter_was_given(
    client: Client, report: str
) -> None:
    with client.database.write() as session:
        member = session.scalars(select(Membership)).one()
        grants.give(session, member, "hotline/LETTER0001", "named_to_regulator", ["name"], "Hotline sees my name.")
    for lang, choice in (("id", "named_to_company"), ("en", "counted_only")):
        answer = client.put(f"/api/me/reports/{report}/choice", {"choice": choice}, headers={"Accept-Language": lang})
        assert answer.status_code == 200
    with client.database.read() as session:
        given = session.scalars(select(Consent).where(Consent.purpose == "named_to_company")).one()
        assert given.text_hash == consents.text_hash("named_to_company", "id")
        assert given.membership_id == member.id
        assert given.withdrawn_at is not None
        letter = session.scalars(select(Consent).where(Consent.recipient == "hotline/LETTER0001")).one()
        assert letter.withdrawn_at is None


def test_a_withdrawn_report_another_persons_and_another_word_are_refused(
    client: Client, new_client: Callable[..., Client], report: str
) -> None:
    url = f"/api/me/reports/{report}/choice"
    stranger = new_client("someone@example.org")
    assert stranger.put(url, {"choice": "named_to_company"}).json()["code"] == "reports.no_report"
    assert new_client().put(url, {"choice": "named_to_company"}).status_code == 401
    assert client.put(url, {"choice": "named_to_everybody"}).json()["code"] == "core.invalid_body"
    client.put(url, {"choice": "named_to_regulator"})
    client.post(f"/api/me/reports/{report}/withdraw")
    answer = client.put(url, {"choice": "named_to_company"})
    assert (answer.status_code, answer.json()["code"]) == (409, "reports.choice_of_withdrawn")
    assert standing(client, report) == Counter(consents.purposes_for("named_to_regulator"))
    assert acts(client) == Counter({"consent.give": 1})

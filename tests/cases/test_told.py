"""What was decided about a report is told to its author with its reason, and each notification leads to its matter."""

from collections.abc import Callable

import pytest
from joinder.accounts import notifying
from joinder.accounts.topics import OF
from joinder.api.destinations import PLACES
from joinder.core.database import Database

from tests import world
from tests.client import Client

MakeClient = Callable[..., Client]
MEMBER, OTHER = "lin@example.org", "wang@example.org"


@pytest.fixture
def joined(db: Database) -> tuple[str, str, str]:
    """Return a case, its member's report, and another member's."""
    with db.write() as session:
        case = world.make_case(session)
        world.organizer(session, case)
        own, other = (world.join(session, case, one) for one in (MEMBER, OTHER))
        return case.reference, str(own.id), str(other.id)


def test_whose_report_is_rejected_is_told_so_and_reads_why(joined: tuple[str, str, str], new_client: MakeClient):
    reference, report, _ = joined
    organizer, member = new_client("organizer@example.org"), new_client(MEMBER)
    assert member.get(f"/api/me/reports/{report}").json()["rejected_reason"] is None
    url = f"/api/cases/{reference}/reports/{report}"
    assert organizer.post(f"{url}/reject", {"reason_code": "wrong_respondent"}).status_code == 200
    assert member.get(f"/api/me/reports/{report}").json()["rejected_reason"] == "wrong_respondent"
    [told] = member.get("/api/me/notifications").json()["items"]
    assert (told["topic"], told["to"], told["case"]) == ("security", f"/me/reports/{report}", reference)
    assert "没有收下" in told["text"]
    assert organizer.post(f"{url}/accept").status_code == 200
    assert member.get(f"/api/me/reports/{report}").json()["rejected_reason"] is None


@pytest.mark.parametrize("template", sorted(OF))
def test_every_notification_leads_to_what_it_is_about(
    db: Database, joined: tuple[str, str, str], new_client: MakeClient, template: str
):
    reference, report, _ = joined
    with db.write() as session:
        case = session.scalars(world.select(world.Case)).one()
        notifying.note(session, [world.account(session, MEMBER).id], template, case.id)
    [told] = new_client(MEMBER).get("/api/me/notifications").json()["items"]
    places = {
        "report": f"/me/reports/{report}",
        "letters": "/me/approvals",
        "files": "/me/evidence",
        "account": "/me/account",
        "case": f"/cases/{reference}",
    }
    assert told["to"] == places[PLACES.get(template, "case")]


def test_what_security_says_of_a_report_does_not_lead_to_the_settings():
    decided = ("reports.rejected", "reports.set_aside", "reports.appeal_restored", "reports.appeal_upheld")
    assert {PLACES[one] for one in (*decided, "reports.note_evidence")} == {"report"}
    assert (PLACES["filings.files_end"], PLACES.get("cases.reply_returned")) == ("files", None)

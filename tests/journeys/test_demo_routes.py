"""Reading routes on things that exist: 200 for whom the table allows, 401 or 403 for others, 404 for a wrong id."""

import re
import shutil
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from anyio.from_thread import BlockingPortal
from fastapi import FastAPI
from fastapi.routing import APIRoute
from joinder.accounts.policy import policy
from joinder.accounts.service import account_for
from joinder.api.deps import action_of
from joinder.api.rooms import routers
from joinder.cases.models import Case, Organizer, Respondent
from joinder.core import clock
from joinder.core.database import Database
from joinder.core.settings import get_settings
from joinder.evidence.models import Evidence
from joinder.filings.models import DeliveryProof, Filing
from joinder.letters.models import Letter, SealedLetter
from joinder.matching.models import Match
from joinder.reference import catalog
from joinder.reports.import_models import ImportBatch
from joinder.reports.models import Membership, Report
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.client import Client
from tests.journeys.demo_told import NOW

pytestmark = pytest.mark.xdist_group("demo")
CONTACTS = {
    "visitor": None,
    "member": "stranger@demo.example",
    "participant": "member@demo.example",
    "organizer": "organizer@demo.example",
    "co_organizer": "together@demo.example",
    "respondent_representative": "representative@demo.example",
    "journalist": "journalist@demo.example",
    "moderator": "moderator@demo.example",
    "admin": "admin@demo.example",
}
HERE = {"organizer", "co_organizer", "participant", "respondent_representative"}
# Made on demand, or not in the demo: tickets, links, packs, drafts, rejected rows. Each has its own test.
ELSEWHERE = {
    "/api/me/data/{ticket}",
    "/api/evidence/tickets/{ticket}",
    "/api/claims/{token}",
    "/api/me/packs/{pack}",
    "/api/cases/{reference}/letters/{letter}/preview.pdf",
    "/api/cases/{reference}/imports/{batch}/rejects",
    "/api/cases/{reference}/filings/{filing}/proofs/{proof}/file",
}
# A member shares files with an organizer by name; nobody named the one who came later.
NEEDS_A_GRANT = {("/api/cases/{reference}/evidence/{evidence_id}/derivative", "co_organizer")}


@pytest.fixture(scope="module")
def house(
    demo: Database, built_app: FastAPI, portal: BlockingPortal, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """A copy of the demo with one more organizer; its settings stand only within these tests."""
    told = Path(demo.url.removeprefix("sqlite:///")).parent
    folder = tmp_path_factory.mktemp("copy")
    demo.dispose()
    shutil.copytree(told, folder / "data")
    database = Database(f"sqlite:///{folder / 'data' / 'joinder.db'}")
    with clock.frozen(NOW), database.write() as session:
        account = account_for(session, CONTACTS["co_organizer"] or "", "zh")
        since = {"declared_at": NOW, "appointed_at": NOW, "last_active_at": NOW, "vetting": "moderator"}
        for case_id in session.scalars(select(Organizer.case_id).distinct()).all():
            session.add(Organizer(case_id=case_id, account_id=account.id, role="co_organizer", **since))
    yield database
    database.dispose()


@pytest.fixture
def clients(
    house: Database, built_app: FastAPI, portal: BlockingPortal, monkeypatch: pytest.MonkeyPatch
) -> dict[str, Client]:
    """A signed-in browser for every role and relation, in the copied demo."""
    monkeypatch.setenv("JOINDER_DATA_DIR", str(Path(house.url.removeprefix("sqlite:///")).parent))
    get_settings.cache_clear()
    built_app.state.database = house
    made = {role: Client(portal, built_app, "en") for role in CONTACTS}
    for role, contact in CONTACTS.items():
        if contact:
            made[role].sign_in(contact)
    return made


def at_length(session: Session) -> Case:
    """Return the case whose letter was sent."""
    return session.scalars(select(Case).join(Filing, Filing.case_id == Case.id)).one()


def real(session: Session, path: str, member: uuid.UUID) -> dict[str, str]:
    """Return a value that exists for every parameter of a route; the own ones are this member's."""
    case = at_length(session)
    report = select(Report.id).where(Report.case_id == case.id)
    own = select(Report.id).where(Report.account_id == member)
    evidence = select(Evidence.id).where(Evidence.report_id.in_(own if "/me/" in path else report))
    finds = {
        "filing": select(Filing.reference).where(Filing.case_id == case.id),
        "proof": select(DeliveryProof.id),
        "letter": select(Letter.reference).join(SealedLetter).where(Letter.case_id == case.id),
        "match_id": select(Match.id).where(Match.a_id.in_(report)),
        "membership_id": select(Membership.id).where(Membership.case_id == case.id),
        "report_id": own,
        "evidence_id": evidence,
        "batch": select(ImportBatch.reference),
    }
    given = {name: str(session.scalars(find.limit(1)).first()) for name, find in finds.items() if f"{{{name}}}" in path}
    if "batch" in given:
        case = session.scalars(select(Case).join(ImportBatch, ImportBatch.case_id == Case.id)).one()
    plain = {
        "reference": case.reference,
        "slug": session.get_one(Respondent, case.respondent_id).slug,
        "object_id": str(case.respondent_id),
        "number": "1",
        "form": "pdf",
        "name": "terms",
        "guide_id": catalog.guides()[0].id,
        "channel_id": catalog.channels()[0].id,
        "issue_id": case.issue_id,
        "respondent_id": catalog.respondents()[0].id,
    }
    return plain | given


def reading() -> list[tuple[str, frozenset[str]]]:
    """Return every reading route of the API and who may use it."""
    return [
        (route.path, policy()[action_of(route.dependencies) or ""])
        for router in routers()
        for route in router.routes
        if isinstance(route, APIRoute) and "GET" in route.methods and route.path not in ELSEWHERE
    ]


def held(path: str, role: str) -> set[str]:
    """Return the role and what its bearer also is there: everybody signed in is a member, organizers joined too."""
    if role == "visitor":
        return {"visitor"}
    also = {"participant"} if role == "organizer" else set()
    return {"visitor", "member", role} | also if "/cases/{reference}" in path else {"visitor", "member", role} - HERE


def answers(clients: dict[str, Client], path: str, **changes: str) -> dict[str, int]:
    """Ask a route as everybody, about things that exist but for what is changed; returns the statuses."""
    with clients["visitor"].database.read() as session:
        member = account_for(session, CONTACTS["participant"] or "", "zh").id
        values = real(session, path, member) | changes
    address = re.sub(r"{(\w+)}", lambda found: values[found.group(1)], path)
    return {role: client.get(address).status_code for role, client in clients.items()}


def test_whom_the_table_allows_reads_what_exists_and_nobody_else_does(clients: dict[str, Client]) -> None:
    wrong: list[str] = []
    for path, allowed in reading():
        own = "/me/" in path and "{" in path
        for role, status in answers(clients, path).items():
            through = bool(allowed & held(path, role)) and (not own or role == "participant")
            through = through and (path, role) not in NEEDS_A_GRANT
            wanted = 200 if through else 401 if role == "visitor" else 404 if own else 403
            if status != wanted:
                wrong.append(f"{path} as {role}: {status}, wanted {wanted}")
    assert wrong == [], "\n".join(wrong)


def test_an_id_that_nobody_has_is_not_found(clients: dict[str, Client]) -> None:
    few = {role: clients[role] for role in ("visitor", "participant", "organizer", "moderator")}
    wrong: list[str] = []
    for path, allowed in reading():
        named = re.findall(r"{(\w+)}", path)
        if not named or named[-1] in ("form", "object_id"):  # what nothing was done to has an empty trail
            continue
        unknown = "9999" if named[-1] == "number" else str(uuid.uuid4())
        for role, status in answers(few, path, **{named[-1]: unknown}).items():
            if allowed & held(path, role) and status not in (404, 422):
                wrong.append(f"{path} as {role}: {status}")
    assert wrong == [], "\n".join(wrong)

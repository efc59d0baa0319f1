"""Everybody of the demo year, and a value that exists there for every parameter of a route."""

import uuid

from joinder.cases.models import Case, Respondent
from joinder.evidence.models import Evidence
from joinder.filings.models import DeliveryProof, Filing
from joinder.letters.models import Letter, SealedLetter
from joinder.matching.models import Match
from joinder.reference import catalog
from joinder.reports.import_models import ImportBatch
from joinder.reports.models import Membership, Report
from sqlalchemy import select
from sqlalchemy.orm import Session

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


def at_length(session: Session) -> Case:
    """Return the case whose letter was sent."""
    return session.scalars(select(Case).join(Filing, Filing.case_id == Case.id)).one()


def real(session: Session, path: str, member: uuid.UUID) -> dict[str, str]:
    """Return a value that exists for every parameter of a route; the own ones are this member's."""
    case = at_length(session)
    report = select(Report.id).where(Report.case_id == case.id)
    own = select(Report.id).where(Report.account_id == member)
    # what was withdrawn is shown to nobody, and random ids would put it first now and then
    standing = select(Report.id).where(Report.withdrawn_at.is_(None))
    of = own if "/me/" in path else report
    evidence = select(Evidence.id).where(Evidence.report_id.in_(of), Evidence.report_id.in_(standing))
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

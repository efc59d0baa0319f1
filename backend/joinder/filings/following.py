"""Verbs of following: proof of delivery, responses, the private reaction label; each changes no earlier fact."""

from datetime import date

from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases.audit import Actor
from joinder.cases.models import Case
from joinder.core import clock
from joinder.core.errors import Conflict, Invalid
from joinder.filings import queries
from joinder.filings.calendars import zone_of
from joinder.filings.models import DeliveryProof, Filing, Reaction, Response
from joinder.filings.proofs import ProofFile
from joinder.filings.schemas import ProofRecord, ReactionRecord, ResponseRecord
from joinder.filings.states import ANSWERS
from joinder.letters import telling

QUIET = frozenset({"receipt", "question"})


def record_proof(
    session: Session, actor: Actor, case: Case, filing: Filing, shown: ProofRecord, file: ProofFile | None = None
) -> DeliveryProof:
    """Record what proves the delivery; refuses one for a letter not sent, or dated before the sending."""
    _check_day(filing, shown.delivered_on, "delivered_on")
    proof = DeliveryProof(
        filing_id=filing.id,
        key_id=filing.key_id,
        kind=shown.kind,
        delivered_on=shown.delivered_on,
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
    )
    session.add(proof)
    proof.note = shown.note
    if file is not None:
        proof.storage_key, proof.media_type, proof.size = file.storage_key, file.media_type, file.size
        proof.sha256 = file.sha256
    session.flush()
    audit.write(session, case.id, actor, "filing.prove", filing.reference)
    if filing.membership_id is None:
        day = shown.delivered_on.isoformat()
        timeline.record(session, case.id, "filing.delivered", public=True, filing=filing.reference, delivered_on=day)
    return proof


def record_response(session: Session, actor: Actor, case: Case, filing: Filing, came: ResponseRecord) -> Response:
    """Record what came back; its text is for organizers, its summary for everybody; refuses an impossible day."""
    _check_day(filing, came.came_on, "came_on")
    response = Response(
        filing_id=filing.id,
        key_id=filing.key_id,
        kind=came.kind,
        came_on=came.came_on,
        summary=came.summary,
        lang=came.lang,
        recorded_by=actor.account_id,
        recorded_at=clock.now(),
    )
    session.add(response)
    response.text = came.text
    session.flush()
    audit.write(session, case.id, actor, "filing.respond", filing.reference)
    if filing.membership_id is None:
        _announce(session, case, filing, response)
    return response


def _announce(session: Session, case: Case, filing: Filing, response: Response) -> None:
    facts = {"filing": filing.reference, "response_kind": response.kind, "came_on": response.came_on.isoformat()}
    kind = "filing.answered" if response.kind in ANSWERS else "filing.response"
    timeline.record(session, case.id, kind, public=True, **facts)
    if response.kind not in QUIET:
        telling.tell(session, case.id, "filings.response", response.id)


def label_reaction(session: Session, actor: Actor, case: Case, filing: Filing, said: ReactionRecord) -> Reaction:
    """Keep an organizer's private label; "silent" is refused without proof of delivery, every label before sending."""
    if filing.filed_on is None:
        raise Conflict("filings.not_sent")
    if said.label == "silent" and not _delivered(session, filing):
        raise Conflict("filings.delivery_unproved", field="label")
    reaction = Reaction(
        filing_id=filing.id,
        key_id=filing.key_id,
        label=said.label,
        labelled_by=actor.account_id,
        at=clock.now(),
    )
    session.add(reaction)
    reaction.note = said.note
    session.flush()
    audit.write(session, case.id, actor, "filing.label", filing.reference)
    return reaction


def _delivered(session: Session, filing: Filing) -> bool:
    [one] = queries.followed(session, [filing])
    return one.facts.delivered_on is not None


def _check_day(filing: Filing, day: date, field: str) -> None:
    if filing.filed_on is None:
        raise Conflict("filings.not_sent")
    if day < filing.filed_on:
        raise Invalid("filings.before_sending", field=field)
    if day > clock.today(zone_of(filing.region)):
        raise Invalid("filings.future_date", field=field)

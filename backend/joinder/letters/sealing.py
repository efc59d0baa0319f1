"""Sealing: figures over exactly those who approved, annex, copies, one immutable row; reissue while it is unsent."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from joinder.cases import audit, timeline
from joinder.cases.audit import HOUSE, Actor
from joinder.core import clock, jobs
from joinder.core.errors import Conflict
from joinder.core.sealed import new_data_key, new_data_keys
from joinder.letters import approval, copies, describing, document, figures, gathering, grants, queries, service
from joinder.letters.body import Reader
from joinder.letters.document import Annex, Marks
from joinder.letters.facts import Fact, definition_from_json
from joinder.letters.gathering import Person, Sources
from joinder.letters.models import AnnexLine, FinalView, Letter, SealedLetter
from joinder.letters.queries import Standing
from joinder.reports.models import Report


@dataclass(frozen=True, slots=True)
class Computed:
    """A letter's figures and annex over exactly the people who stand behind it."""

    people: list[Person]
    facts: list[Fact]
    sources: Sources


def compute(session: Session, found: Standing, members: set[uuid.UUID] | None = None) -> Computed:
    """Compute figures and sources over those who stand behind a letter now (or over given members, for a preview)."""
    lang: Any = found.letter.lang
    behind = queries.approving(session, found) if members is None else members
    recipient = grants.recipient_key(found.version.channel_id, found.letter.reference)
    people = gathering.persons(session, behind, recipient)
    reports = gathering.incidents_of(session, people)
    exhibits = gathering.exhibits_of(session, people, reports)
    definitions = [definition_from_json(one) for one in found.composition["figures"]]
    today = clock.today(approval.zone_of(found.version.region))
    rows = gathering.rows_of(reports, exhibits)
    facts = figures.compute(definitions, rows, describing.naming(lang), today)
    names = gathering.names_given(session, found.version.id, people)
    return Computed(people, facts, Sources(people, reports, exhibits, names, lang))


def final_view(session: Session, letter: Letter, actor: Actor) -> FinalView:
    """Show the final letter to its members, 48 hours before it may be sealed; refuses before the closing day ends."""
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    state = approval.state_of(found.course, clock.now())
    if state in ("draft", "open"):
        raise Conflict("letters.not_closed")
    if state != "closed":
        raise Conflict("letters.already_shown")
    computed = compute(session, found)
    _enough(computed)
    return service.keep_view(session, found, actor, [one.to_json() for one in computed.facts])


def _enough(computed: Computed) -> None:
    if len(computed.people) < approval.FEWEST:
        raise Conflict("letters.too_few", fewest=approval.FEWEST)


def seal(session: Session, letter: Letter, actor: Actor) -> SealedLetter:
    """Seal a letter for those who stand behind it now; of two people sealing at once exactly one wins."""
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    if found.issue is not None:
        raise Conflict("letters.already_sealed")
    state = approval.state_of(found.course, clock.now())
    if state == "shown":
        shown = found.view.shown_at + approval.SHOWN_FOR if found.view else None
        raise Conflict("letters.shown_too_recently", until=shown.isoformat() if shown else "")
    if state != "ready":
        raise Conflict("letters.not_shown")
    row = _issue(session, found, actor, 1)
    audit.write(session, letter.case_id, actor, "letter.seal", letter.reference)
    timeline.record(session, letter.case_id, "letter.sealed", public=True, letter=letter.reference)
    return row


def _issue(session: Session, found: Standing, actor: Actor, number: int) -> SealedLetter:
    computed = compute(session, found)
    _enough(computed)
    annex = gathering.annex(session, computed.sources)
    keys = {"member": new_data_key(session, "case"), "recipient": new_data_key(session, "case")}
    made = copies.write(session, _documents(found, computed, annex), keys, clock.now())
    row = SealedLetter(
        letter_id=found.letter.id,
        version_id=found.version.id,
        issue=number,
        binding_hash=found.version.binding_hash,
        channel_id=found.version.channel_id,
        channel_version=found.version.channel_version,
        people=len(computed.people),
        figures=[one.to_json() for one in computed.facts],
        key_id=keys["member"],
        recipient_key_id=keys["recipient"],
        pdf_key=made.keys["member.pdf"],
        docx_key=made.keys["member.docx"],
        recipient_pdf_key=made.keys["recipient.pdf"],
        recipient_docx_key=made.keys["recipient.docx"],
        sealed_by=actor.account_id,
        sealed_at=clock.now(),
    )
    row.hashes_json = json.dumps(made.hashes)
    service.first(session, row, "letters.already_sealed")
    _lines(session, row, computed, annex)
    return row


def _documents(found: Standing, computed: Computed, annex: Annex) -> dict[str, dict[str, Any]]:
    reader = Reader(found.composition, found.letter.lang, computed.facts)
    marks = Marks(found.letter.reference, clock.now())
    return {"member": document.build(reader, marks, None), "recipient": document.build(reader, marks, annex)}


def _lines(session: Session, row: SealedLetter, computed: Computed, annex: Annex) -> None:
    behind: dict[uuid.UUID, list[Report]] = {}
    for report in computed.sources.found:
        if report.membership_id is not None:
            behind.setdefault(report.membership_id, []).append(report)
    keys = new_data_keys(session, len(computed.people))
    for person, line, key_id in zip(computed.people, annex.people, keys, strict=True):
        own = AnnexLine(sealed_id=row.id, membership_id=person.membership, number=line.number, key_id=key_id)
        session.add(own)
        reports = behind.get(person.membership, [])
        own.line_json = gathering.line_json(line, person, reports, computed.sources.exhibits)
    session.flush()


def preview(session: Session, letter: Letter) -> dict[str, Any]:
    """Lay out a draft with the figures as they would be if everyone counted approved; marked as a draft."""
    found = queries.standing(session, letter)
    members = None if found.opening else gathering.counted_ids(session, letter.case_id)
    computed = compute(session, found, members)
    reader = Reader(found.composition, letter.lang, computed.facts)
    return document.build(reader, Marks(letter.reference, clock.now(), draft=True), None)


@jobs.handler("letters.reissue")
def reissue_job(session: Session, payload: dict[str, Any]) -> None:
    """Recompute one letter if somebody in its latest issue no longer stands behind it."""
    letter = session.get(Letter, uuid.UUID(payload["letter_id"]))
    if letter is not None:
        reissue(session, letter)


def reissue(session: Session, letter: Letter) -> SealedLetter | None:
    """Replace an unsent issue by one over those who still stand; None when nothing changed or too few are left.

    The replaced issue's recipient copies are shredded: they hold what somebody took back.
    """
    queries.lock(session, letter)
    found = queries.standing(session, letter)
    if found.issue is None or found.sending is not None or queries.is_current(session, found):
        return None
    if len(queries.approving(session, found)) < approval.FEWEST:
        if copies.destroy_recipient_copies(session, found.issue):
            audit.write(session, letter.case_id, HOUSE, "letter.void", letter.reference)
        return None
    row = _issue(session, found, HOUSE, found.issue.issue + 1)
    copies.destroy_recipient_copies(session, found.issue)
    audit.write(session, letter.case_id, HOUSE, "letter.reissue", f"{letter.reference}/{row.issue}")
    timeline.record(session, letter.case_id, "letter.reissued", public=False, letter=letter.reference)
    return row


@jobs.periodic("letters.current", minutes=10)
def keep_current(session: Session) -> None:
    """Have every unsent letter recomputed that no longer says who stands behind it, whatever the reason."""
    for letter in queries.unsent(session):
        found = queries.standing(session, letter)
        if found.sending is None and not queries.is_current(session, found):
            service.ask_reissue(session, found)

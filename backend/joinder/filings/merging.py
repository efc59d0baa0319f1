"""Two accounts turned out to be one person, in every room: nothing told, decided, answered or filed is lost."""

from sqlalchemy import update
from sqlalchemy.orm import Session

from joinder.accounts.models import Account
from joinder.filings.models import Filing, OfferAnswer, OutcomeAnswer
from joinder.letters import merging as letters
from joinder.matching import merging as matching
from joinder.reports import persons
from joinder.reports import queries as reports


def one_person(session: Session, into: Account, other: Account) -> None:
    """Give an account all that another of the same person told, decided, answered and filed; the later word stands.

    Refuses (Conflict) a person who would then both belong to a case and speak for the company in it.
    """
    matching.lock(session, [into.id, other.id])
    for member, own in reports.both_in(session, into.id, other.id):
        session.execute(update(Filing).where(Filing.membership_id == member.id).values(membership_id=own.id))
        if member.withdrawn_at is None:
            letters.carry(session, member, own)
            letters.keep_last_word(session, OutcomeAnswer, "outcome_id", member, own)
            letters.keep_last_word(session, OfferAnswer, "offer_id", member, own)
    persons.merge(session, into, other)
    session.flush()
    matching.one_person(session, into.id)

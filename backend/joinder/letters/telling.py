"""Generic lines to members: a letter waits for approval, the final letter is shown, it was sealed."""

import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from joinder.accounts.models import Account, Contact
from joinder.core import jobs, messages, sealed
from joinder.core.settings import get_settings
from joinder.reports.models import Membership

BATCH = 200


def tell(session: Session, case_id: uuid.UUID, template: str, cause: uuid.UUID) -> None:
    """Queue one generic message to each member of a case; the same cause never tells twice."""
    payload = {"case_id": str(case_id), "template": template, "cause": str(cause), "after": ""}
    jobs.enqueue(session, "letters.tell", payload, dedupe=f"letters.tell:{template}:{cause}:")


@jobs.handler("letters.tell")
def tell_batch(session: Session, payload: dict[str, Any]) -> None:
    """Queue the messages of one batch of members, then the job for the next; both commit together."""
    query = select(Membership).where(
        Membership.case_id == uuid.UUID(payload["case_id"]), Membership.withdrawn_at.is_(None)
    )
    if payload["after"]:
        query = query.where(Membership.id > uuid.UUID(payload["after"]))
    members = list(session.scalars(query.order_by(Membership.id).limit(BATCH)))
    reach(session, [one.account_id for one in members], payload["template"])
    if len(members) == BATCH:
        after = str(members[-1].id)
        dedupe = f"letters.tell:{payload['template']}:{payload['cause']}:{after}"
        jobs.enqueue(session, "letters.tell", {**payload, "after": after}, dedupe=dedupe)


def reach(session: Session, accounts: list[uuid.UUID], template: str) -> None:
    """Queue one generic message to each of some people who want messages, with a fixed number of statements."""
    found = _reachable(session, accounts)
    sealed.preload(session, [contact for _account, contact in found])
    link = f"{get_settings().public_url}/me"
    messages.send_many(
        session,
        [messages.Letterhead(contact.kind, contact.value, account.lang) for account, contact in found],
        template,
        {"link": link},
    )


def _reachable(session: Session, accounts: list[uuid.UUID]) -> list[tuple[Account, Contact]]:
    query = select(Account, Contact).join(Contact, Contact.account_id == Account.id)
    wanted = query.where(Account.id.in_(accounts), Account.closed_at.is_(None), Account.notify)
    found: dict[uuid.UUID, tuple[Account, Contact]] = {}
    for account, contact in session.execute(wanted.order_by(Contact.kind, Contact.verified_at)):
        found.setdefault(account.id, (account, contact))
    return list(found.values())

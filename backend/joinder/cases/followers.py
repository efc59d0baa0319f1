"""Following a public case without joining: ask, confirm by mail, be told at most once a day, stop by one button.

How many people follow is never shown, and a message names no case: its link's secret part says which page it is.
"""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from joinder.accounts import contacts, notifying, topics
from joinder.accounts.models import Account, Contact
from joinder.cases.lifecycle import is_listed
from joinder.cases.models import Case, Follower
from joinder.core import clock, crypto, jobs, messages, tokens
from joinder.core.errors import Conflict, Invalid, NotFound
from joinder.core.sealed import new_data_key, preload, shred
from joinder.core.settings import get_settings

ASKING, FOLLOWING = "follow.confirm", "follow.page"
KEEP_ASKING = timedelta(days=2)
KEEP_LINK = timedelta(days=400)
MORNING = time(1)  # nine in Beijing, eight in Jakarta
BATCH = 200
tokens.allow_lifetime(ASKING, int(KEEP_ASKING.total_seconds()))
tokens.allow_lifetime(FOLLOWING, int(KEEP_LINK.total_seconds()))


def ask(session: Session, case: Case, email: str, lang: str) -> None:
    """Send a confirmation to an e-mail address; the same happens whether or not it follows already."""
    row = _row(session, case, email, lang)
    _send(session, row, ASKING, "cases.follow_confirm")


def follow(session: Session, case: Case, account: Account) -> None:
    """Let a signed-in person follow by their own verified e-mail address; refuse (Conflict) one without."""
    query = select(Contact).where(Contact.account_id == account.id, Contact.kind == "email")
    contact = session.scalar(query.order_by(Contact.verified_at, Contact.id).limit(1))
    if contact is None or contact.value is None:
        raise Conflict("cases.follow_needs_email", field="email")
    row = _row(session, case, contact.value, account.lang)
    row.account_id, row.confirmed_at = account.id, row.confirmed_at or clock.now()


def _row(session: Session, case: Case, email: str, lang: str) -> Follower:
    if not is_listed(case.visibility):
        raise NotFound("cases.no_case")
    parsed = contacts.parse(email)
    if parsed.kind != "email":
        raise Invalid("cases.follow_by_email", field="email")
    hashed = crypto.keyed_hash("follower", parsed.canonical)
    query = select(Follower).where(Follower.case_id == case.id, Follower.address_hash == hashed)
    row = session.scalar(query)
    if row is None:
        row = Follower(
            case_id=case.id, key_id=new_data_key(session, "follower"), address_hash=hashed, lang=lang,
            created_at=clock.now(),
        )  # fmt: skip
        row.address = parsed.value
        session.add(row)
        session.flush()
    return row


def _send(session: Session, row: Follower, purpose: str, template: str) -> None:
    keep = KEEP_ASKING if purpose == ASKING else KEEP_LINK
    token = tokens.sign(purpose, {"sub": str(row.id)}, int(keep.total_seconds()))
    link = f"{get_settings().public_url.rstrip('/')}/{row.lang}/follow#{token}"
    topic = topics.OF.get(template)
    head = messages.Letterhead("email", row.address or "", row.lang, row.account_id if topic else None)
    expires_at = clock.now() + keep if purpose == ASKING else None  # somebody waits for the first message alone
    messages.send_many(session, [head], template, {"link": link}, topic=topic, expires_at=expires_at)


def by_token(session: Session, token: str) -> tuple[Follower, Case]:
    """Return whom a link from a message belongs to, and the case; refuse (Gone) any other token."""
    purpose = ASKING if token.count(".") == 2 and _is_asking(token) else FOLLOWING  # noqa: PLR2004 (a token's parts)
    row = session.get(Follower, uuid.UUID(tokens.read(purpose, token)["sub"]))
    if row is None:
        raise tokens.TokenRefused
    return row, session.get_one(Case, row.case_id)


def _is_asking(token: str) -> bool:
    try:
        tokens.read(ASKING, token)
    except tokens.TokenRefused:
        return False
    return True


def confirm(session: Session, row: Follower) -> None:
    """Note that the address really is the asker's; again is harmless."""
    row.confirmed_at = row.confirmed_at or clock.now()
    session.flush()


def end(session: Session, row: Follower) -> None:
    """Forget a follower: the address cannot be read any more, the row is gone."""
    key_id = row.key_id
    session.delete(row)
    session.flush()
    shred(session, key_id)


def own(session: Session, account_id: uuid.UUID) -> list[tuple[Follower, Case]]:
    """List what an account follows, newest first."""
    query = select(Follower, Case).join(Case, Case.id == Follower.case_id).where(Follower.account_id == account_id)
    return [(row, case) for row, case in session.execute(query.order_by(Follower.created_at.desc(), Follower.id))]


def forget_account(session: Session, account_id: uuid.UUID) -> None:
    """Forget all that an account follows, and the same addresses where they follow without signing in."""
    mine = Follower.account_id == account_id
    addresses = select(Follower.address_hash).where(mine)
    rows = session.scalars(select(Follower).where(mine | Follower.address_hash.in_(addresses))).all()
    for row in rows:
        end(session, row)


def move(session: Session, into: uuid.UUID, other: uuid.UUID) -> None:
    """Give one account's follows to the other of the same person."""
    session.execute(update(Follower).where(Follower.account_id == other).values(account_id=into))


def note_change(session: Session, case_id: uuid.UUID) -> None:
    """Tell a case's followers next morning that it moved; one message a day, however much happened."""
    exists = select(Follower.id).where(Follower.case_id == case_id, Follower.confirmed_at.is_not(None)).limit(1)
    if session.scalar(exists) is None:
        return
    at = _next_morning(clock.now())
    dedupe = f"cases.tell_followers:{case_id}:{at.date()}:"
    jobs.enqueue(session, "cases.tell_followers", {"case_id": str(case_id), "after": ""}, run_at=at, dedupe=dedupe)


def _next_morning(now: datetime) -> datetime:
    today = datetime.combine(now.date(), MORNING, now.tzinfo)
    return today if now < today else today + timedelta(days=1)


@jobs.handler("cases.tell_followers")
def tell_batch(session: Session, payload: dict[str, Any]) -> None:
    """Queue the messages of one batch of followers, then the job for the next; both commit together."""
    case = session.get(Case, uuid.UUID(payload["case_id"]))
    if case is None or not is_listed(case.visibility):
        return
    query = select(Follower).where(Follower.case_id == case.id, Follower.confirmed_at.is_not(None))
    if payload["after"]:
        query = query.where(Follower.id > uuid.UUID(payload["after"]))
    rows = list(session.scalars(query.order_by(Follower.id).limit(BATCH)))
    preload(session, rows)
    notifying.note(session, [one.account_id for one in rows if one.account_id], "cases.follow_moved", case.id)
    for row in rows:
        _send(session, row, FOLLOWING, "cases.follow_moved")
    if len(rows) == BATCH:
        after = str(rows[-1].id)
        dedupe = f"cases.tell_followers:{case.id}:{clock.now().date()}:{after}"
        jobs.enqueue(session, "cases.tell_followers", {**payload, "after": after}, dedupe=dedupe)


@jobs.periodic("cases.sweep_followers", minutes=60)
def sweep(session: Session) -> None:
    """Forget addresses that were never confirmed."""
    old = Follower.created_at < clock.now() - KEEP_ASKING
    for row in session.scalars(select(Follower).where(old, Follower.confirmed_at.is_(None)).limit(1000)).all():
        end(session, row)

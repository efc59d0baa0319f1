"""Sealed columns: bound to table, column and row; gone with their key."""

import pytest
from joinder.accounts.models import Account, Contact
from joinder.core import clock, crypto, sealed
from joinder.core.database import Database
from sqlalchemy import text
from sqlalchemy.orm import Session


def make_contact(session: Session, value: str) -> Contact:
    key = sealed.new_data_key(session)
    account = Account(key_id=key, lang="zh", created_at=clock.now())
    session.add(account)
    session.flush()
    contact = Contact(
        account_id=account.id,
        key_id=key,
        kind="email",
        canonical_hash=crypto.keyed_hash("contact", value),
        verified_at=clock.now(),
    )
    contact.value = value
    session.add(contact)
    session.flush()
    return contact


def test_a_sealed_value_reads_back_after_a_fresh_load(db: Database) -> None:
    with db.write() as session:
        contact_id = make_contact(session, "小林@example.org").id
    sealed.forget_all()
    with db.read() as session:
        contact = session.get(Contact, contact_id)
        assert contact is not None
        assert contact.value == "小林@example.org"
        assert "小林".encode() not in (contact.value_sealed or b"")


def test_a_value_copied_to_another_row_does_not_open(session: Session) -> None:
    one, two = make_contact(session, "a@example.org"), make_contact(session, "b@example.org")
    two.key_id, two.value_sealed = one.key_id, one.value_sealed
    with pytest.raises(crypto.SealBrokenError):
        _ = two.value


def test_a_shredded_key_makes_the_value_unreadable_and_is_in_the_ledger(session: Session) -> None:
    contact = make_contact(session, "a@example.org")
    sealed.shred(session, contact.key_id)
    with pytest.raises(crypto.SealBrokenError):
        _ = contact.value
    assert session.execute(text("SELECT count(*) FROM deletion_ledger")).scalar() == 1


def test_a_new_row_under_an_older_key_is_sealed_after_a_restart_forgot_the_key(db: Database) -> None:
    with db.write() as session:
        account_id = make_contact(session, "a@example.org").account_id
    sealed.forget_all()
    with db.write() as session:
        account = session.get_one(Account, account_id)
        made = Contact(
            account_id=account.id,
            key_id=account.key_id,
            kind="email",
            canonical_hash=crypto.keyed_hash("contact", "b@example.org"),
            verified_at=clock.now(),
        )
        made.value = "b@example.org"
        session.add(made)
        session.flush()
        assert made.value == "b@example.org"


def test_looking_up_a_key_does_not_write_a_half_made_row(db: Database) -> None:
    with db.write() as session:
        account_id = make_contact(session, "a@example.org").account_id
    sealed.forget_all()
    with db.write() as session:
        account = session.get_one(Account, account_id)
        made = Contact(
            account_id=account.id,
            key_id=account.key_id,
            kind="email",
            canonical_hash=crypto.keyed_hash("contact", "b@example.org"),
            verified_at=clock.now(),
        )
        session.add(made)
        made.value = "b@example.org"
        assert made in session.new

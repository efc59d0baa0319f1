"""Puts a case of ten thousand members into an empty database, rows written in bulk; prints its reference."""

import random
import secrets
import sys
import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from joinder.accounts.models import Account, Contact
from joinder.cli import prepared
from joinder.core import clock, sealed
from joinder.core.database import Database
from joinder.evidence.models import Evidence, EvidenceCheck
from joinder.letters import queries as letters
from joinder.letters.models import Approval
from joinder.reports import nicknames
from joinder.reports.consents import SHARE
from joinder.reports.models import Consent, Membership, Report, SetAside
from sqlalchemy import insert

from tests.filings.world import World

PEOPLE, A_WRITE = 10_000, 500
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
AREAS = ("CN-GD", "CN-ZJ", "CN-BJ", "CN-SC", None)
ANSWERS = ("approve", "approve", "approve", "object", "withdrawn", None, None, None)
Rows = dict[Any, list[dict[str, Any]]]


class Crowd:
    """A case with an organizer and a letter shown to the members, and how its many people differ."""

    def __init__(self, world: World, size: int = PEOPLE) -> None:
        letter = world.opened_letter(decided=False)
        version = letters.version_of(world.session, letter.id)
        assert version is not None
        self.session, self.case, self.size = world.session, world.case, size
        self.organizer, self.version = world.organizer.id, version
        self.dice = random.Random(1)

    def write(self) -> None:
        """Write everybody, some hundred at a time."""
        for start in range(0, self.size, A_WRITE):
            rows: Rows = {}
            keys = iter(sealed.new_data_keys(self.session, A_WRITE, "nickname"))
            for place in range(start, min(start + A_WRITE, self.size)):
                for table, row in self.person(place, keys):
                    rows.setdefault(table, []).append(row)
            for table, found in rows.items():
                self.session.execute(insert(table), found)

    def person(self, place: int, keys: Iterator[uuid.UUID]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Make one person: account, contact, membership, one report or two, files, grants, an answer."""
        account, member, now = uuid.uuid4(), uuid.uuid4(), clock.now()
        yield Account, {"id": account, "key_id": uuid.uuid4(), "lang": "zh", "created_at": now, "notify": False}
        contact = {"kind": "email", "value_sealed": None, "canonical_hash": secrets.token_bytes(32), "verified_at": now}
        yield Contact, {"id": uuid.uuid4(), "account_id": account, "key_id": uuid.uuid4(), **contact}
        yield Membership, self.membership(place, member, account, next(keys))
        for number in range(1 + (place % 5 == 0)):
            yield from self.report(place + number, account, member)
        if place % 5 < 2:
            yield Consent, self.grant(account, member, ["nickname", "evidence"] if place % 2 else ["contact"])
        if place % 100 == 0:
            yield SetAside, self.aside(member)
        if answer := ANSWERS[place % len(ANSWERS)]:
            yield Approval, self.answer(member, answer)

    def membership(self, place: int, member: uuid.UUID, account: uuid.UUID, key: uuid.UUID) -> dict[str, Any]:
        row = Membership(id=member, case_id=self.case.id, account_id=account, key_id=key, joined_at=clock.now())
        row.pseudonym = "".join(self.dice.choices(LETTERS, k=8))
        row.nickname, row.nickname_hash = f"群友{place}", nicknames.hashed(self.case.id, f"群友{place}")
        return {one.name: getattr(row, one.name) for one in Membership.__table__.columns}

    def report(self, place: int, account: uuid.UUID, member: uuid.UUID) -> Iterator[tuple[Any, dict[str, Any]]]:
        report, now = uuid.uuid4(), clock.now() - timedelta(minutes=place)
        facts = {
            "issue_id": self.case.issue_id, "lang": "zh", "happened_on": (now - timedelta(days=place % 300)).date(),
            "happened_precision": "day", "amount_minor": 1_000 + place * 7, "currency": "CNY", "money_kind": "stated",
            "area": AREAS[place % len(AREAS)], "remedies": ["refund"], "source": "web", "suggestion_first": False,
            "rejected_at": now if place % 33 == 0 else None, "left_with_person": False,
        }  # fmt: skip
        belongs = {"account_id": account, "membership_id": member, "case_id": self.case.id}
        name = {"reference": "".join(self.dice.choices(LETTERS, k=14)), "respondent_id": self.case.respondent_id}
        yield Report, {"id": report, "key_id": uuid.uuid4(), "submitted_at": now, **facts, **belongs, **name}
        for number in range(place % 4):
            yield from self.file(report, checked=place % 3 > 0 and number == 0)

    def file(self, report: uuid.UUID, *, checked: bool) -> Iterator[tuple[Any, dict[str, Any]]]:
        file, now = uuid.uuid4(), clock.now()
        name = {"reference": "".join(self.dice.choices(LETTERS, k=14)), "kept_by_me": False, "received_at": now}
        kept = {"content_hash": secrets.token_bytes(32), "media_type": "image/png", "size": 100_000}
        yield Evidence, {"id": file, "report_id": report, "key_id": uuid.uuid4(), **name, **kept}
        if checked:
            seen = ("readable", "names_respondent", "shows_date", "shows_amount_or_order", "matches_report", "accepted")
            by = {"evidence_id": file, "reviewer_id": self.organizer, "reviewer_role": "organizer", "at": now}
            yield EvidenceCheck, {"id": uuid.uuid4(), **by, **dict.fromkeys(seen, True)}

    def grant(self, account: uuid.UUID, member: uuid.UUID, fields: list[str]) -> dict[str, Any]:
        whom = {"account_id": account, "membership_id": member, "recipient": str(self.organizer)}
        what = {"purpose": SHARE, "fields": fields, "text_hash": bytes(32), "granted_at": clock.now()}
        return {"id": uuid.uuid4(), **whom, **what}

    def aside(self, member: uuid.UUID) -> dict[str, Any]:
        by = {"decided_by": self.organizer, "reason_code": "coordinated", "at": clock.now()}
        return {"id": uuid.uuid4(), "membership_id": member, "case_id": self.case.id, "key_id": uuid.uuid4(), **by}

    def answer(self, member: uuid.UUID, decision: str) -> dict[str, Any]:
        what = {"version_id": self.version.id, "membership_id": member, "turn": 1, "decision": decision}
        bound = {"binding_hash": self.version.binding_hash, "at": clock.now(), "key_id": uuid.uuid4()}
        return {"id": uuid.uuid4(), **what, **bound}


def fill(database: Database, size: int = PEOPLE) -> str:
    """Write the crowd into a database with tables and reference data; returns the case's reference."""
    with database.write() as session:
        crowd = Crowd(World(session), size)
        crowd.write()
        return crowd.case.reference


def main() -> None:
    """Make the tables, the reference data and the crowd."""
    database = prepared()
    reference = fill(database)
    database.dispose()
    sys.stdout.write(f"{reference}\n")


if __name__ == "__main__":
    main()

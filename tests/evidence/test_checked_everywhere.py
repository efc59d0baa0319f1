"""Who has checked evidence: every form of the question gives the answer of the definition, in crowds of odd cases."""

import random
import secrets
import uuid
from datetime import timedelta
from typing import Any

import pytest
from joinder.accounts.models import Account
from joinder.accounts.policy import STAFF
from joinder.core import clock
from joinder.evidence import queries
from joinder.evidence.models import Evidence, EvidenceCheck
from joinder.letters import roster
from joinder.letters.roster import Wanted
from joinder.reports.models import Membership, Report
from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from tests.evidence.world import World

PEOPLE, REVIEWERS = 40, 4
ROLES = ("organizer", "co_organizer", *sorted(STAFF))
SEEN = ("readable", "names_respondent", "shows_date", "shows_amount_or_order", "matches_report")
Row = dict[str, Any]


class Odd:
    """Two cases full of people whose reports, files and checks collide in every way that the definition knows."""

    def __init__(self, session: Session, seed: int) -> None:
        self.session, self.dice = session, random.Random(seed)
        world = World(session)
        self.cases = [world.case, world.new_case()]
        self.hashes = [bytes([number]) * 32 for number in range(70)]
        self.rows: dict[Any, list[Row]] = {
            table: [] for table in (Account, Membership, Report, Evidence, EvidenceCheck)
        }
        now = clock.now()
        made = {"lang": "zh", "created_at": now, "notify": False}
        accounts = [{"id": uuid.uuid4(), "key_id": uuid.uuid4(), **made} for _ in range(PEOPLE + REVIEWERS)]
        self.rows[Account] = accounts
        self.people = [one["id"] for one in accounts[REVIEWERS:]]
        self.reviewers = [one["id"] for one in accounts[:REVIEWERS]]
        for person in self.people:
            for case in self.dice.sample(self.cases, self.dice.choice((1, 1, 2))):
                self.member(person, case.id)
        for table, found in self.rows.items():
            session.execute(insert(table), found)

    def some(self, chance: float) -> Any:
        return clock.now() if self.dice.random() < chance else None

    def member(self, person: uuid.UUID, case: uuid.UUID) -> None:
        member = uuid.uuid4()
        name = {"pseudonym": secrets.token_hex(4).upper(), "joined_at": clock.now(), "withdrawn_at": self.some(0.1)}
        self.rows[Membership].append({"id": member, "case_id": case, "account_id": person, **name})
        for _ in range(self.dice.randrange(3)):
            self.report(person, member, case)

    def report(self, person: uuid.UUID, member: uuid.UUID, case: uuid.UUID) -> None:
        report = uuid.uuid4()
        belongs = {"account_id": person, "membership_id": member, "case_id": case}
        fixed = {"respondent_id": self.cases[0].respondent_id, "key_id": uuid.uuid4(), "submitted_at": clock.now()}
        facts = {"issue_id": "unspecified", "lang": "zh", "happened_precision": "unknown", "money_kind": "stated"}
        rest = {"remedies": [], "source": "web", "suggestion_first": False, "left_with_person": False}
        earlier = [one["id"] for one in self.rows[Report]]
        state = {
            "rejected_at": self.some(0.15),
            "withdrawn_at": self.some(0.15),
            "repeated_of_id": self.dice.choice(earlier) if earlier and self.dice.random() < 0.15 else None,
        }
        name = {"reference": secrets.token_hex(7)}
        self.rows[Report].append({"id": report, **name, **belongs, **fixed, **facts, **rest, **state})
        for digest in self.dice.sample([None, None, *self.hashes], self.dice.randrange(4)):
            self.item(report, digest)

    def item(self, report: uuid.UUID, digest: bytes | None) -> None:
        item = uuid.uuid4()
        kept = {"kept_by_me": digest is None, "received_at": clock.now(), "content_hash": digest}
        name = {"reference": secrets.token_hex(7), "key_id": uuid.uuid4()}
        self.rows[Evidence].append({"id": item, "report_id": report, **name, **kept})
        for reviewer in self.dice.sample(self.reviewers, self.dice.choice((0, 1, 1, 2, 3))):
            at = clock.now() + timedelta(minutes=self.dice.randrange(3))
            by = {"evidence_id": item, "reviewer_id": reviewer, "reviewer_role": self.dice.choice(ROLES), "at": at}
            found = dict.fromkeys(SEEN, True) | {"accepted": self.dice.random() < 0.7}
            self.rows[EvidenceCheck].append({"id": uuid.uuid4(), **by, **found})

    def by_definition(self, case: uuid.UUID) -> dict[uuid.UUID, set[str]]:
        """Say it plainly: an incident's item that no other account sent in this case, whose deciding check accepts."""
        here = {one["id"]: one for one in self.rows[Report] if one["case_id"] == case}
        sent: dict[bytes | None, set[uuid.UUID]] = {}
        for item in self.rows[Evidence]:
            if item["report_id"] in here:
                sent.setdefault(item["content_hash"], set()).add(here[item["report_id"]]["account_id"])
        found: dict[uuid.UUID, set[str]] = {}
        for item in self.rows[Evidence]:
            report = here.get(item["report_id"])
            if report is None or report["rejected_at"] or report["withdrawn_at"] or report["repeated_of_id"]:
                continue
            checks = [one for one in self.rows[EvidenceCheck] if one["evidence_id"] == item["id"]]
            if item["content_hash"] is None or len(sent[item["content_hash"]]) > 1 or not checks:
                continue
            decides = max(checks, key=lambda one: (one["reviewer_role"] in STAFF, one["at"], one["id"].hex))
            if decides["accepted"]:
                found.setdefault(report["membership_id"], set()).add(decides["reviewer_role"])
        return found


def ids(session: Session, query: Select[Any]) -> set[uuid.UUID]:
    return set(session.scalars(query))


@pytest.mark.parametrize("seed", range(6))
def test_page_whole_case_and_count_agree_with_the_definition(session: Session, seed: int) -> None:
    odd = Odd(session, seed)
    reader = odd.people[0]
    for case in odd.cases:
        wanted = odd.by_definition(case.id)
        here = {one["id"]: one for one in odd.rows[Membership] if one["case_id"] == case.id}
        assert queries.checked(session, case.id) == wanted
        assert len(wanted) > 2
        assert ids(session, queries.those_with_checked(case.id)) == set(wanted)
        assert queries.checked_among(session, list(here)) == set(wanted)
        asked = select(Membership.id).where(Membership.case_id == case.id, queries.has_checked())
        assert ids(session, asked) == set(wanted)
        given = {
            one["membership_id"]
            for one in odd.rows[Report]
            if not one["withdrawn_at"] and any(item["report_id"] == one["id"] for item in odd.rows[Evidence])
        }
        stay = {one for one in here if not here[one]["withdrawn_at"]}
        for coverage, fit in (
            ("checked", stay & set(wanted)),
            ("given", (stay & given) - set(wanted)),
            ("none", stay - given),
        ):
            filters = Wanted(evidence=coverage)
            rows, _ = roster.page(session, case.id, reader, filters, None, 200)
            assert {row.id for row in rows} == fit, coverage
            assert roster.outline(session, case.id, reader, filters, 200).total == len(fit)

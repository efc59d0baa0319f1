"""Releases checked offline: what holds, and 200 single-bit changes that do not."""

import base64
import json
import random

import pytest
from joinder.core import crypto
from joinder.statistics import service as releases
from joinder.statistics import signing, verify
from joinder.statistics.models import Release
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.statistics import village
from tests.statistics.test_service import at_week


@pytest.fixture
def bundle(session: Session) -> list[dict]:
    """Four weeks of two cases, their company and the home, as they are handed out."""
    company = village.make_company(session)
    cases = [village.make_case(session, company), village.make_case(session, company)]
    for week in range(1, 4):
        for case in cases:
            village.crowd(session, case, 25, area="CN-GD")
            village.crowd(session, case, 20, area="CN-ZJ")
        with at_week(week):
            for case in cases:
                releases.release_case(session, case.id)
            releases.release_totals(session)
    public = signing.public_key()
    rows = session.scalars(select(Release).order_by(Release.scope, Release.scope_id, Release.number))
    return [json.loads(verify.envelope_of(one.body, one.signature, public)) for one in rows]


def test_everything_handed_out_holds_together(bundle: list[dict]):
    assert len(bundle) == 12
    assert verify.bundle_problems(bundle, signing.public_key()) == []


def test_two_hundred_single_bit_changes_are_all_refused(bundle: list[dict]):
    chance = random.Random(7)
    case = next(one for one in bundle if one["release"]["scope"] == "case" and one["release"]["number"] == 3)
    text = bytearray(json.dumps(case, ensure_ascii=False, separators=(",", ":")).encode())
    refused = 0
    for _ in range(200):
        place = chance.randrange(len(text) * 8)
        changed = bytearray(text)
        changed[place // 8] ^= 1 << place % 8
        try:
            parsed = json.loads(changed.decode())
        except (UnicodeDecodeError, ValueError):
            refused += 1
            continue
        refused += bool(not isinstance(parsed, dict) or verify.problems_of(parsed, signing.public_key()))
    assert refused == 200


def test_a_rewritten_history_is_found(bundle: list[dict]):
    public = signing.public_key()
    case = [one for one in bundle if one["release"]["scope"] == "case"][:3]
    assert verify.problems_of(case[1], public, case[0]) == []
    assert verify.problems_of(case[2], public, case[0]) != []
    rewritten = json.loads(json.dumps(case[0]))
    rewritten["release"]["lines"]["set_aside"]["as_of"] = "2026-01-01"
    body = verify.canonical_json(rewritten["release"])
    rewritten["signature"] = base64.b64encode(signing.sign(body)).decode()
    assert verify.problems_of(rewritten, public) == [], "the house itself could sign another past"
    assert verify.problems_of(case[1], public, rewritten) != [], "but the next release gives it away"


def test_a_total_that_does_not_add_up_is_found(bundle: list[dict]):
    public = signing.public_key()
    home = next(one for one in bundle if one["release"]["scope"] == "home" and one["release"]["number"] == 3)
    cases = [one for one in bundle if one["release"]["scope"] == "case"]
    assert verify.total_problems(home, public, cases) == []
    assert verify.total_problems(home, public, cases[:1]) != []
    home["release"]["lines"]["people"]["at_least"] += 10
    home["signature"] = base64.b64encode(signing.sign(verify.canonical_json(home["release"]))).decode()
    assert verify.total_problems(home, public, cases) == ["people is not the sum of the cases"]


def test_another_houses_key_does_not_pass(bundle: list[dict]):
    crypto.use_root_key(b"\x02" * 32)
    assert "signed with another key" in verify.problems_of(bundle[0], signing.public_key())


@pytest.mark.parametrize("wrong", [{}, {"release": 3}, {"release": {}, "signature": "x", "key": "y"}])
def test_what_is_not_a_release_is_refused_quietly(wrong: dict):
    assert verify.problems_of(wrong, signing.public_key())

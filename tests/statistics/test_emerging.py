"""Emerging patterns in public: frozen bands that nobody's report moves, words a moderator read, an attacker's view."""

import json
import random
import uuid
from collections import Counter
from datetime import datetime, timedelta

import pytest
from joinder.cases import audit
from joinder.cases.audit import Actor
from joinder.cases.models import AuditEntry
from joinder.core import clock
from joinder.core.canonical_json import canonical_json
from joinder.core.errors import Conflict, Invalid, NotFound
from joinder.matching.pattern_models import pattern_report
from joinder.statistics import emerging, emerging_queries, queries, signing, verify
from joinder.statistics.board import RULE, Shown
from joinder.statistics.emerging_rule import Printed, next_band, trend_of
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from tests.conftest import NOW
from tests.statistics import village

MONTH = timedelta(days=31)
ISSUE = "account_frozen"
NOBODY: frozenset[bytes] = frozenset()


def moderator(session: Session) -> Actor:
    return Actor(village.make_account(session).id, "moderator")


def sizes(session: Session) -> list[tuple[int | None, str]]:
    rows, _ = emerging_queries.shown(session, None, None, None)
    return [(release.payload["size"]["at_least"], release.payload["trend"]) for _, _, release in rows]


def test_a_pattern_is_shown_in_reviewed_words_and_its_band_moves_only_by_batch_and_month(session: Session) -> None:
    company = village.make_company(session)
    reports = village.tell(session, company, 24)
    pattern, actor = village.group(session, company, reports), moderator(session)
    assert sizes(session) == [], "nothing is shown before a moderator read it"
    for issue, label, error in (
        ("topup_failed", ["冻结"], Conflict),
        ("account_frozen", ["他们的话"], Invalid),
    ):
        with pytest.raises(error):
            emerging.publish(session, pattern.id, actor, issue, label)
    with pytest.raises(NotFound):
        emerging.publish(session, uuid.uuid4(), actor, "account_frozen", [])
    row = emerging.publish(session, pattern.id, actor, "account_frozen", ["冻结", "冻结"])
    assert (row.label, sizes(session)) == (["冻结"], [(20, "new")])
    with pytest.raises(Conflict, match="pattern_published"):
        emerging.publish(session, pattern.id, actor, "account_frozen", [])
    with clock.frozen(NOW + MONTH):
        village.group(session, company, [*reports, *village.tell(session, company, 18)], pattern)
        assert emerging.look(session, row) is None, "eighteen more people move nothing"
        reports += village.tell(session, company, 30)
    with clock.frozen(NOW + timedelta(days=20)):
        village.group(session, company, reports, pattern)
        assert emerging.look(session, row) is None, "thirty more within a month move nothing"
    with clock.frozen(NOW + MONTH):
        assert emerging.look(session, row) is not None
        assert sizes(session) == [(50, "rising")]
        for one in reports[:34]:
            one.withdrawn_at = clock.now()
        session.flush()
    with clock.frozen(NOW + 2 * MONTH):
        emerging.look(session, row)
        assert sizes(session) == [(20, "falling")]
    with clock.frozen(NOW + timedelta(days=300)):
        assert sizes(session) == [], "what could not be renewed for half a year is no longer shown"


def test_what_is_shown_outlives_the_nightly_row_and_a_moderator_ends_it_and_shows_it_again(session: Session) -> None:
    company = village.make_company(session)
    pattern, actor = village.group(session, company, village.tell(session, company, 20)), moderator(session)
    row = emerging.publish(session, pattern.id, actor, "account_frozen", ["冻结"])
    with pytest.raises(Invalid):
        emerging.end(session, row.reference, actor, "because")
    emerging.end(session, row.reference, actor, "in_a_case")
    assert sizes(session) == []
    assert emerging_queries.shown_one(session, row.reference) is None
    with pytest.raises(NotFound):
        emerging.end(session, row.reference, actor, "other")
    assert emerging.publish(session, pattern.id, actor, "account_frozen", ["登录"]).id == row.id
    assert [one.payload["label"] for one in queries.history(session, "pattern", row.id)] == [["冻结"], ["登录"]]
    audit.chain_pending(session)
    acts = select(AuditEntry.action).where(AuditEntry.object_ref == str(pattern.id)).order_by(AuditEntry.seq)
    assert list(session.scalars(acts)) == ["pattern.publish", "pattern.end", "pattern.publish"]
    session.execute(delete(pattern_report))
    session.delete(pattern)
    session.flush()
    with clock.frozen(NOW + MONTH):
        emerging.look_again(session)
        last = queries.latest(session, "pattern", row.id)
        assert last is not None
        assert (last.payload["size"]["state"], sizes(session)) == ("withheld", []), "all went away together"
    company.status = "hidden"
    session.flush()
    assert sizes(session) == []


def test_few_people_flagged_people_and_an_unlisted_company_are_refused(session: Session) -> None:
    company = village.make_company(session)
    actor = moderator(session)
    few = village.group(session, company, village.tell(session, company, RULE.need - 1))
    pair = village.tell(session, company, RULE.need)
    for one in pair[:2]:
        one.order_hash = b"o" * 32
    shared = village.group(session, company, pair)
    for pattern in (few, shared):
        with pytest.raises(Conflict, match="pattern_few"), session.begin_nested():
            emerging.publish(session, pattern.id, actor, "account_frozen", [])
    pair[0].order_hash = None
    company.status = "proposed"
    session.flush()
    with pytest.raises(Conflict, match="pattern_company"):
        emerging.publish(session, shared.id, actor, "account_frozen", [])


def test_a_patterns_releases_are_signed_chained_and_checked_offline(session: Session) -> None:
    company = village.make_company(session)
    reports = village.tell(session, company, 24)
    pattern, actor = village.group(session, company, reports), moderator(session)
    row = emerging.publish(session, pattern.id, actor, "account_frozen", [])
    with clock.frozen(NOW + MONTH):
        village.group(session, company, reports + village.tell(session, company, 30), pattern)
        emerging.look(session, row)
    public = signing.public_key()
    found = [
        json.loads(verify.envelope_of(one.body, one.signature, public))
        for one in queries.history(session, "pattern", row.id)
    ]
    assert len(found) == 2
    assert verify.bundle_problems(found, public) == []
    assert verify.bundle_problems([*found[1:], {**found[0], "release": {**found[0]["release"], "trend": "x"}}], public)
    told = canonical_json(found[0]["release"])
    assert not any(str(one.account_id).encode() in told or one.reference.encode() in told for one in reports)
    assert queries.releases_page(session, None, None, None)[0] == [], "the bundle of counts stays without estimates"


# --- The rule, attacked --------------------------------------------------------------------------------------------


class Watched:
    """Two patterns of a company over a year, and what an attacker who holds nine accounts learns from the bands."""

    def __init__(self, seed: int, attackers: int, need: int) -> None:
        self.chance = random.Random(seed)
        self.attackers = {f"x{number}".encode() for number in range(attackers)}
        self.rule = type(RULE)(unnoticed=need - RULE.cover)
        self.inside: dict[str, set[bytes]] = {"a": set(), "b": set()}
        self.shown: dict[str, Shown] = {}
        self.history: list[dict[str, dict[bytes, int]]] = []
        self.frames: list[dict[str, frozenset[bytes]]] = [{}]
        self.number = 0

    def week(self, now: datetime, rate: float) -> None:
        """Let people come, go over and leave; the attacker's accounts come and go to bring the line about."""
        for _ in range(int(self.chance.expovariate(1 / rate))):
            self.number += 1
            self.inside[self.chance.choice("ab")].add(f"p{self.number}".encode())
        for name, other in (("a", "b"), ("b", "a")):
            for one in [one for one in sorted(self.inside[name]) if self.chance.random() < 0.04]:
                self.inside[name].discard(one)
                if self.chance.random() < 0.5:
                    self.inside[other].add(one)
            self.inside[name] -= self.attackers
        self.inside[self.chance.choice("ab")] |= {one for one in self.attackers if self.chance.random() < 0.7}
        for name, people in self.inside.items():
            before = Printed(dict(self.shown), list(self.history))
            move = next_band(before, name, Counter(people), NOBODY, now, rule=self.rule)
            if move is not None:
                old = self.shown.get(name)
                change = Counter(move.content)
                change.subtract(Counter(old.content if old else {}))
                self.shown[name] = move
                self.history.append({name: {who: by for who, by in change.items() if by}})
                self.frames.append({**self.frames[-1], name: frozenset(move.content)})

    def smallest(self) -> int:
        """Return the fewest real people behind any change of a pattern, or of both together, between any printings."""
        found = [10_000]
        for at, later in enumerate(self.frames):
            for earlier in self.frames[:at]:
                a, b = (earlier.get(n, frozenset()) ^ later.get(n, frozenset()) for n in "ab")
                both = Counter(later.get("a", ())) + Counter(later.get("b", ()))
                were = Counter(earlier.get("a", ())) + Counter(earlier.get("b", ()))
                sums = {who for who in both | were if both[who] != were[who]}
                found += [len(seen - self.attackers) for seen in (a, b, sums) if seen]
        return min(found)


def attacked(need: int) -> tuple[int, int]:
    worst, printings = 10_000, 0
    for seed in range(12):
        watched = Watched(seed, 9, need)
        for week in range(52):
            watched.week(NOW + timedelta(days=7 * week), (3.0, 8.0, 20.0)[seed % 3])
        worst, printings = min(worst, watched.smallest()), printings + len(watched.frames) - 1
    return worst, printings


def test_nobody_with_nine_accounts_finds_fewer_than_ten_others_behind_any_change_of_bands() -> None:
    worst, printings = attacked(RULE.need)
    assert worst >= RULE.cover
    assert printings >= 20, "bands that never move would be no test"


def test_without_room_for_unnoticed_accounts_the_same_attack_succeeds() -> None:
    assert attacked(RULE.cover)[0] < RULE.cover, "the control must fail, or the test above attacks nothing"


def test_a_trend_speaks_of_printed_bands_alone() -> None:
    at = [Shown("band", value, NOW) for value in (20, 50, 20)]
    said = [trend_of(None, at[0]), trend_of(at[0], at[1]), trend_of(at[1], at[2]), trend_of(at[2], at[2])]
    assert said == ["new", "rising", "falling", "steady"]

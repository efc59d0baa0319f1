"""What a member finds changed since the version they approved."""

from datetime import timedelta

import pytest
from joinder.core import clock
from joinder.letters import changes, queries, service
from joinder.letters.changes import Turn, Wording
from joinder.letters.plan import Demand

from tests.letters.world import APPROVE, World, later, plan


def wordings(session, letter, member):
    found = queries.standing(session, letter)
    earlier = queries.approved_before(session, found, member.id)
    if earlier is None:
        return None
    version, _ = earlier
    old = queries.json.loads(version.composition_json), queries.json.loads(version.recipient_json)
    return changes.between(Wording(*old, "zh"), Wording(found.composition, found.recipient, "zh"), "zh")


def test_only_what_was_reworded_is_told_with_its_demands(session):
    world = World(session)
    first, second, _third = world.people
    letter = world.approved(members=[first])
    new = plan(
        problem="自{{t1.on}}起，提现申请长期停留在{{screen}}，至今没有到账。",
        demands=[Demand(key="pay", remedy="refund")],
    )
    with later(hours=1):
        service.revise(session, world.case, letter, world.actor, new, others=None)
        service.open_for_approval(session, world.case, letter, world.actor, clock.today() + timedelta(days=3))
        told = wordings(session, letter, first)
        assert told is not None
        assert told.demands
        assert (told.recipient, told.channel) == (None, None)
        assert any(line.kind == "removed" and "书面说明" in line.text for line in told.lines)
        assert any(line.kind == "added" and "至今没有到账" in line.text for line in told.lines)
        assert wordings(session, letter, second) is None
        service.decide(session, letter, first, APPROVE, "zh")
        assert queries.own_decision(session, queries.standing(session, letter).version.id, first.id) is not None


@pytest.mark.parametrize(
    ("lang", "name"),
    [
        ("zh", "其他钱包或支付机构"),
        ("en", "Another wallet or payment institution"),
        ("id", "Dompet / lembaga pembayaran lain di Tiongkok"),
    ],
)
def test_another_recipient_or_channel_is_told_by_name_in_the_reader_s_language(session, lang, name):
    world = World(session, size=2)
    found = queries.standing(session, world.drafted())
    other = {**found.recipient, "name": "另一家", "channel_id": "cn-other"}
    before, after = Wording(found.composition, found.recipient, "zh"), Wording(found.composition, other, "zh")
    told = changes.between(before, after, lang)
    assert told.recipient == Turn(found.recipient["name"], "另一家")
    assert told.channel == Turn(name, "cn-other"), "a channel that is listed no more keeps its own sign"
    assert (told.lines, told.figures, told.demands) == ([], [], False)

"""Approval binds to text, demands, recipient, channel and figure definitions: a change lapses it, numbers never do."""

import copy
import uuid
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from joinder.letters import approval, binding, figures
from joinder.letters.approval import Decision
from joinder.letters.facts import definition_from_json

from tests.letters.samples import NAMES, ON, composition, incidents

KIND = {"id": "company_joint", "version": 1, "lang": "zh"}
RECIPIENT = {"channel_id": "cn-company-generic", "channel_version": 1, "channel_type": "company", "name": "竹叶演示"}
BASE = composition()
AT = datetime(2026, 11, 1, tzinfo=UTC)
words = st.text(min_size=1, max_size=20)


def bound(composed=BASE, recipient=RECIPIENT, kind=KIND):
    return binding.binding_hash(composed, kind, recipient)


def paths(value, path=()):
    """Yield every place where a composition holds a plain value."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from paths(item, (*path, key))
    elif isinstance(value, list):
        for at, item in enumerate(value):
            yield from paths(item, (*path, at))
    else:
        yield path


# A figure's printed name and kind follow from key and version; everything else of a composition is bound.
BOUND = [path for path in paths(BASE) if not (path[0] == "figures" and path[-1] in ("name", "kind"))]


@given(st.sampled_from(BOUND), words)
def test_any_changed_word_demand_fact_or_definition_lapses_the_approval(path, word):
    changed = copy.deepcopy(BASE)
    place = changed
    for step in path[:-1]:
        place = place[step]
    if place[path[-1]] == word:
        return
    place[path[-1]] = word
    assert bound(changed) != bound()


@given(st.sampled_from(sorted(RECIPIENT)), words)
def test_any_other_recipient_or_channel_lapses_the_approval(key, word):
    assert bound(recipient={**RECIPIENT, key: word + "x"}) != bound()
    assert bound(recipient={**RECIPIENT, "channel_version": 2}) != bound()


@given(st.integers(0, 40), st.integers(0, 5))
def test_the_numbers_lapse_nothing(size, seed):
    definitions = [definition_from_json(one) for one in BASE["figures"]]
    before = bound()
    figures.compute(definitions, incidents(size, seed), NAMES, ON)
    assert bound(composition()) == before


def test_taking_a_demand_out_or_adding_a_section_lapses_the_approval():
    fewer = {**BASE, "demands": BASE["demands"][:-1]}
    more = {**BASE, "sections": [*BASE["sections"], {"id": "x", "heading": "x", "blocks": []}]}
    assert len({bound(), bound(fewer), bound(more)}) == 3


decisions = st.builds(
    Decision,
    member=st.integers(0, 6).map(lambda n: uuid.UUID(int=n)),
    turn=st.integers(1, 4),
    choice=st.sampled_from(["approve", "object", "withdrawn"]),
    binding=st.sampled_from(["now", "before"]),
    at=st.integers(-48, 48).map(lambda hours: AT + timedelta(hours=hours)),
)


@given(st.lists(decisions, max_size=40, unique_by=lambda one: (one.member, one.turn)))
def test_only_a_last_word_of_approval_in_time_for_the_present_text_stands(made):
    found = approval.standing(made, "now", AT)
    for member in {one.member for one in made}:
        last = max((one for one in made if one.member == member), key=lambda one: one.turn)
        stands = last.choice == "approve" and last.binding == "now" and last.at < AT
        assert (member in found) == stands


def test_the_closing_day_ends_at_midnight_in_the_channels_own_zone():
    assert approval.closes_at(ON, "Asia/Shanghai") == datetime(2026, 11, 2, 16, 0, tzinfo=UTC)
    assert approval.closes_at(ON, "Asia/Jakarta") == datetime(2026, 11, 2, 17, 0, tzinfo=UTC)


def test_a_letter_goes_through_its_states_by_facts_alone():
    now = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
    course = approval.Course
    shown = now - timedelta(hours=47)
    assert approval.state_of(course(), now) == "draft"
    assert approval.state_of(course(closing_on=ON), now) == "open"
    assert approval.state_of(course(closing_on=ON - timedelta(days=1)), now) == "closed"
    assert approval.state_of(course(closing_on=ON, shown_at=shown), now) == "shown"
    assert approval.state_of(course(closing_on=ON, shown_at=shown - timedelta(hours=1)), now) == "ready"
    assert approval.state_of(course(sealed_at=now), now) == "sealed"
    assert approval.state_of(course(sealed_at=now, sent_at=now), now) == "sent"

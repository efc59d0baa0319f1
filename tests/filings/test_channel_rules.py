"""Every deadline and precondition of the reference data is understood, and understood the right way round."""

import pytest
from joinder.filings.calendars import calendar_of
from joinder.filings.channel_rules import channel_facts, known_events, limits_of_ours, ruled_channels
from joinder.filings.deadlines import rule_starting_at
from joinder.filings.preconditions import Situation, judge
from joinder.reference import catalog


def facts(channel_id):
    return channel_facts(catalog.channel(channel_id))


def test_every_deadline_event_of_the_data_has_a_clock():
    events = {deadline.event for channel in catalog.channels() for deadline in channel.deadlines}
    assert events <= known_events()


def test_our_own_limits_are_those_the_data_says_bind_the_complainant():
    binds = {event.id: event.binds for event in catalog.channel_file().deadline_events}
    assert limits_of_ours() & set(binds) == {name for name, who in binds.items() if who == "complainant"}


def test_every_rule_is_about_a_channel_that_exists():
    assert ruled_channels() <= {channel.id for channel in catalog.channels()}


def test_every_stated_prerequisite_and_conflict_is_decidable():
    stated = {channel.id for channel in catalog.channels() if channel.prerequisites or channel.conflicts}
    assert stated <= ruled_channels()


def test_every_region_of_the_data_has_a_calendar():
    assert {channel.region for channel in catalog.channels() if calendar_of(channel.region).country is None} <= {"EU"}


@pytest.mark.parametrize(
    ("channel_id", "event", "limit", "unit"),
    [
        ("cn-samr-12315", "acceptance_decision", 7, "working_days"),
        ("uk-firm", "final_response_payment", 15, "working_days"),
        ("us-cfpb", "company_response", 15, "calendar_days"),
        ("id-ojk-157", "firm_response_monitored", 20, "working_days"),
    ],
)
def test_the_first_clock_after_filing_is_the_rule_s(channel_id, event, limit, unit):
    rule = rule_starting_at(facts(channel_id).rules, "filing")
    assert (rule.event, rule.limit, rule.unit) == (event, limit, unit)


def test_after_acceptance_12315_has_sixty_calendar_days():
    rule = rule_starting_at(facts("cn-samr-12315").rules, "acceptance")
    assert (rule.event, rule.limit, rule.unit, rule.basis) == ("mediation_end", 60, "calendar_days", ("CN-SAMR121-23",))


@pytest.mark.parametrize("channel_id", ["cn-alipay", "cn-pbc-12363", "id-gopay", "cn-cac-12377"])
def test_no_date_is_promised_where_nobody_saw_the_rule(channel_id):
    assert rule_starting_at(facts(channel_id).rules, "filing") is None


@pytest.mark.parametrize("channel_id", ["cn-pbc-12363", "cn-consumer-association", "id-bi-131", "uk-fos", "us-cfpb"])
def test_channels_without_a_joint_rule_take_single_packs_only(channel_id):
    channel = facts(channel_id)
    assert not channel.joint
    assert "joint_not_accepted" in {check.code for check in judge(channel, _nobody(), joint=True).blocking}


@pytest.mark.parametrize(
    ("channel_id", "representatives"), [("cn-samr-12315", 2), ("cn-court", 5), ("cn-alipay", None)]
)
def test_channels_that_take_joint_letters_say_how_many_represent(channel_id, representatives):
    channel = facts(channel_id)
    assert (channel.joint, channel.max_representatives) == (True, representatives)


@pytest.mark.parametrize("channel_id", ["cn-petition", "eu-beuc-rad"])
def test_some_ways_are_only_explained(channel_id):
    assert judge(facts(channel_id), _nobody(), joint=False).state == "information"


def _nobody():
    from datetime import date

    return Situation(today=date(2026, 11, 2))

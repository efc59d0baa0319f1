"""What is said of a filing on a day follows from its recorded facts alone."""

from datetime import date

import pytest
from joinder.filings.deadlines import Rule, requested
from joinder.filings.states import Came, FilingFacts, current_due, handled, overdue, public_state

DECIDE = Rule("acceptance_decision", 7, "working_days", basis=("CN-SAMR121-15",), confidence="high")
MEDIATE = Rule("mediation_end", 60, "calendar_days", starts="acceptance", confidence="high")


def company(**more):
    return FilingFacts("CN", date(2026, 10, 12), (requested(),), **more)


def authority(**more):
    return FilingFacts("CN", date(2026, 10, 12), (DECIDE, MEDIATE), **more)


def test_nothing_is_public_before_it_was_sent():
    assert public_state(FilingFacts("CN", None, (requested(),)), date(2026, 12, 1)) is None


def test_no_reply_is_public_only_with_proof_of_delivery():
    late = date(2026, 11, 20)
    unproved = public_state(company(), late)
    assert (unproved.state, unproved.no_reply) == ("due", False)
    proved = public_state(company(delivered_on=date(2026, 10, 14)), late)
    assert (proved.state, proved.no_reply) == ("overdue", True)


def test_the_date_counts_from_delivery_once_that_is_proved():
    assert current_due(company()).on == date(2026, 10, 27)
    assert current_due(company(delivered_on=date(2026, 10, 14))).on == date(2026, 10, 29)


def test_an_answer_ends_the_waiting_and_a_receipt_does_not():
    facts = company(delivered_on=date(2026, 10, 14), responses=[Came("receipt", date(2026, 10, 15))])
    late = public_state(facts, date(2026, 11, 20))
    assert (late.state, late.no_reply) == ("overdue", False)
    answered = company(delivered_on=date(2026, 10, 14), responses=[Came("refusal", date(2026, 10, 20))])
    read = public_state(answered, date(2026, 11, 20))
    assert (read.state, read.answered_on) == ("answered", date(2026, 10, 20))


def test_acceptance_starts_the_next_clock():
    facts = authority(responses=[Came("acceptance", date(2026, 10, 20))])
    due = current_due(facts)
    assert (due.rule.event, due.on) == ("mediation_end", date(2026, 12, 21))  # 19 December 2026 is a Saturday


def test_an_extension_in_time_lengthens_and_a_late_one_does_not():
    uk = Rule("final_response", 15, "working_days", extendable_to=35, confidence="high")
    facts = FilingFacts("UK", date(2026, 3, 27), (uk,), responses=[Came("extension", date(2026, 4, 10))])
    assert current_due(facts).on == date(2026, 5, 20)
    tardy = FilingFacts("UK", date(2026, 3, 27), (uk,), responses=[Came("extension", date(2026, 4, 30))])
    assert current_due(tardy).on == date(2026, 4, 21)


def test_our_own_request_is_never_called_a_legal_deadline():
    assert public_state(company(), date(2026, 10, 13)).due_nature == "request"
    assert public_state(authority(), date(2026, 10, 13)).due_nature == "rule"


def test_being_late_is_computed_from_the_day_asked_about():
    facts = company(delivered_on=date(2026, 10, 14))
    assert [overdue(facts, date(2026, 10, day)) for day in (28, 29, 30)] == [False, False, True]
    assert not overdue(company(delivered_on=date(2026, 10, 14), ended_on=date(2026, 10, 29)), date(2026, 12, 1))


@pytest.mark.parametrize(("kind", "taken"), [("not_accepted", False), ("acceptance", True), ("answer", True)])
def test_a_body_that_did_not_take_it_on_has_not_handled_it(kind, taken):
    assert handled(authority(responses=[Came(kind, date(2026, 10, 20))])) is taken


def test_a_body_that_took_it_on_without_a_next_clock_promises_no_date():
    facts = FilingFacts("CN", date(2026, 10, 12), (DECIDE,), responses=[Came("acceptance", date(2026, 10, 20))])
    assert current_due(facts) is None

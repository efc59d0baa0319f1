"""Which way is open for whom: company first, windows, one official route per dispute, joint or each alone."""

from datetime import date
from uuid import uuid4

import pytest
from joinder.filings.channel_rules import ChannelFacts
from joinder.filings.deadlines import Rule
from joinder.filings.preconditions import Situation, Step, judge, opens_on, own_complaint

TODAY = date(2026, 11, 2)
ANN, BEN = uuid4(), uuid4()
BOTH = frozenset({ANN, BEN})
BI_WINDOW = Rule("file_with_bi_after_provider_answer", 60, "working_days", starts="company_answer", confidence="low")


def channel(name="cn-samr-12315", **more):
    facts = {
        "id": name,
        "region": "CN",
        "level": 2,
        "route": "mediation",
        "joint": True,
        "max_representatives": 2,
        "company_first": None,
        "after_handled": "closed",
        "information_only": False,
        "rules": (),
        "ours": frozenset({"file_with_bi_after_provider_answer", "refer_after_final_response", "limitation"}),
        "basis": ("CN-SAMR121-16",),
        "next": (),
    }
    return ChannelFacts(**(facts | more))


def step(route="company", members=BOTH, **more):
    return Step(route=route, members=members, asked_on=date(2026, 9, 1), **more)


def at(*steps, members=BOTH, **more):
    return Situation(today=TODAY, members=members, steps=steps, **more)


def codes(verdict):
    return {check.code for check in verdict.checks}


def test_an_open_channel_that_takes_joint_letters_is_open():
    verdict = judge(channel(), at(), joint=True)
    assert (verdict.state, verdict.checks) == ("open", ())


def test_a_channel_without_joint_complaints_takes_only_single_packs():
    verdict = judge(channel("cn-pbc-12363", joint=False), at(), joint=True)
    assert verdict.state == "individual"
    assert [check.code for check in verdict.blocking] == ["joint_not_accepted"]
    assert judge(channel("cn-pbc-12363", joint=False), at(), joint=False).blocking == ()


def test_the_company_comes_first_where_that_is_required():
    bank = channel("cn-pbc-12363", company_first="required")
    assert codes(judge(bank, at(), joint=True)) == {"company_first"}
    assert judge(bank, at(step(waited=True)), joint=True).state == "open"
    assert judge(bank, at(step(answered_on=date(2026, 9, 10))), joint=True).state == "open"


def test_a_company_that_still_has_time_must_be_waited_for():
    bank = channel("cn-pbc-12363", company_first="required")
    verdict = judge(bank, at(step(waits_until=date(2026, 11, 9))), joint=True)
    assert verdict.state == "not_yet"
    assert opens_on(verdict.checks) == date(2026, 11, 10)


def test_company_first_must_hold_for_every_person_spoken_for():
    bank = channel("cn-pbc-12363", company_first="required")
    only_ann = own_complaint(ANN, date(2026, 9, 1), TODAY, answered=False)
    assert judge(bank, at(only_ann), joint=True).state == "not_yet"
    assert judge(bank, at(only_ann, members=frozenset({ANN})), joint=True).state == "open"


def test_company_first_that_is_only_advised_warns():
    verdict = judge(channel(company_first="advised"), at(), joint=True)
    assert (verdict.state, [check.code for check in verdict.warnings]) == ("open", ["company_first_advised"])


@pytest.mark.parametrize(("asked", "waited"), [(date(2026, 10, 17), True), (date(2026, 10, 18), False)])
def test_an_own_complaint_has_waited_after_fifteen_days(asked, waited):
    assert own_complaint(ANN, asked, TODAY, answered=False).waited is waited


def test_one_official_route_at_a_time_for_one_dispute():
    consumer_association = step("mediation", channel_id="cn-consumer-association")
    verdict = judge(channel(), at(consumer_association), joint=True)
    assert verdict.state == "conflict"
    assert verdict.blocking[0].code == "route_conflict"
    assert verdict.blocking[0].basis == ("CN-SAMR121-16",)


def test_other_people_s_routes_do_not_block_mine():
    others = step("mediation", frozenset({BEN}), channel_id="cn-consumer-association")
    assert judge(channel(), at(others, members=frozenset({ANN})), joint=True).state == "open"


def test_12315_stays_closed_once_another_body_handled_the_dispute():
    done = step("mediation", channel_id="cn-consumer-association", ended_on=date(2026, 10, 1))
    assert codes(judge(channel(), at(done), joint=True)) == {"already_handled"}
    unhandled = step("mediation", channel_id="cn-consumer-association", ended_on=date(2026, 10, 1), handled=False)
    assert judge(channel(), at(unhandled), joint=True).state == "open"


def test_elsewhere_a_handled_dispute_is_only_a_warning():
    done = step("mediation", channel_id="cn-samr-12315", ended_on=date(2026, 10, 1))
    verdict = judge(channel("cn-consumer-association", after_handled="may_refuse"), at(done), joint=True)
    assert [check.code for check in verdict.warnings] == ["may_be_refused"]
    assert verdict.state == "open"


def test_the_court_stays_open_after_and_beside_mediation_with_a_warning():
    court = channel("cn-court", route="court", after_handled=None)
    done = step("mediation", channel_id="cn-samr-12315", ended_on=date(2026, 10, 1))
    assert judge(court, at(done), joint=True).checks == ()
    running = step("mediation", channel_id="cn-samr-12315")
    assert [check.code for check in judge(court, at(running), joint=True).warnings] == ["route_still_open"]


def test_the_same_channel_is_not_used_twice_at_once():
    running = step("mediation", channel_id="cn-samr-12315")
    assert codes(judge(channel(), at(running), joint=True)) == {"same_channel_open"}


def test_reports_of_wrongdoing_and_the_police_conflict_with_nothing():
    police = channel("cn-police-110", route="other", joint=False)
    running = step("mediation", channel_id="cn-samr-12315")
    assert judge(police, at(running), joint=False).checks == ()


def test_a_window_after_the_company_s_answer_is_counted_in_working_days():
    bi = channel("id-bi-131", region="ID", joint=False, rules=(BI_WINDOW,), after_handled="may_refuse")
    # 60 working days in Indonesia, 17 and 25 August 2026 off: from 6 August they end on Monday 2 November.
    assert judge(bi, at(step(answered_on=date(2026, 8, 6))), joint=False).checks == ()
    [late] = judge(bi, at(step(answered_on=date(2026, 8, 5))), joint=False).checks
    assert (late.code, late.blocks, late.params["on"]) == ("window_maybe_passed", False, "2026-10-30")


def test_a_sure_window_that_passed_closes_the_channel():
    fos = Rule("refer_after_final_response", 6, "months", starts="company_answer", confidence="medium")
    ombudsman = channel("uk-fos", region="UK", joint=False, rules=(fos,), after_handled="may_refuse")
    assert judge(ombudsman, at(step(answered_on=date(2026, 5, 2))), joint=False).blocking == ()
    late = judge(ombudsman, at(step(answered_on=date(2026, 5, 1))), joint=False)
    assert (late.state, late.blocking[0].code, late.blocking[0].params["on"]) == (
        "not_yet",
        "window_passed",
        "2026-11-01",
    )


def test_an_own_complaint_whose_answer_has_no_day_never_closes_a_window():
    fos = Rule("refer_after_final_response", 6, "months", starts="company_answer", confidence="medium")
    ombudsman = channel("uk-fos", region="UK", joint=False, rules=(fos,), company_first="required")
    ann = frozenset({ANN})
    asked = own_complaint(ANN, date(2026, 4, 1), TODAY, answered=True)
    late = judge(ombudsman, at(asked, members=ann), joint=False)
    assert [(one.code, one.blocks, one.params["on"]) for one in late.checks] == [
        ("window_by_answer_day", False, "2026-10-01")
    ]
    lately = own_complaint(ANN, date(2026, 5, 2), TODAY, answered=True)
    assert judge(ombudsman, at(lately, members=ann), joint=False).checks == ()
    known = step(members=ann, answered_on=date(2026, 4, 20))
    assert codes(judge(ombudsman, at(asked, known, members=ann), joint=False)) == {"window_by_answer_day"}
    assert codes(judge(ombudsman, at(known, members=ann), joint=False)) == {"window_passed"}


def test_a_window_from_the_incident_only_warns_because_its_start_is_uncertain():
    limitation = Rule("limitation", 3, "years", starts="incident", basis=("CN-CIVIL-188",), confidence="high")
    court = channel("cn-court", route="court", rules=(limitation,))
    verdict = judge(court, at(incident_on=date(2023, 11, 1)), joint=True)
    assert [(check.code, check.blocks) for check in verdict.checks] == [("window_maybe_passed", False)]
    assert judge(court, at(incident_on=date(2023, 11, 2)), joint=True).checks == ()


def test_what_is_only_explained_is_never_filed():
    petition = channel("cn-petition", route="other", information_only=True)
    verdict = judge(petition, at(), joint=True)
    assert (verdict.state, verdict.blocking[0].code) == ("information", "information_only")


def test_each_own_pack_carries_the_warnings_of_article_17():
    verdict = judge(channel(), at(members=frozenset({ANN}), same_words=1), joint=False)
    assert [(check.code, check.basis) for check in verdict.warnings] == [
        ("own_account", ("CN-SAMR121-17",)),
        ("same_words", ("CN-SAMR121-17",)),
    ]
    assert verdict.blocking == ()


def test_people_who_already_went_to_an_authority_are_pointed_out():
    verdict = judge(channel(), at(went_elsewhere=frozenset({ANN})), joint=True)
    assert [(check.code, check.params) for check in verdict.warnings] == [("went_elsewhere", {"members": 1})]


def test_for_nobody_in_particular_any_company_letter_will_do():
    bank = channel("cn-pbc-12363", company_first="required")
    assert judge(bank, at(members=frozenset()), joint=True).state == "not_yet"
    assert judge(bank, at(step(waited=True), members=frozenset()), joint=True).state == "open"

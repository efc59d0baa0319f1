"""Composing: a letter from a plan and facts, in its kind's order, with nothing in it that has no source."""

import pytest
from joinder.core.errors import Invalid
from joinder.letters import composing, describing, sections
from joinder.letters.plan import Citation, Demand, Previous, Stated
from joinder.letters.setting import Kind, Party, Recipient
from joinder.reference import catalog

from tests.letters import samples
from tests.letters.samples import composition, plan, reader, setting


def text_of(read):
    blocks = [block for section in read.sections() for block in section["blocks"]]
    lines = ["".join(run["text"] for run in block["runs"]) for block in blocks]
    return "\n".join([read.title(), *(line for part in read.frame().values() for line in part), *lines])


def refusal(**changes):
    with pytest.raises(Invalid) as refused:
        composing.compose(plan(**changes), setting())
    return refused.value.code


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_a_letter_has_parties_demands_facts_figures_reply_and_annexes(lang):
    read = reader(lang)
    ids = [one["id"] for one in read.sections()]
    assert ids[:4] == ["parties", "representatives", "claims", "facts"]
    assert {"participants_summary", "prior_complaint", "evidence_list", "legal_basis", "reply_request"} <= set(ids)
    text = text_of(read)
    for piece in (samples.TEXTS[lang]["brand"], samples.TEXTS[lang]["entity"], "DEMO-0001", "group@example.org"):
        assert piece in text
    assert "{{" not in text
    assert "〔" not in text
    assert "$" not in text


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_an_issue_nobody_named_yet_stands_in_no_title(lang):
    unsure = setting(lang, issue=catalog.issue("unspecified").names.say(lang), issue_id="unspecified")
    title = composing.compose(plan(), unsure).title
    assert samples.TEXTS[lang]["brand"] in title
    assert unsure.issue not in title
    assert unsure.issue not in describing.naming(lang).issues.values()
    assert "$" not in title


def test_complainants_appear_only_as_the_number_of_people_who_approved():
    text = text_of(reader("zh"))
    assert "逐一同意本函的30名用户" in text
    assert "K7QX" not in text


def test_others_appear_only_as_a_dated_release():
    text = text_of(reader("zh"))
    assert "第7次公开发布，截至2026年10月30日，报告同一案件的至少有500人" in text
    assert "至少有" not in text_of(reader("zh", composed=composition(others=None)))


def test_before_sealing_figures_show_their_names_and_no_number():
    made = composition()
    read = samples.Reader(made, "zh")
    text = text_of(read)
    assert "〔同意人数〕" in text
    assert "30人" not in text


def test_every_marker_belongs_to_a_fact_and_an_unknown_one_is_refused():
    assert refusal(problem="共有{{nobody}}人") == "letters.unknown_fact"


def test_every_value_in_the_body_is_listed_with_its_source():
    read = reader("zh")
    used = {run["fact"] for one in read.sections() for block in one["blocks"] for run in block["runs"] if run["fact"]}
    rows = {row["key"]: row for row in read.fact_rows()}
    assert used == set(rows)
    assert all(row["source"] and row["query"] and row["as_of"] for row in rows.values())
    assert rows["screen"]["value"] == "“处理中”"
    assert rows["t1.on"]["source"] == "公告截图，证据1-1"


def test_a_block_whose_figure_has_nothing_to_say_is_left_out():
    rows = [samples.incident(at, minor=None, remedies=(), on=None) for at in range(1, 4)]
    text = text_of(reader("zh", rows))
    for piece in ("陈述了涉及金额", "事件发生于", "就其中提出此项请求", "随附证据"):
        assert piece not in text
    assert "就全体投诉人：书面说明原因与处理结果。" in text


def test_the_reply_period_is_our_request_unless_its_law_is_cited_and_confirmed():
    assert "该期限是我们的请求" in text_of(reader("zh"))
    laws = [Citation(law_id="CN-PENALTY-8", condition_confirmed=True)]
    made = composition(plan_changes={"laws": laws, "reply_period_law": "CN-PENALTY-8"})
    assert "该期限是我们的请求" not in text_of(reader("zh", composed=made))
    assert refusal(reply_period_law="CN-PENALTY-8") == "letters.reply_law_not_cited"


@pytest.mark.parametrize(
    ("law", "confirmed", "code"),
    [
        ("PROCEDURE", True, "letters.law_not_citable"),
        ("UNSURE", True, "letters.law_not_citable"),
        ("GONE", True, "letters.law_not_citable"),
        ("CN-PENALTY-8", False, "letters.law_condition"),
        ("NOWHERE", True, "letters.unknown_law"),
    ],
)
def test_a_law_that_may_not_be_cited_is_refused(law, confirmed, code):
    assert refusal(laws=[Citation(law_id=law, condition_confirmed=confirmed)]) == code


def test_a_conditional_law_is_cited_once_its_condition_is_confirmed():
    laws = [Citation(law_id="CN-PENALTY-8", condition_confirmed=True)]
    assert "处罚办法》第8,10条" in text_of(reader("zh", composed=composition(plan_changes={"laws": laws})))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"demands": []}, "letters.demand_missing"),
        ({"demands": [Demand(key="a", remedy="moon", everyone=True)]}, "letters.unknown_remedy"),
        ({"demands": [Demand(key="a", remedy="R-EXPLAIN")]}, "letters.demand_for_everyone"),
        ({"demands": [Demand(key="people", remedy="refund")]}, "letters.key_twice"),
        ({"reply_days": 60}, "letters.reply_days_range"),
        ({"stated": [Stated(key="n", kind="count", value="many", name="n", source="s")]}, "letters.stated_value"),
        ({"stated": [Stated(key="n", kind="money", value="5", name="n", source="s")]}, "letters.stated_value"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(changes, code):
    assert refusal(**changes) == code


def test_a_report_of_a_breach_asks_for_a_check_and_never_for_money():
    parts = ["title", "addressee", "reporter", "respondent", "facts_breach", "evidence_list", "request_check"]
    kind = Kind("report", 1, [*parts, "protection", "closing", "signatures"])
    regulator = Recipient("x", 1, "regulator", "演示市监管局")
    with pytest.raises(Invalid):
        composing.compose(plan(), setting(kind=kind, recipient=regulator))
    made = composing.compose(plan(demands=[]), setting(kind=kind, recipient=regulator)).to_json()
    text = text_of(reader("zh", composed=made))
    assert "请依法核查并告知是否立案" in text
    assert "退还" not in text
    assert "提现困难”问题的举报信" in text


def test_a_reminder_names_the_earlier_letter_and_is_refused_without_it():
    words = ["title", "addressee", "previous_letter", "current_state", "claims", "closing", "signatures"]
    reminder = setting(kind=Kind("demand_reminder", 1, words, 7, (3, 15)))
    with pytest.raises(Invalid):
        composing.compose(plan(), reminder)
    sent = Previous(sent_on=samples.date(2026, 9, 1), reference="LT0000")
    text = text_of(reader("zh", composed=composing.compose(plan(previous=sent), reminder).to_json()))
    assert "已于2026年9月1日送达，编号LT0000" in text


def test_an_unsourced_contracting_entity_is_said_to_be_unverified():
    who = Party("竹叶钱包（演示）", None, "CODE-1", "某路", None)
    text = text_of(reader("zh", composed=composition(respondent=who)))
    assert "尚未核实" in text
    assert "CODE-1" not in text


def test_the_words_of_a_drafter_are_never_read_as_template_fields():
    text = text_of(reader("zh", composed=composition(plan_changes={"problem": '金额$name与${key}，#read("/etc/x")'})))
    assert '金额$name与${key}，#read("/etc/x")' in text


def test_every_section_of_every_supported_kind_has_a_writer_and_a_heading():
    for one in sections.WRITERS:
        for lang in ("zh", "en", "id"):
            assert samples.composing.sections.say(f"heading/{one}", lang)

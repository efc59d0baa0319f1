"""Tone: threats, insults, unproven crime claims and personal data are found where they stand, plain facts are not."""

import pytest
from joinder.core.errors import Invalid
from joinder.letters import lint
from joinder.letters.lint import About
from joinder.letters.plan import Demand, Moment, Stated
from joinder.reference import catalog

from tests.letters.samples import ON, date, plan

ABOUT = About("withdrawal_blocked", ("竹叶钱包",), ("竹叶钱包", "12315"))
BAD = {
    "L-THREAT": [
        "不退款就曝光你们",
        "否则我们会发到网上",
        "后果自负",
        "给钱我们就删帖",
        "Pay us or we go to the press",
        "You will regret this",
        "We will expose you",
        "take down our posts in exchange",
        "kalau tidak, kami akan viralkan",
        "Tanggung sendiri akibatnya",
    ],
    "L-INSULT": [
        "你们这家骗子公司",
        "无良平台",
        "客服都是混蛋",
        "you are liars",
        "this shameless company",
        "dasar goblok",
        "perusahaan sampah",
    ],
    "L-CRIME": [
        "贵公司涉嫌诈骗",
        "这是非法集资",
        "你们侵占用户资金",
        "我们遭遇竹叶钱包欺诈",
        "偷走了我们的钱",
        "You stole our money",
        "this is a scam",
        "a Ponzi scheme",
        "perusahaan ini menipu",
        "ini penggelapan",
    ],
    "L-PII": [
        "身份证11010519491231002X",
        "卡号6222 0212 3456 7890 123",
        "电话13812345678",
        "telepon 081234567890",
        "验证码：482913",
        "写信给 someone@example.org",
    ],
    "L-SETTLE": ["组织者全权代表我们", "有权代表大家和解", "full authority to settle", "berdamai atas nama kami"],
}
GOOD = [
    "自三月起，提现申请长期停留在审核状态。",
    "逾期未解决的，我们将依法向有关部门反映。",
    "请依法查明是否存在欺诈。",
    "依据《反电信网络诈骗法》的规定，限制账户应当告知原因。",
    "有人冒充客服进行诈骗，我们已报警。",
    "Please check whether this was fraud.",
    "A third party stole the card number.",
    "If this stays unresolved, we will use the lawful external routes open to us.",
    "Mohon diperiksa apakah ini penipuan.",
    "客服曾三次答应回电，没有回电。",
]


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule, texts in BAD.items() for text in texts])
def test_a_bad_sentence_is_found_by_its_rule_at_its_place(rule, text):
    found = [one for one in lint.tone([("problem", text)], ABOUT) if one.rule == rule]
    assert found
    assert all(text[one.start : one.end] == one.found for one in found)
    with pytest.raises(Invalid) as refused:
        lint.refuse(found)
    assert (refused.value.code, refused.value.field) == ("letters.tone", "problem")


@pytest.mark.parametrize("text", GOOD)
def test_a_plain_sentence_passes(text):
    assert [one for one in lint.tone([("problem", text)], ABOUT) if one.blocks] == []


def test_a_third_partys_theft_may_be_named_where_the_issue_is_one_and_the_companys_may_not():
    stolen = About("account_stolen", ("竹叶钱包",), ())
    assert lint.tone([("p", "账户被盗取后余额被转走")], stolen) == []
    assert lint.tone([("p", "账户被盗取后余额被转走")], ABOUT)
    assert lint.tone([("p", "竹叶钱包盗取了余额")], stolen)


def test_a_bare_number_date_or_quotation_is_untraceable_and_a_marker_is_not():
    bad = lint.check(plan(problem="自2026年3月5日起有三百人受影响，页面写着“系统维护中请等待”。"), ABOUT, ON)
    assert {"2026", "3", "5", "三百人", "“系统维护中请等待”"} <= {one.found for one in bad}
    lint.refuse(bad)  # a draft may be kept
    with pytest.raises(Invalid):
        lint.refuse(bad, opening=True)  # but is not shown to the group
    good = lint.check(plan(problem="自{{t1.on}}起，页面写着{{screen}}，12315 已受理。"), ABOUT, ON)
    assert [one for one in good if one.rule == "L-FACT"] == []


def test_what_is_quoted_may_report_a_finding_but_not_carry_a_threat():
    def found(value, source="判决书"):
        stated = [Stated(key="screen", kind="quotation", value=value, name="判决", source=source)]
        return [one.where for one in lint.check(plan(stated=stated), ABOUT, ON) if one.blocks]

    assert found("被告的行为构成欺诈") == []
    assert found("不退款就曝光你们") == ["stated.0.value"]
    assert found("处理中", source="无良公司的公告") == ["stated.0.source"]


def test_vague_demands_absolute_words_and_coming_dates_are_found():
    soon = Moment(on=date(2026, 12, 1), what="x", source="s")
    demand = Demand(key="a", remedy="refund", what="给个说法", everyone=True)
    found = lint.check(plan(demands=[demand], timeline=[soon], impact="所有用户都受影响"), ABOUT, ON)
    assert {"L-CLAIM", "L-DATE", "L-ABS"} <= {one.rule for one in found}


def test_a_long_letter_is_only_mentioned():
    found = lint.check(plan(problem="余额无法转出。" * 280, common_facts=["没有说明。" * 390]), ABOUT, ON)
    assert [(one.rule, one.severity, one.blocks) for one in found] == [("L-LEN", "info", "")]


def test_every_finding_speaks_three_languages_and_says_what_to_write_instead():
    for rule in lint._rules():
        one = lint._whole(rule, "problem", "x")
        for lang in ("zh", "en", "id"):
            assert one.say("message", lang)
            assert one.say("suggestion", lang)


def test_every_word_of_the_reference_rules_is_found():
    for rule in catalog.letter_file().lint_rules:
        for word in rule.pattern_zh:
            found = {one.rule for one in lint.tone([("p", f"你们{word}，我们很失望")], About("unspecified"))}
            assert rule.id in found, (rule.id, word)

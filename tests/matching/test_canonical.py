"""Canonical text: one table of spellings that must meet, and strings that must never break it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.matching.canonical import canonical

SAME = [
    ("支付寶提現一直審核，沒有到賬！", "支付宝提现一直审核没有到账"),
    ("ＡＢＣ　ｗａｌｌｅｔ", "abc wallet"),
    ("Don’t  CLOSE my account...", "dont close my account"),
    ("余额😡😡被冻结❗️", "余额被冻结"),
    ("我的 App 闪退了", "我的app闪退了"),
    ("caf\u00e9 refund", "cafe\u0301 refund"),
    ("等了3天", "等了15天"),
    ("充值500元没到账", "充值1,200.50元没到账"),
    ("2025年3月5日扣款", "2024-12-31扣款"),
    ("订单号：20250305ABC123456 未退款", "订单号：99887766554433 未退款"),
    ("zero\u200bwidth", "zerowidth"),
    ("退款_退款", "退款退款"),
    ("Rp 150.000 hilang", "Rp 2.500.000 hilang"),
]

FACTS = [
    ("2025年3月5日我充值1,234.50元", [("date", "2025-03-05"), ("amount", "1234.50 CNY")]),
    ("约1.2万元被冻结", [("amount", "12000.00 CNY")]),
    ("25年3月开始", [("date", "2025-03")]),
    ("３月５号 １０：３０ 扣款500块", [("date", "03-05"), ("amount", "500.00 CNY")]),
    ("2019/2/28 11:25:05 交了3万多元", [("date", "2019-02-28"), ("amount", "30000.00 CNY")]),
    ("I lost $1,200 on March 3, 2025", [("amount", "1200.00 USD"), ("date", "2025-03-03")]),
    ("saldo Rp 150.000 hilang 12 Maret 2025", [("amount", "150000.00 IDR"), ("date", "2025-03-12")]),
    ("saldo 2,5 juta hilang", [("amount", "2500000.00")]),
    ("订单号：20250305ABC123456", [("order", "20250305abc123456")]),
    ("order no 998-8776-12 not paid", [("order", "998877612")]),
    ("流水 2025030522001498765432", [("order", "2025030522001498765432")]),
    ("手机13812345678，客服400-123-4567", [("phone", "13812345678"), ("phone", "4001234567")]),
    ("telepon 0812-3456-7890", [("phone", "081234567890")]),
    ("等了3天，打了12次电话", []),
    ("version 2.0.1", []),
    ("", []),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_two_ways_of_writing_the_same_words_meet(left: str, right: str) -> None:
    assert canonical(left).text == canonical(right).text


def test_other_words_stay_apart() -> None:
    assert canonical("提现不到账").text != canonical("充值不到账").text


@pytest.mark.parametrize(("text", "expected"), FACTS)
def test_facts_are_taken_out_with_what_they_are(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(fact.kind, fact.value) for fact in canonical(text).facts] == expected


@pytest.mark.parametrize(
    ("text", "script"),
    [("支付宝app不能提现", "han"), ("my wallet is frozen", "latin"), ("saldo hilang 啊", "latin"), ("", "latin")],
)
def test_the_script_decides_which_shingles_are_used(text: str, script: str) -> None:
    assert canonical(text).script == script


def test_canonical_text_of_canonical_text_is_itself() -> None:
    once = canonical("支付寶 APP 提現，等了 3 天！Don't worry").text
    assert canonical(once).text == once


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=400))
def test_no_string_breaks_it(text: str) -> None:
    result = canonical(text)
    result.text.encode("utf-8")
    assert "  " not in result.text


@pytest.mark.parametrize("char", ["\ud800", "\u0301", "\u202e", "9", "1,", "-", "😀", "年", "a", "\ufdfa", "元", "8 "])
def test_a_megabyte_of_one_thing_takes_bounded_time(char: str) -> None:
    started = time.process_time()
    canonical(char * (1_000_000 // len(char.encode("utf-8", "surrogatepass"))))
    assert time.process_time() - started < 20

"""Grouping by issue: wording and meaning together, the same answer every time, any string, no square of memory."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.matching.encoder import BuiltIn
from joinder.matching.grouping import Setting, groups
from joinder.matching.sameness import centred, nearest
from joinder.matching.wording import read, weigh

FROZEN = [
    "账户突然被冻结，登录不进去", "我的账户被冻结了，无法登录", "钱包账户冻结，登录不了",
    "为什么冻结我的账户，登不上去", "账号被冻结，没法登录", "登录的时候提示账户已冻结",
]  # fmt: skip
WITHDRAWAL = [
    "提现一直审核中，没有到账", "申请提现一个月还在审核", "提现不到账，一直显示审核", "我的提现审核了很久还没到账",
    "提现申请审核太久，钱没到账", "为什么提现一直在审核不到账",
]  # fmt: skip
ENGLISH = [
    "my withdrawal is still under review after a month", "withdrawal under review for weeks, no money arrived",
    "they keep reviewing my withdrawal and nothing arrives", "the withdrawal review never ends",
]  # fmt: skip
FEES = [
    "I was charged a late fee although I paid on time", "late fee charged, but my payment was on time",
    "they took a late fee for a payment made in time", "why a late fee when I paid before the due date",
]  # fmt: skip
LOOSE = Setting(neighbours=4, above=0.0, resolution=0.08)


@pytest.fixture(scope="module")
def built_in() -> BuiltIn:
    return BuiltIn()


def _said(texts: list[str], model: BuiltIn | None) -> list[int]:
    made = model.embed(texts) if model else None
    return groups(nearest(texts, made, LOOSE.neighbours), LOOSE).tolist()


@pytest.mark.parametrize("both", [(FROZEN, WITHDRAWAL), (ENGLISH, FEES)])
@pytest.mark.parametrize("with_meaning", [True, False])
def test_two_issues_fall_apart(built_in: BuiltIn, both: tuple[list[str], list[str]], with_meaning: bool) -> None:
    said = _said([*both[0], *both[1]], built_in if with_meaning else None)
    first, second = said[: len(both[0])], said[len(both[0]) :]
    assert set(first) & set(second) == set()
    assert len(set(first)) == 1
    assert len(set(second)) == 1


def test_one_issue_in_two_languages_is_found_by_meaning(built_in: BuiltIn) -> None:
    texts = [*WITHDRAWAL[:3], *ENGLISH[:3], *FROZEN[:3], *FEES[:3]]
    near = nearest(texts, built_in.embed(texts), 5)
    across = [set(near.indices[at].tolist()) & {3, 4, 5} for at in range(3)]
    assert all(across)


def test_the_same_block_gives_the_same_groups(built_in: BuiltIn) -> None:
    texts = [*FROZEN, *WITHDRAWAL, *ENGLISH, *FEES]
    assert _said(texts, built_in) == _said(texts, built_in)


def test_groups_are_numbered_from_the_largest(built_in: BuiltIn) -> None:
    said = _said([*ENGLISH[:2], *FROZEN], built_in)
    assert said[2:] == [0] * len(FROZEN)


def test_rows_are_worked_out_in_parts_that_agree_with_the_whole() -> None:
    texts = [f"{FROZEN[at % 6]}{at % 7}次，{WITHDRAWAL[at % 5]}" for at in range(600)]
    found = nearest(texts, None, 3)
    characters = weigh([read(one)[0] for one in texts])
    words = weigh([read(one)[1] for one in texts])
    at = 555  # beyond the first part
    whole = np.zeros(len(texts))
    for rows in (characters, words):
        values = (rows[[at]] @ rows.T).toarray()[0]
        whole += values / np.std(values)
    assert set(found.indices[at].tolist()) <= set(np.argsort(-whole)[:40].tolist())
    assert at not in found.indices[at]


def test_what_all_texts_share_says_nothing_about_two_of_them() -> None:
    common = np.ones((4, 8), np.float32) * 10
    own = np.zeros((4, 8), np.float32)
    own[[0, 1], 0] = own[[2, 3], 1] = 1
    near = centred(common + own)
    assert float(near[0] @ near[1]) > 0.9
    assert float(near[0] @ near[2]) < 0


def test_a_text_without_meaning_is_near_to_nobody_in_meaning() -> None:
    some = np.eye(4, 8, dtype=np.float32) + 10
    near = centred(np.concatenate([some, np.zeros((2, 8), np.float32)]))
    assert not near[4:].any()
    assert np.allclose(near[:4], centred(some))
    assert not centred(np.zeros((2, 8), np.float32)).any()


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(exclude_categories=()), max_size=60), max_size=12))
def test_any_texts_are_grouped_each_into_one_group(texts: list[str]) -> None:
    labels = groups(nearest(texts, None, 5))
    assert len(labels) == len(texts)
    assert set(labels.tolist()) == set(range(len(set(labels.tolist()))))


def test_texts_without_words_or_all_the_same_are_grouped_too() -> None:
    assert len(groups(nearest(["", "，。", "😡"] * 4, None, 5))) == 12
    assert len(groups(nearest(["提现不到账"] * 12, None, 5))) == 12
    assert groups(nearest([], None, 5)).tolist() == []
    assert groups(nearest(["提现"], None, 5)).tolist() == [0]

"""Many at once gives what one at a time gives: folding, canonical text, sketches, buckets, the exact check."""

import random
import uuid

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from joinder.cases import respondents
from joinder.core.folding import fold, fold_many
from joinder.matching import service
from joinder.matching.bands import band_keys, band_keys_many, salts
from joinder.matching.bulk import copies_among, near_copies_among, prepare, sampled
from joinder.matching.canonical import canonical, canonical_many
from joinder.matching.checking import Checker
from joinder.matching.copies import compare
from joinder.matching.facts import extract, extract_many
from joinder.matching.finding import Told
from joinder.matching.meeting import BUCKET, CANDIDATES, Cells, meet, meet_alone
from joinder.matching.models import Match
from joinder.matching.names import Names
from joinder.matching.shingles import sketch, sketch_many
from sqlalchemy import select
from sqlalchemy.orm import Session

from tests.matching.world import OTHER_STORY, STORY, World

KEY = bytes(range(16))
COMPANY = uuid.UUID(int=5 << 70)
ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=150)
NO_CELLS = Cells(np.empty(0, np.int64), np.empty(0, np.intp))


def _stories(count: int) -> list[str]:
    """Complaint-like texts, long and short, in two scripts; every third retells an earlier one."""
    dice = random.Random(7)
    han = (
        "我在钱包里提现一直审核客服说三到五个工作日可是没有到账打了很"
        "多次电话他们让等待也不给书面答复账户登录进去了希望尽快退钱扣款"
    )
    words = [
        "my",
        "payout",
        "is",
        "under",
        "review",
        "and",
        "support",
        "keeps",
        "telling",
        "me",
        "to",
        "wait",
        "while",
        "nobody",
        "ever",
        "answers",
        "saldo",
        "hilang",
    ]
    texts: list[str] = []
    for at in range(count):
        long = dice.randrange(8, 140)
        if at % 3 == 2:
            texts.append(dice.choice(texts) + dice.choice(["谢谢", " please", "！！", ""]))
        elif at % 2:
            texts.append(" ".join(dice.choices(words, k=long // 4)))
        else:
            texts.append("".join(dice.choices(han, k=long)))
    return texts


@settings(max_examples=150, deadline=None)
@given(st.lists(ANY_TEXT, max_size=6))
def test_folding_and_canonical_text_of_many_equal_those_of_each(texts: list[str]) -> None:
    assert fold_many(texts) == [fold(text) for text in texts]
    assert canonical_many(texts) == [canonical(text) for text in texts]
    assert [one.text for one in canonical_many(texts, read=False)] == [canonical(text).text for text in texts]


def test_every_character_folds_alike_alone_and_among_many() -> None:
    every = [chr(code) for code in range(0x110000)]
    assert fold_many(every) == [fold(char) for char in every]


def test_bands_and_checks_of_many_equal_those_of_pairs() -> None:
    sketches = sketch_many(canonical_many(_stories(150)), KEY)
    keys, owners = band_keys_many(sketches, salts([COMPANY] * len(sketches)))
    checker = Checker(sketches, sampled(sketches))
    each = list(sketches)
    left, right = np.triu_indices(len(each), 1)
    checked = checker.check(left.astype(np.intp), right.astype(np.intp))
    rarity = {script: sampled(sketches)(script) for script in ("han", "latin")}
    assert checked.is_copy.sum() > 40
    for at, one in enumerate(each):
        assert band_keys(one, COMPANY) == keys[owners == at].tolist()
    for first, second, is_copy in zip(left.tolist(), right.tolist(), checked.is_copy.tolist(), strict=True):
        assert is_copy == compare(each[first], each[second], rarity.__getitem__).is_copy


def test_two_workers_find_what_one_finds() -> None:
    texts = _stories(4_100)
    one, two = (near_copies_among(texts, salts([COMPANY] * len(texts)), KEY, workers) for workers in (1, 2))
    assert len(one.later) > 1000
    assert np.array_equal(one.later, two.later)
    assert np.array_equal(one.earlier, two.earlier)
    assert np.array_equal(one.values, two.values)


def test_other_respondents_texts_are_no_copies() -> None:
    owners = salts([COMPANY, uuid.UUID(int=6), COMPANY])
    found = near_copies_among([STORY, STORY, STORY], owners, KEY)
    assert list(zip(found.later.tolist(), found.earlier.tolist(), strict=True)) == [(2, 0)]


def test_no_texts_have_no_copies() -> None:
    assert len(near_copies_among([], salts([]), KEY).later) == 0
    assert copies_among(prepare(["", "。"], salts([COMPANY] * 2), KEY)).checked == 0


def test_a_bucket_stops_growing_and_the_rest_still_meet_those_in_it() -> None:
    count = BUCKET + 10
    met, room = meet(NO_CELLS, Cells(np.zeros(count, np.int64), np.arange(count)))
    assert room.tolist() == [True] * BUCKET + [False] * 10
    assert np.bincount(met.later, minlength=count).tolist() == [min(at, BUCKET) for at in range(count)]


def test_whom_a_text_met_most_comes_first_and_the_list_ends() -> None:
    count = CANDIDATES + 50
    keys = np.concatenate([np.arange(count), np.arange(count), [3], [3]]).astype(np.int64)
    owners = np.concatenate([np.arange(count), np.full(count, count), [count - 1], [count]]).astype(np.intp)
    keys[-1] = keys[-2] = 10_000
    met, _ = meet(NO_CELLS, Cells(keys, owners))
    assert met.earlier[met.later == count][0] == count - 1
    assert (met.later == count).sum() == CANDIDATES


@settings(max_examples=200, deadline=None)
@given(st.sets(st.tuples(st.integers(-3, 3), st.integers(1, 90)), max_size=300), st.sets(st.integers(-4, 4)))
def test_one_text_alone_meets_whom_it_meets_as_one_of_many(cells: set[tuple[int, int]], keys: set[int]) -> None:
    stored, fresh = sorted(cells), sorted(keys)
    stored = [cell for cell in stored if cell[0] in keys]
    of, by = [key for key, _ in stored], [owner for _, owner in stored]
    held = Cells(np.array(of, np.int64), np.array(by, np.intp))
    met, room = meet(held, Cells(np.array(fresh, np.int64), np.zeros(len(fresh), np.intp)))
    nearest, free = meet_alone(stored, 0, fresh)
    assert nearest == met.earlier.tolist()
    assert free == [key for key, kept in zip(fresh, room.tolist(), strict=True) if kept]


@settings(max_examples=100, deadline=None)
@given(st.sets(st.tuples(st.integers(0, 7), st.integers(0, 90)), max_size=300), st.integers(2, 4))
def test_several_hands_meet_whom_one_meets(cells: set[tuple[int, int]], hands: int) -> None:
    ordered = sorted(cells, key=lambda cell: cell[1])
    keys = np.array([key << 44 for key, _ in ordered], np.int64)
    fresh = Cells(keys, np.array([owner for _, owner in ordered], np.intp))
    (one, kept), (several, also) = meet(NO_CELLS, fresh), meet(NO_CELLS, fresh, hands)
    assert np.array_equal(one.later, several.later)
    assert np.array_equal(one.earlier, several.earlier)
    assert np.array_equal(kept, also)


def test_whom_a_text_shares_a_bucket_of_few_with_comes_before_whom_it_shares_a_full_one_with() -> None:
    stored = [*((1, owner) for owner in range(1, BUCKET)), (2, 500)]
    nearest, _ = meet_alone(stored, 0, [1, 2])
    assert nearest[:2] == [500, 1]


PIECES = [
    "2019",
    "19",
    "年",
    "10",
    "月",
    "5",
    "日",
    "号",
    ".",
    "-",
    "/",
    ",",
    "元",
    "块",
    "多",
    "万",
    "k",
    "rb",
    "jt",
    "rp",
    "idr",
    "us$",
    "$",
    "¥",
    "人民币",
    "cny",
    "美元",
    "january",
    "mei",
    "st",
    ":",
    "12",
    "时",
    "138",
    "1234",
    "5678",
    "13812345678",
    "+86",
    "08",
    "812",
    "400",
    "800",
    "021",
    "12345678",
    "abc",
    "ab1234567890123",
    "的",
    "我",
    "（",
    "港",
    "w",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*PIECES, " ", "\n"]), max_size=14).map("".join))
def test_facts_are_the_same_whether_sought_everywhere_or_beside_figures(text: str) -> None:
    """A label anywhere in the text makes the slower search look at every place."""
    plain, found = extract(text)
    searched, also = extract(text + "\nref")
    assert searched == plain + "\nref"
    assert also == found


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*PIECES, " ", "\n", "ref"]), max_size=14).map("".join), max_size=5))
def test_facts_of_many_texts_are_those_of_each(texts: list[str]) -> None:
    assert extract_many(texts) == [extract(text) for text in texts]


def test_a_batch_finds_in_the_database_what_one_at_a_time_finds(session: Session) -> None:
    texts = [*_stories(30), STORY, OTHER_STORY, "您好，" + STORY]
    found: list[set[tuple[int, int]]] = []
    for together in (True, False):
        world = World(session)
        world.company = respondents.propose(session, f"公司{together}")
        told = [Told(world.told(world.person(f"p{at}{together}"), None, text), text) for at, text in enumerate(texts)]
        number = {one.report.id: at for at, one in enumerate(told)}
        for part in [told] if together else [[one] for one in told]:
            service.index_reports(session, part)
        matches = session.scalars(select(Match).where(Match.a_id.in_(number)))
        found.append({tuple(sorted((number[match.a_id], number[match.b_id]))) for match in matches})  # type: ignore[misc]
    assert (30, 32) in found[0]
    assert found[0] == found[1]


NAMES = Names(
    [("竹叶钱包", "bamboo"), ("竹叶", "leaf"), ("Heron Pay", "heron"), ("360借条", "loan"), ("x", "no"), ("", "no")]
)


@pytest.mark.parametrize(
    ("text", "left", "values"),
    [
        ("我的竹葉錢包不能提现", "我的不能提现", ["bamboo"]),
        ("HERON  PAY took my money", "heron pay took my money", []),
        ("Heron Pay took my money", "took my money", ["heron"]),
        ("heronpay and heron payment", "heronpay and heron payment", []),
        ("360借条扣款", "扣款", ["loan"]),
        ("x", "x", []),
    ],
)
def test_company_names_are_taken_out_with_what_they_are(text: str, left: str, values: list[str]) -> None:
    made = canonical(text, NAMES)
    assert made.text == left
    assert [fact.value for fact in made.facts if fact.kind == "company"] == values


@pytest.mark.parametrize(
    ("text", "same"),
    [
        ("事情经过：提现不到账\n备注: 没人管", "提现不到账没人管"),
        ("What happened: my payout is stuck", "my payout is stuck"),
        ("先说发生了什么，再说公司怎么答复。提现不到账", "提现不到账"),
        ("Kronologi : saldo hilang", "saldo hilang"),
        ("他说的经过：不对", "他说的经过不对"),
    ],
)
def test_words_of_our_own_form_are_left_out(text: str, same: str) -> None:
    assert canonical(text).text == same


HOSTILE = [
    "\ud800",
    "\udfff",
    "\u202e",
    "\u200b",
    "\u200f",
    "\u0301",
    "\U000e0001",
    "\0",
    "😀",
    "👨‍👩‍👧",
    "ﷺ",
    "㍿",
    "Ⅷ",
    "९",
    "年",
    "元",
]


def _hostile(count: int) -> list[str]:
    dice = random.Random(11)
    pool = [*HOSTILE, "1", "2025-", "订单号", "jan ", "$", "rp", "a", "好", " ", "\n", "'", "-", "+86", "１"]
    return ["".join(dice.choices(pool, k=dice.randrange(60))) for _ in range(count)]


def _survive(count: int) -> None:
    texts = _hostile(count)
    for made in sketch(canonical_many(texts), KEY):
        assert len(made.wording) <= made.length
    assert all(one.text.isprintable() for one in canonical_many(texts[:500]))


def test_hostile_strings_break_nothing() -> None:
    _survive(2_000)


@pytest.mark.prove
def test_a_hundred_thousand_hostile_strings_break_nothing() -> None:
    _survive(100_000)

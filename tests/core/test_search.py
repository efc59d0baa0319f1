"""Search: Chinese without blanks, two-character words, both scripts of it, the same on both databases."""

import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st
from joinder.core import search
from joinder.core.errors import Invalid
from sqlalchemy.orm import Session

REFUND = uuid.UUID(int=1)
LATE = uuid.UUID(int=2)
FROZEN = uuid.UUID(int=3)
TEXTS = {
    REFUND: "竹叶钱包拒绝退款\n申请退款后客服说三到五个工作日，一直没有到账。",
    LATE: "Bamboo Wallet charges late fees\nThe withdrawal isn't paid, and support asks to wait. 退款 not offered.",
    FROZEN: "Saldo Dompet Bambu dibekukan\nAkun saya diblokir tanpa pemberitahuan, 7-11 top up hilang.",
}


@pytest.fixture
def filled(session: Session) -> Session:
    for object_id, text in TEXTS.items():
        search.index(session, "case", object_id, text)
    return session


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("退款", [REFUND, LATE]),
        ("退", [REFUND, LATE]),
        ("拒絕退款", [REFUND]),
        ("竹叶 到账", [REFUND]),
        ("WITHDRAWAL", [LATE]),
        ("withd", [LATE]),
        ("isn’t paid", [LATE]),
        ("dompet", [FROZEN]),
        ("dompet ba", [FROZEN]),
        ("wallet charges l", [LATE]),
        ("dompet ba ", []),
        ("dompet xyz", []),
        ("ba", []),
        ("退款 no", [REFUND, LATE]),
        ("7-11", [FROZEN]),
        ("退款 dompet", []),
        ("款退", []),
        ("", []),
        ("，。!?😀", []),
        ("%", []),
        ("\ud800", []),
    ],
)
def test_a_query_finds_the_texts_with_every_word_titles_first(
    filled: Session, query: str, expected: list[uuid.UUID]
) -> None:
    assert search.find(filled, "case", query) == (expected, None)


def test_indexing_again_replaces_and_removing_forgets(filled: Session) -> None:
    search.index(filled, "case", REFUND, "另一件事")
    assert search.find(filled, "case", "退款") == ([LATE], None)
    search.remove(filled, "case", LATE)
    assert search.find(filled, "case", "退款") == ([], None)


def test_another_kind_is_another_index(filled: Session) -> None:
    search.index(filled, "guide", uuid.uuid4(), "退款")
    assert len(search.find(filled, "case", "退款")[0]) == 2


def test_pages_follow_each_other_without_gaps_or_repeats(session: Session) -> None:
    ids = {uuid.uuid4() for _ in range(25)}
    for number, object_id in enumerate(ids):
        search.index(session, "case", object_id, "退款" if number % 2 else "标题\n退款")
    seen: list[uuid.UUID] = []
    cursor = None
    while True:
        page, cursor = search.find(session, "case", "退款", cursor, 10)
        seen += page
        if cursor is None:
            break
    assert len(seen) == 25
    assert set(seen) == ids


@pytest.mark.parametrize("cursor", ["x", "WzEsMl0", "WyJhIiwiYiJd"])
def test_a_cursor_from_elsewhere_is_refused(session: Session, cursor: str) -> None:
    with pytest.raises(Invalid):
        search.find(session, "case", "退款", cursor)


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_no_string_breaks_the_tokenizer(text: str) -> None:
    for token in search.words(text):
        assert 0 < len(token) <= search.LONGEST
        token.encode("utf-8")

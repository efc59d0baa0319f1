"""A table that people open in a sheet program shows texts and never runs them."""

import pytest
from joinder.core.cells import plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_what_would_run_is_told_as_text(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "提现", "-12.50", "+86 138 0013 8000", "1,200", "a=b"])
def test_numbers_and_words_stay_as_they_are(text: str) -> None:
    assert plain_cell(text) == text

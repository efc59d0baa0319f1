"""Every dialog and every fold of the web app is opened by the browser tests: none is left out as the app grows."""

import re
from collections import Counter
from pathlib import Path

import pytest

from tests.e2e.openers import DIALOGS, FOLDS, Opener

SRC = Path(__file__).parents[2] / "frontend" / "src"
OPENS = {"dialog": re.compile(r"<(?:Sure|Tell|Why)?Dialog\b"), "fold": re.compile(r"<(?:More|details)\b")}
NAMED: dict[str, tuple[Opener, ...]] = {"dialog": DIALOGS, "fold": FOLDS}
OTHERWISE = re.compile(
    r"@base-ui/react/(?!button|direction|merge|use)([\w-]+)|popover=|<dialog\b|<menu\b|\bshowModal\b"
)


def holders(opens: re.Pattern[str]) -> Counter[str]:
    """Return how many a file of the app holds; the components are opened where they are used."""
    return Counter(
        {
            path.relative_to(SRC).with_suffix("").as_posix(): found
            for path in SRC.rglob("*.tsx")
            if ".test." not in path.name and path.parent.name != "components"
            if (found := len(opens.findall(path.read_text("utf-8"))))
        }
    )


@pytest.mark.parametrize("kind", OPENS)
def test_whatever_opens_has_an_opener(kind: str) -> None:
    named = Counter(one.part for one in NAMED[kind])
    left = {part: n for part, n in holders(OPENS[kind]).items() if named[part] < n}
    assert left == {}, "Name what opens these in tests/e2e/openers.py."


def test_openers_name_files_that_exist() -> None:
    gone = {one.part for one in (*DIALOGS, *FOLDS) if not (SRC / f"{one.part}.tsx").is_file()}
    assert gone == set()


def test_nothing_opens_in_another_way() -> None:
    known = {"components/Dialog.tsx": {"dialog"}}
    found = {
        path.relative_to(SRC).as_posix(): set(OTHERWISE.findall(path.read_text("utf-8")))
        for path in SRC.rglob("*.tsx")
        if OTHERWISE.search(path.read_text("utf-8"))
    }
    assert found == known

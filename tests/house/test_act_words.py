"""Every act that the audit trail may hold has words at the moderator's desk, and no words are left over."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from joinder.demo import filling
from joinder.matching import links

ROOT = Path(__file__).parents[2]
# What an f-string may put in: the choices of the code that fills it.
FILLED_IN = {
    "match.": set(links.MOVES),
    "letter.": {"approve", "object", "withdrawn"},
    "evidence.open_": {"original", "derivative"},
}
NAMED = {"BEGUN": filling.BEGUN, "FILLED": filling.FILLED}


def acts(node: ast.expr) -> Iterator[str]:
    """Return every value that the expression of an act can have; refuse a form that is not known here."""
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.IfExp):
        yield from (*acts(node.body), *acts(node.orelse))
    elif isinstance(node, ast.Name):
        yield NAMED[node.id]
    elif isinstance(node, ast.JoinedStr):
        begin, filled = node.values
        assert isinstance(begin, ast.Constant)
        assert isinstance(filled, ast.FormattedValue)
        prefix = str(begin.value)
        found = acts(filled.value) if isinstance(filled.value, ast.IfExp) else FILLED_IN[prefix]
        yield from (prefix + one for one in found)
    else:
        raise AssertionError(f"an act in a form that this test does not know: {ast.unparse(node)}")


def written() -> set[str]:
    """Return every act that the code writes."""
    found: set[str] = set()
    for path in (ROOT / "backend" / "joinder").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "audit.write":
                found |= set(acts(node.args[3]))
    return found


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_act_has_words_and_only_acts_have(lang: str) -> None:
    path = ROOT / "frontend" / "src" / "i18n" / lang / "moderation.json"
    words = json.loads(path.read_text("utf-8"))["audit"]["acts"]
    worded = {f"{room}.{act}": said for room, of_room in words.items() for act, said in of_room.items()}
    assert len(written()) > 80
    assert set(worded) == written()
    assert all(worded.values())

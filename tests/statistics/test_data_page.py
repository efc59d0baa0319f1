"""docs/data.md explains every published field; docs/method.md says the numbers that the rule really uses."""

import re
from pathlib import Path

import pytest
from joinder.statistics import schemas
from joinder.statistics.board import CORE, RULE
from joinder.statistics.export import COLUMNS
from joinder.statistics.payloads import METHOD, SCHEMA

DOCS = Path(__file__).parents[2] / "docs"
HEAD = {"schema", "method", "number", "released_at", "as_of", "previous", "verified", "caveats"}
SECTIONS = {
    "Envelope": (schemas.CaseEnvelope, schemas.TotalEnvelope, schemas.PatternEnvelope),
    "Case release": (schemas.CaseReleaseRead,),
    "Lines of the waterfall": (schemas.LinesRead, schemas.SumLinesRead),
    "One line": (schemas.LineRead,),
    "Breakdowns": (schemas.BreakdownsRead, schemas.SumBreakdownsRead, schemas.NotShownRead),
    "One cell": (schemas.CellRead,),
    "An emerging pattern": (schemas.PatternReleaseRead,),
    "Sums over cases": (schemas.TotalReleaseRead, schemas.CompanyReleaseRead),
    "One case in a sum": (schemas.CaseNamedRead,),
    "One sum": (schemas.SumRead, schemas.SumCellRead, schemas.IssueSumRead, schemas.RespondentSumRead),
    "A case in a list": (schemas.CaseNumbersRead,),
    "A page": (schemas.ReleasePage, schemas.CaseNumbersPage, schemas.PatternPage),
    "The key": (schemas.KeyRead,),
}


def documented(section: str) -> set[str]:
    text = (DOCS / "data.md").read_text("utf-8")
    part = re.search(rf"^## {re.escape(section)}$(.*?)(?=^## |\Z)", text, re.M | re.S)
    assert part, f"data.md has no section {section}"
    return set(re.findall(r"^\| `(\w+)` \|", part.group(1), re.M))


@pytest.mark.parametrize("section", list(SECTIONS))
def test_every_published_field_is_explained_and_nothing_else(section: str):
    fields = {name.rstrip("_") for model in SECTIONS[section] for name in model.model_fields}
    if section in ("Case release", "An emerging pattern", "Sums over cases"):
        fields -= HEAD
    assert documented(section) == fields


def test_the_head_the_lines_and_the_table_are_explained():
    assert documented("Head of every release") == HEAD
    assert documented("Lines of the waterfall") == set(CORE)
    assert documented("The table") == set(COLUMNS)


def test_every_shape_of_the_public_interface_has_a_section():
    shapes = {name for name in vars(schemas) if name.endswith(("Read", "Envelope", "Page"))}
    known = {model.__name__ for models in SECTIONS.values() for model in models}
    assert shapes - known == {"HeadRead"}


def test_the_method_page_says_what_the_rule_does():
    text = (DOCS / "method.md").read_text("utf-8")
    assert f"**{METHOD}**" in text
    assert f"at least {RULE.need} distinct people" in text
    assert f"at least {RULE.daily} people" in text
    assert "@" not in text
    assert SCHEMA in (DOCS / "data.md").read_text("utf-8")

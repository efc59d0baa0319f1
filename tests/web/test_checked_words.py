"""What an organizer alone looked at is told as attached materials wherever it is printed (design §4)."""

import json
from typing import Any

import pytest
from joinder.statistics.models import Release
from joinder.web import reading
from joinder.web.serving import environment
from joinder.web.wording import Words

SAYS = {
    "organizers": {"zh": "附了材料", "en": "attached materials", "id": "melampirkan bahan"},
    "moderators": {"zh": "审核员核对", "en": "checked by moderators", "id": "diperiksa moderator"},
}
LINE = {"state": "exact", "value": 20, "at_least": 20, "as_of": "2026-11-02"}


def payload(by: str) -> dict[str, Any]:
    return {"checked_by": by, "lines": {name: LINE for name in reading.WATERFALL}}


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
@pytest.mark.parametrize("by", ["organizers", "moderators"])
def test_the_line_of_evidence_says_who_looked(by: str, lang: str) -> None:
    *_, (name, number, _day) = reading.waterfall(payload(by), Words(lang))
    assert SAYS[by][lang] in name
    assert number == "20"


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
def test_a_sum_and_a_step_claim_no_more_than_was_done(lang: str) -> None:
    words = Words(lang)
    attached = {"zh": "材料", "en": "aterials attached", "id": "ahan"}[lang]
    assert attached in words("statistics.lines.evidence_checked")
    assert attached in words("page.steps.materials")


@pytest.mark.parametrize("lang", ["zh", "en", "id"])
@pytest.mark.parametrize("checked", [0, 30])
def test_sums_say_how_many_have_materials_as_the_app_does(lang: str, checked: int) -> None:
    t = Words(lang)
    lines = {"people": {"at_least": 50}, "evidence_checked": {"at_least": checked}}
    body = {"lines": lines, "cases": [], "issues": [], "as_of": "2026-11-02"}
    total = reading.total(Release(body=json.dumps(body)), t)
    assert total
    page = environment().from_string("{% from 'parts.html' import sums %}{{ sums(t, total) }}").render(t=t, total=total)
    assert (t("statistics.lines.evidence_checked") in page) == (checked > 0)
    assert (t("common.atLeast", n=t.number(30)) in page) == (checked > 0)
    assert t("common.atLeast", n=t.number(50)) in page

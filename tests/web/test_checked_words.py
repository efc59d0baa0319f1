"""What an organizer alone looked at is told as attached materials wherever it is printed (design §4)."""

from typing import Any

import pytest
from joinder.web import reading
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

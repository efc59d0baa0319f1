"""The organizer brings a group's sheet (`test_filing.py` brings one of 4,326 people)."""

from collections.abc import Callable

import pytest

from tests.e2e.house import House
from tests.e2e.person import SIZES, Person, variants
from tests.e2e.sheets import brought

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("browser")]
ROWS = 432


@pytest.mark.parametrize(("width", "lang", "database"), variants(1280, "zh"))
def test_a_sheet_comes_in_and_its_people_count_as_nobody_yet(
    width: int, lang: str, database: str, house: House, person: Callable[..., Person]
) -> None:
    with person(house, lang, SIZES[width]) as organizer:
        organizer.comes_back("organizer@example.org")
        batch = brought(organizer, house.seeded[f"open-{width}-{lang}"], ROWS)
        batch.get_by_role("button", name=organizer.t("desk:imports.link"), exact=True).click()
        organizer.sees(organizer.t("desk:imports.linkOnce"))
        organizer.clean()

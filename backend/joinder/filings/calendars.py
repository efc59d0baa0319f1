"""Working-day calendars by country: which days offices work, and for which years that is really known."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import holidays

from joinder.core import clock

SATURDAY = 5
GB_LISTED_UNTIL = 2027  # the last year whose bank holidays the government had listed when this was written
COUNTRY_OF_REGION = {"CN": "CN", "ID": "ID", "UK": "GB", "GB": "GB", "US": "US"}
ZONE_OF_REGION = {
    "CN": "Asia/Shanghai",
    "ID": "Asia/Jakarta",
    "UK": "Europe/London",
    "GB": "Europe/London",
    "EU": "Europe/Brussels",
    "US": "America/New_York",
}
# A period whose last day is a day off ends on the next working day: SAMR Order 121 art. 45, Civil Code art. 203.
ROLLS_TO_WORKING_DAY = frozenset({"CN"})


@dataclass(frozen=True, slots=True)
class Year:
    """One country's year: its days off on weekdays, its working weekends, and whether the plan is announced."""

    days_off: frozenset[date]
    working_weekends: frozenset[date]
    known: bool


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """The working days of one region; `country` None counts Monday to Friday and is never called known."""

    country: str | None
    rolls: bool = False

    def is_working(self, day: date) -> bool:
        """Say whether offices work on a day, substituted working weekends (调休) included."""
        year = year_of(self.country, day.year)
        if day in year.working_weekends:
            return True
        return day.weekday() < SATURDAY and day not in year.days_off

    def known(self, first: date, last: date) -> bool:
        """Say whether the holiday plan of every year from first to last is announced, not estimated."""
        return all(year_of(self.country, year).known for year in range(first.year, last.year + 1))


def calendar_of(region: str) -> WorkingCalendar:
    """Return the working calendar of a channel's region; unlisted regions count Monday to Friday, unknown."""
    return WorkingCalendar(COUNTRY_OF_REGION.get(region), region in ROLLS_TO_WORKING_DAY)


def zone_of(region: str) -> str:
    """Return the time zone in which a channel's dates are counted."""
    return ZONE_OF_REGION.get(region, "UTC")


def earliest_today() -> date:
    """Return the day it still is in the zone that is furthest behind: what ended before it has ended everywhere."""
    return min(clock.today(zone) for zone in {*ZONE_OF_REGION.values(), "UTC"})


@cache
def year_of(country: str | None, year: int) -> Year:
    """Return one country's year from the holidays package; `known` is false for a plan not yet announced."""
    if country is None:
        return Year(frozenset(), frozenset(), known=False)
    builder = {"CN": _china, "ID": _indonesia, "GB": _england, "US": _united_states}[country]
    return builder(year)


def _china(year: int) -> Year:
    # The State Council announces each year's substituted working weekends; a year with none isn't announced yet.
    listed: Any = holidays.country_holidays("CN", years=year)
    shifted = frozenset(day for day in listed.weekend_workdays if day.year == year)
    return Year(frozenset(day for day in listed if day.year == year), shifted, known=bool(shifted))


def _indonesia(year: int) -> Year:
    # Joint leave days (cuti bersama) come by yearly decree; before it the Islamic dates are estimates.
    public: Any = holidays.country_holidays("ID", years=year, language="en_US")
    all_off: Any = holidays.country_holidays("ID", years=year, categories=("public", "government"))
    decreed = len(all_off) > len(public) and not any("estimated" in name for name in public.values())
    return Year(frozenset(day for day in all_off if day.year == year), frozenset(), known=decreed)


def _england(year: int) -> Year:
    listed: Any = holidays.country_holidays("GB", subdiv="ENG", years=year)
    return Year(frozenset(listed), frozenset(), known=year <= GB_LISTED_UNTIL)


def _united_states(year: int) -> Year:
    listed: Any = holidays.country_holidays("US", years=year)
    return Year(frozenset(listed), frozenset(), known=True)

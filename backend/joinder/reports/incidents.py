"""What a report counts as: rejected before withdrawn before repeated before incident (design: one precedence)."""

from dataclasses import dataclass
from datetime import date, datetime

from joinder.core.errors import Invalid
from joinder.reports.currencies import CURRENCIES
from joinder.reports.sheets.areas import area_codes

EARLIEST = date(1970, 1, 1)
PRECISIONS = ("day", "month", "about", "unknown")
MONEY_KINDS = ("licensed", "virtual", "unknown")
ASKED_HOW = ("hotline", "chat", "email", "app", "social", "other")
REMEDIES = ("refund", "fee_return", "apology", "correction", "compensation", "stop")
REJECT_CODES = ("spam", "off_topic", "test", "abuse", "wrong_respondent", "other")
SET_ASIDE_CODES = ("coordinated", "fabricated", "respondent_staff", "other")


@dataclass(frozen=True)
class Facts:
    """The stored facts from which a report's state is derived."""

    rejected_at: datetime | None
    withdrawn_at: datetime | None
    repeated: bool


def state_of(facts: Facts) -> str:
    """Return rejected, withdrawn, repeated or incident."""
    if facts.rejected_at is not None:
        return "rejected"
    if facts.withdrawn_at is not None:
        return "withdrawn"
    return "repeated" if facts.repeated else "incident"


def check_date(happened_on: date | None, precision: str, today: date) -> None:
    """Refuse (Invalid) an impossible day, a precision without a date, or an unknown precision."""
    if precision not in PRECISIONS or (happened_on is None) != (precision == "unknown"):
        raise Invalid("reports.bad_date", field="happened_on")
    check_day(happened_on, today, "happened_on")


def check_day(day: date | None, today: date, field: str) -> None:
    """Refuse (Invalid) a day that has not come, and one so long ago that it must be a slip."""
    if day is not None and day > today:
        raise Invalid("reports.future_date", field=field)
    if day is not None and day < EARLIEST:
        raise Invalid("reports.distant_date", field=field, earliest=EARLIEST.isoformat())


def check_money(amount_minor: int | None, currency: str | None) -> None:
    """Refuse (Invalid) an amount without its currency, and a currency that ISO 4217 does not have."""
    if amount_minor is not None and currency is None:
        raise Invalid("reports.currency_missing", field="currency")
    if currency is not None and currency not in CURRENCIES:
        raise Invalid("reports.no_currency", field="currency")


def check_area(area: str | None) -> None:
    """Refuse (Invalid) an area that is not in the list of areas (ISO 3166-2)."""
    if area is not None and area not in area_codes():
        raise Invalid("reports.no_area", field="area")


def check_choices(values: list[str], allowed: tuple[str, ...], field: str) -> None:
    """Refuse (Invalid) a value that is not among the allowed ones."""
    if any(value not in allowed for value in values):
        raise Invalid("reports.bad_choice", field=field)

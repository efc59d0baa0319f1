"""What a report counts as: rejected before withdrawn before repeated before incident (design: one precedence)."""

from dataclasses import dataclass
from datetime import date, datetime

from joinder.core.errors import Invalid

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
    """Refuse (Invalid) a day that has not come, a precision without a date, or an unknown precision."""
    if precision not in PRECISIONS or (happened_on is None) != (precision == "unknown"):
        raise Invalid("reports.bad_date", field="happened_on")
    if happened_on is not None and happened_on > today:
        raise Invalid("reports.future_date", field="happened_on")


def check_choices(values: list[str], allowed: tuple[str, ...], field: str) -> None:
    """Refuse (Invalid) a value that is not among the allowed ones."""
    if any(value not in allowed for value in values):
        raise Invalid("reports.bad_choice", field=field)

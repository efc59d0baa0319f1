"""What one e-mail address or phone number canonically is, so that one person's spellings are one contact."""

from dataclasses import dataclass

import phonenumbers
from email_validator import EmailNotValidError, validate_email

from joinder.core.errors import Invalid

DOTLESS = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


@dataclass(frozen=True)
class ContactValue:
    """A contact as sent to and as compared."""

    kind: str
    value: str
    canonical: str


def parse(text: str, region: str = "CN") -> ContactValue:
    """Read an e-mail address or a phone number (E.164); refuse (Invalid) what is neither."""
    text = text.strip()
    return _email(text) if "@" in text else _phone(text, region)


def _email(text: str) -> ContactValue:
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as error:
        raise Invalid("accounts.bad_contact", field="contact") from error
    local, domain = found.local_part.lower(), found.domain.lower()
    local = local.split("+", 1)[0] or local
    if domain in DOTLESS:
        local, domain = local.replace(".", ""), DOTLESS[domain]
    return ContactValue("email", found.normalized, f"{local}@{domain}")


def _phone(text: str, region: str) -> ContactValue:
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException as error:
        raise Invalid("accounts.bad_contact", field="contact") from error
    if not phonenumbers.is_valid_number(number):
        raise Invalid("accounts.bad_contact", field="contact")
    value = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return ContactValue("phone", value, value)


def masked(kind: str, value: str) -> str:
    """Return a contact with its middle hidden, for showing to its own owner."""
    if kind == "email":
        local, domain = value.split("@", 1)
        return f"{local[:2]}***@{domain}"
    return f"{value[:-8]}****{value[-4:]}"

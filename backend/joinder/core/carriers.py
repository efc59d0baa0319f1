"""Carriers: one mail through SMTP, one text through an HTTP gateway, each as it is configured."""

import json
import smtplib
import ssl
import uuid
from collections.abc import Callable
from contextlib import suppress
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from string import Template
from urllib.parse import quote, quote_plus

import httpx
from email_validator import EmailNotValidError, validate_email

from joinder.core import clock
from joinder.core.settings import Settings

NOBODY_THERE = (501, 550, 551, 553, 556)
JSON, FORM = "application/json", "application/x-www-form-urlencoded"


class RefusedForGoodError(Exception):
    """A carrier will never take this message: asking again would only annoy it."""


def can_reach(settings: Settings, kind: str) -> bool:
    """Tell whether messages to this kind of contact (email, phone) have a way out."""
    return settings.outbox_enabled or bool(settings.smtp_host if kind == "email" else settings.sms_url)


def send_mail(settings: Settings, to: str, subject: str, body: str, *, message_id: uuid.UUID) -> None:
    """Hand one plain-text mail to the SMTP server; RefusedForGoodError when there is no such mailbox."""
    mail = _mail(settings.mail_from, to, subject, body, message_id)
    with _connect(settings) as smtp:
        if settings.smtp_tls == "starttls":
            smtp.starttls(context=ssl.create_default_context())
        if settings.smtp_user:
            smtp.login(settings.smtp_user, settings.smtp_password.get_secret_value())
        try:
            smtp.send_message(mail)
        except smtplib.SMTPNotSupportedError as error:  # an address beyond ASCII, a server without SMTPUTF8
            raise RefusedForGoodError from error
        except smtplib.SMTPRecipientsRefused as error:
            if all(_nobody_there(*said) for said in error.recipients.values()):
                raise RefusedForGoodError from error
            raise


def _connect(settings: Settings) -> smtplib.SMTP:
    if settings.smtp_tls == "tls":
        context = ssl.create_default_context()
        return smtplib.SMTP_SSL(settings.smtp_host, settings.smtp_port, timeout=20, context=context)
    return smtplib.SMTP(settings.smtp_host, settings.smtp_port, timeout=20)


def _mail(sender: str, to: str, subject: str, body: str, message_id: uuid.UUID) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, _reachable(to), subject
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = f"<{message_id}@{parseaddr(sender)[1].rsplit('@', 1)[-1]}>"
    mail.set_content(body)
    return mail


def _reachable(to: str) -> str:
    """Write a domain beyond ASCII the way every server knows it."""
    with suppress(EmailNotValidError):
        return validate_email(to, check_deliverability=False, test_environment=True).ascii_email or to
    return to


def _nobody_there(code: int, said: bytes) -> bool:
    """Tell a mailbox that does not exist from a refusal (5.7.x: relaying, policy) that the operator can mend."""
    return code in NOBODY_THERE and b"5.7." not in said[:8]


def send_sms(settings: Settings, to: str, body: str) -> None:
    """Hand one text to the configured HTTP gateway; refuses (raises) any answer but 2xx."""
    if not settings.sms_url:
        raise RuntimeError("No SMS gateway is configured (JOINDER_SMS_URL).")
    url = _fill(settings.sms_url, to, body, lambda value: quote(value, safe=""))
    headers, content = httpx.Headers(settings.sms_headers), None
    if settings.sms_method != "GET":
        headers.setdefault("Content-Type", JSON)
        is_form = headers["Content-Type"].partition(";")[0].strip().lower() == FORM
        content = _fill(settings.sms_body, to, body, quote_plus if is_form else _json_safe).encode()
    httpx.request(settings.sms_method, url, headers=headers, content=content, timeout=20).raise_for_status()


def _fill(template: str, to: str, text: str, safely: Callable[[str], str]) -> str:
    return Template(template).safe_substitute(to=safely(to), text=safely(text))


def _json_safe(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]

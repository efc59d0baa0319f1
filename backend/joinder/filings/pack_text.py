"""A member's own pack for a channel that takes complaints one by one: the member's own words in the channel's order."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from joinder.letters import formats

# What only the member may give, and only to the channel itself: it is never asked for here.
PERSONAL = frozenset(
    {"complainant_name", "complainant_phone", "complainant_address", "complainant_id_doc", "account_identifier"}
)
NOT_FOR_ONE = frozenset({"authorisation", "representative_election"})


@dataclass(frozen=True, slots=True)
class OwnReport:
    """One incident as its own author wrote it."""

    story: str | None
    happened_on: date | None
    precision: str
    happened_text: str | None
    amount_minor: int | None
    currency: str | None
    amount_text: str | None
    asked_on: date | None
    asked_how: str | None
    ticket: str | None
    answer: str | None
    remedies: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackFacts:
    """Everything a pack is made of."""

    lang: str
    company: str | None
    company_address: str | None
    reports: tuple[OwnReport, ...]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PackSection:
    """One field of the channel's form; `yours` marks what the member fills in on the official page."""

    code: str
    title: str
    lines: tuple[str, ...]
    yours: bool = False


@cache
def _words() -> dict[str, Any]:
    return yaml.safe_load(files("joinder.filings").joinpath("packs.yaml").read_text("utf-8"))


def say(key: str, lang: str) -> str:
    """Return one of the pack's fixed words in a language."""
    return _words()[key][lang]


def ways() -> dict[str, dict[str, str]]:
    """Return the words for how a company is asked, by way and language."""
    return _words()["ways"]


def sections(facts: PackFacts, wanted: list[tuple[str, str]]) -> list[PackSection]:
    """Fill the fields a channel asks for, given as code and title; what only a group needs is left out."""
    return [_section(code, title, facts) for code, title in wanted if code not in NOT_FOR_ONE]


def as_text(found: list[PackSection], lang: str) -> str:
    """Write a pack as plain text to copy or print."""
    parts = [f"{section.title}\n" + "\n".join(section.lines) for section in found]
    return "\n\n".join([say("title", lang), *parts, say("own_account", lang)]) + "\n"


def _section(code: str, title: str, facts: PackFacts) -> PackSection:
    if code in PERSONAL:
        return PackSection(code, title, (say("yours", facts.lang),), yours=True)
    writers = {
        "respondent_name": lambda: [facts.company or say("unknown_company", facts.lang)],
        "respondent_address": lambda: [facts.company_address or say("unknown_company", facts.lang)],
        "facts": lambda: _blocks(facts, _happened),
        "claim": lambda: _claims(facts),
        "prior_company_complaint": lambda: _blocks(facts, _asked),
        "evidence": lambda: list(facts.evidence) or [say("nothing", facts.lang)],
        "declaration_truth": lambda: [say("truth", facts.lang)],
    }
    lines = writers[code]() if code in writers else []
    return PackSection(code, title, tuple(lines or [say("nothing", facts.lang)]))


def _blocks(facts: PackFacts, write: Any) -> list[str]:  # noqa: ANN401
    lines: list[str] = []
    for report in facts.reports:
        lines += [*([""] if lines else []), *write(report, facts.lang)]
    return lines


def _happened(report: OwnReport, lang: str) -> list[str]:
    when = formats.day(report.happened_on, report.precision, lang) if report.happened_on else report.happened_text
    amount = report.amount_text
    if report.amount_minor is not None and report.currency:
        amount = formats.money(report.currency, report.amount_minor, lang)
    return _labelled([("happened", when), ("amount", amount), ("story", report.story)], lang)


def _asked(report: OwnReport, lang: str) -> list[str]:
    if not (report.asked_on or report.asked_how or report.ticket or report.answer):
        return [say("nothing", lang)]
    day = formats.day(report.asked_on, "day", lang) if report.asked_on else None
    how = ways()[report.asked_how][lang] if report.asked_how else None
    answer = report.answer or say("not_answered", lang)
    return _labelled([("asked", day), ("asked_how", how), ("ticket", report.ticket), ("answer", answer)], lang)


def _labelled(pairs: list[tuple[str, str | None]], lang: str) -> list[str]:
    colon = "：" if lang == "zh" else ": "
    return [f"{say(key, lang)}{colon}{value}" for key, value in pairs if value]


def _claims(facts: PackFacts) -> list[str]:
    wanted = dict.fromkeys(remedy for report in facts.reports for remedy in report.remedies)
    names = _words()["remedies"]
    return [f"{place}. {names[remedy][facts.lang]}" for place, remedy in enumerate(wanted, 1) if remedy in names]

"""Tone and care in everything the group or the public reads: no threats, insults, unproven crime claims."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from joinder.core.errors import Invalid
from joinder.letters.plan import LetterPlan

QUOTED = ("L-THREAT", "L-INSULT", "L-SETTLE")  # a quotation names its source: it may report a finding of fraud
TONE = ("L-THREAT", "L-INSULT", "L-CRIME", "L-PII", "L-SETTLE", "L-ABS")
LONG = 2400
THIRD_PARTY_ISSUES = {"scam_induced", "account_stolen", "unauthorised_charge"}
_COMPANY = r"贵司|贵公司|你们|你司|该公司|该平台|被投诉人|\byou\b|\byour\b|the company|perusahaan|\bkalian\b"
_OTHERS = (
    r"第三[方人]|他人|不法分子|犯罪分子|诈骗分子|陌生人|冒充|假冒|遭遇|防范|反(?:电信网络)?$|anti-?$"
    r"|third part|stranger|impersonat|oleh (?:pihak ketiga|orang)|pihak ketiga"
)
_ASKING = (
    r"请求?(?:贵局|贵单位)?(?:依法)?(?:核查|查明|认定|调查)|是否"
    r"|whether|please (?:check|investigate)|apakah|mohon diperiksa"
)
_SENTENCE = re.compile(r"[^。！？!?；;\n]+")
_MASKED = re.compile(r"\{\{[^}]*\}\}|《[^》]*》")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place that breaks a rule: where it stands, how bad it is, and what to write instead."""

    rule: str
    severity: str
    blocks: str
    where: str
    start: int
    end: int
    found: str

    def say(self, part: str, lang: str) -> str:
        """Return the finding's message or suggestion in a language."""
        return str(_rules()[self.rule][part][lang]).replace("{found}", self.found)


@dataclass(frozen=True, slots=True)
class About:
    """What the text is about: the issue, the company's names, and names that hold digits (12315)."""

    issue_id: str = ""
    company: tuple[str, ...] = ()
    names: tuple[str, ...] = field(default=())


@lru_cache
def _rules() -> dict[str, dict[str, Any]]:
    return yaml.safe_load((Path(__file__).parent / "lint.yaml").read_text("utf-8"))


@lru_cache
def _words(rule: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in _rules()[rule].get("words", [])), re.IGNORECASE)


def _mask(text: str, about: About) -> str:
    """Blank out markers, titles of laws and known names without moving anything."""
    text = _MASKED.sub(lambda hit: "\0" * len(hit.group()), text)
    for name in sorted(about.names, key=len, reverse=True):
        text = re.sub(rf"(?<!\d){re.escape(name)}(?!\d)", "\0" * len(name), text)
    return text


def _excused(text: str, hit: re.Match[str], about: About) -> bool:
    """Tell whether a word of crime is about a third party or part of a question, not a claim about the company."""
    sentence = next(one for one in _SENTENCE.finditer(text) if one.start() <= hit.start() < one.end())
    before, whole = text[sentence.start() : hit.start()], sentence.group()
    if re.search(_ASKING, before, re.IGNORECASE):
        return True
    company = "|".join([_COMPANY, *(re.escape(name) for name in about.company)])
    cue = re.search(_OTHERS, before[-24:], re.IGNORECASE)
    if cue and not re.search(company, before[-24:][cue.end() :], re.IGNORECASE):
        return True
    return about.issue_id in THIRD_PARTY_ISSUES and not re.search(company, whole, re.IGNORECASE)


def _hits(rule: str, where: str, text: str, about: About) -> Iterable[Finding]:
    entry = _rules()[rule]
    masked = _mask(text, about)
    for hit in _words(rule).finditer(masked):
        if rule == "L-CRIME" and _excused(text, hit, about):
            continue
        start, end = hit.span()
        yield Finding(rule, entry["severity"], entry.get("blocks", ""), where, start, end, text[start:end])


def tone(texts: Iterable[tuple[str, str]], about: About | None = None) -> list[Finding]:
    """Check any public or group texts, given as (where, text), for tone and personal data."""
    known = about or About()
    return [hit for where, text in texts for rule in TONE for hit in _hits(rule, where, text, known)]


def group(text: str, aliases: Iterable[str], about: About) -> list[Finding]:
    """Check a text for the group: tone, personal data, numbers of people, and aliases of members."""
    found = tone([("text", text)], about) + list(_hits("L-COUNT", "text", text, about))
    entry = _rules()["L-ALIAS"]
    for alias in aliases:
        start = text.upper().find(alias)
        end = start + len(alias)
        found.append(Finding("L-ALIAS", entry["severity"], entry["blocks"], "text", start, end, text[start:end]))
    return sorted(found, key=lambda one: (one.start, one.rule))


def check(plan: LetterPlan, about: About, today: date) -> list[Finding]:
    """Check a letter's plan: tone, untraceable numbers, vague demands, dates to come, length."""
    words = plan.own_words()
    found = tone(words, about)
    found += [hit for where, text in plan.quoted_words() for rule in QUOTED for hit in _hits(rule, where, text, about)]
    found += [hit for where, text in words for hit in _hits("L-FACT", where, text, about)]
    demands = [(where, text) for where, text in words if where.startswith("demands.")]
    found += [hit for where, text in demands for hit in _hits("L-CLAIM", where, text, about)]
    for at, moment in enumerate(plan.timeline):
        if moment.on > today:
            found.append(_whole("L-DATE", f"timeline.{at}.on", moment.on.isoformat()))
    length = sum(len(text) for _where, text in words)
    if length > LONG:
        found.append(_whole("L-LEN", "problem", str(length)))
    taken = {(one.where, one.start) for one in found if one.rule == "L-PII"}
    return [one for one in found if not (one.rule == "L-FACT" and (one.where, one.start) in taken)]


def _whole(rule: str, where: str, value: str) -> Finding:
    entry = _rules()[rule]
    return Finding(rule, entry["severity"], entry.get("blocks", ""), where, 0, len(value), value)


def refuse(findings: list[Finding], *, opening: bool = False) -> None:
    """Refuse (422) a text with a blocking finding, naming the first one; at opening the stricter ones too."""
    grave = ("always", "opening") if opening else ("always",)
    for one in findings:
        if one.blocks in grave:
            said = {f"said_{lang}": one.say("message", lang) for lang in ("zh", "en", "id")}
            advice = {f"advice_{lang}": one.say("suggestion", lang) for lang in ("zh", "en", "id")}
            raise Invalid("letters.tone", field=one.where, rule=one.rule, found=one.found, **said, **advice)

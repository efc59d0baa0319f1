"""From a drafter's plan and the facts to the letter: title, sections, demands, figure definitions, fixed facts."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from joinder.core.errors import Invalid
from joinder.letters import facts, sections
from joinder.letters.facts import Fact, FigureDefinition
from joinder.letters.phrases import knows, say
from joinder.letters.plan import LetterPlan, Stated
from joinder.letters.setting import LawText, Setting
from joinder.reference import catalog

DEFAULT_REPLY_DAYS = 15


@dataclass(frozen=True, slots=True)
class Composition:
    """A composed letter: its words with {{markers}}, what they may refer to, and what approval will bind to."""

    title: str
    sections: list[sections.Section]
    demands: list[dict[str, Any]]
    facts: list[Fact]
    figures: list[FigureDefinition]
    closing: dict[str, list[str]] = field(default_factory=dict[str, list[str]])

    def texts(self) -> list[str]:
        """Return every text of the letter with its markers."""
        lines = [self.title, *(line for part in self.closing.values() for line in part)]
        return lines + [block["text"] for section in self.sections for block in section["blocks"]]

    def to_json(self) -> dict[str, Any]:
        """Return the whole composition as plain JSON."""
        return {
            "title": self.title,
            "sections": self.sections,
            "demands": self.demands,
            "facts": [one.to_json() for one in self.facts],
            "figures": [one.to_json() for one in self.figures],
            "closing": self.closing,
        }


def compose(plan: LetterPlan, setting: Setting) -> Composition:
    """Compose a letter; refuses laws that may not be cited, demands twice, and markers of facts that do not exist."""
    _check_kind(plan, setting)
    demands = [_demand(one, setting) for one in plan.demands]
    fixed = _fixed_facts(plan, setting)
    figures = _figures(plan, setting)
    composition = Composition(
        title=plan.title or _title(setting),
        sections=sections.write_all(plan, setting, demands),
        demands=demands,
        facts=fixed,
        figures=figures,
        closing=sections.closing(plan, setting),
    )
    _check_markers(composition)
    return composition


def _title(setting: Setting) -> str:
    said = "title_open" if setting.issue_id == catalog.UNSPECIFIED else "title"  # "not sure yet" names no issue
    path = f"{said}/{setting.kind.id}" if knows(f"{said}/{setting.kind.id}") else f"{said}/company_joint"
    issue = setting.issue.split("/")[0].strip()  # "提现困难/提现被拒" names one issue twice; a title says it once
    return say(path, setting.lang, respondent=setting.respondent.brand, issue=issue)


def _check_kind(plan: LetterPlan, setting: Setting) -> None:
    if setting.kind.id == "report" and plan.demands:
        raise Invalid("letters.report_without_claims", field="demands")
    if setting.kind.id != "report" and not plan.demands:
        raise Invalid("letters.demand_missing", field="demands")
    if "previous_letter" in setting.kind.sections and plan.previous is None:
        raise Invalid("letters.previous_missing", field="previous")
    keys = [one.key for one in plan.demands] + [one.key for one in plan.stated]
    taken = set(facts.figure_keys()) | {"reply_days"}
    if len(set(keys)) != len(keys) or taken & set(keys):
        raise Invalid("letters.key_twice", field="stated")
    low, high = setting.kind.reply_range
    if plan.reply_days is not None and not low <= plan.reply_days <= high:
        raise Invalid("letters.reply_days_range", field="reply_days", low=low, high=high)


def _demand(one: Any, setting: Setting) -> dict[str, Any]:  # noqa: ANN401
    name = setting.remedies.get(one.remedy)
    if name is None:
        raise Invalid("letters.unknown_remedy", field="demands", remedy=one.remedy)
    if not one.everyone and one.remedy not in setting.counted_as:
        raise Invalid("letters.demand_for_everyone", field="demands", remedy=name)
    return {"key": one.key, "remedy": one.remedy, "what": one.what or name, "everyone": one.everyone}


def citable(law: LawText, *, confirmed: bool) -> bool:
    """Tell whether a law may stand in a letter: citable, in force, sure enough, and its condition confirmed."""
    sure = law.confidence in ("high", "medium")
    return law.cite_in_letter and law.in_force and sure and (law.condition is None or confirmed)


def _cited(plan: LetterPlan, setting: Setting) -> list[LawText]:
    found: list[LawText] = []
    for one in plan.laws:
        law = setting.laws.get(one.law_id)
        if law is None:
            raise Invalid("letters.unknown_law", field="laws", law=one.law_id)
        if not citable(law, confirmed=one.condition_confirmed):
            code = "letters.law_condition" if citable(law, confirmed=True) else "letters.law_not_citable"
            raise Invalid(code, field="laws", law=law.label, condition=law.condition or "")
        found.append(law)
    return found


def _fixed_facts(plan: LetterPlan, setting: Setting) -> list[Fact]:
    lang, on = setting.lang, setting.on
    out = [_stated(one, on, lang) for one in plan.stated]
    for at, moment in enumerate(plan.timeline, 1):
        value = {"on": moment.on.isoformat(), "precision": moment.precision}
        name = say("fact_name/timeline", lang)
        out.append(Fact(f"t{at}.on", "date", value, name, moment.what, on, moment.source))
    for law in _cited(plan, setting):
        if law.article:
            name = say("fact_name/law", lang, name=law.name)
            out.append(Fact(law.key, "text", law.article, name, law.paraphrase, law.as_of, law.source))
    out += _reply_fact(plan, setting)
    if setting.others is not None:
        out += _others(setting)
    if plan.previous is not None:
        sent = {"on": plan.previous.sent_on.isoformat(), "precision": "day"}
        source = say("source_filing", lang)
        out.append(_fact("previous.sent_on", "date", sent, lang, on, source))
        out.append(_fact("previous.reference", "text", plan.previous.reference, lang, on, source))
    return out


def _fact(key: str, kind: facts.FactKind, value: object, lang: str, on: date, source: str) -> Fact:
    name = say(f"fact_name/{key}", lang)
    return Fact(key, kind, value, name, name, on, source)


def _stated(one: Stated, on: date, lang: str) -> Fact:
    value: Any = one.value
    try:
        if one.kind == "count":
            value = int(one.value)
        elif one.kind == "date":
            value = {"on": date.fromisoformat(one.value).isoformat(), "precision": "day"}
        elif one.kind == "money":
            value = [{"currency": _required(one.currency), "minor": int(one.value)}]
    except ValueError as error:
        raise Invalid("letters.stated_value", field="stated", key=one.key) from error
    return Fact(one.key, one.kind, value, one.name, say("fact_name/stated", lang), on, one.source)


def _required(currency: str | None) -> str:
    if currency is None:
        raise ValueError("An amount has a currency.")
    return currency


def reply_law(plan: LetterPlan, setting: Setting) -> LawText | None:
    """Return the law a reply period may point to: only a cited one whose condition the drafter confirmed."""
    if plan.reply_period_law is None:
        return None
    cited = {law.id: law for law in _cited(plan, setting)}
    if plan.reply_period_law not in cited:
        raise Invalid("letters.reply_law_not_cited", field="reply_period_law")
    return cited[plan.reply_period_law]


def _reply_fact(plan: LetterPlan, setting: Setting) -> list[Fact]:
    days = plan.reply_days or setting.kind.default_days or DEFAULT_REPLY_DAYS
    law = reply_law(plan, setting)
    source = law.source if law else say("our_request", setting.lang)
    query = law.label if law else say("reply_query", setting.lang)
    name = say("fact_name/reply_days", setting.lang)
    return [Fact("reply_days", "count", days, name, query, setting.on, source)]


def _others(setting: Setting) -> list[Fact]:
    others, lang = setting.others, setting.lang
    if others is None:
        return []
    source = say("source_release", lang)
    on = {"on": others.on.isoformat(), "precision": "day"}
    return [
        _fact("others.people", "count", others.people, lang, others.on, source),
        _fact("others.on", "date", on, lang, others.on, source),
        _fact("others.release", "count", others.release, lang, others.on, source),
    ]


def _figures(plan: LetterPlan, setting: Setting) -> list[FigureDefinition]:
    out = [facts.define(key, plan.lang) for key in facts.figure_keys()]
    for one in plan.demands:
        if not one.everyone:
            for part in ("people", "amounts"):
                key = f"{one.key}.{part}"
                out.append(facts.define(f"demand.{part}", plan.lang, as_key=key, remedy=setting.counted_as[one.remedy]))
    return out


def _check_markers(composition: Composition) -> None:
    known = {one.key for one in composition.facts} | {one.key for one in composition.figures}
    for text in composition.texts():
        for key in facts.markers(text):
            if key not in known:
                raise Invalid("letters.unknown_fact", key=key)

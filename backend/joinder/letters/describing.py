"""From reference data and the case to the plain setting a letter is composed in."""

import re
from functools import lru_cache
from importlib import resources

import yaml
from sqlalchemy.orm import Session

from joinder.cases.models import Case, Respondent
from joinder.core import clock
from joinder.core.errors import Invalid, NotFound
from joinder.letters.approval import zone_of
from joinder.letters.figures import Naming
from joinder.letters.lint import About
from joinder.letters.phrases import say
from joinder.letters.plan import Lang, LetterPlan
from joinder.letters.sections import FRAME, WRITERS
from joinder.letters.setting import Kind, LawText, Others, Party, Recipient, Setting
from joinder.reference import catalog
from joinder.reference.schema.channels import Channel
from joinder.reference.schema.laws import Law
from joinder.reference.schema.letters import LetterKind

# What people can ask for in a report, and the reference remedies that mean the same.
PLAIN_REMEDIES = ("refund", "fee_return", "apology", "correction", "compensation", "stop")
SAME_AS = {
    "R-REFUND": "refund",
    "R-CREDIT": "refund",
    "R-FEE": "fee_return",
    "R-APOLOGY": "apology",
    "R-FIX": "correction",
    "R-COMP": "compensation",
    "R-STOP": "stop",
}


def supported(kind: LetterKind) -> bool:
    """Tell whether a kind is a letter of facts (elections, powers and consents are forms people sign themselves)."""
    return all(one in WRITERS or one in FRAME for one in kind.sections)


def kinds() -> list[LetterKind]:
    """Return the kinds of letter that can be drafted."""
    return [one for one in catalog.letter_kinds() if supported(one)]


def channels_for(kind: LetterKind, respondent: Respondent) -> list[Channel]:
    """Return the recipients a kind of letter about a respondent may go to, in its region."""
    found: list[Channel] = []
    for channel in catalog.channels():
        try:
            _check_channel(kind, channel, respondent)
        except Invalid:
            continue
        if channel.region == respondent.region:
            found.append(channel)
    return found


def as_lang(lang: str) -> Lang:
    """Return a language we write letters in; Chinese for any other."""
    known: dict[str, Lang] = {"zh": "zh", "en": "en", "id": "id"}
    return known.get(lang, "zh")


def counted_remedies() -> dict[str, str]:
    """Return the remedies that reports ask about, each with the word reports use for it."""
    return SAME_AS | {one: one for one in PLAIN_REMEDIES}


def setting_for(session: Session, case: Case, plan: LetterPlan, others: Others | None) -> Setting:
    """Gather a letter's setting; refuses a kind or channel that does not fit, and another company's channel."""
    respondent = session.get_one(Respondent, case.respondent_id)
    kind, channel = _kind(plan), _channel(plan)
    _check_channel(kind, channel, respondent)
    lang = plan.lang
    return Setting(
        lang=lang,
        on=clock.today(zone_of(channel.region)),
        respondent=_party(respondent, lang),
        recipient=Recipient(channel.id, channel.version, channel.type, _recipient(channel, respondent, lang)),
        kind=_kind_of(kind),
        issue=catalog.issue(case.issue_id).names.say(lang),
        issue_id=case.issue_id,
        remedies=remedy_names(lang),
        counted_as=counted_remedies(),
        laws=_laws(lang),
        others=others,
    )


def _kind(plan: LetterPlan) -> LetterKind:
    try:
        kind = catalog.letter_kind(plan.kind_id)
    except NotFound as error:
        raise Invalid("letters.unknown_kind", field="kind_id") from error
    if not supported(kind):
        raise Invalid("letters.unknown_kind", field="kind_id")
    return kind


def _channel(plan: LetterPlan) -> Channel:
    try:
        return catalog.channel(plan.channel_id)
    except NotFound as error:
        raise Invalid("letters.unknown_channel", field="channel_id") from error


def _check_channel(kind: LetterKind, channel: Channel, respondent: Respondent) -> None:
    if channel.type not in kind.to_types and "any" not in kind.to_types:
        raise Invalid("letters.kind_does_not_fit", field="channel_id")
    if kind.id != "report" and not channel.takes_joint_letter:
        raise Invalid("letters.channel_takes_no_joint", field="channel_id")
    if channel.type != "company" or channel.id.endswith("-company-generic"):
        return
    if channel.id not in {one.channel for one in catalog.respondents() if one.id == respondent.reference_id}:
        raise Invalid("letters.other_company", field="channel_id")


def region_of(channel_id: str) -> str:
    """Return the region a channel works in."""
    return catalog.channel(channel_id).region


def name_of(respondent: Respondent, lang: str) -> str:
    """Return a respondent's name in a language, or in whichever it has."""
    return respondent.names.get(lang) or next(iter(respondent.names.values()))


def _party(respondent: Respondent, lang: str) -> Party:
    source = str(respondent.sources[0]) if respondent.sources else None
    legal, code, address = respondent.legal_name, respondent.registration_code, respondent.registered_address
    return Party(name_of(respondent, lang), legal, code, address, source)


def _recipient(channel: Channel, respondent: Respondent, lang: Lang) -> str:
    if channel.type != "company":
        return channel.names.say(lang)
    return respondent.legal_name or name_of(respondent, lang)


def _kind_of(kind: LetterKind) -> Kind:
    deadline = kind.reply_deadline
    if deadline is None:
        return Kind(kind.id, kind.version, list(kind.sections))
    reply_range = (deadline.min_days, deadline.max_days)
    return Kind(kind.id, kind.version, list(kind.sections), deadline.default_days, reply_range)


def remedy_names(lang: Lang) -> dict[str, str]:
    """Return what can be asked for, by id: the remedies of reports and those of the reference data."""
    plain = {one: say(f"remedy/{one}", lang) for one in PLAIN_REMEDIES}
    return plain | {one.id: one.names.say(lang) for one in catalog.remedies()}


@lru_cache
def _laws(lang: Lang) -> dict[str, LawText]:
    return {law.id: _law(law, lang) for law in catalog.laws()}


def _law(law: Law, lang: Lang) -> LawText:
    titles = [catalog.source(one).title for one in law.source]
    return LawText(
        id=law.id,
        name=law.names.say(lang),
        article=law.article if law.article and any(char.isalnum() for char in law.article) else None,
        paraphrase=law.paraphrase.say(lang),
        condition=law.condition.say(lang) if law.condition else None,
        cite_in_letter=law.cite_in_letter,
        in_force=law.status == "in_force",
        confidence=law.confidence,
        source=(" · ".join(titles) or say("source_law", lang))[:300],
        as_of=law.status_checked or law.as_of,
    )


@lru_cache
def _numbered_names() -> tuple[str, ...]:
    """Return the numbers that are names of bodies or laws (12315), which need no source of their own."""
    names = [one.names.say(lang) for one in catalog.channels() for lang in ("zh", "en", "id")]
    return tuple(sorted({hit for name in names for hit in re.findall(r"\d{3,}", name)}))


def about(session: Session, case: Case) -> About:
    """Return what the lint has to know of a case."""
    respondent = session.get_one(Respondent, case.respondent_id)
    names = (
        *respondent.names.values(),
        *respondent.aliases,
        *([respondent.legal_name] if respondent.legal_name else []),
    )
    return About(case.issue_id, names, (*names, *_numbered_names()))


@lru_cache
def _areas() -> dict[str, list[str]]:
    content = resources.files("joinder.reports.sheets").joinpath("areas.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(content)


def area_name(code: str, lang: str) -> str:
    """Return what an area is called: its Chinese or its Latin name, or its code when that is not known."""
    names = _areas().get(code, [])
    if lang == "zh":
        return names[0].title() if names else code
    return next((name.title() for name in reversed(names) if name.isascii()), code)


def naming(lang: Lang) -> Naming:
    """Return how issues and areas are called in a letter."""
    issues = {one.id: one.names.say(lang) for one in catalog.issues()}
    issues[catalog.UNSPECIFIED] = say("unclassified", lang)  # "not sure yet" is a word of the form, not of a letter
    areas = {code: area_name(code, lang) for code in _areas()}
    return Naming(issues, areas, say("rest", lang), say("source_members", lang))

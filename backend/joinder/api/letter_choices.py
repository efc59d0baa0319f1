"""What a drafter can choose from, in the drafter's language."""

from pydantic import BaseModel
from sqlalchemy.orm import Session

from joinder.cases.models import Case, Respondent
from joinder.letters import describing, facts, grants
from joinder.reference import display
from joinder.reference.schema.letters import LetterKind


class KindChoice(BaseModel):
    """A kind of letter, what it is made of, and whom it may go to."""

    id: str
    name: str
    note: str
    sections: list[str]
    channels: list[str]
    default_days: int | None
    min_days: int
    max_days: int
    asks_for_money: bool


class ChannelChoice(BaseModel):
    """A recipient that takes a joint letter."""

    id: str
    name: str
    type: str


class LawChoice(BaseModel):
    """A law that may be cited, and the condition to confirm first."""

    id: str
    name: str
    article: str | None
    paraphrase: str
    condition: str | None


class NamedChoice(BaseModel):
    """An id and its name."""

    id: str
    name: str


class RemedyChoice(NamedChoice):
    """Something to ask for; `counted` when reports ask about it, so that a sub-group can be counted."""

    counted: bool


class ChoicesRead(BaseModel):
    """Everything a drafter chooses from."""

    kinds: list[KindChoice]
    channels: list[ChannelChoice]
    laws: list[LawChoice]
    remedies: list[RemedyChoice]
    figures: list[NamedChoice]
    grant_fields: list[str]


def choices_view(session: Session, case: Case, lang: str) -> ChoicesRead:
    """List the kinds, recipients, laws, remedies and figures that fit a case."""
    respondent = session.get_one(Respondent, case.respondent_id)
    fitting = {kind.id: describing.channels_for(kind, respondent) for kind in describing.kinds()}
    channels = {one.id: one for found in fitting.values() for one in found}
    names = describing.remedy_names(describing.as_lang(lang))
    counted = describing.counted_remedies()
    return ChoicesRead(
        kinds=[_kind(one, [channel.id for channel in fitting[one.id]], lang) for one in describing.kinds()],
        channels=[
            ChannelChoice(id=one.id, name=one.names.say(describing.as_lang(lang)), type=one.type)
            for one in channels.values()
        ],
        laws=_laws(case, lang),
        remedies=[RemedyChoice(id=key, name=name, counted=key in counted) for key, name in names.items()],
        figures=[NamedChoice(id=key, name=facts.define(key, lang).name) for key in facts.figure_keys()],
        grant_fields=list(grants.FIELDS),
    )


def _kind(kind: LetterKind, channels: list[str], lang: str) -> KindChoice:
    known = describing.as_lang(lang)
    low, high = (kind.reply_deadline.min_days, kind.reply_deadline.max_days) if kind.reply_deadline else (3, 60)
    return KindChoice(
        id=kind.id,
        name=kind.names.say(known),
        note=kind.note.say(known),
        sections=list(kind.sections),
        channels=channels,
        default_days=kind.reply_deadline.default_days if kind.reply_deadline else None,
        min_days=low,
        max_days=high,
        asks_for_money=kind.id != "report",
    )


def _laws(case: Case, lang: str) -> list[LawChoice]:
    known = describing.as_lang(lang)
    found = [one for one in display.shown_laws(case.issue_id) if display.citable(one, frozenset({one.id}))]
    return [
        LawChoice(
            id=one.id,
            name=one.names.say(known),
            article=one.article,
            paraphrase=one.paraphrase.say(known),
            condition=one.condition.say(known) if one.condition else None,
        )
        for one in found
    ]

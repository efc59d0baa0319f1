"""Reference data and text pages over HTTP: issues, companies, channels, guides, letter kinds; GET only."""

from typing import Annotated, cast

from fastapi import APIRouter, Query

from joinder.api.deps import Lang, allow
from joinder.core.errors import NotFound
from joinder.core.settings import get_settings
from joinder.reference import catalog, display, guide_search, pages, reading, reading_channels
from joinder.reference import schemas as s
from joinder.reference.schema.base import LangCode, Region, SourcedEntry

router = APIRouter(prefix="/api/reference", tags=["reference"])
READ = allow("reference.read")


def _code(lang: str) -> LangCode:
    return cast("LangCode", lang)


def _refuse_hidden(entry: SourcedEntry) -> None:
    if not display.showable(entry.confidence):
        raise NotFound("reference.unknown", id=entry.id)


@router.get("/issues", dependencies=[READ])
def list_issues(lang: Lang) -> s.IssuesRead:
    """Return everything the report form chooses from."""
    return reading.all_issues(_code(lang))


@router.get("/issues/{issue_id}", dependencies=[READ])
def read_issue(issue_id: str, lang: Lang) -> s.IssueDetail:
    """Return one issue with the laws people may read about; refuses an unknown one."""
    issue = catalog.issue(issue_id)
    _refuse_hidden(issue)
    return reading.issue_detail(issue, _code(lang))


@router.get("/respondents", dependencies=[READ])
def list_reference_respondents(lang: Lang) -> list[s.ReferenceRespondentRead]:
    """Return the company brands that ship with the product, with the contacts that may be shown."""
    listed = [entry for entry in catalog.respondents() if entry.status == "listed"]
    return [reading_channels.respondent_read(entry, _code(lang)) for entry in listed]


@router.get("/respondents/{respondent_id}", dependencies=[READ])
def read_reference_respondent(respondent_id: str, lang: Lang) -> s.ReferenceRespondentRead:
    """Return one company brand with the contacts that may be shown."""
    entry = catalog.respondent(respondent_id)
    if entry.status != "listed":
        raise NotFound("reference.unknown", id=respondent_id)
    return reading_channels.respondent_read(entry, _code(lang))


@router.get("/channels", dependencies=[READ])
def list_reference_channels(
    lang: Lang, region: Annotated[Region | None, Query()] = None
) -> list[s.ReferenceChannelRead]:
    """Return the channels people may see, perhaps of one region."""
    shown = [entry for entry in display.shown_channels() if region in (None, entry.region)]
    return [reading_channels.channel_read(entry, _code(lang)) for entry in shown]


@router.get("/channels/{channel_id}", dependencies=[READ])
def read_reference_channel(channel_id: str, lang: Lang) -> s.ReferenceChannelDetail:
    """Return one channel with contacts, what it needs and how long it has."""
    channel = catalog.channel(channel_id)
    _refuse_hidden(channel)
    return reading_channels.channel_detail(channel, _code(lang))


@router.get("/escalation-paths", dependencies=[READ])
def list_escalation_paths(lang: Lang) -> list[s.EscalationPathRead]:
    """Return the usual order of channels, one path a region."""
    return [reading_channels.path_read(entry, _code(lang)) for entry in catalog.escalation_paths()]


@router.get("/guides", dependencies=[READ])
def list_guides(lang: Lang, q: Annotated[str, Query(max_length=100)] = "") -> list[s.GuideRead]:
    """Return the guides people may see; with `q`, those that hold every word asked for, best first."""
    return [reading.guide_read(entry, _code(lang)) for entry in guide_search.find_guides(q, _code(lang))]


@router.get("/guides/{guide_id}", dependencies=[READ])
def read_guide(guide_id: str, lang: Lang) -> s.GuideDetail:
    """Return one guide with its steps."""
    guide = catalog.guide(guide_id)
    _refuse_hidden(guide)
    return reading.guide_detail(guide, _code(lang))


@router.get("/letter-kinds", dependencies=[READ])
def list_letter_kinds(lang: Lang) -> list[s.LetterKindRead]:
    """Return the kinds of letter and their sections."""
    return [reading.letter_kind_read(kind, _code(lang)) for kind in catalog.letter_kinds()]


@router.get("/pages/{name}", dependencies=[READ])
def read_text_page(name: str, lang: Lang) -> s.TextPageRead:
    """Return one of the text pages: terms, privacy, imprint; the operator's own text first."""
    settings = get_settings()
    page = pages.read_page(name, _code(lang), overrides=settings.pages_dir, operator=settings.operator_name)
    return s.TextPageRead.model_validate(page)

"""Server-made pages of reference data: guides, channels, first aid; under the display rule, like the API."""

from fastapi import APIRouter, Request, Response

from joinder.core.errors import NotFound
from joinder.reference import catalog, display, reading, reading_channels
from joinder.reference.schema.channels import Channel
from joinder.reference.schema.guides import Guide
from joinder.web import structured
from joinder.web.public_pages import PageWords, in_every_language
from joinder.web.serving import Head, answer, plain_shell, short

router = APIRouter(include_in_schema=False)


@in_every_language(router, "/guides", "reference.read")
def guides_page(request: Request, t: PageWords) -> Response:
    """List the guides."""
    title, lead = t("reference.guides.title"), t("reference.guides.lead")
    items = [{"path": f"/guides/{one.id}", "name": one.names.say(t.code), "note": ""} for one in display.shown_guides()]
    data = structured.listing(t, title, [(one["name"], one["path"]) for one in items])
    head = Head("/guides", title, lead, f"/share/{t.lang}/home.png", [data])
    return answer(request, t, head, "list.html", heading=title, lead=lead, note="", items=items)


@in_every_language(router, "/guides/{guide_id}", "reference.read")
def guide_page(guide_id: str, request: Request, t: PageWords) -> Response:
    """Tell one guide; 404 for an unknown or hidden one."""
    entry = _shown_guide(guide_id)
    if entry is None:
        return plain_shell(request, 404)
    guide = reading.guide_detail(entry, t.code)
    text = short(t("page.guide_description", name=guide.name, first=guide.steps[0]))
    data = [
        structured.steps(t, guide.name, text, guide.steps),
        structured.trail(t, (t("reference.guides.title"), "/guides"), (guide.name, f"/guides/{guide.id}")),
    ]
    head = Head(f"/guides/{guide.id}", guide.name, text, f"/share/{t.lang}/home.png", data, kind="article")
    return answer(request, t, head, "guide.html", guide=guide)


def _shown_guide(guide_id: str) -> Guide | None:
    try:
        entry = catalog.guide(guide_id)
    except NotFound:
        return None
    return entry if display.showable(entry.confidence) else None


@in_every_language(router, "/channels", "reference.read")
def channels_page(request: Request, t: PageWords) -> Response:
    """List the channels that may be shown."""
    title, lead = t("reference.channels.title"), t("reference.channels.lead")
    items = [
        {"path": f"/channels/{one.id}", "name": one.names.say(t.code), "note": one.scope.say(t.code)}
        for one in display.shown_channels()
    ]
    data = structured.listing(t, title, [(one["name"], one["path"]) for one in items])
    head = Head("/channels", title, lead, f"/share/{t.lang}/home.png", [data])
    note = t("reference.channels.scam")
    return answer(request, t, head, "list.html", heading=title, lead=lead, note=note, items=items)


@in_every_language(router, "/channels/{channel_id}", "reference.read")
def channel_page(channel_id: str, request: Request, t: PageWords) -> Response:
    """Tell one channel; 404 for an unknown or hidden one."""
    entry = _shown_channel(channel_id)
    if entry is None:
        return plain_shell(request, 404)
    channel = reading_channels.channel_detail(entry, t.code)
    text = short(t("page.channel_description", name=channel.name, scope=channel.scope))
    path = f"/channels/{channel.id}"
    data = structured.trail(t, (t("reference.channels.title"), "/channels"), (channel.name, path))
    head = Head(path, channel.name, text, f"/share/{t.lang}/home.png", [data], kind="article")
    return answer(request, t, head, "channel.html", channel=channel)


def _shown_channel(channel_id: str) -> Channel | None:
    try:
        entry = catalog.channel(channel_id)
    except NotFound:
        return None
    return entry if display.showable(entry.confidence) else None


@in_every_language(router, "/stolen", "reference.read")
def stolen_page(request: Request, t: PageWords) -> Response:
    """Tell what to do first when an account is stolen: before, and without, anything else."""
    page = t.part("home.stolenPage")
    done = [f"{page[str(at)]['title']}: {page[str(at)]['text']}" for at in range(1, 6)]
    data = structured.steps(t, page["title"], page["lead"], done)
    head = Head("/stolen", page["title"], page["lead"], f"/share/{t.lang}/home.png", [data], kind="article")
    return answer(request, t, head, "stolen.html", page=page)

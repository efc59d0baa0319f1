"""What people pass on: share pictures, the QR code and posters, all from released numbers and public words."""

import hashlib
import io
from typing import Any, Literal

import segno
from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from joinder.api.deps import ReadSession, allow
from joinder.api.statistics import case_of, company_of
from joinder.cases.models import Case, Respondent
from joinder.core.settings import get_settings
from joinder.statistics import queries
from joinder.statistics.models import Release
from joinder.web import posters
from joinder.web.drawing import Card, png
from joinder.web.reading import issue_name
from joinder.web.serving import absolute, short
from joinder.web.wording import Words

router = APIRouter(prefix="/share/{lang}", include_in_schema=False)
Lang = Literal["zh", "en", "id"]
MAY_READ = [allow("statistics.read")]


def published(request: Request, data: bytes, media_type: str, name: str = "") -> Response:
    """Answer with published bytes; the ETag is their hash and nothing else."""
    tag = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "public, max-age=3600", "Cross-Origin-Resource-Policy": "cross-origin"}
    if tag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if name:
        headers["Content-Disposition"] = f'inline; filename="{name}"'
    return Response(data, headers=headers, media_type=media_type)


@router.get("/home.png", dependencies=MAY_READ)
def home_card(lang: Lang, request: Request, session: ReadSession) -> Response:
    """Draw the site's share picture."""
    t = Words(lang)
    release = queries.latest(session, "home", queries.HOME)
    return published(request, png(_total_card(t, release, "", t("home.title"))), "image/png")


def _total_card(t: Words, release: Release | None, over: str, title: str) -> Card:
    people = release.payload["lines"]["people"]["at_least"] if release else 0
    return Card(
        over=over,
        title=title,
        number=t("common.atLeast", n=t.number(people)) if people else "",
        caption=t("statistics.lines.people"),
        foot=_foot(t.as_of(release.payload["as_of"]) if release and people else ""),
        caveat=t("statistics.caveat") if people else "",
        site=t("common.brand.name"),
    )


def _foot(as_of: str) -> str:
    host = get_settings().public_url.split("://", 1)[-1].rstrip("/")
    return f"{as_of} · {host}" if as_of else host


@router.get("/cases/{reference}.png", dependencies=MAY_READ)
def case_card(lang: Lang, reference: str, request: Request, session: ReadSession) -> Response:
    """Draw a public case's share picture; refuses (404) any other case."""
    t, case = Words(lang), case_of(session, reference)
    company = session.get_one(Respondent, case.respondent_id)
    people = _headline(session, case)
    card = Card(
        over=f"{t.name(company.names)} · {issue_name(case.issue_id, t)}",
        title=case.title,
        number=t.released(people) if people else "",
        caption=t("statistics.lines.people"),
        foot=_foot(t.as_of(people["as_of"]) if people else ""),
        caveat=t("statistics.caveat") if people else "",
        site=t("common.brand.name"),
    )
    return published(request, png(card), "image/png")


def _headline(session: Session, case: Case) -> dict[str, Any] | None:
    release = queries.latest(session, "case", case.id)
    people = release.payload["lines"]["people"] if release else None
    return people if people and people["at_least"] is not None else None


@router.get("/companies/{slug}.png", dependencies=MAY_READ)
def company_card(lang: Lang, slug: str, request: Request, session: ReadSession) -> Response:
    """Draw a listed company's share picture; refuses (404) any other."""
    t, company = Words(lang), company_of(session, slug)
    release = queries.latest(session, "company", company.id)
    card = _total_card(t, release, t("statistics.title"), t.name(company.names))
    return published(request, png(card), "image/png")


@router.get("/cases/{reference}/qr.svg", dependencies=MAY_READ)
def case_qr(lang: Lang, reference: str, request: Request, session: ReadSession) -> Response:
    """Draw the QR code of a public case's address."""
    return published(request, qr(_address(lang, case_of(session, reference))), "image/svg+xml")


def _address(lang: str, case: Case) -> str:
    return absolute(f"/{lang}/cases/{case.reference}")


def qr(address: str) -> bytes:
    """Return the QR code of an address as SVG."""
    out = io.BytesIO()
    segno.make(address, error="m").save(out, kind="svg", scale=8, border=2, xmldecl=False, light="#ffffff")
    return out.getvalue()


@router.get("/cases/{reference}/poster.{form}", dependencies=MAY_READ)
def case_poster(
    lang: Lang, reference: str, form: Literal["png", "pdf"], request: Request, session: ReadSession
) -> Response:
    """Print a public case's poster for a chat group or a wall; refuses (404) any other case."""
    t, case = Words(lang), case_of(session, reference)
    company = session.get_one(Respondent, case.respondent_id)
    people, address = _headline(session, case), _address(lang, case)
    poster = posters.Poster(
        lang=lang,
        site=t("common.brand.name"),
        over=f"{t.name(company.names)} · {issue_name(case.issue_id, t)}",
        title=case.title,
        summary=short(case.summary, 220),
        number=t.released(people) if people else "",
        caption=t("statistics.lines.people"),
        as_of=t.as_of(people["as_of"]) if people else "",
        call=t("page.poster.call"),
        steps=tuple(t.part("page.poster.steps")),
        safe=t("page.poster.safe"),
        caveat=t("statistics.caveat") if people else "",
        address=address,
        qr=qr(address).decode(),
    )
    kind = "application/pdf" if form == "pdf" else "image/png"
    return published(request, posters.printed(poster, form), kind, f"joinder-{case.reference}.{form}")

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
from joinder.core.errors import NotFound
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
    return _drawn(request, session, _total_card(t, queries.latest(session, "home", queries.HOME), "", t("home.title")))


@router.get("/home/releases/{number}.png", dependencies=MAY_READ)
def home_release_card(lang: Lang, number: int, request: Request, session: ReadSession) -> Response:
    """Draw one release of the sums over everything; refuses (404) an unknown one."""
    t = Words(lang)
    release = _numbered(session, "home", queries.HOME, number)
    return _drawn(request, session, _total_card(t, release, _release_title(t, number), t("statistics.title")))


@router.get("/cases/{reference}.png", dependencies=MAY_READ)
def case_card(lang: Lang, reference: str, request: Request, session: ReadSession) -> Response:
    """Draw a public case's share picture; refuses (404) any other case."""
    t, case = Words(lang), case_of(session, reference)
    release = queries.latest(session, "case", case.id)
    return _drawn(request, session, _case_card(t, case, release, _over(session, case, t)))


@router.get("/cases/{reference}/releases/{number}.png", dependencies=MAY_READ)
def case_release_card(lang: Lang, reference: str, number: int, request: Request, session: ReadSession) -> Response:
    """Draw one release of a public case; refuses (404) any other case or release."""
    t, case = Words(lang), case_of(session, reference)
    release = _numbered(session, "case", case.id, number)
    over = f"{_release_title(t, number)} · {_over(session, case, t)}"
    return _drawn(request, session, _case_card(t, case, release, over))


@router.get("/companies/{slug}.png", dependencies=MAY_READ)
def company_card(lang: Lang, slug: str, request: Request, session: ReadSession) -> Response:
    """Draw a listed company's share picture; refuses (404) any other."""
    t, company = Words(lang), company_of(session, slug)
    release = queries.latest(session, "company", company.id)
    return _drawn(request, session, _total_card(t, release, t("statistics.title"), t.name(company.names)))


@router.get("/companies/{slug}/releases/{number}.png", dependencies=MAY_READ)
def company_release_card(lang: Lang, slug: str, number: int, request: Request, session: ReadSession) -> Response:
    """Draw one release of a listed company's sums; refuses (404) any other company or release."""
    t, company = Words(lang), company_of(session, slug)
    release = _numbered(session, "company", company.id, number)
    return _drawn(request, session, _total_card(t, release, _release_title(t, number), t.name(company.names)))


def _drawn(request: Request, session: Session, card: Card) -> Response:
    session.close()  # who waits for a picture needs no connection
    return published(request, png(card), "image/png")


def _numbered(session: Session, scope: str, scope_id: object, number: int) -> Release:
    release = queries.numbered(session, scope, scope_id, number)
    if release is None:
        raise NotFound("statistics.no_release")
    return release


def _release_title(t: Words, number: int) -> str:
    return t("statistics.release.title", n=number)


def _total_card(t: Words, release: Release | None, over: str, title: str) -> Card:
    people = release.payload["lines"]["people"]["at_least"] if release else 0
    number = t("common.atLeast", n=t.number(people)) if people else ""
    return _card(t, over, title, number, release.payload["as_of"] if release else None)


def _case_card(t: Words, case: Case, release: Release | None, over: str) -> Card:
    people = _headline(release)
    return _card(t, over, case.title, t.released(people) if people else "", people["as_of"] if people else None)


def _card(t: Words, over: str, title: str, number: str, as_of: str | None) -> Card:
    host = get_settings().public_url.split("://", 1)[-1].rstrip("/")
    return Card(
        over=over,
        title=title,
        number=number,
        caption=t("statistics.lines.people"),
        foot=f"{t.as_of(as_of)} · {host}" if number else host,
        caveat=t("statistics.caveat") if number else "",
        site=t("common.brand.name"),
    )


def _over(session: Session, case: Case, t: Words) -> str:
    company = session.get_one(Respondent, case.respondent_id)
    return f"{t.name(company.names)} · {issue_name(case.issue_id, t)}"


def _headline(release: Release | None) -> dict[str, Any] | None:
    people = release.payload["lines"]["people"] if release else None
    return people if people and people["at_least"] is not None else None


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
    people, address = _headline(queries.latest(session, "case", case.id)), _address(lang, case)
    closed = case.closed_at is not None  # nobody can join it any more, so nobody is called to
    over = _over(session, case, t)
    poster = posters.Poster(
        lang=lang,
        site=t("common.brand.name"),
        over=f"{t('case.closed')} · {over}" if closed else over,
        title=case.title,
        summary=short(case.summary, 220),
        number=t.released(people) if people else "",
        caption=t("statistics.lines.people"),
        as_of=t.as_of(people["as_of"]) if people else "",
        call=t("page.poster.call_closed" if closed else "page.poster.call"),
        steps=() if closed else tuple(t.part("page.poster.steps")),
        safe="" if closed else t("page.poster.safe"),
        caveat=t("statistics.caveat") if people else "",
        address=address,
        qr=qr(address).decode(),
    )
    session.close()  # who waits for a poster needs no connection
    kind = "application/pdf" if form == "pdf" else "image/png"
    return published(request, posters.printed(poster, form), kind, f"joinder-{case.reference}.{form}")

"""Dated permalinks (one signed release each, to cite) and the small pieces that others put into their own pages."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response
from sqlalchemy.orm import Session

from joinder.api.deps import ReadSession, allow
from joinder.api.statistics import case_of, company_of
from joinder.core.errors import NotFound
from joinder.statistics import queries
from joinder.statistics.models import Release
from joinder.statistics.texts import caveat_line
from joinder.web import reading, structured
from joinder.web.public_pages import PageWords, in_every_language
from joinder.web.serving import Head, absolute, answer, environment, html_answer, plain_shell
from joinder.web.wording import TAGS, Words

router = APIRouter(include_in_schema=False)
MAY_READ = [allow("statistics.read")]
EMBED_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


@dataclass(frozen=True)
class Subject:
    """Whose release it is, and where its page and its data are."""

    scope: str
    scope_id: object
    name: str
    path: str
    api: str

    @property
    def picture(self) -> str:
        """Return where its share pictures are."""
        return "/home" if self.scope == "home" else self.path


def case_subject(session: Session, reference: str) -> Subject:
    """Return a public case; refuse (NotFound) any other."""
    case = case_of(session, reference)
    path = f"/cases/{case.reference}"
    return Subject("case", case.id, case.title, path, path)


def company_subject(session: Session, slug: str, t: Words) -> Subject:
    """Return a listed company; refuse (NotFound) any other."""
    company = company_of(session, slug)
    return Subject(
        "company", company.id, t.name(company.names), f"/companies/{company.slug}", f"/respondents/{company.slug}"
    )


def home_subject(t: Words) -> Subject:
    """Return the sums over everything."""
    return Subject("home", queries.HOME, t("statistics.title"), "/statistics", "/home")


@in_every_language(router, "/cases/{reference}/releases/{number}", "statistics.read")
def case_release_page(reference: str, number: int, request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell one release of a public case; 404 for any other."""
    try:
        return _told(request, session, case_subject(session, reference), number, t)
    except NotFound:
        return plain_shell(request, 404)


@in_every_language(router, "/companies/{slug}/releases/{number}", "statistics.read")
def company_release_page(slug: str, number: int, request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell one release of a company's sums; 404 for any other."""
    try:
        return _told(request, session, company_subject(session, slug, t), number, t)
    except NotFound:
        return plain_shell(request, 404)


@in_every_language(router, "/statistics/releases/{number}", "statistics.read")
def home_release_page(number: int, request: Request, session: ReadSession, t: PageWords) -> Response:
    """Tell one release of the sums over everything; 404 for any other."""
    return _told(request, session, home_subject(t), number, t)


def _told(request: Request, session: Session, subject: Subject, number: int, t: Words) -> Response:
    release = queries.numbered(session, subject.scope, subject.scope_id, number)
    if release is None:
        return plain_shell(request, 404)
    path = f"{subject.path}/releases/{number}"
    title = f"{subject.name} · {t('statistics.release.title', n=number)}"
    text = f"{t('statistics.release.fixed')} {t.as_of(release.payload['as_of'])}"
    files = [("application/json", f"/api/public/v1{subject.api}/releases/{number}?lang={t.lang}")]
    data = structured.dataset(t, title, path, f"{text} {caveat_line(t.lang)}", release.payload, files)
    picture = f"/share/{t.lang}{subject.picture}/releases/{number}.png"
    head = Head(path, title, text, picture, [data], kind="article")
    parts = {
        "people": _people(release, t),
        "as_of": t.as_of(release.payload["as_of"]),
        "hash": release.hash.hex(),
        "waterfall": reading.waterfall(release.payload, t) if subject.scope == "case" else [],
        "newest": f"/{t.lang}{subject.path}",
        "json": files[0][1],
    }
    return answer(request, t, head, "release.html", name=subject.name, number=number, text=text, **parts)


def _people(release: Release | None, t: Words) -> str:
    if release is None:
        return t("common.fewer")
    return t.released({"value": None, **release.payload["lines"]["people"]})


Lang = Literal["zh", "en", "id"]


@router.get("/embed/{lang}", dependencies=MAY_READ)
def embed_home(lang: Lang, request: Request, session: ReadSession) -> Response:
    """Show the sums in a piece for other pages."""
    return _embedded(request, session, home_subject(Words(lang)), Words(lang))


@router.get("/embed/{lang}/cases/{reference}", dependencies=MAY_READ)
def embed_case(lang: Lang, reference: str, request: Request, session: ReadSession) -> Response:
    """Show a public case's number in a piece for other pages; 404 for any other case."""
    return _embedded(request, session, case_subject(session, reference), Words(lang))


@router.get("/embed/{lang}/companies/{slug}", dependencies=MAY_READ)
def embed_company(lang: Lang, slug: str, request: Request, session: ReadSession) -> Response:
    """Show a company's number in a piece for other pages; 404 for any other company."""
    return _embedded(request, session, company_subject(session, slug, Words(lang)), Words(lang))


def _embedded(request: Request, session: Session, subject: Subject, t: Words) -> Response:
    release = queries.latest(session, subject.scope, subject.scope_id)
    html = environment().get_template("embed.html").render(
        t=t,
        tag=TAGS[t.lang],
        name=subject.name,
        people=_people(release, t),
        as_of=t.as_of(release.payload["as_of"]) if release else "",
        method=t("page.method_of", version=release.payload["method"]) if release else "",
        how=absolute(f"/{t.lang}/method"),
        page=absolute(f"/{t.lang}{subject.path}"),
    )  # fmt: skip
    made = html_answer(request, html, index=False)
    made.headers["Content-Security-Policy"] = EMBED_POLICY
    made.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return made


@router.get("/embed.css", dependencies=MAY_READ)
def embed_style() -> Response:
    """Give the look of the pieces."""
    text = (environment().get_template("embed.css")).render()
    return Response(text, media_type="text/css", headers={"Cache-Control": "public, max-age=3600"})

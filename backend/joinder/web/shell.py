"""The app shell: built files under /assets, the outbox page, and index.html for every page address."""

import mimetypes

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse, RedirectResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from joinder.api.deps import allow
from joinder.core import texts
from joinder.core.settings import LOOPBACK, get_settings
from joinder.web import public_pages, reference_pages, release_pages, sharing, sitemap
from joinder.web.assets import smallest
from joinder.web.serving import plain_shell, static_dir

router = APIRouter()
mimetypes.add_type("application/manifest+json", ".webmanifest")
IMMUTABLE = "public, max-age=31536000, immutable"
ROOT_FILES = (
    *("favicon.svg", "theme.js", "sw.js", "manifest.webmanifest"),
    *("icon-180.png", "icon-192.png", "icon-512.png", "icon-maskable-512.png"),
    *("blank-zh.html", "blank-en.html", "blank-id.html"),
)
# Browsers ask for this name where a page names no picture of its own: the JSON and the tables of the public interface.
ASKED_FOR = {"favicon.ico": "icon-192.png"}
LANG_COOKIE = "joinder_lang"
PUBLIC = ("cases", "companies", "statistics", "method", "guides", "channels", "stolen")


class Assets(StaticFiles):
    """Built files with hashed names, which never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file as immutable."""
        response = smallest(await super().get_response(path, scope), scope)
        response.headers["Cache-Control"] = IMMUTABLE
        response.headers["Vary"] = "Accept-Encoding"
        return response


def mount(app: FastAPI) -> None:
    """Serve the built web app from this application (the page address route comes last)."""
    assets = static_dir() / "assets"
    if assets.is_dir():
        app.mount("/assets", Assets(directory=assets), name="assets")
    for one in (public_pages, release_pages, reference_pages, sharing, sitemap):
        app.include_router(one.router)
    app.include_router(router)


@router.get("/", dependencies=[allow("house.read")], include_in_schema=False)
def front(request: Request) -> Response:
    """Send people to the home in the language they chose before, or that their browser speaks."""
    return _in_language(request, "")


def _in_language(request: Request, path: str) -> Response:
    chosen = request.cookies.get(LANG_COOKIE, "")
    spoken = texts.choose_lang(request.headers.get("accept-language"), get_settings().default_lang)
    lang = chosen if chosen in texts.LANGS else spoken
    asked = f"?{request.url.query}" if request.url.query else ""
    headers = {"Vary": "Accept-Language, Cookie", "Cache-Control": "no-cache"}
    return RedirectResponse(f"/{lang}{path}{asked}", 302, headers)


@router.get("/dev/mail", dependencies=[allow("outbox.read")], include_in_schema=False)
def outbox_page(request: Request) -> Response:
    """Show the local outbox page; 404 anywhere but on a loopback connection."""
    local = request.client is None or request.client.host in (*LOOPBACK, "testclient")
    if not get_settings().outbox_enabled or not local:
        raise HTTPException(404)
    return _index(request)


@router.get("/dev/components", dependencies=[allow("house.read")], include_in_schema=False)
@router.get("/{lang}/dev/components", dependencies=[allow("house.read")], include_in_schema=False)
def components_page(request: Request) -> Response:
    """Show the page of all components; 404 anywhere but in a demo."""
    if not get_settings().demo:
        raise HTTPException(404)
    return _index(request)


@router.get("/{path:path}", dependencies=[allow("house.read")], include_in_schema=False)
def page(path: str, request: Request) -> Response:
    """Answer any other page address with the app; unknown API addresses and files stay 404."""
    path = ASKED_FOR.get(path, path)
    if path in ROOT_FILES and (static_dir() / path).is_file():
        return FileResponse(static_dir() / path, headers={"Cache-Control": "no-cache"})
    if path.startswith(("api/", "assets/", "docs/")) or "." in path.rsplit("/", 1)[-1]:
        raise HTTPException(404)
    if path.split("/", 1)[0] in PUBLIC:
        return _in_language(request, f"/{path}")
    return _index(request)


def _index(request: Request) -> Response:
    if not (static_dir() / "index.html").is_file():
        return HTMLResponse("<!doctype html><title>Joinder</title><p>The web app has not been built: make build", 503)
    return plain_shell(request)

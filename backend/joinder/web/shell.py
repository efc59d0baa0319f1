"""The app shell: built files under /assets, the outbox page, and index.html for every page address."""

from pathlib import Path

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.responses import FileResponse, HTMLResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from joinder.api.deps import allow
from joinder.core.settings import LOOPBACK, get_settings
from joinder.web.assets import smallest

router = APIRouter()
IMMUTABLE = "public, max-age=31536000, immutable"
ROOT_FILES = ("favicon.svg", "theme.js", "manifest.webmanifest", "sw.js", "icon-192.png", "icon-512.png", "robots.txt")


class Assets(StaticFiles):
    """Built files with hashed names, which never change."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Serve one file as immutable."""
        response = smallest(await super().get_response(path, scope), scope)
        response.headers["Cache-Control"] = IMMUTABLE
        response.headers["Vary"] = "Accept-Encoding"
        return response


def static_dir() -> Path:
    """Return where the built web app lies."""
    return get_settings().static_dir or Path(__file__).parents[3] / "frontend" / "dist"


def mount(app: FastAPI) -> None:
    """Serve the built web app from this application (the page address route comes last)."""
    assets = static_dir() / "assets"
    if assets.is_dir():
        app.mount("/assets", Assets(directory=assets), name="assets")
    app.include_router(router)


@router.get("/dev/mail", dependencies=[allow("outbox.read")], include_in_schema=False)
def outbox_page(request: Request) -> Response:
    """Show the local outbox page; 404 anywhere but on a loopback connection."""
    local = request.client is None or request.client.host in (*LOOPBACK, "testclient")
    if not get_settings().outbox_enabled or not local:
        raise HTTPException(404)
    return _index()


@router.get("/dev/components", dependencies=[allow("house.read")], include_in_schema=False)
@router.get("/{lang}/dev/components", dependencies=[allow("house.read")], include_in_schema=False)
def components_page() -> Response:
    """Show the page of all components; 404 anywhere but in a demo."""
    if not get_settings().demo:
        raise HTTPException(404)
    return _index()


@router.get("/{path:path}", dependencies=[allow("house.read")], include_in_schema=False)
def page(path: str) -> Response:
    """Answer any page address with the app; unknown API addresses and files stay 404."""
    if path in ROOT_FILES and (static_dir() / path).is_file():
        return FileResponse(static_dir() / path, headers={"Cache-Control": "no-cache"})
    if path.startswith(("api/", "assets/", "docs/")) or "." in path.rsplit("/", 1)[-1]:
        raise HTTPException(404)
    return _index()


def _index() -> Response:
    file = static_dir() / "index.html"
    if not file.is_file():
        return HTMLResponse("<!doctype html><title>Joinder</title><p>The web app has not been built: make build", 503)
    return FileResponse(file, headers={"Cache-Control": "no-cache"}, media_type="text/html")

"""The web application: wiring only."""

import os.path
from collections.abc import AsyncGenerator, Iterable, Iterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute
from fastapi.telemetry import TelemetryConfig
from pydantic import BaseModel
from starlette.routing import BaseRoute, Match
from starlette.types import Scope

from joinder.api import middleware, problems, repeats, squeeze
from joinder.api.deps import Db, action_of, allow
from joinder.api.rooms import load_rooms, routers
from joinder.core import migrate
from joinder.core.database import Database
from joinder.core.errors import Unavailable
from joinder.core.logs import configure
from joinder.core.opening import open_house
from joinder.core.settings import Settings, get_settings
from joinder.matching import suggesting
from joinder.web import shell
from joinder.worker import JobThread

# A request uses one thread at a time, and may wait in it for the writer lock while another request, which holds the
# lock, needs a thread for its next step. More threads than requests (see cli.serve) means that it always gets one.
THREADS = 1000
MAX_REQUESTS = 900
# Nothing about a request leaves the house, whatever the environment asks the framework to export.
NO_TELEMETRY: TelemetryConfig = {
    "auto_configure": False, "tracing": False, "metrics": False, "logs": False, "operation_spans": False,
}  # fmt: skip
health = APIRouter()


class Health(BaseModel):
    """Whether the process lives or is ready."""

    status: str


@health.get("/livez", dependencies=[allow("house.read")])
def livez() -> Health:
    """Tell that the process runs."""
    return Health(status="ok")


@health.get("/readyz", dependencies=[allow("house.read")])
def readyz(database: Db) -> Health:
    """Tell that the database answers and has this version's tables."""
    try:
        with database.read() as session:
            ready = migrate.is_newest(session)
    except Exception as error:
        raise Unavailable("core.unavailable", retry_after=5) from error
    if not ready:
        raise Unavailable("core.unavailable", retry_after=5)
    return Health(status="ok")


def create_app(settings: Settings | None = None) -> FastAPI:
    """Open the house and build its application; refuse a missing key, an unsafe database, a route without policy."""
    settings = settings or get_settings()
    configure(settings.log_level)
    load_rooms()
    return assemble(open_house(settings), runs_jobs=settings.runs_jobs)


def assemble(database: Database, *, runs_jobs: bool) -> FastAPI:
    """Build the application on an open database; refuse (RuntimeError) a route without exactly one policy action."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncGenerator[None]:
        anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
        jobs = JobThread(database) if runs_jobs else None
        if jobs:
            jobs.start()
        suggesting.warm(database)
        yield
        if jobs:
            jobs.stop()
        database.dispose()

    app = FastAPI(
        title="Joinder",
        version="0.1.0",
        lifespan=lifespan,
        openapi_url="/api/openapi.json",
        docs_url=None,
        redoc_url=None,
        generate_unique_id_function=lambda route: route.name,
        telemetry=NO_TELEMETRY,
    )
    app.state.database = database
    problems.install(app)
    repeats.install(app)
    app.include_router(health)
    for router in routers():
        app.include_router(Doorway(router))
    shell.mount(app)
    app.add_middleware(squeeze.Squeezed)
    app.add_middleware(middleware.Around)
    refuse_open_routes(app)
    return app


class Doorway(APIRouter):
    """A router whose routes are only tried for addresses that begin as all of them do."""

    def __init__(self, router: APIRouter) -> None:
        """Stand before a router."""
        super().__init__()
        self.include_router(router)
        fixed = [route.path.partition("{")[0] for route in routes_of(router.routes)]
        self.begins = os.path.commonprefix(fixed)  # noqa: RUF071  (`matches` compares them so too)

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Try the routes behind it, or pass."""
        path = scope["path"].removeprefix(scope.get("root_path", ""))
        return super().matches(scope) if path.startswith(self.begins) else (Match.NONE, {})


def routes_of(routes: Iterable[BaseRoute]) -> Iterator[APIRoute]:
    """Walk all API routes, those of included routers too (FastAPI keeps these behind one entry each)."""
    for route in routes:
        included = getattr(route, "original_router", None)
        if included is not None:
            yield from routes_of(included.routes)
        elif isinstance(route, APIRoute):
            yield route


def refuse_open_routes(app: FastAPI) -> None:
    """Raise (RuntimeError) when a route has no policy action, or more than one."""
    open_routes = [
        f"{sorted(route.methods or ())} {route.path}"
        for route in routes_of(app.routes)
        if action_of(route.dependencies) is None
    ]
    if open_routes:
        raise RuntimeError("Routes without exactly one policy action: " + ", ".join(open_routes))

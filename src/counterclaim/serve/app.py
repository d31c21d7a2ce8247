"""The application: which routes there are, and what stands before them."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from fastapi import Depends, FastAPI
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.staticfiles import StaticFiles

from counterclaim import __version__
from counterclaim.serve.failures import add_failure_handlers
from counterclaim.serve.guard import guard
from counterclaim.serve.headers import SecurityHeaders
from counterclaim.serve.options import ServeOptions, check_options, find_hosts
from counterclaim.serve.routes import accounts, agreement, api, event, events, mentions, report, review
from counterclaim.serve.schemas import make_components
from counterclaim.serve.state import make_state

ROUTERS = (
    events.router,
    event.router,
    report.router,
    review.router,
    mentions.router,
    agreement.router,
    accounts.router,
    api.router,
)
#: Packages with a folder `static`; a name in the first hides one in the second.
STATIC_PACKAGES = ("counterclaim.serve", "counterclaim.brief")


def make_app(options: ServeOptions) -> FastAPI:
    """Make the application that shows one ledger.

    Raises:
        ServeError: it would be open to others without accounts.
    """
    check_options(options)
    state = make_state(options)

    @asynccontextmanager
    async def live(app: FastAPI) -> AsyncIterator[None]:
        yield
        state.builder.stop()
        state.ledgers.close()
        state.listing.close()

    app = FastAPI(
        title="Counterclaim",
        version=__version__,
        lifespan=live,
        # The pages of FastAPI load scripts from elsewhere; the description itself is served.
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        dependencies=[Depends(guard)],
        middleware=[
            Middleware(SecurityHeaders, is_secure=options.is_secure),
            Middleware(TrustedHostMiddleware, allowed_hosts=find_hosts(options), www_redirect=False),
            Middleware(GZipMiddleware, minimum_size=2000, compresslevel=4),
        ],
    )
    app.state.page = state
    add_failure_handlers(app)
    for router in ROUTERS:
        app.include_router(router)
    app.openapi_schema = describe(app)
    app.mount("/static", make_static(), name="static")
    return app


def describe(app: FastAPI) -> dict[str, Any]:
    """Describe the API in OpenAPI, with the shapes of the model."""
    described = app.openapi()
    components = described.setdefault("components", {}).setdefault("schemas", {})
    components |= make_components()
    return described


def make_static() -> StaticFiles:
    """Make the route of style sheets and scripts."""
    return StaticFiles(packages=[(name, "static") for name in STATIC_PACKAGES])

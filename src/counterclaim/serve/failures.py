"""Answer what went wrong: a page for people, problem+json (RFC 9457) for programs."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote

import msgspec
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from counterclaim.errors import CounterclaimError, LedgerError, PolicyError, UnknownEventError
from counterclaim.serve.context import render
from counterclaim.serve.guard import LOGIN_NEEDED, SAFE_METHODS

#: Everything below is for programs.
API_PREFIX = "/api"
PROBLEM_TYPE = "application/problem+json"


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong, as RFC 9457 has it."""

    title: str
    status: int
    detail: str
    type: str = "about:blank"


def add_failure_handlers(app: FastAPI) -> None:
    """Answer every error of ours, and every request that does not fit its route."""

    @app.exception_handler(HTTPException)
    async def answer_http(request: Request, error: HTTPException) -> Response:
        if error.status_code == LOGIN_NEEDED and not _is_api(request):
            return RedirectResponse(f"/login?next={quote(_say_here(request), safe='')}", status_code=303)
        return make_failure(request, error.status_code, str(error.detail), headers=error.headers)

    @app.exception_handler(RequestValidationError)
    async def answer_unfit(request: Request, error: RequestValidationError) -> Response:
        return make_failure(request, 422, "; ".join(map(_say_misfit, error.errors())))

    @app.exception_handler(CounterclaimError)
    async def answer_own(request: Request, error: CounterclaimError) -> Response:
        return make_failure(request, find_status(request, error), str(error))

    @app.exception_handler(Exception)
    async def answer_fault(request: Request, error: Exception) -> Response:
        return make_failure(request, 500, "the server failed; its log says why")


def make_failure(
    request: Request, status: int, detail: str, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Make the answer to a request that failed."""
    title = HTTPStatus(status).phrase
    if _is_api(request):
        body = msgspec.json.encode(ProblemDetails(title=title, status=status, detail=detail))
        return Response(body, status_code=status, media_type=PROBLEM_TYPE, headers=headers)
    person = getattr(request.state, "person", None)
    page = render(request, "failure.html", status=status, person=person, title=title, detail=detail)
    page.headers.update(headers or {})
    return page


def find_status(request: Request, error: CounterclaimError) -> int:
    """Find the status of an error of ours: not found, in conflict with what stands, or a fault."""
    if isinstance(error, (UnknownEventError, PolicyError)):
        return 404
    if isinstance(error, LedgerError):
        return 404 if request.method in SAFE_METHODS else 409
    return 400


def _say_misfit(error: dict[str, object]) -> str:
    where = error.get("loc", ())
    path = ".".join(map(str, where)) if isinstance(where, tuple) else str(where)
    return f"{path}: {error.get('msg', 'does not fit')}"


def _is_api(request: Request) -> bool:
    return request.url.path.startswith(f"{API_PREFIX}/")


def _say_here(request: Request) -> str:
    """Say where to go after the login; a write is not repeated."""
    if request.method not in SAFE_METHODS:
        return "/"
    return request.url.path + (f"?{request.url.query}" if request.url.query else "")

"""Who may do what: every request to a page or the API passes here.

Invariant: reading asks for a reader, every other method for a coder, a page's own Origin and the word
of the session; a route may ask for more by `needs`, never for less.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, HTTPException, Request

from counterclaim.serve.person import Person, Role
from counterclaim.serve.state import State

#: Methods that change nothing.
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
#: Field of a form, and header of a script's request, that carry the session's word.
CSRF_FIELD = "csrf"
CSRF_HEADER = "X-CSRF-Token"
#: Pages for people who are not logged in yet.
OPEN_PATHS = frozenset({"/login"})


#: Nobody is logged in: pages lead to the login, the API answers this.
LOGIN_NEEDED = 401


def get_state(request: Request) -> State:
    """Get what the running page holds."""
    state: State = request.app.state.page
    return state


def make_cookie_name(state: State) -> str:
    """Make the name of the session's cookie; cookies know no ports, so the name holds ours."""
    prefix = "__Host-" if state.options.is_secure else ""
    return f"{prefix}counterclaim-{state.options.port}"


def find_token(request: Request) -> str:
    """Find the token of a request's session; empty when it has none."""
    state = get_state(request)
    return state.solo_token if state.solo else request.cookies.get(make_cookie_name(state), "")


async def guard(request: Request) -> None:
    """Let a request through, or raise what keeps it out.

    Raises:
        HTTPException: 401, nobody is logged in; 403, the role may not do that, or the write does not
            come from a page of ours.
    """
    state = get_state(request)
    person = state.solo or _find_logged_in(state, find_token(request))
    request.state.person = person
    if request.method not in SAFE_METHODS:
        await _check_write(request, state)
    if request.url.path in OPEN_PATHS:
        return
    if person is None:
        raise HTTPException(LOGIN_NEEDED, "log in first")
    require_role(person, "reader" if request.method in SAFE_METHODS or _is_logout(request) else "coder")


def get_person(request: Request) -> Person:
    """Get who asks; the guard has let them through."""
    person: Person | None = request.state.person
    if person is None:
        raise HTTPException(LOGIN_NEEDED, "log in first")
    return person


def needs(role: Role) -> Callable[[Person], None]:
    """Make a dependency of a route that only some may use."""

    def require(person: Annotated[Person, Depends(get_person)]) -> None:
        require_role(person, role)

    return require


def require_role(person: Person, role: Role) -> None:
    """Require that a person may do what a role may.

    Raises:
        HTTPException: 403.
    """
    if not person.has_role(role):
        raise HTTPException(403, f"{person.name} is a {person.role}; this needs the role {role}")


def make_csrf(request: Request) -> str:
    """Make the word that the writes of a request's session must carry."""
    return get_state(request).sessions.make_csrf(find_token(request))


def is_own_origin(request: Request) -> bool:
    """Tell whether a write comes from a page of ours; browsers send the Origin of every write."""
    origin = urlsplit(request.headers.get("origin", ""))
    host = request.headers.get("host", "")
    scheme = "https" if get_state(request).options.is_secure else "http"
    return origin.scheme == scheme and origin.netloc.lower() == host.lower() and bool(host)


async def _check_write(request: Request, state: State) -> None:
    if not is_own_origin(request):
        raise HTTPException(403, "this write did not come from a page of this server")
    word = request.headers.get(CSRF_HEADER) or await _read_field(request)
    # Somebody not logged in has the word of the login page's own cookie.
    if not find_token(request) or not hmac.compare_digest(word.encode(), make_csrf(request).encode()):
        raise HTTPException(403, "the page is too old or not ours; load it again and repeat")


async def _read_field(request: Request) -> str:
    kind = request.headers.get("content-type", "").partition(";")[0].strip()
    if kind not in {"application/x-www-form-urlencoded", "multipart/form-data"}:
        return ""
    word = (await request.form()).get(CSRF_FIELD, "")
    return word if isinstance(word, str) else ""


def _find_logged_in(state: State, token: str) -> Person | None:
    """Find who a session is for, by the role that the account has now."""
    name = state.sessions.find_name(token) if token else None
    return state.accounts.find_person(name) if name and state.accounts else None


def _is_logout(request: Request) -> bool:
    return request.url.path == "/logout"

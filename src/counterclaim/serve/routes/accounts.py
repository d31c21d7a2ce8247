"""Log in and out, and the audit log."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from counterclaim.serve.context import AskedBy, find_address, render
from counterclaim.serve.guard import find_token, get_state, make_cookie_name, make_csrf, needs
from counterclaim.serve.sessions import LIFETIME, make_token

#: Acts that the page of the audit log shows.
SHOWN_ACTS = 500

router = APIRouter(include_in_schema=False)


@router.get("/login")
def show_login(request: Request, next: str = "/") -> Response:
    """Show the login; its cookie binds the form to this browser, and would end a session that stands."""
    state = get_state(request)
    if request.state.person is not None:
        return RedirectResponse(find_next(next), status_code=303)
    token = make_token()
    csrf = state.sessions.make_csrf(token)
    page = render(request, "login.html", person=None, csrf=csrf, next=find_next(next), problem=None)
    _set_cookie(request, page, token)
    return page


@router.post("/login")
def log_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=2000)],
    next: Annotated[str, Form(max_length=2000)] = "/",
) -> Response:
    """Log in; the session is new, whatever token the browser came with."""
    state = get_state(request)
    if state.accounts is None:
        raise HTTPException(404, "this page has one user and no accounts")
    address = find_address(request)
    keys = (f"name {name}", f"address {address}")
    wait = state.throttle.find_wait(*keys)
    if wait:
        problem = f"too many failed logins; try again in {wait} seconds"
        return _show_again(request, next, problem, status=429)
    person = state.accounts.check_password(name, password)
    if person is None:
        state.throttle.add_failure(*keys)
        state.audit.add(name=name, act="login failed", address=address)
        return _show_again(request, next, "the name or the password is wrong", status=403)
    state.throttle.forget(keys[0])
    state.sessions.end(find_token(request))
    state.audit.add(name=person.name, act="login", address=address)
    answer = RedirectResponse(find_next(next), status_code=303)
    _set_cookie(request, answer, state.sessions.begin(person.name))
    return answer


@router.post("/logout")
def log_out(request: Request, context: AskedBy) -> Response:
    """End the session."""
    context.state.sessions.end(find_token(request))
    context.audit("logout")
    answer = RedirectResponse("/login", status_code=303)
    answer.delete_cookie(make_cookie_name(context.state), path="/")
    return answer


@router.get("/audit", dependencies=[Depends(needs("editor"))])
def show_audit(context: AskedBy) -> Response:
    """Show the last acts of everybody to an editor."""
    lines = context.state.audit.find_last(SHOWN_ACTS)
    return context.render("audit.html", lines=lines, shown=SHOWN_ACTS)


def find_next(next: str) -> str:
    """Find where to go after the login: a path of ours, never another site."""
    is_own = next.startswith("/") and not next.startswith(("//", "/\\")) and next.isprintable()
    return next if is_own else "/"


def _show_again(request: Request, next: str, problem: str, *, status: int) -> Response:
    return render(
        request,
        "login.html",
        status=status,
        person=None,
        csrf=make_csrf(request),
        next=find_next(next),
        problem=problem,
    )


def _set_cookie(request: Request, answer: Response, token: str) -> None:
    state = get_state(request)
    answer.set_cookie(
        make_cookie_name(state),
        token,
        max_age=LIFETIME,
        path="/",
        secure=state.options.is_secure,
        httponly=True,
        samesite="strict",
    )

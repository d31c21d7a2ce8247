"""What every page needs of its request: the ledger, who asks, and how to answer."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import Depends, Request
from starlette.responses import HTMLResponse

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.place import say_place
from counterclaim.serve.builder import FAR
from counterclaim.serve.guard import get_person, get_state, make_csrf
from counterclaim.serve.listing_follow import PATIENCE, Behind
from counterclaim.serve.pages import load_pages
from counterclaim.serve.person import Person
from counterclaim.serve.state import State


class Context:
    """One request as its route sees it; a route takes it as `context: AskedBy`."""

    def __init__(self, request: Request) -> None:
        self.request = request
        #: Who asks.
        self.person: Person = get_person(request)
        #: What the running page holds.
        self.state: State = get_state(request)
        self._ledger: Ledger | None = None

    @property
    def ledger(self) -> Ledger:
        """Return the ledger, which is this request's alone; it is opened when first asked for."""
        if self._ledger is None:
            self._ledger = self.state.ledgers.take()
        return self._ledger

    @property
    def csrf(self) -> str:
        """Return the word that a form of this page must send back as `csrf`."""
        return make_csrf(self.request)

    def render(self, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
        """Render a page; templates also have `person`, `csrf`, `path` and `ledger_name`."""
        return render(self.request, template, status=status, person=self.person, **values)

    def audit(self, act: str, *ids: str) -> None:
        """Write down what this person did, by ids; never with a report's words."""
        self.state.audit.add(name=self.person.name, act=act, ids=ids, address=find_address(self.request))

    def catch_up(self, *, patience: float = PATIENCE) -> Behind:
        """Bring the list of events up to the ledger; tell how far it is behind, if it took too long.

        What no request could wait for is left to the builder.
        """
        behind = self.state.follower.measure(self.ledger)
        if behind.rows > FAR:
            self.state.builder.start()
            return behind
        return self.state.follower.catch_up(self.ledger, patience=patience)

    def close(self) -> None:
        """Give the ledger back."""
        if self._ledger is not None:
            self.state.ledgers.give_back(self._ledger)
            self._ledger = None


async def get_context(request: Request) -> AsyncIterator[Context]:
    """Make the context of a request, and give back its ledger after the answer was made."""
    context = Context(request)
    try:
        yield context
    finally:
        context.close()


#: Annotation by which a route asks for its context.
AskedBy = Annotated[Context, Depends(get_context)]


def render(
    request: Request, template: str, *, status: int = 200, person: Person | None, **values: Any
) -> HTMLResponse:
    """Render a page, also for somebody who is not logged in."""
    state = get_state(request)
    page = load_pages().get_template(template)
    shared = {
        "person": person,
        "csrf": make_csrf(request),
        "path": request.url.path,
        "ledger_name": say_place(state.options.ledger).rpartition("/")[2],
        "has_accounts": state.accounts is not None,
        "list_problem": state.builder.problem,
    }
    return HTMLResponse(page.render(shared | values), status_code=status)


def find_address(request: Request) -> str | None:
    """Find the address that a request came from."""
    return request.client.host if request.client else None

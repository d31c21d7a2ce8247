"""The list of events."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from counterclaim.serve.context import AskedBy

router = APIRouter(include_in_schema=False)


@router.get("/")
def list_events(context: AskedBy) -> Response:
    """List the events of the ledger."""
    return context.render("events.html")

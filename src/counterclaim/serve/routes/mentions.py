"""Which mentions are of one event, put right by a person: merge, split, move, restore."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Depends, Form
from starlette.responses import RedirectResponse, Response

from counterclaim.brief.words import say_heading
from counterclaim.errors import LedgerError
from counterclaim.ledger.base import read_clock
from counterclaim.reconcile.decisions import (
    find_members,
    merge_events,
    move_mentions,
    restore_event,
    split_event,
)
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import load_dossier
from counterclaim.serve.context import AskedBy, Context
from counterclaim.serve.guard import needs

Decision = Literal["merge", "split", "move", "restore"]

router = APIRouter(include_in_schema=False)


@router.get("/events/{event}/mentions", dependencies=[Depends(needs("coder"))])
def show_mentions(context: AskedBy, event: str) -> Response:
    """Show the mentions of an event, and the forms that part and join them."""
    return _render(context, context.state.events.get(context.ledger, event).dossier)


@router.post("/events/{event}/mentions")
def decide(
    context: AskedBy,
    event: str,
    decision: Annotated[Decision, Form()],
    mention: Annotated[list[str] | None, Form()] = None,
    other: Annotated[str, Form(max_length=100)] = "",
    note: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Decide about the mentions of an event, or show the forms again with what did not fit."""
    dossier = load_dossier(context.ledger, event)
    try:
        _decide(context, dossier, decision, mention or [], other.strip(), note.strip() or None)
    except LedgerError as error:
        return _render(context, dossier, problem=str(error), status=422)
    context.audit(decision, dossier.event.id, *(mention or ()))
    return RedirectResponse(f"/events/{dossier.event.mentions[0].key}/mentions", status_code=303)


def _decide(
    context: Context, dossier: Dossier, decision: Decision, mention: list[str], other: str, note: str | None
) -> None:
    ledger, by, made_at = context.ledger, context.person.name, read_clock()
    if decision in ("merge", "move") and not other:
        raise LedgerError("name the other event; its page shows its id")
    if decision == "merge":
        merge_events(ledger, dossier, load_dossier(ledger, other), by=by, made_at=made_at, note=note)
    elif decision == "restore":
        restore_event(ledger, dossier, by=by, made_at=made_at, note=note)
    else:
        if not mention:
            raise LedgerError("tick the mentions that are of another event")
        leaving = find_members(dossier, mention)
        if decision == "split":
            split_event(ledger, dossier, leaving, by=by, made_at=made_at, note=note)
        else:
            other_dossier = load_dossier(ledger, other)
            move_mentions(ledger, dossier, leaving, other_dossier, by=by, made_at=made_at, note=note)


def _render(context: Context, dossier: Dossier, *, problem: str | None = None, status: int = 200) -> Response:
    decided = sorted({each.by for each in dossier.judgements if each.kind == "person"})
    return context.render(
        "mentions.html",
        status=status,
        event=dossier.event,
        title=say_heading(dossier.event.lead.mention),
        mentions=[(record, say_heading(record.mention)) for record in dossier.event.mentions],
        decided=decided,
        problem=problem,
    )

"""The page of agreement: two coders chosen, the figures, and what they differ on."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import Response

from counterclaim.brief.agreement import say_alpha, say_scope, say_share
from counterclaim.coding.agreement.compare import Agreement, compare_coders
from counterclaim.errors import LedgerError
from counterclaim.reconcile.readings import find_coders, find_readings
from counterclaim.serve.context import AskedBy, Context

#: Draws of the bootstrap: fewer than on the command line, for a page that answers at once.
RESAMPLES = 200
#: Disagreements that the page shows.
SHOWN = 300

router = APIRouter(include_in_schema=False)


@router.get("/agreement")
def show_agreement(context: AskedBy, left: str = "", right: str = "", complete: bool = False) -> Response:
    """Show how far two coders agree; without two, the choice of them."""
    coders = find_coders(context.ledger)
    found, problem = None, None
    if left and right:
        try:
            found = _compare(context, left, right, complete=complete)
        except LedgerError as error:
            problem = str(error)
    return context.render(
        "agreement.html",
        names=(*coders.programs, *coders.persons),
        left=left,
        right=right,
        complete=complete,
        found=found,
        problem=problem,
        scope=say_scope(found) if found else "",
        rows=[(each, say_share(each.agreed), say_alpha(each)) for each in found.measures] if found else [],
        shown=found.disagreements[:SHOWN] if found else (),
    )


def _compare(context: Context, left: str, right: str, *, complete: bool) -> Agreement:
    readings = [find_readings(context.ledger, name, complete=complete) for name in (left, right)]
    found = compare_coders(*readings, names=(left, right), resamples=RESAMPLES)
    if not found.reports:
        raise LedgerError(f"{left} and {right} coded no report both")
    return found

"""The page of agreement: two coders chosen, the figures, and what they differ on."""

from __future__ import annotations

import msgspec
from fastapi import APIRouter
from starlette.responses import Response

from counterclaim.brief.agreement_html import SHOWN, make_agreement_view
from counterclaim.coding.agreement.compare import Agreement, compare_coders
from counterclaim.errors import LedgerError
from counterclaim.reconcile.readings import Coders, find_readings, make_coders
from counterclaim.serve.context import AskedBy, Context
from counterclaim.serve.listing import Shared
from counterclaim.serve.routes.event import make_report_address

#: Draws of the bootstrap: fewer than on the command line, for a page that answers at once.
RESAMPLES = 200
#: Reports that are compared at once, the latest.
COMPARED = 40

router = APIRouter(include_in_schema=False)


@router.get("/agreement")
def show_agreement(context: AskedBy, left: str = "", right: str = "", complete: bool = False) -> Response:
    """Show how far two coders agree; without two, the choice of them."""
    behind = context.catch_up()
    coders = make_coders(context.state.listing.find_coders())
    names = (*coders.programs, *coders.persons)
    found, problem, left_out = None, None, ""
    if left and right:
        shared = _find_shared(context, coders, left, right)
        left_out = _say_left_out(shared, left, right)
        try:
            found = _compare(context, coders, shared, (left, right), complete=complete)
        except LedgerError as error:
            problem = str(error)
    return context.render(
        "agreement.html",
        names=names,
        left=left or next(iter(names), ""),
        right=right or next(iter(names[1:]), ""),
        complete=complete,
        found=found,
        problem=problem,
        left_out=left_out,
        behind=behind,
        view=make_agreement_view(found, limit=SHOWN) if found else None,
        href=make_report_address,
    )


def _find_shared(context: Context, coders: Coders, left: str, right: str) -> Shared:
    """Find the reports that both coded; a person coded what they reviewed."""
    one, other = (coders.get_coder(name) for name in (left, right))
    return context.state.listing.find_shared(one, other, limit=COMPARED)


def _say_left_out(shared: Shared, left: str, right: str) -> str:
    if shared.both <= COMPARED:
        return ""
    return (
        f"Compared are the latest {COMPARED} of {shared.both:,} reports that both coded;"
        f" `counterclaim agreement '{left}' '{right}'` compares all."
    )


def _compare(
    context: Context, coders: Coders, shared: Shared, names: tuple[str, str], *, complete: bool
) -> Agreement:
    readings = [
        find_readings(context.ledger, name, complete=complete, coders=coders, among=shared.reports)
        for name in names
    ]
    found = compare_coders(*readings, names=names, resamples=RESAMPLES)
    if not found.reports:
        raise LedgerError(f"{names[0]} and {names[1]} coded no report both")
    return msgspec.structs.replace(
        found, only_left=shared.left - shared.both, only_right=shared.right - shared.both
    )

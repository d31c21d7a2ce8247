"""The page of a report: its text with marks, who says what, and the bytes it was read from."""

from __future__ import annotations

from fastapi import APIRouter, Depends, HTTPException
from starlette.responses import Response

from counterclaim.serve.context import AskedBy
from counterclaim.serve.guard import needs
from counterclaim.serve.headers import SANDBOX
from counterclaim.serve.report_page import make_report_page

router = APIRouter(include_in_schema=False)


@router.get("/reports/{report}")
def show_report(context: AskedBy, report: str, done: str = "") -> Response:
    """Show a report; `done` is the id of the review that was just made."""
    found = context.ledger.get_report_id(report)
    page = make_report_page(context.ledger, found, context.person)
    is_done = bool(done) and page.undo is not None and page.undo.id == done
    return context.render(
        "report.html", page=page, is_done=is_done, may_review=context.person.has_role("coder")
    )


@router.get("/reports/{report}/raw/{raw_sha256}", dependencies=[Depends(needs("coder"))])
def send_raw(context: AskedBy, report: str, raw_sha256: str) -> Response:
    """Send the bytes that a report was read from, as a download that no browser opens."""
    found = context.ledger.get_report_id(report)
    receipts = [each for each in context.ledger.find_receipts(found) if each.raw_sha256 == raw_sha256]
    if not receipts:
        raise HTTPException(404, f"{found} was not read from such bytes")
    context.audit("raw", found, raw_sha256)
    # Read now: the ledger goes back to the pool when the answer is made.
    with context.ledger.raw.open(raw_sha256) as stream:
        raw = stream.read()
    return Response(
        raw,
        media_type="application/octet-stream",
        headers={
            "Content-Disposition": f'attachment; filename="{found}.bin"',
            "Content-Security-Policy": SANDBOX,
        },
    )

"""One event: its account on one screen, its drawings, its brief and its exports."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, HTTPException, Query
from starlette.responses import RedirectResponse, Response

from counterclaim.brief.account import EventAccount
from counterclaim.brief.changes import say_change, say_time, sort_changes
from counterclaim.brief.charts import draw_toll_history, find_chart_harms, find_charted
from counterclaim.brief.draw import NO_DRAWING, Scheme, Size, can_draw
from counterclaim.brief.gather import make_account
from counterclaim.brief.html import make_charts, make_map, render_html_brief
from counterclaim.brief.map import can_map, draw_event_map
from counterclaim.brief.rules import find_count_policies
from counterclaim.export.names import EventExportName
from counterclaim.model.resolution import AsOf
from counterclaim.policy.between import find_changes_between
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import DEFAULT_POLICY, POLICIES
from counterclaim.policy.moment import parse_moment
from counterclaim.reconcile.dossier import Dossier
from counterclaim.serve.context import AskedBy, Context
from counterclaim.serve.drawings import make_digest
from counterclaim.serve.exports import EXPORTS, make_export
from counterclaim.serve.headers import SANDBOX
from counterclaim.serve.held import HeldEvent

router = APIRouter(include_in_schema=False)

#: A day or an instant, as the command line takes it; empty for now.
MomentWords = Annotated[str, Query(max_length=40)]
PolicyName = Annotated[str, Query(max_length=80)]
#: Changes of one event that a page lists; the rest is counted.
SHOWN_CHANGES = 80
#: The address of a drawing names what it shows, so that a browser need never ask for it again.
FOREVER = "private, max-age=31536000, immutable"
SVG = "image/svg+xml"
_LocateChart = Callable[[str, Scheme, Size], str]
_LocateMap = Callable[[Scheme, Size], str]


@router.get("/events/{event}")
def show_event(
    event: str,
    context: AskedBy,
    policy: PolicyName = DEFAULT_POLICY,
    as_of: MomentWords = "",
    since: MomentWords = "",
) -> Response:
    """Show the account of an event: disputes first, then who says what, then the sources."""
    held = context.state.events.get(context.ledger, event)
    dossier = held.dossier
    if dossier.event.id != event:
        # The beginning of an id, or the key of a mention that was merged into another event.
        query = f"?{context.request.url.query}" if context.request.url.query else ""
        return RedirectResponse(f"/events/{dossier.event.id}{query}", status_code=303)
    account = _make_account(held, as_of, policy)
    asked = {"policy": policy if policy != DEFAULT_POLICY else "", "as_of": as_of}
    return context.render(
        "event.html",
        account=account,
        href=make_report_address,
        charts=make_charts(account, _locate_chart(account, as_of)) if can_draw() else (),
        map=make_map(account, _locate_map(account, as_of)) if can_draw() else None,
        no_drawing="" if can_draw() else NO_DRAWING,
        policies=find_count_policies(),
        policy=policy,
        as_of=as_of,
        since=since,
        changes=_find_changes(dossier, since),
        shown_changes=SHOWN_CHANGES,
        exports=EXPORTS,
        query=_make_query(asked),
    )


@router.get("/events/{event}/toll.svg")
def draw_tolls(
    event: str,
    context: AskedBy,
    harm: Annotated[str, Query(max_length=20)] = "killed",
    scheme: Scheme = "light",
    size: Size = "wide",
    as_of: MomentWords = "",
    v: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Draw how the counts of one harm changed."""
    kept = context.state.drawings.find(v, scheme, size)
    if kept is not None:
        return _answer_drawing(context, kept, v, is_asked=True)
    account = _load_account(context, event, as_of)
    if not can_draw() or harm not in find_chart_harms(account.marks):
        raise HTTPException(404, f"there is no chart of {harm}")
    digest = _digest_chart(account, harm)
    drawing = context.state.drawings.get(
        digest, scheme, size, lambda: draw_toll_history(account.marks, harm, scheme=scheme, size=size)
    )
    return _answer_drawing(context, drawing, digest, is_asked=v == digest)


@router.get("/events/{event}/map.svg")
def draw_map(
    event: str,
    context: AskedBy,
    scheme: Scheme = "light",
    size: Size = "wide",
    as_of: MomentWords = "",
    v: Annotated[str, Query(max_length=40)] = "",
) -> Response:
    """Draw where an event was said to be."""
    kept = context.state.drawings.find(v, scheme, size)
    if kept is not None:
        return _answer_drawing(context, kept, v, is_asked=True)
    account = _load_account(context, event, as_of)
    if not can_draw() or not can_map(account.places):
        raise HTTPException(404, "no place of this event can be drawn")
    digest = _digest_map(account)
    drawing = context.state.drawings.get(
        digest, scheme, size, lambda: draw_event_map(account.places, scheme=scheme, size=size)
    )
    return _answer_drawing(context, drawing, digest, is_asked=v == digest)


@router.get("/events/{event}/brief.html")
def download_brief(
    event: str, context: AskedBy, policy: PolicyName = DEFAULT_POLICY, as_of: MomentWords = ""
) -> Response:
    """Download the brief as one HTML file; it is never shown as a page of ours."""
    account = _load_account(context, event, as_of, policy)
    return _answer_file(render_html_brief(account).encode("utf-8"), "text/html", f"{account.event}.html")


@router.get("/events/{event}/export/{name}.zip")
def download_export(event: str, name: EventExportName, context: AskedBy, as_of: MomentWords = "") -> Response:
    """Download the event in another program's format, with what that format lost."""
    if name not in EXPORTS:
        raise HTTPException(404, f"{name} holds whole ledgers; `counterclaim export` writes it")
    identity = context.state.events.get(context.ledger, event).dossier.event.id
    packed = make_export(context.ledger, identity, name, _read_as_of(as_of))
    return _answer_file(packed, "application/zip", f"{identity}-{name}.zip")


def make_report_address(report: str, statement: str | None) -> str:
    """Make the address of a report, or of a statement in it."""
    return f"/reports/{report}#{statement}" if statement else f"/reports/{report}"


def _load_account(context: Context, event: str, as_of: str, policy: str = DEFAULT_POLICY) -> EventAccount:
    return _make_account(context.state.events.get(context.ledger, event), as_of, policy)


def _make_account(held: HeldEvent, as_of: str, policy: str) -> EventAccount:
    if policy not in find_count_policies():
        reason = "counts nobody" if policy in POLICIES else "is no rule"
        raise HTTPException(404, f"{policy} {reason}; choose one of {', '.join(find_count_policies())}")
    case = make_case(held.dossier, _read_as_of(as_of))
    return make_account(held.dossier, case, policy=policy, notices=held.notices)


def _read_as_of(words: str) -> AsOf:
    return AsOf(published=_read_moment(words) if words else None)


def _read_moment(words: str, *, is_start: bool = False) -> datetime:
    try:
        return parse_moment(words, is_start=is_start)
    except ValueError as error:
        raise HTTPException(422, str(error)) from error


def _find_changes(dossier: Dossier, since: str) -> list[tuple[str, str]]:
    """Find what became known since a moment, the time beside each, in words."""
    if not since:
        return []
    found = find_changes_between(dossier, since=_read_moment(since, is_start=True), until=None)
    ordered = sort_changes(found, clock="recorded")
    return [(say_time(each, "recorded"), say_change(each)) for each in ordered]


def _digest_chart(account: EventAccount, harm: str) -> str:
    return make_digest(f"toll {harm}", find_charted(account.marks, harm))


def _digest_map(account: EventAccount) -> str:
    return make_digest("map", account.places)


def _locate_chart(account: EventAccount, as_of: str) -> _LocateChart:
    digests = {harm: _digest_chart(account, harm) for harm in find_chart_harms(account.marks)}

    def locate(harm: str, scheme: Scheme, size: Size) -> str:
        asked = {"harm": harm, "scheme": scheme, "size": size, "as_of": as_of, "v": digests[harm]}
        return f"/events/{account.event}/toll.svg{_make_query(asked)}"

    return locate


def _locate_map(account: EventAccount, as_of: str) -> _LocateMap:
    digest = _digest_map(account)

    def locate(scheme: Scheme, size: Size) -> str:
        asked = {"scheme": scheme, "size": size, "as_of": as_of, "v": digest}
        return f"/events/{account.event}/map.svg{_make_query(asked)}"

    return locate


def _make_query(asked: dict[str, str]) -> str:
    given = {name: words for name, words in asked.items() if words}
    return f"?{urlencode(given)}" if given else ""


def _answer_drawing(context: Context, drawing: bytes, digest: str, *, is_asked: bool) -> Response:
    """Answer with a drawing, or that the browser has it already."""
    headers = {
        "ETag": f'"{digest}"',
        "Cache-Control": FOREVER if is_asked else "private, no-cache",
        # By itself in a tab a drawing may do nothing either.
        "Content-Security-Policy": f"{SANDBOX}; style-src 'unsafe-inline'",
    }
    if context.request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    return Response(drawing, media_type=SVG, headers=headers)


def _answer_file(content: bytes, media_type: str, name: str) -> Response:
    return Response(
        content, media_type=media_type, headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )

"""What a person does to statements on the page: accept, reject, correct, add, and take that back.

Every act is a plain form and one review row, made under the name of who is logged in.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Form, HTTPException, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from counterclaim.errors import LedgerError, ReviewConflictError
from counterclaim.ledger.base import ROLES_BY_WEIGHT, Ledger, MentionRecord, read_clock
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import MentionKey
from counterclaim.model.review import Review, ReviewId
from counterclaim.model.statement import Certainty, Polarity
from counterclaim.reconcile.drafts import (
    PROPERTIES,
    change_value,
    find_words,
    get_property,
    make_speakers,
    make_value,
    say_speakers,
)
from counterclaim.reconcile.reviewing import (
    Act,
    Draft,
    Found,
    Opening,
    add_statement,
    correct_statement,
    find_statement,
    iter_reviewed,
    judge_statement,
    take_back,
)
from counterclaim.serve.context import AskedBy, Context
from counterclaim.serve.fields import find_filled, make_fields
from counterclaim.serve.guard import needs
from counterclaim.serve.report_page import make_report_page

#: Longest note that a person may write.
LONGEST_NOTE = 2000
#: Value of the choice that opens a mention.
NEW_MENTION = "new"

router = APIRouter(include_in_schema=False)


async def read_form(request: Request) -> dict[str, str]:
    """Read a form as text; of a field sent twice the last counts."""
    form: FormData = await request.form()
    return {name: value for name, value in form.items() if isinstance(value, str)}


Filled = Annotated[dict[str, str], Depends(read_form)]
Coder = Depends(needs("coder"))


@router.post("/reports/{report}/review")
def judge(
    context: AskedBy,
    report: str,
    form: Filled,
    verdict: Annotated[Literal["accept", "reject"], Form()],
    statement: Annotated[str, Form(max_length=100)],
) -> Response:
    """Accept or reject a statement, then show the next that nobody has reviewed."""
    found = context.ledger.get_report_id(report)
    try:
        made = judge_statement(context.ledger, statement, verdict, _make_act(context, form))
    except ReviewConflictError as conflict:
        return _show_conflict(context, found, statement, form, conflict)
    return _show_done(context, found, made)


@router.post("/reports/{report}/undo")
def undo(
    context: AskedBy, report: str, form: Filled, review: Annotated[str, Form(max_length=100)]
) -> Response:
    """Take back a review of one's own."""
    found = context.ledger.get_report_id(report)
    made = take_back(context.ledger, review, _make_act(context, form | {"seen": ""}))
    context.audit("review withdrawn", made.id, found)
    return _go(found, anchor=made.statement)


@router.get("/reports/{report}/statements/{statement}/correct", dependencies=[Coder])
def show_correct(context: AskedBy, report: str, statement: str, property: str = "") -> Response:
    """Show the form that corrects a statement."""
    found = find_statement(context.ledger, statement)
    return _render_correct(context, found, property=property or found.statement.property)


@router.post("/reports/{report}/statements/{statement}/correct")
def correct(context: AskedBy, report: str, statement: str, form: Filled) -> Response:
    """Correct a statement, or show the form again with what did not fit."""
    found = find_statement(context.ledger, statement)
    report_id = found.record.report.id
    property = form.get("property") or found.statement.property
    try:
        draft = _make_correction(found, form)
        made = correct_statement(context.ledger, found.statement.id, draft, _make_act(context, form))
    except ReviewConflictError as conflict:
        return _show_conflict(context, report_id, statement, form, conflict)
    except LedgerError as error:
        return _render_correct(context, found, property=property, form=form, problem=str(error), status=422)
    return _show_done(context, report_id, made)


@router.get("/reports/{report}/add", dependencies=[Coder])
def show_add(
    context: AskedBy, report: str, words: str = "", start: str = "", property: str = "killed"
) -> Response:
    """Show the form that adds a statement on words of a report."""
    form = {"words": words, "start": start, "property": property}
    return _render_add(context, context.ledger.get_report_id(report), form)


@router.post("/reports/{report}/add")
def add(context: AskedBy, report: str, form: Filled) -> Response:
    """Add a statement, or show the form again with what did not fit."""
    found = context.ledger.get_report_id(report)
    try:
        draft = _make_addition(context.ledger, found, form)
        made = add_statement(
            context.ledger, found, draft, _make_act(context, form), mention=_find_mention(form)
        )
    except ReviewConflictError as conflict:
        return _show_conflict(context, found, "", form, conflict)
    except LedgerError as error:
        return _render_add(context, found, form, problem=str(error), status=422)
    return _show_done(context, found, made)


def _make_act(context: Context, form: dict[str, str]) -> Act:
    note = form.get("note", "").strip()[:LONGEST_NOTE] or None
    seen = form.get("seen", "")
    return Act(
        by=context.person.name,
        made_at=read_clock(),
        note=note,
        seen=ReviewId(seen) if seen else None,
        beside=form.get("beside") == "yes",
    )


def _make_correction(found: Found, form: dict[str, str]) -> Draft:
    coded = found.statement
    property = get_property(form.get("property") or coded.property)
    words = form.get("words", "")
    evidence = coded.evidence
    if words.strip() and words.strip() != " … ".join(piece.quote for piece in evidence):
        evidence = (_find_evidence(found.record.report.text, form),)
    names = form.get("speaker", say_speakers(coded.speakers))
    kept = names == say_speakers(coded.speakers)
    same = coded.value if property == coded.property else None
    return Draft(
        property=property,
        value=change_value(
            coded.value,
            property,
            find_filled(form, same),
            wording=None if evidence == coded.evidence and same is not None else evidence[0].quote,
        ),
        evidence=evidence,
        speakers=coded.speakers if kept else make_speakers(names, known=coded.speakers),
        **_find_stance(form),
    )


def _make_addition(ledger: Ledger, report: ReportId, form: dict[str, str]) -> Draft:
    property = get_property(form.get("property", ""))
    evidence = _find_evidence(ledger.get_report(report).text, form)
    known = tuple(
        speaker
        for record in ledger.iter_mentions((report,))
        for each in record.statements
        for speaker in each.speakers
    )
    return Draft(
        property=property,
        value=make_value(property, find_filled(form), wording=evidence.quote),
        evidence=(evidence,),
        speakers=make_speakers(form.get("speaker", ""), known=known),
        **_find_stance(form),
    )


def _find_evidence(text: str, form: dict[str, str]) -> Any:
    start = form.get("start", "").strip()
    # Browsers send line breaks of a field as carriage return and line feed.
    words = form.get("words", "")
    words = words if words.strip() in text else words.replace("\r\n", "\n")
    return find_words(text, words, start=int(start) if start.isdecimal() else None)


def _find_stance(form: dict[str, str]) -> dict[str, Any]:
    polarity, certainty = form.get("polarity", "+"), form.get("certainty", "CT")
    if polarity not in ("+", "-", "u") or certainty not in ("CT", "PR", "PS", "U"):
        raise LedgerError(f"there is no stance {polarity} {certainty}")
    return {"polarity": cast(Polarity, polarity), "certainty": cast(Certainty, certainty)}


def _find_mention(form: dict[str, str]) -> MentionKey | Opening:
    mention = form.get("mention", "")
    if mention == NEW_MENTION:
        type, label = form.get("opens.type", "").strip(), form.get("opens.label", "").strip()
        if not type or not label:
            raise LedgerError("give the new event a type, as ASSAULT, and a few words")
        return Opening(type=type.upper(), label=label)
    return MentionKey(mention)


def _render_correct(
    context: Context,
    found: Found,
    *,
    property: str,
    form: dict[str, str] | None = None,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    coded = found.statement
    chosen = get_property(property)
    held = form or {
        "words": " … ".join(piece.quote for piece in coded.evidence),
        "speaker": say_speakers(coded.speakers),
        "polarity": coded.polarity,
        "certainty": coded.certainty,
        "seen": found.thread.last.id if found.thread.last else "",
    }
    return context.render(
        "correct.html",
        status=status,
        report=found.record.report,
        statement=coded,
        property=chosen,
        properties=PROPERTIES,
        fields=make_fields(chosen, coded.value),
        form=held,
        problem=problem,
    )


def _render_add(
    context: Context,
    report: ReportId,
    form: dict[str, str],
    *,
    problem: str | None = None,
    status: int = 200,
) -> Response:
    property = get_property(form.get("property", ""))
    records = sorted(
        iter_reviewed(context.ledger, report), key=lambda each: ROLES_BY_WEIGHT.index(each.mention.role)
    )
    return context.render(
        "add.html",
        status=status,
        report=context.ledger.get_report(report),
        property=property,
        properties=PROPERTIES,
        fields=make_fields(property),
        mentions=_list_mentions(records),
        new_mention=NEW_MENTION,
        form=form,
        problem=problem,
    )


def _list_mentions(records: list[MentionRecord]) -> list[tuple[str, str]]:
    from counterclaim.brief.words import say_heading

    return [(record.key, say_heading(record.mention)) for record in records]


def _show_conflict(
    context: Context, report: ReportId, statement: str, form: dict[str, str], conflict: ReviewConflictError
) -> Response:
    """Show what others said since beside what was to be said, and offer to look again or to stand beside."""
    unseen = [each for each in context.ledger.iter_reviews(report) if each.id in conflict.unseen]
    page = make_report_page(context.ledger, report, context.person)
    views = {view.statement.id: view for mention in page.mentions for view in mention.statements}
    kept = {name: value for name, value in form.items() if name not in ("csrf", "beside", "seen")}
    return context.render(
        "conflict.html",
        status=409,
        report=page.report,
        view=views.get(statement),  # type: ignore[call-overload]
        unseen=unseen,
        views=views,
        form=kept,
        seen=conflict.unseen[-1],
        verdict=form.get("verdict", "correct" if statement else "add"),
    )


def _show_done(context: Context, report: ReportId, made: Review) -> Response:
    """Lead to the next statement that nobody has reviewed, or back to the one at hand."""
    context.audit(f"review {made.verdict}", made.id, report)
    page = make_report_page(context.ledger, report, context.person)
    views = [view for mention in page.mentions for view in mention.statements]
    about = made.own.id if made.own is not None else made.statement
    place = next((at for at, view in enumerate(views) if view.statement.id == about), 0)
    following = [*views[place + 1 :], *views[: place + 1]]
    waiting = (view.statement.id for view in following if view.reviewed.state == "unreviewed")
    return _go(report, anchor=next(waiting, about), done=made.id)


def _go(report: ReportId, *, anchor: str, done: str = "") -> Response:
    query = f"?done={done}" if done else ""
    return RedirectResponse(f"/reports/{report}{query}#{anchor}", status_code=303)


def check_report(found: Found, report: str) -> None:
    """Refuse a statement of another report than the address names."""
    if not found.record.report.id.startswith(report):
        raise HTTPException(404, f"{found.statement.id} is no statement of {report}")

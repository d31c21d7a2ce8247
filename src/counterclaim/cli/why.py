"""`counterclaim why`: say why two mentions are one event, or are not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.brief.plain import make_plain
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from collections.abc import Iterator

    from counterclaim.ledger.base import MentionRecord
    from counterclaim.model.judgement import Judgement
    from counterclaim.reconcile.explain import Explanation


def why(
    mention: Annotated[
        str, typer.Argument(metavar="MENTION", help="A mention, or an event for its first mention.")
    ],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The mention or event to compare with.")],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Say why two mentions are one event, or are not: the score, its reasons, and who decided.

    Every reason is a comparison with its value and what it adds to the log-odds, the heaviest first.
    The judgement in force is marked with *. Exit codes: 0 told, 2 there is no such mention or ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.events import get_mention
    from counterclaim.reconcile.explain import explain_pair

    with open_ledger(ledger) as opened:
        pair = get_mention(opened, mention), get_mention(opened, other)
        explanation = explain_pair(opened, *pair)
    for line in iter_lines(explanation):
        typer.echo(line)


def iter_lines(explanation: Explanation) -> Iterator[str]:
    """Iterate over the lines of an explanation."""
    from counterclaim.reconcile.match import load_weights

    yield say_mention(explanation.one)
    yield say_mention(explanation.other)
    events = explanation.events
    yield f"one event, {events[0]}" if len(set(events)) == 1 else f"two events, {' and '.join(events)}"
    yield ""
    yield "judgements"
    yield from (f"  {say_judgement(each, explanation.in_force)}" for each in explanation.history)
    if not explanation.is_written:
        yield f"  {say_judgement(explanation.matched, explanation.in_force)}, not written"
    yield ""
    yield "what the matcher compared, and what it adds to the log-odds"
    reasons = explanation.matched.reasons
    if any(reason.weight for reason in reasons):
        yield f"  {load_weights().events.bias:+7.2f}         before any comparison"
    for reason in reasons:
        yield f"  {reason.weight:+7.2f}  {reason.value:5.2f}  {reason.feature}"


def say_mention(record: MentionRecord) -> str:
    """Say which mention it is, by its words and its report."""
    report = record.report
    named = ", ".join(part for part in (report.outlet, report.title or report.path, report.id) if part)
    return make_plain(f"{record.key} {record.mention.role}: {record.mention.label} ({named})")


def say_judgement(judgement: Judgement, in_force: Judgement | None) -> str:
    """Say a judgement in one line."""
    mark = "*" if in_force is not None and judgement.id == in_force.id else " "
    score = f" {judgement.score:.2f}" if judgement.score is not None else ""
    when = f" on {judgement.made_at:%Y-%m-%d %H:%M} UTC" if judgement.made_at else ""
    note = f": {make_plain(judgement.note)}" if judgement.note else ""
    return f"{mark} {judgement.verdict}{score} by {make_plain(judgement.by)}{when}{note}"

"""The statements of an event or a report with what persons made of them, for reviewers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC

import msgspec
from rich.table import Table
from rich.text import Text

from counterclaim.brief.folding import say_voice
from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import load_brief_words, say_quote, say_statement
from counterclaim.model.review import Review, is_person_coder
from counterclaim.policy.base import Testimony

#: Characters of an id that are shown: enough to name it again.
SHORT_ID = 12
REVIEW_SCHEMA = "counterclaim-review/1"


def render_review_list(testimonies: Iterable[Testimony]) -> Table:
    """Render statements in the order of their words: id, state, what is said, by whom, in which words."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("statement", no_wrap=True)
    for title, ratio in (("review", 3), ("says", 3), ("who says so", 3), ("in these words", 4)):
        table.add_column(title, ratio=ratio)
    for each in testimonies:
        statement = each.statement
        name = load_brief_words().properties.get(statement.property, statement.property)
        cells = (
            statement.id[:SHORT_ID],
            say_state(each),
            f"{name}: {say_statement(statement)}",
            say_voice(each),
            say_quote(statement.evidence),
        )
        table.add_row(*map(Text, cells))
    return table


def say_state(testimony: Testimony) -> str:
    """Say what persons made of a statement, by whom and why, and whether they differ."""
    note = make_plain(testimony.reviewed.note or "unreviewed")
    return f"{note} (reviewers differ)" if testimony.reviewed.is_divided else note


def say_reviewed(review: Review, *, is_counting: bool) -> str:
    """Say one review: when, who, what and why; and that it was taken back."""
    verdict = load_brief_words().verdicts[review.verdict]
    when = review.made_at.astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    why = f": {make_plain(review.note)}" if review.note else ""
    gone = "" if is_counting or review.verdict == "withdrawn" else " (taken back)"
    return f"{when} {make_plain(review.by)}: {verdict}{why}{gone}"


def iter_review_lines(testimonies: Iterable[Testimony]) -> Iterator[bytes]:
    """Yield one line of JSON a statement."""
    for each in testimonies:
        reviewed = each.reviewed
        yield msgspec.json.encode(
            {
                "schema": REVIEW_SCHEMA,
                "report": each.report.id,
                "mention": each.key,
                "state": reviewed.state,
                "origin": "person" if is_person_coder(each.statement.coder) else "program",
                "is_divided": reviewed.is_divided,
                "review": msgspec.to_builtins(reviewed.review),
                "status": each.status,
                "statement": msgspec.to_builtins(each.statement),
            }
        )

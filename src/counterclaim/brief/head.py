"""The first lines of an event: what it is, when it is looked at, and where it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.brief.figures import say_moment
from counterclaim.brief.plain import make_plain
from counterclaim.brief.words import say_heading, say_published
from counterclaim.ledger.base import MentionRecord
from counterclaim.policy.base import Case


def render_head(case: Case) -> RenderableType:
    """Render what an event is, its id, the moment asked for and where it is told."""
    moment = say_moment(case.as_of)
    asked = [Text(f"from what was {moment}", style="italic")] if moment else []
    if not case.event.mentions:
        return Group(Text(case.event.id, style="dim"), *asked, Text("Nothing was known of this event then."))
    first = case.event.lead
    lines = [Text(say_heading(first.mention), style="bold"), Text(case.event.id, style="dim")]
    return Group(*lines, *asked, *_iter_report_lines(case.event.mentions))


def _iter_report_lines(records: Sequence[MentionRecord]) -> Iterator[Text]:
    """Yield the report's line; of several, how many there are, which the last section lists."""
    if len({record.report.id for record in records}) > 1:
        outlets = {record.report.outlet for record in records if record.report.outlet}
        told = f"told in {len({record.report.id for record in records})} reports"
        yield Text(f"{told} of {len(outlets)} outlet{'' if len(outlets) == 1 else 's'}" if outlets else told)
        return
    yield from map(_make_report_line, records)


def _make_report_line(record: MentionRecord) -> Text:
    report = record.report
    name = " — ".join(make_plain(part) for part in (report.outlet, report.title or report.path) if part)
    named = f"{name}, " if name else ""
    return Text(f"told in {named}published {say_published(report)}, {report.id}, coder {record.coder}")

"""The terminal brief of an event: disputes first, every value with its speaker and its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.brief.account import EventAccount, Notice, Origin, Party, Question, Said, Stance, Telling
from counterclaim.brief.head import render_head
from counterclaim.brief.tables import make_count_table, make_grid
from counterclaim.brief.why import render_figures
from counterclaim.brief.words import load_brief_words

#: Width of the first column: the longest name of a property.
NAME_WIDTH = 14
#: Width of the column of answers to a question in dispute.
ANSWER_WIDTH = 14
#: Width of the column of phrases: the longest of them.
PHRASE_WIDTH = 14
#: Width of the column of days.
DAY_WIDTH = 14


def render_event(account: EventAccount) -> RenderableType:
    """Render the brief of an event; plain lines when the console has no colour."""
    sections = [render_head(account), *_iter_sections(account)]
    return Group(*(part for section in sections for part in (section, Text(""))))


def _iter_sections(account: EventAccount) -> Iterator[RenderableType]:
    """Render what is in dispute before all else, then who says what, then the sources."""
    if account.disputes:
        yield _make_section("In dispute", *map(_render_dispute, account.disputes))
    told = [each for each in account.figures if not each.is_blank]
    if told:
        yield _make_section("Figures by named rules", render_figures(told))
    if account.parties:
        yield _make_section("Who says who is responsible", *_render_responsibility(account))
    if account.counts:
        rows = (_make_count_row(each, account) for each in account.counts)
        yield _make_section("Toll history, voice by voice", make_count_table(rows))
    if account.values:
        rows_of_values = map(_make_value_row, account.values)
        yield _make_section("The event", make_grid(rows_of_values, width=NAME_WIDTH))
    for title, notices in (
        ("Findings in the copy", account.findings),
        ("What could not be done", account.problems),
    ):
        if notices:
            yield _make_section(title, make_grid(map(_make_notice_row, notices), width=NAME_WIDTH))
    if account.reports > 1:
        yield _make_section("Reports", make_grid(map(_make_origin_row, account.origins), width=DAY_WIDTH))
    if account.is_known and not (account.values or account.counts or account.parties):
        yield Text("Nothing is said of this event but that it happened.")


def _make_section(title: str, *parts: RenderableType) -> RenderableType:
    return Group(Text(title, style="bold underline"), *(Padding(part, (0, 0, 0, 2)) for part in parts))


def _render_dispute(question: Question) -> RenderableType:
    rows = ((Text(each.answer), Text(", ".join(each.voices))) for each in question.answers)
    return Group(
        Text(question.question, style="bold"),
        Padding(make_grid(rows, width=ANSWER_WIDTH), (0, 0, 0, 2)),
    )


def _render_responsibility(account: EventAccount) -> Iterator[RenderableType]:
    """Render how the event stands, the matrix where several reports tell of it, and the words."""
    if account.standing:
        yield Text(account.standing)
    named = [party for party in account.parties if not party.is_nobody]
    if account.reports > 1 and named:
        yield Padding(_make_matrix(named), (1, 0, 1, 0))
    for party in account.parties:
        also = f" (also “{'”, “'.join(party.also)}”)" if party.also else ""
        yield Text.assemble((party.name, "bold"), also)
        rows = (row for stance in party.stances for row in _iter_stance_rows(stance))
        yield Padding(make_grid(rows, width=PHRASE_WIDTH), (0, 0, 0, 2))


def _make_matrix(parties: Sequence[Party]) -> Table:
    """Make the matrix: a row a party, a column a kind of position, in each cell who takes it."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("party", ratio=2)
    for title in load_brief_words().matrix:
        table.add_column(title, ratio=2)
    for party in parties:
        cells = (Text("\n".join(map(_say_stance, held))) for held in party.columns.values())
        table.add_row(Text(party.name, style="bold"), *cells)
    return table


def _say_stance(stance: Stance) -> str:
    return f"{stance.phrase} {stance.voice}{_in_brackets(stance.fate)}"


def _iter_stance_rows(stance: Stance) -> Iterator[tuple[Text, Text]]:
    """Yield a row for each way in which a position was put; repeats in other reports are folded."""
    for telling in stance.tellings:
        said = f"{telling.first.voice}{_in_brackets(stance.fate)}"
        yield Text(stance.phrase), _make_cell((said, telling.also), telling.first)


def _in_brackets(words: str) -> str:
    return f" ({words})" if words else ""


def _make_count_row(telling: Telling, account: EventAccount) -> tuple[str, str, str, str]:
    said = telling.first
    when = said.when if account.reports > 1 or said.is_dated else ""
    voice = ", ".join(part for part in (said.voice, when, telling.also) if part)
    fate = f" — {said.status_note}" if said.status_note else ""
    return said.property, said.value, voice + fate, said.words


def _make_value_row(telling: Telling) -> tuple[Text, Text]:
    said = telling.first
    parts = (said.value, "; ".join(telling.voices), telling.also, _say_fate(said))
    return Text(load_brief_words().properties[said.property], style="dim"), _make_cell(parts, said)


def _say_fate(said: Said) -> str:
    fate = load_brief_words().statuses.get(said.status, "")
    return f"{fate}: {said.status_note}" if said.status_note else fate


def _make_cell(parts: Iterable[str], said: Said) -> Text:
    """Make a cell: what is said, and the report's own words beneath."""
    return Text.assemble(" — ".join(part for part in parts if part), "\n", (said.words, "italic"))


def _make_notice_row(notice: Notice) -> tuple[Text, Text]:
    return Text(notice.kind), Text(f"{notice.message} ({notice.report})")


def _make_origin_row(origin: Origin) -> tuple[Text, Text]:
    number = "1 copy" if len(origin.copies) == 1 else f"{len(origin.copies)} copies"
    outlets = ", ".join(dict.fromkeys(copy.outlet for copy in origin.copies))
    copies = f"also in {number}: {outlets}" if origin.copies else ""
    name = " — ".join(part for part in (origin.name, origin.fate, copies) if part)
    day = origin.day.isoformat() if origin.day else "not dated"
    return Text(day), Text.assemble(name, "\n", (origin.report, "dim"))

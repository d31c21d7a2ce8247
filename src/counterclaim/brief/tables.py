"""Tables that every brief is made of: rows of what is said, and counts with their speakers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from rich.table import Table
from rich.text import Text

from counterclaim.brief.words import say_quote, say_statement
from counterclaim.model.statement import HARMS, Statement


def make_cell(said: str, statement: Statement) -> Text:
    """Make a cell: what is said, and the report's own words beneath."""
    return Text.assemble(said, "\n", (say_quote(statement.evidence), "italic"))


def make_grid(rows: Iterable[tuple[Text, Text]], *, width: int) -> Table:
    """Make a grid of two columns; the first is at least as many characters wide."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(no_wrap=True, min_width=width)
    grid.add_column()
    for row in rows:
        grid.add_row(*row)
    return grid


def make_toll_table(tolls: Sequence[Statement], *, say_voice: Callable[[Statement], str]) -> Table:
    """Make the table of tolls: harm by harm, each in the order of the report's words."""
    ordered = sorted(tolls, key=lambda each: (HARMS.index(each.property), each.evidence[0].start))
    return make_count_table(
        (toll.property, say_statement(toll), say_voice(toll), say_quote(toll.evidence)) for toll in ordered
    )


def make_count_table(rows: Iterable[tuple[str, str, str, str]]) -> Table:
    """Make a table of counts: the harm, the count, who says so, and in which words."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("harm", no_wrap=True)
    for title, ratio in (("count", 3), ("who says so", 3), ("in these words", 4)):
        table.add_column(title, ratio=ratio)
    for harm, count, voice, words in rows:
        table.add_row(Text(harm), Text(count, style="bold"), Text(voice), Text(words, style="italic"))
    return table

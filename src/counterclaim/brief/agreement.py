"""How far two coders agree, for people and for spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from counterclaim.brief.plain import make_plain
from counterclaim.coding.agreement.compare import Agreement, Disagreement, Measure

#: Columns of the table of disagreements as CSV.
COLUMNS = (
    "report", "about", "property", "left", "right", "left_words", "right_words", "left_statement",
    "right_statement",
)  # fmt: skip
#: Signs before which a spreadsheet would read a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_agreement(agreement: Agreement, *, limit: int | None = None) -> RenderableType:
    """Render the figures, then the disagreements.

    Args:
        agreement: of two coders.
        limit: disagreements to show; None for all.
    """
    head = Text(say_scope(agreement))
    shown = agreement.disagreements[:limit]
    parts: list[RenderableType] = [head, Text(""), _make_measure_table(agreement.measures)]
    if shown:
        title = f"Disagreements, {make_plain(agreement.left)} against {make_plain(agreement.right)}"
        parts += [Text(""), Text(title, style="bold underline"), _make_disagreement_table(shown)]
    left_out = len(agreement.disagreements) - len(shown)
    if left_out:
        parts.append(Text(f"and {left_out} more; --format csv lists them all"))
    return Group(*parts)


def say_scope(agreement: Agreement) -> str:
    """Say what was compared."""
    alone = (
        f"; {agreement.only_left} only by the first, {agreement.only_right} only by the second"
        if agreement.only_left or agreement.only_right
        else ""
    )
    coders = f"{make_plain(agreement.left)} and {make_plain(agreement.right)}"
    return (
        f"{coders} on {agreement.reports} reports{alone}\n"
        f"{agreement.aligned} statements on shared words, of {agreement.left_statements} and"
        f" {agreement.right_statements}"
    )


def say_alpha(measure: Measure) -> str:
    """Say an alpha with its interval, or why there is none."""
    if measure.alpha is None:
        return f"none: {measure.why}"
    interval = "" if measure.low is None else f" ({measure.low:.3f} to {measure.high:.3f})"
    return f"{measure.alpha:.3f}{interval}"


def say_share(share: float | None) -> str:
    """Say a share in percent."""
    return "" if share is None else f"{share * 100:.1f}%"


def to_csv(disagreements: Iterable[Disagreement]) -> str:
    """Write disagreements as CSV; what a spreadsheet would take for a formula gets an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for each in disagreements:
        writer.writerow([_guard(getattr(each, name)) for name in COLUMNS])
    return out.getvalue()


def _guard(cell: str | None) -> str:
    return f"'{cell}" if cell and cell.startswith(_FORMULA) and len(cell) > 1 else cell or ""


def _make_measure_table(measures: Iterable[Measure]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    for title in ("variable", "level"):
        table.add_column(title, no_wrap=True)
    for title in ("units", "agreed"):
        table.add_column(title, justify="right", no_wrap=True)
    table.add_column("alpha (95% interval)")
    for each in measures:
        table.add_row(each.name, each.level, str(each.n), say_share(each.agreed), Text(say_alpha(each)))
    return table


def _make_disagreement_table(disagreements: Iterable[Disagreement]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold", pad_edge=False)
    table.add_column("report", no_wrap=True)
    table.add_column("about", no_wrap=True)
    for title in ("first", "second", "in these words"):
        table.add_column(title, ratio=1)
    for each in disagreements:
        about = each.about if each.about != "missing" else f"{each.property} missing"
        words = dict.fromkeys(words for words in (each.left_words, each.right_words) if words)
        cells = (each.report[:12], about, each.left or "", each.right or "", " / ".join(words))
        table.add_row(*(Text(make_plain(cell)) for cell in cells))
    return table

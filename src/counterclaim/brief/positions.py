"""The responsibility section of an event's brief: the status, the matrix, and the words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from counterclaim.brief.folding import fold_repeats, say_also, say_voice
from counterclaim.brief.plain import make_plain
from counterclaim.brief.tables import make_cell, make_grid
from counterclaim.brief.words import load_brief_words, say_responsibility
from counterclaim.model.account import MatrixCell
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import ClaimStatus
from counterclaim.model.values import ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.claim_status import POLICY, judge_claim_status
from counterclaim.policy.history import make_matrix
from counterclaim.policy.parties import NOBODY
from counterclaim.policy.positions import read_positions
from counterclaim.reconcile.dossier import Dossier

#: Width of the column of phrases: the longest of them.
PHRASE_WIDTH = 14


def render_responsibility(dossier: Dossier, case: Case) -> Iterator[RenderableType]:
    """Render who says who is responsible; nothing where nobody speaks of it."""
    cells = make_matrix(case)
    if not cells:
        return
    said = say_claim_status(judge_claim_status(read_positions(case)))
    if said:
        yield Text(said)
    if len(case.event.mentions) > 1 and any(cell.actor != NOBODY for cell in cells):
        yield Padding(make_matrix_table(cells), (1, 0, 1, 0))
    testimonies = {each.statement.id: each for each in case.testimonies}
    for actor in dict.fromkeys(cell.actor for cell in cells):
        own = [cell for cell in cells if cell.actor == actor]
        names = {_get_name(testimonies[id]) for cell in own for id in cell.statements} - {actor}
        also = f" (also “{'”, “'.join(sorted(map(make_plain, names)))}”)" if names and actor != NOBODY else ""
        yield Text.assemble((make_plain(actor), "bold"), also)
        rows = (row for cell in own for row in _iter_rows(cell, testimonies, dossier))
        yield Padding(make_grid(rows, width=PHRASE_WIDTH), (0, 0, 0, 2))


def say_claim_status(status: ClaimStatus) -> str:
    """Say how an event stands, in the words of what voices say; silence says nothing."""
    words = load_brief_words()
    parts = [words.claim_statuses.get(status.status), *(words.claim_flags[flag] for flag in status.flags)]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]} ({POLICY})." if said else ""


def make_matrix_table(cells: Sequence[MatrixCell]) -> Table:
    """Make the matrix: a row a party, a column a kind of position, in each cell who takes it."""
    columns = load_brief_words().matrix
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("party", ratio=2)
    for title in columns:
        table.add_column(title, ratio=2)
    for actor in dict.fromkeys(cell.actor for cell in cells if cell.actor != NOBODY):
        own = [cell for cell in cells if cell.actor == actor]
        row = ("\n".join(map(_say_cell, _pick(own, positions))) for positions in columns.values())
        table.add_row(Text(make_plain(actor), style="bold"), *map(Text, row))
    return table


def _pick(cells: Sequence[MatrixCell], positions: Sequence[str]) -> list[MatrixCell]:
    return [cell for cell in cells if cell.position in positions]


def _say_cell(cell: MatrixCell) -> str:
    words = load_brief_words()
    voice = make_plain(cell.voice or words.narrator) + (" itself" if cell.is_narrator and cell.voice else "")
    return f"{words.positions[cell.position]} {voice}{_say_status(cell.status)}"


def _say_status(status: str) -> str:
    said = load_brief_words().statuses.get(status)
    return f" ({said})" if said else ""


def _iter_rows(
    cell: MatrixCell, testimonies: Mapping[StatementId, Testimony], dossier: Dossier
) -> Iterator[tuple[Text, Text]]:
    """Yield a row for each way in which a position was put; repeats in other reports are folded."""
    said = [testimonies[id] for id in cell.statements]
    phrase = load_brief_words().positions[cell.position]
    for first, same in fold_repeats(said, _say_position).items():
        also = say_also(same, dossier)
        told = f"{_say_position(first)}{_say_status(cell.status)}" + (f" — {also}" if also else "")
        yield Text(phrase), make_cell(told, first.statement)


def _say_position(testimony: Testimony) -> str:
    value = testimony.statement.value
    if isinstance(value, ResponsibilityValue) and testimony.statement.speakers:
        return say_responsibility(testimony.statement, value)
    return say_voice(testimony)


def _get_name(testimony: Testimony) -> str:
    value = testimony.statement.value
    return value.actor if isinstance(value, ResponsibilityValue) else getattr(value, "name", "")

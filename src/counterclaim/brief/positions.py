"""Who takes which position on whose responsibility, party by party, each with its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterclaim.brief.account import Party, Stance
from counterclaim.brief.plain import make_plain
from counterclaim.brief.said import Book, iter_tellings
from counterclaim.brief.words import load_brief_words
from counterclaim.model.account import MatrixCell
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import ClaimStatus
from counterclaim.model.values import ResponsibilityValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.claim_status import POLICY
from counterclaim.policy.history import make_matrix
from counterclaim.policy.parties import NOBODY, PartyBook
from counterclaim.reconcile.dossier import Dossier

_Said = Mapping[StatementId, Testimony]


def make_parties(dossier: Dossier, case: Case, *, parties: PartyBook, book: Book) -> tuple[Party, ...]:
    """Make the rows of the matrix; none where nobody speaks of responsibility."""
    said = {each.statement.id: each for each in case.testimonies}
    cells = make_matrix(case, book=parties)
    actors = dict.fromkeys(cell.actor for cell in cells)
    return tuple(
        _make_party(actor, [cell for cell in cells if cell.actor == actor], said, dossier, book)
        for actor in actors
    )


def say_claim_status(status: ClaimStatus) -> str:
    """Say how an event stands, in the words of what voices say; silence says nothing."""
    words = load_brief_words()
    parts = [words.claim_statuses.get(status.status), *(words.claim_flags[flag] for flag in status.flags)]
    said = "; ".join(part for part in parts if part)
    return f"{said[:1].upper()}{said[1:]} ({POLICY})." if said else ""


def _make_party(actor: str, cells: Sequence[MatrixCell], said: _Said, dossier: Dossier, book: Book) -> Party:
    stances = tuple(_make_stance(cell, said, dossier, book) for cell in cells)
    names = {_get_name(said[id]) for cell in cells for id in cell.statements} - {actor}
    return Party(
        name=make_plain(actor),
        also=tuple(sorted(map(make_plain, names))) if actor != NOBODY else (),
        is_nobody=actor == NOBODY,
        columns={
            title: tuple(each for each in stances if each.position in positions)
            for title, positions in load_brief_words().matrix.items()
        },
        stances=stances,
    )


def _make_stance(cell: MatrixCell, said: _Said, dossier: Dossier, book: Book) -> Stance:
    words = load_brief_words()
    itself = " itself" if cell.is_narrator and cell.voice else ""
    held = [said[id] for id in cell.statements]
    return Stance(
        position=cell.position,
        phrase=words.positions[cell.position],
        voice=make_plain(cell.voice or words.narrator) + itself,
        status=cell.status,
        fate=words.statuses.get(cell.status, ""),
        tellings=tuple(iter_tellings(held, lambda each: book[each.statement.id].voice, dossier, book=book)),
    )


def _get_name(testimony: Testimony) -> str:
    value = testimony.statement.value
    return value.actor if isinstance(value, ResponsibilityValue) else getattr(value, "name", "")

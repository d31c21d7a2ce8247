"""Signatures: a quotation whose speaker stands behind it after a dash ("We will rebuild." — Ada Moreno)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_quotes import Marked
from counterclaim.annotate.tree import Doc, Token

_DASHES = frozenset({"-", "--", "–", "—", "―"})
#: Fewest words of a quotation, most of a name, and most of the office that may stand behind it.
SAID_WORDS = 3
NAME_WORDS = 5
OFFICE_WORDS = 12


def find_signatures(doc: Doc, marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Find the quotations that are signed: a dash, a name, and the end of the line."""
    return tuple(_iter_signatures(doc, marked))


def _iter_signatures(doc: Doc, marked: Sequence[Marked]) -> Iterator[Draft]:
    for quotation in marked:
        said = range(quotation.start, quotation.end)
        dash = _find_dash(doc, quotation.end)
        if dash is None or sum(doc[place].is_alpha for place in said) < SAID_WORDS:
            continue
        voice = _find_name_end(doc, dash + 1)
        if voice is not None:
            yield Draft(head=dash, cue=(dash,), voices=(voice,), content=frozenset(said))


def _find_dash(doc: Doc, place: int) -> int | None:
    """Find a dash right behind a quotation, or on the line below it."""
    while place < len(doc) and doc[place].is_space:
        place += 1
    return place if place < len(doc) and doc[place].text in _DASHES else None


def _find_name_end(doc: Doc, start: int) -> int | None:
    """Find the last word of the name that begins at a place and ends its line; an office may follow."""
    end = start
    while end < len(doc) and _is_name_word(doc[end]):
        end += 1
    words = doc[start:end]
    if not 0 < len(words) <= NAME_WORDS or doc[end - 1].pos_ != "PROPN":
        return None
    return end - 1 if _is_end(doc, end) or _is_office(doc, end) else None


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.is_alpha


def _is_end(doc: Doc, place: int) -> bool:
    """Tell whether nothing but a full stop stands between a place and the end of its line."""
    rest = place + 1 if place < len(doc) and doc[place].text == "." else place
    return rest >= len(doc) or "\n" in doc[rest].text


def _is_office(doc: Doc, place: int) -> bool:
    """Tell whether the rest of a line is an office after a comma: no verb in it."""
    if place >= len(doc) or doc[place].text != ",":
        return False
    for word in doc[place + 1 : place + 2 + OFFICE_WORDS]:
        if _is_end(doc, word.i):
            return True
        if word.pos_ in {"VERB", "AUX"}:
            return False
    return place + 2 + OFFICE_WORDS >= len(doc)

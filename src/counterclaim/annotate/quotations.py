"""Quotations: words between quotation marks, and marks without a partner.

Invariant: quotations of one block are nested or disjoint, and none crosses the edge of a block.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from counterclaim.annotate.layers import Quotation, QuotationLayer
from counterclaim.model.span import Span

Family = Literal["double", "single", "angle", "single_angle"]
Turn = Literal["open", "close", "either"]

_MARK = re.compile(r"``|''|‘‘|’’|[“”„‟\"«»‹›‘’‚'`]")
_OPENING: Mapping[str, Family] = {
    "“": "double", "„": "double", "‟": "double", "``": "double", "‘‘": "double",
    "«": "angle", "‹": "single_angle", "‘": "single", "‚": "single", "`": "single",
}  # fmt: skip
_CLOSING: Mapping[str, Family] = {
    "”": "double",
    "’’": "double",
    "''": "double",
    "»": "angle",
    "›": "single_angle",
    "’": "single",
}
_STRAIGHT: Mapping[str, Family] = {'"': "double", "'": "single"}
_FAMILIES: Mapping[str, Family] = {**_OPENING, **_CLOSING, **_STRAIGHT}
_BEFORE_OPENING = re.compile(r"[\s(\[{/\-—–‑:;“„‟\"«‹‘'…]")
_AFTER_OPENING = re.compile(r"[\w(\[$£€#@.…“„\"«‹‘'¿¡-]")
_AFTER_CLOSING = re.compile(r"[\s.,;:!?)\]}/\-—–‑”\"»›’'…]")
#: A shortened word or year after an apostrophe: '90s, 'em, 'til.
_SHORTENED = re.compile(r"(?:\d0s|em|til|tis|twas|cause|n)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """One quotation mark: where it is, which marks pair with it, and which way it can turn."""

    start: int
    end: int
    family: Family
    turn: Turn


def find_quotations(text: str, blocks: Sequence[Span]) -> QuotationLayer:
    """Find the quotations of a text, at any depth, and the marks without a partner.

    A quotation that runs over several paragraphs, each opened anew and only the last one
    closed, gives one quotation a paragraph and no stray mark.
    """
    quotations: list[Quotation] = []
    strays: list[Span] = []
    for block, following in pairwise((*blocks, None)):
        if block is None:
            continue
        pairs, unpaired = _pair_marks(text, block)
        left = _split_continued(text, block, following, unpaired)
        if left:
            pairs.append(
                (unpaired[-1], _Mark(start=block.end, end=block.end, family=left.family, turn="close"))
            )
            unpaired = unpaired[:-1]
        quotations.extend(_make_quotations(pairs))
        strays.extend(Span(mark.start, mark.end) for mark in unpaired if not _is_apostrophe(text, mark))
    return QuotationLayer(
        quotations=tuple(sorted(quotations, key=lambda each: (each.span.start, -each.span.end))),
        stray_marks=tuple(sorted(strays)),
    )


def _pair_marks(text: str, block: Span) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """Pair the marks of a block with a stack; also return the marks that stay alone, in text order."""
    stack: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    alone: list[_Mark] = []
    for mark in _iter_marks(text, block):
        partner = None if mark.turn == "open" else _find_partner(stack, mark)
        if partner is not None:
            pairs.append((stack[partner], mark))
            alone.extend(stack[partner + 1 :])
            del stack[partner:]
        elif mark.turn == "close":
            alone.append(mark)
        else:
            stack.append(mark)
    return pairs, sorted([*alone, *stack], key=lambda mark: mark.start)


def _find_partner(stack: Sequence[_Mark], mark: _Mark) -> int | None:
    """Find the innermost open mark of the same family; a single mark never closes across a double one."""
    for place in range(len(stack) - 1, -1, -1):
        if stack[place].family == mark.family:
            return place
        if mark.family == "single":
            return None
    return None


def _iter_marks(text: str, block: Span) -> Iterator[_Mark]:
    """Iterate over the quotation marks of a block, without apostrophes, inches and minutes."""
    open_singles = 0
    open_doubles = 0
    for match in _MARK.finditer(text, block.start, block.end):
        mark = _read_mark(text, block, match)
        if mark.family == "single":
            if not _is_single_mark(text, block, mark, open_singles):
                continue
            open_singles += 1 if mark.turn == "open" else -min(open_singles, 1)
        elif _is_inches(text, mark, open_doubles):
            continue
        else:
            open_doubles += 1 if mark.turn == "open" else -min(open_doubles, 1)
        yield mark


def _read_mark(text: str, block: Span, match: re.Match[str]) -> _Mark:
    """Read a mark's turn: by its glyph, unless its neighbours leave only the other way."""
    start, end = match.span()
    before = text[start - 1] if start > block.start else " "
    after = text[end] if end < block.end else " "
    opens = bool(_BEFORE_OPENING.match(before) and _AFTER_OPENING.match(after))
    closes = bool(not before.isspace() and before not in "([{" and _AFTER_CLOSING.match(after))
    glyph = match.group()
    family = _FAMILIES[glyph]
    if opens != closes and (glyph in _STRAIGHT or not after.isalnum() or not before.isalnum()):
        return _Mark(start=start, end=end, family=family, turn="open" if opens else "close")
    if glyph in _STRAIGHT:
        return _Mark(start=start, end=end, family=family, turn="either")
    return _Mark(start=start, end=end, family=family, turn="open" if glyph in _OPENING else "close")


def _is_single_mark(text: str, block: Span, mark: _Mark, open_singles: int) -> bool:
    """Tell a single quotation mark from an apostrophe."""
    before = text[mark.start - 1] if mark.start > block.start else " "
    after = text[mark.end] if mark.end < block.end else " "
    if before.isalnum() and after.isalnum():
        return False
    if mark.turn == "open":
        shortened = _SHORTENED.match(text, mark.end)
        return not shortened and bool(_find_single_close(text, block, mark.end))
    return open_singles > 0 and not _is_plural_owner(text, block, mark)


def _is_plural_owner(text: str, block: Span, mark: _Mark) -> bool:
    """Tell "the workers' rights" from a closing mark: a later mark closes, and a word follows."""
    owner = text[mark.start - 1] in "sS" and re.match(r" [a-z]", text[mark.end : mark.end + 2])
    return bool(owner) and bool(_find_single_close(text, block, mark.end))


def _find_single_close(text: str, block: Span, start: int) -> re.Match[str] | None:
    """Find a later mark that can close a single quotation, before another one opens."""
    return re.compile(r"(?:(?!\s[‘'‚]\w).)*?['’](?!\w)", re.DOTALL).match(text, start, block.end)


def _is_inches(text: str, mark: _Mark, open_doubles: int) -> bool:
    """Tell the sign of inches or seconds after a number from a quotation mark."""
    return (
        not open_doubles
        and mark.turn != "open"
        and text[mark.start : mark.end] in ('"', "''")
        and text[mark.start - 1 : mark.start].isdigit()
    )


def _is_apostrophe(text: str, mark: _Mark) -> bool:
    """Tell whether an unpaired mark is one that also writes an apostrophe."""
    return text[mark.start : mark.end] in ("'", "’", "`")


def _split_continued(
    text: str, block: Span, following: Span | None, unpaired: Sequence[_Mark]
) -> _Mark | None:
    """Find the mark of a quotation that goes on in the next paragraph, which opens it anew."""
    if not unpaired or following is None or unpaired[-1].turn == "close":
        return None
    mark = unpaired[-1]
    again = _MARK.match(text, following.start + _count_indent(text, following))
    if again is None or _FAMILIES[again.group()] != mark.family or mark.family == "single":
        return None
    has_words = any(character.isalnum() for character in text[mark.end : block.end])
    return mark if has_words and again.group() not in _CLOSING else None


def _count_indent(text: str, block: Span) -> int:
    """Count the white space at the start of a block."""
    words = text[block.start : block.end]
    return len(words) - len(words.lstrip())


def _make_quotations(pairs: Sequence[tuple[_Mark, _Mark]]) -> Iterator[Quotation]:
    """Make quotations of paired marks, each with the number of pairs around it as depth."""
    for opening, closing in pairs:
        depth = sum(
            outer.start < opening.start and closing.end <= end.end and (outer, end) != (opening, closing)
            for outer, end in pairs
        )
        yield Quotation(
            span=Span(opening.start, closing.end), inner=Span(opening.end, closing.start), depth=depth
        )

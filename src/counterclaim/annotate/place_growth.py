"""Grow a name to the longer one of the gazetteer that it is part of ("Kelba" to "Kelba do Norte")."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.toponyms import load_toponym_table

#: Most words that a name grows by on either side.
GROWTH_MAX = 4
#: Share of the people of the shorter name from which the longer one is meant.
GROWTH_SHARE = 0.02


def grow_name(doc: Doc, span: Span) -> Span:
    """Grow a name to the longest one around it that the gazetteer has; itself where there is none."""
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None:
        return span
    people = _count_people(get_text(doc)[span.start : span.end])
    for start, end in _iter_windows(doc, words.start, words.end):
        grown = Span(doc[start].idx, doc[end - 1].idx + len(doc[end - 1]))
        wording = get_text(doc)[grown.start : grown.end]
        if (
            "\n" not in wording
            and _is_name(doc, start, end)
            and _count_people(wording) > GROWTH_SHARE * people
        ):
            return grown
    return _join_torn(doc, span, words.end)


def _join_torn(doc: Doc, span: Span, end: int) -> Span:
    """Join the last word of a name of which the parser named only the beginning ("[Tal] Abyad")."""
    if end >= len(doc):
        return span
    last, after = doc[end - 1], doc[end]
    is_torn = last.dep_ == "compound" and last.head == after and not after.ent_type_ and after.pos_ == "PROPN"
    is_word = after.text[:1].isupper() and after.idx == last.idx + len(last) + 1
    joined = is_torn and is_word and not _closes_body(doc, end + 1)
    return Span(span.start, after.idx + len(after)) if joined else span


def _count_people(name: str) -> int:
    """Count the people of the largest place of that name; -1 where there is none."""
    return max((entry.population for entry in find_entries(name) if entry.is_main), default=-1)


def _iter_windows(doc: Doc, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Iterate over the windows around some tokens, longest first."""
    windows = [
        (left, right)
        for left in range(max(0, start - GROWTH_MAX), start + 1)
        for right in range(end, min(len(doc), end + GROWTH_MAX) + 1)
        if (left, right) != (start, end)
    ]
    yield from sorted(windows, key=lambda window: window[0] - window[1])


def _is_name(doc: Doc, start: int, end: int) -> bool:
    """Tell whether tokens can be one name: capitalised at both ends, no body's noun after them."""
    first, last = doc[start], doc[end - 1]
    if not (first.text[:1].isupper() and last.text[:1].isupper()) or doc[end - 1].is_punct:
        return False
    if any(token.text in ",;:()" or token.is_sent_start for token in doc[start + 1 : end]):
        return False
    return not _closes_body(doc, end)


def _closes_body(doc: Doc, end: int) -> bool:
    """Tell whether the last word belongs to a body named after it ("Kelba City Council")."""
    table = load_toponym_table()
    if end == len(doc) or doc[end - 1].text not in table.institution_nouns:
        return False
    return doc[end].text in table.institution_nouns or doc[end].lower_ in table.council_nouns

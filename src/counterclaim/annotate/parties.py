"""Party names: countries, governments, armed groups, bodies.

Invariant: the names do not overlap; offsets are code points of `doc.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parsed import find_entity, get_text, is_printed_as_name
from counterclaim.annotate.party_armed_groups import find_armed_groups
from counterclaim.annotate.party_bodies import extend_to_body
from counterclaim.annotate.party_capitals import is_acting_capital
from counterclaim.annotate.party_forces import find_national_forces
from counterclaim.annotate.party_introduced import find_introduced_groups
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.parties import (
    NO_PARTY,
    PartyEntry,
    load_party_entries,
    load_party_table,
)

#: Share of capitals among the letters of a line from which acronyms look like words.
CAPITALS_SHARE = 0.8

_WORD = re.compile(r"\w+")
_PREFIX = re.compile(r"(\w+)-$")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Match:
    """A wording of the lexicon found in a text."""

    span: Span
    entry: PartyEntry


def find_parties(doc: Doc) -> tuple[PartyName, ...]:
    """Find the words that name parties, in text order, longest first where they overlap.

    Countries and groups are found wherever they are named, places included ("in Iran"); a capital
    only where it acts ("Tehran denied"). An article is not part of the span. A country and its
    body are one name ("Iranian officials"): the name of the country, the kind of the body.
    """
    matches = tuple(_iter_matches(doc))
    known = [match.span for match in matches if match.entry.kind != "country"]
    forces = [
        force
        for force in find_national_forces(get_text(doc))
        if not any(force.span.overlaps(span) and not _is_inside(span, force.span) for span in known)
    ]
    known = [span for span in known if not any(_is_inside(span, force.span) for force in forces)]
    known += [force.span for force in forces]
    made = [
        group
        for group in find_armed_groups(get_text(doc))
        if is_printed_as_name(doc, group.span.start, group.span.end)
        and not any(group.span.overlaps(span) for span in known)
    ]
    introduced = find_introduced_groups(doc, {group.name for group in made})
    groups = [
        *forces,
        *_keep_longest(
            group for group in (*made, *introduced) if not any(group.span.overlaps(span) for span in known)
        ),
    ]
    named = [
        _to_party_name(doc, match, matches)
        for match in matches
        if match.entry.kind != NO_PARTY and not any(group.span.overlaps(match.span) for group in groups)
    ]
    return tuple(sorted([*named, *groups], key=lambda name: name.span))


def _is_inside(span: Span, whole: Span) -> bool:
    """Tell whether a name is only a part of a longer one."""
    return whole.contains(span) and span != whole


def _keep_longest(groups: Iterable[PartyName]) -> list[PartyName]:
    """Keep of groups whose words overlap the one with the longest name, and of equals the first."""
    kept: list[PartyName] = []
    for group in sorted(groups, key=lambda each: each.span.start - each.span.end):
        if not any(group.span.overlaps(other.span) for other in kept):
            kept.append(group)
    return kept


def _to_party_name(doc: Doc, match: _Match, matches: Iterable[_Match]) -> PartyName:
    """Make the party name of a match, with the body of the state beside it, where no other name has that."""
    name = PartyName(
        span=match.span,
        name=match.entry.name,
        kind=match.entry.kind,
        country=match.entry.country,
        manner=match.entry.manner,
    )
    if match.entry.kind != "country":
        return name
    body = extend_to_body(doc, match.span, is_capital=match.entry.is_capital)
    if body is None or any(_is_taken(doc, body.span, other) for other in matches if other != match):
        return name
    wording = " ".join(get_text(doc)[body.span.start : body.span.end].split())
    shown = wording if body.kind == "armed_group" else name.name
    return replace(name, span=body.span, kind=body.kind, name=shown)


def _is_taken(doc: Doc, body: Span, other: _Match) -> bool:
    """Tell whether another name holds a body, or stands right before it ("the Houthis rebels of Yemen")."""
    is_before = get_text(doc)[other.span.end : body.start].isspace() and other.entry.kind == "armed_group"
    return body.overlaps(other.span) or is_before


def _iter_matches(doc: Doc) -> Iterator[_Match]:
    """Iterate over the wordings of the lexicon in a text, none within another."""
    folded = fold_characters(get_text(doc))
    capital_lines = _find_capital_lines(get_text(doc))
    entries = load_party_entries()
    reached = 0
    for word in _WORD.finditer(folded):
        if word.start() < reached:
            continue
        match = _find_match(doc, folded, word, entries)
        if match is None or _is_plain_word(match, capital_lines, folded):
            continue
        reached = match.span.end
        yield match


def _find_match(
    doc: Doc, folded: str, word: re.Match[str], entries: Mapping[str, tuple[PartyEntry, ...]]
) -> _Match | None:
    """Find the longest wording of the lexicon that starts at a word."""
    start = word.start()
    for entry in entries.get(word.group().lower(), ()):
        end = start + len(entry.wording)
        if not _is_wording(folded[start:end], entry.wording) or not _ends_word(folded, end):
            continue
        match = _Match(span=Span(start, end), entry=entry)
        if _is_party(doc, folded, match):
            return match
    return None


def _is_wording(found: str, wording: str) -> bool:
    """Tell whether found words are a wording, give or take capitals that print may add."""
    if found == wording:
        return True
    if len(found) != len(wording) or found.lower() != wording.lower():
        return False
    if found.isupper() and len(wording) > 3:
        return True
    return all(
        mine == theirs or (mine.isupper() and not found[i - 1 : i].isalnum())
        for i, (mine, theirs) in enumerate(zip(found, wording, strict=True))
    )


def _ends_word(text: str, end: int) -> bool:
    """Tell whether no word goes on at an offset."""
    return end >= len(text) or not text[end].isalnum()


def _is_party(doc: Doc, folded: str, match: _Match) -> bool:
    """Tell whether the words are a party here, not a person, a city or a stance prefix."""
    prefix = _PREFIX.search(folded[max(0, match.span.start - 12) : match.span.start])
    if prefix and prefix.group(1).lower() in load_party_table().stance_prefixes:
        return False
    if match.entry.kind == NO_PARTY:
        return True
    if _is_person(doc, match) or _is_namesake(folded, match):
        return False
    return not match.entry.is_capital or is_acting_capital(doc, match.span)


def _is_person(doc: Doc, match: _Match) -> bool:
    """Tell whether the words are part of a person's name ("Michael Jordan")."""
    span = match.span
    covered = doc.char_span(span.start, span.end, alignment_mode="expand")
    entity = find_entity(covered[0]) if covered is not None else None
    if entity is None or entity.label_ != "PERSON" or entity.end_char < span.end:
        return False
    if match.entry.wording in load_party_table().person_names:
        return True
    is_surname = entity.start_char < span.start
    return is_surname and match.entry.manner != "adjective"


def _is_namesake(folded: str, match: _Match) -> bool:
    """Tell whether a name more likely means another place here (the state of Georgia)."""
    witnesses = load_party_table().namesakes.get(match.entry.wording)
    return witnesses is not None and not any(
        re.search(rf"\b{re.escape(word)}\b", folded, re.IGNORECASE) for word in witnesses
    )


def _is_plain_word(match: _Match, capital_lines: tuple[Span, ...], folded: str) -> bool:
    """Tell whether an acronym is only a word of a line printed in capitals ("THIS IS")."""
    words = load_party_table().upper_case_words
    if match.entry.wording.upper() not in words:
        return False
    if not any(line.contains(match.span) for line in capital_lines):
        return False
    return not folded[: match.span.start].upper().endswith("THE ")


def _find_capital_lines(text: str) -> tuple[Span, ...]:
    """Find the lines printed in capitals."""
    return tuple(
        Span(line.start(), line.end()) for line in _LINE.finditer(text) if _is_in_capitals(line.group())
    )


def _is_in_capitals(line: str) -> bool:
    """Tell whether a line is printed in capitals."""
    letters = [character for character in line if character.isalpha()]
    upper = sum(character.isupper() for character in letters)
    return len(letters) > 0 and upper >= CAPITALS_SHARE * len(letters)

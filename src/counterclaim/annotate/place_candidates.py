"""Candidates for places: words that may name one, with what the words around them tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parsed import find_entity, get_text, is_printed_as_name
from counterclaim.annotate.place_countries import PLACE_LABELS, iter_country_places
from counterclaim.annotate.place_facilities import find_facilities
from counterclaim.annotate.place_growth import grow_name
from counterclaim.annotate.place_sizes import is_known_place, is_large_town, is_misread_town
from counterclaim.annotate.place_told import iter_told_names
from counterclaim.annotate.place_words import PlaceKind, make_frame
from counterclaim.annotate.tree import Doc, Token
from counterclaim.annotate.tree import Span as DocSpan
from counterclaim.model.span import Span
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.places import load_place_table, load_states, make_alternatives

_INSIDE = frozenset({"in", "near", "outside"})
#: Most words of a name looked up after a preposition.
WORDS_MAX = 5

_EDGE = re.compile(r"^the\s+|(?:'s|\u2019s|['\u2019.,])$")
_WORD_REST = re.compile(r"\w*")
_HYPHENED_REST = re.compile(r"(?:-\w+)+")
#: Words joined by a particle are one name, whether the gazetteer has it or not ("Velmo-e-Tarn").
_PARTICLED = re.compile(r"-(?:e|i|ye|al|el|ul|ur|ez|az|de|do|da|sur|le|la|les)-[A-Z]\w+")
_POSSESSIVE = re.compile(r"(?:'s|\u2019s)\s+|\s*\n\s*")
_SITE = re.compile(r"\w\.[a-z]")
_DATELINE = re.compile(
    r"(?:(?:^|\n)[ \t]*|(?<=[.!?]\s)(?=[A-Z]{3}))(?P<name>[A-Z][A-Za-z\u00c0-\u017d'\u2019. -]{2,30}?)"
    r"(?P<country>,\s+[A-Z][A-Za-z. ]{1,24}?|\s+\([A-Z][A-Za-z. ]{2,24}\))?\s*"
    r"(?:,\s*(?:[A-Z][a-z]{2,8}\.?\s+\d{1,2}|\d{1,2}\s+[A-Z][A-Za-z]{2,8}\.?\s+\d{2,4}))?\s*"
    r"(?:\([A-Za-z0-9 /-]{2,40}\)\s*)?(?:--|\u2014|\u2013|-(?=\s)|(?<=[A-Z]{3}):(?=\s))"
)

_GOES_ON = re.compile(r"\s+[A-Z]")

CandidateKind = Literal["name", "country", "state", "facility"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Words that may name a place."""

    #: All words, with direction and noun ("southern Oskar province").
    span: Span
    #: Forms to look up, best first; empty for facilities.
    names: tuple[str, ...]
    kind: CandidateKind
    #: What the text calls it; None when it does not say.
    called: PlaceKind | None = None
    #: True where only a part of the place is named.
    is_part: bool = False


def find_candidates(doc: Doc, parties: Sequence[PartyName]) -> tuple[Candidate, ...]:
    """Find the candidates of a text in text order; none overlaps another."""
    facilities = [Candidate(span=span, names=(), kind="facility") for span in find_facilities(doc, parties)]
    blocked = [party.span for party in parties]
    groups: tuple[Iterable[Candidate], ...] = (
        facilities,
        _iter_states(doc),
        _iter_countries(doc, parties),
        (found for found in _iter_datelines(get_text(doc))),
        _without(_iter_entities(doc), blocked),
        _without(_iter_called(doc), blocked),
        _without(_iter_told(doc), blocked),
        _without(_iter_after_prepositions(doc), blocked),
        _without(_iter_before_people(doc), blocked),
    )
    taken: list[Candidate] = []
    for group in groups:
        taken.extend(_keep_free(group, taken))
    taken.extend(_keep_free(_without(_iter_repeats(doc, taken), blocked), taken))
    return tuple(sorted(taken, key=lambda candidate: candidate.span))


def _keep_free(group: Iterable[Candidate], taken: Sequence[Candidate]) -> list[Candidate]:
    """Keep the candidates that overlap neither what is taken nor one another."""
    kept: list[Candidate] = []
    for candidate in group:
        if not any(candidate.span.overlaps(other.span) for other in (*taken, *kept)):
            kept.append(candidate)
    return kept


def _without(candidates: Iterable[Candidate], blocked: Sequence[Span]) -> Iterator[Candidate]:
    """Iterate over the candidates that no party name covers."""
    for candidate in candidates:
        if not any(candidate.span.overlaps(span) for span in blocked):
            yield candidate


def _iter_countries(doc: Doc, parties: Sequence[PartyName]) -> Iterator[Candidate]:
    """Iterate over the countries that stand as places, and the towns that are named after one."""
    for span in iter_country_places(doc, parties):
        grown = grow_name(doc, span)
        if grown != span:
            yield Candidate(span=grown, names=(get_text(doc)[grown.start : grown.end],), kind="name")
            continue
        frame = make_frame(get_text(doc), span, is_country=True)
        name = get_text(doc)[span.start : span.end]
        yield Candidate(span=frame.span, names=(name,), kind="country", is_part=frame.is_part)


def _iter_states(doc: Doc) -> Iterator[Candidate]:
    """Iterate over the short forms of states after a place and a comma ("Arlo, Mo.")."""
    states = load_states()
    for match in _state_pattern().finditer(get_text(doc)):
        state = states[match.group(1)]
        if is_printed_as_name(doc, match.start(1), match.end(1)):
            yield Candidate(span=Span(match.start(1), match.end(1)), names=(state.name,), kind="state")


def _iter_datelines(text: str) -> Iterator[Candidate]:
    """Iterate over the places that open a report ("KELBA, Jan 5 -")."""
    for match in _DATELINE.finditer(text):
        name = match.group("name").strip()
        if find_entries(name) and name not in load_place_table().not_places:
            start = match.start("name")
            span = Span(start, start + len(name))
            yield Candidate(span=span, names=(name,), kind="name", called="settlement")


def _iter_entities(doc: Doc) -> Iterator[Candidate]:
    """Iterate over the places the parser names, but for surnames of the text's people."""
    surnames = _find_surnames(doc)
    for entity in doc.ents:
        is_name = len(entity) == 1 and (entity.text in surnames or _is_of_remains(entity))
        if entity.label_ in PLACE_LABELS and not is_name:
            for start, end in _split_possessive(get_text(doc), entity.start_char, entity.end_char):
                candidate = _make_candidate(doc, grow_name(doc, _trim(get_text(doc), start, end)))
                if candidate:
                    yield candidate


def _is_of_remains(entity: DocSpan) -> bool:
    """Tell whether a name is that of somebody dead ("the grave of Oskar"), where it is no town's."""
    before = entity.doc[max(0, entity.start - 2) : entity.start]
    words = [token.lower_ for token in before]
    is_of = len(words) == 2 and words[1] == "of" and words[0] in load_place_table().remains_nouns
    return is_of and not find_entries(entity.text)


def _iter_called(doc: Doc) -> Iterator[Candidate]:
    """Iterate over the names of which the words say that they are a town's ("the village of Rannugu")."""
    text = get_text(doc)
    found = (*_division_pattern().finditer(text), *_division_of_pattern().finditer(text))
    divisions = (match for match in found if find_entries(match.group("name")))
    for match in (*_called_pattern().finditer(text), *divisions):
        candidate = _make_candidate(doc, Span(*match.span("name")))
        if candidate is not None:
            yield candidate


def _iter_told(doc: Doc) -> Iterator[Candidate]:
    """Iterate over the names that the words around them call a place, people and days left out."""
    for span in iter_told_names(get_text(doc)):
        words = doc.char_span(span.start, span.end, alignment_mode="expand")
        kinds = {word.ent_type_ for word in words} if words is not None else set()
        is_full = words is not None and len(words) > 1
        is_person = "PERSON" in kinds and is_full and not find_entries(get_text(doc)[span.start : span.end])
        candidate = None if is_person or kinds & {"DATE", "TIME"} else _make_candidate(doc, span)
        if candidate is not None:
            yield replace(candidate, called=candidate.called or "settlement")


@lru_cache(maxsize=1)
def _called_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun for a settlement, "of" and a name."""
    return _make_of_pattern(load_place_table().settlement_nouns)


@lru_cache(maxsize=1)
def _division_of_pattern() -> re.Pattern[str]:
    """Make the pattern of a noun for a division, "of" and a name ("the island of Orlo")."""
    return _make_of_pattern((*load_place_table().region_nouns, *load_place_table().district_nouns))


def _make_of_pattern(nouns: Iterable[str]) -> re.Pattern[str]:
    word = r"(?:al-|el-)?[A-Z][\w'\u2019-]*\w"
    return re.compile(rf"\b(?:{make_alternatives(nouns)})\s+of\s+(?P<name>{word}(?:\s+{word}){{0,2}})")


@lru_cache(maxsize=1)
def _division_pattern() -> re.Pattern[str]:
    """Make the pattern of a name before a noun for a division ("Ondo state")."""
    table = load_place_table()
    nouns = make_alternatives((*table.region_nouns, *table.district_nouns))
    word = r"(?:al-|el-)?[A-Z][\w-]*\w"
    return re.compile(
        rf"(?<![\w'\u2019-])(?!The\b)(?P<name>{word}(?:\s+{word}){{0,2}})\s+(?:{nouns})(?![\w-])"
    )


def _find_surnames(doc: Doc) -> frozenset[str]:
    """Find the last names of the people whom the text names in full."""
    people = (entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1)
    return frozenset(person[-1].text for person in people if person[-1].is_alpha)


def _split_possessive(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Iterate over the names of a chain such as "Oskar's Kelba", grown to whole words."""
    rest = _WORD_REST.match(text, end)
    end = rest.end() if rest else end
    hyphened = _HYPHENED_REST.match(text, end)
    if hyphened and find_entries(text[start : hyphened.end()]):
        end = hyphened.end()
    for match in _POSSESSIVE.finditer(text, start, end):
        yield start, match.start()
        start = match.end()
    yield start, end


def _trim(text: str, start: int, end: int) -> Span:
    """Trim an article and a possessive from a name."""
    while match := _EDGE.search(text[start:end]):
        if match.start() == 0:
            start += match.end()
        else:
            end = start + match.start()
    return Span(start, end)


def _make_candidate(doc: Doc, core: Span) -> Candidate | None:
    """Make the candidate of a name with the words around it; None for words that are no name."""
    particled = _PARTICLED.match(get_text(doc), core.end)
    core = Span(core.start, particled.end()) if particled else core
    wording = get_text(doc)[core.start : core.end]
    for end in (core.end + 1, core.end):
        short = get_text(doc)[core.start : end]
        if "." in short and short in load_states():
            return Candidate(span=Span(core.start, end), names=(load_states()[short].name,), kind="state")
    if not _is_name(wording) or _is_torn(get_text(doc), core):
        return None
    frame = make_frame(get_text(doc), core)
    full = get_text(doc)[core.start : frame.span.end]
    bare = _inner_pattern().sub("", wording).strip()
    # A river is not the town that bears its name.
    forms = (full,) if frame.kind == "area" else (full, wording, bare)
    called = None if frame.kind == "area" and find_entries(full) else frame.kind
    names = tuple(dict.fromkeys(name for name in forms if name))
    return Candidate(span=frame.span, names=names, kind="name", called=called, is_part=frame.is_part)


def _is_name(wording: str) -> bool:
    """Tell whether words can be the name of a place: no word of the list, no web site, no direction."""
    table = load_place_table()
    if len(wording) < 3 or wording in table.not_places or wording.lower() in table.directions:
        return False
    return any(map(str.isupper, wording)) and not _SITE.search(wording)


def _is_torn(text: str, core: Span) -> bool:
    """Tell whether a name is only the beginning of one that goes on ("San" in "San Velmo")."""
    goes_on = _GOES_ON.match(text, core.end) is not None
    return goes_on and text[core.start : core.end].lower() in load_place_table().opening_words


def _iter_after_prepositions(doc: Doc) -> Iterator[Candidate]:
    """Iterate over names of the gazetteer that follow a preposition of place."""
    for token in doc[:-1]:
        if _is_leading(doc, token):
            span = _find_name_after(doc, token)
            candidate = _make_candidate(doc, span) if span else None
            if candidate:
                yield candidate


def _is_leading(doc: Doc, token: Token) -> bool:
    """Tell whether a word leads to a place: "in", and "of" after "town", "south" or "outskirts".

    What is raided or shelled is a place too, whatever the parser makes of its name ("raided Kelba").
    """
    table = load_place_table()
    if token.pos_ == "VERB" and token.lemma_.lower() in table.storming_verbs:
        return True
    if _leads_to_target(doc, token):
        return True
    if token.lower_ != "of":
        return token.lower_ in table.strong_prepositions
    nouns = (table.direction_nouns, table.directions, table.settlement_nouns, table.region_nouns)
    return token.i > 0 and any(doc[token.i - 1].lower_ in group for group in nouns)


def _leads_to_target(doc: Doc, token: Token) -> bool:
    """Tell whether a word leads from an act of war to what it was done to ("the attack on Kelba")."""
    is_aimed = token.lower_ in {"on", "of", "against"} and token.i > 0
    return is_aimed and doc[token.i - 1].lemma_.lower() in load_place_table().storming_nouns


def _iter_before_people(doc: Doc) -> Iterator[Candidate]:
    """Iterate over names of the gazetteer before a noun for people ("Kelba police")."""
    nouns = load_place_table().people_nouns
    for token in doc[1:]:
        if token.lower_ not in nouns or not _is_name_word(doc[token.i - 1], may_be_people=True):
            continue
        start = token.i - 1
        while start > 0 and token.i - start < WORDS_MAX and _is_name_word(doc[start - 1]):
            start -= 1
        words = doc[start : token.i]
        if is_known_place(words) and not {word.ent_type_ for word in words} & {"PERSON"}:
            candidate = _make_candidate(doc, _to_span(words))
            if candidate:
                yield candidate


def _find_name_after(doc: Doc, preposition: Token) -> Span | None:
    """Find the longest name of the gazetteer right after a preposition."""
    start = _skip_small_words(doc, preposition.i + 1)
    run = 0
    while run < WORDS_MAX and start + run < len(doc) and _is_name_word(doc[start + run]):
        run += 1
    if run == 0:
        return _to_span(doc[start : start + 1]) if is_misread_town(doc, start) else None
    words = doc[start : start + run]
    is_in = preposition.lower_ in _INSIDE or _leads_to_target(doc, preposition)
    is_in = is_in and is_large_town(words)
    return _to_span(words) if is_in or is_known_place(words) else None


def _skip_small_words(doc: Doc, index: int) -> int:
    """Return the index of the first word after an article and directions."""
    small = {"the", *load_place_table().directions}
    while index < len(doc) - 1 and doc[index].lower_ in small:
        index += 1
    return index


def _is_name_word(token: Token, *, may_be_people: bool = False) -> bool:
    """Tell whether a token can be part of the name of a place; the parser takes some for a people's."""
    is_other = token.ent_type_ in ("DATE", "TIME", "CARDINAL", "EVENT", "MONEY")
    is_other = is_other or (token.ent_type_ == "NORP" and not may_be_people)
    return token.text[:1].isupper() and token.pos_ in ("PROPN", "NOUN", "ADJ") and not is_other


def _iter_repeats(doc: Doc, taken: Sequence[Candidate]) -> Iterator[Candidate]:
    """Iterate over further uses of names that the text uses as places."""
    wordings = {name for candidate in taken if candidate.kind == "name" for name in candidate.names}
    wordings |= {name.title() for name in wordings if name.isupper()}
    known = [name for name in wordings if len(name) > 3 and find_entries(name)]
    if not known:
        return
    for match in re.finditer(rf"(?<![\w'\u2019-])(?:{make_alternatives(known)})(?![\w-])", get_text(doc)):
        words = doc.char_span(match.start(), match.end(), alignment_mode="expand")
        if words is not None and _stands_alone(words):
            candidate = _make_candidate(doc, Span(match.start(), match.end()))
            if candidate:
                yield candidate


def _stands_alone(words: DocSpan) -> bool:
    """Tell whether words are no part of the longer name of a person or body."""
    entity = find_entity(words[0])
    return entity is None or entity.label_ in PLACE_LABELS or len(entity) <= len(words)


def _to_span(words: DocSpan) -> Span:
    """Return the offsets of tokens."""
    return Span(words.start_char, words.end_char)


@lru_cache(maxsize=1)
def _state_pattern() -> re.Pattern[str]:
    """Make the pattern of short forms of states after a name and a comma."""
    shorts = make_alternatives(load_states())
    return re.compile(rf"(?<=[\w.)],\s)({shorts})(?![\w'-])")


@lru_cache(maxsize=1)
def _inner_pattern() -> re.Pattern[str]:
    """Make the pattern of the words about a name that the parser takes into it."""
    table = load_place_table()
    nouns = make_alternatives([*table.region_nouns, *table.district_nouns, *table.settlement_nouns])
    directions = make_alternatives(table.directions)
    before = rf"^the\s+|^(?:(?:{directions})\s+)+|^(?:the\s+)?(?:{nouns})\s+of\s+"
    return re.compile(rf"{before}|\s+(?:{nouns})$", re.IGNORECASE)

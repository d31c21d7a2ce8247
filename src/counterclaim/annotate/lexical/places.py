"""Place names and their coordinates, in languages that are read without a parse.

Invariant: precise or blank, as for English; a name that no gazetteer has is a place without a
point where its noun ("village de"), or a model and a preposition, say that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest

from counterclaim.annotate.layers import PartyName, PlaceName
from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_choice import choose_entries
from counterclaim.annotate.place_containers import make_container
from counterclaim.annotate.place_context import Container, make_context
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.annotate.place_words import PlaceKind
from counterclaim.annotate.places import make_known_place
from counterclaim.model.span import Span
from counterclaim.model.values import PlaceRelation, PlaceValue
from counterclaim.vocabulary.cues import compile_cue, join_templates
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.gazetteer import GazetteerEntry, find_entries
from counterclaim.vocabulary.lexical import load_lexical_places, load_speaker_table
from counterclaim.vocabulary.parties import load_countries

#: Fewest people of a place that a bare "de" leads to.
WEAK_POPULATION = 20_000
#: Fewest people of a place that a preposition leads to, and of one known only by another name.
STRONG_POPULATION = 500
#: Characters looked at before a name.
REACH = 60
#: Most words between a place and the larger one after it.
GAP = re.compile(r"(?:,| \(|,? [a-zà-ÿ'’-]+)(?: [a-zà-ÿ'’-]*(?:[ÉE]tat)?[a-zà-ÿ'’-]*){0,5}[ '’(]*")

#: Words that put a place into a country beyond doubt ("dans le nord-est du", "en el este de").
_SURELY_IN = re.compile(r"(?:, ?| )(?:dans|en|au|aux)(?! \w+ \w*fronti?[eè]r)\b")

_NAME_WORD = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*[\wÀ-ÿ]"
_AFTER_NAME = re.compile(rf"{_NAME_WORD}(?:, ?| \()$")
_DATELINE = re.compile(
    rf"(?:^|\n)\W{{0,3}}({_NAME_WORD}(?:[ -]{_NAME_WORD}){{0,3}})"
    r"(?=[^\n.]{0,40}?(?:\.-|\.–|[–—]|--| - |\(\w+\)\s*[-:–—.]| : |: ))"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    name: re.Pattern[str]
    strong: re.Pattern[str]
    weak: re.Pattern[str]
    settlement: re.Pattern[str]
    region: re.Pattern[str]
    near: re.Pattern[str]
    capital: re.Pattern[str]
    #: A country after it is as often who acts as where ("Egipto y Catar pidieron").
    joined: re.Pattern[str]
    #: A name as a voice ("según Kiev, ").
    told: re.Pattern[str]
    #: What goes on with a name: what stands before it alone is another name.
    linked: re.Pattern[str]
    #: What a place is called, where it is written as a part of its name ("État de").
    noun: re.Pattern[str]
    #: What only follows a place: the part of a country or region in which it lies, or what it is.
    within: re.Pattern[str]


def find_places(
    text: str, parties: Sequence[PartyName], language: str, located: Sequence[Span] = ()
) -> tuple[PlaceName, ...]:
    """Find the places of a text, in text order.

    Args:
        text: the text of the report.
        parties: names that are no places, and countries.
        language: ISO 639-1 code.
        located: names that a model takes for places; empty without one.
    """
    candidates = _find_candidates(text, parties, language, located)
    entries = {candidate: find_candidate_entries(candidate) for candidate in candidates}
    containers = _find_containers(text, candidates, entries, language)
    countries = [party.country for party in parties if party.country]
    choices = choose_entries(candidates, containers, make_context(text, candidates, countries, None))
    places = []
    for candidate, following in zip_longest(candidates, candidates[1:]):
        choice, container = choices[candidate], containers.get(candidate)
        around = (
            choices[following] if following and _is_inside(text, candidate, following, language) else None
        )
        country = container.country if container else None
        frame = PlaceValue(
            name=candidate.names[0], relation=_find_relation(text, candidate, language),
            country=country or (around.country if around else None),
            wording=text[candidate.span.start : candidate.span.end],
            precision=candidate.called or "unknown",
        )  # fmt: skip
        if choice is not None:
            places.append(make_known_place(candidate, choice, frame))
        elif not entries[candidate] or (container is not None and container.is_sure):
            places.append(PlaceName(span=candidate.span, value=frame))
    return tuple(places)


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table = load_lexical_places(language)
    particles = join_templates(table.particles)
    exonyms = join_templates(fold_characters(word) for word in table.exonyms)
    de = join_templates(table.weak_prepositions)
    nouns = join_templates((*table.settlement_nouns, *table.region_nouns))
    inner = rf"(?:[ -](?:{particles}[ -]?){{0,2}}{_NAME_WORD}){{0,4}}"
    kinds = join_templates(table.settlement_nouns), join_templates(table.region_nouns)
    directions = join_templates(table.directions)
    sites = rf"{join_templates(table.site_nouns)}(?: [a-zà-ÿ-]+){{0,2}} {de}~"
    return _Patterns(
        name=re.compile(rf"(?<![\w-])(?:{exonyms}(?!\w)|{_NAME_WORD}{inner})"),
        strong=compile_cue(
            [rf"{join_templates(table.prepositions)}~(?:{de} ~)?", rf"{directions} {de}~", sites], ends=True
        ),
        weak=compile_cue(rf"{de}~", ends=True),
        settlement=compile_cue(rf"{kinds[0]}(?: [\w-]+)?,? (?:{de}~)?", ends=True),
        region=compile_cue(rf"(?:{nouns} )?{kinds[1]}(?: [\w-]+)? (?:{de}~)?", ends=True),
        near=compile_cue([f"{word}~" for word in table.relations["near"]], ends=True),
        joined=compile_cue([f"{word}~" for word in table.conjunctions], ends=True),
        told=re.compile(
            rf"(?<!\w)(?i:{join_templates(load_speaker_table(language).according)})\s+{_NAME_WORD}, ?$"
        ),
        linked=re.compile(rf"\s+{de}\s*(?={_NAME_WORD})"),
        noun=re.compile(rf"(?i:(?:{nouns}|{directions})\s+{de}\s*)(?={_NAME_WORD})"),
        within=re.compile(
            rf"(?i:\s*,?\s*(?:{directions}|{join_templates(table.prepositions)}\s*{kinds[1]}(?:\s+[\w-]+)?)\s+{de}\s*)"
            rf"(?={_NAME_WORD})|\s*,\s*(?:[\w'’]+\s+){{0,2}}?{kinds[0]}\b"
        ),
        capital=compile_cue(f"{table.capital} ", ends=True),
    )


def _find_candidates(
    text: str, parties: Sequence[PartyName], language: str, located: Sequence[Span]
) -> tuple[Candidate, ...]:
    """Find the words that may name places; countries are given by the parties."""
    blocked = [party.span for party in parties if party.manner != "metonym"]
    names = _iter_names(text, language, located)
    named = [c for c in names if not any(c.span.overlaps(span) for span in blocked)]
    countries = [*_iter_countries(text, parties, language), *_iter_capitals(text, parties, language)]
    return tuple(sorted([*named, *countries], key=lambda candidate: candidate.span))


def _iter_countries(text: str, parties: Sequence[PartyName], language: str) -> Iterator[Candidate]:
    """Iterate over the countries that stand as places ("au Mali", "en Siria")."""
    for party in parties:
        if party.kind == "country" and party.manner == "name":
            before = text[max(0, party.span.start - REACH) : party.span.start]
            opens = not before.strip() or before.rstrip(" ").endswith("\n")
            titled = opens and re.match(r"\s*[:(]", text[party.span.end : party.span.end + 3])
            in_list = _AFTER_NAME.search(before) and not _load_patterns(language).told.search(before)
            joined = _load_patterns(language).joined.search(before)
            if titled or in_list or (not joined and _load_patterns(language).strong.search(before)):
                yield Candidate(span=party.span, names=(party.name,), kind="country")


def _iter_capitals(text: str, parties: Sequence[PartyName], language: str) -> Iterator[Candidate]:
    """Iterate over capitals named by their country ("la capitale afghane")."""
    for party in parties:
        start = max(0, party.span.start - REACH)
        match = _load_patterns(language).capital.search(text[start : party.span.start])
        country = load_countries().get(party.country or "")
        capitals = country.capitals if country else ()
        if match and capitals and party.manner == "adjective":
            span = Span(start + match.start(), party.span.end)
            yield Candidate(span=span, names=(capitals[0],), kind="name", called="settlement")


def _iter_names(text: str, language: str, located: Sequence[Span]) -> Iterator[Candidate]:
    """Iterate over the capitalised names that the gazetteer has and the words before allow."""
    datelines = {match.start(1) for match in _DATELINE.finditer(text)}
    folded = fold_characters(text)
    for match in _load_patterns(language).name.finditer(folded):
        whole = Span(*match.span())
        candidate = _read_name(text, whole, language, is_dateline=match.start() in datelines)
        noun = _load_patterns(language).noun.match(text, whole.start, whole.end)
        span = Span(noun.end(), whole.end) if noun and candidate is None else whole
        if span != whole:
            candidate = _read_name(text, span, language, is_dateline=False)
        candidate = candidate or _read_unknown(text, span, language, located)
        if candidate is not None:
            yield candidate


def _read_name(text: str, span: Span, language: str, *, is_dateline: bool) -> Candidate | None:
    """Read the longest beginning of a name that is a place here."""
    patterns = _load_patterns(language)
    if _is_in_capitals(text, span):
        return None
    before = text[max(0, span.start - REACH) : span.start]
    called = _find_kind(before, patterns)
    is_led = is_dateline or called is not None or bool(patterns.strong.search(before))
    if not (is_led or patterns.weak.search(before)):
        return None
    words = text[span.start : span.end]
    for match in reversed([*re.finditer(r"[^\s-]+", words)]):
        name = words[: match.end()].rstrip("'’.,-")
        least = STRONG_POPULATION if is_led else WEAK_POPULATION
        if patterns.within.match(text, span.start + len(name)):
            least = 0
        is_cut = patterns.linked.match(words, match.end()) is not None or _goes_on(words, match.end())
        is_named = name not in load_lexical_places(language).not_places
        if is_named and not is_cut and _is_place(name, language, least):
            names = (load_lexical_places(language).exonyms.get(name, name), name)
            return Candidate(
                span=Span(span.start, span.start + len(name)), names=names, kind="name", called=called
            )
    return None


def _goes_on(words: str, end: int) -> bool:
    """Tell whether a name goes on with another of its words ("Baga" in "Baga Sola")."""
    return re.match(rf" {_NAME_WORD}", words[end:]) is not None


def _read_unknown(text: str, span: Span, language: str, located: Sequence[Span]) -> Candidate | None:
    """Read a name that no gazetteer has where its noun, or a model and a preposition, call it a place."""
    patterns, before = _load_patterns(language), text[max(0, span.start - REACH) : span.start]
    called = _find_kind(before, patterns)
    has_preposition = patterns.strong.search(before) or patterns.weak.search(before)
    if has_preposition and patterns.within.match(text, span.end):
        called = called or "settlement"
    is_located = any(each.overlaps(span) for each in located) and has_preposition
    # "Arlo et Orlo" are two; only the first stands after its noun.
    name = re.split(r"\s(?:et|y)\s", text[span.start : span.end])[0].rstrip("'’.,-")
    is_known = find_entries(name) or name in load_lexical_places(language).not_places
    if not (called or is_located) or is_known or _is_in_capitals(text, span) or len(name) < 3:
        return None
    return Candidate(span=Span(span.start, span.start + len(name)), names=(name,), kind="name", called=called)


def _is_in_capitals(text: str, span: Span) -> bool:
    """Tell whether a name stands in a line printed in capitals, where nothing tells names from words."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.end)
    line = text[start : end if end > 0 else len(text)]
    return line.isupper()


def _find_kind(before: str, patterns: _Patterns) -> PlaceKind | None:
    """Find what the words before a name call it."""
    if patterns.settlement.search(before):
        return "settlement"
    return "region" if patterns.region.search(before) else None


def _is_place(name: str, language: str, least: int) -> bool:
    """Tell whether the gazetteer has a name, and a place of it with so many people."""
    if name in load_lexical_places(language).exonyms:
        return True
    if len(name) < 3 or name.isupper() and len(name) < 4:
        return False
    return any(
        entry.population >= least or entry.feature in ("country", "region", "area")
        for entry in find_entries(name)
    )


def _find_containers(
    text: str,
    candidates: Sequence[Candidate],
    entries: Mapping[Candidate, tuple[GazetteerEntry, ...]],
    language: str,
) -> Mapping[Candidate, Container]:
    """Find the larger place that each candidate is said to lie in, from the next one in the text."""
    found: dict[Candidate, Container] = {}
    for one, two in zip(candidates[:-1], candidates[1:], strict=True):
        if _is_inside(text, one, two, language):
            is_sure = _SURELY_IN.match(text, one.span.end, two.span.start) is not None
            container = make_container(one, two, entries, is_sure=is_sure)
            if container is not None:
                found[one] = container
    return found


def _is_inside(text: str, small: Candidate, large: Candidate, language: str) -> bool:
    """Tell whether words put a place into the one that the text names next, or measure from it."""
    within = _load_patterns(language).within.match(text, small.span.end)
    is_within = within is not None and within.end() == large.span.start
    return is_within or GAP.fullmatch(text, small.span.end, large.span.start) is not None


def _find_relation(text: str, candidate: Candidate, language: str) -> PlaceRelation:
    before = text[max(0, candidate.span.start - REACH) : candidate.span.start]
    return "near" if _load_patterns(language).near.search(before) else "at"

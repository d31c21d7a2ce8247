"""Features of a capitalised name that the gazetteer has, wherever it stands.

A name inside a longer one ("Kelba Fire Department") or in a list is a place or not by the words
around it. Each feature is a name for `vocabulary/en/toponym_weights.json`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.parse import load_dictionary
from counterclaim.annotate.parsed import find_entity
from counterclaim.annotate.place_nearness import find_distance
from counterclaim.annotate.tree import Doc, Token
from counterclaim.annotate.tree import Span as DocSpan
from counterclaim.vocabulary.gazetteer import GazetteerEntry
from counterclaim.vocabulary.places import load_place_table, load_state_ids
from counterclaim.vocabulary.toponyms import ToponymTable, load_toponym_table

#: Distance (km) up to which a name lies near the other places of the text.
NEAR_KM = 100.0
#: Limits of the classes of population.
POPULATIONS = (1_000, 10_000, 100_000, 1_000_000)
#: Entries of a name that are looked at for nearness.
RIVALS_MAX = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What the rest of a text tells about its names."""

    #: Words that name a place in the text.
    places: frozenset[str]
    #: First and last names of the people whom it names in full.
    people: frozenset[str]
    #: What its places can mean, a tuple a name.
    entries: tuple[tuple[GazetteerEntry, ...], ...]
    #: ISO3 of the countries it speaks of.
    countries: frozenset[str]


@lru_cache(maxsize=1)
def find_people(doc: Doc) -> frozenset[str]:
    """Find the first and last names of the people whom a text names in full."""
    people = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
    return frozenset(word for person in people for word in (person[0].text, person[-1].text))


def make_features(words: DocSpan, entries: Sequence[GazetteerEntry], around: Surroundings) -> tuple[str, ...]:
    """Make the features of words that can mean the given entries, main names first."""
    kind, label = _find_kind(entries[0]), _find_label(words)
    before, after = _find_before(words), _find_after(words)
    single = [f"kind={kind}", f"label={label}", f"before={before}", f"after={after}"]
    crossed = [
        f"{label}+{before}", f"{label}+{after}", f"{kind}+{after}", f"{kind}+{before}", f"{before}+{after}",
    ]  # fmt: skip
    return (
        *single,
        *crossed,
        *_iter_signs(words, entries, around),
        *_iter_crossed_signs(words, around, label, after),
    )


def _iter_signs(words: DocSpan, entries: Sequence[GazetteerEntry], around: Surroundings) -> Iterator[str]:
    """Iterate over the signs that a name has or not."""
    yield f"people={sum(entries[0].population >= limit for limit in POPULATIONS)}"
    yield f"words={min(len(words), 3)}"
    if len(words) == 1 and words[0].lower_ in load_dictionary():
        yield "word"
    if words.text.isupper():
        yield "capitals"
    if not any(token.pos_ == "PROPN" for token in words):
        yield "no name"
    if _is_near(entries, around):
        yield "near"
    if any(entry.country in around.countries for entry in entries):
        yield "country"


def _iter_crossed_signs(words: DocSpan, around: Surroundings, label: str, after: str) -> Iterator[str]:
    """Iterate over what the text says of the same words elsewhere."""
    if words.text in around.places:
        yield "place"
        yield f"place+{label}"
        yield f"place+{after}"
    if words.text in around.people:
        yield "person"
        yield f"person+{label}"


def _find_kind(entry: GazetteerEntry) -> str:
    """Find the kind of place, the states that news names without more being one of their own."""
    return "state" if entry.geonames in load_state_ids() else entry.feature


def _find_label(words: DocSpan) -> str:
    """Find the parser's label of a name, and which part of the longer name it is."""
    entity = find_entity(words[0])
    if entity is None:
        return "none"
    if entity.end <= words.end and entity.start >= words.start:
        return f"{entity.label_} whole"
    part = "first" if entity.start >= words.start else "last" if entity.end <= words.end else "middle"
    return f"{entity.label_} {part}"


def _find_before(words: DocSpan) -> str:
    """Find the class of the word before a name."""
    if words.start == 0 or words[0].is_sent_start:
        return "start"
    token, table = words.doc[words.start - 1], load_toponym_table()
    if token.lower_ in ("of", "the", ",", "and", "-", "/"):
        return "," if token.text == "and" else token.lower_
    if token.lower_ in table.titles:
        return "title"
    if token.lower_ in load_place_table().strong_prepositions:
        return "preposition"
    return _find_shape(token)


def _find_after(words: DocSpan) -> str:
    """Find the class of the word after a name; an institution's noun may be the second one."""
    if words.end >= len(words.doc):
        return "end"
    token, table = words.doc[words.end], load_toponym_table()
    if token.text in table.street_nouns or token.text in table.natural_nouns:
        return "street"
    if _is_institution(token, table):
        return "institution"
    if token.text[:1].isupper() and token.i + 1 < len(token.doc) and _is_institution(token.nbor(1), table):
        return "name of institution"
    if token.lower_ in load_place_table().people_nouns:
        return "people"
    if token.text in ("'s", "\u2019s", "'", "\u2019"):
        return "'s"
    return token.text if token.text in (",", "-", ".", "(", ")", "and", "/") else _find_shape(token)


def _is_institution(token: Token, table: ToponymTable) -> bool:
    """Tell whether a token is a capitalised noun of a body."""
    return token.text in table.institution_nouns


def _find_shape(token: Token) -> str:
    """Find the class of any other word by its shape and part of speech."""
    if token.text[:1].isupper():
        return "name" if token.pos_ == "PROPN" else "capital"
    if token.is_digit:
        return "number"
    return token.pos_.lower()


def _is_near(entries: Sequence[GazetteerEntry], around: Surroundings) -> bool:
    """Tell whether a name can lie near what another name of the text can mean first."""
    return any(
        distance is not None and distance <= NEAR_KM
        for entry in entries[:RIVALS_MAX]
        for others in around.entries
        for distance in (find_distance(entry, others[0]),)
    )

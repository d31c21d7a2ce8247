"""Senses: what stands around a word when it does not tell of violence or protest."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table

#: Relation of the parse, or a preposition, to the lemmas that rule the event out.
Neighbours = Mapping[str, frozenset[str]]

ANY = "*"


class _Table(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/senses.json as it is written."""

    about: str
    sets: dict[str, tuple[str, ...]]
    accidents: dict[str, tuple[str, ...]]
    all_verbs: dict[str, tuple[str, ...]]
    all_nouns: dict[str, tuple[str, ...]]
    verbs: dict[str, dict[str, tuple[str, ...] | bool]]
    nouns: dict[str, dict[str, tuple[str, ...] | bool]]
    fiction: frozenset[str]
    fiction_verbs: frozenset[str]
    accident_verbs: frozenset[str]
    exercise_words: frozenset[str]
    bodily_verbs: frozenset[str]
    striking_things: frozenset[str]
    real_places: frozenset[str]


class SenseLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The other senses of event words; every value is a set of lemmas, or `ANY`."""

    verbs: Mapping[str, Neighbours]
    nouns: Mapping[str, Neighbours]
    #: Verbs of harm that nobody did ("a crane killed two").
    accidents: Neighbours
    all_verbs: Neighbours
    all_nouns: Neighbours
    #: Works of art, and the verbs of telling that they are the subject of.
    fiction: frozenset[str]
    fiction_verbs: frozenset[str]
    #: What vehicles and buildings do when nobody attacks.
    accident_verbs: frozenset[str]
    #: What only looks like an attack ("drill").
    exercise_words: frozenset[str]
    #: Verbs of violence with no other sense where they have an object ("bombed a market").
    bodily_verbs: frozenset[str]
    #: What strikes real markets and banks, and no prices.
    striking_things: frozenset[str]
    #: Places that are real where a state strikes one of them ("Norland hit a market").
    real_places: frozenset[str]


@lru_cache(maxsize=1)
def load_senses() -> SenseLexicon:
    """Load the English table, its named sets written out."""
    table = load_table("senses", _Table)
    return SenseLexicon(
        verbs={lemma: _expand(entry, table.sets) for lemma, entry in table.verbs.items()},
        nouns={lemma: _expand(entry, table.sets) for lemma, entry in table.nouns.items()},
        accidents=_expand(table.accidents, table.sets),
        all_verbs=_expand(table.all_verbs, table.sets),
        all_nouns=_expand(table.all_nouns, table.sets),
        fiction=table.fiction,
        fiction_verbs=table.fiction_verbs,
        accident_verbs=table.accident_verbs,
        exercise_words=table.exercise_words,
        bodily_verbs=table.bodily_verbs,
        striking_things=table.striking_things,
        real_places=table.real_places,
    )


def _expand(
    entry: Mapping[str, tuple[str, ...] | bool] | Mapping[str, tuple[str, ...]],
    sets: Mapping[str, tuple[str, ...]],
) -> Neighbours:
    """Write out the named sets of an entry ("@animals")."""
    expanded: dict[str, frozenset[str]] = {}
    for relation, words in entry.items():
        listed = (ANY,) if isinstance(words, bool) else words
        expanded[relation] = frozenset(
            lemma for word in listed for lemma in (sets[word[1:]] if word.startswith("@") else (word,))
        )
    return expanded

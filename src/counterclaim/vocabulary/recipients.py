"""The recipient lexicon: who and what can be hit, and words that say what became of them."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table

Words = frozenset[str]


class DamageLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """Words that say what became of a thing, with its fate."""

    verbs: dict[str, str]
    nouns: dict[str, str]
    #: Adverbs that make "destroyed" no more than damaged.
    hurt_words: Words
    #: Adverbs that make "damaged" or "burned" destroyed.
    whole_words: Words


class RecipientLexicon(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/<language>/recipients.json."""

    about: str
    #: Kind of person to the nouns that name one.
    people: dict[str, Words]
    former_words: Words
    #: Kind of person to words before or after a noun of rank ("police captain").
    rank_words: dict[str, Words]
    #: Kind of thing to the nouns that name one.
    things: dict[str, Words]
    #: Kind of thing to words before a general noun ("bank office").
    thing_words: dict[str, Words]
    damage: DamageLexicon
    #: Verbs and nouns whose object is a person, with the person's fate.
    people_verbs: dict[str, str]
    people_nouns: dict[str, str]
    placing_verbs: Words
    placed_things: Words
    near_prepositions: Words


@lru_cache(maxsize=1)
def load_recipients() -> RecipientLexicon:
    """Load the English recipient lexicon."""
    return load_table("recipients", RecipientLexicon)


@lru_cache(maxsize=1)
def load_kinds() -> tuple[dict[str, str], dict[str, str]]:
    """Load the kinds of people and of things by noun; the first kind that lists a noun wins."""
    lexicon = load_recipients()
    return _turn(lexicon.people), _turn(lexicon.things)


def _turn(kinds: dict[str, Words]) -> dict[str, str]:
    turned: dict[str, str] = {}
    for kind, words in kinds.items():
        for word in words:
            turned.setdefault(word, kind)
    return turned

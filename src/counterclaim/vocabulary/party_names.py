"""How names of parties are shortened, and the words that keep two names apart."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.load import load_table
from counterclaim.vocabulary.parties import NO_PARTY, PartyEntry, load_party_entries, load_party_table

Words = frozenset[str]


class PartyNameTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/en/party_names.json."""

    about: str
    articles: Words
    #: Words that an acronym leaves out.
    small_words: Words
    #: Forms of state before a country's name ("Republic of").
    state_forms: tuple[str, ...]
    #: Words that make a longer name that of another party, in lower case ("New", "Provisional").
    splinter_words: Words
    #: Nouns that stand alone for a party named before, beside those of armed groups.
    head_nouns: Words
    #: Words by which a statement on two parties keeps them apart ("separately"), and by which one
    #: party says that it acted with another; of English, French and Spanish, in lower case.
    separating: tuple[str, ...]
    joining: tuple[str, ...]


@lru_cache(maxsize=1)
def load_party_names() -> PartyNameTable:
    """Load the words of party names once a process."""
    return load_table("party_names", PartyNameTable)


@lru_cache(maxsize=1)
def load_head_nouns() -> Words:
    """Load the nouns that can stand for a whole name ("the Front")."""
    return load_party_names().head_nouns | frozenset(load_party_table().armed_groups.heads)


def find_party_entry(name: str) -> PartyEntry | None:
    """Find the party of the lexicon that a whole name stands for; case counts in capitals only."""
    folded = fold_characters(name)
    entries = load_party_entries().get(folded.split(" ")[0].split("-")[0].split(".")[0].lower(), ())
    found = (entry for entry in entries if _is_wording(entry.wording, folded))
    return next((entry for entry in found if entry.kind != NO_PARTY), None)


def _is_wording(wording: str, name: str) -> bool:
    return wording == name or (not wording.isupper() and wording.casefold() == name.casefold())

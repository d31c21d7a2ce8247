"""Names of groups that no table has, by the noun that opens them ("Front de l'Aube").

Invariant: a name opens with a capital and holds a second word with a capital, or one of the words
that armed groups call themselves by ("Mouvement populaire"); an acronym in brackets right after a
name is that name from there on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import join_templates
from counterclaim.vocabulary.lexical import load_lexical_parties

#: Letters of a word with a capital.
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*\w"
#: Small parts of names from other languages.
_PARTICLE = r"(?:al|el|ibn|ben|bin)[ -]"
_ACRONYM = re.compile(r"\s*\(([A-ZÀ-ÖØ-Þ][A-Za-zÀ-ÿ0-9-]{1,7})[),]")


def find_groups(text: str, language: str) -> tuple[PartyName, ...]:
    """Find the groups of a text, in text order, with the places of their acronyms."""
    found = tuple(_iter_named(text, language))
    return tuple(sorted([*found, *_iter_acronyms(text, found)], key=lambda party: party.span))


@lru_cache(maxsize=4)
def _load_pattern(language: str) -> re.Pattern[str]:
    """Compile a name: its first noun, then linked words with a capital or of the kind."""
    table = load_lexical_parties(language)
    links, words = join_templates(table.group_links), join_templates(table.group_words)
    small = rf"(?:\s(?:{links}\s?)?{words}(?!\w))"
    large = rf"(?:\s(?:{links}\s?)?(?:{_PARTICLE})?{_CAPITAL})"
    elided = rf"(?:\s{links}{_CAPITAL})"
    return re.compile(
        rf"(?<![\w-])(?P<head>{join_templates(table.group_heads)}){small}*(?:{elided}|{large}|{small})+"
    )


def _iter_named(text: str, language: str) -> Iterator[PartyName]:
    for match in _load_pattern(language).finditer(text):
        yield _make_group(Span(*match.span()), " ".join(match.group().split()))


def _iter_acronyms(text: str, groups: tuple[PartyName, ...]) -> Iterator[PartyName]:
    """Iterate over where an acronym that a text gives a group stands."""
    for group in groups:
        given = _ACRONYM.match(text, group.span.end)
        if given is None:
            continue
        for match in re.compile(rf"(?<![\w-]){re.escape(given.group(1))}(?![\w-])").finditer(
            text, given.start()
        ):
            yield _make_group(Span(*match.span()), group.name)


def _make_group(span: Span, name: str) -> PartyName:
    return PartyName(span=span, name=name, kind="armed_group", country=None, manner="name")

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
    announced = tuple(_iter_announced(text, language))
    every = [*found, *_iter_acronyms(text, found), *announced]
    return tuple(sorted(every, key=lambda party: (party.span.start, -party.span.end)))


@lru_cache(maxsize=4)
def _load_pattern(language: str) -> re.Pattern[str]:
    """Compile a name: its first noun, then linked words with a capital or of the kind."""
    table = load_lexical_parties(language)
    links, words = join_templates(table.group_links), join_templates(table.group_words)
    small = rf"(?:\s(?:{links}\s?)?{words}(?!\w))"
    large = rf"(?:\s(?:{links}\s?)?(?:{_PARTICLE})?{_CAPITAL})"
    elided = rf"(?:\s{links}{_CAPITAL})"
    return re.compile(
        rf"(?<![\w-])(?:(?P<head>{join_templates(table.group_heads)}){small}*(?:{elided}|{large}|{small})+"
        r"|[Ff]r(?:ente|ont) \d{1,3}(?!\w))"
    )


def _iter_named(text: str, language: str) -> Iterator[PartyName]:
    for match in _load_pattern(language).finditer(text):
        yield _make_group(Span(*match.span()), " ".join(match.group().split()))


@lru_cache(maxsize=4)
def _load_announcing(language: str) -> re.Pattern[str]:
    """Compile a noun of a group and the name right after it ("le gang « Gran Tonel »")."""
    nouns = join_templates(load_lexical_parties(language).group_nouns)
    name = rf"{_CAPITAL}(?: {_CAPITAL}){{0,3}}"
    return re.compile(rf"(?<![\w-])(?i:{nouns})\s[«\"“‘']?[ \u00a0\u202f]?(?P<name>{name})")


def _iter_announced(text: str, language: str) -> Iterator[PartyName]:
    """Iterate over where a name stands that a text calls an armed group's."""
    names = {match["name"] for match in _load_announcing(language).finditer(text)}
    for name in sorted(names):
        for match in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
            yield _make_group(Span(*match.span()), name)


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

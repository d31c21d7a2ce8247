"""Party names in languages that are read without a parse.

Invariant: the names do not overlap; canonical names are those of the English tables, so that
reports in several languages speak of the same parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import zip_longest

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.lexical.groups import find_groups
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import compile_cue, join_templates
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.lexical import load_lexical_countries, load_lexical_parties
from counterclaim.vocabulary.parties import PartyEntry, PartyManner, load_countries, load_known_parties

#: Wordings up to this length must be found in the case in which they are written.
ACRONYM_LENGTH = 5
#: Shortest name that the English table lends to another language.
BORROWED_LENGTH = 4
#: Kinds of party whose names are the same in every language.
BORROWED_KINDS = frozenset({"armed_group", "igo", "ngo"})
#: Characters before the name of a country in which its body can stand.
BODY_REACH = 60

_WORD = re.compile(r"\w+")
#: Characters before a name in which its article stands.
ARTICLE_REACH = 5
#: An article of a group at the end of a text.
_ARTICLE = re.compile(r"(?<!\w)(?:les|des|aux|los|las|l['’]|el|la|del|al) ?$", re.IGNORECASE)
#: What stands between a name and its acronym.
_BRACKET = re.compile(r"(?: [\w’'-]+){0,3} ?\(")


def find_parties(text: str, language: str) -> tuple[PartyName, ...]:
    """Find the words that name parties, in text order, longest first where they overlap."""
    folded = fold_characters(text)
    entries = load_entries(language)
    groups = {group.span.start: group for group in find_groups(text, language)}
    found: list[PartyName] = []
    for word in _WORD.finditer(folded):
        if found and word.start() < found[-1].span.end:
            continue
        party = _find_party(text, folded, word, entries)
        group = groups.get(word.start())
        if group is not None and (party is None or party.span.end < group.span.end):
            found.append(group)
        elif party is not None:
            found.append(_extend_to_body(text, party, language))
    return tuple(_name_by_acronyms(text, found))


def _name_by_acronyms(text: str, found: Sequence[PartyName]) -> Iterator[PartyName]:
    """Name a group that no table has by the acronym after it ("Forces unies et alliées (ADF)")."""
    for party, after in zip_longest(found, found[1:]):
        is_given = after is not None and party.manner == "name" and after.kind == party.kind == "armed_group"
        if is_given and _BRACKET.fullmatch(text, party.span.end, after.span.start):
            yield replace(party, name=after.name)
        else:
            yield party


@lru_cache(maxsize=4)
def load_entries(language: str) -> Mapping[str, tuple[PartyEntry, ...]]:
    """Load the wordings of a language by their first word in lower case, longest first."""
    by_word: dict[str, list[PartyEntry]] = {}
    for entry in _iter_entries(language):
        first = _WORD.search(entry.wording)
        if first:
            by_word.setdefault(first.group().lower(), []).append(entry)
    return {word: tuple(sorted(found, key=_get_rank)) for word, found in by_word.items()}


def _get_rank(entry: PartyEntry) -> tuple[int, bool]:
    return -len(entry.wording), entry.manner == "metonym"


def _iter_entries(language: str) -> Iterator[PartyEntry]:
    """Iterate over the wordings of a language, then over those it shares with English."""
    known, table = load_known_parties(), load_lexical_parties(language)
    for name, aliases in table.aliases.items():
        for alias in aliases:
            yield _make_entry(alias, name, known[name].kind, known[name].country, "alias")
    for name, (kind, aliases) in table.others.items():
        for alias in aliases:
            yield _make_entry(alias, name, kind, None, "name")
    yield from _iter_country_entries(language)
    for party in known.values():
        if party.kind in BORROWED_KINDS:
            for word in (word for word in (party.name, *party.aliases) if len(word) >= BORROWED_LENGTH):
                yield _make_entry(word, party.name, party.kind, party.country, "alias")


def _iter_country_entries(language: str) -> Iterator[PartyEntry]:
    """Iterate over the wordings of the countries."""
    names = load_countries()
    for country in load_lexical_countries(language):
        lists: tuple[tuple[PartyManner, tuple[str, ...]], ...] = (
            ("name", country.names), ("adjective", country.adjectives), ("metonym", country.metonyms),
        )  # fmt: skip
        for manner, words in lists:
            for word in words:
                yield _make_entry(word, names[country.iso3].name, "country", country.iso3, manner)


def _make_entry(wording: str, name: str, kind: str, country: str | None, manner: PartyManner) -> PartyEntry:
    return PartyEntry(
        wording=fold_characters(wording), name=name, kind=kind, country=country, manner=manner,
        is_capital=manner == "metonym",
    )  # fmt: skip


def _find_party(
    text: str, folded: str, word: re.Match[str], entries: Mapping[str, tuple[PartyEntry, ...]]
) -> PartyName | None:
    """Find the longest wording that starts at a word."""
    is_after_article = _ARTICLE.search(text, max(0, word.start() - ARTICLE_REACH), word.start()) is not None
    for entry in entries.get(word.group().lower(), ()):
        end = word.start() + len(entry.wording)
        if (
            _is_wording(folded[word.start() : end], entry, is_after_article)
            and not folded[end : end + 1].isalnum()
        ):
            return PartyName(
                span=Span(word.start(), end), name=entry.name, kind=entry.kind, country=entry.country,
                manner=entry.manner,
            )  # fmt: skip
    return None


def _is_wording(found: str, entry: PartyEntry, is_after_article: bool) -> bool:
    """Tell whether found words are a wording: adjectives in any case, names with their capital.

    After an article an acronym may be written as a name is ("les Adf"); alone that is a word ("Ira").
    """
    if found == entry.wording:
        return True
    if entry.wording.isupper() and len(found) >= BORROWED_LENGTH - 1 and found == entry.wording.title():
        return entry.kind == "armed_group" and is_after_article
    if found.lower() != entry.wording.lower() or len(entry.wording) <= ACRONYM_LENGTH:
        return found.lower() == entry.wording.lower() and entry.manner == "adjective"
    return entry.manner == "adjective" or found[0].isupper()


@lru_cache(maxsize=4)
def _load_body_pattern(language: str) -> re.Pattern[str]:
    """Compile a body of a state at the end of a text, with what links it to the state's name."""
    table = load_lexical_parties(language)
    groups = "|".join(f"(?P<{kind}>{join_templates(nouns)})" for kind, nouns in table.bodies.items())
    links = join_templates(table.body_links)
    return compile_cue(rf"(?:{groups})(?: [\w-]{{4,20}})?(?: {links})?~", ends=True)


def _extend_to_body(text: str, party: PartyName, language: str) -> PartyName:
    """Widen the name of a country by the body of the state before it ("armée israélienne")."""
    if party.kind != "country" or party.manner == "metonym":
        return party
    start = max(0, party.span.start - BODY_REACH)
    match = _load_body_pattern(language).search(text[start : party.span.start])
    if match is None:
        return party
    kind = next(kind for kind, words in match.groupdict().items() if words)
    span = Span(start + match.start(), party.span.end)
    shown = " ".join(text[span.start : span.end].split()) if kind == "armed_group" else party.name
    return replace(party, span=span, kind=kind, name=shown)

"""Names of armed groups that no lexicon holds, known by the words they are made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.model.span import Span
from counterclaim.vocabulary.parties import ArmedGroupWords, load_countries, load_party_table
from counterclaim.vocabulary.responsibility import load_actors

_ACRONYM = re.compile(r"\s*[(\[]\s*[\"\u201c']?([A-Z][A-Za-z0-9-]{1,7})[\"\u201d']?\s*[)\]]")
_CAPITALISED = r"[A-Z][\w'\u2019-]*"
#: Words in capitals that end a name in a text printed in capitals.
_STOP = (
    r"(?!(?:THE|A|AN|OF|AND|IN|ON|BY|TO|FOR|AT|FROM|WITH|WAS|WERE|HAS|HAD|IS|THAT"
    r"|The|A|An|In|On|By|But|And)\b)"
)


def find_armed_groups(text: str) -> tuple[PartyName, ...]:
    """Find armed groups by the make of their names, and the acronyms the text gives them."""
    found: list[PartyName] = []
    acronyms: dict[str, str] = {}
    for span in _iter_name_spans(text):
        name = " ".join(text[span.start : span.end].split())
        found.append(_make_group(span, name, is_acronym=False))
        acronym = _ACRONYM.match(text, span.end)
        if acronym and _is_acronym_of(acronym.group(1), name):
            acronyms.setdefault(acronym.group(1), name)
    for short, name in acronyms.items():
        found.extend(_iter_acronyms(text, short, name))
    return tuple(sorted(found, key=lambda group: group.span))


def _iter_name_spans(text: str) -> Iterator[Span]:
    """Iterate over the spans of names with a head and a cue of an armed group."""
    words = load_party_table().armed_groups
    for match in _gang_pattern().finditer(text):
        # "the Velmoran gang", "a Velmora-backed militia": words of kind, no name.
        last = match.group("name").split()[-1].lower()
        if (
            last not in _load_no_names()
            and last.rpartition("-")[2] not in load_party_table().capitals.compounds
        ):
            yield Span(match.start("name"), match.end("name") if match.group("kind") else match.end())
    cues = {cue.lower() for cue in words.cues}
    for match in _linked_pattern().finditer(text):
        yield Span(match.start(), match.end())
    for match in _name_pattern().finditer(text):
        if any(word.replace("\u2019", "'").lower() in cues for word in match.group().split()):
            yield Span(match.start(), match.end())


def _is_acronym_of(acronym: str, name: str) -> bool:
    """Tell whether an acronym begins like the words of a name do."""
    initials = {word[0].upper() for word in name.split()}
    return sum(letter in initials for letter in acronym.upper()) >= len(acronym) - 1


def _iter_acronyms(text: str, short: str, name: str) -> Iterator[PartyName]:
    """Iterate over the places where a text uses an acronym it has introduced."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(short)}(?!\w)", text):
        yield _make_group(Span(match.start(), match.end()), name, is_acronym=True)


def _make_group(span: Span, name: str, *, is_acronym: bool) -> PartyName:
    """Make the party name of an armed group named by its words."""
    return PartyName(
        span=span,
        name=name,
        kind="armed_group",
        country=None,
        manner="alias" if is_acronym else "name",
    )


@lru_cache(maxsize=1)
def _name_pattern() -> re.Pattern[str]:
    """Make the pattern of names such as "X Liberation Army" and "Movement for the Liberation of X"."""
    words = load_party_table().armed_groups
    name = rf"{_STOP}{_CAPITALISED}"
    heads = _any_case(words.heads)
    start = rf"(?:{name}[ \n]+){{0,3}}(?:{_any_case(words.starts)})"
    long_name = rf"{start}\s+{_tail(words)}\s+{name}(?:[ \n]+{name}){{0,2}}"
    short_name = rf"(?:{name}[ \n]+){{1,6}}(?:{heads})"
    return re.compile(rf"(?<![\w'-])(?:{long_name}|{short_name})(?![\w-])")


@lru_cache(maxsize=1)
def _linked_pattern() -> re.Pattern[str]:
    """Make the pattern of names such as "Lashkar-e-X" and "Harkat-ul-X Yland"."""
    words = load_party_table().armed_groups
    countries = _any_case(tuple(country.name for country in load_countries().values()))
    name = rf"(?:{_any_case(words.linked_heads)})(?:[- ](?:{'|'.join(words.links)})-[A-Z][\w\u2019']+)+"
    return re.compile(rf"(?<![\w'-]){name}(?:\s+(?:{countries}))?(?![\w-])")


@lru_cache(maxsize=1)
def _gang_pattern() -> re.Pattern[str]:
    """Make the pattern of names before a common noun of armed people ("the Gran Tarn gang")."""
    words = load_party_table().armed_groups
    nouns, kinds = ("|".join(map(re.escape, each)) for each in (words.nouns, words.kinds))
    name = rf"(?P<name>(?:\d{{2,4}} )?{_CAPITALISED}(?: {_CAPITALISED}){{0,2}})"
    return re.compile(rf"\b(?:[Tt]he|[Aa]n?|[Bb]y|[Oo]f)\s+{name} (?:(?:{nouns})|(?P<kind>{kinds}))\b")


@lru_cache(maxsize=1)
def _load_no_names() -> frozenset[str]:
    """Load the words in capitals that only say of what kind a gang is ("the Velmoran gang")."""
    countries = load_countries().values()
    words = (
        word for each in countries for word in (each.name, *each.adjectives, *each.people, *each.capitals)
    )
    return frozenset(word.lower() for word in words) | load_actors().telling_modifiers


def _tail(words: ArmedGroupWords) -> str:
    """Make the pattern of "for the Liberation of" and the like."""
    return rf"(?:{_any_case(words.tails)})(?:\s+the)?"


def _any_case(words: tuple[str, ...]) -> str:
    """Make a pattern for any of some phrases, as written or in capitals."""
    forms = sorted({form for word in words for form in (word, word.upper())}, key=lambda form: -len(form))
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)

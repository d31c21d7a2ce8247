"""Armed forces of states by their full names, and the acronyms a text gives them ("the NAF").

"Norland Armed Forces (NAF)" and "Armed Forces of Norland" are Norland's army, as "Norland's army" is;
names made like them that hold no country are armed groups (`party_armed_groups`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.model.span import Span
from counterclaim.vocabulary.parties import Country, load_countries

_ACRONYM = re.compile(r"\s*[(\[]\s*[\"\u201c']?([A-Z][A-Z-]{2,6})[\"\u201d']?\s*[)\]]")
_KINDS = r"(?:Armed|Defen[cs]e|Self-Defen[cs]e|Military)\s+Forces?"


def find_national_forces(text: str) -> tuple[PartyName, ...]:
    """Find the armed forces that a text calls by their full name, and by the acronym it gives them."""
    found: list[PartyName] = []
    if "Force" not in text:
        return ()
    for match in _pattern().finditer(text):
        words = match.group("before") or match.group("after")
        country = _load_owners()[" ".join(words.split())]
        found.append(_make_force(Span(match.start(), match.end()), country, is_acronym=False))
        acronym = _ACRONYM.match(text, match.end())
        if acronym:
            found.extend(_iter_uses(text, acronym.group(1), country))
    return tuple(sorted(set(found), key=lambda party: party.span))


def _iter_uses(text: str, acronym: str, country: Country) -> Iterator[PartyName]:
    """Iterate over the places where a text uses an acronym."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(acronym)}(?!\w)", text):
        yield _make_force(Span(match.start(), match.end()), country, is_acronym=True)


def _make_force(span: Span, country: Country, *, is_acronym: bool) -> PartyName:
    return PartyName(
        span=span,
        name=country.name,
        kind="military",
        country=country.iso3,
        manner="alias" if is_acronym else "adjective",
    )


@lru_cache(maxsize=1)
def _load_owners() -> Mapping[str, Country]:
    """Load the countries by each of their names and adjectives, as they are written."""
    owners: dict[str, Country] = {}
    for country in load_countries().values():
        owners |= dict.fromkeys((*country.adjectives, *country.aliases, country.name), country)
    return owners


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """Make the pattern of "Norland's National Defence Forces" and "Armed Forces of the Norland Isles"."""
    names = "|".join(sorted(map(re.escape, _load_owners()), key=lambda name: -len(name)))
    between = r"(?:(?:National|People['\u2019]s|Republican)\s+){0,2}"
    before = rf"(?P<before>{names})(?:['\u2019]s)?\s+{between}{_KINDS}"
    after = rf"Armed\s+Forces\s+of\s+(?:the\s+)?(?P<after>{names})"
    return re.compile(rf"(?<![\w'-])(?:{before}|{after})(?![\w-])")

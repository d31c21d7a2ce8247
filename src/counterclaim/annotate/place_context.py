"""What a text tells about the part of the world it is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar

from counterclaim.annotate.place_candidates import Candidate
from counterclaim.annotate.place_entries import find_candidate_entries
from counterclaim.vocabulary.gazetteer import GazetteerEntry
from counterclaim.vocabulary.places import load_domains, load_place_table, make_alternatives

Key = TypeVar("Key")

_HOST = re.compile(r"https?://[^/?#]*\.([a-z]+)(?=[/:?#]|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a text tells of the part of the world it is about."""

    #: ISO3 to share of the text's mentions of countries.
    countries: Mapping[str, float]
    #: GeoNames id of a first-level division to its share of the mentions of such divisions.
    regions: Mapping[int, float]
    #: GeoNames ids of the second-level divisions that it names as such ("Orlo County").
    districts: frozenset[int]
    #: ISO3 to how many of the words of that country's news it has.
    nations: Mapping[str, int]
    #: ISO3 of the country that the address of the report tells; None where it tells none.
    home: str | None
    #: ISO3 of the countries that it names by their own names, those of peoples among them.
    named: frozenset[str] = frozenset()
    #: ISO3 of those of them that it names as places ("in northern Norland").
    told: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """The larger place named right after a candidate."""

    #: ISO3 of the countries it can mean.
    countries: frozenset[str]
    #: GeoNames ids of the divisions it can mean.
    divisions: frozenset[int]
    #: ISO3 of the country it lies in or is, where there is one only.
    country: str | None
    #: The words leave no doubt that it holds the place ("in northern X"; a comma may part a list).
    is_sure: bool = False

    def holds(self, entry: GazetteerEntry) -> bool:
        """Tell whether a place lies in it."""
        return entry.country in self.countries or bool({entry.admin1, entry.admin2} & self.divisions)


def make_context(
    text: str, candidates: Sequence[Candidate], countries: Sequence[str], url: str | None
) -> Context:
    """Make the context of a text from its words, its places and the countries of its parties."""
    nations: Counter[str] = Counter(countries)
    regions: Counter[int] = Counter()
    for candidate in candidates:
        entries = [entry for entry in find_candidate_entries(candidate) if entry.is_main]
        for entry in entries[:1]:
            if entry.feature == "region" and entry.admin1:
                regions[entry.admin1] += 1
        inside = {entry.country for entry in entries}
        nations.update(country for country in inside if country and len(inside) == 1)
    return Context(
        countries=_to_shares(nations),
        regions=_to_shares(regions),
        districts=frozenset(_iter_districts(candidates)),
        nations=_count_nations(text),
        home=_find_home(url),
        named=frozenset(countries),
        told=frozenset(_iter_told(candidates)),
    )


def _iter_told(candidates: Sequence[Candidate]) -> Iterator[str]:
    """Iterate over the countries that stand as places."""
    for candidate in candidates:
        entries = find_candidate_entries(candidate) if candidate.kind == "country" else ()
        yield from (entry.country for entry in entries if entry.country)


def _to_shares(counts: Counter[Key]) -> dict[Key, float]:
    """Return counts as shares of their sum."""
    total = sum(counts.values())
    return {key: count / total for key, count in counts.items()}


def _iter_districts(candidates: Sequence[Candidate]) -> Iterable[int]:
    """Iterate over the second-level divisions that the text calls so."""
    for candidate in candidates:
        for entry in find_candidate_entries(candidate):
            is_named = candidate.called == "district" or " " in candidate.names[0]
            if entry.feature == "district" and entry.geonames is not None and is_named:
                yield entry.geonames


def _count_nations(text: str) -> Mapping[str, int]:
    """Count the different words of each country's news in a text."""
    counts = {
        country: len({match.group() for match in pattern.finditer(text)})
        for country, pattern in _nation_patterns().items()
    }
    return {country: count for country, count in counts.items() if count}


def _find_home(url: str | None) -> str | None:
    """Find the country of an address by its top-level domain."""
    match = _HOST.match(url.lower()) if url else None
    return load_domains().get(match.group(1)) if match else None


@lru_cache(maxsize=1)
def _nation_patterns() -> Mapping[str, re.Pattern[str]]:
    """Make the pattern of the words of each country's news."""
    words = load_place_table().national_words
    return {
        country: re.compile(rf"(?<!\w)(?:{make_alternatives(each)})(?!\w)") for country, each in words.items()
    }

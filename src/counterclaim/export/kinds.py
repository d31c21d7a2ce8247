"""What kind of party a name stands for within one event.

A name that nothing tells to be a group, a body or a country is taken for a person's: the tabular
formats name no person as one who did it, and a group that is missed still stands in their notes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.export.codes import load_crosswalk
from counterclaim.model.values import PartyValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.parties import PartyBook
from counterclaim.vocabulary.parties import (
    load_bodies,
    load_country_names,
    load_known_parties,
    load_party_table,
)

PERSON = "person"
#: Kinds of speakers that tell what a party is.
_SPEAKER_KINDS = {"party_to_event": "armed_group", "authority": "government"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyKinds:
    """The kinds of the parties of one event, as its actors, recipients and speakers tell them."""

    told: Mapping[str, str]

    def judge(self, name: str) -> tuple[str, str | None]:
        """Judge the kind of a party and the ISO3 of its country; None where no lexicon knows it."""
        kind = self.told.get(name) or ("armed_group" if has_group_word(name) else PERSON)
        return judge_party(name, kind)


def make_kinds(case: Case, book: PartyBook) -> PartyKinds:
    """Make the kinds of an event's parties: as most testimonies call them."""
    counts: dict[str, Counter[str]] = {}
    for each in case.testimonies:
        for name, kind in _iter_told(each):
            counts.setdefault(book.get_party(each.report.id, name), Counter())[kind] += 1
    return PartyKinds(told={name: _choose(found) for name, found in counts.items()})


def _iter_told(testimony: Testimony) -> Iterator[tuple[str, str]]:
    value = testimony.statement.value
    if isinstance(value, PartyValue) and value.kind in load_crosswalk().party_kinds:
        yield value.name, value.kind
    for speaker in testimony.statement.speakers:
        if speaker.kind in _SPEAKER_KINDS and speaker.party == speaker.name:
            yield speaker.name, _SPEAKER_KINDS[speaker.kind]


def _choose(found: Counter[str]) -> str:
    return max(sorted(found), key=lambda kind: found[kind])


def judge_party(name: str, kind: str) -> tuple[str, str | None]:
    """Judge the kind and the country of a party by its name; the kind given holds where no lexicon knows."""
    known = load_known_parties().get(name)
    if known:
        return known.kind, known.country
    country = load_country_names().get(name)
    if country:
        return "country", country.iso3
    if name == load_crosswalk().withheld:
        return PERSON, None
    body = load_bodies().get(name.split()[-1].lower()) if name else None
    owner = next((each for word, each in load_country_names().items() if name.startswith(f"{word} ")), None)
    is_bare = name.lower() in load_bodies()
    return (body if body and (owner or is_bare) else kind), owner.iso3 if owner else None


def has_group_word(name: str) -> bool:
    """Tell whether a name holds a word of which names of armed groups are made."""
    return not _load_group_words().isdisjoint(name.split())


@lru_cache(maxsize=1)
def _load_group_words() -> frozenset[str]:
    words = load_party_table().armed_groups
    return frozenset((*words.heads, *words.cues, *words.starts))

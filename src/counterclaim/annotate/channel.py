"""Channels of parties: the voice of a report that a party publishes itself (codebooks 8.9, 9.1).

There the report's own voice is the party: it is the outermost speaker of all that the report says,
and its "we" is the party. What it says of others is an accusation, never the report of a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.model.report import Report
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.parties import NO_PARTY, PartyEntry, load_party_entries

_WORD = re.compile(r"\w+")
#: The kind of a party that no lexicon knows: it has a channel of its own, so it is no state.
_UNKNOWN_KIND = "armed_group"


def find_own_voice(report: Report) -> Speaker | None:
    """Find the voice of a report that a party publishes itself; None for any other report."""
    party = report.edition.party if report.edition else None
    if party is None or not party.strip():
        return None
    entry = _find_entry(party)
    name = entry.name if entry else party.strip()
    return Speaker(name=name, kind="party_to_event", party=name)


def add_own_name(report: Report, parties: Iterable[PartyName]) -> tuple[PartyName, ...]:
    """Add the words that name the party whose channel a report is from; they win over others."""
    voice = find_own_voice(report)
    own = tuple(_iter_own(report, voice.name)) if voice else ()
    others = (party for party in parties if not any(name.span.overlaps(party.span) for name in own))
    return tuple(sorted((*own, *others), key=lambda name: name.span)) if own else tuple(parties)


def _iter_own(report: Report, name: str) -> Iterator[PartyName]:
    """Iterate over where a report names its own party, as the user wrote the name."""
    written = (report.edition.party or "").strip() if report.edition else ""
    words = r"\s+".join(map(re.escape, fold_characters(written).split()))
    entry = _find_entry(written)
    for found in re.finditer(rf"(?<!\w){words}(?!\w)", fold_characters(report.text), re.IGNORECASE):
        yield PartyName(
            span=Span(found.start(), found.end()),
            name=name,
            kind=entry.kind if entry else _UNKNOWN_KIND,
            country=entry.country if entry else None,
            manner=entry.manner if entry else "name",
        )


@lru_cache(maxsize=64)
def _find_entry(name: str) -> PartyEntry | None:
    """Find the entry of the lexicon for a party that the user names."""
    folded = fold_characters(name.strip()).casefold()
    first = _WORD.search(folded)
    entries = load_party_entries().get(first.group().lower(), ()) if first else ()
    known = (entry for entry in entries if entry.kind != NO_PARTY and entry.manner in ("name", "alias"))
    return next((entry for entry in known if entry.wording.casefold() == folded), None)

"""The crosswalk from our codes to MUC-4's set fills."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from counterclaim.vocabulary.load import load_table

Words = frozenset[str]


class Muc4Table(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of vocabulary/en/muc4.json."""

    about: str
    #: PLOVER types of violence; what shows it under another type; types that are no attack.
    violent_types: Words
    violent_fates: Words
    harmless_types: Words
    #: Fates that make a bare plural with a date an incident.
    telling_fates: Words
    #: Modes that are a bombing where a bomb is named.
    bombing_modes: Words
    #: Incident type by PLOVER mode; ATTACK where none fits.
    types: dict[str, str]
    #: Incident type by what became of a recipient, where that is an incident of its own.
    types_by_fate: dict[str, str]
    #: Weapon codes that make an attack a bombing.
    bombing_weapons: Words
    #: Instrument type by weapon code, and by PLOVER mode where no weapon is named.
    instruments: dict[str, str]
    instruments_by_mode: dict[str, str]
    #: Incident types that have no instrument.
    no_instrument: Words
    #: Human target type by kind of recipient, and that of people who left office.
    people: dict[str, str]
    former: dict[str, str]
    former_words: Words
    #: Kinds whose fighting is no incident.
    combatants: Words
    #: Fates that are no attack.
    other_fates: Words
    #: Physical target type by kind of recipient.
    things: dict[str, str]
    person_fates: dict[str, str]
    thing_fates: dict[str, str]
    #: Words of a doer's name that make violence state-sponsored, unless a rebel word is there too.
    state_words: Words
    rebel_words: Words
    #: Last words of a name that describe people, not an organisation.
    people_heads: Words
    #: Words before them that are left out.
    hedges: Words
    #: Plain words of an instrument, which a more telling one makes needless, and what they are if alone.
    plain_instruments: dict[str, str]
    #: Type of a place by the precision of its reading.
    place_types: dict[str, str]
    #: Nouns at the end of a place's wording that are its type, and words before that are no part of it.
    place_nouns: Words
    place_parts: tuple[str, ...]
    #: Confidence by position; positions that are missing say nothing for an organisation.
    confidence: dict[str, str]
    #: Confidence by weight: what says more of a party stands for it.
    confidence_order: tuple[str, ...]
    #: What the format cannot hold.
    losses: tuple[str, ...]


@lru_cache(maxsize=1)
def load_muc4() -> Muc4Table:
    """Load the crosswalk to MUC-4."""
    return load_table("muc4", Muc4Table)

"""GTD: the tables of codes, and how our values become them (codebooks 2.3, 12.9)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from counterclaim.export.codes import CodePair, load_crosswalk, load_data
from counterclaim.export.view import Said
from counterclaim.model.values import WeaponValue

UNKNOWN_WEAPON: CodePair = (13, None)
EXPLOSIVES, FIREARMS, MELEE = 6, 5, 9
BOMBING, ARMED_ASSAULT = 3, 2
#: Explosives that are thrown or shot: with other arms they make an armed assault, no bombing.
_THROWN = frozenset({7, 11})


class GtdTable(msgspec.Struct, frozen=True, kw_only=True):
    """What `data/gtd.json` holds; codes are digits."""

    version: int
    about: str
    columns: tuple[str, ...]
    attacktype: Mapping[str, str]
    attacktype_hierarchy: tuple[int, ...]
    weaptype: Mapping[str, str]
    #: By the words of the type.
    weapsubtype: Mapping[str, Mapping[str, str]]
    targtype: Mapping[str, str]
    targsubtype: Mapping[str, Mapping[str, str]]
    claimmode: Mapping[str, str]
    propextent: Mapping[str, str]
    hostkidoutcome: Mapping[str, str]
    alternative: Mapping[str, str]
    region: Mapping[str, str]
    specificity: Mapping[str, str]
    country: Mapping[str, str]
    #: Column to the policy that chooses its value.
    policies: Mapping[str, str]
    #: Columns that stay blank, and why.
    blank: Mapping[str, str]
    cannot_hold: tuple[str, ...]


@lru_cache(maxsize=1)
def load_gtd() -> GtdTable:
    """Load the tables of GTD, once a process."""
    return load_data("gtd", GtdTable)


def order_attacks(codes: frozenset[int]) -> tuple[int, ...]:
    """Order attack types by GTD's precedence; Unknown stands alone or not at all."""
    known = codes - {9} or codes
    return tuple(code for code in load_gtd().attacktype_hierarchy if code in known)


def find_target_codes(said: Said) -> CodePair | None:
    """Find the target codes of a recipient: by a word that tells more, else by its kind."""
    table = load_crosswalk()
    words = said.party.name.lower().split()
    by_word = next((table.target_words[word] for word in reversed(words) if word in table.target_words), None)
    return by_word or table.targets.get(said.party.kind)


def find_weapon_codes(weapon: WeaponValue) -> CodePair:
    """Find the weapon codes of a weapon: by a word that tells more of a bomb, else by its code."""
    table = load_crosswalk()
    wording = weapon.wording.lower()
    known = table.weapons.get(weapon.code)
    if known is not None and known.gtd == (EXPLOSIVES, 16):
        return next((each.gtd for each in table.weapon_words if each.word in wording), known.gtd)
    return known.gtd if known else UNKNOWN_WEAPON


def order_weapons(weapons: Sequence[WeaponValue], mode: str | None) -> tuple[CodePair, ...]:
    """Order the weapon codes of an event, each once; the mode tells them where no words do."""
    codes = tuple(dict.fromkeys(find_weapon_codes(weapon) for weapon in weapons))
    if codes:
        return codes
    return (load_crosswalk().mode_weapons.get(mode or "", UNKNOWN_WEAPON),)


def is_thrown_beside_arms(codes: Sequence[CodePair]) -> bool:
    """Tell whether explosives were only thrown or shot beside other arms (codebooks 2.3)."""
    explosives = {subtype for kind, subtype in codes if kind == EXPLOSIVES}
    arms = any(kind in {FIREARMS, MELEE} for kind, _ in codes)
    return bool(explosives) and explosives <= _THROWN and arms


def iter_weapon_cells(codes: Sequence[CodePair]) -> Iterator[tuple[str, str | int | None]]:
    """Iterate over the cells of the first four weapons."""
    table = load_gtd()
    for place, (kind, subtype) in enumerate(codes[:4], start=1):
        words = table.weaptype[str(kind)]
        yield f"weaptype{place}", kind
        yield f"weaptype{place}_txt", words
        yield f"weapsubtype{place}", subtype
        yield f"weapsubtype{place}_txt", table.weapsubtype[words][str(subtype)] if subtype else None

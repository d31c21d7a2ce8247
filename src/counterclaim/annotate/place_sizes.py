"""Sizes: which names are surely places, by how many people live there."""

from __future__ import annotations

from counterclaim.annotate.tree import Doc
from counterclaim.annotate.tree import Span as DocSpan
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.places import load_place_table

#: Fewest people of a settlement that only a preposition, no parser, says is a place.
POPULATION_MIN = 1000
#: Fewest people of a town of which the parser makes a person.
LARGE = 20_000


def is_misread_town(doc: Doc, index: int) -> bool:
    """Tell whether the parser takes a large town for a people ("a bakery in Kelba")."""
    words = doc[index : index + 1]
    is_people = [token.ent_type_ for token in words] == ["NORP"] and words.text[:1].isupper()
    return is_people and is_large_name(words.text)


def is_large_name(name: str) -> bool:
    """Tell whether the gazetteer has a name as the main one of a large town."""
    found = find_entries(name)
    return any(each.is_main and each.feature == "settlement" and each.population >= LARGE for each in found)


def is_large_town(words: DocSpan) -> bool:
    """Tell whether words the parser takes for a person are all of a town's name ("in Khan Younis")."""
    is_person = {token.ent_type_ for token in words} == {"PERSON"} and len(words) > 1
    after = words.doc[words.end : words.end + 1].text
    if not is_person or after in ("'s", "\u2019s") or words.text in load_place_table().not_places:
        return False
    return any(
        entry.feature == "settlement" and entry.population >= LARGE for entry in find_entries(words.text)
    )


def is_known_place(words: DocSpan) -> bool:
    """Tell whether the gazetteer has words as the main name of a place of some size."""
    if words.text in load_place_table().not_places or len(words.text) < 3:
        return False
    if {token.ent_type_ for token in words} & {"PERSON", "ORG"} and len(words) > 1:
        return False
    return any(entry.is_main and entry.population >= POPULATION_MIN for entry in find_entries(words.text))

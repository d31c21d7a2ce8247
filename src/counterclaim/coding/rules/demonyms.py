"""Demonyms: the adjectives of peoples that no lexicon has, and the places they are made from."""

from __future__ import annotations

from counterclaim.annotate.tree import Doc, Token

_DEMONYM_ENDINGS = ("n", "ns", "ish", "ese", "i", "is", "er", "ers", "ic", "ch")
#: Shortest stem that a country's name and its demonym must share.
MIN_STEM = 4


def is_demonym(token: Token) -> bool:
    """Tell whether a capitalised word looks like the adjective of a people or country."""
    if not token.text[:1].isupper() or not token.lower_.endswith(_DEMONYM_ENDINGS):
        return False
    return token.ent_type_ in {"NORP", "GPE", ""} or find_country_name(token.doc, token.text) is not None


def find_country_name(doc: Doc, demonym: str) -> str | None:
    """Find a place of the text that a demonym is made from ("Xland" for "Xlander", "Xia" for "Xian").

    Countries of the lexicon are found there; this serves names that no lexicon has.
    """
    names = {entity.text for entity in doc.ents if entity.label_ in {"GPE", "LOC", "ORG"}}
    for name in sorted(names):
        stem = name.rstrip("aeiouy")
        if len(stem) >= MIN_STEM and name != demonym and demonym.startswith(stem) and " " not in name:
            return name
    return None

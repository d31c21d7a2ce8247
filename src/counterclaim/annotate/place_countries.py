"""Countries as places: "in Iran" and "Kerman, Iran", not "Iran denied"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.place_words import LOOK_BACK, make_frame
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span
from counterclaim.vocabulary.places import PlaceTable, load_place_table

#: Labels of the parser's names that are places.
PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})

_COUNT_AFTER = re.compile(
    r"\s*[:|]\s+(?:[Aa]t least |[Oo]ver |[Mm]ore than |[Nn]early )?(?:\d|[Dd]ozens |[Ss]cores )"
)
_AFTER_NAME = re.compile(r"(?P<name>[A-Z][\w'\u2019.-]*)(?:\s+[a-z]+)?,\s+(?:the\s+)?$")


def iter_country_places(doc: Doc, parties: Sequence[PartyName]) -> Iterator[Span]:
    """Iterate over the names of countries that stand as places."""
    for party in parties:
        is_name = party.kind == "country" and party.manner in ("name", "alias")
        if is_name and is_country_place(doc, party.span):
            yield party.span


def is_country_place(doc: Doc, span: Span) -> bool:
    """Tell whether the name of a country is a place here, not a party that acts."""
    frame = make_frame(get_text(doc), span, is_country=True)
    if frame.is_part or frame.kind is not None:
        return True
    if _closes_address(doc, span) or _opens_heading(doc, span):
        return True
    covered = doc.char_span(span.start, span.end, alignment_mode="expand")
    return covered is not None and _has_place_role(_get_first_conjunct(covered.root), load_place_table())


def _opens_heading(doc: Doc, span: Span) -> bool:
    """Tell whether the name opens a heading that goes on with a count ("Norland: 160 dead in a raid")."""
    text = get_text(doc)
    is_first = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    return is_first and _COUNT_AFTER.match(text, span.end) is not None


def _closes_address(doc: Doc, span: Span) -> bool:
    """Tell whether the name follows a place and a comma ("Tripoli, Lebanon")."""
    match = _AFTER_NAME.search(get_text(doc)[max(0, span.start - LOOK_BACK) : span.start])
    if match is None or get_text(doc)[span.end : span.end + 2] in ("'s", "\u2019s"):
        return False
    offset = max(0, span.start - LOOK_BACK) + match.start()
    covered = doc.char_span(offset, offset + len(match.group("name")), alignment_mode="expand")
    return covered is not None and covered.root.ent_type_ in PLACE_LABELS


def _get_first_conjunct(token: Token) -> Token:
    """Return the first of coordinated names, whose role all share ("in Iraq and Syria")."""
    while token.dep_ == "conj" and token.head.pos_ in ("PROPN", "NOUN"):
        token = token.head
    return token


def _has_place_role(token: Token, table: PlaceTable) -> bool:
    """Tell whether a name's role in its clause is one of a place."""
    head = token.head
    match token.dep_:
        case "pobj" | "pcomp":
            return _is_place_preposition(head, table)
        case "nsubjpass" | "nsubj":
            return head.lemma_.lower() in table.passing_verbs
        case "dobj" | "obj":
            return head.lemma_.lower() in table.motion_verbs
        case "poss" | "compound" | "nmod":
            return _is_place_noun(head, table)
        case "appos" | "npadvmod":
            return head.ent_type_ in PLACE_LABELS
        case _:
            return False


def _is_place_preposition(preposition: Token, table: PlaceTable) -> bool:
    """Tell whether a preposition leads to a place ("in", "the coast of")."""
    if preposition.lower_ == "of":
        return _is_place_noun(preposition.head, table)
    return preposition.lower_ in table.country_prepositions


def _is_place_noun(noun: Token, table: PlaceTable) -> bool:
    """Tell whether a noun names a place or a part of one."""
    if noun.ent_type_ in PLACE_LABELS:
        return True
    words = {noun.lower_, noun.lemma_.lower()}
    nouns = (
        table.border_nouns,
        table.direction_nouns,
        table.settlement_nouns,
        table.region_nouns,
        table.site_nouns,
    )
    return any(words & set(group) for group in nouns)

"""Links: which harm a number, a person or a group of people belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.quantities import get_tokens
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_context import is_unreal
from counterclaim.coding.rules.toll_counts import (
    Count,
    find_counted_noun,
    find_quantity,
    is_countable,
    is_people,
    is_person_name,
    make_count,
    read_uncounted,
)
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.coding.rules.toll_patients import find_patients
from counterclaim.coding.rules.toll_windows import find_near_harms, make_harm_table
from counterclaim.model.statement import Property
from counterclaim.vocabulary.harms import get_noun_words, get_words

#: Marks that close an aside ("- three of them children -").
_ASIDE_ENDS = frozenset({",", "-", "–", "—", ")"})
#: The harms that "no casualties" denies.
ZERO_SPLIT: tuple[Property, ...] = ("killed", "injured")


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A count of people bound to a harm."""

    harm: Harm
    count: Count
    #: The count is a part of another count of the same harm.
    part_of: bool = False
    #: The group in the report's words where the construction names it ("12 of the dead were Afghans").
    group: str | None = None
    #: The words around it say that a later figure replaced it.
    replaced: bool = False


def find_links(doc: Doc, quantities: Sequence[Quantity], harms: Sequence[Harm]) -> tuple[Link, ...]:
    """Find the counts of a text and their harms; nearness of words wins over the parse."""
    near = (*_iter_near_links(doc, quantities, harms), *_iter_zero_links(doc, quantities))
    taken = {link.count.quantity.token: link.harm.property for link in near if link.count.quantity}
    links = list(near)
    seen = {(link.harm.property, link.count.head) for link in near}
    for link in _iter_parsed_links(doc, quantities, harms):
        number = link.count.quantity
        if number is not None and number.token in taken:
            continue
        if (link.harm.property, link.count.head) not in seen:
            seen.add((link.harm.property, link.count.head))
            links.append(link)
    return tuple(link for link in links if not _is_unreal(doc, link) and not _is_joint(doc, link, links))


def _is_joint(doc: Doc, link: Link, links: Sequence[Link]) -> bool:
    """Tell whether one number counts two harms together ("more than 100 killed and injured"): neither's."""
    number = link.count.quantity
    if number is None or number.op == "zero":
        return False
    for other in links:
        same = other.count.quantity is not None and other.count.quantity.token == number.token
        if same and other.harm.property != link.harm.property:
            first, second = sorted((link.harm, other.harm), key=lambda harm: harm.token)
            between = [token.lower_ for token in doc[first.last + 1 : second.token]]
            if between in (["and"], ["or"], ["/"]) and not doc[min(second.last + 1, len(doc) - 1)].like_num:
                return True
    return False


def _is_unreal(doc: Doc, link: Link) -> bool:
    """Tell whether a link speaks of harm that did not happen."""
    return is_unreal(doc[link.harm.token], zero=link.count.op == "zero")


def _iter_near_links(doc: Doc, quantities: Sequence[Quantity], harms: Sequence[Harm]) -> Iterator[Link]:
    """Yield the links that the order of words gives."""
    table = make_harm_table(harms)
    blocked = frozenset(quantity.token for quantity in quantities)
    for quantity in quantities:
        if _is_article(doc, quantity) or _is_whole(doc, quantity):
            continue
        noun = find_counted_noun(doc, quantity, blocked - {quantity.token})
        if not is_countable(noun, quantity) or _denies_other(noun, quantity):
            continue
        for harm in find_near_harms(doc, quantity, table, blocked - {quantity.token}):
            yield Link(harm=harm, count=replace(make_count(noun, quantity), head=noun.i))


def _iter_zero_links(doc: Doc, quantities: Sequence[Quantity]) -> Iterator[Link]:
    """Yield nobody killed and nobody injured for "no casualties" (codebooks, section 11)."""
    for quantity in quantities:
        near = doc[quantity.token + 1 : quantity.token + 4] if quantity.op == "zero" else ()
        noun = next((token for token in near if token.lower_ in get_words("unsplit_harms")), None)
        if noun is not None:
            for harm_property in ZERO_SPLIT:
                harm = Harm(property=harm_property, token=noun.i, last=noun.i, frame="self", kind="noun")
                yield Link(harm=harm, count=make_count(noun, quantity), group=_read_kind(doc, quantity, noun))


def _read_kind(doc: Doc, quantity: Quantity, noun: Token) -> str | None:
    """Read whose casualties are denied ("no civilian casualties"); None for everyone's."""
    words = [token.text for token in doc[quantity.token + 1 : noun.i]]
    plain = any(word.lower() in get_words("plain_zero_words") for word in words)
    return None if plain or not words else " ".join(words)


def _is_article(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether a number is the article of one described person ("a soldier")."""
    return doc[quantity.token].lower_ in ("a", "an")


def _is_whole(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether a number is only what some are taken from ("one of the four attackers")."""
    start = int(get_tokens(doc, quantity.span.start, quantity.span.end).start)
    words = [token.lower_ for token in doc[max(0, start - 3) : start]]
    while words and words[-1] in ("the", "those", "these", "its", "their"):
        words.pop()
    return words[-1:] == ["of"] and bool(words[-2:-1]) and words[-2] in get_words("shares")


def _denies_other(noun: Token, quantity: Quantity) -> bool:
    """Tell whether "no" stands before a thing rather than a person or a harm."""
    return quantity.op == "zero" and not (
        noun.i == quantity.token or is_people(noun) or noun.lower_ in get_noun_words()
    )


def _iter_parsed_links(doc: Doc, quantities: Sequence[Quantity], harms: Sequence[Harm]) -> Iterator[Link]:
    """Yield the links that the parse gives."""
    for harm in harms:
        for patient in find_patients(doc[harm.token], harm):
            count = _read_count(patient, quantities, harm)
            if count is not None and not _is_of_others(harm, patient, quantities):
                yield Link(harm=harm, count=count)


def _is_of_others(harm: Harm, patient: Token, quantities: Sequence[Quantity]) -> bool:
    """Tell whether a harm befell only some of a phrase ("18 survivors, nine of them injured")."""
    last = max((q.token for q in quantities if patient.i < q.token < harm.token), default=harm.token)
    near = [token.lower_ for token in patient.doc[last + 1 : harm.token]]
    is_share = near[:1] == ["of"] and near[1:2] in (["them"], ["whom"])
    return is_share and not _ASIDE_ENDS.intersection(near)


def _read_count(patient: Token, quantities: Sequence[Quantity], harm: Harm) -> Count | None:
    """Read the count of a phrase that names who is harmed."""
    quantity = find_quantity(patient, quantities)
    if quantity is not None and _is_whole(patient.doc, quantity):
        return None
    if quantity is None or _is_article(patient.doc, quantity):
        return _read_uncounted(patient, harm)
    if patient.i != quantity.token and not is_countable(patient, quantity):
        return None
    return make_count(patient, quantity)


def _read_uncounted(patient: Token, harm: Harm) -> Count | None:
    """Read a phrase without a number, where the harm is one that a single person can suffer."""
    if patient.i in (harm.token, harm.last):
        return None
    known = is_person_name(patient) or is_people(patient) or patient.lower_ in ("his", "her")
    if patient.dep_ == "poss" and not known:
        return None
    return read_uncounted(patient)

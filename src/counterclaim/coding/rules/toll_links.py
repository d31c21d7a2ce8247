"""Links: which harm a number, a person or a group of people belongs to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from counterclaim.annotate.layers import Quantity
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
    near = tuple(_iter_near_links(doc, quantities, harms))
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
    return tuple(link for link in links if not _is_unreal(doc, link))


def _is_unreal(doc: Doc, link: Link) -> bool:
    """Tell whether a link speaks of harm that did not happen."""
    return is_unreal(doc[link.harm.token], zero=link.count.op == "zero")


def _iter_near_links(doc: Doc, quantities: Sequence[Quantity], harms: Sequence[Harm]) -> Iterator[Link]:
    """Yield the links that the order of words gives."""
    table = make_harm_table(harms)
    blocked = frozenset(quantity.token for quantity in quantities)
    for quantity in quantities:
        noun = find_counted_noun(doc, quantity, blocked - {quantity.token})
        if not is_countable(noun, quantity) or _counts_one_known(noun, quantity):
            continue
        for harm in find_near_harms(doc, quantity, table, blocked - {quantity.token}):
            yield Link(harm=harm, count=replace(make_count(noun, quantity), head=noun.i))


def _counts_one_known(noun: Token, quantity: Quantity) -> bool:
    """Tell whether "no" or "a" stands before a thing rather than a person or a harm."""
    return quantity.op == "zero" and noun.lower_ in ("doubt", "reason", "evidence", "word", "way", "claim")


def _iter_parsed_links(doc: Doc, quantities: Sequence[Quantity], harms: Sequence[Harm]) -> Iterator[Link]:
    """Yield the links that the parse gives."""
    for harm in harms:
        for patient in find_patients(doc[harm.token], harm):
            count = _read_count(patient, quantities, harm)
            if count is not None:
                yield Link(harm=harm, count=count)


def _read_count(patient: Token, quantities: Sequence[Quantity], harm: Harm) -> Count | None:
    """Read the count of a phrase that names who is harmed."""
    quantity = find_quantity(patient, quantities)
    if quantity is None:
        return _read_uncounted(patient, harm)
    if patient.i != quantity.token and not is_countable(patient, quantity):
        return None
    return make_count(patient, quantity)


def _read_uncounted(patient: Token, harm: Harm) -> Count | None:
    """Read a phrase without a number, where the harm is one that a single person can suffer."""
    if patient.i == harm.token:
        return None
    if patient.dep_ == "poss" and not (is_person_name(patient) or is_people(patient) or patient.lower_ in ("his", "her")):
        return None
    return read_uncounted(patient)

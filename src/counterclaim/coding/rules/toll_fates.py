"""Fates: a person who is first told hurt and then dead counts among the dead alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_context import is_unreal
from counterclaim.coding.rules.toll_counts import is_definite
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.coding.rules.toll_links import Link
from counterclaim.coding.rules.toll_patients import find_patients
from counterclaim.coding.rules.toll_traits import differ_in_traits, get_traits
from counterclaim.vocabulary.harms import get_words

#: How far after, and before, an injury the same person's death can be told, in tokens.
_AFTER, _BEFORE = 60, 40
#: How far before "they" their number can stand, in tokens.
_THEY_REACH = 25


def settle_fates(doc: Doc, links: Sequence[Link], harms: Sequence[Harm]) -> tuple[Link, ...]:
    """Count those first told hurt and then dead among the dead: drop single injuries, turn counts."""
    links = _turn_counts(doc, links, harms)
    killed = [link for link in links if link.harm.property == "killed" and link.count.individual]
    deaths = [doc[link.count.head] for link in killed]
    return tuple(
        link
        for link in links
        if link.harm.property != "injured"
        or not link.count.individual
        or not any(_is_same_person(doc[link.count.head], dead) for dead in deaths)
    )


def _turn_counts(doc: Doc, links: Sequence[Link], harms: Sequence[Harm]) -> Sequence[Link]:
    """Turn a count of the hurt into one of the dead ("two were taken to hospital, where they died")."""
    turned = {}
    for harm in harms:
        told = [word for word in find_patients(doc[harm.token], harm) if word.lower_ in get_words("they")]
        if harm.property == "killed" and told and not is_unreal(doc[harm.token], zero=False):
            hurt = _find_hurt(links, told[0])
            turned.update({id(hurt): harm} if hurt else {})
    return [replace(link, harm=turned[id(link)]) if id(link) in turned else link for link in links]


def _find_hurt(links: Sequence[Link], pronoun: Token) -> Link | None:
    """Find the last count of several hurt people before "they" or "both"."""
    before = [
        link
        for link in links
        if link.count.quantity is not None and 0 < pronoun.i - link.count.head <= _THEY_REACH
    ]
    last = max(before, key=lambda link: link.count.head, default=None)
    several = last is not None and last.harm.property == "injured" and (last.count.low or 0) > 1
    return last if several and last and not last.part_of else None


def _is_same_person(hurt: Token, dead: Token) -> bool:
    """Tell whether two words for one person stand for the same one, by name or by nearness."""
    if hurt.i == dead.i:
        return True
    if _get_names(hurt) and _get_names(dead):
        return bool(_get_names(hurt) & _get_names(dead))
    if differ_in_traits(get_traits([hurt.lower_]), get_traits([dead.lower_])):
        return False
    if not -_BEFORE <= dead.i - hurt.i <= _AFTER:
        return False
    return is_definite(dead) if dead.i > hurt.i else is_definite(hurt)


def _get_names(head: Token) -> frozenset[str]:
    """Return the last parts of the names that a word for a person is or has beside it."""
    words = (head, *(child for child in head.children if child.dep_ == "appos"))
    return frozenset(word.lower_ for word in words if word.pos_ == "PROPN")

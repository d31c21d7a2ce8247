"""`cc.joint/1`: whether two parties own one act together, or each against the other (codebooks 10.2).

Joint only if one statement names both, or each says that it acted with the other; otherwise rival.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from counterclaim.model.span import Evidence
from counterclaim.policy.parties import is_description
from counterclaim.policy.positions import Stand
from counterclaim.vocabulary.party_names import load_party_names


def are_joint(one: Stand, other: Stand) -> bool:
    """Tell whether two stands on two parties make one joint claim or accusation."""
    if one.position != other.position:
        return False
    if _share_words(one, other):
        return not _find_words(one, load_party_names().separating)
    return _names(one, other) and _names(other, one)


def find_rivals(stands: Iterable[Stand]) -> tuple[tuple[str, str], ...]:
    """Find the pairs of parties that no statement joins, each pair and all of them sorted.

    A party that is only described, or whose short name could be the other's, is no rival.
    """
    by_party: dict[str, list[Stand]] = {}
    for stand in stands:
        by_party.setdefault(stand.party, []).append(stand)
    return tuple(
        (one, other)
        for one, other in combinations(sorted(by_party), 2)
        if not _may_be_one(by_party[one][0], by_party[other][0])
        and not any(are_joint(left, right) for left in by_party[one] for right in by_party[other])
    )


def _may_be_one(one: Stand, other: Stand) -> bool:
    if is_description(one.party) or is_description(other.party):
        return True
    return other.party in one.naming.could_be or one.party in other.naming.could_be


def _share_words(one: Stand, other: Stand) -> bool:
    """Tell whether two stands are cut from the same words of the same report by one voice."""
    left, right = one.testimony, other.testimony
    if left.report.id != right.report.id or left.statement.id == right.statement.id:
        return False
    return any(
        _overlap(mine, theirs) for mine in left.statement.evidence for theirs in right.statement.evidence
    )


def _overlap(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _names(stand: Stand, other: Stand) -> bool:
    """Tell whether a stand's words say that its party acted with the other."""
    quote = _get_quote(stand)
    names = {other.party, other.written}
    return any(name.casefold() in quote for name in names) and _find_words(stand, load_party_names().joining)


def _find_words(stand: Stand, words: Iterable[str]) -> bool:
    quote = f" {_get_quote(stand)} "
    return any(f" {word} " in quote for word in words)


def _get_quote(stand: Stand) -> str:
    quotes = " ".join(each.quote for each in stand.testimony.statement.evidence)
    return " ".join(quotes.replace(",", " ").split()).casefold()

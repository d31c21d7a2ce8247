"""What the words around a toll make of it: unreal, a campaign's sum, an increment, a transfer."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from counterclaim.annotate.quantities import get_tokens
from counterclaim.annotate.tree import Doc, Span, Token
from counterclaim.coding.rules.toll_counts import Count
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.model.values import TollMode, TollScope
from counterclaim.vocabulary.harms import get_words, load_harms

#: How far from a toll the words that make it a period's sum can stand, in code points.
_MARKER_REACH = 80
#: Relations along which a modal or a negation above reaches a harm word.
_CLIMBED = frozenset(
    [
        "xcomp",
        "dobj",
        "pobj",
        "prep",
        "conj",
        "pcomp",
        "attr",
        "nsubj",
        "nsubjpass",
        "auxpass",
        "oprd",
        "acomp",
    ]
)
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: "The deadliest since 2014" ranks one event; "at least", "the West" and "the protest" rank nothing.
_UNRANKED = r"(?:l?east|west|rest|test|arrest|interest|forest|protest|request|quest)\b"
_SUPERLATIVE = re.compile(
    rf"\b(?!{_UNRANKED})(?:\w+est|worst|first|second|third|\w+th|latest|only|most \w+)\b[^,;]*$"
)


def is_unreal(token: Token, *, zero: bool) -> bool:
    """Tell whether a harm is denied by a negation, hypothetical, intended or yet to come.

    Args:
        zero: the count itself is zero, so that a negation is no bar.
    """
    current = token
    for _ in range(4):
        if _is_unreal_here(current, zero=zero):
            return True
        if current.dep_ not in _CLIMBED or current.head == current:
            return False
        if current.dep_ == "conj" and current.tag_ in _FINITE and current.head.tag_ == "VB":
            return False  # "ambushed a convoy sent to help and killed seven"
        current = current.head
    return False


def _is_unreal_here(token: Token, *, zero: bool) -> bool:
    """Tell whether a modal, negation, conditional or intent governs this token."""
    if token.tag_ == "TO" or token.pos_ == "AUX" and token.lower_ in get_words("hypothetical_modals"):
        return False
    for child in token.children:
        word = child.lower_
        if child.dep_ == "aux" and word in get_words("hypothetical_modals"):
            return True
        if child.dep_ in ("mark", "advmod") and word in get_words("hypothetical_marks") and child.i < token.i:
            return True
        if not zero and child.dep_ in ("neg", "advmod") and word in get_words("negations"):
            return True
    return _is_intended(token)


def _is_intended(token: Token) -> bool:
    """Tell whether an infinitive or gerund hangs from a word of intent."""
    head = token.head
    infinitive = any(child.dep_ == "aux" and child.tag_ == "TO" for child in token.children)
    if infinitive and head != token:
        perfect = any(child.dep_ == "aux" and child.lower_ == "have" for child in token.children)
        return not perfect and head.lemma_.lower() not in get_words("factive_infinitives")
    if token.dep_ == "pcomp" and head.head != head:
        governor = head.head
        return governor.lemma_.lower() in get_words("intents") or governor.lower_ in get_words("intent_nouns")
    return False


def get_scope(sentence: str, start: int, end: int, others: Iterable[tuple[int, int]]) -> TollScope:
    """Return campaign for a sum over a period ("since October", "a year"), else event.

    Args:
        sentence: the words around the toll.
        start: first code point of the toll inside it.
        end: one past its last.
        others: spans of other tolls inside it; a marker nearer to one of them is not this toll's.
    """
    rivals = list(others)
    opening = _earlier_pattern().match(sentence.lower())
    if opening is not None and opening.end() <= start:
        return "campaign"
    for match in _campaign_pattern().finditer(sentence.lower()):
        distance = _distance(match.span(), (start, end))
        apart = _SUPERLATIVE.search(sentence[max(0, match.start() - 40) : match.start()].lower())
        if distance > _MARKER_REACH or apart and not _is_of_war(match.group()):
            continue
        if all(distance <= _distance(match.span(), rival) for rival in rivals):
            return "campaign"
    return "event"


@lru_cache(maxsize=1)
def _earlier_pattern() -> re.Pattern[str]:
    """Compile the openings that count who was harmed before the event ("Until Tuesday's raid, 43 had")."""
    return re.compile("|".join(load_harms()["earlier_openers"]))


def _is_of_war(marker: str) -> bool:
    """Tell whether a marker says that a war, not an event, did the harm ("a war that killed")."""
    return marker.startswith(tuple(load_harms()["long_harms"]))


@lru_cache(maxsize=1)
def _campaign_pattern() -> re.Pattern[str]:
    """Compile the words that make a count a period's sum."""
    return re.compile(r"\b(?:" + "|".join(load_harms()["campaign_markers"]) + r")")


def _distance(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Return the gap between two spans, 0 when they touch."""
    return max(one[0] - other[1], other[0] - one[1], 0)


def get_mode(doc: Doc, count: Count, harm: Harm, *, after_other_harm: bool) -> TollMode:
    """Return increment for "three more died", transfer for "one of the wounded died", else total.

    Args:
        after_other_harm: a count of another harm comes first in the sentence, so that "another 12"
            adds people, not to an earlier count of this harm.
    """
    if count.quantity is None:
        return "total"
    after = doc[count.quantity.token + 1 : count.quantity.token + 7]
    words = [token.lower_ for token in after if token.idx >= count.end]
    if harm.property == "killed" and _is_of_group(words):
        return "transfer"
    span = get_tokens(doc, count.start, count.end)
    if not after_other_harm and _has_increment(span, words):
        return "increment"
    return "total"


def _is_of_group(words: list[str]) -> bool:
    """Tell whether the words after a number are "of the wounded"."""
    groups = get_words("transfer_groups")
    return words[:1] == ["of"] and any(word in groups for word in words[1:4])


def _has_increment(span: Span, words: list[str]) -> bool:
    """Tell whether a number adds to an earlier one ("another 12", "12 more")."""
    increments = get_words("increment_words")
    inside = {token.lower_ for token in span} & (increments - {"more"})
    before = span.doc[max(0, span.start - 1) : span.start]
    opened = any(token.lower_ in increments - {"more"} for token in before)
    return bool(inside) or opened or words[:1] == ["more"] or words[1:2] == ["more"]

"""People: which words for single persons of one event stand for the same person.

Two words stand for one person unless something tells them apart: another name, age, sex or kin, a
word such as "another", or a place side by side in one sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_counts import is_definite
from counterclaim.coding.rules.toll_patients import iter_coordinated
from counterclaim.coding.rules.toll_traits import Trait, differ_in_traits, get_traits
from counterclaim.coding.rules.tolls import TollCandidate
from counterclaim.vocabulary.harms import get_words

#: How far after a person's words an age can stand, in code points.
_AGE_REACH = 24
#: How far before a person's words an age that the parse lost can begin.
_AGE_BEFORE = 14
_AGED = re.compile(r"(?<!\w)(\d{1,3})[- ]years?[- ]olds?")
_AGE_AFTER = re.compile(r"(?:,| \(| aged?,?)\s*(\d{1,3})(?=[,.;)]|$| and | was | were )")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """What one phrase tells of a person."""

    toll: TollCandidate
    #: Index of the word for the person: of "himself" the subject's.
    head: int
    #: Heads of the phrases joined to it by "and".
    joined: frozenset[int]
    #: First token of the sentence.
    sentence: int
    names: tuple[str, ...]
    age: int | None
    #: Words of the lexicon that exclude each other, by what they tell ("sex": "male").
    traits: frozenset[Trait]
    #: "another man", "a second victim".
    is_other: bool
    #: "one injured", against "a man was injured".
    is_written: bool
    #: "he", "the victim".
    is_definite: bool
    #: "himself": whoever hit themselves in one event is one person, however they are called.
    is_self: bool


def group_people(doc: Doc, tolls: Sequence[TollCandidate]) -> tuple[tuple[TollCandidate, ...], ...]:
    """Group the counts of single persons by person; the dead come first, then those only hurt."""
    groups: list[list[Person]] = []
    for toll in sorted(tolls, key=lambda toll: toll.property != "killed"):
        person = _read_person(doc, toll)
        known = _find_group(person, groups)
        if known is None:
            groups.append([person])
        else:
            known.append(person)
    return tuple(tuple(person.toll for person in group) for group in groups)


def _find_group(person: Person, groups: Sequence[list[Person]]) -> list[Person] | None:
    """Find the person that a phrase speaks of, of several the one spoken of last; None for a new one."""
    open_groups = [group for group in groups if all(_can_be_same(person, other) for other in group)]
    sure = [group for group in open_groups if any(_is_same(person, other) for other in group)]
    if sure or person.is_other:
        return sure[-1] if sure else None
    return max(open_groups, key=lambda group: _rank(person, group), default=None)


def _rank(person: Person, group: Sequence[Person]) -> tuple[bool, int]:
    """Rank a group for a phrase: told of the same harm before told of another, then by nearness."""
    nearest = min(abs(other.toll.head - person.toll.head) for other in group)
    return any(other.toll.property == person.toll.property for other in group), -nearest


def _is_same(one: Person, other: Person) -> bool:
    """Tell whether the same words, name or age stand for a person, or both hit themselves."""
    return one.head == other.head or _is_known(one, other) or one.is_self and other.is_self


def _is_known(one: Person, other: Person) -> bool:
    """Tell whether both phrases give a name, or the same age."""
    return bool(one.names and other.names) or one.age is not None and one.age == other.age


def _can_be_same(one: Person, other: Person) -> bool:
    """Tell whether nothing tells two phrases for a person apart."""
    if one.head == other.head:
        return True
    if one.age is not None and other.age is not None and one.age != other.age:
        return False
    if (
        not _have_one_name(one.names, other.names)
        or not _is_known(one, other)
        and differ_in_traits(one.traits, other.traits)
    ):
        return False
    if _is_coordinated(one, other):
        return False
    if one.toll.property != other.toll.property and (one.is_written or other.is_written):
        return one.is_definite or other.is_definite
    is_beside = one.sentence == other.sentence and one.toll.property != other.toll.property
    return not is_beside or one.is_definite or other.is_definite


def _is_coordinated(one: Person, other: Person) -> bool:
    """Tell whether one harm word is said of both persons, side by side ("a man and a woman died")."""
    return one.toll.predicate == other.toll.predicate and bool(
        one.joined & {other.head} or other.joined & {one.head}
    )


def _have_one_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two names can be one person's: all parts of the shorter are in the longer."""
    if not one or not other:
        return True
    short, long = sorted((one, other), key=len)
    return set(short) <= set(long) or short[-1] == long[-1] and short[0][:3] == long[0][:3]


def _read_person(doc: Doc, toll: TollCandidate) -> Person:
    """Read what a phrase tells of its person."""
    head = _find_antecedent(doc[toll.head], doc[toll.predicate])
    words = [token.lower_ for token in _iter_phrase(head)]
    return Person(
        toll=toll,
        head=head.i,
        joined=frozenset(near.i for near in iter_coordinated(head)),
        sentence=head.sent.start,
        names=tuple(_iter_names(head)),
        age=_find_age(doc, head),
        traits=get_traits(words),
        is_other=_is_other(head, words),
        is_written=not toll.individual and not toll.is_hit,
        is_definite=is_definite(head),
        is_self=doc[toll.head].lower_ in get_words("reflexives"),
    )


def _iter_phrase(head: Token) -> Iterator[Token]:
    """Iterate over the words of a person's phrase up to its head, and its apposition."""
    yield from (child for child in head.lefts if child.dep_ != "poss" and not child.is_punct)
    yield head
    yield from (child for child in head.rights if child.dep_ == "appos")


def _is_other(head: Token, words: Sequence[str]) -> bool:
    """Tell whether a phrase brings in one more person ("another man", "a second victim")."""
    after = head.doc[head.i + 1].lower_ if head.i + 1 < len(head.doc) else ""
    is_ranked = any(word in get_words("ordinals") for word in words) and after not in (
        "to",
        "killed",
        "shot",
        "in",
    )
    return is_ranked or any(word in get_words("other_person") for word in words)


def _find_antecedent(head: Token, verb: Token) -> Token:
    """Find whom "himself" stands for: the subject of its verb; any other word stands for itself."""
    if head.lower_ not in get_words("reflexives"):
        return head
    for above in (verb, *verb.ancestors):
        for child in above.children:
            if child.dep_ in ("nsubj", "nsubjpass") and child != head:
                return child
        if above.dep_ in ("acl", "relcl") and above.head.pos_ in ("NOUN", "PROPN"):
            return above.head
    return head


def _iter_names(head: Token) -> Iterator[str]:
    """Iterate over the parts of the name that a phrase is, holds before its head, or adds."""
    for word in (head, *(child for child in head.children if child.dep_ == "appos")):
        if word.pos_ == "PROPN" and word.ent_type_ == "PERSON" and word.lower_ not in get_words("people"):
            near = word.doc[max(word.left_edge.i, word.i - 3) : word.i + 1]
            parts = [token.lower_ for token in near if token.pos_ == "PROPN" and token.is_alpha]
            yield from (part for part in parts if part not in get_words("titles") | get_words("people"))
            return


def _find_age(doc: Doc, head: Token) -> int | None:
    """Find the age that a phrase gives ("a 34-year-old man", "Ana Ruiz, 34,")."""
    text = get_text(doc)
    start, end = head.left_edge.idx, head.idx + len(head)
    before = list(_AGED.finditer(text, max(0, start - _AGE_BEFORE), end))
    if before and (before[-1].end() >= start - 1):
        return int(before[-1].group(1))
    appositions = [child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN"]
    for place in (end, *(child.idx + len(child) for child in appositions)):
        after = _AGE_AFTER.match(text, place, place + _AGE_REACH)
        if after:
            return int(after.group(1))
    return None

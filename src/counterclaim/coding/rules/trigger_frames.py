"""Frames: words that evoke an event only with certain things beside them."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_agent, find_object, iter_conjuncts
from counterclaim.coding.rules.powers import find_accused, is_power, is_struck
from counterclaim.vocabulary.triggers import TriggerFrame, load_triggers

#: Prepositions before what something is aimed at.
_AIMING = frozenset({"at", "on", "against", "into"})


def find_frame(token: Token, words: Collection[str]) -> TriggerFrame | None:
    """Find the first frame of a word that its clause fills.

    Args:
        token: the word.
        words: all words of the report in lower case.
    """
    frames = () if _is_of_houses(token) else load_triggers().frames.get(token.lemma_.lower(), ())
    return next((frame for frame in frames if _fits(frame, token, words)), None)


def _is_of_houses(token: Token) -> bool:
    """Tell whether a word is a row of houses ("the 1300 block of Mill Road")."""
    before = token.doc[max(0, token.i - 1) : token.i]
    return token.lower_ in {"block", "blocks"} and any(
        near.like_num or near.lower_ == "hundred" for near in before
    )


def _fits(frame: TriggerFrame, token: Token, words: Collection[str]) -> bool:
    if frame.near is not None and load_triggers().things[frame.near].isdisjoint(words):
        return False
    if frame.at and not _is_aimed(token):
        return False
    wanted = (
        (frame.subjects, _iter_subjects),
        (frame.objects, _iter_objects),
        (frame.complements, _iter_complements),
    )
    return all(
        name is None or any(map(partial(_is_one_of, name, token), find(token))) for name, find in wanted
    )


def _is_one_of(name: str, head: Token, token: Token) -> bool:
    """Tell whether a word beside another belongs to a class."""
    if name == "*":
        return True
    if name == "powers":
        return is_power(token)
    if name == "struck":
        return is_struck(token, head)
    if name == "persons" and (token.ent_type_ == "PERSON" or token.pos_ == "PRON"):
        return True
    things = load_triggers().things[name]
    return token.lemma_.lower() in things or token.lower_ in things


def _iter_subjects(token: Token) -> Iterator[Token]:
    """Iterate over the words that name who or what does it."""
    doer = find_agent(token) or find_accused(token)
    if doer is not None:
        yield from _iter_phrase(doer)


def _iter_objects(token: Token) -> Iterator[Token]:
    """Iterate over the words that name what it is done to ("fired a rocket", "launch of a rocket")."""
    if token.pos_ not in {"VERB", "AUX"}:
        yield from (child for child in token.children if child.dep_ in {"compound", "amod", "nmod"})
        yield from _iter_pobjs(token, "of")
        return
    thing = find_object(token)
    given = (child for child in token.children if child.dep_ == "dobj" and child != thing)
    for each in (*([] if thing is None else [thing]), *given):
        yield from _iter_phrase(each)


def _iter_complements(token: Token) -> Iterator[Token]:
    """Iterate over the words after the prepositions of a word; "into" hangs from "fell" or "down"."""
    heads = (token, *(child for child in token.children if child.dep_ in {"prt", "advmod", "prep"}))
    for head in heads:
        if head != token:
            yield head
        for near in _iter_pobjs(head):
            yield from _iter_phrase(near)


def _iter_pobjs(token: Token, *words: str) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in {"prep", "agent"} and (not words or child.lower_ in words):
            yield from (deep for deep in child.children if deep.dep_ in {"pobj", "pcomp"})


def _iter_phrase(head: Token) -> Iterator[Token]:
    """Iterate over a noun, those coordinated with it, and what they are made of ("millions of dollars")."""
    for noun in iter_conjuncts(head):
        yield noun
        yield from (child for child in noun.children if child.dep_ == "compound")
        yield from _iter_pobjs(noun, "of")


def _is_aimed(token: Token) -> bool:
    """Tell whether something is aimed at, and no open water."""
    thing = find_object(token) if token.pos_ == "VERB" else None
    for child in (*token.children, *(() if thing is None else thing.children)):
        if child.dep_ != "prep" or child.lower_ not in _AIMING:
            continue
        for thing in (deep for deep in child.children if deep.dep_ == "pobj"):
            is_water = any(_is_one_of("waters", child, near) for near in thing.subtree)
            if thing.ent_type_ not in {"DATE", "TIME"} and not is_water:
                return True
    return False

"""Groups: triggers of one sentence that speak of one event, with what their words tell of it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from spacy.tokens import Doc, Token

from counterclaim.annotate.layers import AnnotatedReport, DateExpression, PlaceName
from counterclaim.coding.rules.attachment import find_adjacent, find_anchor, iter_arguments
from counterclaim.coding.rules.clauses import find_object, get_span_root
from counterclaim.coding.rules.triggers import Modality, Trigger
from counterclaim.vocabulary.triggers import load_triggers

T = TypeVar("T", DateExpression, PlaceName)

_LINKING_DEPENDENCIES = frozenset({"relcl", "acl", "advcl", "conj", "xcomp", "compound", "amod", "nmod"})
_LINKING_PREPOSITIONS = frozenset({"in", "by", "of", "from", "with", "during", "when", "amid"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Triggers of one sentence that the grammar joins into one event."""

    #: In text order.
    triggers: tuple[Trigger, ...]
    dates: tuple[DateExpression, ...] = ()
    places: tuple[PlaceName, ...] = ()
    #: Surname of a person named as the one harmed ("X, who was killed in ..."), folded.
    victim: str | None = None
    #: A determiner or possessive points back ("the attack", "this bombing").
    is_definite: bool = False
    #: A word sets it apart from the event at hand ("previous", "another").
    is_set_apart: bool = False
    #: It stands inside a clause about a person or thing, not in the sentence's main line.
    is_embedded: bool = False

    @property
    def first(self) -> int:
        """Return the index of the group's first token."""
        return self.triggers[0].first

    @property
    def modality(self) -> Modality:
        """Return the modality of the group: factual wins, then planned."""
        found = {trigger.modality for trigger in self.triggers}
        order: tuple[Modality, ...] = ("factual", "planned", "negated", "hypothetical")
        return next(modality for modality in order if modality in found)

    @property
    def type(self) -> str:
        """Return the PLOVER type of the group's most telling trigger."""
        return self.head.entry.type

    @property
    def head(self) -> Trigger:
        """Return the trigger that says most: with a mode, then not weak, then first."""
        return min(self.triggers, key=lambda t: (t.entry.weak, t.entry.mode is None, t.entry.harm, t.first))

    def get_days(self) -> tuple[date, date] | None:
        """Return the stretch of days that the group's dates allow together, if it has any."""
        values = [expression.value for expression in self.dates if expression.value is not None]
        if not values:
            return None
        narrow = min(values, key=lambda value: (value.end - value.start, value.start))
        return narrow.start, narrow.end

    @property
    def modes(self) -> frozenset[str]:
        """Return the PLOVER modes that the group's words carry."""
        return frozenset(trigger.entry.mode for trigger in self.triggers if trigger.entry.mode)

    @property
    def is_earlier(self) -> bool:
        """Tell whether its dates only say that it came before ("earlier this year")."""
        words = [expression.value.wording.lower() for expression in self.dates if expression.value]
        return bool(words) and all("earlier" in word for word in words)


def find_groups(annotated: AnnotatedReport, triggers: Sequence[Trigger]) -> tuple[Group, ...]:
    """Group the triggers of each sentence and attach dates and places to them."""
    doc = annotated.doc
    by_token = {trigger.token: trigger for trigger in triggers}
    leader = _link(doc, by_token)
    members: dict[int, list[Trigger]] = {}
    for token in sorted(by_token):
        members.setdefault(leader[token], []).append(by_token[token])
    dates = _attach(doc, [d for d in annotated.dates.expressions if not d.is_stamp], leader)
    places = _attach(doc, [p for p in annotated.places if not _is_origin(doc, p)], leader)
    groups = [
        _make_group(doc, found, tuple(dates.get(key, ())), tuple(places.get(key, ())))
        for key, found in members.items()
    ]
    return tuple(sorted(groups, key=lambda group: group.first))


def _is_origin(doc: Doc, place: PlaceName) -> bool:
    """Tell whether a place says where somebody comes from ("two children from X")."""
    preposition = get_span_root(doc, place.span).head
    return preposition.lower_ == "from" and preposition.head.pos_ in {"NOUN", "PROPN"}


def _make_group(
    doc: Doc, triggers: Sequence[Trigger], dates: tuple[DateExpression, ...], places: tuple[PlaceName, ...]
) -> Group:
    tokens = [doc[trigger.token] for trigger in triggers]
    return Group(
        triggers=tuple(sorted(triggers, key=lambda trigger: trigger.first)),
        dates=dates,
        places=places,
        victim=next((name for name in map(_find_victim, tokens) if name), None),
        is_definite=any(_is_definite(token) for token in tokens),
        is_set_apart=any(_is_set_apart(token) for token in tokens) or any(map(_is_cause, tokens)),
        is_embedded=all(_is_embedded(token) for token in tokens),
    )


def _link(doc: Doc, by_token: Mapping[int, Trigger]) -> dict[int, int]:
    """Map every trigger token to the first token of its group (union-find over links)."""
    leader = {token: token for token in by_token}

    def find(token: int) -> int:
        while leader[token] != token:
            token = leader[token]
        return token

    for token in sorted(by_token):
        for other in (*_iter_links(doc[token], by_token), *_iter_paired_harms(doc[token], by_token)):
            if by_token[token].entry.type == by_token[other].entry.type:
                low, high = sorted((find(token), find(other)))
                leader[high] = low
    return {token: find(token) for token in by_token}


def _iter_links(token: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the triggers that speak of the same event as this one, by grammar."""
    head = token.head
    is_apart = token.dep_ == "conj" and _has_own_time(token)
    if token.dep_ in _LINKING_DEPENDENCIES and head.i in triggers and not is_apart:
        yield head.i
    if token.dep_ == "pobj" and head.lower_ in _LINKING_PREPOSITIONS and head.head.i in triggers:
        yield head.head.i
    if token.tag_ == "VBG" and token.dep_ in {"advcl", "acl"} and head.i not in triggers:
        yield from _iter_before(token, triggers)
    if _has_relative_subject(token):
        yield from _iter_before(token, triggers)
    if token.pos_ in {"VERB", "AUX"}:
        yield from (argument.i for argument in iter_arguments(token) if argument.i in triggers)
        if token.dep_ == "relcl" and head.i not in triggers:
            yield from (i for i in _iter_noun_ancestors(head) if i in triggers)
            if head.ent_type_ in {"DATE", "TIME", "GPE", "LOC"}:
                yield from _iter_before(head, triggers)
        if token.dep_ == "relcl":
            yield from (deep.i for deep in head.subtree if deep.dep_ == "appos" and deep.i in triggers)
    elif (
        head.pos_ in {"VERB", "AUX"}
        and head.i not in triggers
        and head.lemma_ in load_triggers().support_verbs
    ):
        yield from (
            argument.i
            for argument in iter_arguments(head)
            if argument.i in triggers and argument.i != token.i
        )
        yield from (
            child.i for child in head.children if child.dep_ in {"advcl", "conj"} and child.i in triggers
        )


def _iter_before(token: Token, triggers: Collection[int]) -> Iterator[int]:
    """Iterate over the last event before a word of the same sentence, if there is one."""
    yield from sorted(i for i in triggers if token.sent.start <= i < token.i)[-1:]


def _has_relative_subject(verb: Token) -> bool:
    """Tell whether "that" or "which" is the subject of a clause not parsed as a relative one."""
    return verb.dep_ != "relcl" and any(
        child.tag_ == "WDT" and child.dep_ == "nsubj" for child in verb.children
    )


def _iter_noun_ancestors(noun: Token) -> Iterator[int]:
    """Iterate over the nouns above a noun in its own phrase ("raids on X last week in which ...")."""
    for ancestor in noun.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return
        yield ancestor.i


def _iter_paired_harms(token: Token, by_token: Mapping[int, Trigger]) -> Iterator[int]:
    """Iterate over the harm word before a harm word of the same count ("12 killed and over 40 injured")."""
    doc = token.doc
    harms = [i for i in by_token if token.sent.start <= i < token.i and by_token[i].entry.harm]
    if not harms or not by_token[token.i].entry.harm:
        return
    between = doc[max(harms) + 1 : token.i]
    if not any(word.pos_ == "VERB" or word.lower_ in {";", "after", "when", "who"} for word in between):
        yield max(harms)


def _has_own_time(verb: Token) -> bool:
    """Tell whether a coordinated verb brings a subject and a time beside the first verb's time."""
    has_subject = any(child.dep_ in {"nsubj", "nsubjpass"} for child in verb.children)
    inside = set(verb.subtree)
    outside = any(deep.ent_type_ == "DATE" for deep in verb.head.subtree if deep not in inside)
    return has_subject and outside and any(deep.ent_type_ == "DATE" for deep in inside)


def _attach(doc: Doc, expressions: Sequence[T], leader: Mapping[int, int]) -> dict[int, list[T]]:
    """Give each expression to the group of the trigger that it modifies."""
    found: dict[int, list[T]] = {}
    for expression in expressions:
        root = get_span_root(doc, expression.span)
        anchor = find_adjacent(root, leader) or find_anchor(root, leader)
        if anchor is not None:
            found.setdefault(leader[anchor], []).append(expression)
    return found


def _find_victim(token: Token) -> str | None:
    """Find the surname of a named person whom a predicate says to be harmed."""
    harmed = find_object(token) if token.pos_ == "VERB" else _find_of_person(token)
    if harmed is None or harmed.pos_ != "PROPN" or harmed.ent_type_ not in {"PERSON", ""}:
        return None
    return str(harmed.lower_)


def _find_of_person(noun: Token) -> Token | None:
    """Find the person of "the killing of X"."""
    for child in noun.children:
        if child.lower_ == "of" and child.dep_ == "prep":
            return next((deep for deep in child.children if deep.dep_ == "pobj"), None)
    return None


def _is_definite(token: Token) -> bool:
    return any(
        child.lower_ in {"the", "this", "that", "these", "those"} and child.dep_ == "det"
        for child in token.children
    )


def _is_set_apart(token: Token) -> bool:
    words = load_triggers().background_words
    return any(child.lower_ in words and child.dep_ in {"amod", "det", "nmod"} for child in token.children)


def _is_cause(token: Token) -> bool:
    """Tell whether an event is what another one answers ("in retaliation for the raid")."""
    lexicon = load_triggers()
    preposition = token.head
    if preposition.dep_ == "prep" and preposition.lower_ in {"for", "to"}:
        causes = lexicon.cause_nouns | lexicon.cause_verbs
        return any(near.lemma_.lower() in causes for near in (preposition.head, *preposition.head.lefts))
    return token.dep_ == "dobj" and token.head.lemma_.lower() in lexicon.cause_verbs


def _is_embedded(token: Token) -> bool:
    """Tell whether a word stands in a relative clause, or in a clause that sets the time."""
    for ancestor in (token, *token.ancestors):
        if ancestor.dep_ in {"relcl", "acl"}:
            return True
        if ancestor.dep_ == "ROOT":
            return False
    return False

"""Groups: triggers of one sentence that speak of one event, with what their words tell of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from typing import TypeVar

from counterclaim.annotate.layers import AnnotatedReport, DateExpression, PlaceName
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.attachment import (
    find_adjacent,
    find_anchor,
    find_dated_clause,
    iter_arguments,
)
from counterclaim.coding.rules.clauses import find_object, find_preposition_object, get_span_root
from counterclaim.coding.rules.links import is_remembered, link_triggers
from counterclaim.coding.rules.triggers import Modality, Trigger
from counterclaim.model.span import Span
from counterclaim.vocabulary.harms import get_words
from counterclaim.vocabulary.places import load_place_table
from counterclaim.vocabulary.responsibility import load_responsibility
from counterclaim.vocabulary.triggers import load_triggers

#: Longest opening of a sentence that leaves the event at hand, in tokens.
_OPENER_REACH = 7

T = TypeVar("T", DateExpression, PlaceName)


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
    #: One more event of a kind ("another attack"); apart from the main one unless it is that itself.
    is_further: bool = False
    #: It only tells when or why something else came ("following its third test").
    is_before: bool = False
    #: It is what another event answers or is held for ("revenge for", "the anniversary of his killing").
    is_answered: bool = False
    #: It answers another event ("struck back in response"), or is told "separately".
    is_separate: bool = False
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
        narrow = min(values, key=lambda value: value.end - value.start)
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
    leader = link_triggers(doc, by_token)
    members: dict[int, list[Trigger]] = {}
    for token in sorted(by_token):
        members.setdefault(leader[token], []).append(by_token[token])
    dates = _attach(
        doc, [d for d in annotated.dates.expressions if not d.is_stamp and not _is_limit(doc, d)], leader
    )
    for token in leader:
        if looked_back := _find_date_above(annotated, doc[token]):
            dates.setdefault(leader[token], []).append(looked_back)
    places = _attach(
        doc, [p for p in annotated.places if not (is_origin(doc, p) or _is_of_war(doc, p))], leader
    )
    groups = [
        _make_group(doc, found, tuple(dates.get(key, ())), tuple(places.get(key, ())), annotated.rails)
        for key, found in members.items()
    ]
    return tuple(sorted(groups, key=lambda group: group.first))


def _find_date_above(annotated: AnnotatedReport, verb: Token) -> DateExpression | None:
    """Find the time that a clause with "when" tells of ("the worst since 2008, when 12 people died")."""
    while verb.dep_ == "conj" and verb.head.pos_ == "VERB" and verb.head.dep_ in {"relcl", "advcl", "conj"}:
        verb = verb.head
    is_when = verb.dep_ in {"relcl", "advcl"} and any(child.lower_ == "when" for child in verb.children)
    near = verb.doc[verb.left_edge.i - 1 if verb.left_edge.i else 0]
    time = near.nbor(-1) if near.is_punct and near.i else near
    if not is_when or time.ent_type_ != "DATE":
        return None
    return next((d for d in annotated.dates.expressions if d.span.start <= time.idx < d.span.end), None)


def _is_limit(doc: Doc, expression: DateExpression) -> bool:
    """Tell whether a date only bounds a period ("since October 7", "until Friday")."""
    first = get_span_root(doc, expression.span)
    before = doc[max(0, first.i - 4) : first.i]
    near = [token.lower_ for token in before if token.idx < expression.span.start][-1:]
    return near in (["since"], ["until"], ["till"], ["before"], ["after"])


def is_origin(doc: Doc, place: PlaceName) -> bool:
    """Tell whether a place says where somebody or something comes from ("two children from X")."""
    preposition = get_span_root(doc, place.span).head
    above = preposition.head
    if above.lemma_.lower() in {*load_place_table().departure_nouns, *load_place_table().way_nouns}:
        return False
    is_sent = above.lemma_.lower() in load_responsibility().origin_verbs
    is_base = above.lemma_.lower() == "base" and above.pos_ != "NOUN"  # no air base is a seat
    is_seat = preposition.lower_ == "in" and (
        is_base or above.lemma_.lower() in {"headquarter", "headquartered"}
    )
    return is_seat or (preposition.lower_ == "from" and (is_sent or above.pos_ in {"NOUN", "PROPN"}))


def _is_of_war(doc: Doc, place: PlaceName) -> bool:
    """Tell whether a place is that of a war beside which an event is told ("amid the war in X")."""
    preposition = get_span_root(doc, place.span).head
    return preposition.lower_ == "in" and preposition.head.lemma_.lower() in get_words("long_harms")


def _make_group(
    doc: Doc,
    triggers: Sequence[Trigger],
    dates: tuple[DateExpression, ...],
    places: tuple[PlaceName, ...],
    rails: Sequence[Span],
) -> Group:
    tokens = [doc[trigger.token] for trigger in triggers]
    return Group(
        triggers=tuple(sorted(triggers, key=lambda trigger: trigger.first)),
        dates=dates,
        places=places,
        victim=next((name for name in (_find_victim(token, places) for token in tokens) if name), None),
        is_definite=any(_is_definite(token) for token in tokens),
        is_set_apart=any(_is_set_apart(doc[t.token], is_harm=t.entry.harm) for t in triggers)
        or any(map(_is_of_cause, tokens))
        or any(rail.start <= token.idx < rail.end for rail in rails for token in tokens),
        is_answered=any(_is_of_cause(token) or is_remembered(token) for token in tokens),
        is_further=any(_is_further(doc[trigger.token], trigger) for trigger in triggers),
        is_before=all(map(_is_before, tokens)),
        is_separate=any(_is_response(token) or _is_told_separately(token) for token in tokens),
        is_embedded=all(_is_embedded(token) for token in tokens),
    )


def _attach(doc: Doc, expressions: Sequence[T], leader: Mapping[int, int]) -> dict[int, list[T]]:
    """Give each expression to the group of the trigger that it modifies."""
    found: dict[int, list[T]] = {}
    for expression in expressions:
        root = get_span_root(doc, expression.span)
        anchor = find_dated_clause(root, leader) or find_adjacent(root, leader) or find_anchor(root, leader)
        if anchor is not None:
            found.setdefault(leader[anchor], []).append(expression)
    return found


def _find_victim(token: Token, places: Sequence[PlaceName]) -> str | None:
    """Find the surname of a named person whom a predicate says to be harmed, and who is no place."""
    harmed = find_object(token) if token.pos_ == "VERB" else _find_of_person(token)
    if harmed is None or harmed.pos_ != "PROPN" or harmed.ent_type_ not in {"PERSON", ""}:
        return None
    is_place = any(place.span.start <= harmed.idx < place.span.end for place in places)
    return None if is_place else str(harmed.lower_)


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


def _has_modifier(token: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words and child.dep_ in {"amod", "det", "nmod"} for child in token.children)


def _is_further(token: Token, trigger: Trigger) -> bool:
    """Tell whether words bring in one more event of a kind ("another blast", "one more explosion")."""
    if _has_modifier(token, load_triggers().further_words):
        return True
    words = {child.lower_: child for child in token.lefts}
    is_counted = "one" in words or any(child.dep_ == "nummod" for child in token.lefts)
    return "more" in words and is_counted and not trigger.entry.harm


def _is_before(token: Token) -> bool:
    """Tell whether a noun stands after a preposition that makes it a mere point in time or a cause."""
    head = token.head
    is_pointed = head.lower_ in load_triggers().earlier_prepositions
    return is_pointed and token.dep_ in {"pobj", "dobj", "nsubj"}


def _is_set_apart(token: Token, *, is_harm: bool) -> bool:
    """Tell whether words around it make it another event; "the number of dead" is a count, no series."""
    is_count = is_harm and token.lemma_.lower() in get_words("count_nouns")
    if _has_modifier(token, load_triggers().background_words) and not is_count:
        return True
    if _is_told_of_another(token) or is_remembered(token) or _is_of_the_times(token):
        return True
    if token.tag_ == "NNS" and token.dep_ == "dobj" and token.head.lemma_ in load_triggers().escalating_verbs:
        return True
    over = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token
    return (not is_harm and over.lemma_.lower() in load_triggers().series_nouns) or _is_measured_after(token)


def _is_told_separately(token: Token) -> bool:
    """Tell whether a sentence leaves the event at hand ("Separately, ...", "had already been killed")."""
    opening = " ".join(word.lower_ for word in token.sent[:_OPENER_REACH] if not word.is_space)
    found = (opener for opener in load_triggers().separate_openers if opening.startswith(opener))
    opener = next(found, None)
    # "Days later investigators said that jets had bombed it": that is when they said so.
    is_said = any(each.dep_ == "ccomp" for each in (token, *token.ancestors))
    if opener is not None and not (opener.endswith("later") and is_said):
        return True
    helpers = {child.lower_ for child in token.lefts}
    return "had" in helpers and "already" in helpers


def _is_told_of_another(token: Token) -> bool:
    """Tell whether a clause is about one of several ("attacks, including one in X that killed nine")."""
    clause = next((each for each in (token, *token.ancestors) if each.dep_ == "relcl"), None)
    return clause is not None and clause.head.lower_ in {"one", "another", "others", "ones"}


def _is_of_the_times(token: Token) -> bool:
    """Tell whether a clause only tells in what times something happened ("at a time when rebels attack")."""
    for ancestor in (token, *token.ancestors):
        is_when = any(child.lower_ == "when" for child in ancestor.lefts)
        if is_when and ancestor.dep_ in {"relcl", "advcl"}:
            return ancestor.head.lower_ == "time" and ancestor.head.head.lower_ == "at"
        if is_when and ancestor.dep_ == "conj" and any(c.lower_ == "time" for c in ancestor.sent):
            # "at a time when X wars and when Y still attacks": the parser hangs the second elsewhere.
            start = next(child.i for child in ancestor.lefts if child.lower_ == "when")
            return start > 0 and ancestor.doc[start - 1].lower_ == "and"
    return False


def _is_measured_after(token: Token) -> bool:
    """Tell whether an event is what another came after ("days after 20 died", "years since X fell")."""
    for ancestor in (token, *token.ancestors):
        marks = [child for child in ancestor.children if child.dep_ == "mark" and child.i < token.i]
        marks += [ancestor] if ancestor.dep_ in {"prep", "mark"} else []
        for mark in marks:
            if mark.lower_ in {"after", "since"} and token.i > mark.i and mark.i > 0:
                return _is_measure(mark) and (_tells_event(mark) or _is_new_after(mark))
        if ancestor.dep_ in {"ccomp", "relcl", "ROOT"}:
            return False
    return False


def _is_new_after(mark: Token) -> bool:
    """Tell whether "it came days after" names an event that is new to the text ("after a bombing in X")."""
    verb = mark.head
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
    event = next((child for child in mark.children if child.dep_ == "pobj"), None)
    if subject is None or event is None or subject.lower_ not in {"it", "this", "that"}:
        return False
    inner = find_preposition_object(event, "of")
    words = (child.lower_ for each in (event, inner) if each is not None for child in each.lefts)
    return verb.lemma_ in load_triggers().happening_verbs and not {"a", "an", "another"}.isdisjoint(words)


def _tells_event(mark: Token) -> bool:
    """Tell whether the clause before "after" tells an event itself, or looks back on one."""
    lexicon = load_triggers()
    verb = mark.head if mark.dep_ == "prep" else mark.head.head
    words = {verb.lemma_.lower(), *(argument.lemma_.lower() for argument in iter_arguments(verb))}
    return bool(words & (lexicon.nouns.keys() | lexicon.verbs.keys() | lexicon.cause_verbs))


def _is_measure(mark: Token) -> bool:
    """Tell whether a length of time, or "came", stands before "after"."""
    before = mark.doc[max(mark.sent.start, mark.i - 3) : mark.i]
    units = load_triggers().time_units
    return any(word.lemma_.lower() in units for word in before) or mark.nbor(-1).lemma_.lower() == "come"


def _is_of_cause(token: Token) -> bool:
    """Tell whether an event, or the one that its clause tells of, is what another one answers."""
    if _is_cause(token):
        return True
    above = token.head.ancestors if token.dep_ == "relcl" else ()
    nouns = (token.head, *takewhile(lambda ancestor: ancestor.pos_ not in {"VERB", "AUX"}, above))
    return token.dep_ == "relcl" and any(_is_cause(noun) for noun in nouns)


def _is_response(token: Token) -> bool:
    """Tell whether a deed answers another or follows it ("struck back in response", "have since killed")."""
    lefts = token.lefts if token.pos_ == "VERB" else ()
    if any(child.lower_ == "since" and child.dep_ == "advmod" for child in lefts):
        return True
    reasons = (deep for child in token.children if child.lower_ == "in" for deep in child.children)
    return any(reason.lemma_.lower() in load_triggers().cause_nouns for reason in reasons)


def _is_cause(token: Token) -> bool:
    """Tell whether an event is what another one answers ("in retaliation for the raid")."""
    lexicon = load_triggers()
    preposition = token.head
    if preposition.dep_ == "prep" and preposition.lower_ in {"for", "to"}:
        if _is_call(preposition.head):
            return False
        causes = lexicon.cause_nouns | lexicon.cause_verbs
        return any(near.lemma_.lower() in causes for near in (preposition.head, *preposition.head.lefts))
    is_phrasal = any(child.dep_ == "prt" for child in token.head.children)
    return token.dep_ == "dobj" and token.head.lemma_.lower() in lexicon.cause_verbs and not is_phrasal


def _is_call(verb: Token) -> bool:
    """Tell whether police or medics come to a scene ("deputies responded to a shooting"), answering nothing.

    What they answer with something ("responded to the raid with gunfire") they do answer.
    """
    if verb.lemma_.lower() != "respond" or any(child.lower_ in {"with", "by"} for child in verb.rights):
        return False
    own = [child for child in verb.lefts if child.dep_ in {"nsubj", "nsubjpass"}]
    shared = (
        [child for child in verb.head.lefts if child.dep_ == "nsubj"]
        if verb.dep_ in {"conj", "advcl"}
        else []
    )
    callers = own or shared or ([verb.head] if verb.dep_ == "acl" else [])
    words = {word.lower_ for caller in callers for word in (caller, *caller.lefts)}
    return bool(words & load_triggers().responders)


def _is_embedded(token: Token) -> bool:
    """Tell whether a word stands in a relative clause, or in a clause that sets the time."""
    for ancestor in (token, *token.ancestors):
        if ancestor.dep_ in {"relcl", "acl"} and not _is_counted_harm(ancestor):
            return True
        if ancestor.dep_ == "ROOT":
            return False
    return False


def _is_counted_harm(clause: Token) -> bool:
    """Tell whether a clause says whose number is told ("the number of people killed in X rose")."""
    preposition = clause.head.head
    return preposition.lower_ == "of" and preposition.head.lemma_.lower() in get_words("count_nouns")

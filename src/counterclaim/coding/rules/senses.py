"""Senses: whether a word that can tell of violence or protest does so where it stands.

"The comedy bombed", "an attack of asthma", "a crane fell and killed a man", "shooting footage": the
word's neighbours in the parse decide, by the table in vocabulary/<language>/senses.json.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import (
    find_agent,
    find_object,
    find_subject,
    get_clause_verb,
    is_passive,
)
from counterclaim.vocabulary.responsibility import load_actors
from counterclaim.vocabulary.senses import ANY, Neighbours, load_senses

#: What an event word tells of: violence or protest, a harm that nobody did, or something else.
Sense = Literal["event", "accident", "other"]


def judge_sense(token: Token) -> Sense:
    """Judge in which sense a word of violence or protest stands."""
    lexicon = load_senses()
    is_verb = token.pos_ in {"VERB", "AUX"}
    words, general = (lexicon.verbs, lexicon.all_verbs) if is_verb else (lexicon.nouns, lexicon.all_nouns)
    own = words.get(token.lemma_.lower(), {})
    is_bodily = is_verb and (_is_by_fighters(token) or _is_done_to(token, lexicon.bodily_verbs))
    if _fits(token, own) and not is_bodily:
        return "other"
    if is_verb and (_is_caused_by_accident(token) or _fits(token, lexicon.accidents)):
        return "accident"
    is_general = _fits(token, general) and not is_bodily
    is_reference = not is_verb and _points_at_other(token)
    is_other = is_general or is_reference or _is_told(token) or _is_exercise(token)
    return "other" if is_other else "event"


def _is_by_fighters(verb: Token) -> bool:
    """Tell whether forces, fighters or weapons do it; they hit real markets, not those of shares."""
    doer = find_agent(verb)
    lemma = "" if doer is None else doer.lemma_.lower()
    is_troops = load_actors().generic_parties.get(lemma) == "military"
    is_state = doer is not None and doer.ent_type_ in {"GPE", "NORP"} and _is_at_place(verb)
    return is_troops or is_state or lemma in load_senses().striking_things


def _is_at_place(verb: Token) -> bool:
    """Tell whether the object is one real place, not the markets at large ("a market in Velmora")."""
    thing = find_object(verb)
    is_one = thing is not None and any(child.lower_ in {"a", "an"} for child in thing.children)
    return is_one and thing is not None and thing.lemma_.lower() in load_senses().real_places


def _is_done_to(verb: Token, verbs: frozenset[str]) -> bool:
    """Tell whether a verb is one of those and has an object."""
    return verb.lemma_.lower() in verbs and any(child.dep_ == "dobj" for child in verb.children)


def _fits(token: Token, entry: Neighbours) -> bool:
    """Tell whether a neighbour in some relation of the entry is one of its words."""
    for relation, words in entry.items():
        for neighbour in _RELATIONS.get(relation, _find_nothing)(token):
            if ANY in words or _is_one_of(neighbour, words):
                return True
        if relation not in _RELATIONS and _has_complement(token, relation, words):
            return True
    return False


def _is_one_of(token: Token, words: frozenset[str]) -> bool:
    """Tell whether a word is listed; a name is not what its letters mean ("Bush", "Wolf")."""
    is_name = token.pos_ == "PROPN" and token.ent_type_ in {"PERSON", "GPE", "NORP"}
    return not is_name and (token.lemma_.lower() in words or token.lower_ in words)


def _has_complement(token: Token, preposition: str, words: frozenset[str]) -> bool:
    """Tell whether a listed word is the object of a preposition, or the verb of a conjunction's clause."""
    for child in token.children:
        if child.lower_ == preposition and child.dep_ in {"prep", "agent", "dative"}:
            objects = (deep for deep in child.children if deep.dep_ in {"pobj", "pcomp"})
            if any(ANY in words or _is_one_of(each, words) for each in objects):
                return True
    return False


def _find_nothing(token: Token) -> tuple[Token, ...]:
    return ()


def _find_subject(token: Token) -> tuple[Token, ...]:
    if token.dep_ == "acl" and token.head.dep_ == "ROOT":
        # A whole sentence that the parser took for a noun with a participle ("The comedy bombed at home").
        return (token.head,)
    subject = None if is_passive(token) else find_subject(token)
    return () if subject is None else (subject,)


def _find_object(token: Token) -> tuple[Token, ...]:
    thing = find_object(token)
    return () if thing is None else (thing,)


def _find_agent(token: Token) -> tuple[Token, ...]:
    agent = find_agent(token) if is_passive(token) else None
    return () if agent is None else (agent,)


def _find_children(*dependencies: str) -> Callable[[Token], tuple[Token, ...]]:
    """Make a finder of the dependents by their labels."""

    def find(token: Token) -> tuple[Token, ...]:
        return tuple(child for child in token.children if child.dep_ in dependencies)

    return find


def _find_head(token: Token) -> tuple[Token, ...]:
    return (token.head,) if token.dep_ in {"compound", "amod", "nmod"} else ()


def _find_governor(token: Token) -> tuple[Token, ...]:
    return (token.head,) if token.dep_ == "dobj" else ()


def _find_plain_object(token: Token) -> tuple[Token, ...]:
    """Find an active verb's object; who marches or rallies has none."""
    return tuple(child for child in token.children if child.dep_ == "dobj" and child.ent_type_ != "DATE")


#: How each relation of the table is read from the parse; all others are prepositions.
_RELATIONS: Mapping[str, Callable[[Token], tuple[Token, ...]]] = {
    "subject": _find_subject,
    "object": _find_object,
    "agent": _find_agent,
    "any_object": _find_plain_object,
    "any_clause": _find_children("ccomp"),
    "particle": _find_children("prt"),
    "advmod": _find_children("advmod"),
    "preposition": _find_children("prep"),
    "modifier": _find_children("compound", "amod", "nmod", "poss"),
    "head": _find_head,
    "governor": _find_governor,
}


def _is_caused_by_accident(verb: Token) -> bool:
    """Tell whether the clause says that a vehicle crashed or a building fell ("killed when a crane fell")."""
    return any(clause.lemma_.lower() in load_senses().accident_verbs for clause in _iter_causes(verb))


def _iter_causes(verb: Token) -> Iterator[Token]:
    """Iterate over the clauses that tell how it happened: "when X", "after X", and X of "X, killing Y"."""
    for child in verb.children:
        if child.dep_ == "advcl" and any(mark.lower_ in {"when", "after", "as"} for mark in child.children):
            yield child
    if verb.dep_ == "advcl" and verb.tag_ == "VBG":
        yield verb.head


def _is_told(token: Token) -> bool:
    """Tell whether a book or film tells it ("the thriller follows a sniper who shoots a senator")."""
    lexicon = load_senses()
    verb = get_clause_verb(token)
    for ancestor in (verb, *verb.ancestors):
        if ancestor.lemma_.lower() in lexicon.fiction_verbs and _is_fiction(find_subject(ancestor)):
            return True
    above = [each for each in token.ancestors if each.pos_ == "NOUN"][:1]
    return any(each.lemma_.lower() in lexicon.fiction for each in above) and token.dep_ in {"pobj", "pcomp"}


def _is_fiction(subject: Token | None) -> bool:
    return subject is not None and subject.lemma_.lower() in load_senses().fiction


def _is_exercise(token: Token) -> bool:
    """Tell whether it is said to be part of a drill ("the explosions were part of a planned exercise")."""
    verb = get_clause_verb(token)
    return any(map(_is_said_exercise, (verb, *_iter_split_predicates(verb))))


def _iter_split_predicates(verb: Token) -> Iterator[Token]:
    """Iterate over the verbs that "heard" of "the blasts heard there were a drill" may be the subject of."""
    if verb.dep_ == "csubj":
        yield verb.head
    elif verb.dep_ == "ccomp":
        yield from (near for near in verb.head.children if near.dep_ == "ccomp" and near.i > verb.i)


def _is_said_exercise(verb: Token) -> bool:
    words = load_senses().exercise_words
    parts = (deep for child in verb.children if child.dep_ in {"attr", "prep"} for deep in child.subtree)
    return verb.lemma_ == "be" and any(deep.lemma_.lower() in words for deep in parts)


def _points_at_other(noun: Token) -> bool:
    """Tell whether "such" points at another sense ("wolves killed sheep, the third such attack")."""
    if not any(child.lower_ == "such" for child in noun.children):
        return False
    verb = get_clause_verb(noun)
    return verb.pos_ == "VERB" and judge_sense(verb) == "other"

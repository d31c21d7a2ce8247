"""Attachment: which trigger an expression of time, place or means belongs to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import SUBJECTS
from counterclaim.vocabulary.triggers import load_triggers

#: Arguments of a verb that may name the event the verb speaks of.
_ARGUMENTS = SUBJECTS | {"dobj", "oprd", "attr", "acomp"}
_EVENT_PREPOSITIONS = frozenset({"in", "during", "with", "by", "to"})


def find_anchor(token: Token, triggers: Collection[int]) -> int | None:
    """Find the trigger that a word modifies, by climbing within its clause.

    Args:
        token: the head of the expression.
        triggers: indices of the trigger tokens.

    Returns:
        The index of a trigger; None where the clause speaks of something else.
    """
    current = token
    while current.head != current:
        current = current.head
        if current.i in triggers:
            return current.i
        if current.pos_ in {"VERB", "AUX"}:
            if _is_put_in(token, current):
                continue
            if is_before_speaker(token, current):
                return _find_preceding(token, triggers)
            return _find_verb_anchor(current, triggers)
    return _find_preceding(token, triggers)


def find_adjacent(token: Token, triggers: Collection[int]) -> int | None:
    """Find the noun that an expression follows at once ("in revenge for raids last week in X").

    Only prepositions, articles and other expressions of time and place may stand between.
    """
    for word in reversed(token.doc[token.sent.start : token.i]):
        if word.i in triggers and word.pos_ in {"NOUN", "PROPN"}:
            return int(word.i)
        if (
            word.pos_ not in {"ADP", "DET"}
            and word.lower_ != ","
            and word.ent_type_ not in {"DATE", "TIME", "GPE", "LOC", "FAC"}
        ):
            return None
    return None


def find_dated_clause(token: Token, triggers: Collection[int]) -> int | None:
    """Find the event that a clause on a date tells of ("the worst since 2005, when 214 people died")."""
    clauses = (child for child in token.rights if child.dep_ == "relcl" and child.i in triggers)
    return next((clause.i for clause in clauses if is_on_date(clause)), None)


def is_on_date(clause: Token) -> bool:
    """Tell whether "when" opens a clause on the date before it."""
    is_dated = clause.dep_ == "relcl" and clause.head.ent_type_ in {"DATE", "TIME"}
    return is_dated and any(child.lower_ == "when" for child in clause.lefts)


def is_before_speaker(token: Token, verb: Token) -> bool:
    """Tell whether a word stands in what is said, before the speaker.

    "A bomb went off in Xtown, on Monday, police said": the day is the bomb's. The parser hangs such
    a word from the verb of saying, as if it told when somebody spoke; where it loses the verb of
    what is said, that one's subject hangs from the verb of saying beside the speaker.
    """
    subjects = [child.i for child in verb.children if child.dep_ in SUBJECTS]
    content = [child.i for child in verb.children if child.dep_ == "ccomp"]
    is_before = any(i > token.i for i in subjects)
    return is_before and any(i < token.i for i in (*content, *subjects))


def _is_put_in(token: Token, verb: Token) -> bool:
    """Tell whether a verb of saying is put into what is said, after a word of time or place.

    "On Monday, police said, a bomb went off": the parser hangs the day from the verb of saying.
    """
    is_inside = verb.dep_ == "parataxis" or (verb.dep_ == "ccomp" and verb.i < verb.head.i)
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if not is_inside or subject is None or not token.i < subject.i < verb.i:
        return False
    before = token.doc[token.i : subject.left_edge.i]
    after = verb.doc[verb.i + 1 : verb.i + 3]
    return any(word.lower_ == "," for word in before) and any(word.lower_ == "," for word in after)


def _find_verb_anchor(verb: Token, triggers: Collection[int]) -> int | None:
    """Find the event that a verb without a trigger's meaning speaks of ("the attack occurred")."""
    if verb.lemma_.lower() in load_triggers().filling_verbs and verb.dep_ == "acl":
        return find_anchor(verb, triggers)
    clause = next((each for each in (verb, *verb.ancestors) if each.dep_ != "conj"), verb)
    if _tells_how(clause):
        told = clause.head.i if clause.head.i in triggers else _find_supported(clause.head, triggers)
        if told is not None:
            return told  # "the raid took place when gunmen drove into Xtown on Monday"
    if verb.lemma_.lower() not in load_triggers().support_verbs:
        return None
    found = _find_supported(verb, triggers)
    if found is None:
        clauses = (child.i for child in verb.children if child.dep_ in {"advcl", "conj", "xcomp"})
        found = next((i for i in clauses if i in triggers), None)
    if found is None and verb.dep_ in {"xcomp", "conj", "advcl"} and verb.head.i in triggers:
        return verb.head.i
    return found


def _find_supported(verb: Token, triggers: Collection[int]) -> int | None:
    """Find the event that a verb only says to have taken place."""
    if verb.lemma_.lower() not in load_triggers().support_verbs:
        return None
    return next((child.i for child in iter_arguments(verb) if child.i in triggers), None)


def _tells_how(verb: Token) -> bool:
    """Tell whether a clause tells how the event that it hangs from came about ("killed when a lorry ...")."""
    if verb.dep_ == "relcl":
        return any(deep.tag_ == "WDT" and deep.head.lower_ in _EVENT_PREPOSITIONS for deep in verb.subtree)
    words = {child.lower_ for child in verb.children if child.dep_ in {"mark", "advmod"}}
    return verb.dep_ == "advcl" and bool(words & {"when", "as", "after"})


def iter_arguments(verb: Token) -> Iterator[Token]:
    """Iterate over the nouns that a verb speaks of: subject, objects, "in the attack"."""
    for child in verb.children:
        if child.dep_ in _ARGUMENTS:
            yield child
            yield from child.conjuncts
        elif child.dep_ in {"prep", "agent"} and child.lower_ in _EVENT_PREPOSITIONS:
            yield from (deep for deep in child.children if deep.dep_ == "pobj")


def _find_preceding(token: Token, triggers: Collection[int]) -> int | None:
    """Find the nearest trigger before a word of a sentence that has no verb over the word."""
    start = token.sent.start
    before = [i for i in triggers if start <= i < token.i]
    return max(before, default=None)

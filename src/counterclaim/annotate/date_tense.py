"""Tell by its clause whether a time expression lies behind or ahead."""

from __future__ import annotations

from counterclaim.annotate.date_meaning import Direction
from counterclaim.annotate.date_vocabulary import load_date_vocabulary
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span

#: Steps up the parse before a clause is given up.
MAX_CLIMB = 12


def judge_direction(doc: Doc, span: Span) -> Direction:
    """Judge whether the clause around a span tells of the past or the future."""
    tokens = doc.char_span(span.start, span.end, alignment_mode="expand")
    if tokens is None or not len(tokens):
        return "open"
    words = load_date_vocabulary().direction
    previous = doc[tokens.start - 1] if tokens.start > 0 else None
    before = previous.lower_ if previous is not None else ""
    opens_sentence = previous is not None and previous.is_sent_start
    if before in words["future_prepositions"] and not opens_sentence:
        return "past" if _is_denied_past(tokens.root) else "future"
    if previous is not None and previous.tag_ == "VBD" and not _is_scheduled(previous):
        return "past"
    if _is_possessive(doc, tokens.end) and not _owns_subject(tokens.root):
        return "past"
    direction = judge_clause(tokens.root)
    if direction == "past" and _belongs_to_noun(tokens.root):
        return "open"
    return "future" if direction == "open" and before in words["open_prepositions"] else direction


def _is_denied_past(token: Token) -> bool:
    """Tell whether a clause says what had not been till then ("nobody confirmed it until Monday")."""
    words = load_date_vocabulary().direction
    verb = next((each for each in token.ancestors if each.pos_ in {"VERB", "AUX"}), None)
    if verb is None or not (
        verb.tag_ == "VBD" or any(c.lower_ in words["past_auxiliaries"] for c in verb.children)
    ):
        return False
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    near = [*verb.children, *subjects, *(child for subject in subjects for child in subject.children)]
    return any(child.dep_ == "neg" or child.lower_ in words["denials"] for child in near)


def _is_possessive(doc: Doc, following: int) -> bool:
    """Tell whether an expression owns what follows ("Wednesday's ruling")."""
    return following < len(doc) and doc[following].tag_ == "POS"


def _owns_subject(token: Token) -> bool:
    """Tell whether what a word owns is planned, or the subject of its clause."""
    owned = token.head
    return owned.dep_ in {"nsubj", "nsubjpass"} or _is_scheduled(owned)


def _belongs_to_noun(token: Token) -> bool:
    """Tell whether a noun lies between an expression and its verb ("announced a ban in May")."""
    head = token.head.head if token.head.pos_ in {"ADP", "SCONJ"} else token.head
    return head.pos_ in {"NOUN", "PROPN"}


def judge_clause(token: Token) -> Direction:
    """Judge by the nearest verb or planning word above a word in the parse."""
    child: Token | None = None
    for _ in range(MAX_CLIMB):
        direction = judge_token(token, child)
        if direction != "open" or token.head.i == token.i or _is_present(token):
            return direction
        token, child = token.head, token
    return "open"


def _is_present(token: Token) -> bool:
    """Tell whether a verb speaks of the present ("when the case is heard"); what governs it says no more."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    auxiliaries = [child.tag_ for child in token.children if child.dep_ in {"aux", "auxpass"}]
    return token.tag_ in {"VBZ", "VBP"} or bool({"VBZ", "VBP"} & set(auxiliaries))


def judge_token(token: Token, child: Token | None) -> Direction:
    """Judge one word on the way up from an expression.

    Args:
        token: a planning word, or a verb with its tense and auxiliaries.
        child: its dependent through which the expression was reached.
    """
    words = load_date_vocabulary().direction
    auxiliaries = {child.lower_ for child in token.children if child.dep_ in {"aux", "auxpass"}}
    if auxiliaries & words["perfect_auxiliaries"]:
        return "past"
    if auxiliaries & words["future_auxiliaries"]:
        return "past" if _is_past_modal(token, auxiliaries) else "future"
    if _is_ahead(token, child) or (
        _is_infinitive(child) and words["planning"] & {token.lemma_.lower(), token.lower_}
    ):
        return "future"
    if token.pos_ not in {"VERB", "AUX"}:
        return "open"
    is_past = token.tag_ == "VBD" or (token.tag_ == "VBN" and (not auxiliaries or token.dep_ == "ROOT"))
    return "past" if is_past or auxiliaries & words["past_auxiliaries"] else "open"


def _is_ahead(token: Token, child: Token | None) -> bool:
    """Tell whether what a word schedules lies ahead: not where it had been, nor what was "set on" a day."""
    words = load_date_vocabulary().direction
    if not _is_scheduled(token) or (
        token.lower_ in words["scheduling_for"] and child and child.lower_ == "on"
    ):
        return False
    near = [*token.children, *token.head.children]
    return not any(each.lower_ in words["perfect_auxiliaries"] and each.dep_ == "aux" for each in near)


def _is_scheduled(token: Token) -> bool:
    """Tell whether a word puts what it governs ahead ("scheduled for May", "due Friday")."""
    words = load_date_vocabulary().direction
    is_known = token.lemma_.lower() in words["scheduling"] or token.lower_ in words["scheduling"]
    return token.lower_ in words["scheduling_nouns"] or (is_known and token.tag_ not in {"NN", "NNS", "VB"})


def _is_infinitive(token: Token | None) -> bool:
    """Tell whether a word is a verb with "to"."""
    if token is None or token.tag_ != "VB":
        return False
    return any(child.lower_ == "to" for child in token.children)


def _is_past_modal(token: Token, auxiliaries: set[str]) -> bool:
    """Tell whether a modal speaks of the past ("may have fled", "could not be reached")."""
    if "have" in auxiliaries:
        return True
    is_ability = bool(auxiliaries & load_date_vocabulary().direction["ability_auxiliaries"])
    negations = {"neg", "preconj"}
    return is_ability and any(child.dep_ in negations or child.lower_ == "neither" for child in token.subtree)

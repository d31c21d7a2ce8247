"""Proofs: words said to have no evidence behind them, and those that only tell of evidence not shown."""

from __future__ import annotations

from collections.abc import Collection

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import (
    SUBJECTS,
    get_clause_verb,
    get_modal,
    has_no,
    is_negated,
    iter_ancestors,
)
from counterclaim.vocabulary.responsibility import load_responsibility


def lacks_evidence(token: Token) -> bool:
    """Tell whether there is said to be no evidence of it ("found no proof that X did it")."""
    noun = _find_evidence_noun(token)
    return noun is not None and (has_no(noun) or is_negated(get_clause_verb(noun)))


def is_unlikely(token: Token) -> bool:
    """Tell whether it is said to be unlikely, or absurd to say ("it was stupid to suggest that X did it")."""
    lexicon = load_responsibility()
    words, is_suggested = lexicon.unlikely_words, False
    for above in token.ancestors:
        if above.lower_ in words or any(c.dep_ == "acomp" and c.lower_ in words for c in above.children):
            return True
        is_suggested = is_suggested or above.lemma_.lower() in lexicon.stating_verbs | lexicon.probable_verbs
        if is_suggested and any(
            c.dep_ == "acomp" and c.lower_ in lexicon.judgement_words for c in above.children
        ):
            return True
        if above.dep_ in {"ROOT", "relcl", "advcl"}:
            return False
    return False


def is_disbelieved(token: Token, cues: Collection[int]) -> bool:
    """Tell whether a verb that is no cue of speech turns words down ("we do not believe that X ...")."""
    for clause in iter_ancestors(token):
        above = clause.head
        is_belief = above.lemma_.lower() in load_responsibility().probable_verbs
        if clause.dep_ == "ccomp" and is_belief and above.i not in cues:
            return is_negated(above)
    return False


def is_likely(token: Token) -> bool:
    """Tell whether a clause is only said to be likely ("it was highly likely that X did it")."""
    words = load_responsibility().probable_words
    for clause in iter_ancestors(token):
        is_said = any(c.dep_ == "nsubj" for c in clause.head.children)  # "the minister has alleged"
        if clause.dep_ == "ccomp" and clause.head.lower_ in words and not is_said:
            return True
        if clause.dep_ == "ccomp" and any(
            c.dep_ == "acomp" and c.lower_ in words for c in clause.head.children
        ):
            return True
        if clause.dep_ in {"ROOT", "relcl", "advcl"}:
            return False
    return False


def is_possible(token: Token) -> bool:
    """Tell whether a clause is only said to be possible ("it could be that X did it", "it is possible")."""
    lexicon = load_responsibility()
    for clause in iter_ancestors(token):
        above = clause.head
        if clause.dep_ in {"ccomp", "csubj"} and above.lemma_ == "be":
            words = {child.lower_ for child in above.children if child.dep_ in {"acomp", "attr"}}
            return bool(words & lexicon.possible_words) or (
                get_modal(above) in lexicon.possible_modals and not words
            )
        opened = clause.dep_ == "ccomp" and above.dep_ == "parataxis"  # "it could be, he said, that X did it"
        if opened and above.head.lemma_ == "be" and get_modal(above.head) in lexicon.possible_modals:
            return True
        if clause.dep_ in {"ROOT", "relcl", "advcl"}:
            return False
    return False


def _find_evidence_noun(token: Token) -> Token | None:
    """Find the noun of evidence or reason that a clause depends on."""
    words = load_responsibility().evidence_nouns
    if _is_accusing_conjunct(token):
        return None
    for above in iter_ancestors(token):
        if above.lemma_.lower() in words:
            return above
        if above.lemma_ in {"exist", "be"} and above != token:  # "no evidence exists of X having done it"
            beside = (child for child in above.children if child.dep_ in {"nsubj", "attr"})
            noun = next((child for child in beside if child.lemma_.lower() in words), None)
            if noun is not None and any(child.lower_ == "of" for child in above.children):
                return noun
    return None


def _is_accusing_conjunct(token: Token) -> bool:
    """Tell whether a verb of accusing was hung too low ("said there was no proof of it and blamed Y")."""
    is_bare = not any(child.dep_ in SUBJECTS for child in token.children)
    return token.dep_ == "conj" and is_bare and token.lemma_.lower() in load_responsibility().accusing_objects


def is_left_open(token: Token) -> bool:
    """Tell whether words only tell of evidence not shown, or of what is not ruled out.

    "Without giving evidence that X did it" denies nothing; what is ruled out has a frame of its own.
    """
    if any(
        above.lemma_ in load_responsibility().proving_verbs and _falls_short(above)
        for above in token.ancestors
    ):
        return True
    noun = _find_evidence_noun(token)
    verb = get_clause_verb(noun) if noun is not None else None
    if verb is not None and verb.lemma_.lower() in load_responsibility().giving_verbs:
        return not any(child.dep_ in SUBJECTS and has_no(child) for child in verb.children)
    return any(
        above.lemma_ == "rule" and any(child.lower_ == "out" for child in above.children)
        for above in token.ancestors
    )


def _falls_short(verb: Token) -> bool:
    """Tell whether a proof is said to fail ("did not prove", "was not enough to prove")."""
    above = get_clause_verb(verb.head)
    return is_negated(verb) or (verb.dep_ in {"xcomp", "advcl"} and above != verb and is_negated(above))

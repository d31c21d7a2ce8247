"""Read the parse: clauses, subjects, objects, negation, modality.

All functions are pure readings of spaCy's English dependency scheme (ClearNLP labels).
"""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.attribution_lexicon import load_reporting
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span
from counterclaim.vocabulary.responsibility import load_responsibility

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
OBJECTS = frozenset({"dobj", "dative", "oprd", "attr"})
#: Dependents that belong to a noun's own phrase; clauses that hang from it do not.
_INSIDE_PHRASE = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "poss",
        "case",
        "quantmod",
        "advmod",
        "predet",
        "nmod",
        "punct",
        "npadvmod",
    }
)
_NEGATIONS = frozenset({"never", "neither", "nor", "n't", "n\u2019t", "not"})
#: Verbs after "if" whose own clause is as unsure as they are ("if it turns out that X did it").
_PROVING = frozenset({"turn", "prove", "emerge", "show", "find", "establish", "confirm", "determine", "be"})
#: Words of a question that take what it asks about as given ("why did X bomb the town?").
_GIVEN_IN_QUESTIONS = frozenset({"why", "how", "when", "where"})
#: Prepositions before a verb whose doer is that of the verb above.
_SHARING = frozenset({"after", "since", "by", "despite"})
#: Verbs by which somebody speaks through a statement or a letter.
_ISSUING = frozenset({"issue", "release", "publish", "post", "send", "make", "give"})
#: Adjectives that only tell of more than one.
_NUMEROUS = frozenset({"various", "several", "many", "multiple", "numerous", "different"})
#: Words that end a sentence without asking, and those before which other words end.
_CLOSING = frozenset({".", "!", ";", ":", "\u201c", "\u201d", '"'})
_OPENING_SPEECH = frozenset({".", "!", "?", ":", "\u201c", '"'})
#: Tokens around a word in which the mark of a question is looked for.
QUESTION_REACH = 40
_MODALS = frozenset({"may", "might", "could", "would", "should", "must", "can", "will", "shall"})


def get_clause_verb(token: Token) -> Token:
    """Return the verb of the clause that a token stands in, or the sentence's root."""
    current = token
    while current.pos_ not in {"VERB", "AUX"} and current.head != current:
        current = current.head
    return current


def iter_ancestors(token: Token) -> Iterator[Token]:
    """Iterate over a token and its ancestors, upwards."""
    yield token
    yield from token.ancestors


def find_subject(verb: Token) -> Token | None:
    """Find the subject of a verb; one shared with a coordinated or governing verb counts."""
    auxiliaries = (child for child in verb.children if child.dep_ in {"aux", "auxpass"})
    subjects = [child for child in verb.children if child.dep_ in SUBJECTS] or [
        child for auxiliary in auxiliaries for child in auxiliary.children if child.dep_ in SUBJECTS
    ]  # the parser may hang it from "was" in "X was of course not involved"
    if subjects:
        subjects = [child for child in subjects if not _is_heading(child)] or subjects
        named = [child for child in subjects if child.pos_ == "PROPN"]
        return _resolve_relative((named or subjects)[0], verb)
    if verb.dep_ == "conj":
        return find_subject(verb.head)
    if verb.dep_ in {"xcomp", "advcl", "acomp"} and verb.head.pos_ in {"VERB", "AUX", "ADJ"}:
        return find_subject(verb.head)
    if verb.dep_ == "relcl":
        return verb.head
    if verb.dep_ == "pcomp":
        return next((child for child in verb.head.children if child.dep_ == "pobj"), None) or _find_doer(verb)
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return find_issuer(verb.head) or verb.head
    return None


def _find_doer(verb: Token) -> Token | None:
    """Find who does something before or by doing another ("after claiming the attack, X fled")."""
    above = verb.head.head
    is_shared = verb.head.lower_ in _SHARING and above.pos_ in {"VERB", "AUX"}
    return find_subject(above) if is_shared else None


def find_issuer(document: Token) -> Token | None:
    """Find who issued what says something ("issued a statement denying any part in it")."""
    is_issued = document.dep_ == "dobj" and document.head.lemma_ in _ISSUING
    is_document = document.lemma_.lower() in load_reporting().documents
    return find_subject(document.head) if is_issued and is_document else None


def _is_heading(token: Token) -> bool:
    """Tell whether a name is followed by a colon, and so opens a line ("LAGOS: The army rejected ...")."""
    return token.i + 1 < len(token.doc) and token.nbor().text == ":"


def _resolve_relative(subject: Token, verb: Token) -> Token:
    """Return the antecedent when the subject is a relative pronoun."""
    if subject.lower_ in {"who", "which", "that"} and subject.tag_ in {"WP", "WDT"}:
        clause = verb
        while clause.dep_ == "conj":
            clause = clause.head
        if clause.dep_ == "relcl":
            return clause.head
    return subject


def is_passive(verb: Token) -> bool:
    """Tell whether a verb is passive, or a participle that modifies a noun passively."""
    if any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return True
    if verb.tag_ == "VBN" and verb.dep_ == "conj" and not _is_perfect(verb):
        return is_passive(verb.head)
    if verb.tag_ == "VBN" and verb.dep_ == "acomp" and verb.head.lemma_ == "be":
        return True  # the parser may take "was slain" for a state
    return verb.tag_ == "VBN" and verb.dep_ == "acl" and not _is_perfect(verb)


def _is_perfect(verb: Token) -> bool:
    """Tell whether a participle is active ("the claim that it had done so")."""
    return any(child.dep_ in {"nsubj", "aux"} for child in verb.children)


def find_agent(verb: Token) -> Token | None:
    """Find who did it: the by-phrase of a passive, the subject of an active verb."""
    is_active = any(child.dep_ == "nsubj" for child in verb.children)
    for child in verb.children:
        is_agent = child.dep_ == "agent" and not is_active
        if is_agent or (child.lower_ == "by" and child.dep_ in {"agent", "prep"} and is_passive(verb)):
            return next((deep for deep in child.children if deep.dep_ == "pobj"), None)
    return None if is_passive(verb) else find_subject(verb)


def find_object(verb: Token) -> Token | None:
    """Find what it was done to: the object, or the subject of a passive."""
    if is_passive(verb):
        if verb.dep_ == "acl" and not any(child.dep_ == "nsubjpass" for child in verb.children):
            return verb.head
        return find_subject(verb)
    if verb.tag_ == "VBZ" and verb.dep_ == "compound":
        return verb.head  # a headline: "Army strikes hospital"
    return next((child for child in verb.children if child.dep_ in {"dobj", "dative"}), None)


def find_preposition_object(token: Token, *words: str) -> Token | None:
    """Find the object of one of the prepositions that hang from a token."""
    for child in token.children:
        if child.dep_ in {"prep", "agent", "dative"} and child.lower_ in words:
            found = next((deep for deep in child.children if deep.dep_ in {"pobj", "pcomp"}), None)
            if found is not None:
                return found
    return None


def iter_conjuncts(token: Token) -> Iterator[Token]:
    """Iterate over a token and those coordinated with it, in text order."""
    yield token
    yield from token.conjuncts


def is_negated(token: Token) -> bool:
    """Tell whether a predicate is negated in its own clause ("not", "never", "no", "nothing")."""
    for child in token.children:
        if (child.dep_ == "neg" or child.lower_ in _NEGATIONS) and not _is_contrast(child):
            return True
        if child.dep_ in SUBJECTS | OBJECTS | {"pobj"} and has_no(child):
            return True
    return (
        _is_in_no_way(token)
        or _is_torn_off(token)
        or (
            token.dep_ in {"xcomp", "acomp"}
            and token.head.pos_ in {"VERB", "AUX"}
            and any(child.dep_ == "neg" for child in token.head.children)
        )
    )


def _is_torn_off(copula: Token) -> bool:
    """Tell whether the parser hung a copula's negation from what follows ("was not to blame")."""
    after = copula.doc[copula.i + 1] if copula.i + 1 < len(copula.doc) else copula
    is_neg = copula.lemma_ == "be" and after.dep_ == "neg" and after.head.dep_ == "xcomp"
    return is_neg and after.head.head == copula


def _is_contrast(negation: Token) -> bool:
    """Tell whether a negation only turns down another number ("put the toll at 25, not 39")."""
    doc = negation.doc
    is_set_off = negation.i > 0 and doc[negation.i - 1].lower_ == ","
    return is_set_off and negation.i + 1 < len(doc) and doc[negation.i + 1].like_num


def _is_in_no_way(verb: Token) -> bool:
    """Tell whether a phrase makes a whole clause negative ("in no way", "at no time")."""
    found = find_preposition_object(verb, "in", "at", "by", "under") if verb.pos_ in {"VERB", "AUX"} else None
    return found is not None and has_no(found) and found.lemma_ in load_responsibility().denied_ways


def has_particle(verb: Token, particle: str) -> bool:
    """Tell whether a particle belongs to a verb ("put down", "rule out")."""
    return any(child.lower_ == particle and child.dep_ in {"prt", "advmod"} for child in verb.children)


def is_prospective(verb: Token) -> bool:
    """Tell whether a verb speaks of what may yet be done ("might carry out", not "might have")."""
    is_open = get_modal(verb) in {"may", "might", "could", "can"}
    return is_open and not any(child.dep_ == "aux" and child.lemma_ == "have" for child in verb.children)


def has_no(token: Token) -> bool:
    """Tell whether a noun phrase is negative ("no group", "nobody", "none of the groups")."""
    if token.lower_ in {"nobody", "none", "nothing", "no-one", "neither"}:
        return True
    return any(
        child.lower_ in {"no", "neither"} and child.dep_ in {"det", "neg", "preconj"}
        for child in token.children
    )


def is_indefinite(token: Token) -> bool:
    """Tell whether a noun phrase means nobody in particular ("no group", "any group")."""
    return any(child.lower_ in {"no", "any"} and child.dep_ in {"det", "neg"} for child in token.children)


def is_counted(token: Token) -> bool:
    """Tell whether a noun phrase is a number of people or groups ("two groups", "various factions")."""
    return any(child.dep_ == "nummod" or child.lower_ in _NUMEROUS for child in token.children)


def is_left_out(token: Token) -> bool:
    """Tell whether "not" opens a phrase beside another ("bandits, not X", "Y and not X")."""
    first = token.left_edge
    before = first.nbor(-1).lower_ if first.i else ""
    return token.dep_ in {"conj", "appos"} and "not" in {first.lower_, before}


def get_modal(verb: Token) -> str | None:
    """Return the modal verb of a predicate in lower case, if it has one."""
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in _MODALS:
            return str(child.lower_)
    return None


def is_conditional(token: Token) -> bool:
    """Tell whether a token stands in an if-clause, a question or an unreal wish."""
    for ancestor in iter_ancestors(token):
        for child in ancestor.children:
            if child.dep_ == "mark" and child.lower_ in {"if", "whether", "unless", "lest"}:
                return True
        if _is_inverted_condition(ancestor):
            return True
        is_proof = ancestor.dep_ == "ccomp" and ancestor.head.lemma_.lower() in _PROVING
        if ancestor.dep_ in {"ROOT", "ccomp", "relcl"} and not is_proof:
            break
    return is_asked(token)


def _is_inverted_condition(verb: Token) -> bool:
    """Tell whether a clause is a condition without "if" ("should it be found", "were X to be")."""
    first = next(iter(verb.lefts), None)
    if first is None or first.dep_ not in {"aux", "auxpass"} or first.lower_ not in {"should", "were", "had"}:
        return False
    subject = next((child for child in verb.lefts if child.dep_ in SUBJECTS), None)
    after = first.nbor() if first.i + 1 < len(first.doc) else first
    return subject is not None and after in {subject, subject.left_edge}


def is_asked(token: Token) -> bool:
    """Tell whether a token stands in a question that does not take it as given ("did X do it?")."""
    opening = token.sent.start
    for near in token.doc[max(opening, token.i - QUESTION_REACH) : token.i]:
        if near.lower_ in _OPENING_SPEECH:
            opening = near.i + 1
    asks = {word.lower_ for word in token.doc[opening : token.i + 1]}
    for near in token.doc[token.i : token.i + QUESTION_REACH]:
        if near.lower_ == "?":
            return not asks & _GIVEN_IN_QUESTIONS
        if near.lower_ in _CLOSING or "\n" in near.text:
            return False
    return False


def get_phrase_span(token: Token) -> Span:
    """Return the span of a noun phrase: the head with its own modifiers, without clauses."""
    members = [token]
    stack = [token]
    while stack:
        for child in stack.pop().children:
            if child.dep_ in _INSIDE_PHRASE and child.i < token.i and not child.is_punct:
                members.append(child)
                stack.append(child)
    first = min(members, key=lambda member: member.i)
    return Span(first.idx, token.idx + len(token))


def get_stretch(doc: Doc, first: int, last: int) -> Span:
    """Return the span from one token to another, both included."""
    low, high = min(first, last), max(first, last)
    return Span(doc[low].idx, doc[high].idx + len(doc[high]))


def find_token_at(doc: Doc, offset: int) -> Token | None:
    """Find the token that covers a code point of the text."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return span[0] if span is not None and len(span) else None


def get_span_root(doc: Doc, span: Span) -> Token:
    """Return the token that governs a stretch of text.

    Raises:
        ValueError: the stretch covers no token.
    """
    found = doc.char_span(span.start, span.end, alignment_mode="expand")
    if found is None or not len(found):
        raise ValueError(f"no token at [{span.start}, {span.end})")
    return found.root


def is_definite(token: Token) -> bool:
    """Tell whether a noun phrase points back: "the", "this", "that"."""
    return any(
        child.dep_ in {"det", "poss"} and child.lower_ in {"the", "this", "that"} for child in token.children
    )

"""Who suffers a harm, read from the parse."""

from __future__ import annotations

from collections.abc import Iterator

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.toll_counts import is_aside, is_people
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.vocabulary.harms import get_words

#: How far before its verb a lost subject can stand, in tokens.
_NAME_REACH = 14

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_RELATIVES = frozenset({"who", "whom", "that", "which", "whose"})
_MODIFIERS = frozenset({"amod", "acl", "relcl"})
_COMPLEMENTS = frozenset({"acomp", "oprd", "xcomp", "attr", "ccomp", "advcl", "prep", "dep"})
_NOUNS = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET", "SYM", "X"})


def find_patients(token: Token, harm: Harm) -> tuple[Token, ...]:
    """Find the heads of the phrases that name who is harmed, coordinated ones included."""
    head = _find_owner(_find_head(token, harm) or _find_named_before(token, harm))
    if head is None or head.pos_ not in _NOUNS:
        return ()
    if token.dep_ == "amod":
        return (head,)
    return tuple(person for one in iter_coordinated(head) for person in _list_named(one))


def _find_owner(head: Token | None) -> Token | None:
    """Find whose body part was hit ("grazed a girl's head"); any other head stands for itself."""
    if head is None or head.lower_ not in get_words("body_parts"):
        return head
    return next((child for child in head.lefts if child.dep_ == "poss"), head)


def _list_named(head: Token) -> tuple[Token, ...]:
    """List the persons that a definite plural names ("the victims, Ana Ruiz and Tom Bell"), else itself."""
    names = [child for child in head.rights if child.dep_ == "appos" and child.pos_ == "PROPN"]
    is_definite = any(child.dep_ in ("det", "poss") for child in head.lefts)
    if head.tag_ != "NNS" or not names or not is_definite:
        return (head,)
    return tuple(person for name in names for person in iter_coordinated(name))


def iter_coordinated(head: Token) -> Iterator[Token]:
    """Iterate over a noun and the nouns coordinated with it."""
    yield head
    for child in head.children:
        if child.dep_ == "conj" and child.pos_ in _NOUNS and not is_aside(head, child):
            yield from iter_coordinated(child)


def is_passive(token: Token) -> bool:
    """Tell whether a verb form stands in the passive, by the parse or by the words before it."""
    if any(child.dep_ in ("auxpass", "nsubjpass") for child in token.children):
        return True
    before = token.doc[max(0, token.i - 3) : token.i]
    helped = any(near.lower_ in get_words("passive_aux") for near in before)
    return helped and token.tag_ in ("VBN", "VBD", "JJ")


def _find_head(token: Token, harm: Harm) -> Token | None:
    """Find the head of the phrase that names who is harmed."""
    if harm.kind == "noun":
        return _find_noun_patient(token)
    if harm.kind == "adjective":
        return _find_modified(token)
    if harm.frame == "subject":
        return _find_subject(token)
    if _is_active(token, harm):
        return _find_object(token) if not _is_headline_passive(token) else _find_subject(token)
    return None if _has_acting_pronoun(token) else _find_modified(token)


def _is_headline_passive(token: Token) -> bool:
    """Tell whether a headline's participle was read as active ("Man killed, two hurt in mill shooting")."""
    thing, subject = _own_object(token), next((c for c in token.lefts if c.dep_ in _SUBJECTS), None)
    is_event = thing is not None and thing.lower_ in get_words("not_people")
    is_bare = subject is not None and not any(child.dep_ in ("det", "poss") for child in subject.children)
    return (
        is_event and is_bare and token.tag_ in ("VBD", "VBN") and subject is not None and is_people(subject)
    )


def _has_acting_pronoun(token: Token) -> bool:
    """Tell whether a verb in the past has a pronoun as its active subject ("the man who he shot")."""
    return not is_passive(token) and any(
        child.dep_ == "nsubj" and child.pos_ == "PRON" and child.i < token.i for child in token.children
    )


def _find_named_before(token: Token, harm: Harm) -> Token | None:
    """Find the person named before a harm whose subject the parse lost ("Ana Ruiz, 16, of Torbay, died")."""
    if harm.kind != "verb" or harm.frame == "object" and not is_passive(token):
        return None
    for near in reversed(token.doc[max(token.sent.start, token.i - _NAME_REACH) : token.i]):
        if near.pos_ == "VERB":
            return None
        if near.ent_type_ == "PERSON" and near.pos_ == "PROPN" and near.dep_ != "pobj":
            return near
    return None


def _is_active(token: Token, harm: Harm) -> bool:
    """Tell whether a transitive verb acts on an object rather than being told of its sufferer."""
    if is_passive(token):
        return False
    if harm.forms & {"base", "s", "ing"} and not harm.forms & {"past", "part"}:
        return True
    if _own_object(token) is not None or _shared_object(token) is not None:
        return True
    if any(child.dep_ == "aux" and child.lower_ in ("have", "has", "had", "did") for child in token.children):
        return True
    return token.dep_ == "relcl" and not any(
        child.dep_ in _SUBJECTS and child.lower_ in _RELATIVES for child in token.children
    )


def _own_object(token: Token) -> Token | None:
    """Return the verb's own object, if any."""
    objects = [child for child in token.rights if child.dep_ in ("dobj", "dative")]
    return objects[0] if objects else None


def _shared_object(token: Token) -> Token | None:
    """Return the object that a verb shares with the next one ("shot and killed her brother")."""
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ == "VERB" and child.i - token.i <= 3:
            return _own_object(child)
    return None


def _find_object(token: Token) -> Token | None:
    """Find the object of a verb: its own, one shared with the next verb, or the noun it modifies."""
    own = _own_object(token)
    if own is not None:
        return own
    shared = _shared_object(token)
    if shared is not None:
        return shared
    if token.dep_ == "relcl" and token.head.i < token.i:
        subjects = [child for child in token.children if child.dep_ in _SUBJECTS]
        if subjects and subjects[0].lower_ not in _RELATIVES:
            return token.head
    return None


def _find_subject(token: Token) -> Token | None:
    """Find the subject of a verb: its own, its antecedent's, or one shared with another verb."""
    for child in token.children:
        if child.dep_ in _SUBJECTS:
            return _resolve_relative(child, token)
    if token.dep_ in ("conj", "xcomp", "ccomp", "advcl") and token.head.pos_ in ("VERB", "AUX"):
        return _find_subject(token.head) if token.dep_ != "ccomp" else None
    if token.dep_ in ("relcl", "acl"):
        return token.head
    return None


def _resolve_relative(subject: Token, verb: Token) -> Token | None:
    """Return the antecedent when the subject is a relative pronoun."""
    if subject.lower_ not in _RELATIVES or subject.dep_ == "det":
        return subject
    clause = verb
    while clause.dep_ == "conj" or clause.dep_ == "ccomp" and clause.head.pos_ == "VERB":
        clause = clause.head
    return clause.head if clause.dep_ in ("relcl", "acl", "ccomp") and clause.head.i < verb.i else None


def _find_modified(token: Token) -> Token | None:
    """Find what a participle or adjective is said of."""
    for child in token.children:
        if child.dep_ in _SUBJECTS:
            return _resolve_relative(child, token)
    if token.dep_ in _MODIFIERS or token.dep_ == "prep" and token.head.pos_ in _NOUNS:
        return _climb_relative(token)
    if token.dep_ == "conj" and token.head.pos_ in ("VERB", "ADJ", "AUX"):
        return _find_modified(token.head)
    if token.dep_ in _COMPLEMENTS and token.head.pos_ in ("VERB", "AUX"):
        return _find_small_clause(token)
    return None


def _climb_relative(token: Token) -> Token | None:
    """Return the noun that a modifier belongs to."""
    return token.head if token.head.pos_ in _NOUNS else None


def _find_small_clause(token: Token) -> Token | None:
    """Find whom "left 12 dead", "was found dead" or "are missing" speak of."""
    verb = token.head
    held = _own_object(verb)
    if held is not None and held.i < token.i and verb.pos_ == "VERB":
        return held
    if token.dep_ in ("ccomp", "advcl") and token.pos_ != "ADJ":
        return None
    return _find_subject(verb)


def _find_noun_patient(token: Token) -> Token | None:
    """Find whom "the death of X", "X's murder" speak of; the noun itself when it is counted."""
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((deep for deep in child.children if deep.dep_ == "pobj"), None)
    return next((child for child in token.children if child.dep_ == "poss"), None)

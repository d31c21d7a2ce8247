"""The content of a cue: which of its complements carry what is said."""

from __future__ import annotations

from collections.abc import Callable

from counterclaim.annotate.attribution_lexicon import load_reporting
from counterclaim.annotate.attribution_people import can_speak
from counterclaim.annotate.attribution_phrases import SUBJECTS, find_child
from counterclaim.annotate.tree import Token

Tokens = frozenset[int]
_NOTHING: Tokens = frozenset()


def find_verb_content(verb: Token) -> Tokens:
    """Find the token indexes of what a reporting verb governs; empty where only marks can tell."""
    for rule in _VERB_RULES:
        content = rule(verb)
        if content:
            return content
    return _NOTHING


def get_subtree(token: Token) -> Tokens:
    """Get the indexes of a token and everything below it."""
    return frozenset(word.i for word in token.subtree)


def is_passive(verb: Token) -> bool:
    """Tell whether a verb stands in the passive; "Asked about the raid, ..." does."""
    if verb.tag_ == "VBN" and verb.dep_ == "advcl" and find_child(verb, "aux", "nsubj") is None:
        return True
    return find_child(verb, "auxpass", "nsubjpass") is not None


def _get_lemma(verb: Token) -> str:
    return verb.lemma_.lower()


def _find_raised(verb: Token) -> Tokens:
    """Find the content of "X is believed to have ..." and "X appears to ...": X and its clause."""
    lexicon, clause = load_reporting(), find_child(verb, "xcomp")
    raised = is_passive(verb) and _get_lemma(verb) in lexicon.raising
    if clause is None or not (raised or _get_lemma(verb) in lexicon.seeming):
        return _NOTHING
    subject = find_child(verb, "nsubjpass", "nsubj")
    if subject is None or _get_lemma(verb) in lexicon.addressing:
        return get_subtree(clause)
    return get_subtree(subject) | get_subtree(clause)


def _find_clause(verb: Token) -> Tokens:
    """Find the finite clause, and all that stands before a cue that follows its clause."""
    if _get_lemma(verb) not in load_reporting().clause and not has_it(verb):
        return _NOTHING
    clause = find_child(verb, "ccomp") or _find_channelled(verb)
    if clause is None or clause.left_edge.lower_ in load_reporting().according:
        return _NOTHING
    content = get_subtree(clause) - find_contrast(clause, reporting=True)
    if clause.i > verb.i:
        content = _cut_after_semicolon(verb, content)
        return content | _join(*(more for more in verb.rights if more.dep_ == "ccomp" and more.i > clause.i))
    subject = find_child(verb, *SUBJECTS)
    return content | _find_preamble(verb, clause, subject)


def has_it(verb: Token) -> bool:
    """Tell whether a verb says something by an idiom ("the statement had it that ...")."""
    held = find_child(verb, "dobj")
    return _get_lemma(verb) == "have" and held is not None and held.lower_ == "it"


def _cut_after_semicolon(verb: Token, content: Tokens) -> Tokens:
    """Cut off what another says after a semicolon: "X said 132 died; Y put the toll at 160"."""
    lexicon = load_reporting()
    cues = lexicon.clause | lexicon.object | lexicon.accusing | lexicon.measuring.keys()
    for mark in (word for word in verb.doc[verb.i + 1 : verb.sent.end] if word.text == ";"):
        after = [verb.doc[i] for i in content if i > mark.i and verb.doc[i].lemma_.lower() in cues]
        subjects = [found for cue in after if (found := find_child(cue, "nsubj")) is not None]
        if any(subject.i > mark.i and can_speak(subject, names=True) for subject in subjects):
            return frozenset(i for i in content if i < mark.i)
    return content


def _find_channelled(verb: Token) -> Token | None:
    """Find the clause that the parse hangs on the channel: "said in a statement that ..."."""
    for child in verb.rights:
        channel = find_child(child, "pobj") if child.dep_ == "prep" else None
        if channel is not None and channel.lemma_.lower() in load_reporting().documents:
            return next((clause for clause in channel.rights if _has_that(clause)), None)
    return None


def find_contrast(clause: Token, *, reporting: bool) -> Tokens:
    """Find the part of a clause after "but" that has its own subject, and so may not be said.

    Args:
        clause: head of what is said.
        reporting: only a part with a cue of its own.
    """
    lexicon = load_reporting()
    for child in clause.rights:
        if child.dep_ not in {"conj", "advcl"} or find_child(child, *SUBJECTS) is None:
            continue
        opened = child.dep_ == "advcl" and any(word.lower_ in lexicon.contrasts for word in child.lefts)
        joined = {word.i for word in clause.rights if word.i < child.i and word.lower_ in lexicon.contrasts}
        cue = (
            bool(_find_idiom(child))
            or sets_count(child)
            or _get_lemma(child)
            in lexicon.clause | lexicon.object | lexicon.accusing | set(lexicon.prepositions)
        )
        if (joined or opened) and (cue or not reporting):
            return get_subtree(child) | joined
    return _NOTHING


def _find_preamble(verb: Token, clause: Token, subject: Token | None) -> Tokens:
    """Find what stands before a preposed clause and belongs to it, though it hangs on the cue."""
    start = verb.left_edge.i
    return frozenset(
        word
        for child in verb.lefts
        if child.i < clause.i and child != subject and child.i >= start and child.dep_ not in {"cc", "punct"}
        for word in get_subtree(child)
    )


def _find_infinitive(verb: Token) -> Tokens:
    """Find the infinitive: "vowed to retaliate"."""
    if _get_lemma(verb) not in load_reporting().infinitive:
        return _NOTHING
    clause = find_child(verb, "xcomp") or _find_infinitive_clause(verb)
    return get_subtree(clause) if clause is not None else _NOTHING


def _find_infinitive_clause(verb: Token) -> Token | None:
    """Find a clause with "to" that the parse takes for a finite one ("urged them to stop")."""
    clause = find_child(verb, "ccomp", "advcl")
    if clause is None or clause.i < verb.i:
        return None
    return clause if any(child.tag_ == "TO" for child in clause.children) else None


def _find_idiom(verb: Token) -> Tokens:
    """Find the content of a cue of several words: "pointed the finger at" somebody."""
    noun = find_idiom_noun(verb)
    if noun is None:
        return _NOTHING
    prepositions = load_reporting().idioms[_get_lemma(verb)][noun.lemma_.lower()]
    inside = [child for word in (noun, verb) for child in word.children if child.lower_ in prepositions]
    held = find_child(verb, "dobj", "nsubjpass")
    content = _join(*inside)
    return content | get_subtree(held) if held is not None and held != noun else content


def find_idiom_noun(verb: Token) -> Token | None:
    """Find the noun or adjective that makes one cue with a verb: "finger", "responsible"."""
    nouns = load_reporting().idioms.get(_get_lemma(verb), {})
    for child in verb.children:
        for word in (child, *child.children):
            if word.lemma_.lower() in nouns:
                return word
    return None


def _find_measure(verb: Token) -> Tokens:
    """Find the count that a speaker sets: "put the death toll at 40", "counted 21 bodies", "said 50"."""
    lexicon = load_reporting()
    held = find_child(verb, "dobj")
    if held is not None and held.tag_ == "CD" and _get_lemma(verb) in lexicon.clause:
        return get_subtree(held)
    if held is not None and _get_lemma(verb) in lexicon.counting and find_child(held, "nummod") is not None:
        return get_subtree(held)
    wanted = lexicon.measuring.get(_get_lemma(verb), frozenset())
    is_measure = held is not None and (held.lemma_.lower() in lexicon.measures or held.lower_ in _TAKEN_UP)
    if held is None or not wanted or not is_measure:
        return _NOTHING
    figure = [child for word in (verb, held) for child in word.rights if _opens_with(child, wanted)]
    figure += [child for child in verb.rights if child.lower_ == "with" and _holds_number(child)]
    figure += [child for child in held.rights if child.lower_ == "of" and _holds_number(child)]
    if held.lower_ in _TAKEN_UP and not any(find_child(child, "pobj", "attr") for child in figure):
        return _NOTHING
    more = [child for child in verb.rights if child.dep_ == "conj" and _is_counted_harm(child)]
    return get_subtree(held) | _join(*figure, *more) if figure else _NOTHING


#: Words that take up a count named before ("put it at 40").
_TAKEN_UP = frozenset({"it", "this", "that", "them"})


def _opens_with(child: Token, words: frozenset[str]) -> bool:
    """Tell whether a phrase or a clause begins with one of some words ("as 46 dead")."""
    return child.lower_ in words or child.dep_ == "advcl" and child.left_edge.lower_ in words


def _holds_number(child: Token) -> bool:
    """Tell whether a phrase holds a number ("with 35 injured")."""
    return any(word.tag_ == "CD" for word in child.subtree)


def _find_revision(verb: Token) -> Tokens:
    """Find the count that somebody changes: "raised the toll to 27 dead and 45 wounded".

    What changes a count without speaking ("the find raised the toll to 20") says nothing.
    """
    lexicon = load_reporting()
    held, subject = find_child(verb, "dobj"), find_child(verb, "nsubj")
    if _get_lemma(verb) not in lexicon.revising or held is None or subject is None:
        return _NOTHING
    if held.lemma_.lower() not in lexicon.measures or not can_speak(subject) or subject.tag_ in {"WDT", "WP"}:
        return _NOTHING
    figure = [child for word in (verb, held) for child in word.rights if child.lower_ in lexicon.revised_to]
    more = [child for child in verb.rights if child.dep_ == "conj" and _is_counted_harm(child)]
    return get_subtree(held) | _join(*figure, *more) if figure else _NOTHING


def sets_count(verb: Token) -> bool:
    """Tell whether somebody sets or changes a count by a verb, without a clause of saying."""
    return bool(_find_measure(verb) or _find_revision(verb))


def _is_counted_harm(verb: Token) -> bool:
    """Tell whether the parse took "and 45 wounded" for a clause."""
    return verb.tag_ == "VBN" and any(c.dep_ == "nsubj" and c.tag_ == "CD" for c in verb.children)


def _find_charge(verb: Token) -> Tokens:
    """Find whom and of what: "accused X of Y"."""
    held = find_child(verb, "dobj", "nsubjpass")
    if _get_lemma(verb) not in load_reporting().accusing or held is None:
        return _NOTHING
    charge = [child for child in verb.rights if child.dep_ == "prep" and child.lower_ in _CHARGING]
    return get_subtree(held) | _join(*charge)


_CHARGING = frozenset({"of", "for", "with", "in", "as", "on"})


def _find_description(verb: Token) -> Tokens:
    """Find what is called what: "described X as Y", "called X a crime"."""
    if _get_lemma(verb) not in load_reporting().describing:
        return _NOTHING
    named = find_child(verb, "oprd", "ccomp", "xcomp")
    held = find_child(verb, "dobj", "nsubjpass")
    as_phrase = next((child for child in verb.rights if child.dep_ == "prep" and child.lower_ == "as"), None)
    if named is not None and named.left_edge.lower_ in load_reporting().according:
        named = None
    said = named or as_phrase
    if said is None and held is not None and held.lemma_.lower() in load_reporting().nouns:
        said = held
    if said is None:
        return _NOTHING
    return get_subtree(said) | (get_subtree(held) if held is not None else _NOTHING)


#: What is taken, not said ("claimed the lives of nine").
_LIVES = frozenset({"life", "lives"})


def _find_object(verb: Token) -> Tokens:
    """Find the object: "denied involvement in the attack"; the subject where the verb is passive."""
    if _get_lemma(verb) not in load_reporting().object:
        return _NOTHING
    held = find_child(verb, "nsubjpass") if is_passive(verb) else find_child(verb, "dobj", "xcomp")
    if held is None:
        held = _find_shared_object(verb)
    if held is None or held.tag_ in {"WDT", "WP"} or held.lower_ in _LIVES:
        return _NOTHING
    carried = held.lemma_.lower() in load_reporting().carried_objects
    loose = [
        child for child in verb.rights if carried and child.lower_ in {"for", "in", "over", "about", "at"}
    ]
    return get_subtree(held) | _join(*(child for child in loose if child.dep_ == "prep"))


def _find_shared_object(verb: Token) -> Token | None:
    """Find the object that follows the second of two verbs: "neither confirmed nor denied it"."""
    second = find_child(verb, "conj")
    if second is None or second.i - verb.i > 3 or find_child(second, *SUBJECTS) is not None:
        return None
    return find_child(second, "dobj", "ccomp")


def _find_preposition(verb: Token) -> Tokens:
    """Find the phrase after a preposition the verb asks for: "warned of", "responded to"."""
    wanted = load_reporting().prepositions.get(_get_lemma(verb), frozenset())
    return _join(*[child for child in verb.rights if child.dep_ == "prep" and child.lower_ in wanted][:1])


def _find_host(verb: Token) -> Tokens:
    """Find the sentence around a parenthesis: "The attack, he said, was planned"."""
    if verb.dep_ not in {"parataxis", "intj"} or _get_lemma(verb) not in load_reporting().clause:
        return _NOTHING
    before = (child for child in verb.head.lefts if child.dep_ == "parataxis" and child != verb)
    parted = (child for child in before if ";" in {mark.text for mark in verb.doc[child.i : verb.head.i]})
    return get_subtree(verb.head) - get_subtree(verb) - _join(*parted)


def _join(*tokens: Token) -> Tokens:
    """Join the subtrees of some tokens."""
    return frozenset(word for token in tokens for word in get_subtree(token))


_VERB_RULES: tuple[Callable[[Token], Tokens], ...] = (
    _find_raised,
    _find_measure,
    _find_revision,
    _find_idiom,
    _find_charge,
    _find_clause,
    _find_description,
    _find_infinitive,
    _find_object,
    _find_preposition,
    _find_host,
)


def find_noun_content(noun: Token) -> Tokens:
    """Find what a noun of saying governs: "the claim that ...", "its denial of ..."."""
    lexicon = load_reporting()
    for child in noun.rights:
        if child.dep_ in {"acl", "ccomp", "relcl"} and _has_that(child):
            return get_subtree(child)
    if noun.lemma_.lower() not in lexicon.owned_nouns:
        return _NOTHING
    loose = [
        child for child in noun.rights if child.dep_ == "prep" and child.lower_ in lexicon.noun_prepositions
    ]
    return _join(*loose[:1])


def _has_that(clause: Token) -> bool:
    """Tell whether "that" opens the clause as a conjunction, not as its subject or object."""
    return any(child.lower_ == "that" and child.dep_ == "mark" for child in clause.children)

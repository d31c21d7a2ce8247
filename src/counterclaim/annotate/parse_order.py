"""Turned sentences ("it was X that did it", "responsible is X", "was called a crime by X").

The parser knows the common order of words; these mends give a turned sentence the tree of the plain one.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from counterclaim.annotate.attribution_lexicon import load_reporting, load_speakers

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
#: Where in its verb's phrase the last noun stands from which the parser hangs "by".
_AFTER_VERB = frozenset({"oprd", "pobj", "dobj", "attr", "appos"})
#: Words with which a cleft clause begins.
_CLEFT_WORDS = frozenset({"that", "who", "which"})
#: What a charge hangs from ("accused of a crime", "pointed at X", "put on X").
_CHARGE_PREPOSITIONS = frozenset({"of", "for", "over", "as", "on", "at", "to", "with"})
#: Verbs that judge somebody to be something ("held X responsible").
_HOLDING = frozenset({"hold", "find", "consider", "deem", "declare"})
#: Verbs of naming somebody as something.
_NAMING = frozenset({"name", "identify"})
#: Adjectives and participles that a sentence about blame opens with.
_OPENERS = frozenset({"responsible", "guilty", "accountable", "behind"})


def mend_order(doc: Doc) -> Doc:
    """Give clefts, openings in "responsible" and far agents the tree of the plain sentence."""
    for token in doc:
        _mend_stranded(token)
        _mend_swallowed(token)
        _mend_headless(token)
        _mend_reduced(token)
        _mend_agent(token)
        _mend_charge(token)
        _mend_cleft(token)
        _mend_opening(token)
        _mend_adverb(token)
        _mend_small_clause(token)
        _mend_semicolon(token)
    return doc


def _mend_stranded(name: Token) -> None:
    """Give a preposition its object, which the parser took for a subject ("the work of either X was")."""
    if name.dep_ not in _SUBJECTS or name.left_edge.i == 0:
        return
    before = name.left_edge.nbor(-1)
    if before.pos_ == "ADP" and before.dep_ == "prep" and _find_child(before, "pobj", "pcomp") is None:
        name.head, name.dep_ = before, "pobj"


def _mend_swallowed(noun: Token) -> None:
    """Free a subject that an opening phrase without a comma swallowed ("after the blast X was blamed")."""
    subject, before = noun.head, noun.head.head
    verb = before.head
    while verb.pos_ not in {"VERB", "AUX"} and verb.head != verb:
        verb = verb.head
    is_swallowed = noun.dep_ == "nsubj" and subject.dep_ == "pobj" and before.pos_ == "ADP"
    if is_swallowed and verb.i > subject.i and _find_child(verb, *_SUBJECTS) is None:
        noun.head, noun.dep_ = before, "pobj"
        subject.head, subject.dep_ = verb, "nsubjpass" if _find_child(verb, "auxpass") else "nsubj"


def _mend_headless(verb: Token) -> None:
    """Make a verb of saying the head of its sentence, where the parser made it hang from who says it.

    "Ada Brell, a deputy to the mayor, charged in a post that ..." is a sentence, no phrase.
    """
    voice = verb.head
    is_said = verb.tag_ in {"VBN", "VBD"} and verb.lemma_.lower() in load_reporting().clause
    if verb.dep_ != "acl" or not is_said or voice.dep_ != "ROOT" or not _can_say(voice):
        return
    if verb.i < voice.i or _find_child(verb, "agent") is not None:
        return
    said = [child for child in voice.children if child.i > verb.i and child.pos_ in {"VERB", "AUX"}]
    verb.head, verb.dep_ = verb, "ROOT"
    voice.head, voice.dep_ = verb, "nsubj"
    for clause in said:
        clause.head, clause.dep_ = verb, "ccomp"


def _mend_reduced(verb: Token) -> None:
    """Make a verb passive that the parser took for active, beside its "by" ("a man killed in 2020 by X")."""
    subject = _find_child(verb, "nsubj")
    if (
        verb.tag_ == "VBD"
        and subject is not None
        and _find_child(verb, "agent")
        and not _find_child(verb, "dobj")
    ):
        subject.dep_ = "nsubjpass"


def _mend_agent(by: Token) -> None:
    """Hang from a passive verb of accusing or calling the "by" that the parser hung from a noun after it.

    "The blast was called a massacre by Y", "the finger was pointed at X by Y", "X was accused of a
    crime by Y": a name or a speaker says it; nobody's massacre is meant.
    """
    noun, agent = by.head, _find_child(by, "pobj")
    if by.lower_ != "by" or by.dep_ not in {"prep", "agent"} or agent is None or not _can_say(agent):
        return
    verb = next((above for above in _iter_up(noun) if above.pos_ == "VERB"), None)
    if verb is None or not _is_judging(verb) or _find_child(verb, "auxpass") is None:
        return
    if _find_child(verb, "agent") is None and verb.i < noun.i:
        by.head, by.dep_ = verb, "agent"
        _mend_relative(agent, noun)


def _mend_charge(of: Token) -> None:
    """Hang the charge from the verb, where it follows who makes it ("was accused by Y of the attack")."""
    agent, by = of.head, of.head.head
    is_charge = of.lower_ in {"of", "over"} and agent.dep_ == "pobj" and by.dep_ == "agent" and by.i < agent.i
    verb = by.head
    if not is_charge or verb.lemma_.lower() not in load_reporting().accusing or of.i < agent.i:
        return
    if not any(child.lower_ in {"of", "over", "for"} for child in verb.children):
        of.head = verb


def _mend_relative(agent: Token, noun: Token) -> None:
    """Hang a clause after the agent from it ("called a massacre by Y, which said ...")."""
    for clause in noun.children:
        if clause.dep_ == "relcl" and clause.left_edge.i > agent.i:
            clause.head = agent


def _iter_up(noun: Token) -> Iterator[Token]:
    """Iterate over what a noun hangs from, up to the verb of its phrase."""
    while noun.dep_ in _AFTER_VERB and noun.head != noun:
        if noun.head.pos_ == "ADP" and noun.head.lower_ not in _CHARGE_PREPOSITIONS:
            return
        noun = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        yield noun


def _is_judging(verb: Token) -> bool:
    """Tell whether a verb accuses, calls by a name, or lays blame."""
    lexicon = load_reporting()
    return verb.lemma_.lower() in {*lexicon.accusing, *lexicon.describing, *lexicon.idioms, *_NAMING}


def _can_say(noun: Token) -> bool:
    """Tell whether a noun is a name or holds an office or is a body."""
    lexicon = load_speakers()
    words = lexicon.roles | lexicon.bodies | lexicon.plural_voices
    return noun.pos_ == "PROPN" or noun.lemma_.lower() in words or noun.lower_ in words


def _mend_cleft(copula: Token) -> None:
    """Hang the clause of a cleft from its noun, or the phrase of a cleft from its clause.

    "It was X that had done it" is "X had done it"; "it was not from X that they came" is "they did not
    come from X".
    """
    subject = _find_child(copula, *_SUBJECTS)
    if copula.lemma_ != "be" or subject is None or subject.lower_ != "it":
        return
    noun = next((child for child in copula.rights if child.dep_ in {"attr", "dobj"}), None)
    inside = (
        () if noun is None else (deep for deep in noun.subtree if deep.head != noun and deep.dep_ == "relcl")
    )
    clause = next((child for child in (*copula.rights, *inside) if _opens_cleft(child)), None)
    if clause is None:
        return
    if noun is not None and noun.i < clause.i:
        if _lacks_subject(clause):
            _move_negations(copula, clause)
            clause.head, clause.dep_ = noun, "relcl"
        return
    phrases = [child for child in copula.rights if child.dep_ == "prep" and child.i < clause.i]
    for phrase in phrases:
        phrase.head = clause
    if phrases:
        _move_negations(copula, clause)


def _move_negations(copula: Token, clause: Token) -> None:
    """Give "not" and "probably" of a cleft to its clause ("it was not X that did it")."""
    for word in copula.doc[copula.i + 1 : clause.left_edge.i]:
        if word.dep_ == "neg" or (word.dep_ == "advmod" and word.head == copula):
            word.head = clause


def _opens_cleft(clause: Token) -> bool:
    """Tell whether a clause opens with "that" or "who"."""
    is_clause = clause.dep_ in {"ccomp", "advcl", "relcl"} and clause.pos_ in {"VERB", "AUX"}
    opens = clause.left_edge.lower_
    return is_clause and opens in (_CLEFT_WORDS if clause.dep_ != "relcl" else {"that"})


def _lacks_subject(clause: Token) -> bool:
    """Tell whether the word that opens a clause is its subject."""
    subject = _find_child(clause, *_SUBJECTS)
    return subject is not None and subject == clause.left_edge and subject.tag_ in {"WDT", "WP"}


def _mend_opening(word: Token) -> None:
    """Make "responsible", where it opens the sentence, the predicate ("responsible for it is X")."""
    verb = word.head
    if word.lower_ not in _OPENERS or word.i > verb.i or verb.lemma_ != "be":
        return
    after = next((child for child in verb.rights if child.dep_ in {"attr", "nsubj", "dobj"}), None)
    if after is None or any(child.dep_ in _SUBJECTS and child.i < verb.i for child in verb.children):
        return
    word.dep_, after.dep_ = "acomp", "nsubj"
    teller, saying = _find_child(after, "conj", "appos"), verb.head
    is_joined = any(child.dep_ == "cc" for child in after.children)
    if (
        teller is None
        or is_joined
        or teller.ent_type_ != "PERSON"
        or _find_child(saying, "nsubj") is not None
    ):
        return
    if saying.lemma_.lower() in load_reporting().clause:
        teller.head, teller.dep_ = saying, "nsubj"


def _mend_adverb(clause: Token) -> None:
    """Hang a clause from the verb of saying before it, where an adverb stands between.

    "X has denied time and again that it was involved" is X's denial that it was.
    """
    adverb, verb = clause.head, clause.head.head
    is_clause = clause.dep_ == "ccomp" and adverb.pos_ == "ADV" and clause.left_edge.lower_ == "that"
    if is_clause and verb.pos_ == "VERB" and verb.lemma_.lower() in load_reporting().clause:
        clause.head = verb
        loose = _find_child(verb, "dobj")
        if loose is not None and loose.lower_ == "time":
            loose.dep_ = "npadvmod"


def _mend_small_clause(adjective: Token) -> None:
    """Make the subject of a small clause the object ("held the government responsible")."""
    verb, subject = adjective.head, _find_child(adjective, "nsubj")
    if adjective.dep_ != "ccomp" or adjective.pos_ != "ADJ" or subject is None:
        return
    is_plain = subject.i > verb.i and not any(child.pos_ == "AUX" for child in adjective.children)
    if is_plain and verb.lemma_.lower() in _HOLDING and _find_child(verb, "dobj", "nsubjpass") is None:
        subject.head, subject.dep_ = verb, "dobj"
        adjective.dep_ = "oprd"


def _mend_semicolon(clause: Token) -> None:
    """Give a verb of saying what stands before a semicolon, not what another says after it.

    "X pointed at Y, saying that Y did it; Y called that false": X does not say that Y called it so.
    """
    verb = clause.head
    if clause.dep_ != "ccomp" or clause.i < verb.i:
        return
    mark = next((word.i for word in clause.doc[verb.i : clause.i] if word.text == ";"), None)
    said = (
        None
        if mark is None
        else next((c for c in clause.lefts if verb.i < c.i < mark and c.pos_ == "VERB"), None)
    )
    if said is not None:
        said.head, said.dep_ = verb, "ccomp"
        clause.head, clause.dep_ = clause.sent.root, "parataxis"


def _find_child(token: Token, *relations: str) -> Token | None:
    """Find the first child in one of some relations."""
    return next((child for child in token.children if child.dep_ in relations), None)

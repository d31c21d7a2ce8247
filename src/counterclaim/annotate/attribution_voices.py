"""The words that name who speaks: from a cue to the heads of its speakers' noun phrases."""

from __future__ import annotations

from counterclaim.annotate.attribution_content import is_passive
from counterclaim.annotate.attribution_lexicon import load_reporting
from counterclaim.annotate.attribution_people import can_speak
from counterclaim.annotate.attribution_phrases import NOMINAL, find_child
from counterclaim.annotate.tree import Token

#: A cue that shares its subject with the word above it.
_SHARING = frozenset({"conj", "xcomp", "advcl", "ccomp", "acomp", "pcomp", "dep", "prep", "parataxis"})

#: Marks that close what is said before its speaker.
_CLOSING = frozenset({",", '"', "”", "’", "'"})
#: Pronouns by which somebody speaks of what is the speaker's own.
_OWN_WORDS = frozenset({"it", "its", "they", "their", "he", "his", "she", "her"})


def find_verb_voices(verb: Token) -> tuple[Token, ...]:
    """Find the heads of the speakers of a verb, outermost first."""
    relayed = _find_relayed(verb)
    if relayed:
        return relayed
    subject = find_subject(verb)
    voices = (subject,) if subject is not None else ()
    return voices + _find_cited(verb, subject)


def find_subject(verb: Token) -> Token | None:
    """Find who performs a verb: its subject, agent, or that of the word it hangs on."""
    if is_passive(verb):
        return find_agent(verb)
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    if subjects:
        # Of two, which only a misparse gives, the nearer one before the verb is its own.
        return max(subjects, key=lambda child: (child.i < verb.i, child.i if child.i < verb.i else -child.i))
    if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in NOMINAL:
        return _find_bearer(verb) if verb.tag_ == "VBG" else find_agent(verb)
    inverted = _find_inverted(verb)
    if inverted is not None:
        return inverted
    if verb.dep_ in _SHARING and verb.head != verb:
        return _find_teller_before(verb) or _find_shared(verb)
    return None


def _find_teller_before(verb: Token) -> Token | None:
    """Find who goes on speaking ("Nine died, the army said, blaming rebels"), wherever the parse hangs it."""
    if verb.tag_ != "VBG" or verb.i < 2 or verb.nbor(-1).text != ",":
        return None
    before = verb.nbor(-2)
    is_cue = before.pos_ == "VERB" and before.lemma_.lower() in load_reporting().clause
    return find_child(before, "nsubj") if is_cue and before != verb.head else None


def _find_shared(verb: Token) -> Token | None:
    """Find the subject that a verb shares with the word it hangs on."""
    above = verb.head
    if verb.dep_ == "conj" and _speaks_of_itself(above):
        return find_subject(above.head)
    if verb.dep_ == "ccomp" and any(child.dep_ in {"nsubj", "mark"} for child in verb.children):
        return None
    if above.dep_ == "prep" and verb.dep_ == "pcomp":
        above = above.head
    if above.pos_ in NOMINAL and above.dep_ != "ROOT":
        return above if verb.dep_ in {"acl", "pcomp"} else None
    subject = find_child(above, "nsubjpass") if is_passive(above) else find_subject(above)
    if subject is not None and subject.lower_ == "it" and above.lemma_ == "take":
        taken = find_child(above, "dobj", "dative")  # "it took police a day to establish": police did
        return taken if taken is not None and can_speak(taken) else None
    if subject is not None and subject.tag_ == "WDT" and above.dep_ == "relcl" and not can_speak(above.head):
        # "condemned the bombing that killed sixty and denied it": the bombing denies nothing.
        return _find_speaking(above.head) or subject
    lexicon = load_reporting()
    is_told = (
        verb.dep_ == "conj" and above.lemma_.lower() in lexicon.clause | lexicon.object | lexicon.accusing
    )
    if subject is None or can_speak(subject) or (is_told and subject.pos_ in NOMINAL):
        return subject
    return _find_speaking(above) or subject


def _speaks_of_itself(clause: Token) -> bool:
    """Tell whether somebody says of its own what stands before "and": "said its men left and suggested".

    The parse hangs the second verb of saying from the first one's content; its speaker is the same.
    """
    subject = find_child(clause, "nsubj", "nsubjpass")
    if clause.dep_ != "ccomp" or clause.head.lemma_.lower() not in load_reporting().clause or subject is None:
        return False
    words = (subject, *(child for child in subject.children if child.dep_ == "poss"))
    return any(word.lower_ in _OWN_WORDS for word in words)


def _find_speaking(verb: Token) -> Token | None:
    """Find the nearest subject further up that can speak: "X rejected claims that it was late, saying"."""
    for above in verb.ancestors:
        subject = find_child(above, "nsubj") if above.pos_ in {"VERB", "AUX"} else None
        if subject is not None and can_speak(subject):
            return subject
    return None


def _find_bearer(verb: Token) -> Token | None:
    """Find who speaks in "a statement saying ...": the noun, or whoever acts on a noun that cannot."""
    noun = verb.head
    if can_speak(noun) or noun.lemma_.lower() in load_reporting().documents | load_reporting().nouns:
        return noun
    governor = noun.head
    return find_subject(governor) if governor.pos_ == "VERB" and governor != noun else noun


def find_agent(verb: Token) -> Token | None:
    """Find the "by" phrase of a passive verb."""
    by = find_child(verb, "agent")
    return find_child(by, "pobj") if by is not None else None


def _find_inverted(verb: Token) -> Token | None:
    """Find a subject that follows its verb and that the parse took for something else."""
    lexicon = load_reporting()
    lemma = verb.lemma_.lower()
    if lemma not in lexicon.clause or lemma in lexicon.addressing or verb.tag_ not in {"VBD", "VBZ", "VBP"}:
        return None
    after = next((child for child in verb.rights if child.dep_ in {"dobj", "attr", "npadvmod", "oprd"}), None)
    before = any(child.dep_ == "ccomp" for child in verb.lefts)
    after = after or _find_torn(verb)
    if after is None or not before or after.ent_type_ in {"DATE", "TIME"} or after.pos_ not in NOMINAL:
        return None
    return after


def _find_torn(verb: Token) -> Token | None:
    """Find who said it, taken for the subject of a later clause (", said X, after Y was shot")."""
    if verb.i + 1 >= verb.sent.end or verb.i == verb.sent.start or verb.nbor(-1).text not in _CLOSING:
        return None
    first = verb.nbor(1)
    for head in (first, *first.ancestors):
        is_whole = head.left_edge == first and head.dep_ in {"nsubj", "nsubjpass"}
        if is_whole and head.i + 1 < verb.sent.end and head.nbor(1).text == "," and head.head.i > head.i + 1:
            return head
    return None


def _find_relayed(verb: Token) -> tuple[Token, ...]:
    """Find the chain in "AFP quoted a medic as saying": the quoting voice, then the quoted one."""
    above = verb.head
    lexicon = load_reporting()
    if above.lower_ not in lexicon.relay_prepositions or verb.dep_ != "pcomp":
        return ()
    relay = above.head
    if relay.pos_ != "VERB":
        return ()
    if is_passive(relay) or (relay.dep_ in {"acl", "relcl"} and relay.tag_ == "VBN"):
        inner = find_child(relay, "nsubjpass") or (relay.head if relay.dep_ in {"acl", "relcl"} else None)
        outer = find_agent(relay) or find_agent(verb) or _find_by(verb)
    else:
        inner, outer = find_child(relay, "dobj"), find_subject(relay)
    return tuple(voice for voice in (outer, inner) if voice is not None)


def _find_by(verb: Token) -> Token | None:
    """Find a "by" phrase that the parse takes for an adjunct."""
    by = next((child for child in verb.children if child.lower_ == "by"), None)
    return find_child(by, "pobj") if by is not None else None


def _find_cited(verb: Token, subject: Token | None) -> tuple[Token, ...]:
    """Find whom the speaker cites: "state television said, citing the governor"."""
    for word in (verb, subject):
        for child in word.children if word is not None else ():
            if child.lemma_.lower() in load_reporting().relaying and child.dep_ in {
                "advcl",
                "acl",
                "ccomp",
                "prep",
            }:
                cited = find_child(child, "dobj")
                if cited is not None and child.tag_ == "VBG" and _is_quotable(cited):
                    return (cited,)
    return ()


def _is_quotable(cited: Token) -> bool:
    """Tell a voice or a text from a ground: "citing the governor", not "citing the weather"."""
    return can_speak(cited) or cited.lemma_.lower() in load_reporting().documents


def find_noun_voices(noun: Token) -> tuple[Token, ...]:
    """Find whose saying a noun is: "X's claim", "a statement by X", "X made a claim"."""
    owner = find_child(noun, "poss")
    if owner is not None:
        return (owner,)
    for child in noun.rights:
        if child.dep_ in {"prep", "agent"} and child.lower_ in {"by", "from"}:
            maker = find_child(child, "pobj")
            return (maker,) if maker is not None else ()
    of = find_child(noun, "prep") if noun.lemma_.lower() in load_reporting().documents else None
    if of is not None and of.lower_ == "of" and (maker := find_child(of, "pobj")) and can_speak(maker):
        return (maker,)
    named = next((child for child in noun.lefts if child.dep_ in {"compound", "amod", "nmod"}), None)
    if named is not None and named.ent_type_ in {"GPE", "NORP", "ORG"} and noun.head.pos_ == "VERB":
        return (named,)
    verb = noun.head
    if noun.dep_ == "dobj" and verb.lemma_.lower() in load_reporting().light_verbs:
        subject = find_subject(verb)
        return (subject,) if subject is not None else ()
    return ()

"""Triggers: the words of a report that evoke an event, with their modality."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Literal

import msgspec

from counterclaim.annotate.parsed import get_lower_words, iter_told
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.clauses import (
    SUBJECTS,
    find_agent,
    find_object,
    find_preposition_object,
    find_subject,
    get_clause_verb,
    get_modal,
    has_no,
    is_conditional,
    is_negated,
    iter_ancestors,
)
from counterclaim.coding.rules.senses import judge_sense
from counterclaim.coding.rules.toll_counts import is_people
from counterclaim.coding.rules.trigger_frames import find_frame
from counterclaim.vocabulary.harms import get_verbs
from counterclaim.vocabulary.triggers import TriggerEntry, TriggerLexicon, load_triggers

#: PLOVER's auxiliary modes, with `factual` for the plain case.
Modality = Literal["factual", "planned", "hypothetical", "negated"]

#: Longest trigger phrase of the lexicon, in tokens (a hyphen is a token).
MAX_PHRASE_TOKENS = 5
#: What only a noun can be; the tagger takes some nouns for verbs ("for airstrikes").
_NOMINAL = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "poss"})
#: Sentences that tell what a report is about.
OPENING_SENTENCES = 8


#: Types of one happening seen from two sides: what somebody did, and what merely happened.
_PHYSICAL = frozenset({"ASSAULT", "DISASTER"})
#: Types of what people do with their bodies and with weapons; their words have many other senses.
_BODILY = frozenset({"ASSAULT", "PROTEST"})


def are_kin(left: str, right: str) -> bool:
    """Tell whether words of two types may speak of one event ("the blast", "the accident")."""
    return left == right or {left, right} <= _PHYSICAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """Words that evoke an event."""

    #: Index of the governing token.
    token: int
    #: First and last token of the trigger's words, both included.
    first: int
    last: int
    entry: TriggerEntry
    modality: Modality = "factual"

    @property
    def is_deed(self) -> bool:
        """Tell whether it is something done, more than words about what others did."""
        return not self.entry.verbal

    @property
    def is_strong(self) -> bool:
        """Tell whether the trigger may make a mention by itself."""
        return not self.entry.weak and self.modality == "factual"


def find_triggers(doc: Doc, extra: frozenset[int] = frozenset()) -> tuple[Trigger, ...]:
    """Find the triggers of a parsed text, in text order.

    Args:
        doc: the parsed text.
        extra: indices of harm words found elsewhere (tolls); they become weak triggers.
    """
    lexicon = load_triggers()
    barred = _find_barred(doc, lexicon)
    words = frozenset(token.lower_ for token in doc)
    phrases = list(_iter_phrases(doc, lexicon, barred))
    taken = {i for first, last, _ in phrases for i in range(first, last + 1)}
    found = [
        _make_trigger(doc, first, last, settled)
        for first, last, entry in phrases
        if (settled := _settle_phrase(doc[first : last + 1].root, entry)) is not None
    ]
    for token in doc:
        if token.i in taken or token.i in barred:
            continue
        known = _find_entry(token, lexicon, words)
        if known is None and token.i in extra:
            known = _find_misread(token, lexicon)
        entry = _weigh(token, known, is_counted=token.i in extra)
        if entry is not None and not _is_natural(token, lexicon):
            found.append(_make_trigger(doc, token.i, token.i, entry))
    return _settle_causes(doc, sorted(found, key=lambda trigger: (trigger.first, trigger.last)))


def _settle_causes(doc: Doc, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Make the words that leave the cause open ("explosion", "killed") accidents in a report about one."""
    if not _is_accident(doc, triggers):
        return tuple(triggers)
    return tuple(
        replace(each, entry=msgspec.structs.replace(each.entry, type="DISASTER", mode=None))
        if each.entry.open
        else each
        for each in triggers
    )


def _is_accident(doc: Doc, triggers: Sequence[Trigger]) -> bool:
    """Tell whether the opening tells of an accident or a disaster, and nothing of an attack."""
    opening = list(islice(iter_told(doc), OPENING_SENTENCES))
    end = opening[-1].end if opening else 0
    first = [t for t in triggers if t.first < end and t.modality == "factual"]
    if any(t.entry.type == "ASSAULT" and not (t.entry.weak or t.entry.open) for t in first):
        return False
    words = load_triggers().accident_words
    return any(t.entry.type == "DISASTER" for t in first) or any(token.lower_ in words for token in doc[:end])


def _weigh(token: Token, entry: TriggerEntry | None, *, is_counted: bool) -> TriggerEntry | None:
    """Weigh a harm word: it makes an event where people are counted or named ("killed margins" does not)."""
    if entry is None:
        return _HARM if is_counted else None
    if not entry.harm:
        return entry
    thing = find_object(token)
    is_person = thing is not None and (
        thing.ent_type_ == "PERSON" or thing.pos_ == "PRON" or is_people(thing)
    )
    return msgspec.structs.replace(entry, weak=not (is_counted or is_person))


def _is_natural(token: Token, lexicon: TriggerLexicon) -> bool:
    """Tell whether it was no attack: an earthquake struck, a crash killed, people died of cholera."""
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return False
    causes = (
        find_agent(token),
        find_subject(token),
        find_preposition_object(token, "in", "of", "from", "after", "when"),
    )
    return any(cause is not None and cause.lemma_.lower() in lexicon.natural_agents for cause in causes)


_HARM = TriggerEntry(type="ASSAULT", weak=True, harm=True, open=True)


def _find_entry(token: Token, lexicon: TriggerLexicon, words: frozenset[str]) -> TriggerEntry | None:
    """Find the lexicon's entry for one token, by part of speech, lemma and what stands beside it."""
    lemma = token.lemma_.lower()
    frame = find_frame(token, words)
    if frame is not None and frame.bars:
        return None
    if token.pos_ in {"VERB", "AUX"} and token.dep_ not in _NOMINAL:
        return frame or _settle_sense(token, lexicon.verbs.get(lemma))
    is_noun = token.pos_ in {"NOUN", "PROPN"} or token.dep_ in _NOMINAL
    if is_noun and not _is_name_part(token) and token.ent_type_ != "DATE":
        entry = lexicon.nouns.get(lemma) or lexicon.nouns.get(token.lower_.rstrip("s"))
        return frame or _settle_sense(token, entry)
    return None


def _find_misread(token: Token, lexicon: TriggerLexicon) -> TriggerEntry | None:
    """Find the entry of a verb of harm that the tagger took for a noun ("Seven shot in Torbay")."""
    return lexicon.verbs.get(get_verbs().get(token.lower_, "")) if token.pos_ == "NOUN" else None


def _settle_sense(token: Token, entry: TriggerEntry | None) -> TriggerEntry | None:
    """Drop a word of violence or protest in another sense; make a harm by accident a disaster.

    What only weapons do is no accident of the vehicle that did it ("planes bombed the camp").
    """
    if entry is None or entry.type not in _BODILY:
        return entry
    sense = judge_sense(token)
    if sense == "accident" and entry.open:
        return msgspec.structs.replace(entry, type="DISASTER", mode=None)
    is_armed = sense == "accident" and entry.mode is not None
    return entry if sense == "event" or is_armed else None


def _settle_phrase(root: Token, entry: TriggerEntry) -> TriggerEntry | None:
    """Drop a phrase that a verb heads in another sense ("the gas blew up"); a car may blow up on purpose."""
    is_other = root.pos_ == "VERB" and entry.type in _BODILY and judge_sense(root) == "other"
    return None if is_other else entry


def _is_name_part(token: Token) -> bool:
    """Tell whether a capitalised token is part of a person's or body's name."""
    is_name = token.ent_type_ in {"PERSON", "ORG", "WORK_OF_ART"} and token.pos_ == "PROPN"
    return is_name and not token.text.islower()


def _iter_words(doc: Doc, start: int) -> Iterator[tuple[int, str]]:
    """Iterate over the ends and the words of the stretches that begin at a token."""
    words = ""
    for last in range(start, min(start + MAX_PHRASE_TOKENS, len(doc))):
        word = doc[last].lower_
        if doc[last].is_space:
            return
        words = words + word if word == "-" or words.endswith("-") else f"{words} {word}".strip()
        yield last, words


def _iter_phrases(
    doc: Doc, lexicon: TriggerLexicon, barred: frozenset[int]
) -> Iterator[tuple[int, int, TriggerEntry]]:
    """Iterate over the trigger phrases, longest first at each token, without overlaps."""
    start = 0
    first_words, lower = _find_first_words(tuple(lexicon.phrases)), get_lower_words(doc)
    while start < len(doc):
        if lower[start] not in first_words:
            start += 1
            continue
        best: tuple[int, TriggerEntry] | None = None
        for last, words in _iter_words(doc, start):
            if words in lexicon.phrases:
                best = (last, lexicon.phrases[words])
        if best is None or not barred.isdisjoint(range(start, best[0] + 1)):
            start += 1
            continue
        yield start, best[0], best[1]
        start = best[0] + 1


def _find_barred(doc: Doc, lexicon: TriggerLexicon) -> frozenset[int]:
    """Find the tokens of fixed phrases that only look like triggers ("heart attack")."""
    first_words = _find_first_words(lexicon.not_events)
    phrases = frozenset(lexicon.not_events)
    barred: set[int] = set()
    for start, word in enumerate(get_lower_words(doc)):
        for last, words in _iter_words(doc, start) if word in first_words else ():
            if words in phrases:
                barred.update(range(start, last + 1))
    return frozenset(barred)


@lru_cache(maxsize=4)
def _find_first_words(phrases: Collection[str]) -> frozenset[str]:
    """Find what the phrases of a lexicon can begin with (a hyphen is a token)."""
    return frozenset(phrase.split()[0].split("-")[0] for phrase in phrases)


def _make_trigger(doc: Doc, first: int, last: int, entry: TriggerEntry) -> Trigger:
    root = doc[first : last + 1].root
    return Trigger(token=root.i, first=first, last=last, entry=entry, modality=find_modality(root))


def find_modality(token: Token) -> Modality:
    """Find whether the words present an event as done, planned, unreal or not done."""
    lexicon = load_triggers()
    verb = get_clause_verb(token)
    if token.pos_ in {"VERB", "AUX"}:
        return _find_verb_modality(token)
    if has_no(token):
        return "negated"
    if token.pos_ == "NUM":
        return "factual"  # "the toll will come down to 253": the dead are there
    if _is_planned_clause(verb) and not _points_back(token):
        return "planned"
    if token.dep_ in {"dobj", "nsubjpass"} and token.head.lemma_ in lexicon.undone_verbs:
        return "hypothetical"
    if any(ancestor.lemma_ in lexicon.unreal_nouns for ancestor in _iter_noun_heads(token)):
        return "hypothetical"
    if verb.lemma_ in lexicon.preventing_verbs or any(
        child.lower_ in lexicon.unreal_words for child in token.children
    ):
        return "hypothetical"
    return "factual"


def _points_back(noun: Token) -> bool:
    """Tell whether a noun names an event already spoken of ("condemn this attack")."""
    return any(
        child.dep_ == "det" and child.lower_ in {"the", "this", "that", "these"} for child in noun.children
    )


def _iter_noun_heads(token: Token) -> Iterator[Token]:
    """Iterate over the nouns that govern a noun through prepositions ("threat of attack")."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return
        yield ancestor


def _find_verb_modality(verb: Token) -> Modality:
    if is_negated(verb):
        return "negated"
    if _is_planned_clause(verb):
        return "planned"
    if get_modal(verb) is not None or is_conditional(verb):
        return "hypothetical"
    return "hypothetical" if verb.tag_ == "VB" and _is_wished(verb) else "factual"


def _is_wished(verb: Token) -> bool:
    """Tell whether a bare verb is an order or an aim ("kill them", "to kill")."""
    if verb.dep_ == "conj" and verb.head.tag_ == "VBD" and verb.lower_ in load_triggers().plain_pasts:
        # A past that looks like a bare verb ("went from door to door and cut").
        return False
    if any(child.dep_ == "aux" and child.lower_ == "to" for child in verb.children):
        return True
    chain = [verb, *(ancestor for ancestor in verb.ancestors if verb.dep_ == "conj")][:2]
    helped = any(child.dep_ == "aux" for link in chain for child in link.children)
    return not helped and not any(child.dep_ in SUBJECTS for child in verb.children)


def _is_planned_clause(verb: Token) -> bool:
    """Tell whether a clause speaks of the future: "will", "is planned", "are due to"."""
    planning = load_triggers().planning_verbs
    if get_modal(verb) in {"will", "shall"}:
        return True
    for ancestor in iter_ancestors(verb):
        if (
            ancestor.lemma_ in planning
            and ancestor.pos_ == "VERB"
            and (ancestor == verb or verb.tag_ == "VB")
        ):
            return True
        if ancestor.dep_ in {"ROOT", "relcl"}:
            break
    return False

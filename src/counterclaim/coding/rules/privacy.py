"""Privacy: whose names are withheld, and how they are cut out of values and evidence (ETHICS.md).

Invariant: where names are withheld, no value and no evidence of a coding holds the name of a private
victim or of a person said to be a minor; evidence around a name is cut into the pieces beside it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.place_towns import is_own_town
from counterclaim.annotate.tree import Doc, Token
from counterclaim.annotate.tree import Span as DocSpan
from counterclaim.coding.rules.clauses import (
    find_object,
    find_preposition_object,
    find_token_at,
    iter_conjuncts,
)
from counterclaim.coding.rules.statements import StatementDraft
from counterclaim.model.span import Evidence, Span, make_evidence
from counterclaim.model.values import WITHHELD, PartyValue, ResponsibilityValue, TollValue
from counterclaim.vocabulary.responsibility import load_actors, load_responsibility
from counterclaim.vocabulary.triggers import load_triggers

#: PLOVER types of what is done to somebody accused.
_LEGAL = frozenset({"ACCUSE", "SANCTION", "COERCE"})
#: A person below this age is a minor (Convention on the Rights of the Child, article 1).
ADULT_AGE = 18

_AGE = re.compile(
    r"^[,\s(]*(?:(?:who|she|he)\s+(?:is|was|turned)\s+)?(?:(?:is|was|turned)\s+)?(?:just\s+|only\s+)?(?:aged?\s+)?"
    r"(\d{1,2})(?:[\s-]+years?[\s-]+old)?\b[,\s.)]"
)
_AGE_WORDS = re.compile(r"\b(\d{1,2})[\s-]+years?[\s-]+old\b")
_AGE_BEFORE = re.compile(r"(\d{1,2})[\s-]+years?[\s-]+old\s+(?:\w+\s+){0,2}$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Withheld:
    """The names that a coding must not hold."""

    #: Every place where such a name stands, in text order.
    spans: tuple[Span, ...] = ()
    #: The names and surnames themselves.
    names: frozenset[str] = frozenset()

    def cut(self, text: str, evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
        """Cut the names out of some evidence; pieces without a letter are dropped."""
        pieces: list[Evidence] = []
        for whole in evidence:
            inside = [span for span in self.spans if span.start < whole.end and span.end > whole.start]
            if not inside:
                pieces.append(whole)
                continue
            edges = [whole.start, *(edge for span in inside for edge in (span.start, span.end)), whole.end]
            for start, end in zip(edges[::2], edges[1::2], strict=True):
                pieces.extend(_cut_piece(text, start, end))
        return tuple(pieces)

    def hides(self, words: str | None) -> bool:
        """Tell whether some words hold a withheld name."""
        return words is not None and any(re.search(rf"\b{re.escape(name)}\b", words) for name in self.names)


def _cut_piece(text: str, start: int, end: int) -> Iterator[Evidence]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    if start < end:
        yield make_evidence(text, start, end)


def find_withheld(annotated: AnnotatedReport, harmed: Iterable[int], *, names: bool) -> Withheld:
    """Find the names of private victims and of minors.

    Args:
        annotated: the report.
        harmed: indices of trigger and harm words, whose objects are victims.
        names: withhold nothing.
    """
    if names:
        return Withheld()
    doc = annotated.doc
    named = [party.span for party in annotated.parties]
    named += [place.span for place in annotated.places if place.value.geonames is not None]
    people = {
        entity[-1].text: entity
        for entity in doc.ents
        if entity.label_ == "PERSON"
        and not _has_article(entity)
        and not is_own_town(annotated.report.text, Span(entity.start_char, entity.end_char))
        and not any(span.overlaps(Span(entity.start_char, entity.end_char)) for span in named)
    }
    victims = {head.text for i in harmed for head in _iter_victims(doc[i])} & people.keys()
    hidden = {name for name in victims if not is_public_person(doc, name)} | set(_iter_minors(annotated))
    full = {entity.text for entity in doc.ents if entity.label_ == "PERSON" and entity[-1].text in hidden}
    return Withheld(
        spans=tuple(iter_name_spans(annotated.report.text, hidden | full)), names=frozenset(hidden | full)
    )


def _has_article(entity: DocSpan) -> bool:
    """Tell whether an article stands right before a name, which no person's has ("the Banner")."""
    before = entity.doc[entity.start - 1] if entity.start else None
    return before is not None and before.dep_ == "det" and before.head == entity[-1]


def iter_name_spans(text: str, names: Collection[str]) -> Iterator[Span]:
    """Iterate over every place where a name stands, whatever the recogniser takes it for there."""
    if names:
        longest_first = sorted(names, key=len, reverse=True)
        pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b")
        yield from (Span(match.start(), match.end()) for match in pattern.finditer(text))


def _iter_victims(word: Token) -> Iterator[Token]:
    """Iterate over the people that a harm word speaks of."""
    thing = find_object(word) if word.pos_ in {"VERB", "AUX"} else find_preposition_object(word, "of")
    subject = next((child for child in word.children if child.dep_ in {"nsubj", "nsubjpass", "poss"}), None)
    if subject is not None and thing is not None and _is_killer(subject):
        subject = None  # "the gunman, X, killed nine": the nine are the victims
    for found in (thing, subject, word.head if word.dep_ in {"relcl", "acl", "appos"} else None):
        if found is not None:
            yield from iter_conjuncts(found)
            yield from (child for child in found.children if child.dep_ == "appos")


def _is_killer(subject: Token) -> bool:
    """Tell whether the subject of a verb of harm is told to be the one who did it."""
    return subject.dep_ == "nsubj" and subject.lemma_.lower() in load_responsibility().perpetrator_nouns


def _iter_minors(annotated: AnnotatedReport) -> Iterator[str]:
    """Iterate over the surnames of people whose age in the text is below eighteen."""
    text = annotated.report.text
    for entity in annotated.doc.ents:
        if entity.label_ != "PERSON":
            continue
        after = _AGE.match(text[entity.end_char : entity.end_char + 40])
        before = _AGE_BEFORE.search(text[max(0, entity.start_char - 40) : entity.start_char])
        if any(found is not None and int(found.group(1)) < ADULT_AGE for found in (after, before)):
            yield entity[-1].text
    for match in _AGE_WORDS.finditer(text):
        token = find_token_at(annotated.doc, match.end() - 1)
        if token is None or int(match.group(1)) >= ADULT_AGE:
            continue
        described = [person.text for person in _iter_described(token)]
        yield from described
        if not described and _is_accused(token.head):
            yield from _iter_private(annotated, token.i)


def _is_accused(noun: Token) -> bool:
    """Tell whether somebody is arrested, charged or tried."""
    lexicon, lemma = load_triggers(), noun.head.lemma_.lower()
    entries = [lexicon.verbs.get(lemma), *lexicon.frames.get(lemma, ())]
    return any(entry is not None and entry.type in _LEGAL for entry in entries)


def _iter_private(annotated: AnnotatedReport, start: int) -> Iterator[str]:
    """Iterate over the surnames after a token of people who neither speak nor have an office.

    One of them is the minor that the token speaks of; the words do not tell which.
    """
    doc = annotated.doc
    known = (v for each in annotated.attributions for v in each.speakers if v.role or " " in v.name)
    voices = {word for voice in known for word in voice.name.split()}
    for entity in doc.ents:
        surname = entity[-1].text
        is_later = entity.label_ == "PERSON" and entity.start > start
        if is_later and surname not in voices and not is_public_person(doc, surname):
            yield surname


def _iter_described(age: Token) -> Iterator[Token]:
    """Iterate over the names that "16-year-old" describes: beside its noun, or its subject."""
    noun = age.head if age.dep_ in {"amod", "nmod", "compound"} else age
    near = [*noun.children, noun]
    if noun.dep_ in {"appos", "attr", "acomp"}:
        near += [noun.head, *noun.head.children]
    for token in near:
        if token.ent_type_ == "PERSON" and token.dep_ not in {"poss", "pobj"}:
            yield token


def is_public_person(doc: Doc, surname: str) -> bool:
    """Tell whether a title or office stands before a name anywhere in the text."""
    titles = load_actors().public_titles
    for entity in doc.ents:
        if entity.label_ == "PERSON" and entity[-1].text == surname:
            before = doc[max(0, entity.start - 2) : entity.start + 1]
            if any(token.lower_ in titles for token in before):
                return True
    return False


def withhold_names(
    annotated: AnnotatedReport, drafts: Sequence[StatementDraft], withheld: Withheld
) -> list[StatementDraft]:
    """Cut the withheld names out of drafts; a draft that nothing else carries is dropped."""
    if not withheld.spans:
        return list(drafts)
    kept = (_withhold(annotated.report.text, draft, withheld) for draft in drafts)
    return [draft for draft in kept if draft is not None]


def _withhold(text: str, draft: StatementDraft, withheld: Withheld) -> StatementDraft | None:
    evidence = withheld.cut(text, draft.evidence)
    if not evidence:
        return None
    value = draft.value
    if isinstance(value, TollValue):
        wording = evidence[0].quote if withheld.hides(value.wording) else value.wording
        group = None if withheld.hides(value.group) else value.group
        value = msgspec.structs.replace(value, wording=wording, group=group)
    elif isinstance(value, PartyValue) and withheld.hides(value.name):
        value = msgspec.structs.replace(value, name=WITHHELD)
    if isinstance(value, PartyValue) and withheld.hides(value.role):
        value = msgspec.structs.replace(value, role=None)
    elif isinstance(value, ResponsibilityValue) and withheld.hides(value.actor):
        value = msgspec.structs.replace(value, actor=WITHHELD)
    return replace(draft, value=value, evidence=evidence)

"""Recipients: who and what was hit, what became of them, how many, and in which office."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.place_towns import is_own_town
from counterclaim.annotate.tree import Span as Words
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.actors import find_actor
from counterclaim.coding.rules.clauses import get_phrase_span
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.privacy import is_public_person
from counterclaim.coding.rules.recipient_hits import Hit
from counterclaim.coding.rules.recipient_kinds import find_person_kind, find_thing_kind
from counterclaim.coding.rules.stance import make_event_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.coding.rules.toll_counts import find_quantity
from counterclaim.model.span import Span
from counterclaim.model.values import PartyValue, TollValue, Value
from counterclaim.vocabulary.harms import get_words
from counterclaim.vocabulary.numbers import load_numbers
from counterclaim.vocabulary.recipients import load_recipients
from counterclaim.vocabulary.responsibility import load_actors

#: Entities that are neither people nor things.
_NO_RECIPIENTS = frozenset({"DATE", "TIME", "CARDINAL", "GPE", "MONEY", "PERCENT", "LANGUAGE", "LAW"})
#: Longest "of" phrase that belongs to a description, in tokens.
OF_TOKENS = 8
#: What became of somebody, the more telling first.
_FATES = (
    "killed",
    "injured",
    "captured",
    "missing",
    "arrested",
    "displaced",
    "destroyed",
    "burned",
    "damaged",
    "robbed",
    "taken",
)
#: Fates that only people meet.
_HARMS = frozenset({"killed", "injured", "captured"})
_LEADING = frozenset({"the", "a", "an", "this", "that", "these", "those", "some", "any", "all", "other"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Recipient:
    """A person, people or thing, as the words name it."""

    name: str
    kind: str
    role: str | None
    span: Span
    is_named: bool = False
    is_person_name: bool = False


def iter_recipient_drafts(
    annotated: AnnotatedReport, mentions: MentionMap, hits: Sequence[Hit]
) -> Iterator[StatementDraft]:
    """Yield who or what was attacked or harmed, in text order, each name once a mention."""
    drafts: dict[tuple[int, str], StatementDraft] = {}
    for hit in hits:
        index = mentions.find_index(hit.anchor)
        recipient = _make_recipient(annotated, hit) if index is not None else None
        if index is None or recipient is None:
            continue
        key = (index, recipient.name.casefold())
        drafts[key] = _merge(drafts.get(key), _make_draft(annotated, index, hit, recipient))
    yield from drafts.values()


def _merge(known: StatementDraft | None, draft: StatementDraft) -> StatementDraft:
    """Merge two drafts of one recipient: the one that says more of what became of it, role and count kept."""
    if known is None:
        return draft
    better, other = (known, draft) if _rank(known.value) <= _rank(draft.value) else (draft, known)
    best, rest = better.value, other.value
    if not isinstance(best, PartyValue) or not isinstance(rest, PartyValue):
        return better
    value = msgspec.structs.replace(best, role=best.role or rest.role, count=best.count or rest.count)
    return replace(better, value=value)


def _rank(value: Value) -> int:
    fate = value.fate if isinstance(value, PartyValue) else None
    return _FATES.index(fate) if fate in _FATES else len(_FATES)


def _make_draft(annotated: AnnotatedReport, index: int, hit: Hit, recipient: _Recipient) -> StatementDraft:
    stance = make_event_stance(annotated, hit.anchor)
    span = recipient.span
    if recipient.is_person_name and not is_public_person(annotated.doc, hit.head.text):
        # The harm word is taken in, so that something is left where the name is withheld.
        end = max(hit.anchor.idx + len(hit.anchor), span.end)
        span = Span(min(hit.anchor.idx, span.start), end)
    return StatementDraft(
        mention=index,
        property="recipient",
        value=PartyValue(
            name=recipient.name,
            kind=recipient.kind,
            named=recipient.is_named,
            count=None if recipient.is_person_name else _find_count(annotated, hit.head),
            role=recipient.role,
            fate=hit.fate,
        ),
        evidence=cut_evidence(annotated, [span]),
        speakers=stance.speakers,
        certainty=stance.certainty,
        confidence=0.7,
    )


def _make_recipient(annotated: AnnotatedReport, hit: Hit) -> _Recipient | None:
    """Make the recipient of a noun phrase; None for what is neither people nor a thing that can be hit."""
    head = hit.head
    if head.pos_ not in {"NOUN", "PROPN"} or head.like_num or head.ent_type_ in _NO_RECIPIENTS:
        return None
    if head.i == hit.anchor.i:
        return None
    entity = _find_person(head) or _find_harmed_name(annotated, hit)
    if entity is not None and (
        is_own_town(annotated.report.text, _to_span(entity)) or _is_town(annotated, head)
    ):
        return None
    if entity is not None:
        return _make_person(annotated, head, entity)
    actor = find_actor(annotated, head) if head.pos_ == "PROPN" and find_thing_kind(head) is None else None
    if actor is not None and actor.is_named and actor.kind not in {"person", "other"}:
        return _Recipient(name=actor.name, kind=actor.kind, role=None, span=actor.span, is_named=True)
    kind = (find_person_kind(head) if hit.may_be_person else None) or find_thing_kind(head)
    if kind is None and not _is_site(annotated, head):
        return None
    named = _find_named(head) if kind in load_recipients().people else None
    if named is not None:
        role = _describe(annotated, head)
        name = _get_name(annotated, named)
        return _Recipient(
            name=name,
            kind=kind or "other",
            role=_cut(annotated, role),
            span=_to_span(named),
            is_named=True,
            is_person_name=True,
        )
    span = _describe(annotated, head)
    return _Recipient(name=_cut(annotated, span), kind=kind or "other", role=None, span=span)


def _is_town(annotated: AnnotatedReport, head: Token) -> bool:
    """Tell whether a name that the parser takes for a person's is a place that the text names."""
    return any(p.value.lat is not None and p.span.start <= head.idx < p.span.end for p in annotated.places)


def _is_site(annotated: AnnotatedReport, token: Token) -> bool:
    """Tell whether a noun is a building or site that the text names."""
    return any(p.is_facility and p.span.start <= token.idx < p.span.end for p in annotated.places)


def _find_person(head: Token) -> Words | None:
    """Find the person's name that a noun is the head of."""
    entity = next((e for e in head.doc.ents if e.start <= head.i < e.end), None)
    if entity is None or entity.label_ != "PERSON" or (len(entity) == 1 and _is_common(head)):
        return None
    return entity


def _is_common(head: Token) -> bool:
    """Tell whether a word that was taken for a name is a noun of the lexicon."""
    return find_person_kind(head) is not None or find_thing_kind(head) is not None


def _find_harmed_name(annotated: AnnotatedReport, hit: Hit) -> Words | None:
    """Find the name of somebody whom only the harm shows to be a person ("X was murdered")."""
    head = hit.head
    if hit.fate not in _HARMS or head.pos_ != "PROPN" or not head.text[:1].isupper() or not hit.may_be_person:
        return None
    if any(party.span.start <= head.idx < party.span.end for party in annotated.parties):
        return None
    start = head.i
    while start > head.sent.start and head.nbor(start - 1 - head.i).pos_ == "PROPN":
        start -= 1
    return None if _is_common(head) else head.doc[start : head.i + 1]


def _find_named(head: Token) -> Words | None:
    """Find the person whom a noun of office names beside it ("the mayor, X")."""
    named = (_find_person(child) for child in head.children if child.dep_ == "appos")
    return next((entity for entity in named if entity is not None), None)


def _make_person(annotated: AnnotatedReport, head: Token, entity: Words) -> _Recipient:
    """Make the recipient of a person's name, with the office that stands beside it."""
    role = _find_title(annotated, entity) or _find_apposition(annotated, head)
    words = role[0] if role is not None else None
    kind = (find_person_kind(role[1]) if role is not None else None) or "person"
    name = _find_full_name(annotated, _get_name(annotated, entity))
    return _Recipient(
        name=name, kind=kind, role=words, span=_to_span(entity), is_named=True, is_person_name=True
    )


def _find_title(annotated: AnnotatedReport, entity: Words) -> tuple[str, Token] | None:
    """Find the words of office before a name, and the noun among them ("army colonel X")."""
    doc = entity.doc
    first = _skip_titles(entity)
    start = first
    while start > entity.sent.start and _is_title_word(doc[start - 1]):
        start -= 1
    noun = next((doc[i] for i in range(first - 1, start - 1, -1) if find_person_kind(doc[i])), None)
    if noun is None:
        return None
    span = Span(doc[start].idx, doc[noun.i].idx + len(doc[noun.i]))
    return _cut(annotated, span), noun


def _is_title_word(token: Token) -> bool:
    return (
        token.pos_ in {"NOUN", "PROPN", "ADJ"}
        and not token.is_punct
        and token.ent_type_ not in _NO_RECIPIENTS
    )


def _find_apposition(annotated: AnnotatedReport, head: Token) -> tuple[str, Token] | None:
    """Find the office that follows a name ("X, the mayor of Y"), and its noun."""
    nouns = [child for child in head.children if child.dep_ == "appos" and find_person_kind(child)]
    if head.dep_ == "appos" and find_person_kind(head.head):
        nouns.append(head.head)
    if not nouns:
        return None
    return _cut(annotated, _describe(annotated, nouns[0])), nouns[0]


def _describe(annotated: AnnotatedReport, head: Token) -> Span:
    """Return the span of a description: the noun phrase without article and number, and a short "of"."""
    span = get_phrase_span(head)
    quantity = find_quantity(head, annotated.quantities)
    start = span.start
    if quantity is not None and quantity.span.end <= head.idx:
        start = max(start, quantity.span.end)
    for token in head.doc[head.left_edge.i : head.i]:
        if token.idx >= start and (
            token.lower_ in _LEADING or token.is_space or token.is_punct or token.like_num
        ):
            start = token.idx + len(token)
        elif token.idx >= start:
            break
    of = next((c for c in head.children if c.dep_ == "prep" and c.lower_ == "of" and c.i == head.i + 1), None)
    end = span.end
    if of is not None and of.right_edge.i - of.i <= OF_TOKENS and not any(t.is_punct for t in of.subtree):
        last = head.doc[of.right_edge.i]
        end = last.idx + len(last)
    while not annotated.report.text[start].isalnum():
        start += 1
    return Span(start, end)


def _is_leading(token: Token) -> bool:
    """Tell whether a word before a noun says nothing of what it names ("the", "these", "three")."""
    return (
        token.lower_ in _LEADING
        or token.pos_ in {"CCONJ", "NUM"}
        or token.is_space
        or token.is_punct
        or token.like_num
    )


def _skip_titles(entity: Words) -> int:
    """Return the index of the first word of a name that is no title."""
    titles = load_actors().public_titles | get_words("titles")
    first = entity.start
    while first < entity.end - 1 and (
        entity.doc[first].lower_ in titles or find_person_kind(entity.doc[first])
    ):
        first += 1
    return first


def _get_name(annotated: AnnotatedReport, entity: Words) -> str:
    first = entity.doc[_skip_titles(entity)]
    return _cut(annotated, Span(first.idx, entity.end_char))


def _to_span(entity: Words) -> Span:
    return Span(entity.start_char, entity.end_char)


def _cut(annotated: AnnotatedReport, span: Span) -> str:
    return " ".join(annotated.report.text[span.start : span.end].split())


def _find_full_name(annotated: AnnotatedReport, name: str) -> str:
    """Find the longest name of the text that ends with a name ("X" for "Y X")."""
    names = [_get_name(annotated, entity) for entity in annotated.doc.ents if entity.label_ == "PERSON"]
    longer = [each for each in names if each.casefold().endswith(name.casefold())]
    return max([name, *longer], key=len)


def _find_count(annotated: AnnotatedReport, head: Token) -> TollValue | None:
    """Find how many a noun phrase names: its number, or a plural; None for one."""
    quantity = find_quantity(head, annotated.quantities)
    if quantity is not None:
        wording = _cut(annotated, quantity.span)
        return TollValue(op=quantity.op, n=quantity.n, low=quantity.low, high=quantity.high, wording=wording)
    if head.tag_ not in {"NNS", "NNPS"}:
        return None
    low, high = load_numbers()["plural_bounds"]["plural"]
    wording = annotated.report.text[head.idx : head.idx + len(head)]
    return TollValue(op="plural", low=low, high=high, wording=wording)

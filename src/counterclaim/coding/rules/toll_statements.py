"""Toll statements: each count with its mention, its speakers and its stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from spacy.tokens import Token

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.stance import make_stance
from counterclaim.coding.rules.statements import StatementDraft
from counterclaim.coding.rules.tolls import TollCandidate
from counterclaim.coding.rules.when_where import find_said_on
from counterclaim.model.values import TollValue

#: Group of a single person where the report also counts more.
ONE_PERSON = "one person"


def iter_toll_drafts(
    annotated: AnnotatedReport, mentions: MentionMap, candidates: tuple[TollCandidate, ...]
) -> Iterator[StatementDraft]:
    """Yield the tolls of every mention, in text order, each count of a speaker once."""
    seen: set[tuple[object, ...]] = set()
    placed = [(_find_mention(annotated, mentions, candidate), candidate) for candidate in candidates]
    for index, candidate in placed:
        if index is None:
            continue
        stance = make_stance(annotated, annotated.doc[candidate.head])
        value = _make_value(candidate, [other for place, other in placed if place == index])
        key = (index, candidate.property, value, stance.speakers, stance.is_denied)
        if key in seen:
            continue
        seen.add(key)
        yield StatementDraft(
            mention=index,
            property=candidate.property,
            value=value,
            evidence=(candidate.evidence,),
            speakers=stance.speakers,
            polarity="-" if stance.is_denied else "+",
            certainty=stance.certainty,
            said_on=find_said_on(annotated, stance.attribution) if stance.attribution else None,
            basis=candidate.basis,
            confidence=0.6 if candidate.basis == "derived" else 0.9,
        )


def _make_value(candidate: TollCandidate, beside: Sequence[TollCandidate]) -> TollValue:
    """Make the value of a candidate; one person beside a larger count of the same event is a group."""
    is_one_of_many = candidate.individual and any(
        other.property == candidate.property and (other.value.low or 0) > 1 and not other.individual
        for other in beside
    )
    mode = candidate.mode
    if mode == "increment" and not any(
        other.property == candidate.property and other.evidence.start < candidate.evidence.start
        for other in beside
    ):
        mode = "total"
    group = candidate.value.group or (ONE_PERSON if is_one_of_many else None)
    return msgspec.structs.replace(candidate.value, group=group, mode=mode, scope=candidate.scope)


def _find_mention(annotated: AnnotatedReport, mentions: MentionMap, candidate: TollCandidate) -> int | None:
    """Find the mention a count belongs to: by its harm word, else by its head, else the text's focus."""
    predicate, head = annotated.doc[candidate.predicate], annotated.doc[candidate.head]
    index = _find_bound(mentions, predicate, head)
    is_main = index is not None and mentions.drafts[index].role in {"main", "planned"}
    if candidate.scope == "campaign" and is_main:
        return mentions.campaign
    return index


def _find_bound(mentions: MentionMap, predicate: Token, head: Token) -> int | None:
    for token in (predicate, head):
        if token.i in mentions.by_trigger:
            return mentions.by_trigger[token.i]
    return mentions.find_index(predicate)

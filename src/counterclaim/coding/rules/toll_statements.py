"""Toll statements: each count with its mention, its speakers and its stance."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.stance import Stance, make_stance
from counterclaim.coding.rules.statements import StatementDraft
from counterclaim.coding.rules.toll_totals import Total, make_tally
from counterclaim.coding.rules.tolls import TollCandidate
from counterclaim.coding.rules.when import find_said_on
from counterclaim.model.values import TollValue
from counterclaim.vocabulary.numbers import get_bounds

#: Group of a single person where the report also counts more.
ONE_PERSON = "one person"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Voiced:
    """A count with the mention it was given to and the stance it is said under."""

    mention: int
    candidate: TollCandidate
    stance: Stance


def iter_toll_drafts(
    annotated: AnnotatedReport, mentions: MentionMap, candidates: tuple[TollCandidate, ...]
) -> Iterator[StatementDraft]:
    """Yield the tolls of every mention, in text order, each count of a speaker once."""
    voiced = list(_iter_voiced(annotated, mentions, candidates))
    drafts = [
        draft
        for index in sorted({each.mention for each in voiced})
        for draft in _iter_mention_drafts(annotated, [each for each in voiced if each.mention == index])
    ]
    seen: dict[tuple[object, ...], StatementDraft] = {}
    for draft in sorted(drafts, key=lambda draft: (draft.evidence[0].start, draft.evidence[0].end)):
        key = (draft.mention, draft.property, draft.value, draft.speakers, draft.polarity)
        seen.setdefault(key, draft)
    yield from seen.values()


def _iter_voiced(
    annotated: AnnotatedReport, mentions: MentionMap, candidates: tuple[TollCandidate, ...]
) -> Iterator[_Voiced]:
    for candidate in candidates:
        index = _find_mention(annotated, mentions, candidate)
        if index is not None:
            stance = make_stance(annotated, annotated.doc[candidate.head])
            yield _Voiced(mention=index, candidate=candidate, stance=stance)


def _iter_mention_drafts(annotated: AnnotatedReport, voiced: Sequence[_Voiced]) -> Iterator[StatementDraft]:
    """Yield the tolls of one mention: as written, and the totals that they make together."""
    tally = make_tally(annotated.doc, [each.candidate for each in voiced if not each.stance.is_denied])
    beside = [each.candidate for each in voiced if each.candidate not in tally.absorbed]
    several = {total.property for total in tally.totals}
    for each in voiced:
        if each.candidate in beside and not _is_among(annotated, each.candidate, beside):
            value = _make_value(each.candidate, beside, is_one_of_many=each.candidate.property in several)
            yield _make_draft(annotated, each, value, (each.candidate,))
    for total in tally.totals:
        first = next(each for each in voiced if each.candidate is total.members[0])
        yield _make_draft(annotated, first, _make_total_value(total), total.members)


def _make_draft(
    annotated: AnnotatedReport, each: _Voiced, value: TollValue, members: Sequence[TollCandidate]
) -> StatementDraft:
    """Make the draft of a count from its value and the counts whose words carry it."""
    candidate, stance = each.candidate, each.stance
    is_stated = len(members) == 1 and candidate.basis == "stated" and not candidate.is_hit
    return StatementDraft(
        mention=each.mention,
        property=candidate.property,
        value=value,
        evidence=tuple(sorted({member.evidence for member in members})),
        speakers=stance.speakers,
        polarity="-" if stance.is_denied and value.op != "zero" else "+",
        certainty=stance.certainty,
        said_on=find_said_on(annotated, stance.attribution) if stance.attribution else None,
        basis="stated" if is_stated else "derived",
        confidence=0.9 if is_stated else 0.6,
    )


def _make_total_value(total: Total) -> TollValue:
    """Make the value of a derived total; its wording is that of the first count in it."""
    low, high = get_bounds(total.op, total.n)
    wording = total.members[0].value.wording
    return TollValue(op=total.op, n=total.n, low=low, high=high, group=total.group, wording=wording)


def _make_value(
    candidate: TollCandidate, beside: Sequence[TollCandidate], *, is_one_of_many: bool
) -> TollValue:
    """Make the value of a candidate; one person beside a larger count of the same event is a group."""
    alike = [other for other in beside if other.property == candidate.property]
    mode = candidate.mode
    if mode == "increment" and not _has_base(candidate, alike):
        mode = "total"
    group = candidate.value.group
    if group is None and candidate.individual and (is_one_of_many or _counts_more(alike)):
        group = ONE_PERSON
    return msgspec.structs.replace(candidate.value, group=group, mode=mode, scope=candidate.scope)


def _is_among(annotated: AnnotatedReport, candidate: TollCandidate, beside: Sequence[TollCandidate]) -> bool:
    """Tell whether words only call somebody dead, where the report counts more ("the slain mayor")."""
    is_attribute = annotated.doc[candidate.predicate].dep_ in {"amod", "acl", "relcl"}
    alike = [other for other in beside if other.property == candidate.property]
    return candidate.individual and is_attribute and _counts_more(alike)


def _counts_more(alike: Sequence[TollCandidate]) -> bool:
    """Tell whether one of the counts of a harm is of more than one person."""
    return any((other.value.low or 0) > 1 and not other.individual for other in alike)


def _has_base(candidate: TollCandidate, alike: Sequence[TollCandidate]) -> bool:
    """Tell whether an earlier count, or a larger later one, holds what an increment adds to."""
    return any(
        other.evidence.start < candidate.evidence.start or (other.value.low or 0) > (candidate.value.low or 0)
        for other in alike
    )


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

"""Type and mode of a mention, in PLOVER's words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.clauses import get_stretch
from counterclaim.coding.rules.mentions import MentionDraft, MentionMap
from counterclaim.coding.rules.stance import make_event_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.coding.rules.triggers import Trigger
from counterclaim.model.values import TypeValue

#: A more telling mode stands for a plainer one that the same event also has.
_REFINES = {
    "suicide-attack": ("explosives", "firearms"),
    "drone": ("aerial", "explosives", "heavy-weapons"),
    "aerial": ("explosives",),
}


class EventType(NamedTuple):
    """A PLOVER type and mode, and the trigger that carries the mode."""

    type: str
    mode: str | None
    carrier: Trigger


def choose_type(draft: MentionDraft) -> EventType:
    """Choose the type and mode of a mention: the commonest mode of its own triggers, refined."""
    triggers = [t for group in draft.groups for t in group.triggers if t.modality in {"factual", "planned"}]
    head = draft.groups[0].head
    moded = [t for t in triggers if t.entry.mode and t.entry.type == draft.type]
    if not moded:
        return EventType(draft.type, head.entry.mode if head.entry.type == draft.type else None, head)
    mode = choose_mode([t.entry.mode for t in moded if t.entry.mode])
    return EventType(draft.type, mode, next(t for t in moded if t.entry.mode == mode))


def choose_mode(modes: Sequence[str]) -> str:
    """Choose among the modes that words carry, in text order: the commonest, then the first, refined."""
    counts = Counter(modes)
    mode = max(counts, key=lambda each: (counts[each], -modes.index(each)))
    for finer, coarser in _REFINES.items():
        if finer in counts and mode in coarser:
            mode = finer
    return mode


def iter_type_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield one type statement a mention, with the words that carry type and mode."""
    for index, draft in enumerate(mentions.drafts):
        if not draft.groups:
            continue
        type_, mode, carrier = choose_type(draft)
        head = draft.groups[0].head
        spans = {get_stretch(annotated.doc, t.first, t.last) for t in (head, carrier)}
        stance = make_event_stance(annotated, annotated.doc[head.token])
        yield StatementDraft(
            mention=index,
            property="type",
            value=TypeValue(type=type_, mode=mode),
            evidence=cut_evidence(annotated, spans),
            speakers=stance.speakers,
            certainty=stance.certainty,
        )

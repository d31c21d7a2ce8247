"""Labels: short words of the text that tell a person which event a mention is."""

from __future__ import annotations

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.coding.rules.clauses import find_object, get_phrase_span
from counterclaim.coding.rules.mentions import MentionDraft
from counterclaim.coding.rules.privacy import Withheld


def make_label(annotated: AnnotatedReport, draft: MentionDraft, withheld: Withheld) -> str:
    """Make the label of a mention: the words that name the event, and a victim whose name is not withheld."""
    doc = annotated.doc
    nouns = [t for group in draft.groups for t in group.triggers if doc[t.token].pos_ in {"NOUN", "PROPN"}]
    telling = sorted((t for t in nouns if not t.entry.weak), key=lambda t: t.first)
    trigger = telling[0] if telling else draft.groups[0].head
    span = get_phrase_span(doc[trigger.token])
    words = _strip(annotated.report.text[min(span.start, doc[trigger.first].idx) : span.end])
    for group in draft.groups:
        for each in group.triggers:
            harmed = find_object(doc[each.token]) if doc[each.token].pos_ == "VERB" else None
            if harmed is not None and harmed.lower_ == group.victim and not withheld.hides(harmed.text):
                return f"{words} ({doc[each.token].text} {harmed.text})"
    return words


def _strip(words: str) -> str:
    first, _, rest = words.partition(" ")
    return (
        rest
        if rest and first.lower() in {"the", "a", "an", "this", "that", "these", "those", "its", "their"}
        else words
    )

"""Other deeds: what the narrator says somebody did at another time, beside the main event.

"The war began with the attack that X carried out on 7 October", "since the start of X's bombing of the
strip", "at a rite for the general whom an X drone strike killed four years ago": no word on who did what
the report is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.mentions import MentionMap
from counterclaim.coding.rules.undated import is_years_back
from counterclaim.vocabulary.responsibility import load_responsibility

#: Types of event that somebody is charged with.
_DEEDS = frozenset({"ASSAULT", "DISASTER"})
#: Relations by which a word belongs to what another event is told with.
_INSIDE = frozenset({"agent", "pobj", "prep", "dobj", "nsubj", "nsubjpass", "advcl", "relcl", "acl", "pcomp"})
#: Days that are one day, give or take time zones.
_SAME = timedelta(days=1)
#: How far back from publication a report's own event lies at most.
_RECENT = timedelta(days=21)


def find_other_deed(annotated: AnnotatedReport, mentions: MentionMap, deed: Token) -> tuple[bool, int | None]:
    """Find whether a word for a deed tells of another event than the main one, and of which.

    Returns:
        Whether it does, and the index of the mention; None where no mention holds that event.
    """
    inner = _find_inner(mentions, deed)
    if inner is not None:
        return True, inner
    if _is_setting(deed) or _is_of_another_day(annotated, mentions, deed):
        return True, mentions.campaign
    return False, None


def _find_inner(mentions: MentionMap, deed: Token) -> int | None:
    """Find the event of another time that a deed is part of ("in August, 21 were killed when X ...")."""
    for above in _iter_told_with(deed):
        index = mentions.by_trigger.get(above.i)
        if index is not None and index != mentions.main and mentions.drafts[index].type in _DEEDS:
            return index if mentions.drafts[index].role == "background" else None
    return None


def _iter_told_with(deed: Token) -> Iterator[Token]:
    """Iterate over the words that a word is told with, upwards."""
    word = deed
    while word.dep_ in _INSIDE and word.head is not word:
        word = word.head
        yield word


def _is_setting(deed: Token) -> bool:
    """Tell whether a deed only tells how long or since when ("after 11 days of X bombardment")."""
    lexicon = load_responsibility()
    if deed.lower_ in lexicon.campaign_words:
        return True
    above = deed.head.head if deed.dep_ == "pobj" else deed
    if deed.dep_ == "pobj" and deed.head.lower_ in lexicon.period_prepositions:
        return True
    return deed.dep_ == "pobj" and deed.head.lower_ == "of" and above.lemma_.lower() in lexicon.period_nouns


def _is_of_another_day(annotated: AnnotatedReport, mentions: MentionMap, deed: Token) -> bool:
    """Tell whether the deed's own words date it to other days than those of the main event."""
    told = tuple(_iter_times(annotated, deed))
    if any(each.meaning is not None and is_years_back(each.meaning) for each in told):
        return True
    days = None if mentions.main is None else mentions.drafts[mentions.main].get_days()
    published = annotated.report.published
    if days is None and published is not None:
        days = (published - _RECENT, published)
    if days is None:
        return False
    found = [each.value for each in told if each.value is not None and each.kind == "DATE"]
    return bool(found) and all(
        value.end < days[0] - _SAME or value.start > days[1] + _SAME for value in found
    )


def _iter_times(annotated: AnnotatedReport, deed: Token) -> Iterator[DateExpression]:
    """Iterate over the words for a time in the clause of a deed."""
    clause = next((child for child in deed.rights if child.dep_ in {"relcl", "acl"}), None)
    heads = [deed, *([clause] if clause is not None else [])]
    above = next(_iter_told_with(deed), None)
    if above is not None and above.pos_ == "ADP":
        above = above.head
    if above is not None and above.pos_ == "VERB":
        heads.append(above)
    spans = [
        (child.left_edge.idx, child.right_edge.idx + len(child.right_edge.text))
        for head in heads
        for child in head.children
        if child.dep_ in {"prep", "npadvmod", "advmod"}
    ]
    for each in annotated.dates.expressions:
        if any(start <= each.span.start and each.span.end <= end for start, end in spans):
            yield each

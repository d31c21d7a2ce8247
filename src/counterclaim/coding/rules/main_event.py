"""The main event: the group of words that introduces what a report is about.

Deeds come before words, and what was done to people before what followed in court: a report on
reactions to an attack is about the attack. A later sentence's background never beats the opening.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import islice

from counterclaim.annotate.parsed import iter_told
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.groups import Group
from counterclaim.coding.rules.triggers import OPENING_SENTENCES
from counterclaim.vocabulary.triggers import load_triggers

#: A main event lies at most this long before publication; older ones are background.
MAIN_AGE = timedelta(days=45)
_VIOLENT = frozenset({"ASSAULT", "DISASTER"})
#: Modes of what follows a deed: somebody is arrested, charged, convicted.
_LEGAL = frozenset({"arrest", "allege", "convict", "investigate"})
#: Blows without a weapon; the court case on them is the greater event.
_MINOR = frozenset({"beat"})


def find_main(doc: Doc, groups: Sequence[Group], published: date | None) -> Group | None:
    """Find the group that introduces the main event: one that happened, is recent, and stands alone."""
    strong = [g for g in groups if any(t.is_strong for t in g.triggers) and _is_public(doc, g)]
    recent = [g for g in strong if _is_recent(g, published)]
    plain = [
        g for g in recent if not g.is_set_apart and not (g.is_embedded and g.victim and not g.is_definite)
    ]
    planned = [g for g in groups if g.modality == "planned" and not g.head.entry.weak]
    old = [g for g in strong if not g.is_set_apart]
    others = [g for g in (recent or planned or old) if not g.head.entry.verbal]
    return _choose(doc, plain) or next((g for g in others if _is_told_fully(g) or g not in plain), None)


def _is_public(doc: Doc, group: Group) -> bool:
    """Tell whether words are said by or to those whose words are politics; deeds always are public."""
    if not group.head.entry.verbal:
        return True
    offices = load_triggers().offices
    sentence = doc[group.head.token].sent
    return any(word.ent_type_ in {"GPE", "NORP"} or word.lemma_.lower() in offices for word in sentence)


def _is_recent(group: Group, published: date | None) -> bool:
    days = group.get_days()
    return published is None or days is None or published - MAIN_AGE <= days[1]


def _choose(doc: Doc, groups: Sequence[Group]) -> Group | None:
    """Choose among groups that may be the main event."""
    groups = [g for g in groups if g.type in _VIOLENT or not g.is_before] or groups
    sentences = list(islice(iter_told(doc), OPENING_SENTENCES))
    end = sentences[-1].end if sentences else 0
    opening = [g for g in groups if g.first < end]
    acts = [g for g in opening if g.type in _VIOLENT]
    violent = next(iter(acts), None)
    material = next((g for g in opening if g.type not in _VIOLENT and not g.head.entry.verbal), None)
    if violent is None or material is None:
        later = next((g for g in groups if g.type in _VIOLENT and _is_told_fully(g)), None)
        return violent or material or later or next(iter(opening), None)
    if material.modes & _LEGAL and _are_blows(doc, acts, material):
        return material
    return violent if _outweighs(doc, violent, material) else material


def _is_told_fully(group: Group) -> bool:
    """Tell whether an event is told with its day or with who was harmed."""
    return group.get_days() is not None or any(trigger.entry.harm for trigger in group.triggers)


def _are_blows(doc: Doc, acts: Sequence[Group], legal: Group) -> bool:
    """Tell whether the acts told with a legal step are blows that harmed nobody much."""
    end = doc[legal.first].sent.end
    told = [act for act in acts if act.first < end]
    return bool(told) and all(map(_is_minor, told)) and any(act.modes & _MINOR for act in acts)


def _is_minor(group: Group) -> bool:
    """Tell whether an act is told with neither a weapon nor a person harmed."""
    triggers = [trigger.entry for trigger in group.triggers]
    return not any(each.harm for each in triggers) and all(
        each.mode in _MINOR or each.generic or each.weak for each in triggers
    )


def _outweighs(doc: Doc, violent: Group, material: Group) -> bool:
    """Tell whether a violent event of the opening is what the report is about."""
    if violent.first < material.first:
        return True
    if material.type == "PROTEST":
        return False
    if doc[violent.first].sent == doc[material.first].sent or material.modes & _LEGAL:
        return True
    return any(trigger.entry.harm for trigger in violent.triggers)

"""Gaps: a second speaker whose verb is left out ("the ministry put the toll at 40, rebels at 12").

Only a number can be said so: it stands right after the speaker, or after the preposition that the
first number has.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import msgspec

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_lexicon import load_reporting
from counterclaim.annotate.attribution_people import can_speak
from counterclaim.annotate.tree import Doc
from counterclaim.model.statement import Speaker

_MARKS = frozenset({",", ";"})
_JOINTS = frozenset({"and", "but", "while", "whereas"})
_ENDS = frozenset({",", ";", ".", "and", "but", "while", "dead", "killed"})
_NAMING = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PART"})
#: Words of a number before its figure ("at least 12").
_DEGREES = frozenset({"at", "least", "more", "than", "about", "around", "nearly", "almost", "some", "over"})
#: Longest "the town's health director", in tokens.
_NAME_REACH = 6


@dataclass(frozen=True, slots=True)
class _Gap:
    """A speaker and a number with nothing said between them."""

    #: The mark or preposition that stands in for the verb.
    cue: int
    #: Head of the speaker's phrase.
    voice: int
    #: First token of the speaker's phrase; the number's tokens.
    start: int
    number: range


def add_gaps(doc: Doc, drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """Add who says a number without a verb of their own, and take it from the speaker before."""
    out: list[Draft] = []
    for draft in drafts:
        gaps = tuple(_iter_gaps(doc, draft)) if _sets_number(doc, draft) else ()
        taken = {place for gap in gaps for place in range(gap.start, gap.number.stop)}
        out.append(replace(draft, content=draft.content - taken) if gaps else draft)
        out += [
            Draft(head=gap.cue, cue=(gap.cue,), voices=(gap.voice,), content=frozenset(gap.number))
            for gap in gaps
        ]
    return tuple(out)


def cut_number(speaker: Speaker, said: str) -> Speaker:
    """Cut off the number that a speaker says from their name, where the parse joins them."""
    if not said or not speaker.name.endswith(f" {said}"):
        return speaker
    return msgspec.structs.replace(speaker, name=speaker.name.removesuffix(f" {said}").removesuffix(" of"))


def _sets_number(doc: Doc, draft: Draft) -> bool:
    """Tell whether somebody says or puts a number by a verb."""
    lexicon = load_reporting()
    lemma = doc[draft.head].lemma_.lower()
    is_said = lemma in lexicon.clause or lemma in lexicon.measuring or lemma in lexicon.prepositions
    return is_said and bool(draft.voices) and any(doc[place].tag_ == "CD" for place in draft.content)


def _iter_gaps(doc: Doc, draft: Draft) -> Iterator[_Gap]:
    """Yield the gaps in the rest of the sentence after the first number."""
    first = min(place for place in draft.content if doc[place].tag_ == "CD")
    for mark in range(max(first, draft.head) + 1, doc[draft.head].sent.end - 2):
        gap = _read_gap(doc, mark) if doc[mark].text in _MARKS else None
        if gap is not None:
            yield gap


def _read_gap(doc: Doc, mark: int) -> _Gap | None:
    """Read a speaker and a number after a mark."""
    start = mark + 2 if doc[mark + 1].lower_ in _JOINTS else mark + 1
    end = start
    while end < min(len(doc), start + _NAME_REACH) and doc[end].pos_ in _NAMING:
        end += 1
    if end == start or end >= len(doc) or doc[end - 1].pos_ not in ("NOUN", "PROPN"):
        return None
    voice = doc[end - 1]
    has_link = doc[end].lower_ in ("at", "of") and doc[end + 1 : end + 2].text.lower() != "least"
    number = _read_number(doc, end + 1 if has_link else end)
    if not number or not can_speak(voice, names=voice.ent_type_ in ("GPE", "ORG", "NORP", "PERSON")):
        return None
    return _Gap(cue=end if has_link else mark, voice=voice.i, start=start, number=number)


def _read_number(doc: Doc, start: int) -> range:
    """Read a number that ends its clause; empty where there is none."""
    place = start
    while place < len(doc) and doc[place].lower_ in _DEGREES:
        place += 1
    if place >= len(doc) or doc[place].tag_ != "CD":
        return range(0)
    is_last = place + 1 >= len(doc) or doc[place + 1].lower_ in _ENDS or doc[place + 1].is_space
    return range(start, place + 1) if is_last else range(0)

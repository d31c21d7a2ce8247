"""Lessons for the tagger of attributions: parsed documents with the parts of every gold cue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.quality.rows import Row, iter_rows
from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_decoding import CONTENT, CUE, SPEAKER
from counterclaim.annotate.attribution_features import Features, make_word_features
from counterclaim.annotate.attribution_quotes import Marked, find_marked
from counterclaim.annotate.attributions import find_ruled_drafts
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.quotations import find_quotations
from counterclaim.annotate.tree import Doc

Parts = Mapping[int, frozenset[int]]

#: The gold's names of the parts.
ROLES = {SPEAKER: "source", CUE: "cue", CONTENT: "content"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A parsed document, what the rules find in it, and what the gold does."""

    doc: Doc
    words: Sequence[Features]
    marked: Sequence[Marked]
    #: By the head of the cue.
    drafts: Mapping[int, Draft]
    #: Tokens of each part, by the head of the cue.
    gold: Mapping[int, Parts]


def iter_lessons(path: Path) -> Iterator[Lesson]:
    """Iterate over the documents of a JSONL file of attributions."""
    return (make_lesson(row) for row in iter_rows(path))


def make_lesson(row: Row) -> Lesson:
    """Make the lesson of one document."""
    text = str(row["text"])
    blocks = find_blocks(text)
    doc = parse_text(text, blocks)
    marked = find_marked(doc, find_quotations(text, blocks))
    drafts = {draft.head: draft for draft in find_ruled_drafts(doc, marked)}
    gold: dict[int, Parts] = {}
    for attribution in row["attributions"]:
        parts = {part: _find_tokens(doc, attribution[name]) for part, name in ROLES.items()}
        if parts[CUE]:
            gold.setdefault(find_head(doc, parts[CUE], drafts), parts)
    return Lesson(
        doc=doc,
        words=make_word_features(doc, marked),
        marked=marked,
        drafts=drafts,
        gold=gold,
    )


def _find_tokens(doc: Doc, role: Sequence[Mapping[str, Any]] | None) -> frozenset[int]:
    spans = [
        doc.char_span(start, end, alignment_mode="expand")
        for each in role or ()
        for start, end in each["spans"]
    ]
    return frozenset(token.i for span in spans if span is not None for token in span)


def find_head(doc: Doc, cue: frozenset[int], drafts: Mapping[int, Draft]) -> int:
    """Find the head of a cue: the rules', else a verb among the tokens that the others hang on."""
    tops = sorted(place for place in cue if doc[place].head.i not in cue or doc[place].head == doc[place])
    verbs = [place for place in tops if doc[place].pos_ in {"VERB", "AUX"}]
    return next(iter([*sorted(cue & drafts.keys()), *verbs, *tops]))

"""Tell copies: texts that are mostly one another's words, as wire services and reprints make them.

A copy adds reach, not evidence. A story cut short, or with a local paragraph added, is a copy still:
so the judgement looks at how much of the *shorter* text stands in the other. A story told anew in
other words is none. Every judgement is a function of the two texts alone.

Measured on 247 news articles of 45 stories, 30 known pairs of copies among them: the share of the
shorter text is .58 to 1.00 for copies and at most .49 for all other pairs of forty groups of words
or more (`python -m benchmarks.quality.copies`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import msgspec
import numpy as np

if TYPE_CHECKING:
    from datasketch import MinHash

#: Words in a group; groups overlap.
GROUP_WORDS = 4
#: Smallest share of the shorter text's groups that stand in the other text.
COPY_SHARE = 0.55
#: Texts with fewer groups are copies only where they share this much of what both hold: a notice of
#: rights or a greeting can be half of a short text.
SHORT_GROUPS = 40
SHORT_SIMILARITY = 0.7
#: Smallest estimated share for which two texts are compared word by word; the estimate is off by up
#: to about a fifth where one text is ten times as long.
WORTH_COMPARING = 0.3
#: Functions of a sketch, and the seed they are drawn with; changing any of these makes other sketches.
PERMUTATIONS = 128
SEED = 1
_SCHEME: Literal["affine32"] = "affine32"
#: The first values of a sketch are keys one by one: texts that share a tenth of all their groups
#: share one of them in four of five cases, and those that share a quarter in 99 of 100.
SINGLE_KEYS = 16
#: The next ones are keys by fours: only texts that share most of their groups share one of them.
BANDS = 8
BAND_ROWS = 4

_WORD = re.compile(r"\w+")

CopyVerdict = Literal["copy", "other"]


class Sketch(msgspec.Struct, frozen=True, array_like=True):
    """What is kept of a text to find its copies: about 500 bytes whatever its length."""

    #: Number of different groups of words.
    groups: int
    #: The smallest hash of all groups under each function; `PERMUTATIONS` unsigned 32-bit, big-endian.
    values: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How much two texts have in common."""

    #: Shared groups of words over all groups of both, 0..1 (Jaccard).
    similarity: float
    #: Shared groups over those of the shorter text, 0..1 (containment).
    share: float
    #: Groups of the shorter text.
    groups: int


def find_groups(text: str) -> frozenset[str]:
    """Find the groups of neighbouring words of a text; case and punctuation do not count."""
    words = _WORD.findall(text.casefold())
    last = max(len(words) - GROUP_WORDS, 0)
    return frozenset(" ".join(words[i : i + GROUP_WORDS]) for i in range(last + 1) if words)


def make_sketch(text: str) -> Sketch:
    """Make the sketch of a text; equal texts have equal sketches on every machine."""
    groups = find_groups(text)
    hashed = _make_hash()
    hashed.update_batch(group.encode() for group in sorted(groups))
    return Sketch(groups=len(groups), values=hashed.hashvalues.astype(">u4").tobytes())


def make_copy_keys(sketch: Sketch) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Make the keys under which copies meet: loose ones, then strict ones.

    Loose keys find a copy that holds a tenth of the other text, and now and then a stranger: use
    them among reports of the same days. Strict keys find only texts that are mostly the same.
    """
    if not sketch.groups:
        return (), ()
    values = [sketch.values[i : i + 4].hex() for i in range(0, len(sketch.values), 4)]
    rows = values[SINGLE_KEYS : SINGLE_KEYS + BANDS * BAND_ROWS]
    bands = ("".join(rows[i : i + BAND_ROWS]) for i in range(0, len(rows), BAND_ROWS))
    return (
        tuple(f"{number}:{value}" for number, value in enumerate(values[:SINGLE_KEYS])),
        tuple(f"{number}:{value}" for number, value in enumerate(bands, start=SINGLE_KEYS)),
    )


def estimate_likeness(one: Sketch, other: Sketch) -> Likeness:
    """Estimate from sketches what two texts have in common."""
    if not (one.groups and other.groups):
        return Likeness(similarity=0.0, share=0.0, groups=0)
    # What MinHash.jaccard does, without making two objects for each of many comparisons.
    equal = np.frombuffer(one.values, dtype=">u4") == np.frombuffer(other.values, dtype=">u4")
    similarity = int(np.count_nonzero(equal)) / PERMUTATIONS
    shared = similarity / (1 + similarity) * (one.groups + other.groups)
    shorter = min(one.groups, other.groups)
    return Likeness(similarity=similarity, share=min(shared / shorter, 1.0), groups=shorter)


def measure_likeness(one: str, other: str) -> Likeness:
    """Measure exactly what two texts have in common."""
    groups, others = find_groups(one), find_groups(other)
    shorter = min(len(groups), len(others))
    if not shorter:
        return Likeness(similarity=0.0, share=0.0, groups=0)
    shared = len(groups & others)
    return Likeness(similarity=shared / len(groups | others), share=shared / shorter, groups=shorter)


def judge_copy(one: str, other: str) -> CopyVerdict:
    """Judge whether two texts are copies of one another, or of one original."""
    likeness = measure_likeness(one, other)
    if likeness.groups < SHORT_GROUPS:
        return "copy" if likeness.similarity >= SHORT_SIMILARITY else "other"
    return "copy" if likeness.share >= COPY_SHARE else "other"


def is_worth_comparing(one: Sketch, other: Sketch) -> bool:
    """Tell from sketches whether two texts may be copies."""
    return estimate_likeness(one, other).share >= WORTH_COMPARING


def _make_hash() -> MinHash:
    from datasketch import MinHash

    return MinHash(num_perm=PERMUTATIONS, seed=SEED, scheme=_SCHEME)

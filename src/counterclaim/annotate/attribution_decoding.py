"""The likeliest parts of all words of a sentence together: a chain over the network's scores.

Viterbi's algorithm, for all candidates of a text at once.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from counterclaim.vocabulary.learned import Matrix, Places

#: Parts of a word: outside, the speaker, the cue, what is said.
OUTSIDE, SPEAKER, CUE, CONTENT = range(4)
PARTS = 4
#: Columns of the second network: a score for each part, one for the word to be a cue at all, and
#: one for each step from the part of the word before to its own.
IS_CUE = PARTS
STEPS = slice(PARTS + 1, PARTS + 1 + PARTS * PARTS)
ANSWERS = STEPS.stop
#: Score of what cannot be.
NEVER = -1e4
#: How much the first network's word counts, and how sure it can be.
FIRST_SHARE = 0.4
SUREST = 1e-4


def judge_cue(scores: Matrix, place: int, chance: float) -> float:
    """Judge how likely the word at a place is a cue, by what both networks say.

    Args:
        scores: the second network's scores, one row a word.
        place: the place of the candidate.
        chance: what the first network says of it.
    """
    sure = min(max(chance, SUREST), 1 - SUREST)
    both = FIRST_SHARE * math.log(sure / (1 - sure)) + (1 - FIRST_SHARE) * float(scores[place, IS_CUE])
    return 1 / (1 + math.exp(-both))


def find_likeliest(scores: Sequence[Matrix], places: Sequence[int]) -> list[Places]:
    """Find the likeliest parts of the words of each sequence, given that one of them is a cue.

    Args:
        scores: the network's scores of each sequence, one row a word.
        places: the place of the cue in each sequence.
    """
    lengths = np.array([len(each) for each in scores], dtype=np.int64)
    if not len(lengths):
        return []
    parts, steps = _stack(scores, places, int(lengths.max()))
    best = parts[0]
    back = np.zeros((len(parts), len(scores), PARTS), dtype=np.int32)
    for place in range(1, len(parts)):
        ways = best[:, :, None] + steps[place]
        back[place] = ways.argmax(axis=1)
        further = ways.max(axis=1) + parts[place]
        best = np.where((place < lengths)[:, None], further, best)
    return _walk_back(best.argmax(axis=1).astype(np.int32), back, lengths)


def _stack(scores: Sequence[Matrix], places: Sequence[int], longest: int) -> tuple[Matrix, Matrix]:
    """Stack the scores of parts and steps: by word, by sequence."""
    parts = np.zeros((longest, len(scores), PARTS), dtype=np.float32)
    steps = np.zeros((longest, len(scores), PARTS, PARTS), dtype=np.float32)
    for number, (each, place) in enumerate(zip(scores, places, strict=True)):
        parts[: len(each), number] = each[:, :PARTS]
        parts[place, number] += hold_cue()
        steps[: len(each), number] = each[:, STEPS].reshape(-1, PARTS, PARTS)
    return parts, steps


def hold_cue() -> Matrix:
    """Return what to add to a word's scores so that it can only be the cue."""
    held = np.full(PARTS, NEVER, dtype=np.float32)
    held[CUE] = 0
    return held


def _walk_back(last: Places, back: Places, lengths: np.ndarray) -> list[Places]:
    """Walk from the last part of each sequence to its first."""
    found = np.zeros((len(back), len(last)), dtype=np.int32)
    rows = np.arange(len(last))
    part = last
    for place in range(len(back) - 1, -1, -1):
        found[place] = part
        part = np.where(place < lengths, back[place][rows, part], part)
    return [found[:length, number] for number, length in enumerate(lengths)]

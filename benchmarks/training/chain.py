"""A learner of chains: the parts of a sentence's words, learned together.

The loss is that of a conditional random field (Lafferty, McCallum and Pereira 2001) whose steps
the network scores word by word, beside that of telling cues from other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from benchmarks.training.learner import GAP, Exercise, Learner
from counterclaim.annotate.attribution_decoding import CUE, IS_CUE, PARTS, STEPS, hold_cue
from counterclaim.vocabulary.learned import Matrix

#: How much telling cues from other words counts, beside one word of a chain.
CUE_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Chains:
    """Scores of a few sequences, stacked and filled up: by sequence, by word."""

    parts: Matrix
    #: From the part of the word before to the word's own.
    steps: Matrix
    #: Where there are words.
    real: npt.NDArray[np.bool_]
    gold: npt.NDArray[np.int64]


class ChainLearner(Learner):
    """A learner of the second network: all parts of a cue's sentence at once."""

    def find_error(self, scores: Matrix, chosen: Sequence[Exercise]) -> Matrix:
        """Find the slope of the loss at the scores of joined exercises."""
        starts = np.cumsum([0, *(len(each.answers) + GAP for each in chosen)])[:-1]
        error = np.zeros_like(scores)
        is_cue = np.array([each.answers[each.place] == CUE for each in chosen])
        heads = starts + np.array([each.place for each in chosen])
        chance = 1 / (1 + np.exp(-scores[heads, IS_CUE]))
        error[heads, IS_CUE] = CUE_WEIGHT * (chance - is_cue) / len(chosen)
        pairs = [
            pair for pair, is_one in zip(zip(starts, chosen, strict=True), is_cue, strict=True) if is_one
        ]
        if pairs:
            self._add_chain_error(error, scores, pairs)
        return error

    def _add_chain_error(self, error: Matrix, scores: Matrix, pairs: Sequence[tuple[int, Exercise]]) -> None:
        """Add the slope of the chains of true cues."""
        rows = stack_rows(pairs)
        chains = stack_chains(scores, rows, pairs)
        parts, steps = find_slopes(chains)
        count = chains.real.sum()
        error[rows[chains.real], :PARTS] = parts[chains.real] / count
        error[rows[chains.real], STEPS] = steps[chains.real].reshape(-1, PARTS * PARTS) / count


def stack_rows(pairs: Sequence[tuple[int, Exercise]]) -> npt.NDArray[np.int64]:
    """Stack the rows that the words of each sequence have among the joined ones; -1 beyond its end."""
    rows = np.full((len(pairs), max(len(each.answers) for _, each in pairs)), -1, dtype=np.int64)
    for number, (start, each) in enumerate(pairs):
        rows[number, : len(each.answers)] = start + np.arange(len(each.answers))
    return rows


def stack_chains(
    scores: Matrix, rows: npt.NDArray[np.int64], pairs: Sequence[tuple[int, Exercise]]
) -> Chains:
    """Stack the scores of sequences, the cue's word held to be one."""
    gold = np.zeros(rows.shape, dtype=np.int64)
    parts = scores[rows][:, :, :PARTS].copy()
    for number, (_, each) in enumerate(pairs):
        gold[number, : len(each.answers)] = each.answers
        parts[number, each.place] += hold_cue()
    steps = scores[rows][:, :, STEPS].reshape(*rows.shape, PARTS, PARTS)
    return Chains(parts, steps, rows >= 0, gold)


def find_loss(chains: Chains) -> float:
    """Find how unlikely the right parts are: less the logarithm of their chance."""
    sequence, word = np.nonzero(chains.real)
    whole = _add_logs(_sum_before(chains)[:, -1], 1).sum()
    parts = chains.parts[sequence, word, chains.gold[sequence, word]].sum()
    sequence, word = sequence[word > 0], word[word > 0]
    before, here = chains.gold[sequence, word - 1], chains.gold[sequence, word]
    return float(whole - parts - chains.steps[sequence, word, before, here].sum())


def find_slopes(chains: Chains) -> tuple[Matrix, Matrix]:
    """Find the slopes of the chains' loss: what the scores expect, less what is.

    Returns:
        For parts, and for steps, by sequence and word.
    """
    before, after = _sum_before(chains), _sum_after(chains)
    whole = _add_logs(before[:, -1], 1)
    parts = np.exp(before + after - whole[:, None, None]) * chains.real[:, :, None]
    later = (chains.parts + after)[:, 1:, None, :]
    ways = before[:, :-1, :, None] + chains.steps[:, 1:] + later - whole[:, None, None, None]
    steps = np.zeros_like(chains.steps)
    steps[:, 1:] = np.exp(ways) * chains.real[:, 1:, None, None]
    sequence, word = np.nonzero(chains.real)
    parts[sequence, word, chains.gold[sequence, word]] -= 1
    sequence, word = sequence[word > 0], word[word > 0]
    steps[sequence, word, chains.gold[sequence, word - 1], chains.gold[sequence, word]] -= 1
    return parts, steps


def _sum_before(chains: Chains) -> Matrix:
    """Sum over all ways that lead to a word's part, that part's score included."""
    sums = np.empty_like(chains.parts)
    sums[:, 0] = chains.parts[:, 0]
    for word in range(1, chains.parts.shape[1]):
        further = _add_logs(sums[:, word - 1, :, None] + chains.steps[:, word], 1) + chains.parts[:, word]
        sums[:, word] = np.where(chains.real[:, word, None], further, sums[:, word - 1])
    return sums


def _sum_after(chains: Chains) -> Matrix:
    """Sum over all ways that lead on from a word's part."""
    sums = np.zeros_like(chains.parts)
    for word in range(chains.parts.shape[1] - 1, 0, -1):
        on = (chains.parts[:, word] + sums[:, word])[:, None, :]
        further = _add_logs(chains.steps[:, word] + on, 2)
        sums[:, word - 1] = np.where(chains.real[:, word, None], further, sums[:, word])
    return sums


def _add_logs(values: Matrix, axis: int) -> Matrix:
    """Return the logarithm of the sum of what the values are logarithms of."""
    highest = values.max(axis=axis, keepdims=True)
    return np.asarray(
        (highest + np.log(np.exp(values - highest).sum(axis=axis, keepdims=True))).squeeze(axis)
    )

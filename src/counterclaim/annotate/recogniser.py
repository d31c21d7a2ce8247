"""Named entities: what spaCy's recogniser finds, with its network asked for all words at once.

spaCy asks once a word, in turn, though what its network says of a word outside of every entity
depends on no other answer (`spacy/pipeline/_parser_internals/ner.pyx`, and its features in `_state.pxd`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span

from counterclaim.vocabulary.learned import Matrix

Places = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]
#: spaCy's numbers for what an answer does.
_BEGIN, _INSIDE, _LAST, _UNIT, _OUTSIDE = range(1, 6)
#: An entity: its first word, the word after its last, and its kind's place among the labels.
Found = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recogniser:
    """A trained recogniser, and which of its answers mean what."""

    trained: EntityRecognizer
    labels: tuple[str, ...]
    #: Columns of the answers that begin, go on with, end, and are a whole entity; one a label.
    begin: Places
    inside: Places
    last: Places
    unit: Places
    #: Column of the answer that a word is in no entity.
    outside: int

    def __call__(self, doc: Doc) -> Doc:
        """Set the named entities of a text that is cut into sentences."""
        if len(doc):
            entities = [Span(doc, start, end, self.labels[kind]) for start, end, kind in self._find(doc)]
            doc.set_ents(entities, default="outside")
        return doc

    def _find(self, doc: Doc) -> Iterator[Found]:
        """Find the entities, each beginning after the one before has ended."""
        model: Any = self.trained.model
        tokens = model.get_ref("tok2vec").predict([doc])
        features = model.get_ref("lower").predict(tokens)
        blanks, starts = (doc.to_array(name).astype(np.int64) == 1 for name in ("IS_SPACE", "SENT_START"))
        #: No entity goes on behind the last word of a sentence.
        closes = np.append(starts[1:], True)
        scores = self._score(features, np.arange(1, len(features)), 0, 0)
        scores[:, self.begin] = np.where((closes | blanks)[:, None], -np.inf, scores[:, self.begin])
        scores[:, self.unit] = np.where(blanks[:, None], -np.inf, scores[:, self.unit])
        opening = np.concatenate(([self.outside], self.begin, self.unit))
        choices = opening[scores[:, opening].argmax(axis=1)]
        kinds = {int(column): kind for group in (self.begin, self.unit) for kind, column in enumerate(group)}
        begun = np.flatnonzero(np.isin(choices, self.begin))
        ends = dict(zip(begun.tolist(), self._follow(features, begun, choices, closes, kinds), strict=True))
        free = 0
        for place in np.flatnonzero(choices != self.outside).tolist():
            if place >= free:
                free = ends.get(place, place + 1)
                yield place, free, kinds[int(choices[place])]

    def _follow(
        self, features: Matrix, begun: Places, choices: Places, closes: Flags, kinds: dict[int, int]
    ) -> Sequence[int]:
        """Follow every entity that a word would begin to its end, all together, word by word."""
        labels = np.array([kinds[int(choices[place])] for place in begun], dtype=np.intp)
        ends = begun.copy()
        going = np.arange(len(begun))
        while len(going):
            ends[going] += 1
            now = ends[going]
            scores = self._score(features, now + 1, begun[going] + 1, now)
            rows = np.arange(len(going))
            goes_on = scores[rows, self.inside[labels[going]]] >= scores[rows, self.last[labels[going]]]
            going = going[goes_on & ~closes[now]]
        return [int(end) + 1 for end in ends]

    def _score(self, features: Matrix, word: Places, first: Places | int, before: Places | int) -> Matrix:
        """Score every answer for some words, by the entity's first word and the word before; 0 for none."""
        model: Any = self.trained.model
        lower, upper = model.get_ref("lower"), model.get_ref("upper")
        summed = features[word, 0] + features[first, 1] + features[before, 2] + lower.get_param("b")
        hidden = np.maximum(summed[..., 0], summed[..., 1])
        return np.asarray(hidden @ upper.get_param("W").T + upper.get_param("b"))


def make_recogniser(trained: EntityRecognizer) -> Recogniser:
    """Make a recogniser of a trained one.

    Its answers stand in the order in which spaCy makes them: by what they do, then by how often
    they were met in training (`initialize_actions` in `_parser_internals/transition_system.pyx`).
    """
    answers = [
        (action, label)
        for action, met in sorted(trained.moves.labels.items())
        for _, label in sorted(((count, label) for label, count in met.items()), reverse=True)
    ]
    columns = {answer: place for place, answer in enumerate(answers)}
    groups = {
        name: np.array([columns[action, label] for label in trained.labels])
        for name, action in (("begin", _BEGIN), ("inside", _INSIDE), ("last", _LAST), ("unit", _UNIT))
    }
    return Recogniser(trained=trained, labels=trained.labels, outside=columns[_OUTSIDE, ""], **groups)

"""Sets of phrases, found in a sequence of words by their first word.

A text is asked at each of its words for each of hundreds of phrases; a look at the first word
answers nearly all of these questions at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseSet:
    """Phrases as sequences of lower-case words, by first word, in the order given."""

    by_first: Mapping[str, tuple[tuple[str, ...], ...]]

    def find_width(self, words: Sequence[str], start: int) -> int:
        """Find how many words the first fitting phrase has that begins here; 0 for none."""
        for phrase in self.by_first.get(words[start], ()) if start < len(words) else ():
            if tuple(words[start : start + len(phrase)]) == phrase:
                return len(phrase)
        return 0

    def iter_spans(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Iterate over the stretches that are phrases: first word, last word, both included."""
        for start, word in enumerate(words):
            if word in self.by_first and (width := self.find_width(words, start)):
                yield start, start + width - 1


def make_phrase_set(phrases: Iterable[str]) -> PhraseSet:
    """Make a set of phrases, their words parted by blanks; of fitting ones the first given wins."""
    by_first: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split())
        by_first[words[0]] = (*by_first.get(words[0], ()), words)
    return PhraseSet(by_first=by_first)

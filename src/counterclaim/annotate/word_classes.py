"""Parts of speech: what spaCy's rules make of tag, word and place in the sentence, each case judged once.

The rules look at a word and at most at one beside it, and mostly at its tag alone, so that few of
their cases differ; matching every rule at every word is what this saves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from spacy.pipeline import AttributeRuler
from spacy.strings import StringStore
from spacy.tokens import Doc

#: What the rules set, in the order of the columns that are written.
_SET: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]
#: Forms of words that are remembered.
_MAX_WORDS = 65_536

#: What the rules can see of a word and of those beside it.
Case = tuple[int, ...]


class WordClasses:
    """The rules of a trained pipeline, with what they say of every case met so far."""

    def __init__(self, ruler: AttributeRuler) -> None:
        """Take over the rules.

        Raises:
            ValueError: a rule looks at more than a case tells.
        """
        rules: Any = ruler.patterns
        for rule in rules:
            if not all(_is_told(row, rule["index"]) for row in rule["patterns"]):
                raise ValueError(f"the rule {rule} looks at more than a case tells; run the ruler itself")
        rows = [row for rule in rules for row in rule["patterns"]]
        strings = ruler.vocab.strings
        pairs = [row for row in rows if len(row) == 2]
        self._ruler: Any = ruler
        self._columns = {strings[name]: column for column, name in enumerate(_SET)}
        self._known: dict[Case, Mapping[int, int]] = {}
        self._get_word = _make_reader(strings, (test for row in rows for test in row))
        self._get_first = _make_reader(strings, (row[0] for row in pairs))
        self._get_second = _make_reader(strings, (row[1] for row in pairs))
        self._first_deps = {strings[row[0]["DEP"]] for row in pairs if "DEP" in row[0]}

    def __call__(self, doc: Doc) -> Doc:
        """Set the parts of speech of a text that is tagged and parsed."""
        if not len(doc):
            return doc
        columns: Any = doc.to_array(_SET)
        for place, case in enumerate(self._iter_cases(doc)):
            found = self._known.get(case)
            if found is None:
                found = self._known[case] = self._judge(doc, place)
            for column, value in found.items():
                columns[place, column] = value
        doc.from_array(_SET, columns)
        return doc

    def _iter_cases(self, doc: Doc) -> Iterable[Case]:
        """Iterate over the cases of the words, in text order."""
        tags, deps, blanks, words = (
            doc.to_array(name).tolist() for name in ("TAG", "DEP", "IS_SPACE", "LOWER")
        )
        own = map(self._get_word, words)
        before = [0, *map(self._get_first, words[:-1])]
        governed = [0, *(dep if dep in self._first_deps else 0 for dep in deps[:-1])]
        after = [*map(self._get_second, words[1:]), 0]
        return zip(tags, deps, blanks, own, before, governed, after, strict=True)

    def _judge(self, doc: Doc, place: int) -> Mapping[int, int]:
        """Ask the rules about one word; a later rule has the last say."""
        start = max(place - 1, 0)
        found: dict[int, int] = {}
        for rule, _, first, _ in self._ruler.match(doc[start : place + 2]):
            if start + first + self._ruler.indices[rule] == place:
                found |= {self._columns[name]: value for name, value in self._ruler.attrs[rule].items()}
        return found


def _is_told(row: Sequence[Mapping[str, Any]], index: int) -> bool:
    """Tell whether a case holds all that a rule asks of the word it sets and of the one beside it."""
    asked = [{"LOWER", "DEP"} if place < index else {"LOWER"} for place in range(len(row))]
    asked[index] = {"TAG", "DEP", "IS_SPACE", "LOWER"}
    return len(row) <= 2 and all(test.keys() <= told for test, told in zip(row, asked, strict=True))


def _make_reader(strings: StringStore, tests: Iterable[Mapping[str, Any]]) -> Any:
    """Make the function that tells a word that some tests ask for from the others, which it makes 0."""
    asked = [test["LOWER"] for test in tests if "LOWER" in test]
    words = {word for each in asked for word in ([each] if isinstance(each, str) else each.get("IN", ()))}
    shapes = [re.compile(each["REGEX"]) for each in asked if not isinstance(each, str) and "REGEX" in each]

    @lru_cache(maxsize=_MAX_WORDS)
    def read_word(word: int) -> int:
        text = strings[word]
        return word if text in words or any(shape.search(text) for shape in shapes) else 0

    return read_word

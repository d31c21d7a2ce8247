"""The plain parse says of every word what spaCy's says."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import pytest

from counterclaim.annotate import tree
from counterclaim.annotate.lexical.document import cut_text
from counterclaim.annotate.parse import load_language

TEXTS = (
    "",
    "\n\n",
    "Rebels, who had fled, killed at least 12 soldiers and two medics in Kestria on Monday, police said.",
    "The Dawn Front and the Velmora Army did not say who shot them. “We saw it,” a medic told AFP.\n\n"
    "  A car bomb (the third) hurt 30 people;   the mayor blamed Tarn Bridge's militia!",
)
#: What a token is, by itself.
PLAIN = tuple(name for name in tree.Token.__slots__ if name not in {"doc", "sent", "head", "children"})
TREE = ("head", "left_edge", "right_edge")
MANY = ("children", "lefts", "rights", "ancestors", "subtree", "conjuncts")


@lru_cache(maxsize=len(TEXTS))
def parse(text: str) -> Any:
    return load_language()(text)


def places(tokens: Iterable[Any]) -> list[int]:
    return [token.i for token in tokens]


def stretches(spans: Iterable[Any]) -> list[tuple[int, int, str, str, int, int]]:
    return [(each.start, each.end, each.label_, each.text, each.start_char, each.end_char) for each in spans]


@pytest.mark.parametrize("text", TEXTS)
def test_every_word_is_as_the_parser_has_it(text: str) -> None:
    parsed, doc = parse(text), tree.Doc(parse(text))
    assert (len(doc), doc.text) == (len(parsed), parsed.text)
    singles = [name for name in PLAIN if name not in {*TREE, "lefts", "rights"}]
    for theirs, ours in zip(parsed, doc, strict=True):
        assert [getattr(ours, name) for name in singles] == [getattr(theirs, name) for name in singles]
        assert places(getattr(ours, name) for name in TREE) == places(getattr(theirs, name) for name in TREE)
        assert [places(getattr(ours, name)) for name in MANY] == [
            places(getattr(theirs, name)) for name in MANY
        ]
        assert (ours.sent.start, ours.sent.end) == (theirs.sent.start, theirs.sent.end)
        assert [ours.is_ancestor(each) for each in doc] == [theirs.is_ancestor(each) for each in parsed]


@pytest.mark.parametrize("text", TEXTS)
def test_sentences_names_and_phrases_are_as_the_parser_has_them(text: str) -> None:
    parsed, doc = parse(text), tree.Doc(parse(text))
    for name in ("sents", "ents", "noun_chunks"):
        assert stretches(getattr(doc, name)) == stretches(getattr(parsed, name))


@pytest.mark.parametrize("text", TEXTS)
def test_every_short_stretch_has_the_root_that_the_parser_gives_it(text: str) -> None:
    parsed, doc = parse(text), tree.Doc(parse(text))
    bounds = [(start, start + length) for start in range(len(doc)) for length in range(1, 9)]
    assert [doc[start:end].root.i for start, end in bounds] == [
        parsed[start:end].root.i for start, end in bounds
    ]
    assert stretches(doc[start:end] for start, end in bounds) == stretches(
        parsed[start:end] for start, end in bounds
    )


@pytest.mark.parametrize("text", TEXTS)
def test_letters_are_found_in_the_words_that_the_parser_finds_them_in(text: str) -> None:
    parsed, doc = parse(text), tree.Doc(parse(text))
    for start in range(len(text)):
        for end in range(start + 1, min(start + 20, len(text)) + 1):
            theirs = parsed.char_span(start, end, alignment_mode="expand")
            ours = doc.char_span(start, end, alignment_mode="expand")
            assert (ours.start, ours.end) == (theirs.start, theirs.end), (start, end)


def test_there_is_no_word_before_the_first() -> None:
    doc = tree.Doc(parse(TEXTS[2]))
    assert doc[0].nbor() is doc[1]
    with pytest.raises(IndexError, match="no token -1 before token 0"):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[len(doc) - 1].nbor()


def test_words_of_a_text_without_a_parse_are_their_own_edges() -> None:
    """spaCy leaves the edges of such words as memory was; reading them crashed now and then."""
    for count in (3, 60, 400):
        doc = cut_text("Des hommes armés ont attaqué Tolva. " * count, (), "fr")
        assert all(token.left_edge is token and token.right_edge is token for token in doc)
        assert all(token.head is token for token in doc)

"""A parsed text as plain values: what the rules read of spaCy's parse, each looked up once.

spaCy makes a new token, and decodes its words anew, at every asking; the rules ask millions of
times. Names and meanings are spaCy's own (https://spacy.io/api/token), for the few that are read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from sys import intern
from typing import TYPE_CHECKING, Any, Literal, overload

if TYPE_CHECKING:
    from spacy.tokens import Doc as Parse
    from spacy.tokens import Token as ParsedToken


class Token:
    """A word of a parse, with what the parser says of it; equal to itself alone."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "ent_iob_",
        "ent_type_",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_digit",
        "is_punct",
        "is_quote",
        "is_sent_start",
        "is_space",
        "is_upper",
        "left_edge",
        "lefts",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "right_edge",
        "rights",
        "sent",
        "tag_",
        "text",
        "text_with_ws",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    text_with_ws: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    ent_type_: str
    #: "B" at the beginning of a named entity, "I" inside one, "O" outside, "" where none were looked for.
    ent_iob_: str
    is_alpha: bool
    is_digit: bool
    is_punct: bool
    is_quote: bool
    is_space: bool
    is_upper: bool
    like_num: bool
    is_sent_start: bool
    #: The word that governs it; itself where none does.
    head: Token
    left_edge: Token
    right_edge: Token
    lefts: tuple[Token, ...]
    rights: tuple[Token, ...]
    #: The words that it governs, in text order.
    children: tuple[Token, ...]
    sent: Span

    def __init__(self, doc: Doc, token: ParsedToken) -> None:
        """Read all of a token that stands alone; its place in the tree is set by its Doc."""
        self.doc = doc
        self.i = token.i
        self.idx = token.idx
        self.text = token.text
        self.text_with_ws = token.text_with_ws
        self.lower_ = intern(token.lower_)
        self.lemma_ = intern(token.lemma_)
        self.pos_ = intern(token.pos_)
        self.tag_ = intern(token.tag_)
        self.dep_ = intern(token.dep_)
        self.ent_type_ = intern(token.ent_type_)
        self.ent_iob_ = token.ent_iob_
        self.is_alpha = token.is_alpha
        self.is_digit = token.is_digit
        self.is_punct = token.is_punct
        self.is_quote = token.is_quote
        self.is_space = token.is_space
        self.is_upper = token.is_upper
        self.like_num = token.like_num
        self.is_sent_start = bool(token.is_sent_start)

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    def nbor(self, steps: int = 1) -> Token:
        """Return the token some steps on.

        Raises:
            IndexError: the text ends before it.
        """
        if self.i + steps < 0:
            raise IndexError(f"no token {steps} before token {self.i}")
        return self.doc.tokens[self.i + steps]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words above it, upwards; never more than the text has, should the tree go in a circle."""
        token = self
        for _ in self.doc.tokens:
            if token.head is token:
                return
            token = token.head
            yield token

    def is_ancestor(self, other: Token) -> bool:
        """Tell whether another token hangs below this one."""
        return any(above is self for above in other.ancestors)

    @property
    def subtree(self) -> Iterator[Token]:
        """The token and all below it, left children before it."""
        for word in self.lefts:
            yield from word.subtree
        yield self
        for word in self.rights:
            yield from word.subtree

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """The tokens coordinated with it, in the order in which they are joined."""
        first = self
        while first.head is not first and first.dep_ == "conj":
            first = first.head
        joined = [first]
        for word in joined:
            joined.extend(child for child in word.rights if child.dep_ == "conj")
        return tuple(word for word in joined if word is not self)


class Span:
    """A stretch of tokens of a parse."""

    __slots__ = ("doc", "end", "label_", "start")

    def __init__(self, doc: Doc, start: int, end: int, label: str = "") -> None:
        """Make the stretch from one place up to another, which is not of it."""
        self.doc = doc
        self.start = start
        self.end = end
        self.label_ = label

    def __len__(self) -> int:
        return self.end - self.start

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self))
            return Span(self.doc, self.start + start, self.start + max(start, end))
        return self.doc.tokens[self.start : self.end][place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Span) and self._key == other._key

    def __hash__(self) -> int:
        return hash(self._key)

    def __repr__(self) -> str:
        return self.text

    @property
    def _key(self) -> tuple[int, int, str, int]:
        return self.start, self.end, self.label_, id(self.doc)

    @property
    def start_char(self) -> int:
        """The offset of its first letter."""
        tokens = self.doc.tokens
        return tokens[self.start].idx if self.start < len(tokens) else len(self.doc.text)

    @property
    def end_char(self) -> int:
        """The offset after its last letter."""
        if self.end <= self.start:
            return self.start_char
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Its words as they were parsed."""
        return self.doc.text[self.start_char : self.end_char]

    @property
    def root(self) -> Token:
        """The token nearest to the root of the sentence, the first of them.

        Raises:
            IndexError: the stretch holds no token.
        """
        tokens = self.doc.tokens[self.start : self.end]
        rooted = next((token for token in tokens if token.head is token), None)
        if rooted is not None:
            return rooted
        free = (token for token in tokens if not self.start <= token.head.i < self.end)
        return min(free, key=_count_steps, default=tokens[0])

    @property
    def sent(self) -> Span:
        """The sentence that it begins in."""
        return self.doc.tokens[self.start].sent

    @property
    def ents(self) -> tuple[Span, ...]:
        """The named entities wholly inside it."""
        return tuple(each for each in self.doc.ents if self.start <= each.start and each.end <= self.end)

    @property
    def noun_chunks(self) -> tuple[Span, ...]:
        """The base noun phrases wholly inside it."""
        chunks = self.doc.noun_chunks
        return tuple(each for each in chunks if self.start <= each.start and each.end <= self.end)


class Doc:
    """A parsed text: its tokens, sentences and named entities."""

    def __init__(self, parse: Parse) -> None:
        """Read all that the rules ask of a parse; it is never changed after."""
        self._parse = parse
        self.text: str = parse.text
        self.user_data: dict[Any, Any] = parse.user_data
        self.tokens = [Token(self, token) for token in parse]
        self.sents = tuple(_find_sentences(self))
        self.ents = tuple(Span(self, each.start, each.end, each.label_) for each in parse.ents)
        _plant(self.tokens, parse)

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...
    @overload
    def __getitem__(self, place: slice) -> Span: ...
    def __getitem__(self, place: int | slice) -> Token | Span:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Span(self, start, max(start, end))
        return self.tokens[place]

    @property
    def tensor(self) -> Any:
        """The parser's vectors, one row a token."""
        return self._parse.tensor

    @cached_property
    def noun_chunks(self) -> tuple[Span, ...]:
        """The base noun phrases, in text order."""
        return tuple(Span(self, each.start, each.end, each.label_) for each in self._parse.noun_chunks)

    @cached_property
    def _offsets(self) -> list[int]:
        return [token.idx for token in self.tokens]

    def char_span(self, start: int, end: int, *, alignment_mode: Literal["expand"]) -> Span | None:
        """Find the tokens that a stretch of the text touches; None outside of the text."""
        first, last = self._find_at(start), self._find_at(end - 1)
        if first is None or last is None:
            return None
        # White space behind a word is no part of it.
        first += start == self.tokens[first].idx + len(self.tokens[first].text)
        return Span(self, first, last + 1)

    def _find_at(self, offset: int) -> int | None:
        """Find the token that holds an offset, or has it as the blank behind it."""
        place = bisect_right(self._offsets, offset) - 1
        if place < 0:
            return None
        token = self.tokens[place]
        return place if offset < token.idx + len(token.text_with_ws) else None


def _find_sentences(doc: Doc) -> Iterator[Span]:
    """Find the sentences of a text, and tell each token its own."""
    starts = [0, *(token.i for token in doc.tokens[1:] if token.is_sent_start), len(doc.tokens)]
    for start, end in zip(starts, starts[1:], strict=False):
        if start < end:
            sentence = Span(doc, start, end)
            for token in sentence:
                token.sent = sentence
            yield sentence


def _plant(tokens: list[Token], parse: Parse) -> None:
    """Set each token's place in the tree: its head, its children and its edges."""
    lefts: list[list[Token]] = [[] for _ in tokens]
    rights: list[list[Token]] = [[] for _ in tokens]
    is_parsed = parse.has_annotation("DEP")
    for token, parsed in zip(tokens, parse, strict=True):
        token.head = tokens[parsed.head.i]
        # Of a text that is only cut into words, spaCy's edges are whatever memory held.
        edges = (parsed.left_edge.i, parsed.right_edge.i) if is_parsed else (token.i, token.i)
        token.left_edge, token.right_edge = tokens[edges[0]], tokens[edges[1]]
        if token.i < token.head.i:
            lefts[token.head.i].append(token)
        elif token.i > token.head.i:
            rights[token.head.i].append(token)
    for token in tokens:
        token.lefts, token.rights = tuple(lefts[token.i]), tuple(rights[token.i])
        token.children = token.lefts + token.rights


def _count_steps(token: Token) -> int:
    """Count the steps to the root; a mark or a blank that governs nothing comes last."""
    is_empty = (token.is_space or token.is_punct) and not token.children
    return len(token.doc) - 1 if is_empty else sum(1 for _ in token.ancestors)

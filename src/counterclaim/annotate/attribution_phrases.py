"""Noun phrases and clauses of a parse as spans of text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span

#: Complements that say something about the phrase rather than name it.
LOOSE = frozenset({"relcl", "acl", "advcl", "parataxis", "ccomp", "npadvmod", "punct", "cc", "conj", "dep"})
#: Modifiers that are kept whole, with whatever hangs on them ("29-year-old").
WHOLE = frozenset({"amod", "compound", "nummod", "det", "poss", "nmod", "quantmod"})
#: Prepositions that help to name a person or body ("a spokesman for the army in Kabul").
PHRASE_PREPOSITIONS = frozenset({"of", "for", "in", "at", "from", "to", "with", "near", "'s"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})


def get_phrase_tokens(head: Token, *, appositions: bool = True) -> tuple[Token, ...]:
    """Get the tokens of a noun phrase without clauses that hang on it.

    Args:
        head: head noun of the phrase.
        appositions: keep "the army spokesman" in "Daniel Hagari, the army spokesman".
    """
    kept = {head.i}
    for child in head.children:
        if child.dep_ in LOOSE or child.is_space or (child.dep_ == "appos" and not appositions):
            continue
        if child.dep_ == "prep" and child.lower_ not in PHRASE_PREPOSITIONS:
            continue
        inner = child.subtree if child.dep_ in WHOLE else get_phrase_tokens(child, appositions=appositions)
        kept.update(token.i for token in inner)
    return tuple(head.doc[i] for i in sorted(_fill_run(head, kept)))


def _fill_run(head: Token, kept: set[int]) -> set[int]:
    """Keep the run of tokens around the head; single marks and hyphens do not break it."""
    doc = head.doc
    run = {head.i}
    for step in (-1, 1):
        place = head.i + step
        pending: set[int] = set()
        while 0 <= place < len(doc) and (place in kept or (doc[place].is_punct and len(pending) < 2)):
            pending.add(place)
            if place in kept:
                run |= pending
                pending = set()
            place += step
    return run


def get_phrase_span(head: Token) -> Span:
    """Get the span of the noun phrase of a head, with article and appositions, without clauses."""
    tokens = get_phrase_tokens(head)
    last = tokens[-1].i
    if last + 1 < len(head.doc):
        opening = {"”": "“", "’": "‘", "»": "«"}.get(head.doc[last + 1].text)
        if opening in {token.text for token in tokens}:
            tokens = (*tokens, head.doc[last + 1])
    return make_token_span(tokens)


def get_description(head: Token) -> str:
    """Get the words of a noun phrase on one line, without its article and its appositions."""
    tokens = list(get_phrase_tokens(head, appositions=False))
    while len(tokens) > 1 and (is_dropped(tokens[0]) or _is_class(tokens[0], head)):
        tokens.pop(0)
    return join_words(tokens)


def _is_class(token: Token, head: Token) -> bool:
    """Tell whether a word only says what kind of thing a name names: "the newspaper" Dnes."""
    return head.pos_ == "PROPN" and token.pos_ == "NOUN" and token.dep_ == "compound" and token.head == head


def is_dropped(token: Token) -> bool:
    """Tell whether a word at the start of a phrase does not help to name it."""
    if token.i + 1 < len(token.doc) and token.doc[token.i + 1].lower_ == "of":
        return False
    return token.is_punct or token.lower_ in {"the", "a", "an", "this", "that", "these", "those", "both"}


def join_words(tokens: Sequence[Token]) -> str:
    """Join the text from the first to the last token, white space folded."""
    if not tokens:
        return ""
    # Not doc.text: spaCy builds that anew, over all tokens, at every access.
    return " ".join(tokens[0].doc[tokens[0].i : tokens[-1].i + 1].text.split())


def make_token_span(tokens: Sequence[Token]) -> Span:
    """Make the span from the first to the last token."""
    return Span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))


def make_run_spans(doc: Doc, indexes: Iterable[int]) -> tuple[Span, ...]:
    """Make one span for each run of neighbouring tokens; white space and punctuation at the edges go.

    Args:
        doc: the parse.
        indexes: token indexes, in any order.
    """
    runs: list[list[int]] = []
    for place in sorted(set(indexes)):
        if runs and place == runs[-1][-1] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    trimmed = (_trim(doc, run) for run in runs)
    return tuple(make_token_span([doc[i] for i in run]) for run in trimmed if run)


def _trim(doc: Doc, run: list[int]) -> list[int]:
    """Drop commas, full stops and white space at the edges of a run of tokens."""
    while run and (doc[run[0]].is_space or doc[run[0]].text in {",", ";", ":", ".", "-", "–", "—", ")"}):
        run = run[1:]
    while run and (doc[run[-1]].is_space or doc[run[-1]].text in {",", ";", ":", ".", "-", "–", "—", "("}):
        run = run[:-1]
    return run


def get_sentence(token: Token) -> tuple[int, int]:
    """Get the first and one past the last token index of a token's sentence."""
    sentence = token.sent
    return sentence.start, sentence.end


def find_child(token: Token, *dependencies: str) -> Token | None:
    """Find the first child with one of the dependencies."""
    return next((child for child in token.children if child.dep_ in dependencies), None)


def has_words(doc: Doc, indexes: Iterable[int]) -> bool:
    """Tell whether some of the tokens are words or numbers."""
    return any(not doc[i].is_punct and not doc[i].is_space for i in indexes)

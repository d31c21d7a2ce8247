"""Names of parties as a text prints them: how far a name reaches, and what is no part of it."""

from __future__ import annotations

from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.clauses import find_preposition_object, get_phrase_span
from counterclaim.model.span import Span


def find_long_name(token: Token) -> Span:
    """Find a name with what it is of ("the Sons of the Harbour")."""
    phrase, of = get_phrase_span(token), find_preposition_object(token, "of")
    is_name = of is not None and of.pos_ == "PROPN" and of.i - token.i <= 3
    return Span(phrase.start, of.idx + len(of)) if of is not None and is_name else phrase


def strip_article(words: str) -> str:
    """Return words without an article before them and marks of quotation around them."""
    first, _, rest = words.partition(" ")
    bare = rest if rest and first.lower() in {"the", "a", "an"} else words
    return bare.strip('"“”‘’ ')

"""Names in a text by their capitals: single words and pairs that are never written small."""

from __future__ import annotations

import re
from collections.abc import Iterator

from counterclaim.reconcile.words import iter_words
from counterclaim.vocabulary.folding import fold_characters

_TOKEN = re.compile(r"[^\W\d_][\w]*(?:[-'][^\W_]+)*")
#: With more words in capitals than this, capitals tell nothing (old wires).
CAPITALS_SHARE = 0.5


def find_names(text: str) -> Iterator[str]:
    """Yield the capitalised words of a text that it never writes small, and neighbours as pairs."""
    plain = fold_characters(text)
    matches = list(_TOKEN.finditer(plain))
    capital = [match.group()[0].isupper() for match in matches]
    if sum(capital) > CAPITALS_SHARE * len(matches):
        return
    small = {
        match.group().lower() for match, is_capital in zip(matches, capital, strict=True) if not is_capital
    }
    before, end = "", -1
    for match, is_capital in zip(matches, capital, strict=True):
        word = next(iter_words(match.group()), "")
        is_name = is_capital and bool(word) and word not in small
        if is_name:
            yield word
            if before and plain[end : match.start()].strip(" ") in {"", "."}:
                yield f"{before} {word}"
        before, end = (word, match.end()) if is_name else ("", -1)

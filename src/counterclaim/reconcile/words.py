"""The words of a report as weighted terms: how rare a word is comes from a fixed background table.

Invariant: a term's weight depends on its text and the table alone, never on other reports, so that
the comparison of two reports is a function of the two. Terms are kept as hashes: a profile holds no
readable name of anybody.
"""

from __future__ import annotations

import hashlib
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from importlib import resources
from zlib import crc32

import msgspec

from counterclaim.vocabulary.folding import fold_characters

#: Weights of terms by hash; as a vector it has length 1.
Terms = Mapping[int, float]

_WORD = re.compile(r"[^\W_]+(?:[-'][^\W_]+)*")
_POSSESSIVE = re.compile(r"'s?$")
#: An s that a word of five letters or more may lose; "press" keeps it.
_PLURAL = re.compile(r"(?<=\w{3}[^\Ws])s$")
#: Decimals of a stored weight: profiles stay small, and sums agree on every machine.
DECIMALS = 4


class Background(msgspec.Struct, frozen=True, kw_only=True):
    """How rare words are in news, see the model card of the matcher."""

    about: str
    #: Documents that were counted.
    documents: int
    #: Words by the number of documents that have them, in steps of a tenth of the natural logarithm.
    bands: Mapping[str, str]
    #: Words without meaning of their own, in every language that is read.
    stop_words: str


@lru_cache(maxsize=1)
def make_background_hash() -> str:
    """Make the SHA-256 of the table of rarities, hexadecimal."""
    return hashlib.sha256(_read_background()).hexdigest()


@lru_cache(maxsize=1)
def load_background() -> Mapping[str, float]:
    """Load the rarity of each known word; 0 for words without meaning of their own."""
    table = msgspec.json.decode(_read_background(), type=Background)
    known = {word: int(band) / 10 for band, words in table.bands.items() for word in words.split()}
    return known | dict.fromkeys(table.stop_words.split(), 0.0) | {"": math.log(table.documents)}


def _read_background() -> bytes:
    return resources.files("counterclaim.reconcile").joinpath("background.json").read_bytes()


def find_rarity(word: str) -> float:
    """Find how rare a folded word is: natural logarithm of one over its share of documents."""
    known = load_background()
    return known.get(word, known[""])


def iter_words(text: str) -> Iterator[str]:
    """Yield the words of a text, folded, without the endings of possessives and plurals."""
    for match in _WORD.finditer(fold_characters(text).lower()):
        word = _POSSESSIVE.sub("", match.group())
        if len(word) > 1 or word.isdigit():
            yield _PLURAL.sub("", word)


def make_terms(words: Iterable[str], *, limit: int) -> Terms:
    """Make the vector of some words: the heaviest of them by frequency and rarity, of length 1."""
    counts = Counter(words)
    weights = {word: (1 + math.log(count)) * find_rarity(word) for word, count in counts.items()}
    heavy = sorted(((weight, word) for word, weight in weights.items() if weight > 0), reverse=True)[:limit]
    length = math.sqrt(sum(weight * weight for weight, _ in heavy)) or 1.0
    return {make_hash(word): round(weight / length, DECIMALS) for weight, word in heavy}


def make_hash(word: str) -> int:
    """Make the number that stands for a word, the same on every machine."""
    return crc32(word.encode())


def compare_terms(one: Terms, other: Terms) -> float | None:
    """Compare two vectors: cosine in 0..1; None where one is empty."""
    if not one or not other:
        return None
    return min(1.0, math.fsum([one[term] * other[term] for term in one.keys() & other.keys()]))


def find_coverage(part: Terms, whole: Terms) -> float | None:
    """Find which share of a vector's weight another one has too; None where one is empty."""
    if not part or not whole:
        return None
    return min(1.0, math.fsum([part[term] * part[term] for term in part.keys() & whole.keys()]))

"""Tell the language of a text from its letters and function words.

A text is refused only on strong grounds: it is hardly in Latin letters, or hardly any of its words
are function words of a language that is coded while those of another are common. Everything else
is coded, as English where nothing tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import islice

import msgspec

from counterclaim.errors import LanguageError
from counterclaim.vocabulary.load import load_table

#: Below this many words a text is undecided, and taken for English.
MIN_WORDS = 8
#: Languages that are coded, by ISO 639-1 code.
CODED_LANGUAGES = ("en", "fr", "es")
#: Share of its function words, and how many different ones, from which another language is settled.
MIN_SHARE = 0.12
MIN_KINDS = 3
#: Share that will do where a text has no English word at all.
LOW_SHARE = 0.05
#: Only the opening is read; a book needs no more.
MAX_WORDS = 2_000
#: At least half the letters of a text in English are Latin, also where it quotes another script.
MIN_LATIN = 0.5
#: Share of English function words below which another language can win. The lowest share seen in
#: 2,800 English news texts of 100 words or more was 0.06, a page of captions; prose has 0.15 or more.
LOW_ENGLISH = 0.08
#: Share below which a text is refused though no listed language wins, and the words that this takes:
#: a short list of names or figures has no function words either.
NO_ENGLISH = 0.02
MIN_WORDS_UNLISTED = 60
#: Letters below which the script is not judged.
MIN_LETTERS = 20

_WORD = re.compile(r"[^\W\d_]+")
_LAST_LATIN = "\u024f"


class LanguageWords(msgspec.Struct, frozen=True, kw_only=True):
    """Function words of English and of other languages (vocabulary/en/language.json)."""

    version: str
    #: Names of the coded languages in metadata, lower case.
    codes: Mapping[str, frozenset[str]]
    english: frozenset[str]
    others: Mapping[str, frozenset[str]]


@lru_cache(maxsize=1)
def load_language_words() -> LanguageWords:
    """Load the function words once a process."""
    return load_table("language", LanguageWords)


def require_language(text: str, *, language: str | None = None) -> str:
    """Return the ISO 639-1 code of the language in which a text is coded.

    Args:
        text: the report.
        language: its language as metadata has it ("en", "fr-BE"); None when not given.

    Raises:
        LanguageError: the metadata names a language that is not coded, or the words do.
    """
    named = find_code(language) if language is not None else None
    if language is not None and named is None:
        raise LanguageError(f"is in the language {language!r}; only English, French and Spanish are coded")
    judged = judge_language(text)
    if judged == "other" and named in (None, "en"):
        raise LanguageError("is in a language that is not coded; English, French and Spanish are")
    return named or (judged if judged in CODED_LANGUAGES else "en")


def find_agreed_language(declared: str, text: str) -> str | None:
    """Find the language that a page declares, where its words agree: templates declare wrong ones.

    Args:
        declared: as metadata has it; empty where nothing does.
        text: the report.
    """
    code = find_code(declared) if declared else None
    return code if code and judge_language(text) in (code, "undecided") else None


def find_code(language: str) -> str | None:
    """Find the code of a coded language by its tag in metadata ("en-GB", "fra")."""
    primary = re.split(r"[-_]", language.strip().lower())[0]
    codes = load_language_words().codes
    return next((code for code in CODED_LANGUAGES if primary in codes[code]), None)


@lru_cache(maxsize=2)
def judge_language(text: str) -> str:
    """Judge a text: the code of a coded language, `other` or `undecided`.

    Reader, screen and coder ask one after the other about the same text: the last answers are kept.
    """
    words = [match.group() for match in islice(_WORD.finditer(text.casefold()), MAX_WORDS)]
    if _is_foreign_script(words):
        return "other"
    if len(words) < MIN_WORDS:
        return "undecided"
    lists, counts = load_language_words(), Counter(words)
    english = get_share(counts, lists.english)
    shares = {code: get_share(counts, listed) for code, listed in lists.others.items()}
    best = max(shares, key=lambda code: shares[code])
    if english >= LOW_ENGLISH and english >= shares[best]:
        return "en"
    kinds = len(lists.others[best].intersection(words))
    is_clear = shares[best] >= MIN_SHARE and kinds >= MIN_KINDS
    if best in CODED_LANGUAGES and (is_clear or (not english and shares[best] >= LOW_SHARE)):
        return best
    if english >= LOW_ENGLISH:
        return "en"
    floor = NO_ENGLISH if len(words) >= MIN_WORDS_UNLISTED else 0.0
    return "other" if english < max(shares[best], floor) else "undecided"


def get_share(counts: Mapping[str, int], listed: Set[str]) -> float:
    """Return the share of words that are in a list; 0 for no words.

    Args:
        counts: how often each word stands in the text.
        listed: the list.
    """
    return sum(counts[word] for word in counts.keys() & listed) / max(1, sum(counts.values()))


def _is_foreign_script(words: Sequence[str]) -> bool:
    """Tell whether most letters are outside the Latin blocks."""
    letters = "".join(words)
    if letters.isascii():
        return False
    latin = sum(count for letter, count in Counter(letters).items() if letter <= _LAST_LATIN)
    return len(letters) >= MIN_LETTERS and latin < MIN_LATIN * len(letters)

"""Tell the language of a text from its letters and function words.

A text is refused only on strong grounds: it is hardly in Latin letters, or hardly any of its words
are function words of a language that is coded while those of another are common. Everything else
is coded, as English where nothing tells.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from counterclaim.errors import LanguageError
from counterclaim.vocabulary.load import load_table

#: Below this many words a text is undecided, and taken for English.
MIN_WORDS = 8
#: Languages that are coded, by ISO 639-1 code.
CODED_LANGUAGES = ("en", "fr", "es")
_ENGLISH = "en"
#: Share of its function words, and how many different ones, from which another language is settled.
MIN_SHARE = 0.12
MIN_KINDS = 3
#: Share that will do where a text has no English word at all.
LOW_SHARE = 0.05
#: Only the opening is read; a book needs no more.
MAX_WORDS = 2_000
#: Characters in which so many words are looked for first: few texts need more for them.
OPENING = 24_000
#: At least half the letters of a text in English are Latin, also where it quotes another script.
MIN_LATIN = 0.5
#: Share of English function words below which another language can win. The lowest share seen in
#: 2,800 English news texts of 100 words or more was 0.06, a page of captions; prose has 0.15 or more.
LOW_ENGLISH = 0.08
#: Share of English function words, of those that other languages have too, that will do in a short text.
MIN_WIDE = 0.12
#: Words of news that settle the language of a short text, and how far ahead of the next they must be.
MIN_TELLING = 2
TELLING_LEAD = 2
#: Share below which a text is refused though no listed language wins, and the words that this takes:
#: a short list of names or figures has no function words either.
NO_ENGLISH = 0.02
MIN_WORDS_UNLISTED = 60
#: Letters below which the script is not judged.
MIN_LETTERS = 20

#: Characters of a text so short that the articles in a few names outweigh its own function words.
NAMES_TELL = 600

_WORD = re.compile(r"[^\W\d_]+")
#: Articles and prepositions that names hold: before a name ("El Tarn", "Al Tarn"), or between its words
#: ("Velmo de la Tarn").
_NAME_ARTICLES = re.compile(
    r"\b(?:(?:El|La|Los|Las|Al|Le|Les|De|Del|Des|Du|San|Dan|Na)[ -])+(?=[A-Z\u00c0-\u00de])"
    r"|(?P<name>\b[A-Z\u00c0-\u00de][\w'\u2019]*)"
    r"[ -](?:(?:de|del|la|las|los|du|des|al|el)[ -])+(?=[A-Z\u00c0-\u00de])"
)
#: Most texts fit one byte a character: what is no letter becomes a space there, and splitting at those
#: takes a third of the time in which the words are looked for one by one.
_WESTERN = "cp1252"
_LETTERS = bytes(
    each if _WORD.fullmatch(bytes([each]).decode(_WESTERN, "ignore")) else ord(" ") for each in range(256)
)
_BEYOND_LATIN = re.compile("[^\0-\u024f]+")


class LanguageWords(msgspec.Struct, frozen=True, kw_only=True):
    """Function words of English and of other languages (vocabulary/en/language.json)."""

    version: str
    #: Names of the coded languages in metadata, lower case.
    codes: Mapping[str, frozenset[str]]
    english: frozenset[str]
    others: Mapping[str, frozenset[str]]
    #: English function words that are words of other languages too: which languages, by the word.
    shared: Mapping[str, frozenset[str]]
    #: Words of news that only one of the coded languages has, for headlines and other short texts.
    telling: Mapping[str, frozenset[str]]


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


@lru_cache(maxsize=64)
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
    words = _find_opening(text)
    if _is_foreign_script(words):
        return "other"
    told = _judge_telling(words) if len(words) < MIN_WORDS_UNLISTED else None
    if told is not None or len(words) < MIN_WORDS:
        return told or "undecided"
    listed = _load_listed_words()
    counts = Counter(filter(listed.__contains__, words))
    shares = _find_shares(counts, len(words))
    english = shares.pop(_ENGLISH)
    best = max(shares, key=lambda code: shares[code])
    if english >= LOW_ENGLISH and english >= shares[best]:
        return "en"
    kinds = sum(best in listed[word] for word in counts)
    is_clear = shares[best] >= MIN_SHARE and kinds >= MIN_KINDS
    if not is_clear and _find_wide_share(words, best) >= max(MIN_WIDE, shares[best]):
        return "en"  # "attacks in Xtown on al-Yar": names hold words of other languages
    if best in CODED_LANGUAGES and (is_clear or (not english and shares[best] >= LOW_SHARE)):
        return best
    if english >= LOW_ENGLISH:
        return "en"
    floor = NO_ENGLISH if len(words) >= MIN_WORDS_UNLISTED else 0.0
    return "other" if english < max(shares[best], floor) else "undecided"


@lru_cache(maxsize=1)
def _load_listed_words() -> Mapping[str, tuple[str, ...]]:
    """Load the languages that have a function word, by the word."""
    lists = load_language_words()
    languages: dict[str, tuple[str, ...]] = {}
    for code, listed in {**lists.others, _ENGLISH: lists.english}.items():
        languages |= {word: (*languages.get(word, ()), code) for word in listed}
    return languages


def _find_shares(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """Find the share of each language's function words.

    Args:
        counts: how often each function word stands in the text.
        total: how many words the text has.
    """
    lists, listed = load_language_words(), _load_listed_words()
    sums = dict.fromkeys((*lists.others, _ENGLISH), 0)
    for word, count in counts.items():
        for code in listed[word]:
            sums[code] += count
    return {code: count / total for code, count in sums.items()}


def _judge_telling(words: Sequence[str]) -> str | None:
    """Judge a short text by words of news that one coded language alone has; None where none is ahead."""
    telling, listed = load_language_words().telling, _load_listed_words()
    hits = {code: sum(word in telling[code] for word in words) for code in CODED_LANGUAGES}
    best, second = sorted(hits, key=lambda code: -hits[code])[:2]
    small = Counter(code for word in words for code in listed.get(word, ()))
    is_ahead = hits[best] >= MIN_TELLING or (hits[best] > 0 and small[best] > 0)
    if not is_ahead or hits[best] <= TELLING_LEAD * hits[second]:
        return None
    # "Ataque em Velmora mata dois": a neighbour of a coded language shares its words of news.
    return best if small[best] >= max(small[code] for code in small.keys() | {best}) or best == "en" else None


def _find_wide_share(words: Sequence[str], rival: str) -> float:
    """Find the share of English function words, those counted that are no words of a rival language."""
    lists = load_language_words()
    wide = lists.english | {word for word, languages in lists.shared.items() if rival not in languages}
    return sum(word in wide for word in words) / len(words)


def _find_opening(text: str) -> Sequence[str]:
    """Find the first words of a text, case folded."""
    if len(text) <= NAMES_TELL:
        text = _NAME_ARTICLES.sub(lambda match: f"{match['name'] or ''} ", text)
    words = find_words(text[:OPENING].casefold())
    # A word that the opening cuts off is not among the first where there are more than enough.
    is_enough = len(words) > MAX_WORDS or len(text) <= OPENING
    return (words if is_enough else find_words(text.casefold()))[:MAX_WORDS]


def find_words(text: str) -> list[str]:
    """Find the words of a text: runs of letters."""
    try:
        raw = text.encode(_WESTERN)
    except UnicodeEncodeError:
        return _WORD.findall(text)
    return raw.translate(_LETTERS).decode(_WESTERN).split()


def _is_foreign_script(words: Sequence[str]) -> bool:
    """Tell whether most letters are outside the Latin blocks."""
    letters = "".join(words)
    if letters.isascii():
        return False
    beyond = sum(map(len, _BEYOND_LATIN.findall(letters)))
    return len(letters) >= MIN_LETTERS and len(letters) - beyond < MIN_LATIN * len(letters)

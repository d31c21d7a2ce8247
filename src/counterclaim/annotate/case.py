"""Case: give a text printed in capitals the letters that the parser was trained on.

Invariant: the result has the length of the text, so that offsets fit both.
"""

from __future__ import annotations

import re
from functools import lru_cache

from spacy.lang.en.stop_words import STOP_WORDS

from counterclaim.vocabulary.capitals import load_capitals
from counterclaim.vocabulary.folding import fold_characters
from counterclaim.vocabulary.gazetteer import find_entries
from counterclaim.vocabulary.parties import load_country_names, load_party_entries
from counterclaim.vocabulary.places import load_place_table

#: A text is printed in capitals when this share of its letters is, and it has some letters at all.
CAPITALS_SHARE = 0.85
MIN_LETTERS = 40
#: A dictionary word is still taken for a town when it names one of this many people.
KNOWN_TOWN = 200_000

#: Shorter words are never taken for names.
MIN_NAME = 3

#: Endings of English inflection, and what stands in their place in the lemma.
_SUFFIXES = {
    "ies": ("y",),
    "es": ("", "e"),
    "s": ("",),
    "ied": ("y",),
    "ed": ("", "e"),
    "ing": ("", "e"),
    "er": ("", "e"),
    "est": ("", "e"),
    "ly": ("",),
    "men": ("man",),
}
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_SENTENCE_START = re.compile(r"(?:^\s*|[.?!]\s+|--\s+|\n\s*\n\s*)[\"“(]?([^\W\d_])")
#: What stands between square brackets, on one or two lines.
_BRACKETED = re.compile(r"\[[^\[\]]{1,200}\]")
_MONTHS_AND_DAYS = re.compile(
    r"\b(?:january|february|march|april|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul"
    r"|aug|sept|sep|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b"
    # "May" is a month beside a number, and a verb elsewhere.
    r"|(?<=\d )may\b|\bmay(?= \d)"
)


def is_in_capitals(text: str) -> bool:
    """Tell whether a text is printed in capitals, as old wires are."""
    letters = [character for character in text if character.isalpha()]
    return len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) >= CAPITALS_SHARE * len(letters)


def soften_capitals(text: str, dictionary: frozenset[str]) -> str:
    """Put a text in capitals into sentence case; names keep a capital, acronyms all of them.

    Args:
        text: printed in capitals.
        dictionary: lower-case lemmas of the language; a word that is none of them is taken for a name.
    """
    cased = _WORD.sub(lambda match: _soften_word(match.group(), dictionary), text)
    cased = _BRACKETED.sub(lambda match: _soften_brackets(match.group()), cased)
    cased = _restore_parties(_restore_names(cased))
    cased = _MONTHS_AND_DAYS.sub(lambda match: match.group().capitalize(), cased)
    cased = _SENTENCE_START.sub(lambda match: match.group()[:-1] + match.group(1).upper(), cased)
    return cased if len(cased) == len(text) else text


def _restore_names(text: str) -> str:
    """Give words a capital that are a name beside another name ("Jose angel Flores")."""
    words = list(_WORD.finditer(text))
    beside = load_capitals().names_beside
    characters = list(text)
    for n, match in enumerate(words):
        if match.group() not in beside:
            continue
        near = [words[m] for m in (n - 1, n + 1) if 0 <= m < len(words)]
        if any(_touches(text, match, other) and characters[other.start()].isupper() for other in near):
            characters[match.start()] = characters[match.start()].upper()
    return "".join(characters)


def _touches(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    """Tell whether only white space stands between two words."""
    first, second = sorted((one, other), key=lambda match: match.start())
    return text[first.end() : second.start()].isspace()


def _restore_parties(text: str) -> str:
    """Give the names of known parties the letters of the lexicon."""
    folded = fold_characters(text).lower()
    if len(folded) != len(text):
        return text
    entries = load_party_entries()
    for match in _WORD.finditer(folded):
        for entry in entries.get(match.group(), ()):
            wording = entry.wording
            end = match.start() + len(wording)
            if " " in wording and folded[match.start() : end].replace("\n", " ") == wording.lower():
                text = text[: match.start()] + _copy_case(text[match.start() : end], wording) + text[end:]
                break
    return text


def _copy_case(words: str, wording: str) -> str:
    """Copy the capitals of a wording to the same words."""
    pairs = zip(words, wording, strict=True)
    return "".join(mine.upper() if theirs.isupper() else mine for mine, theirs in pairs)


def _soften_brackets(bracketed: str) -> str:
    """Turn square brackets into round ones; blank out what an editor says of the text itself."""
    words = [match.group().lower() for match in _WORD.finditer(bracketed)]
    if all(word in load_capitals().editorial for word in words):
        return re.sub(r"\S", " ", bracketed)
    return f"({bracketed[1:-1]})"


def _soften_word(word: str, dictionary: frozenset[str]) -> str:
    lower = word.lower()
    if len(lower) != len(word):
        return word
    if word in _load_acronyms() and lower not in dictionary:
        return word
    if lower in load_capitals().names or _is_name(lower) or not _is_word(lower, dictionary):
        return lower[:1].upper() + lower[1:]
    return lower


def _is_word(lower: str, dictionary: frozenset[str]) -> bool:
    """Tell whether a word is an inflected form of a lemma of the dictionary."""
    base = re.sub(r"['’](?:s|t|re|ve|ll|d|m)$", "", lower)
    return len(base) < 3 or any(form in dictionary for form in _iter_lemmas(base))


def _iter_lemmas(base: str) -> tuple[str, ...]:
    """Return the lemmas that an English word may be a form of (plain suffix rules)."""
    forms = [base]
    for suffix, ends in _SUFFIXES.items():
        if base.endswith(suffix) and len(base) > len(suffix) + 2:
            stem = base[: -len(suffix)]
            forms += [stem + end for end in ends]
            forms += [stem[:-1]] if stem[-1:] == stem[-2:-1] else []
    return tuple(forms)


@lru_cache(maxsize=20_000)
def _is_name(lower: str) -> bool:
    """Tell whether a word is part of a country's name or adjective, or names a large town."""
    if len(lower) <= MIN_NAME or lower in STOP_WORDS or lower in load_place_table().directions:
        return False
    if lower in _load_country_words():
        return True
    return any(entry.population >= KNOWN_TOWN and entry.is_main for entry in find_entries(lower))


@lru_cache(maxsize=1)
def _load_country_words() -> frozenset[str]:
    """Load the names of countries that are one word, lower case; longer ones are known parties."""
    return frozenset(name.lower() for name in load_country_names() if _WORD.fullmatch(name))


@lru_cache(maxsize=1)
def _load_acronyms() -> frozenset[str]:
    """Load the acronyms of parties ("FMLN")."""
    wordings = (entry.wording for entries in load_party_entries().values() for entry in entries)
    return frozenset(word for wording in wordings for word in re.findall(r"\b[A-Z]{2,}\b", wording))

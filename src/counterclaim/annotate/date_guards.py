"""Tell dates from words that only look like one: "may", a name, a count, a rate."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache

from counterclaim.annotate.date_reading import DateReading
from counterclaim.annotate.date_vocabulary import load_date_vocabulary, make_alternatives
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span

_LAST_WORD = re.compile(r"([\w%$'’-]+)[\s,(]*$")
_NEXT_WORD = re.compile(r"[\s]*([\w%$-]+)")
#: "2000-strong", "1500/day".
_COMPOUND = re.compile(r"[-–/][a-z]")
_AMOUNT = re.compile(r"[\d$£€%]\S*\s+$")
_AGE_AFTER = re.compile(r"[\s-]*(?:old|of age|ago|from now)\b", re.IGNORECASE)
_AGE_BEFORE = re.compile(r"\baged?\s+$", re.IGNORECASE)
_SHARE = re.compile(
    r"(?:(?:about|more than|nearly|some|around|almost) )?(?:a|an|one|three)[\s-]quarters?\b", re.IGNORECASE
)
#: Characters looked at on either side for a word.
_WINDOW = 40


def is_date(reading: DateReading, doc: Doc, *, text: str) -> bool:
    """Tell whether the words of a reading are a time expression where they stand.

    Args:
        reading: what a pattern made of the words.
        doc: the parse.
        text: the text of the parse, which a Doc would put together anew at each call.
    """
    if not has_capitals(text[reading.span.start : reading.span.end]) or is_other_name(text, reading.span):
        return False
    guard = _GUARDS.get(reading.rule)
    return guard is None or guard(reading, doc, text)


def has_capitals(words: str) -> bool:
    """Tell whether every month and weekday of the words begins with a capital."""
    return all(match.group()[0].isupper() for match in _get_names().finditer(words))


def is_other_name(text: str, span: Span) -> bool:
    """Tell whether the words are part of a name that is no date ("Bloody Sunday")."""
    around = text[max(0, span.start - _WINDOW) : span.end + _WINDOW].lower()
    offset = span.start - max(0, span.start - _WINDOW)
    end = offset + span.end - span.start
    for name in load_date_vocabulary().guards["not_dates"]:
        place = around.find(name)
        if 0 <= place < end and place + len(name) > offset:
            return True
    return False


def is_month(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether a bare month is one, and not a verb or a person ("May", "March")."""
    if reading.meaning.step is not None or reading.meaning.part is not None:
        return True
    tokens = _get_tokens(doc, reading.span)
    guards = load_date_vocabulary().guards
    before = get_word_before(text, reading.span.start)
    is_person = any(token.ent_type_ == "PERSON" for token in tokens)
    if before in guards["month_words"] and not is_person:
        return True
    if reading.wording.lower().rstrip(".") in guards["months_as_names"]:
        return False
    return not is_person and any(token.ent_type_ == "DATE" or token.pos_ == "PROPN" for token in tokens)


def is_year(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether four digits are a year, and not a count or a number of something."""
    if len(reading.wording) > len("2024"):
        return True
    guards = load_date_vocabulary().guards
    before, after = get_word_before(text, reading.span.start), get_word_after(text, reading.span.end)
    if before in guards["not_before_year"] or after in guards["counted_after"]:
        return False
    if _COMPOUND.match(text, reading.span.end):
        return False
    tokens = _get_tokens(doc, reading.span)
    if any(token.ent_type_ in {"CARDINAL", "QUANTITY", "MONEY", "PERCENT"} for token in tokens):
        return before in guards["count_prepositions"] and not _counts_a_noun(tokens[-1])
    is_enclosed = text[reading.span.start - 1 : reading.span.start] == "("
    return before in guards["year_words"] or is_enclosed or any(token.ent_type_ == "DATE" for token in tokens)


def is_day_of_month(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether the number beside a month is a day; "in May 24 people died" has a count."""
    span = reading.span
    if text[span.end - 1].isalpha():
        return True
    guards = load_date_vocabulary().guards
    if get_word_after(text, span.end) in guards["counted_after"]:
        return False
    may_count = get_word_before(text, span.start) in guards["count_prepositions"]
    return not (may_count and _counts_a_noun(_get_tokens(doc, span)[-1]))


def is_duration(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether a stretch of time is one, and no rate ("$10 a day"), age or share."""
    span = reading.span
    before = text[max(0, span.start - _WINDOW) : span.start]
    if get_word_after(text, span.end) in load_date_vocabulary().guards["not_after_duration"]:
        return False
    if _AGE_AFTER.match(text, span.end) or _AGE_BEFORE.search(before) or _SHARE.match(reading.wording):
        return False
    is_article = reading.wording.lower().startswith(("a ", "an "))
    rate_words = load_date_vocabulary().guards["rate_words"]
    is_rate = _AMOUNT.search(before) is not None or get_word_before(text, span.start) in rate_words
    return not (is_article and is_rate)


def is_bare_duration(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether a plural unit without a number is a stretch of time ("for weeks")."""
    if reading.wording.endswith(" ahead"):
        return True
    before = get_word_before(text, reading.span.start)
    return before in load_date_vocabulary().guards["before_bare_units"]


def is_comparison(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether a figure is compared with that of a year before."""
    before = text[max(0, reading.span.start - _WINDOW) : reading.span.start]
    word = get_word_before(text, reading.span.start)
    return word in load_date_vocabulary().guards["compared_before"] or _AMOUNT.search(before) is not None


def is_coming(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether "soon" or "future" names a time, not a sequence ("as soon as") or a kind of thing."""
    before, after = get_word_before(text, reading.span.start), get_word_after(text, reading.span.end)
    guards = load_date_vocabulary().guards
    if reading.wording.lower() in guards["not_before_noun"] and _modifies_noun(doc, reading.span):
        return False
    return not (before in guards["not_before_soon"] or after in guards["not_after_soon"])


def is_set(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether "daily" says how often, and is no newspaper or kind of report."""
    token = _get_tokens(doc, reading.span)[-1]
    is_kind = reading.wording.lower() in load_date_vocabulary().guards["not_before_noun"]
    return token.pos_ != "NOUN" and not (is_kind and _modifies_noun(doc, reading.span))


def _modifies_noun(doc: Doc, span: Span) -> bool:
    """Tell whether a word stands before the noun that it modifies ("future plans")."""
    token = _get_tokens(doc, span)[-1]
    return token.dep_ in {"amod", "compound"} and token.head.i > token.i


def is_clock(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether a clock time is one, and not a chapter or a score."""
    if reading.wording[:1].isalpha() or not reading.wording[-1:].isdigit():
        return True
    after = text[reading.span.end : reading.span.end + 2]
    return not (after[:1] in {"-", "–"} and after[1:2].isdigit() and ":" not in after)


def is_reference(reading: DateReading, doc: Doc, text: str) -> bool:
    """Tell whether "recent", "future", "the past" stand for a time."""
    if " " in reading.wording:
        token = _get_tokens(doc, reading.span)[-1]
        return token.pos_ == "NOUN" and not _counts_a_noun(token)
    return True


def get_word_before(text: str, offset: int) -> str:
    """Return the last word before an offset, lower case; empty where there is none."""
    match = _LAST_WORD.search(text[max(0, offset - _WINDOW) : offset])
    return match[1].lower() if match else ""


def get_word_after(text: str, offset: int) -> str:
    """Return the first word after an offset, lower case; empty where there is none."""
    match = _NEXT_WORD.match(text[offset : offset + _WINDOW])
    return match[1].lower() if match else ""


@lru_cache(maxsize=1)
def _get_names() -> re.Pattern[str]:
    """Return the pattern of months and weekdays written in full."""
    lexicons = load_date_vocabulary().lexicons
    tables = ("months_full", "months_short", "weekdays", "weekdays_short")
    names = make_alternatives(tuple(name for table in tables for name in lexicons[table]))
    return re.compile(rf"\b{names}\b", re.IGNORECASE)


def _get_tokens(doc: Doc, span: Span) -> list[Token]:
    """Return the tokens that a span touches."""
    return list(doc.char_span(span.start, span.end, alignment_mode="expand") or ())


def _counts_a_noun(token: Token) -> bool:
    """Tell whether the token is directly followed by a noun that it modifies."""
    following = doc[token.i + 1] if token.i + 1 < len(doc := token.doc) else None
    return following is not None and following.pos_ in {"NOUN", "ADJ"} and token.head.i >= following.i


#: What each rule's words must pass to be a date.
_GUARDS: Mapping[str, Callable[[DateReading, Doc, str], bool]] = {
    "month": is_month,
    "year": is_year,
    "month_day": is_day_of_month,
    "duration": is_duration,
    "duration_hyphen": is_duration,
    "duration_bare": is_bare_duration,
    "year_ago_compared": is_comparison,
    "clock": is_clock,
    "past_reference": is_reference,
    "future_reference": is_coming,
    "set_adverb": is_set,
}

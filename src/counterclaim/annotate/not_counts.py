"""Numbers that count nothing: ages, dates, measures, money, names by number, signs."""

from __future__ import annotations

import re

from counterclaim.vocabulary.numbers import get_alternation, load_numbers, make_alternation

#: "pupils between 11 and 15,": a stretch of numbers behind a plural, with nothing counted after it.
_AGES_BEFORE = re.compile(
    r"\b(?!(?:deaths|casualties|fatalities|injuries|losses|arrests|figures|numbers|victims)\b)[a-z]+s"
    r"\s+(?:aged\s+)?(?:between|from)\s+(?:\d{1,2}\s+(?:and|to)\s+)?$"
)
_AGES_AFTER = re.compile(r"(?:\s+(?:and|to)\s+\d{1,2})?(?:[,.;)]|\s*$|\s+years)")


def is_misread(before: str, after: str, n: int) -> bool:
    """Tell whether the words around a number make it something other than a count.

    Args:
        before: the text that ends where the number starts.
        after: the text that begins where the number ends.
        n: the number.
    """
    return (
        _is_glued(before, after)
        or _is_unit(before, after)
        or _is_date_part(before, after, n)
        or _is_age(before, after, n)
        or _is_list_mark(before, after)
        or _is_reference(before, after)
    )


def _is_reference(before: str, after: str) -> bool:
    """Tell whether the number marks a source or a picture ("[12]", "image 3 of 10"), is dialled or shared."""
    if before.endswith("[") and after.startswith("]") or re.match(r"\s(?:call|dispatch|operator)", after):
        return True
    if re.search(r"\b(?:each|every)\s+$", before, re.IGNORECASE):
        return True  # "each one of them": all of those told already
    return (
        re.search(r"\b(?:image|photo|picture|slide|page)\s+(?:\d+\s+of\s+)?$", before, re.IGNORECASE)
        is not None
    )


def _is_list_mark(before: str, after: str) -> bool:
    """Tell whether the number opens a line of a list ("1. ")."""
    return re.search(r"(?:^|\n)\s*$", before) is not None and re.match(r"[.)]\s", after) is not None


def _is_glued(before: str, after: str) -> bool:
    """Tell whether the number is part of a longer sign ("B-52", "11:13", "31st", "12-member")."""
    suffixes = make_alternation(word for words in load_numbers()["suffixes"].values() for word in words)
    if re.match(rf"(?:{suffixes})(?!\w)", after, re.IGNORECASE):
        return re.search(r"[\w$€£][-/.:]$", before) is not None
    ahead = re.match(
        r"[-‑–],?\s(?:and|or|to)?\s?\S+[-\s]year|\w|[:/]\d|\.\d|,\d{3}|[-‑–][A-Za-z]|%|\s%", after
    )
    behind = re.search(r"[A-Za-z_][-‑]$|\d[/:.]$|\d,$|[/#:.]$(?<!\w\.)(?<!\w:)|[’']$", before)
    return bool(ahead or behind)


def _is_unit(before: str, after: str) -> bool:
    """Tell whether the number measures, or names by number ("Flight 12", "12 miles", "$12")."""
    between, units = get_alternation("units_between"), get_alternation("units_after")
    unit = rf"[\s-]*(?:{between}\s+)*{units}(?![\w’'])"
    if re.match(unit, after, re.IGNORECASE) or re.match(unit, after.replace("’", "'"), re.IGNORECASE):
        return True
    named = rf"(?<!\w){get_alternation('words_before')}\s+$"
    money = rf"(?:{get_alternation('currencies')})\s?$"
    return bool(re.search(named, before, re.IGNORECASE) or re.search(money, before, re.IGNORECASE))


def _is_date_part(before: str, after: str, n: int) -> bool:
    """Tell whether a month stands beside the number, or a year as machines write days."""
    if re.search(r"\b(?:19|20)\d\d-(?:[01]\d-)?$", before):
        return True
    words = load_numbers()["not_counts"]
    months = get_alternation("months")
    month = re.search(rf"(?P<day>\d\s+)?(?<!\w)(?P<month>{months}),?\s+$", before, re.IGNORECASE)
    if month and month.group("month")[0].isupper():
        first, last = words["years"]
        return n <= 31 or first <= n <= last or bool(month.group("day")) and n < 100
    later = re.match(rf"\s+(?:of\s+)?({months})(?!\w)(?!\s+(?:have|be|not)\b)", after, re.IGNORECASE)
    return later is not None and n <= 31 and later.group(1)[0].isupper()


def _is_age(before: str, after: str, n: int) -> bool:
    """Tell whether the number is an age after a name ("Ana Ruiz, 24, was ...")."""
    if n > load_numbers()["not_counts"]["oldest"]:
        return False
    if before.endswith("(") and after.startswith(")") or re.match(r"['’]s\b|s\b", after):
        return True
    if _AGES_BEFORE.search(before) and _AGES_AFTER.match(after):
        return True
    if re.search(rf"(?<!\w){get_alternation('aged_nouns')}\s+of\s+$", before, re.IGNORECASE):
        return (
            _AGES_AFTER.match(after) is not None
            or re.match(r"\s+(?:and|was|who|from|in|at)\b", after) is not None
        )
    if re.search(rf"(?<!\w){get_alternation('aged_nouns')},\s*$", before, re.IGNORECASE):
        return re.match(r"\s*,|\s+(?:was|is|of|from)\b", after) is not None
    named = re.search(r"[A-Z][\w.'’-]+\"?,\s*$", before)
    return bool(named and re.match(r"\s*(?:[,.;)—–]|\n|$|(?:and|who|was)\b)", after))

"""The number lexicon: number words, operators, and the bounds that words allow."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib import resources
from math import ceil, floor
from typing import Any

from counterclaim.model.values import TollOperator

#: Width of the bands of "nearly" and "about" (codebooks, section 11).
BAND = 0.1

#: Smallest and largest count; None where open.
Bounds = tuple[int | None, int | None]


@lru_cache(maxsize=1)
def load_numbers() -> Mapping[str, Any]:
    """Load the number lexicon once a process."""
    path = resources.files("counterclaim.vocabulary").joinpath("en", "numbers.json")
    numbers: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return numbers


def get_bounds(op: TollOperator, n: int) -> Bounds:
    """Return the smallest and largest count that an operator and a number allow.

    Source: codebooks, section 11.
    """
    bounds: Mapping[str, Bounds] = {
        "exact": (n, n),
        "zero": (0, 0),
        "at_least": (n, None),
        "more_than": (n + 1, None),
        "at_most": (0, n),
        "fewer_than": (0, max(n - 1, 0)),
        "nearly": (ceil(round(n * (1 - BAND), 6)), max(n - 1, 0)),
        "about": (ceil(round(n * (1 - BAND), 6)), floor(round(n * (1 + BAND), 6))),
    }
    return bounds[op]


def read_number(words: str) -> int | None:
    """Read a number in digits or words ("1,200", "eighty-four", "3.5 million"); None when it is none."""
    numbers = load_numbers()
    total, current = 0.0, 0.0
    for word in re.split(r"[\s-]+", re.sub(r"(?<=\d)[,\u00a0\u202f](?=\d{3})", "", words.lower())):
        if word in numbers["units"]:
            current += numbers["units"][word]
        elif word in numbers["multipliers"]:
            factor = numbers["multipliers"][word]
            current = (current or 1) * factor
            total, current = (total + current, 0.0) if factor >= 1000 else (total, current)
        elif re.fullmatch(r"\d+(?:\.\d+)?", word):
            current += float(word)
        elif word not in ("a", "an", "and"):
            return None
    number = total + current
    return int(number) if number == int(number) else None


def make_alternation(words: Iterable[str]) -> str:
    """Make an alternation, longest first; white space matches any white space but a line end."""
    ordered = sorted(words, key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"[^\S\n]+") for word in ordered) + ")"


@lru_cache(maxsize=16)
def get_alternation(key: str) -> str:
    """Return one list of the words that make a number no count, as an alternation."""
    return make_alternation(load_numbers()["not_counts"][key])

"""cc.perps/1: whether a count of the dead takes in those who attacked (codebooks 10.0).

Some formats count them (GTD, ACLED), some count victims only (MUC-4's human targets, Airwars'
civilians). A count is only added or taken away where its own words and an origin's number allow it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from importlib import resources
from typing import Literal

import msgspec

from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.counts import add_counts, derive, find_counts, get_toll
from counterclaim.policy.sifting import Sifted
from counterclaim.policy.voice import fold
from counterclaim.vocabulary.harms import load_harms
from counterclaim.vocabulary.load import load_table

Attackers = Literal["included", "excluded", "unknown"]

_SENTENCE_END = re.compile(r"[.!?]['”\"]?(?=\s|$)|\n")


class _Words(msgspec.Struct, frozen=True):
    version: str
    about: str
    attackers: tuple[str, ...]
    included: tuple[str, ...]
    excluded: tuple[str, ...]
    #: Words between the cue and the attackers ("including the two").
    between: int


class _Everyone(msgspec.Struct, frozen=True):
    version: str
    about: str
    others: frozenset[str]


@lru_cache(maxsize=1)
def _load_others() -> frozenset[str]:
    """Load the groups that are everyone else, beside a count of those who attacked."""
    path = resources.files("counterclaim.policy").joinpath("everyone.json")
    return msgspec.json.decode(path.read_bytes(), type=_Everyone).others


@lru_cache(maxsize=1)
def _load_patterns() -> Mapping[Attackers, re.Pattern[str]]:
    words = load_table("toll_attackers", _Words)
    nouns = "|".join(sorted(map(re.escape, words.attackers), key=len, reverse=True))
    gap = rf"(?:\s+\w+){{0,{words.between}}}?\s+"

    def compile_cues(cues: Sequence[str]) -> re.Pattern[str]:
        either = "|".join(sorted(map(re.escape, cues), key=len, reverse=True))
        return re.compile(rf"\b(?:{either}){gap}(?:{nouns})\b", re.IGNORECASE)

    return {"excluded": compile_cues(words.excluded), "included": compile_cues(words.included)}


def judge_attackers(testimony: Testimony) -> Attackers:
    """Judge by its words whether a count of the dead takes in those who attacked."""
    if testimony.report.language not in (None, "en"):
        return "unknown"
    said = _find_sentence(testimony)
    if testimony.statement.basis == "derived" and _names_attackers(testimony):
        return "included"
    return next((how for how, pattern in _load_patterns().items() if pattern.search(said)), "unknown")


def with_attackers(sifted: Sifted, case: Case) -> Sifted:
    """Add the attackers who died to counts that leave them out, where the origin counts them."""
    return _combine_all(sifted, case, when="excluded", sign=1)


def without_attackers(sifted: Sifted, case: Case) -> Sifted:
    """Take the attackers who died from counts that hold them, where the origin counts them."""
    return _combine_all(sifted, case, when="included", sign=-1)


def say_open_attackers(used: Sequence[Testimony], case: Case) -> str | None:
    """Say that a figure may or may not take in those who attacked, where any of them died."""
    died = any(is_attackers(each) for each in find_counts(case.testimonies, "killed"))
    is_open = died and any(
        each.statement.property == "killed" and judge_attackers(each) == "unknown" for each in used
    )
    return "whether this counts those who attacked is not said" if is_open else None


def _combine_all(sifted: Sifted, case: Case, *, when: Attackers, sign: int) -> Sifted:
    kept = (
        _combine(each, case.testimonies, sign=sign) if judge_attackers(each) == when else each
        for each in sifted.kept
    )
    return replace(sifted, kept=tuple(kept))


def complete_wholes(sifted: Sifted, case: Case) -> Sifted:
    """Make wholes of counts of everyone else and of those who attacked, where one voice gives both.

    A voice that gives the whole itself needs none made.
    """
    whole = {(each.origin, each.report.id) for each in sifted.kept if get_toll(each).group is None}
    rests = (each for each in sifted.kept if fold(get_toll(each).group) in _load_others())
    lacking = [each for each in rests if (each.origin, each.report.id) not in whole]
    made = [_combine(each, case.testimonies, sign=1) for each in lacking]
    return replace(sifted, kept=(*sifted.kept, *(each for each in made if each.rests_on)))


def is_attackers(testimony: Testimony) -> bool:
    """Tell whether a testimony counts those who attacked."""
    return fold(get_toll(testimony).group) == str(load_harms()["attackers_group"])


def _combine(testimony: Testimony, testimonies: Sequence[Testimony], *, sign: int) -> Testimony:
    counts = (
        each
        for each in find_counts(testimonies, testimony.statement.property)
        if is_attackers(each) and each.status == "current" and each.origin == testimony.origin
    )
    attackers = next(counts, None)
    value = add_counts(get_toll(testimony), get_toll(attackers), sign=sign) if attackers else None
    if attackers is None or value is None or attackers.statement.id in testimony.rests_on and sign > 0:
        return testimony
    value = msgspec.structs.replace(value, group=None)
    done = "with" if sign > 0 else "without"
    note = f"{get_toll(testimony).n} {done} the {get_toll(attackers).n} who attacked, both of one origin"
    return derive(testimony, attackers, value, note)


def _find_sentence(testimony: Testimony) -> str:
    """Find the sentence of a testimony's first words."""
    text, evidence = testimony.report.text, testimony.statement.evidence[0]
    before = [match.end() for match in _SENTENCE_END.finditer(text, 0, evidence.start)]
    after = _SENTENCE_END.search(text, max(evidence.end - 1, evidence.start))
    return text[before[-1] if before else 0 : after.end() if after else len(text)]


def _names_attackers(testimony: Testimony) -> bool:
    """Tell whether a count worked out from several words has attackers among them."""
    words = load_harms()["attackers"]
    quoted = " ".join(each.quote.casefold() for each in testimony.statement.evidence)
    return any(re.search(rf"\b{re.escape(word)}\b", quoted) for word in words)

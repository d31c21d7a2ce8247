"""Who speaks, so that a later word of the same voice can replace its earlier one (cc.current/1).

A voice is the side that a party's speaker belongs to, the body that a spokesman speaks for, a named
person or body, or the outlet where the report itself speaks. Unnamed witnesses and officials are no
voice: two reports may mean two people.
"""

from __future__ import annotations

import re

from counterclaim.model.report import Report
from counterclaim.model.statement import Speaker, Statement

#: Kinds of voices that are bodies: "police" of Monday and of Tuesday are one.
_BODIES = frozenset({"authority", "medical", "un", "ngo", "court", "party_to_event"})
#: "police spokesman Ivo Marn" speaks for the police, and so does "a spokeswoman for the police".
_SPOKES = re.compile(r"(?:chief\s+)?spokes(?:man|woman|person)(?:\s+(?:for|of)(?:\s+the)?)?", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
#: Words that tell of people and not of a body.
_PEOPLE = re.compile(
    r"\b(?:officials?|officers?|sources?|doctors?|medics?|workers?|leaders?)\b", re.IGNORECASE
)


def find_voice(statement: Statement, report: Report) -> str | None:
    """Find the voice of a statement; None where nobody can tell it from others."""
    if not statement.speakers:
        return f"outlet:{fold(report.outlet)}" if report.outlet else None
    return find_speaker_voice(statement.speakers[-1])


def find_speaker_voice(speaker: Speaker) -> str | None:
    """Find the voice that a speaker is: a side, a body or a named person."""
    if speaker.kind == "party_to_event" and speaker.party:
        return fold(speaker.party)
    body = find_body(speaker)
    if body:
        return body
    if speaker.named:
        return fold(speaker.name)
    is_body = speaker.kind in _BODIES and not _PEOPLE.search(speaker.name)
    return fold(speaker.name) if is_body else None


def find_body(speaker: Speaker) -> str | None:
    """Find the body that a spokesman speaks for ("police spokesman")."""
    for words in (speaker.role, speaker.name):
        if words and _SPOKES.search(words):
            body = fold(_SPOKES.sub(" ", words))
            if body:
                return body
    return None


def fold(words: str | None) -> str:
    """Fold case, white space, a leading article and a possessive ending."""
    plain = re.sub(r"['’]s?(?=\s|$)", "", " ".join((words or "").casefold().split()).strip(" ,.;:"))
    return _ARTICLE.sub("", plain).strip()


def are_kin(name: str, party: str) -> bool:
    """Tell whether one name's words begin or end the other's ("Harrow Front", "Harrow Front police")."""
    short, long = sorted((name.split(), party.split()), key=len)
    return (
        bool(short)
        and (long[: len(short)] == short or long[-len(short) :] == short)
        and (short == long or len(" ".join(short)) > 3)
    )

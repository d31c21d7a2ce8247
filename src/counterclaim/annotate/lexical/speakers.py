"""From the phrase of a speaker to the voice it names, in languages that are read without a parse."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from counterclaim.annotate.layers import PartyName
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.cues import compile_cue, join_templates
from counterclaim.vocabulary.lexical import load_speaker_table

#: Kinds of party that are a side of the event when they speak.
_PARTY_KINDS: Mapping[str, str] = {
    "armed_group": "party_to_event", "country": "authority", "government": "authority",
    "military": "authority", "police": "authority", "igo": "un", "ngo": "ngo", "media": "media",
}  # fmt: skip

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
#: A person's name of two words or more, with the small words that some have.
FULL_NAME = rf"{_CAPITAL}(?: (?:(?:al|el|ben|bin|de|del|von|van)[ -])?{_CAPITAL}){{1,3}}"
_NAME = re.compile(rf"(?<!\w){FULL_NAME}$")


def strip_phrase(text: str, span: Span) -> Span:
    """Strip marks and white space from both ends of a phrase."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(" \t\n,;:.-–—«»\"“”'’()"))
    return Span(start, max(start, start + len(text[start : span.end].rstrip(" \t\n,;:.-–—«»\"“”'’()"))))


def find_pronoun(text: str, span: Span, language: str) -> bool:
    """Tell whether a phrase is only a pronoun."""
    words = text[span.start : span.end].lower().split()
    pronouns = load_speaker_table(language).pronouns
    return bool(words) and (" ".join(words) in pronouns or words[0] in pronouns)


def make_speaker(text: str, span: Span, parties: Sequence[PartyName], language: str) -> Speaker | None:
    """Make the speaker that a phrase names; None where the words name no voice."""
    words = " ".join(text[span.start : span.end].split())
    if _load_mute(language).match(strip_articles(words, language)):
        return None
    inside = [party for party in parties if span.contains(party.span)]
    own = next(
        (party for party in inside if party.manner != "adjective" and _is_whole(text, span, party, language)),
        None,
    )
    if own is not None:
        return Speaker(name=own.name, kind=_PARTY_KINDS.get(own.kind, "other"), party=own.name)
    kind = judge_kind(words, language)
    groups = [party for party in inside if party.kind == "armed_group"]
    party = next(iter(groups or inside), None)
    name, role = _split_name(words, language)
    named = role is not None or name[:1].isupper()
    if kind is None and party is None and not named:
        return None
    if kind is None and party is not None:
        kind = _PARTY_KINDS.get(party.kind)
    return Speaker(
        name=name, role=role, kind=kind or "other", party=party.name if party else None, named=named
    )


def judge_kind(words: str, language: str) -> str | None:
    """Judge the kind of voice that words name; the first word that tells decides, weak ones last."""
    return next((kind for kind, pattern in _load_kinds(language) if pattern.search(words)), None)


@lru_cache(maxsize=4)
def _load_kinds(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    kinds = load_speaker_table(language).kinds
    return tuple((kind, compile_cue(words)) for kind, words in kinds.items())


@lru_cache(maxsize=4)
def _load_mute(language: str) -> re.Pattern[str]:
    return compile_cue(load_speaker_table(language).mute)


@lru_cache(maxsize=4)
def _load_articles(language: str) -> re.Pattern[str]:
    articles = load_speaker_table(language).articles
    elided = join_templates([word for word in articles if word.endswith("'")] or ["(?!)"])
    plain = join_templates(word for word in articles if not word.endswith("'"))
    return re.compile(rf"(?:{elided}|{plain}\s+)+", re.IGNORECASE)


def strip_articles(words: str, language: str) -> str:
    """Strip the articles before a phrase."""
    match = _load_articles(language).match(words)
    return words[match.end() :] if match and match.end() < len(words) else words


def _is_whole(text: str, span: Span, party: PartyName, language: str) -> bool:
    """Tell whether a party's name is the whole phrase, but for what announces it ("le groupe X")."""
    before = strip_articles(text[span.start : party.span.start].strip() + " ", language).split()
    after = text[party.span.end : span.end].split()
    return len(before) + len(after) <= (2 if party.kind == "armed_group" else 0)


def _split_name(words: str, language: str) -> tuple[str, str | None]:
    """Split a phrase into a person's name and office; a phrase without an office is a name."""
    plain = strip_articles(words, language)
    head, comma, tail = plain.rpartition(", ")
    if comma and _NAME.fullmatch(tail):
        return tail, strip_articles(head, language)
    match = _NAME.search(plain)
    if (
        match
        and match.start() > 3
        and len(match.group().split()) > 1
        and judge_kind(plain[: match.start()], language)
    ):
        role = plain[: match.start()].strip(" ,")
        if not role.lower().endswith((" de", " du", " des", " del", " la", " l'")):
            return match.group(), role
    return plain, None

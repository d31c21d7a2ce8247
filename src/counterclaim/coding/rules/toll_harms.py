"""Harm words: where a text says that people were killed, hurt, taken or driven out.

Verbs are matched by form, so that capitals and damaged text are read without a lemmatiser; the words
are in harms.json.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

from counterclaim.annotate.parsed import get_lower_words
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.statement import Property
from counterclaim.vocabulary.harms import get_words, load_harms
from counterclaim.vocabulary.phrases import PhraseSet, make_phrase_set

#: Who is counted: the verb's subject, its object, or the noun itself ("12 deaths").
Frame = Literal["subject", "object", "self"]
Form = Literal["base", "s", "past", "part", "ing", "none"]

#: How far from a verb its adverb can stand ("fatally", "was later fatally shot").
_ADVERB_REACH = 2
#: How far before a verb those who act can stand ("hospitals have so far received"), in tokens.
_SUBJECT_REACH = 5
_STOPS = frozenset({".", ";", "!", "?", "\n"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Harm:
    """A word or phrase of harm."""

    property: Property
    #: Index of its head token ("killed", "taken" of "taken to hospital").
    token: int
    #: Index of its last token ("hospital" of "taken to hospital").
    last: int
    frame: Frame
    kind: Literal["verb", "adjective", "noun"]
    forms: frozenset[Form] = frozenset({"none"})
    #: People were hit ("shot"): hurt, unless the report says that they died.
    is_hit: bool = False
    #: The name of a deed only implies that somebody died ("a deadly shooting").
    is_implied: bool = False


def find_harms(doc: Doc) -> tuple[Harm, ...]:
    """Find the harm words of a parsed text; a longer phrase hides the words inside it."""
    words = get_lower_words(doc)
    found: list[Harm] = []
    for token in doc:
        harms = list(_iter_verb_harms(token, words)) or list(_iter_adjective_harms(token, words))
        found += [*harms[:1], *_iter_noun_harms(token, words)]
    phrases = [harm for harm in found if harm.last > harm.token and harm.kind == "verb"]
    counted = _drop_alternatives(doc, found)
    return tuple(harm for harm in counted if not any(_is_inside(harm, other) for other in phrases))


def _is_inside(harm: Harm, phrase: Harm) -> bool:
    """Tell whether a harm word is part of a phrase, at its end or as a plain verb of its own."""
    if harm is phrase or harm.property == phrase.property == "killed" and harm.kind == "verb":
        return False
    return phrase.token < harm.last == phrase.last or phrase.token == harm.token and harm.kind == phrase.kind


#: Most tokens that stand between two harm words of an alternative ("killed and/or wounded").
ALTERNATIVE_REACH = 3


def _drop_alternatives(doc: Doc, harms: Sequence[Harm]) -> list[Harm]:
    """Drop "killed or wounded": a count that is not split between two harms."""
    dropped = set()
    starts: dict[int, list[Harm]] = {}
    for harm in harms:
        starts.setdefault(harm.token, []).append(harm)
    for first in harms:
        near = range(first.last + 2, first.last + 2 + ALTERNATIVE_REACH)
        for second in (harm for start in near for harm in starts.get(start, ())):
            between = [token.lower_ for token in doc[first.last + 1 : second.token]]
            if first.property != second.property and between in (["or"], ["and", "/", "or"]):
                dropped |= {id(first), id(second)} if first.kind != "noun" else set()
    return [harm for harm in harms if id(harm) not in dropped]


@lru_cache(maxsize=1)
def _verb_forms() -> Mapping[str, Mapping[str, frozenset[Form]]]:
    """Return, for every written form, the verbs it belongs to and the forms it can be."""
    table: dict[str, dict[str, frozenset[Form]]] = {}
    for verb, forms in load_harms()["verb_forms"].items():
        for form, spellings in forms.items():
            for spelling in spellings:
                verbs = table.setdefault(spelling, {})
                verbs[verb] = verbs.get(verb, frozenset()) | {form}
    return table


@lru_cache(maxsize=1)
def _verb_cues() -> Mapping[str, Sequence[Mapping[str, Any]]]:
    """Return the cues of each verb, phrases before plain verbs."""
    table: dict[str, list[Mapping[str, Any]]] = {}
    for cue in load_harms()["verb_cues"]:
        for verb in cue["verbs"]:
            table.setdefault(verb, []).append(cue)
    rank = {"adverbs": 0, "after": 1, "heads": 1, "acting": 1}
    for cues in table.values():
        cues.sort(key=lambda cue: min((rank[key] for key in rank if key in cue), default=2))
    return table


def _iter_verb_harms(token: Token, words: Sequence[str]) -> Iterator[Harm]:
    """Yield the readings of a token as a verb of harm, most telling first."""
    known = _verb_forms().get(words[token.i])
    if known is None or _is_event_noun(token):
        return
    for verb, forms in known.items():
        for cue in _verb_cues().get(verb, ()):
            last = _match_cue(token, words, cue)
            if last is not None:
                yield Harm(
                    property=cue["property"],
                    token=token.i,
                    last=last,
                    frame=cue["frame"],
                    kind="verb",
                    forms=forms,
                    is_hit=cue.get("hit", False),
                )


def _is_event_noun(token: Token) -> bool:
    """Tell whether an -ing form is a noun with a determiner ("the shooting")."""
    if not token.i or token.tag_ != "NN" or not token.text.islower():
        return False
    before = token.nbor(-1)
    return before.pos_ in ("DET", "ADJ")


def _match_cue(token: Token, words: Sequence[str], cue: Mapping[str, Any]) -> int | None:
    """Return the last token of a verb cue that stands here, or None."""
    if "adverbs" in cue:
        near = words[max(0, token.i - _ADVERB_REACH) : token.i + 2]
        return token.i if any(adverb in near for adverb in cue["adverbs"]) else None
    if "after" in cue:
        stops = _STOPS.union(cue.get("stops", ()))
        return _find_phrase(words, token.i + 1, cue["gap"], cue["after"], stops)
    if "heads" in cue:
        return _find_opened(words, token.i + 1, cue)
    if "acting" in cue:
        before = words[max(0, token.i - _SUBJECT_REACH) : token.i]
        return token.i if any(word in before for word in cue["acting"]) else None
    return None if _is_barred(token.i, words, cue) else token.i


def _is_barred(i: int, words: Sequence[str], cue: Mapping[str, Any]) -> bool:
    """Tell whether the words beside a verb make another thing of it ("shot down", "a shot was fired")."""
    before = words[max(0, i - 1) : i]
    is_noun = any(word in before for word in cue.get("not_before", ()))
    aimed = words[i + 1 : i + 5] if words[i + 1 : i + 2] and words[i + 1] == "at" else ()
    if "not_at" in cue and any(word in cue["not_at"] for word in aimed):
        # "Seven men were shot at a house" says where; whoever is shot at is "him", "officers".
        is_passive = bool(get_words("passive_aux").intersection(words[max(0, i - 3) : i]))
        return not is_passive or not any(word in cue["places"] for word in aimed)
    return is_noun or _find_phrase(words, i + 1, 0, cue.get("not_after", ())) is not None


def _find_phrase(
    words: Sequence[str], start: int, gap: int, phrases: Sequence[str], stops: frozenset[str] = _STOPS
) -> int | None:
    """Return the last token of the first phrase that begins within the gap."""
    phrase_set = _load_phrases(tuple(phrases))
    for begin in range(start, min(start + gap + 1, len(words))):
        width = phrase_set.find_width(words, begin)
        if width:
            return begin + width - 1
        if words[begin] in stops:
            return None
    return None


@lru_cache(maxsize=256)
def _load_phrases(phrases: tuple[str, ...]) -> PhraseSet:
    """Load one cue's phrases, ready to be found."""
    return make_phrase_set(phrases)


def _find_opened(words: Sequence[str], start: int, cue: Mapping[str, Any]) -> int | None:
    """Return the last token of a preposition phrase with one of the cue's heads ("to a local hospital")."""
    for begin in range(start, min(start + cue["gap"] + 1, len(words))):
        if words[begin] in _STOPS:
            return None
        if words[begin] in cue["openers"]:
            last = _find_phrase(words, begin + 1, cue["between"], cue["heads"])
            if last is not None:
                return last
    return None


def _iter_adjective_harms(token: Token, words: Sequence[str]) -> Iterator[Harm]:
    """Yield the readings of a token as an adjective of harm ("dead", "in critical condition")."""
    if words[token.i] not in _load_adjectives():
        return
    for cue in load_harms()["adjective_cues"]:
        last = _find_phrase(words, token.i, 0, cue["words"])
        if last is None:
            continue
        if "gap" in cue:
            last = _find_phrase(words, last + 1, cue["gap"], cue["after"])
            if last is not None:
                yield replace(_make_adjective(cue["property"], token.i, last), is_hit=cue["hit"])
        elif "before" in cue:
            last = _find_phrase(words, last + 1, 0, cue["after"])
            if last is None or words[max(0, token.i - 1)] not in cue["before"]:
                continue
            yield _make_adjective(cue["property"], token.i - 1, last)
        elif not _is_figurative(words, last + 1):
            yield _make_adjective(cue["property"], token.i, last)


@lru_cache(maxsize=1)
def _load_adjectives() -> frozenset[str]:
    """Load the first words of the adjective cues."""
    return frozenset(word.split()[0] for cue in load_harms()["adjective_cues"] for word in cue["words"])


def _make_adjective(harm_property: Property, first: int, last: int) -> Harm:
    """Make the harm of an adjective."""
    return Harm(property=harm_property, token=first, last=last, frame="subject", kind="adjective")


def _is_figurative(words: Sequence[str], start: int) -> bool:
    """Tell whether the words after "dead" make another thing of it ("dead heat", "dead or alive")."""
    return _find_phrase(words, start, 0, load_harms()["dead_phrases_excluded"]) is not None


def _iter_noun_harms(token: Token, words: Sequence[str]) -> Iterator[Harm]:
    """Yield the readings of a token as a noun of harm ("deaths", "lives" after "claimed")."""
    if token.pos_ not in ("NOUN", "PROPN", "X"):
        return
    for cue in load_harms()["noun_cues"]:
        if words[token.i] not in cue["words"]:
            continue
        if _is_noun_harm(token, words, cue):
            yield Harm(
                property=cue["property"],
                token=token.i,
                last=token.i,
                frame="self",
                kind="noun",
                is_hit=cue.get("hit", False),
            )
            return


def _is_noun_harm(token: Token, words: Sequence[str], cue: Mapping[str, Any]) -> bool:
    """Tell whether the words beside a noun of harm are those that its cue asks for."""
    before, after = words[max(0, token.i - 6) : token.i], words[token.i + 1 : token.i + 2]
    if "verbs_before" in cue and not (
        any(verb in before for verb in cue["verbs_before"])
        or _find_phrase(words, token.i + 1, 0, cue.get("after", ()))
    ):
        return False
    if "adjectives" in cue and ("non" in before[-4:] or not set(cue["adjectives"]).intersection(before[-2:])):
        return False
    return "of" not in cue or "of" in after

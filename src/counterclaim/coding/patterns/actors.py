"""Parties near a cue: who stands before a verb as its subject, and who after it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.layers import AnnotatedReport, PartyName
from counterclaim.annotate.lexical.attributions import find_phrase_after, find_phrase_before
from counterclaim.annotate.lexical.speakers import FULL_NAME, find_pronoun, strip_articles
from counterclaim.model.span import Span
from counterclaim.vocabulary.cues import compile_cue
from counterclaim.vocabulary.lexical import load_position_table, load_speaker_table

#: Most characters between a cue and the party it points at.
REACH = 70
#: Most characters between a description and the name it announces ("jihadistes du Jnim").
LINK = 8
#: Most words of a name that only its first capital tells.
NAME_WORDS = 4
#: How many accuse each other.
BOTH = 2

#: Kinds of party that speak of events and do none.
BYSTANDERS = frozenset({"igo", "ngo", "media"})
#: Words between two names of which the same is said.
JOINING = re.compile(
    r",? (?:(?:et|ainsi que|ou|y|e|así como|o) )?"
    r"(?:(?:à |a )?(?:l['’]|la |el |los |las )|le |les |au |aux |à |a |al )?",
    re.IGNORECASE,
)

_ENDS = re.compile(r"[.;:!?\n]")
_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w'’-]+"
#: What ends a name that no table has: another name, a part that is played, or a verb that is cut off.
_NAME_END = r"(?=$| (?:et|y|e|como|comme) | (?:fue|fueron|(?:ha|han|había) sido|(?:a|ont|avait) été|est|es)$)"
#: A name after the noun of a group ("le gang Los Lobos", "le mouvement rebelle Voix du Nord").
_GROUP_NAME = re.compile(
    rf"(?: [a-zà-ÿ]+){{0,2}} [«\"“]?[ \u00a0]?({_CAPITAL}(?: (?:(?:al-|[a-z]{{2,3}} )?{_CAPITAL}))*)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party in the words of a report."""

    span: Span
    name: str
    kind: str
    #: False for a description ("hommes armés").
    is_named: bool


@lru_cache(maxsize=4)
def _load_generic(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    generic = load_position_table(language).generic_parties
    return tuple((compile_cue(words), kind) for words, kind in generic.items())


@lru_cache(maxsize=4)
def _load_latter(language: str) -> re.Pattern[str]:
    return compile_cue(load_speaker_table(language).latter)


def is_latter(text: str, phrase: Span, language: str) -> bool:
    """Tell whether a phrase is a pronoun for whoever was named last ("ces derniers")."""
    return _load_latter(language).fullmatch(text, phrase.start, phrase.end) is not None


@lru_cache(maxsize=4)
def _load_backward(language: str) -> re.Pattern[str]:
    return compile_cue(load_position_table(language).backward)


def is_backward(text: str, phrase: Span, language: str) -> bool:
    """Tell whether a phrase speaks of a group named before ("cette organisation", "le chef du gang")."""
    return _load_backward(language).search(text, phrase.start, phrase.end) is not None


def find_actor_in(annotated: AnnotatedReport, span: Span, language: str) -> Actor | None:
    """Find the first party that a stretch names: by name, else by description."""
    named = [party for party in annotated.parties if span.contains(party.span)]
    unknown = None if named else _find_group_name(annotated.report.text, span, language)
    if unknown is not None:
        return unknown
    described = _find_generic(annotated.report.text, span, language)
    if named and (described is None or named[0].span.start <= described.span.end + LINK):
        return to_actor(_prefer_group(annotated.report.text, named, language))
    return described or (to_actor(named[0]) if named else None)


def find_both(annotated: AnnotatedReport, span: Span, language: str) -> tuple[Actor, ...]:
    """Find the two parties that a stretch joins; none where it names more or fewer."""
    named = [to_actor(party) for party in annotated.parties if span.contains(party.span)]
    pieces = _cut_around(span, [each.span for each in named])
    text = annotated.report.text
    described = [each for piece in pieces if (each := _find_generic(text, piece, language))]
    found = {each.name: each for each in sorted([*named, *described], key=lambda each: each.span)}
    return tuple(found.values()) if len(found) == BOTH else ()


def _cut_around(span: Span, taken: list[Span]) -> list[Span]:
    """Cut a stretch into what lies between the spans in it."""
    starts = [span.start, *(each.end for each in taken)]
    ends = [*(each.start for each in taken), span.end]
    return [Span(*pair) for pair in zip(starts, ends, strict=True) if pair[0] < pair[1]]


def _prefer_group(text: str, named: list[PartyName], language: str) -> PartyName:
    """Prefer the armed group of the first two names ("les talibans afghans", "le Hamas palestinien")."""
    by = f" {load_position_table(language).by} "
    near = [
        party
        for party in named[:2]
        if party.span.start - named[0].span.end < 12 and by not in text[named[0].span.end : party.span.start]
    ]
    return next((party for party in near if party.kind == "armed_group"), named[0])


def to_actor(party: PartyName) -> Actor:
    """Make the actor of a party's name."""
    return Actor(span=party.span, name=party.name, kind=party.kind, is_named=True)


def _find_generic(text: str, span: Span, language: str) -> Actor | None:
    """Find the first description of a party, without its article."""
    found = [
        (match.start(), -match.end(), kind, match)
        for pattern, kind in _load_generic(language)
        if (match := pattern.search(text, span.start, span.end))
    ]
    if not found:
        return None
    _, _, kind, match = min(found, key=lambda each: each[:2])
    words = strip_articles(match.group(), language)
    return Actor(
        span=Span(match.end() - len(words), match.end()),
        name=" ".join(words.split()),
        kind=kind,
        is_named=False,
    )


def _find_group_name(text: str, span: Span, language: str) -> Actor | None:
    """Find the name that follows the noun of a group, where no table has it."""
    patterns = (*(pattern for pattern, _ in _load_generic(language)), _load_backward(language))
    for pattern in patterns:
        for noun in pattern.finditer(text, span.start, span.end):
            name = _GROUP_NAME.match(text, noun.end(), span.end)
            if name is not None and not _is_linked(text[noun.end() : name.start(1)], language):
                return Actor(span=Span(*name.span(1)), name=name.group(1), kind="armed_group", is_named=True)
    return None


def _is_linked(between: str, language: str) -> bool:
    """Tell whether a preposition or article parts a noun from a name ("les rebelles du Nord")."""
    table = load_speaker_table(language)
    return any(word in table.articles or word in table.asides for word in between.split())


def find_actor_after(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Actor | None:
    """Find the party that a cue points at ("a accusé X")."""
    text = annotated.report.text
    end = min(sentence.end, cue.end + REACH)
    # A name that the reach would cut in two is read whole.
    end = next((each.span.end for each in annotated.parties if each.span.start < end < each.span.end), end)
    stop = _ENDS.search(text, cue.end, end)
    actor = find_actor_in(annotated, Span(cue.end, stop.start() if stop else end), language)
    phrase = find_phrase_after(text, cue.end, sentence.end, language)
    unknown = _read_unknown(text, phrase, language) if phrase else None
    if (
        actor is None
        or unknown is not None
        and _is_person(annotated, unknown)
        and unknown.span.end < actor.span.start
    ):
        return unknown
    return actor


def _is_person(annotated: AnnotatedReport, actor: Actor) -> bool:
    """Tell whether a name that no table has is that of a person ("identifié comme Odo Marn")."""
    is_place = any(actor.span.overlaps(place.span) for place in annotated.places)
    return not is_place and re.fullmatch(FULL_NAME, actor.name) is not None


@lru_cache(maxsize=4)
def _load_parting(language: str) -> re.Pattern[str]:
    return compile_cue(load_position_table(language).parting)


def _read_unknown(text: str, phrase: Span, language: str) -> Actor | None:
    """Read a name that no table has, by its capitals."""
    given = " ".join(text[phrase.start : phrase.end].split())
    words = strip_articles(given, language)
    # After an article an adjective is no part of the name ("l'Osmark voisin", but "Aube rouge").
    end = _NAME_END if words == given else rf"(?:{_NAME_END}|(?= [a-zà-ÿ]+$))"
    name = re.search(rf"{_CAPITAL}(?: (?:al-|[a-z]{{2,3}} )?{_CAPITAL})*{end}", words)
    shown = name.group() if name else ""
    if name and _load_parting(language).search(words, 0, name.start()):
        return None  # "vinculó a la banda con el asesinato del candidato X": X is no party to it
    is_inside = text[: phrase.start].rstrip().endswith(",")
    if not shown and is_inside and words[:1].isupper() and len(words.split()) <= NAME_WORDS:
        shown = words
    if len(shown) < 4 or find_pronoun(text, phrase, language):
        return None
    return Actor(span=phrase, name=shown, kind="other", is_named=True)


def iter_joined_before(annotated: AnnotatedReport, actor: Actor, sentence: Span) -> Iterator[Actor]:
    """Iterate over the parties that stand joined before another ("les forces rwandaises et le M23")."""
    text, reached = annotated.report.text, actor.span.start
    for party in reversed(annotated.parties):
        is_near = sentence.start <= party.span.start and party.span.end <= reached
        if is_near and JOINING.fullmatch(text, party.span.end, reached) and reached > party.span.end + 1:
            reached = party.span.start
            yield to_actor(party)


def find_subject(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Span | None:
    """Find the phrase of the subject before a verb; a pronoun is left to the caller."""
    dates = annotated.dates.expressions
    return find_phrase_before(annotated.report.text, sentence.start, cue.start, dates, language)


def find_actor_before(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Actor | None:
    """Find the party that is the subject of a verb; a pronoun or "the group" leads back."""
    text = annotated.report.text
    before = text[sentence.start : cue.start]
    if is_inverted(before, language):
        after = find_actor_after(annotated, cue, sentence, language)
        return after or find_earlier_group(annotated, cue.start)
    if is_relative(before, language):
        return _find_antecedent(annotated, cue, sentence, language)
    phrase = find_subject(annotated, cue, sentence, language)
    if phrase is None:
        return None
    own = find_actor_in(annotated, phrase, language)
    is_back = is_backward(text, phrase, language)
    if own is not None and own.is_named and not (is_back and own.kind == "country"):
        return own
    if is_latter(text, phrase, language):
        last = find_last(annotated, Span(sentence.start, phrase.start), language)
        if last is not None:
            return last
    if is_back and len(text[phrase.start : phrase.end].split()) > 1:
        # "Ce gang" is none of the states named before it.
        return find_earlier_group(annotated, phrase.start, is_armed=True) or own
    if find_pronoun(text, phrase, language):
        return find_earlier_group(annotated, phrase.start) or own
    return own or _read_unknown(text, phrase, language)


@lru_cache(maxsize=4)
def _load_pronouns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    table = load_speaker_table(language)
    relative, inverting = [f"{word}~" for word in table.relatives], [f"{word}~" for word in table.inverting]
    return compile_cue(relative, ends=True), compile_cue(inverting, ends=True)


def is_inverted(before: str, language: str) -> bool:
    """Tell whether the words before a verb put its subject after it ("lo que negó X")."""
    return _load_pronouns(language)[1].search(before) is not None


def is_relative(before: str, language: str) -> bool:
    """Tell whether a relative pronoun is the subject of the verb after these words."""
    return _load_pronouns(language)[0].search(before) is not None


@lru_cache(maxsize=4)
def _load_mute(language: str) -> re.Pattern[str]:
    return compile_cue(load_speaker_table(language).mute)


def _find_antecedent(annotated: AnnotatedReport, cue: Span, sentence: Span, language: str) -> Actor | None:
    """Find the party that a relative pronoun stands for: the last one named, with no act after it."""
    inside = [p for p in annotated.parties if sentence.start <= p.span.start and p.span.end <= cue.start]
    # "X said after the strike that killed five": the strike did.
    is_act = inside and _load_mute(language).search(annotated.report.text, inside[-1].span.end, cue.start)
    return to_actor(inside[-1]) if inside and not is_act else None


def find_last(annotated: AnnotatedReport, span: Span, language: str) -> Actor | None:
    """Find the party that a stretch names or describes last ("ces derniers")."""
    text = annotated.report.text
    named = [to_actor(party) for party in annotated.parties if span.contains(party.span)]
    described = [
        Actor(
            span=Span(*match.span()), name=strip_articles(match.group(), language), kind=kind, is_named=False
        )
        for pattern, kind in _load_generic(language)
        for match in pattern.finditer(text, span.start, span.end)
    ]
    return max((*named, *described), key=lambda each: (each.span.start, each.is_named), default=None)


def find_earlier_group(annotated: AnnotatedReport, offset: int, *, is_armed: bool = False) -> Actor | None:
    """Find the armed group named last before an offset, else (unless it is armed) the side named last."""
    earlier = [party for party in annotated.parties if party.span.end <= offset]
    groups = [party for party in earlier if party.kind == "armed_group"]
    sides = [party for party in earlier if party.kind not in BYSTANDERS and not is_armed]
    last = (groups or sides)[-1:]
    return to_actor(last[0]) if last else None

"""When, where and with what: dates, places and weapons of the events of a story."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from msgspec.structs import replace

from counterclaim.annotate.date_vocabulary import load_date_vocabulary
from counterclaim.annotate.layers import AnnotatedReport, DateExpression, PlaceName
from counterclaim.coding.patterns.story import Sentence, Story, iter_days
from counterclaim.coding.patterns.tolls import Toll
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker
from counterclaim.model.values import PlaceValue, ResponsibilityValue, TypeValue, WeaponValue
from counterclaim.vocabulary.cues import join_templates
from counterclaim.vocabulary.lexical import load_speaker_table
from counterclaim.vocabulary.parties import load_countries
from counterclaim.vocabulary.weapons import make_weapon_pattern

#: Characters between a verb of saying and the day on which it was said.
SAID_REACH = 4
#: Characters looked at before a day or place for a verb of saying.
VERB_REACH = 60
#: Index of the main event.
MAIN = 0
#: Places by how exactly they tell where: the first that is there is the event's.
_EXACTNESS = ("site", "settlement", "district", "region", "area", "country", "unknown")


def find_speakers(annotated: AnnotatedReport, span: Span) -> tuple[Speaker, ...]:
    """Find who says the words of a span: the innermost attribution that holds them, else the narrator."""
    holding = [
        (content.end - content.start, attribution)
        for attribution in annotated.attributions
        for content in attribution.content
        if content.contains(span) and not attribution.negated
    ]
    return min(holding, key=lambda each: each[0])[1].speakers if holding else ()


def iter_toll_drafts(
    annotated: AnnotatedReport, story: Story, tolls: Sequence[Toll]
) -> Iterator[StatementDraft]:
    """Yield the tolls of every event, each count once a voice."""
    seen: set[object] = set()
    for toll in tolls:
        mention = story.find_mention(toll.span)
        if mention is None:
            continue
        speakers = find_speakers(annotated, toll.span)
        key = (mention, toll.property, toll.value, speakers)
        if key not in seen:
            seen.add(key)
            yield StatementDraft(
                mention=mention, property=toll.property, value=toll.value,
                evidence=cut_evidence(annotated, [toll.span]), speakers=speakers,
                certainty="PS" if toll.is_possible else "CT",
            )  # fmt: skip


def iter_date_drafts(annotated: AnnotatedReport, story: Story) -> Iterator[StatementDraft]:
    """Yield the day of every event that words of its sentences tell."""
    for mention in range(len(story.events)):
        sentences = [each for each in story.sentences if each.mention == mention]
        chosen = _choose_date(annotated, sentences, story)
        if chosen is not None and chosen.value is not None:
            yield StatementDraft(
                mention=mention, property="date", value=chosen.value, basis=chosen.basis,
                evidence=cut_evidence(annotated, [chosen.span]),
                speakers=find_speakers(annotated, chosen.span),
            )  # fmt: skip


def _choose_date(
    annotated: AnnotatedReport, sentences: Sequence[Sentence], story: Story
) -> DateExpression | None:
    """Choose the first day beside a trigger on which nothing was only said; a month will do.

    A year alone is another event's ("the general, killed in 2020"), never the news's own.
    """
    found = [
        (not each.triggers, expression)
        for each in sentences
        for expression in iter_days(annotated, each.span, story.language)
        if not _is_saying_day(annotated, expression, story.language)
    ]
    days = [each for each in found if each[1].value and each[1].value.precision in ("day", "days")]
    if sentences and sentences[0].mention == MAIN:
        found = [each for each in found if each[1].value and each[1].value.precision != "year"]
    return min(days or found, key=lambda each: (each[0], each[1].span), default=(None, None))[1]


def _is_saying_day(annotated: AnnotatedReport, expression: DateExpression, language: str) -> bool:
    """Tell whether a date is the day on which something was said, not done."""
    return _is_beside_saying(annotated, expression.span, language) or any(
        0 <= expression.span.start - attribution.cue.end <= SAID_REACH
        or (attribution.source is not None and 0 <= expression.span.start - attribution.source.end <= 2
            and attribution.source.start > attribution.cue.start)
        for attribution in annotated.attributions
    )  # fmt: skip


def _is_beside_saying(annotated: AnnotatedReport, span: Span, language: str) -> bool:
    """Tell whether words follow a verb of saying at once ("ont indiqué mardi", "dijo el viernes en X")."""
    start = max(0, span.start - VERB_REACH)
    return _load_saying(language).search(annotated.report.text[start : span.start]) is not None


@lru_cache(maxsize=4)
def _load_saying(language: str) -> re.Pattern[str]:
    """Compile a verb of saying, then at most a day and the preposition of a place."""
    table, days = load_speaker_table(language), load_date_vocabulary(language).lexicons
    verbs = join_templates(table.saying, table.fragments)
    day = rf"(?:\s+(?:le|el|ce|este))?\s+(?:{'|'.join((*days['weekdays'], *days['today']))})"
    return re.compile(
        rf"(?<![\w-]){verbs}(?:{day})?(?:\s+(?:le|el|ce|este|en|à|a|dans|desde|depuis))?\s+$", re.IGNORECASE
    )


def iter_place_drafts(
    annotated: AnnotatedReport, story: Story, positions: Sequence[StatementDraft]
) -> Iterator[StatementDraft]:
    """Yield the place of every event: the most exact one of its first sentences.

    Where that has no point, the most exact one with a point, else with a country, is told beside it.

    Args:
        annotated: the report.
        story: its sentences and events.
        positions: who is accused; a country that the words accuse is not where it happened.
    """
    accused = frozenset(_iter_accused(positions))
    for mention in range(len(story.events)):
        sentences = [each for each in story.sentences if each.mention == mention]
        ranked = [
            each
            for each in _rank_places(annotated, sentences, story.language)
            if not _is_among(each, accused)
        ]
        for place in _choose_places(annotated, ranked):
            yield StatementDraft(
                mention=mention, property="place", value=place.value,
                evidence=cut_evidence(annotated, [place.span]),
                speakers=find_speakers(annotated, place.span),
            )  # fmt: skip


def _choose_places(annotated: AnnotatedReport, ranked: Sequence[PlaceName]) -> Iterator[PlaceName]:
    """Choose the first place, and what stands beside it for a point or a country that it lacks.

    A capital that is told elsewhere is where somebody sits or speaks, and gives no point to a village.
    """
    if not ranked:
        return
    first = ranked[0].value
    block = next((each for each in annotated.blocks if each.contains(ranked[0].span)), ranked[0].span)
    exact = [
        each
        for each in ranked
        if each.value.lat is not None and each.value.relation == "at"
        if not _is_capital(each.value) or block.contains(each.span)
    ]
    known = [each if each in exact else _to_country(each) for each in ranked if each.value.country]
    beside = (*(exact[:1] if first.lat is None else ()), *(known[:1] if first.country is None else ()))
    yield from dict.fromkeys((ranked[0], *beside))


def _to_country(place: PlaceName) -> PlaceName:
    """Keep of a capital only the country, which is that of what is told beside it."""
    if not _is_capital(place.value):
        return place
    country = load_countries()[place.value.country or ""]
    value = replace(place.value, name=country.name, lat=None, lon=None, geonames=None, precision="country")
    return dataclasses.replace(place, value=value)


def _is_capital(value: PlaceValue) -> bool:
    """Tell whether a place is the capital of its country."""
    country = load_countries().get(value.country or "")
    return country is not None and value.precision == "settlement" and value.name in country.capitals


def _iter_accused(positions: Sequence[StatementDraft]) -> Iterator[tuple[str, Span]]:
    """Iterate over the names of those that a position is about, and the words that say so."""
    for draft in positions:
        if isinstance(draft.value, ResponsibilityValue):
            yield from ((draft.value.actor, Span(each.start, each.end)) for each in draft.evidence)


def _is_among(place: PlaceName, accused: Collection[tuple[str, Span]]) -> bool:
    return any(name == place.value.name and span.contains(place.span) for name, span in accused)


def _rank_places(annotated: AnnotatedReport, sentences: Sequence[Sentence], language: str) -> list[PlaceName]:
    """Rank the places of the sentences that tell the event, the most exact and of equals the first.

    A dateline tells where the report was written: any other place of its kind is better.
    """
    told = [each for each in sentences if each.triggers] or list(sentences)
    starts = {block.start for block in annotated.blocks}
    ranked = [
        (
            _EXACTNESS.index(place.value.precision),
            place.span.start in starts,
            _is_voice(annotated, place),
            rank,
            place.span,
            place,
        )
        for rank, each in enumerate(told[:6])
        for place in annotated.places
        if each.span.contains(place.span) and not _is_beside_saying(annotated, place.span, language)
    ]
    return [each[5] for each in sorted(ranked, key=lambda each: each[:5])]


def _is_voice(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place belongs to a speaker ("la police de X a déclaré")."""
    return any(a.source is not None and a.source.overlaps(place.span) for a in annotated.attributions)


def iter_weapon_drafts(annotated: AnnotatedReport, story: Story) -> Iterator[StatementDraft]:
    """Yield the weapons of every event, each wording once."""
    pattern, codes = make_weapon_pattern(story.language)
    seen: set[tuple[int, str]] = set()
    for match in pattern.finditer(annotated.report.text):
        span = Span(*match.span())
        sentence = story.find_sentence(span)
        code = codes[match.group(1).lower()]
        if sentence is None or sentence.mention is None or not sentence.triggers:
            continue
        if (sentence.mention, code) not in seen:
            seen.add((sentence.mention, code))
            yield StatementDraft(
                mention=sentence.mention, property="weapon",
                value=WeaponValue(code=code, wording=match.group()),
                evidence=cut_evidence(annotated, [span]), speakers=find_speakers(annotated, span),
            )  # fmt: skip


def iter_type_drafts(
    annotated: AnnotatedReport, story: Story, types: Sequence[TypeValue]
) -> Iterator[StatementDraft]:
    """Yield the type of every event, with the words that carry it."""
    for mention, (event, value) in enumerate(zip(story.events, types, strict=True)):
        carrier = next((t for t in event.triggers if t.cue.mode == value.mode), None)
        if carrier is not None:
            yield StatementDraft(
                mention=mention, property="type", value=value,
                evidence=cut_evidence(annotated, [carrier.span]),
                speakers=find_speakers(annotated, carrier.span),
            )  # fmt: skip

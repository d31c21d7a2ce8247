"""The story of a report: its main event, the events it looks back on, and which words tell of which."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.annotate.lexical.document import find_sentences
from counterclaim.coding.patterns.tolls import Toll
from counterclaim.coding.patterns.triggers import Trigger, find_triggers, is_unrelated
from counterclaim.model.span import Span
from counterclaim.model.statement import MentionRole
from counterclaim.vocabulary.cues import compile_cue
from counterclaim.vocabulary.lexical import load_event_table

#: Days before the main event from which a date is another event's.
OLD_DAYS = 5
#: Without a day of the main event, days before publication.
OLD_NEWS_DAYS = 40
#: Blocks shorter than this after a heading of links are links.
LINK_LENGTH = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence, and the mention that its words tell of."""

    span: Span
    triggers: tuple[Trigger, ...]
    #: Index of its mention; None for page furniture.
    mention: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDraft:
    """An event before it has a name in the coding."""

    role: MentionRole
    triggers: tuple[Trigger, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """The sentences and events of a report; the main event is the first."""

    language: str
    sentences: tuple[Sentence, ...]
    events: tuple[EventDraft, ...]

    def find_sentence(self, span: Span) -> Sentence | None:
        """Find the sentence that a span begins in."""
        return next((s for s in self.sentences if s.span.start <= span.start < s.span.end), None)

    def find_mention(self, span: Span) -> int | None:
        """Find the event that the words of a span tell of."""
        sentence = self.find_sentence(span)
        return sentence.mention if sentence else None


def make_story(annotated: AnnotatedReport, tolls: Sequence[Toll], language: str) -> Story:
    """Make the story of a report; one without a real event has no events."""
    spans = find_sentences(annotated.doc)
    triggers = find_triggers(annotated, spans, language)
    shown = _drop_furniture(annotated, spans, language)
    real = [t for t in triggers if t.modality == "factual" and any(span.contains(t.span) for span in shown)]
    text = annotated.report.text
    if not real or is_unrelated(text, real, language):
        return _make_empty(spans, triggers, language)
    telling = [*(each.span for each in real), *(toll.span for toll in tolls)]
    first = next(span for span in shown if any(map(span.contains, telling)))
    day = find_main_day(annotated, shown, first, language)
    old = [span for span in shown if _is_old(annotated, span, first, day, triggers, tolls, language)]
    return _make_story(spans, shown, [span for span in old if span != first], triggers, language)


def _make_empty(spans: Sequence[Span], triggers: Sequence[Trigger], language: str) -> Story:
    """Make a story without events, but for what is planned."""
    planned = tuple(t for t in triggers if t.modality == "planned")
    events = (EventDraft(role="planned", triggers=planned),) if planned else ()
    mention = 0 if planned else None
    sentences = tuple(Sentence(span=span, triggers=(), mention=mention) for span in spans)
    return Story(language=language, sentences=sentences, events=events)


def _make_story(
    spans: Sequence[Span],
    shown: Sequence[Span],
    old: Sequence[Span],
    triggers: Sequence[Trigger],
    language: str,
) -> Story:
    """Give every sentence its event: the main one, or one of its own where it looks back."""
    sentences: list[Sentence] = []
    background: list[EventDraft] = []
    main: list[Trigger] = []
    for span in spans:
        own = tuple(t for t in triggers if span.contains(t.span) and t.modality != "unreal")
        mention: int | None = None
        if span in old:
            background.append(EventDraft(role="background", triggers=own))
            mention = len(background)
        elif span in shown:
            main += own
            mention = 0
        sentences.append(Sentence(span=span, triggers=own, mention=mention))
    events = (EventDraft(role="main", triggers=tuple(main)), *background)
    return Story(language=language, sentences=tuple(sentences), events=events)


@lru_cache(maxsize=4)
def _load_background(language: str) -> re.Pattern[str]:
    return compile_cue(load_event_table(language).background)


@lru_cache(maxsize=4)
def _load_apart(language: str) -> re.Pattern[str]:
    return compile_cue(load_event_table(language).apart)


@lru_cache(maxsize=4)
def _load_pluperfect(language: str) -> re.Pattern[str]:
    return compile_cue(load_event_table(language).pluperfect)


@lru_cache(maxsize=4)
def _load_furniture(language: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{compile_cue(load_event_table(language).furniture).pattern}", re.IGNORECASE)


@lru_cache(maxsize=4)
def _load_limits(language: str) -> re.Pattern[str]:
    return compile_cue([f"{word}~" for word in load_event_table(language).limits], ends=True)


def _drop_furniture(annotated: AnnotatedReport, spans: Sequence[Span], language: str) -> list[Span]:
    """Drop the links to other reports that a page shows after its own."""
    text, furniture = annotated.report.text, _load_furniture(language)
    links: list[Span] = []
    is_list = False
    for block in annotated.blocks:
        is_short = block.end - block.start < LINK_LENGTH
        opens = bool(furniture.match(text, block.start)) and is_short
        is_list = opens or (is_list and is_short)
        if is_list:
            links.append(block)
    shown = [span for span in spans if not any(link.contains(span) for link in links)]
    return shown or list(spans)


def is_limit(text: str, expression: DateExpression, language: str) -> bool:
    """Tell whether a date only bounds a period ("depuis 2015")."""
    before = text[max(0, expression.span.start - 20) : expression.span.start]
    wording = expression.wording.lower()
    opened = wording.startswith(tuple(f"{word} " for word in load_event_table(language).limits))
    return opened or _load_limits(language).search(before) is not None


def iter_days(annotated: AnnotatedReport, span: Span, language: str) -> Iterator[DateExpression]:
    """Iterate over the dates of a stretch on which something can have happened."""
    for expression in annotated.dates.expressions:
        if span.contains(expression.span) and expression.value is not None and not expression.is_stamp:
            is_time = expression.kind in ("DATE", "TIME")
            if is_time and not is_limit(annotated.report.text, expression, language):
                yield expression


def find_main_day(
    annotated: AnnotatedReport, spans: Sequence[Span], first: Span, language: str
) -> date | None:
    """Find the first day that the opening of the story names, but where it looks back."""
    text, looks_back = annotated.report.text, _load_background(language)
    later = [span for span in spans if span.start >= first.start][:3]
    later = [s for s in later if s == first or not looks_back.search(text, s.start, s.end)]
    for span in later:
        for expression in iter_days(annotated, span, language):
            if expression.value is not None and expression.value.precision in ("day", "days"):
                return expression.value.start
    return None


def _is_old(
    annotated: AnnotatedReport,
    span: Span,
    first: Span,
    day: date | None,
    triggers: Sequence[Trigger],
    tolls: Sequence[Toll],
    language: str,
) -> bool:
    """Tell whether a sentence looks back on another event: by its dates, else by its words."""
    own = [t for t in triggers if span.contains(t.span)]
    if span == first or not (own or any(span.contains(toll.span) for toll in tolls)):
        return False
    text = annotated.report.text
    counts = [toll for toll in tolls if span.contains(toll.span)]
    if counts and all(toll.value.scope == "campaign" for toll in counts):
        return True
    if _load_apart(language).search(text, span.start, span.end):
        return True
    values = [each.value for each in iter_days(annotated, span, language) if each.value is not None]
    limit = day - timedelta(days=OLD_DAYS) if day else _find_news_limit(annotated)
    if day and values and _load_pluperfect(language).search(text, span.start, span.end):
        return all(value.end < day for value in values)
    looks_back = _load_background(language).search(text, span.start, span.end) is not None
    if values and limit is not None and (day or not looks_back):
        is_before = day is not None and all(value.end < day for value in values)
        return all(value.end < limit for value in values) or (is_before and looks_back)
    if any(t.is_other and t.cue.type == "ASSAULT" for t in own[:1]):
        return True
    return looks_back


def _find_news_limit(annotated: AnnotatedReport) -> date | None:
    published = annotated.report.published
    return published - timedelta(days=OLD_NEWS_DAYS) if published else None

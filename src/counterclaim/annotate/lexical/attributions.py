"""Who is said to say what, in languages that are read without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from counterclaim.annotate.layers import Attribution, DateExpression, PartyName
from counterclaim.annotate.lexical.speakers import (
    FULL_NAME,
    find_pronoun,
    make_speaker,
    strip_articles,
    strip_phrase,
)
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker
from counterclaim.vocabulary.cues import MOST_BETWEEN, compile_before, compile_cue, join_templates
from counterclaim.vocabulary.lexical import load_position_table, load_speaker_table

#: Most characters of a speaker's name and office.
SPEAKER_REACH = 110
#: Marks at which a speaker's phrase ends, or before which it begins.
_MARKS = re.compile(r"[,;:«»\"“”()–—\n!?]|\s-\s|(?<!\bM)(?<!\bMme)(?<!\bSr)\.(?=\s|$)")
#: A name, a number or a bracket at the end of a segment.
_NAMED_END = re.compile(r"(?:(?<!\w)[A-ZÀ-ÖØ-Þ][\w’'-]*|\d|\))[ »\"”*]*$")
_CLOSED = re.compile(r"[,»\"”]\s*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """A cue of saying, the phrase of its speaker, and what is said."""

    cue: Span
    #: None where the verb goes on with the speaker before ("a-t-il ajouté").
    source: Span | None
    content: tuple[Span, ...]
    is_negated: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Patterns:
    """The compiled patterns of a language."""

    according: re.Pattern[str]
    saying: re.Pattern[str]
    ends: re.Pattern[str]
    starts: re.Pattern[str]
    negated: re.Pattern[str]
    #: What a verb is about, where a subject would follow it.
    object: re.Pattern[str]
    #: Nouns that have no voice, and so are objects.
    mute: re.Pattern[str]
    addressee: re.Pattern[str]
    #: What may stand between a bracket after a name and its verb.
    owner: re.Pattern[str]
    clitic: re.Pattern[str]
    aside: re.Pattern[str]
    relative: re.Pattern[str]
    #: What opens an apposition to the name of a group.
    apposed: re.Pattern[str]


def find_attributions(
    doc: Doc,
    sentences: Sequence[Span],
    parties: Sequence[PartyName],
    dates: Sequence[DateExpression],
    language: str,
) -> tuple[Attribution, ...]:
    """Find the attributions of a text, in text order."""
    text = get_text(doc)
    found: list[Attribution] = []
    for sentence in sentences:
        for each in sorted(_iter_found(text, sentence, dates, language), key=lambda each: each.cue):
            made = _make_attribution(doc, each, parties, found, language)
            if made is not None:
                found.append(made)
    return tuple(found)


@lru_cache(maxsize=4)
def _load_patterns(language: str) -> _Patterns:
    table = load_speaker_table(language)
    return _Patterns(
        according=compile_cue(table.according, table.fragments),
        saying=compile_cue(table.saying, table.fragments),
        ends=re.compile(rf"(?<!\w){join_templates(table.ends)}(?!\w)|\d{{2,}}", re.IGNORECASE),
        # An elided word has no space after it ("ce qu'Osmark nie").
        starts=re.compile(rf"(?<!\w){join_templates(table.starts)}(?:(?<=['’])|(?!\w))\s*", re.IGNORECASE),
        negated=compile_before(table.negations, MOST_BETWEEN),
        clitic=re.compile(rf"(?<=[\s])(?:{join_templates(table.clitics)}\s*)+$", re.IGNORECASE),
        aside=compile_cue(table.asides),
        relative=compile_cue([f"{word}~" for word in table.relatives], ends=True),
        apposed=compile_cue(table.appositions),
        object=re.compile(rf"\s*{join_templates(table.objects)}(?!\w)", re.IGNORECASE),
        mute=compile_cue(table.mute),
        owner=re.compile(
            rf"\s*(?:{join_templates(load_position_table(language).owners)}[\w’' -]{{3,30}})?", re.IGNORECASE
        ),
        addressee=re.compile(rf"[ ,]*{join_templates(table.addressees)}(?!\w)", re.IGNORECASE),
    )


def _iter_found(
    text: str, sentence: Span, dates: Sequence[DateExpression], language: str
) -> Iterator[_Found]:
    """Iterate over the cues of a sentence whose speaker is there."""
    patterns = _load_patterns(language)
    taken: list[Span] = []
    for match in patterns.according.finditer(text, sentence.start, sentence.end):
        after = _skip_asides(text, match.end(), dates, language)
        source = find_phrase_after(text, after, sentence.end, language)
        if source is not None:
            cue = Span(*match.span())
            taken.append(cue)
            yield _Found(cue=cue, source=source, content=_list_rest(sentence, Span(cue.start, source.end)))
    for match in patterns.saying.finditer(text, sentence.start, sentence.end):
        cue = Span(*match.span())
        if not any(cue.overlaps(span) for span in taken):
            found = _read_saying(text, sentence, cue, dates, language)
            if found is not None:
                yield found


def _read_saying(
    text: str, sentence: Span, cue: Span, dates: Sequence[DateExpression], language: str
) -> _Found | None:
    """Read a verb of saying: its speaker stands after it where what is said is closed before it."""
    before = text[sentence.start : cue.start]
    is_negated = bool(_load_patterns(language).negated.search(before))
    after = _skip_asides(text, cue.end, dates, language)
    is_object = _load_patterns(language).object.match(text, after, sentence.end)
    if _CLOSED.search(before) and len(before.split()) > 1 and not is_object:
        content = (Span(sentence.start, cue.start),)
        source = find_phrase_after(text, after, sentence.end, language)
        if source is not None or _goes_on(text, sentence, cue, language):
            return _Found(cue=cue, source=source, content=content, is_negated=is_negated)
    source = _find_subject(text, sentence, cue, dates, language)
    if (source is None and before.strip()) or cue.end >= sentence.end:
        return None
    content = (Span(cue.end, sentence.end),)
    return _Found(cue=cue, source=source, content=content, is_negated=is_negated)


def _find_subject(
    text: str, sentence: Span, cue: Span, dates: Sequence[DateExpression], language: str
) -> Span | None:
    """Find the subject of a verb; "who" stands for what it follows ("selon le maire, qui ...")."""
    patterns = _load_patterns(language)
    relative = patterns.relative.search(text[sentence.start : cue.start])
    end = sentence.start + relative.start() if relative else cue.start
    according = [match.end() for match in patterns.according.finditer(text, sentence.start, end)]
    if relative and according and not _MARKS.search(text[according[-1] : end].rstrip(" ,")):
        return strip_phrase(text, Span(according[-1], end))
    phrase = find_phrase_before(text, sentence.start, end, dates, language)
    cited = patterns.according.search(text, phrase.start + 1, phrase.end) if phrase else None
    return strip_phrase(text, Span(phrase.start, cited.start())) if phrase and cited else phrase


def _goes_on(text: str, sentence: Span, cue: Span, language: str) -> bool:
    """Tell whether a verb after what is said has no speaker of its own, or a pronoun in it."""
    words = text[cue.start : cue.end].lower().replace("-", " ").split()
    has_pronoun = any(word in load_speaker_table(language).pronouns for word in words[:3])
    return has_pronoun or not text[cue.end : sentence.end].strip(' .»"”')


def _list_rest(sentence: Span, taken: Span) -> tuple[Span, ...]:
    """List what is left of a sentence on both sides of a speaker's phrase."""
    sides = (Span(sentence.start, taken.start), Span(taken.end, sentence.end))
    return tuple(side for side in sides if side.end - side.start > 2)


def _skip_asides(text: str, offset: int, dates: Sequence[DateExpression], language: str) -> int:
    """Skip the dates and addressees after a verb ("a annoncé mardi à la presse la police")."""
    addressee = _load_patterns(language).addressee
    while True:
        match = addressee.match(text, offset)
        near = (each.span.end for each in dates if offset <= each.span.start <= offset + 4)
        reached = match.end() if match else next(near, offset)
        if reached == offset:
            return offset
        offset = reached


def find_phrase_after(text: str, start: int, end: int, language: str) -> Span | None:
    """Find the phrase of a speaker that begins at an offset; a name set off by commas belongs to it."""
    end = min(end, start + SPEAKER_REACH)
    stretch = text[start:end]
    lead = len(stretch) - len(stretch.lstrip(" ,"))
    mark = _MARKS.search(stretch, lead)
    stop = mark.start() if mark else len(stretch)
    if _load_patterns(language).ends.match(stretch, lead):
        return None
    cut = _load_patterns(language).ends.search(stretch, lead + 1, stop)
    stop = cut.start() if cut else stop
    stop = _find_verb(stretch, lead, stop, language)
    name = re.compile(rf",\s+{FULL_NAME}(?=[,.]|$)").match(stretch, stop)
    span = strip_phrase(text, Span(start + lead, start + (name.end() if name else stop)))
    return span if span.end - span.start > 1 else None


def _find_verb(stretch: str, lead: int, stop: int, language: str) -> int:
    """Find where a verb of saying ends the name before it ("citados por medios elevan a 31")."""
    for match in _load_patterns(language).saying.finditer(stretch, lead, stop):
        before = strip_articles(stretch[lead : match.start()], language).strip()
        if before and before.split()[-1].lower() not in load_speaker_table(language).articles:
            return match.start()
    return stop


def find_phrase_before(
    text: str, start: int, end: int, dates: Sequence[DateExpression], language: str
) -> Span | None:
    """Find the phrase of the subject that ends at an offset: the nearest segment that is no aside."""
    start = max(start, end - 2 * SPEAKER_REACH)
    clitic = _load_patterns(language).clitic.search(text, start, end)
    stop = end = clitic.start() if clitic else end
    beside: Span | None = None
    for mark in [*reversed([*_MARKS.finditer(text, start, end)]), None]:
        if mark and mark.start() >= stop:
            continue
        begin = mark.end() if mark else start
        opened = text.rfind("(", start, begin) if mark and mark.group() == ")" else -1
        if opened >= 0 and _load_patterns(language).owner.fullmatch(text, begin, stop):
            # What stands in brackets, and whose it is, belongs to the name before ("el EPL (...) de X").
            stop = opened
            continue
        segment = strip_phrase(text, Span(begin, stop))
        if beside is None and mark and mark.group() == "," and _is_apposed(text, segment, mark, language):
            beside, stop = _trim(text, segment, start, dates, language), mark.start()
            continue
        if beside is not None:
            named = _trim(text, segment, start, dates, language)  # "que le Front (FNT), groupe lié à X, dit"
            is_named = named is not None and _NAMED_END.search(text, named.start, named.end)
            return named if named and is_named and _is_segment(text, named, dates, language) else beside
        if _is_segment(text, segment, dates, language):
            span = _trim(text, segment, start, dates, language)
            verb = _load_patterns(language).saying.search(text, span.start + 1, span.end) if span else None
            # "X denied it and accused Y": both verbs have one subject.
            verb = verb or (_find_leading(text, span, language) if span else None)
            return find_phrase_before(text, start, verb.start(), dates, language) if verb else span
        stop = mark.start() if mark else start
    return beside


def _is_apposed(text: str, segment: Span, mark: re.Match[str], language: str) -> bool:
    """Tell whether a segment only tells what is named before it ("le Front 12, une branche de X, a dit")."""
    is_after_name = _NAMED_END.search(text, max(0, mark.start() - SPEAKER_REACH), mark.start()) is not None
    return is_after_name and bool(_load_patterns(language).apposed.match(text, segment.start, segment.end))


def _find_leading(text: str, segment: Span, language: str) -> re.Match[str] | None:
    """Find the verb that a segment begins with, where an object follows it and no subject."""
    patterns = _load_patterns(language)
    verb = patterns.saying.match(text, segment.start, segment.end)
    if verb is None:
        return None
    rest = text[verb.end() : segment.end]
    noun = strip_articles(rest.strip(), language)
    return verb if patterns.object.match(rest) or patterns.mute.match(noun) else None


def _is_segment(text: str, segment: Span, dates: Sequence[DateExpression], language: str) -> bool:
    """Tell whether a stretch between marks can hold a subject, and is no date."""
    if segment.end - segment.start < 2 or not text[segment.start : segment.end].strip(" '’"):
        return False
    if _load_patterns(language).aside.match(text, segment.start, segment.end):
        return False
    return not any(
        each.span.overlaps(segment) and each.span.end - each.span.start > 0.6 * (segment.end - segment.start)
        for each in dates
    )


def _trim(
    text: str, segment: Span, start: int, dates: Sequence[DateExpression], language: str
) -> Span | None:
    """Cut a segment to the subject in it; a bare name takes the office before its comma along."""
    words = text[segment.start : segment.end]
    cuts = [match.end() for match in _load_patterns(language).starts.finditer(words)]
    begin = segment.start + max((cut for cut in cuts if cut < len(words)), default=0)
    inside = [each.span.end for each in dates if begin <= each.span.start and each.span.end < segment.end - 3]
    begin = max([begin, *(end for end in inside if end - begin < 30)])
    span = strip_phrase(text, Span(begin, segment.end))
    office = re.search(r"[^,;:.\n]{4,80},\s+$", text[start : span.start])
    if office and re.fullmatch(FULL_NAME, text[span.start : span.end]):
        return strip_phrase(text, Span(start + office.start(), span.end))
    return span if span.end - span.start > 1 else None


def _make_attribution(
    doc: Doc, found: _Found, parties: Sequence[PartyName], earlier: Sequence[Attribution], language: str
) -> Attribution | None:
    text, source = get_text(doc), found.source
    if source is not None and _load_patterns(language).saying.match(text, source.start, source.end):
        # "A group that said to be X claimed it": the voice is the party that it says it is.
        source = next((each.span for each in parties if source.contains(each.span)), source)
    if source is None or find_pronoun(text, source, language):
        speakers = earlier[-1].speakers if earlier else ()
    else:
        speaker = make_speaker(text, source, parties, language)
        speakers = (_find_full(speaker, earlier),) if speaker else ()
    tokens = doc.char_span(found.cue.start, found.cue.end, alignment_mode="expand")
    if not speakers or tokens is None:
        return None
    return Attribution(
        speakers=speakers,
        source=found.source,
        cue=found.cue,
        cue_lemma=text[found.cue.start : found.cue.end].lower(),
        cue_token=tokens.start,
        negated=found.is_negated,
        content=found.content,
        manner="indirect",
    )


def _find_full(speaker: Speaker, earlier: Sequence[Attribution]) -> Speaker:
    """Find the full name of a speaker who is named by surname only."""
    surname = speaker.name.split()[-1]
    known = (each for attribution in earlier for each in attribution.speakers)
    is_short = speaker.role is None and len(speaker.name.split()) <= 2
    full = (each for each in known if is_short and each.role and each.name.endswith(f" {surname}"))
    return next(full, speaker)

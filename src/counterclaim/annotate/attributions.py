"""Attributions: who is said to say what (speaker, cue, content; codebooks 7.1).

Invariant: no content span overlaps its own cue, and all spans lie within the text.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from counterclaim.annotate.attribution_cues import Draft, find_drafts
from counterclaim.annotate.attribution_gaps import add_gaps, cut_number
from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.attribution_phrases import (
    get_phrase_span,
    has_words,
    make_run_spans,
    make_token_span,
)
from counterclaim.annotate.attribution_quotes import (
    Marked,
    continue_speech,
    find_marked,
    join_quotations,
)
from counterclaim.annotate.attribution_references import Heard, Hearing, resolve_voice
from counterclaim.annotate.attribution_signatures import find_signatures
from counterclaim.annotate.attribution_tagging import tag_drafts
from counterclaim.annotate.attribution_turns import find_turns
from counterclaim.annotate.layers import Attribution, PartyName, QuotationLayer
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.speakers import is_anonymous, resolve_relative
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker

#: Most words of "not to be named because of the sensitivity of the matter".
MAX_EXCUSE_WORDS = 12

Manner = Literal["direct", "indirect", "mixed"]


def find_attributions(
    doc: Doc, quotations: QuotationLayer, parties: Sequence[PartyName]
) -> tuple[Attribution, ...]:
    """Find the attributions of a parsed text, in text order of their cues."""
    marked = find_marked(doc, quotations)
    hearing = Hearing(
        doc=doc,
        text=get_text(doc),
        parties=parties,
        marked=tuple((quotation.start, quotation.end) for quotation in marked),
    )
    found: list[Attribution] = []
    drafts = find_all_drafts(doc, marked)
    cues = frozenset(draft.head for draft in drafts)
    for draft in drafts:
        speakers = _resolve_speakers(replace(hearing, said=draft.content), draft, cues)
        hearing = _hear(hearing, draft, speakers)
        attribution = _make_attribution(hearing, draft, speakers, marked)
        if attribution is not None:
            found.append(attribution)
    return tuple(sorted(found, key=lambda each: (each.cue, each.content)))


def find_all_drafts(doc: Doc, marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Find the drafts of a text: by rule, mended by the tagger, with the speech that goes on."""
    ruled = find_ruled_drafts(doc, marked)
    mended = join_quotations(doc, tag_drafts(doc, ruled, marked), marked)
    return add_gaps(doc, continue_speech(doc, mended, marked))


def find_ruled_drafts(doc: Doc, marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Find the drafts that the rules alone find, quotations joined."""
    return join_quotations(doc, (*find_drafts(doc), *find_turns(doc), *find_signatures(doc, marked)), marked)


def find_attributions_over(span: Span, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Find the attributions whose content covers a span, outermost first.

    Those with a cue that no lexicon has are left out: "saw", "wants" and "plans" are nobody's word.
    """
    said = [each for each in attributions if not each.is_learned]
    over = [each for each in said if any(part.contains(span) for part in each.content)]
    return tuple(sorted(over, key=lambda each: -sum(part.end - part.start for part in each.content)))


def find_speakers_of(span: Span, attributions: Sequence[Attribution]) -> tuple[Speaker, ...]:
    """Find the chain of speakers whose content covers a span, outermost first."""
    chain: list[Speaker] = []
    for attribution in find_attributions_over(span, attributions):
        chain.extend(speaker for speaker in attribution.speakers if speaker not in chain)
    return tuple(chain)


def _resolve_speakers(hearing: Hearing, draft: Draft, cues: frozenset[int]) -> tuple[Speaker, ...]:
    """Resolve the speakers of a draft; those that the words do not tell are left out."""
    voices = [hearing.doc[voice] for voice in draft.voices]
    found = (resolve_voice(hearing, voice) for voice in voices)
    said = "".join(hearing.doc[place].text_with_ws for place in sorted(draft.content)).strip()
    resolved = [cut_number(speaker, said) for speaker in found if speaker is not None]
    if resolved and _hides_name(hearing.doc, hearing.text, draft, cues):
        resolved[-1] = _hide(resolved[-1])
    return tuple(resolved)


def _hides_name(doc: Doc, text: str, draft: Draft, cues: frozenset[int]) -> bool:
    """Tell whether the cue's sentence hides who speaks: beside the cue, or where no other cue is."""
    sentence = doc[draft.head].sent
    outside = [token.i for token in sentence if token.i not in draft.content]
    for span in make_run_spans(doc, outside):
        inside = {place for place in cues if span.start <= doc[place].idx < span.end}
        if is_anonymous(text[span.start : span.end]) and (draft.head in inside or not inside):
            return True
    return False


def _hide(speaker: Speaker) -> Speaker:
    """Mark a speaker as unnamed; a kind the words gave stays."""
    return Speaker(
        name=speaker.name,
        role=speaker.role,
        kind="anonymous" if speaker.kind == "other" else speaker.kind,
        party=speaker.party,
        named=False if speaker.role is None else speaker.named,
    )


def _hear(hearing: Hearing, draft: Draft, speakers: Sequence[Speaker]) -> Hearing:
    """Remember who spoke, outside of quotations."""
    if not speakers or draft.is_learned or hearing.is_marked(hearing.doc[draft.head]):
        return hearing
    voice = hearing.doc[draft.voices[-1]]
    plural = voice.tag_ in {"NNS", "NNPS"} or voice.lower_ in {"they", *load_speakers().plural_voices}
    heard = Heard(token=draft.head, speaker=speakers[-1], is_plural=plural)
    return replace(hearing, heard=(*hearing.heard, heard))


def _make_attribution(
    hearing: Hearing, draft: Draft, speakers: tuple[Speaker, ...], marked: Sequence[Marked]
) -> Attribution | None:
    """Make an attribution of a draft; None when no words are left to its content."""
    doc = hearing.doc
    source = _make_source(doc, draft)
    kept = [place for place in draft.content if place not in draft.cue]
    content = tuple(span for span in make_run_spans(doc, kept) if _has_letters(hearing.text, span))
    if not content or not has_words(doc, kept) or _is_excuse(doc, hearing.text, kept):
        return None
    head = doc[draft.head]
    return Attribution(
        speakers=speakers,
        source=source,
        cue=make_token_span([doc[place] for place in draft.cue]),
        cue_lemma=head.lemma_.lower(),
        cue_token=head.i,
        negated=draft.negated,
        content=content,
        manner=_judge_manner(doc, kept, marked),
        is_learned=draft.is_learned,
    )


def _make_source(doc: Doc, draft: Draft) -> Span | None:
    """Make the span of the words that name the innermost speaker."""
    if draft.phrase:
        return next(iter(make_run_spans(doc, draft.phrase)), None)
    return get_phrase_span(resolve_relative(doc[draft.voices[-1]])) if draft.voices else None


def _is_excuse(doc: Doc, text: str, content: Sequence[int]) -> bool:
    """Tell whether all that is said is the wish not to be named; "unnamed gunmen" are others."""
    own = [place for place in content if doc[place].dep_ != "amod"]
    words = " ".join(text[span.start : span.end] for span in make_run_spans(doc, own))
    return len(content) <= MAX_EXCUSE_WORDS and is_anonymous(words)


def _has_letters(text: str, span: Span) -> bool:
    return any(character.isalnum() for character in text[span.start : span.end])


def _judge_manner(doc: Doc, content: Sequence[int], marked: Sequence[Marked]) -> Manner:
    """Judge whether all, some or none of the words said stand in quotation marks."""
    words = [place for place in content if not doc[place].is_punct and not doc[place].is_space]
    quoted = sum(any(quotation.holds(place) for quotation in marked) for place in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"

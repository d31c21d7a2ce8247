"""Quotations joined to cues: what stands in marks beside a cue, or goes on after it, is its content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_lexicon import load_reporting
from counterclaim.annotate.attribution_people import can_speak, names_person
from counterclaim.annotate.layers import QuotationLayer
from counterclaim.annotate.tree import Doc, Span, Token

#: Most tokens between a quotation and the head of its cue, before and after it.
REACH_BEFORE = 30
REACH_AFTER = 14
#: Fewest words of a quotation that can stand without a cue as a continued speech.
CONTINUED_WORDS = 3
_SENTENCE_ENDS = frozenset({".", "?", "!", "…", "..."})


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """An outermost quotation as token indexes, marks included, end exclusive."""

    start: int
    end: int

    def holds(self, place: int) -> bool:
        """Tell whether a token lies within the marks."""
        return self.start <= place < self.end


def find_marked(doc: Doc, quotations: QuotationLayer) -> tuple[Marked, ...]:
    """Find the outermost quotations as stretches of tokens."""
    found = []
    for quotation in quotations.quotations:
        span = doc.char_span(quotation.span.start, quotation.span.end, alignment_mode="expand")
        if quotation.depth == 0 and span is not None:
            found.append(Marked(start=span.start, end=span.end))
    return tuple(found)


def join_quotations(doc: Doc, drafts: Sequence[Draft], marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Join quotations to the drafts of cues; drafts left without content are dropped."""
    fitted = [_fit_marks(_mend_voices(doc, draft, marked), marked) for draft in drafts]
    for quotation in marked:
        if not _is_covered(quotation, fitted):
            place = _find_beside(doc, quotation, fitted, marked)
            if place is not None:
                words = frozenset(range(quotation.start, quotation.end))
                fitted[place] = replace(fitted[place], content=fitted[place].content | words)
    return tuple(draft for draft in fitted if draft.content)


def continue_speech(doc: Doc, drafts: Sequence[Draft], marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Give quotations without a cue of their own to the speech that goes on in them.

    Returns:
        The drafts in text order of their content, continued speech as drafts of their own.
    """
    said = list(drafts)
    for quotation in marked:
        if not _is_covered(quotation, said):
            earlier = _find_earlier(doc, quotation, said, marked)
            if earlier is not None:
                said.append(replace(earlier, content=frozenset(range(quotation.start, quotation.end))))
    return tuple(sorted(said, key=lambda draft: (min(draft.content | {draft.head}), draft.head)))


def _mend_voices(doc: Doc, draft: Draft, marked: Sequence[Marked]) -> Draft:
    """Mend a cue beside marks whose speaker the parse took from within them, or did not find."""
    if not draft.is_open or any(quotation.holds(draft.head) for quotation in marked):
        return draft
    sound = tuple(voice for voice in draft.voices if not any(mark.holds(voice) for mark in marked))
    closest = [mark.end for mark in marked if mark.end <= draft.head < mark.end + REACH_AFTER]
    if sound or not closest:
        return replace(draft, voices=sound)
    near = _find_near_voice(doc, range(draft.head - 1, max(closest) - 1, -1))
    if near is None:
        near = _find_near_voice(doc, range(draft.head + 1, min(draft.head + 9, len(doc))))
    return replace(draft, voices=(near,) if near is not None else ())


def _find_near_voice(doc: Doc, places: range) -> int | None:
    """Find the nearest person's name or noun that can speak, without crossing the end of a sentence."""
    first: int | None = None
    for place in places:
        token = doc[place]
        if token.text in _SENTENCE_ENDS or token.is_space:
            break
        if names_person(token):
            return place
        if (
            first is None
            and token.dep_ not in {"compound", "pobj", "poss"}
            and token.pos_ in {"NOUN", "PRON"}
        ):
            first = place if can_speak(token) else None
    return first


def _fit_marks(draft: Draft, marked: Sequence[Marked]) -> Draft:
    """Fit a draft's content to marks: a quotation is said whole, a cue in marks says nothing outside."""
    content = draft.content
    for quotation in marked:
        words = frozenset(range(quotation.start, quotation.end))
        if quotation.holds(draft.head):
            content &= words
        elif content & words and not any(quotation.holds(voice) for voice in draft.voices):
            content |= words
    return replace(draft, content=content)


def _is_covered(quotation: Marked, drafts: Sequence[Draft]) -> bool:
    """Tell whether a cue outside the quotation already has it as content."""
    return any(quotation.start in draft.content and not quotation.holds(draft.head) for draft in drafts)


def _find_beside(
    doc: Doc, quotation: Marked, drafts: Sequence[Draft], marked: Sequence[Marked]
) -> int | None:
    """Find the place of the draft whose cue stands right after or right before a quotation."""
    after = [place for place, draft in enumerate(drafts) if _follows(doc, quotation, draft, marked)]
    if after:
        return min(after, key=lambda place: drafts[place].head)
    before = [place for place, draft in enumerate(drafts) if _leads(doc, quotation, draft, marked)]
    return max(before, key=lambda place: drafts[place].head) if before else None


def _follows(doc: Doc, quotation: Marked, draft: Draft, marked: Sequence[Marked]) -> bool:
    """Tell whether a cue follows the quotation: "...," the mayor said."""
    if not draft.is_open or not quotation.end <= draft.head < quotation.end + REACH_AFTER:
        return False
    if not draft.voices or not _ends_speech(doc, quotation) or _says_other(doc, quotation, draft):
        return False
    gap = doc[quotation.end : draft.head]
    if any(token.text in _SENTENCE_ENDS or token.is_space or token.text == ";" for token in gap):
        return False
    if any(quotation.end <= other.start < draft.head for other in marked):
        return False
    return not any(_breaks_gap(token) for token in gap)


def _says_other(doc: Doc, quotation: Marked, draft: Draft) -> bool:
    """Tell whether a new sentence follows the marks, and says what comes after its own cue."""
    stops = doc[max(quotation.end - 2, quotation.start) : quotation.end + 1]
    stopped = any(token.text in {".", "…", "..."} for token in stops) and all(
        token.text != "," for token in stops
    )
    return stopped and bool(draft.content) and min(draft.content) > draft.head


def _breaks_gap(token: Token) -> bool:
    """Tell whether a verb between marks and cue belongs to another clause, not to "was quoted as"."""
    if token.pos_ not in {"VERB", "AUX"} or token.dep_ in {"relcl", "acl"}:
        return False
    return token.lemma_.lower() not in load_reporting().perceived


def _ends_speech(doc: Doc, quotation: Marked) -> bool:
    """Tell whether a quotation ends as speech before a cue does: with a stop, or a comma after it."""
    inner = [doc[place].text for place in range(max(quotation.end - 3, 0), min(quotation.end + 1, len(doc)))]
    return any(text in _SENTENCE_ENDS or text in {",", "-", "–", "—"} for text in inner)


def _leads(doc: Doc, quotation: Marked, draft: Draft, marked: Sequence[Marked]) -> bool:
    """Tell whether a cue leads to the quotation: The mayor said: "..."."""
    if not draft.is_open or not quotation.start - REACH_BEFORE <= draft.head < quotation.start:
        return False
    gap = doc[draft.head + 1 : quotation.start]
    if any(token.text in _SENTENCE_ENDS for token in gap) or _crosses_block(gap, quotation):
        return False
    if any(draft.head < other.start < quotation.start for other in marked):
        return draft.content != frozenset() and _is_interrupted(doc, quotation, draft)
    opener = doc[quotation.start - 1]
    if opener.is_space and opener.i > 0:
        opener = doc[opener.i - 1]
    if opener.text in {":", ","} or opener.i in draft.cue or opener.lower_ == "that":
        return True
    return not draft.content


def _crosses_block(gap: Span, quotation: Marked) -> bool:
    """Tell whether a line break lies in the gap, other than right after a colon."""
    breaks = [token for token in gap if token.is_space and "\n" in token.text]
    if not breaks:
        return False
    colon = len(gap) > 1 and gap[len(gap) - 2].text == ":"
    return not (colon and breaks == [gap[len(gap) - 1]])


def _is_interrupted(doc: Doc, quotation: Marked, draft: Draft) -> bool:
    """Tell whether the cue stands between two parts of one quoted sentence."""
    gap = doc[draft.head + 1 : quotation.start]
    return len(gap) < REACH_AFTER and doc[quotation.start - 1].text == ","


def _find_earlier(
    doc: Doc, quotation: Marked, drafts: Sequence[Draft], marked: Sequence[Marked]
) -> Draft | None:
    """Find the draft whose speech goes on in a quotation that has no cue of its own."""
    if not _stands_alone(doc, quotation):
        return None
    before = [
        draft for draft in drafts if max(draft.content | {draft.head}) < quotation.start and draft.voices
    ]
    before = [draft for draft in before if not any(mark.holds(draft.head) for mark in marked)]
    if not before:
        return None
    last = max(before, key=lambda draft: max(draft.content | {draft.head}))
    gap = doc[max(last.content | {last.head}) + 1 : quotation.start]
    breaks = sum("\n" in token.text for token in gap if token.is_space)
    if breaks > 1 or not _is_bridge(gap):
        return None
    return last


def _is_bridge(gap: Span) -> bool:
    """Tell whether nothing but the rest of one sentence lies between two parts of a speech."""
    ended = False
    for token in gap:
        if ended and (token.is_alpha or token.like_num):
            return False
        ended = ended or token.text in _SENTENCE_ENDS or "\n" in token.text
    return len(gap) < REACH_BEFORE


def _stands_alone(doc: Doc, quotation: Marked) -> bool:
    """Tell whether a quotation is a sentence of its own: it opens one and ends as one."""
    words = [token for token in doc[quotation.start : quotation.end] if token.is_alpha or token.is_digit]
    if len(words) < CONTINUED_WORDS:
        return False
    before = doc[quotation.start - 1] if quotation.start > 0 else None
    opens = before is None or before.is_space or before.text in _SENTENCE_ENDS | {":"} or before.is_quote
    last = doc[quotation.end - 2 : quotation.end + 1]
    breaks = quotation.end < len(doc) and doc[quotation.end].is_space
    return opens and (breaks or any(token.text in _SENTENCE_ENDS for token in last))

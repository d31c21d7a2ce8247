"""Turns of an interview or a headline: "MORENO: We heard two blasts." """

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_people import can_speak, find_people, is_name_end
from counterclaim.annotate.tree import Doc, Token

#: Most words of a name before the colon, and fewest words after it.
NAME_WORDS = 5
TURN_WORDS = 3


def find_turns(doc: Doc) -> tuple[Draft, ...]:
    """Find the lines that open with who speaks and a colon."""
    turns = tuple(_iter_turns(doc))
    openers = Counter(doc[turn.voices[0]].lower_ for turn in turns)
    return tuple(turn for turn in turns if _is_sure(doc[turn.voices[0]], openers))


def _iter_turns(doc: Doc) -> Iterator[Draft]:
    for token in doc:
        if token.text != ":" or token.i == 0:
            continue
        start, end = _find_line(doc, token)
        words = doc[start : token.i]
        said = frozenset(range(token.i + 1, end))
        if not 0 < len(words) <= NAME_WORDS or not all(_is_name_word(word) for word in words):
            continue
        if doc[min(token.i + 1, len(doc) - 1)].like_num:
            continue  # "Norland: 160 dead in a raid" says where
        if sum(doc[place].is_alpha for place in said) >= TURN_WORDS:
            yield Draft(head=token.i, cue=(token.i,), voices=(token.i - 1,), content=said)


def _find_line(doc: Doc, token: Token) -> tuple[int, int]:
    """Find the first and one past the last token of a token's line."""
    start, end = token.i, token.i + 1
    while start > 0 and "\n" not in doc[start - 1].text:
        start -= 1
    while end < len(doc) and "\n" not in doc[end].text:
        end += 1
    return start, end


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() or token.text in {"-", ".", "'", "’"}


def _is_sure(voice: Token, openers: Counter[str]) -> bool:
    """Tell a speaker from a heading: a person, a noun that speaks, or capitals that return."""
    if voice.lower_ in find_people(voice.doc) or is_name_end(voice):
        return True
    if voice.is_upper and len(voice) > 1:
        return openers[voice.lower_] > 1
    return voice.pos_ == "NOUN" and can_speak(voice)

"""The learned part of attribution: which words are cues, and which words each cue's parts are.

Two small networks, trained by `benchmarks.training`: the first finds cues, the second gives each
word of a cue's sentence its part. The rules' own findings are among what they look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from counterclaim.annotate.attribution_cues import Draft, is_negated
from counterclaim.annotate.attribution_features import (
    Features,
    make_cue_features,
    make_role_features,
    make_word_features,
)
from counterclaim.annotate.attribution_phrases import NOMINAL, WHOLE, get_phrase_tokens
from counterclaim.annotate.attribution_quotes import Marked
from counterclaim.annotate.tree import Doc, Token
from counterclaim.vocabulary.learned import Matrix, Places, load_network

#: Answers of the second network: outside, the speaker, the cue, what is said.
OUTSIDE, SPEAKER, CUE, CONTENT = range(4)
#: Words that can be cues.
CUE_CLASSES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "ADP", "PROPN", "PART", "ADV"})
#: Probability from which a word is looked at, and from which it is a cue: where the rules found
#: it, and where they did not.
LOOKED_AT = 0.12
KEPT = 0.2
FOUND = 0.4
#: Sentences longer than this are lists or tables.
MAX_TOKENS = 150


def tag_drafts(doc: Doc, drafts: Sequence[Draft], marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Mend the rules' drafts, and add those that the rules did not find.

    The gold knows no cue inside another's content, so the tagger is not asked about the rules' own.
    """
    ruled = {draft.head: draft for draft in drafts}
    words = make_word_features(doc, marked)
    tagged: dict[int, Draft] = {}
    for head, chance in find_candidates(doc, ruled, words).items():
        draft = ruled.get(head)
        if draft is not None and draft.is_fixed:
            continue
        mended = _tag(doc[head], draft, make_role_rows(doc[head], draft, words, chance))
        if mended is not None and not (draft is None and ruled.keys() & set(mended.cue)):
            tagged[head] = mended if draft is None else _spare_others(mended, draft, ruled)
    said = frozenset(place for draft in tagged.values() for place in draft.content)
    kept = {
        head: draft
        for head, draft in ruled.items()
        if head in said or draft.is_fixed or (head not in tagged and not can_be_cue(doc[head]))
    }
    return tuple((tagged | kept).values())


def _spare_others(mended: Draft, draft: Draft, ruled: Mapping[int, Draft]) -> Draft:
    """Leave a draft's content to the rules where the tagger adds what another cue introduces."""
    added = mended.content - draft.content
    return replace(mended, content=draft.content) if added & ruled.keys() and draft.content else mended


def find_candidates(doc: Doc, drafts: Mapping[int, Draft], words: Sequence[Features]) -> Mapping[int, float]:
    """Find the words that may be cues, each with its chance: the rules' and the first network's."""
    rows = [(*word, *cue) for word, cue in zip(words, make_cue_features(doc, drafts), strict=True)]
    chances = load_network("attribution_cues").judge(rows, get_vectors(doc))[:, 1] if rows else ()
    return {
        token.i: float(chance)
        for token, chance in zip(doc, chances, strict=True)
        if (chance > LOOKED_AT or token.i in drafts) and can_be_cue(token)
    }


def can_be_cue(token: Token) -> bool:
    """Tell whether a word can head a cue, in a sentence short enough to be one."""
    return token.pos_ in CUE_CLASSES and token.sent.end - token.sent.start <= MAX_TOKENS


def get_vectors(doc: Doc) -> Matrix:
    """Get the parser's vectors of all tokens."""
    return np.asarray(doc.tensor, dtype=np.float32)


def make_role_rows(
    cue: Token, draft: Draft | None, words: Sequence[Features], chance: float
) -> list[Features]:
    """Make the features of each token of a cue's sentence, for the second network."""
    sentence = cue.sent
    roles = make_role_features(cue, draft)
    rows = [(*word, *role) for word, role in zip(words[sentence.start : sentence.end], roles, strict=True)]
    rows[cue.i - sentence.start] += (f"chance={int(chance * 10)}",)
    return rows


def get_role_vectors(cue: Token, vectors: Matrix) -> Matrix:
    """Get the vectors of each token of a cue's sentence, each beside the cue's."""
    inside = vectors[cue.sent.start : cue.sent.end]
    return np.hstack([inside, np.broadcast_to(vectors[cue.i], inside.shape)])


def _tag(cue: Token, draft: Draft | None, rows: Sequence[Features]) -> Draft | None:
    """Tag one candidate; None when it is no cue."""
    vectors = get_role_vectors(cue, get_vectors(cue.doc))
    chances = load_network("attribution_roles").judge(rows, vectors)
    start = cue.sent.start
    if chances[cue.i - start, CUE] <= FOUND:
        return draft if chances[cue.i - start, CUE] > KEPT else None
    parts = judge_parts(chances, cue.i - start)
    tokens = {part: frozenset(np.flatnonzero(parts == part) + start) for part in (SPEAKER, CUE, CONTENT)}
    return _make_draft(cue, draft, {part: frozenset(map(int, found)) for part, found in tokens.items()})


def judge_parts(chances: Matrix, place: int) -> Places:
    """Judge each token's part, given that the token at a place is a cue.

    Where the cue is doubtful, every token is likely outside just for that: this share is taken off.
    """
    given = chances.copy()
    given[:, OUTSIDE] = np.maximum(given[:, OUTSIDE] - (1 - chances[place, CUE]), 1e-3)
    parts: Places = given.argmax(axis=1).astype(np.int32)
    parts[place] = CUE
    return parts


def _make_draft(cue: Token, draft: Draft | None, parts: Mapping[int, frozenset[int]]) -> Draft | None:
    """Make the draft of a cue's parts; words beyond its sentence stay with the rules."""
    sentence = range(cue.sent.start, cue.sent.end)
    beyond = frozenset(place for place in draft.content if place not in sentence) if draft else frozenset()
    words = tuple(_get_run_around(parts[CUE] | set(draft.cue if draft else ()), cue.i))
    phrase = frozenset(_get_run(parts[SPEAKER]))
    voices = _find_voices(cue.doc, draft, phrase)
    named = {word.i for voice in voices for word in get_phrase_tokens(cue.doc[voice])} | phrase
    content = complete_phrases(cue.doc, parts[CONTENT])
    content = (_fill_holes(content, draft) - named | beyond).difference(words)
    if not content:
        return draft
    return Draft(
        head=cue.i,
        cue=words,
        voices=voices,
        content=content,
        negated=draft.negated if draft else is_negated(cue),
        is_open=draft.is_open if draft else False,
        phrase=phrase if phrase & set(voices) else frozenset(),
        is_learned=draft is None,
    )


def _fill_holes(content: frozenset[int], draft: Draft | None) -> frozenset[int]:
    """Fill holes in tagged content with what the rules take for said."""
    if draft is None or not content:
        return content
    return content | {place for place in draft.content if min(content) < place < max(content)}


def complete_phrases(doc: Doc, places: frozenset[int]) -> frozenset[int]:
    """Add the nouns whose articles and modifiers stand among some tokens, and what the last one is "of"."""
    modifying = (doc[place] for place in places if doc[place].dep_ in WHOLE)
    whole = places | {word.head.i for word in modifying if word.head.pos_ in NOMINAL}
    last = doc[max(whole)] if whole else None
    of = last.nbor(1) if last is not None and last.pos_ == "NOUN" and last.i + 1 < len(doc) else None
    if of is not None and of.lower_ == "of" and of.head == last:
        return whole | {word.i for word in of.subtree}
    return whole


def _find_voices(doc: Doc, draft: Draft | None, phrase: frozenset[int]) -> tuple[int, ...]:
    """Find the heads of the speakers: the rules, else those of the tagged phrase."""
    ruled = draft.voices if draft is not None else ()
    if ruled:
        return ruled
    heads = [
        place for place in sorted(phrase) if doc[place].head.i not in phrase or doc[place].head == doc[place]
    ]
    nominal = [place for place in heads if doc[place].pos_ in NOMINAL]
    return tuple((nominal or heads)[:1])


def _get_run(places: frozenset[int]) -> Sequence[int]:
    """Get the longest run of neighbouring places; one missing place does not break it."""
    runs = list(_iter_runs(places))
    return max(runs, key=len) if runs else ()


def _iter_runs(places: frozenset[int]) -> Iterator[range]:
    start = last = None
    for place in sorted(places):
        if start is None or last is None or place - last > 2:
            if start is not None and last is not None:
                yield range(start, last + 1)
            start = place
        last = place
    if start is not None and last is not None:
        yield range(start, last + 1)


def _get_run_around(places: frozenset[int], head: int) -> range:
    """Get the run of neighbouring places that holds the head."""
    start = end = head
    while start - 1 in places:
        start -= 1
    while end + 1 in places:
        end += 1
    return range(start, end + 1)

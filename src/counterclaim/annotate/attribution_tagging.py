"""The learned part of attribution: which words are cues, and which words each cue's parts are.

Two small networks, trained by `benchmarks.training`: the first finds cues, the second scores the
part of each word of a cue's sentence, and the likeliest parts of all of them together are taken.
The rules' own findings are among what they look at.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from counterclaim.annotate.attribution_cues import Draft, is_negated
from counterclaim.annotate.attribution_decoding import CONTENT, CUE, SPEAKER, find_likeliest, judge_cue
from counterclaim.annotate.attribution_features import (
    CUE_CLASSES,
    Features,
    make_cue_features,
    make_word_features,
)
from counterclaim.annotate.attribution_phrases import NOMINAL, WHOLE, get_phrase_tokens
from counterclaim.annotate.attribution_quotes import Marked
from counterclaim.annotate.attribution_sights import (
    Scene,
    make_role_features,
    make_scene,
    make_shared_features,
)
from counterclaim.annotate.tree import Doc, Token
from counterclaim.vocabulary.learned import Matrix, Places, load_network

#: Probability from which a word is looked at, and from which it is a cue: where the rules found
#: it, and where they did not. Lower than even chances: what is missed stays with the narrator.
LOOKED_AT = 0.12
KEPT = 0.1
FOUND = 0.2
#: Sentences longer than this are lists or tables.
MAX_TOKENS = 150
_NAMED_PARTS = (SPEAKER, CUE, CONTENT)


def tag_drafts(doc: Doc, drafts: Sequence[Draft], marked: Sequence[Marked]) -> tuple[Draft, ...]:
    """Mend the rules' drafts, and add those that the rules did not find.

    The gold knows no cue inside another's content, so the tagger is not asked about the rules' own.
    """
    ruled = {draft.head: draft for draft in drafts}
    words = make_word_features(doc, marked)
    chances = judge_words(doc, ruled, words)
    scene = make_scene(doc, marked, ruled, chances)
    asked = [
        token
        for token in doc
        if can_be_cue(token)
        and (not ruled[token.i].is_fixed if token.i in ruled else chances[token.i] > LOOKED_AT)
    ]
    tagged: dict[int, Draft] = {}
    for cue, (chance, parts) in zip(asked, _judge_parts(scene, asked, ruled, words, chances), strict=True):
        draft = ruled.get(cue.i)
        mended = _mend(cue, draft, chance, parts)
        if mended is not None and not (draft is None and ruled.keys() & set(mended.cue)):
            if draft is not None:
                mended = _spare_others(_keep_clause(mended, draft, doc), draft, ruled, scene.quoted)
            tagged[cue.i] = mended
    said = frozenset(place for draft in tagged.values() for place in draft.content)
    kept = {
        head: draft
        for head, draft in ruled.items()
        if head in said
        or draft.is_fixed
        or (head not in tagged and (not can_be_cue(doc[head]) or _quotes(draft, scene, said)))
    }
    return tuple((tagged | kept).values())


def _quotes(draft: Draft, scene: Scene, said: frozenset[int]) -> bool:
    """Tell whether a draft gives words in marks, which nobody else says, to somebody whom it names."""
    named = any(scene.doc[voice].pos_ in {"NOUN", "PROPN"} for voice in draft.voices)
    return named and bool(draft.content & scene.quoted - said)


def _keep_clause(mended: Draft, draft: Draft, doc: Doc) -> Draft:
    """Leave a draft's content to the rules where the tagger drops the verb of what is said before the cue.

    "X was behind the attack on Y, the minister has charged": he charges that X was, not the attack.
    """
    clauses = (child for child in doc[draft.head].lefts if child.dep_ == "ccomp")
    is_cut = any(clause.i in draft.content and clause.i not in mended.content for clause in clauses)
    return replace(mended, content=draft.content) if is_cut else mended


def _spare_others(mended: Draft, draft: Draft, ruled: Mapping[int, Draft], quoted: frozenset[int]) -> Draft:
    """Leave a draft's content to the rules where the tagger adds what another cue introduces.

    Nor does the tagger take words in quotation marks from whom the rules give them to.
    """
    added, taken = mended.content - draft.content, draft.content - mended.content
    if draft.content and (added & ruled.keys() or taken & quoted):
        return replace(mended, content=draft.content)
    return mended


def judge_words(doc: Doc, drafts: Mapping[int, Draft], words: Sequence[Features]) -> Sequence[float]:
    """Judge how likely each word is a cue, by the first network."""
    if not words:
        return ()
    rows = [(*word, *cue) for word, cue in zip(words, make_cue_features(doc, drafts), strict=True)]
    chances: list[float] = load_network("attribution_cues").judge(rows, get_vectors(doc))[:, 1].tolist()
    return chances


def can_be_cue(token: Token) -> bool:
    """Tell whether a word can head a cue, in a sentence short enough to be one."""
    return token.pos_ in CUE_CLASSES and token.sent.end - token.sent.start <= MAX_TOKENS


def get_vectors(doc: Doc) -> Matrix:
    """Get the parser's vectors of all tokens."""
    return np.asarray(doc.tensor, dtype=np.float32)


def _judge_parts(
    scene: Scene,
    cues: Sequence[Token],
    drafts: Mapping[int, Draft],
    words: Sequence[Features],
    chances: Sequence[float],
) -> list[tuple[float, Places]]:
    """Judge how likely each candidate is a cue, and the parts of its sentence's words if it is."""
    if not cues:
        return []
    network, vectors = load_network("attribution_roles"), get_vectors(scene.doc)
    # Half of the weights are for a word's own vector, half for the cue's beside it.
    own, beside = np.split(network.vectors, 2)
    alone = network.embed(words) + vectors @ own
    shared = network.embed([make_shared_features(scene, cue) for cue in cues])
    shared += vectors[[cue.i for cue in cues]] @ beside
    scores = []
    for cue, common in zip(cues, shared, strict=True):
        roles = network.embed(make_role_features(scene, cue, drafts.get(cue.i)))
        scores.append(network.score(alone[cue.sent.start : cue.sent.end] + roles + common))
    places = [cue.i - cue.sent.start for cue in cues]
    judged = [
        judge_cue(each, place, chances[cue.i]) for each, place, cue in zip(scores, places, cues, strict=True)
    ]
    return list(zip(judged, find_likeliest(scores, places), strict=True))


def _mend(cue: Token, draft: Draft | None, chance: float, parts: Places) -> Draft | None:
    """Mend a candidate's draft, or make its first; None when it is no cue."""
    if chance <= FOUND:
        return draft if chance > KEPT else None
    start = cue.sent.start
    found = {part: frozenset((np.flatnonzero(parts == part) + start).tolist()) for part in _NAMED_PARTS}
    return _make_draft(cue, draft, found)


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

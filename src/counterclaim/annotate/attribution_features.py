"""What the learned tagger of attributions looks at: words alone, and words as seen from a cue.

Features are short strings of the form "kind=value". `benchmarks.training` learns their weights.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_phrases import get_phrase_tokens
from counterclaim.annotate.attribution_quotes import Marked
from counterclaim.annotate.tree import Doc, Token

Features = tuple[str, ...]

#: Distances beyond which all are alike.
FAR = 12
#: Most steps of a path that its name tells.
PATH_STEPS = 3


def make_word_features(doc: Doc, marked: Sequence[Marked]) -> list[Features]:
    """Make the features that each token has by itself, in token order."""
    quoted = find_quoted(marked)
    return [_describe_word(token, token.i in quoted) for token in doc]


def find_quoted(marked: Sequence[Marked]) -> frozenset[int]:
    """Find the tokens that stand in quotation marks, marks included."""
    return frozenset(place for quotation in marked for place in range(quotation.start, quotation.end))


def _describe_word(token: Token, is_quoted: bool) -> Features:
    return (
        f"word={token.lower_}",
        f"lemma={token.lemma_.lower()}",
        f"tag={token.tag_}",
        f"dep={token.dep_}",
        f"name={token.ent_iob_}{token.ent_type_}",
        f"quoted={is_quoted}{token.is_quote}",
    )


def make_cue_features(doc: Doc, drafts: Mapping[int, Draft]) -> list[Features]:
    """Make the features that tell whether a token is a cue, in token order.

    Args:
        doc: the parse.
        drafts: what the rules found, by the head of the cue.
    """
    return [_describe_cue(token, drafts.get(token.i)) for token in doc]


def _describe_cue(token: Token, draft: Draft | None) -> Features:
    lemma = token.lemma_.lower()
    below = sorted({child.dep_ for child in token.children})
    ruled = "none" if draft is None else f"{bool(draft.voices)}{bool(draft.content)}"
    joined = (f"lemma+below={lemma} {dep}" for dep in below)
    return (
        f"below={' '.join(below)}",
        f"above={token.head.lemma_.lower()} {token.dep_}",
        f"lemma+tag={lemma} {token.tag_}",
        f"ruled={ruled}",
        f"next={lemma} {_get_next(token)}",
        *joined,
    )


def _get_next(token: Token) -> str:
    return token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""


def make_role_features(cue: Token, draft: Draft | None) -> list[Features]:
    """Make the features of each token of a cue's sentence, as seen from the cue, in token order."""
    paths, ruled = find_paths(cue), _find_ruled(cue, draft)
    far = "none" if draft is None else str(any(place not in paths for place in draft.content))
    return [
        (*_iter_role_features(token, cue, paths.get(token.i, ())), f"ruled={ruled.get(token.i, far)}")
        for token in cue.sent
    ]


def _iter_role_features(token: Token, cue: Token, path: tuple[str, ...]) -> Iterator[str]:
    lemma = cue.lemma_.lower()
    first, second, third = path[:1], path[:2], path[:PATH_STEPS]
    side = "before" if token.i < cue.i else "after" if token.i > cue.i else "at"
    yield f"place={max(-FAR, min(FAR, token.i - cue.i))}"
    yield f"path1={' '.join(first)} {side}"
    yield f"path2={' '.join(second)} {side}"
    yield f"path3={' '.join(third)} {min(len(path), 5)}"
    yield f"lemma+path1={lemma} {' '.join(first)} {side}"
    yield f"lemma+path2={lemma} {' '.join(second)} {side}"
    yield f"tag+path2={cue.tag_} {' '.join(second)} {side}"
    yield f"word+path2={token.lower_} {' '.join(second)}"
    yield f"cue={lemma}"
    yield f"cuetag={cue.tag_} {cue.dep_}"


def _find_ruled(cue: Token, draft: Draft | None) -> dict[int, str]:
    """Find the part that tokens have in what the rules found; a voice lends it to its phrase."""
    if draft is None:
        return {}
    voices = {word.i: "voice" for voice in draft.voices for word in get_phrase_tokens(cue.doc[voice])}
    return {
        **dict.fromkeys(draft.content, "content"),
        **voices,
        **dict.fromkeys(draft.voices, "head"),
        **dict.fromkeys(draft.cue, "cue"),
    }


def find_paths(cue: Token) -> dict[int, tuple[str, ...]]:
    """Find the way through the parse from a cue to every token of its sentence, step by step."""
    paths: dict[int, tuple[str, ...]] = {cue.i: ()}
    waiting = [cue]
    while waiting:
        token = waiting.pop()
        path = paths[token.i]
        for child in token.children:
            if child.i not in paths:
                paths[child.i] = (*path, f">{child.dep_}")
                waiting.append(child)
        if token.head.i not in paths:
            paths[token.head.i] = (*path, f"<{token.dep_}")
            waiting.append(token.head)
    return paths

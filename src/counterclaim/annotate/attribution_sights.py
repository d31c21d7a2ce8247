"""What the second network looks at: the words of a sentence as they are seen from a cue in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from counterclaim.annotate.attribution_cues import Draft
from counterclaim.annotate.attribution_features import Features, find_quoted, get_opener
from counterclaim.annotate.attribution_phrases import get_phrase_tokens
from counterclaim.annotate.attribution_quotes import Marked
from counterclaim.annotate.tree import Doc, Token

#: Distances beyond which all are alike.
FAR = 12
#: Most steps of a path that its name tells, and from which all are as deep.
PATH_STEPS = 3
DEEP = 8
#: Bounds of the chances to be a cue that are told apart.
_GRADES = (0.05, 0.15, 0.3, 0.5, 0.7, 0.9)
#: Children of a cue that tell how it speaks, by one letter each.
_BELOW = {
    "ccomp": "c",
    "xcomp": "x",
    "dobj": "d",
    "prep": "p",
    "nsubj": "s",
    "nsubjpass": "q",
    "auxpass": "q",
    "advcl": "a",
}
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A parsed text with all that the cues in it see of one another."""

    doc: Doc
    quoted: frozenset[int]
    #: How likely each token is a cue, in grades.
    grades: Sequence[int]
    #: By token: the heads of the drafts that it is said in, and of those that it speaks in.
    saying: Mapping[int, Sequence[int]]
    speaking: Mapping[int, Sequence[int]]


class Sight(NamedTuple):
    """A token as seen from a cue: the way to it through the parse."""

    #: The relations on the way, "<" upwards and ">" downwards.
    path: tuple[str, ...]
    #: Where the way leaves the cue and the words above it: the top of a clause or phrase beside it.
    branch: Token
    #: The highest grade of a cue on the way.
    grade: int


def make_scene(
    doc: Doc, marked: Sequence[Marked], drafts: Mapping[int, Draft], chances: Sequence[float]
) -> Scene:
    """Make the scene of a text from the rules' drafts and each token's chance to be a cue."""
    saying: dict[int, list[int]] = {}
    speaking: dict[int, list[int]] = {}
    for head, draft in drafts.items():
        for place in draft.content:
            saying.setdefault(place, []).append(head)
        for place in draft.voices:
            speaking.setdefault(place, []).append(head)
    grades = [sum(chance >= bound for bound in _GRADES) for chance in chances]
    return Scene(doc=doc, quoted=find_quoted(marked), grades=grades, saying=saying, speaking=speaking)


def make_shared_features(scene: Scene, cue: Token) -> Features:
    """Make the features that all tokens of a cue's sentence have alike."""
    return (f"cue={cue.lemma_.lower()}", f"cuetag={cue.tag_} {cue.dep_}", f"chance={scene.grades[cue.i]}")


def make_role_features(scene: Scene, cue: Token, draft: Draft | None) -> list[Features]:
    """Make the features of each token of a cue's sentence, as seen from the cue, in token order."""
    sights, ruled = find_sights(scene, cue), _find_ruled(cue, draft)
    far = "none" if draft is None else str(any(place not in sights for place in draft.content))
    unreached = Sight((), cue, 0)
    below = "".join(sorted({_BELOW[child.dep_] for child in cue.children if child.dep_ in _BELOW}))
    return [
        (
            *_iter_path_features(token, cue, sights.get(token.i, unreached)),
            *_iter_branch_features(token, cue, sights.get(token.i, unreached), below),
            *_iter_scene_features(scene, token, cue, sights.get(token.i, unreached)),
            f"ruled={ruled.get(token.i, far)}",
            f"others={_tell_others(scene, token.i, cue.i)} {ruled.get(token.i, far)}",
        )
        for token in cue.sent
    ]


def _iter_path_features(token: Token, cue: Token, sight: Sight) -> Iterator[str]:
    """Yield what the place of a token and the way to it tell."""
    lemma, side, path = cue.lemma_.lower(), _tell_side(token, cue), sight.path
    first, second = " ".join(path[:1]), " ".join(path[:2])
    yield f"place={max(-FAR, min(FAR, token.i - cue.i))}"
    yield f"path1={first} {side}"
    yield f"path2={second} {side}"
    yield f"path3={' '.join(path[:PATH_STEPS])} {min(len(path), 5)}"
    yield f"lemma+path1={lemma} {first} {side}"
    yield f"lemma+path2={lemma} {second} {side}"
    yield f"tag+path2={cue.tag_} {second} {side}"
    yield f"word+path2={token.lower_} {second}"
    yield f"depth={min(len(path), DEEP)} {path[-1] if path else ''} {token.dep_}"


def _iter_branch_features(token: Token, cue: Token, sight: Sight, below: str) -> Iterator[str]:
    """Yield what the top of a token's clause or phrase tells."""
    lemma, branch, path = cue.lemma_.lower(), sight.branch, sight.path
    side, way = _tell_side(branch, cue), path[0] if path else ""
    opener = get_opener(branch) if branch is not cue else ""
    has_subject = any(child.dep_ in _SUBJECTS for child in branch.children)
    yield f"branch={way} {branch.dep_} {branch.tag_} {opener} {side} {has_subject}"
    yield f"lemma+branch={lemma} {branch.dep_} {way} {opener} {side}"
    yield f"branchword={way} {branch.lemma_.lower()}"
    yield f"below={below} {way} {opener} {_tell_side(token, cue)}"


def _iter_scene_features(scene: Scene, token: Token, cue: Token, sight: Sight) -> Iterator[str]:
    """Yield what marks and other cues around a token tell."""
    path = sight.path
    yield f"chances={scene.grades[token.i]} {sight.grade} {scene.grades[cue.i]}"
    yield f"way={sight.grade} {' '.join(path[:2])}"
    yield f"quotes={cue.i in scene.quoted} {token.i in scene.quoted} {_tell_side(token, cue)}"


def _tell_side(token: Token, cue: Token) -> str:
    return "before" if token.i < cue.i else "after" if token.i > cue.i else "at"


def _tell_others(scene: Scene, place: int, cue: int) -> str:
    """Tell in which other drafts a token is said, before and after the cue, and whether it speaks."""
    if place not in scene.saying and place not in scene.speaking:
        return ""
    heads = [head for head in scene.saying.get(place, ()) if head != cue]
    said = "".join("c" if head > cue else "C" for head in heads[:2])
    speaks = any(head != cue for head in scene.speaking.get(place, ()))
    return f"{said}v" if speaks else said


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


def find_sights(scene: Scene, cue: Token) -> dict[int, Sight]:
    """Find the way through the parse from a cue to every token of its sentence."""
    sights = {cue.i: Sight((), cue, 0)}
    above = {cue.i}
    waiting = [cue]
    while waiting:
        token = waiting.pop()
        sight = sights[token.i]
        grade = sight.grade if token is cue else max(sight.grade, scene.grades[token.i])
        is_above = token.i in above
        for child in token.children:
            if child.i not in sights:
                branch = child if is_above else sight.branch
                sights[child.i] = Sight((*sight.path, f">{child.dep_}"), branch, grade)
                waiting.append(child)
        head = token.head
        if head.i not in sights:
            above.add(head.i)
            sights[head.i] = Sight((*sight.path, f"<{token.dep_}"), head, grade)
            waiting.append(head)
    return sights

"""Names of armed groups that a text itself introduces as such ("a group calling itself Ansar Velo")."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from counterclaim.annotate.attribution_lexicon import load_speakers
from counterclaim.annotate.attribution_people import names_person
from counterclaim.annotate.attribution_phrases import find_child
from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parsed import find_entity, get_text
from counterclaim.annotate.tree import Doc, Token
from counterclaim.model.span import Span
from counterclaim.vocabulary.parties import load_party_table
from counterclaim.vocabulary.responsibility import load_responsibility
from counterclaim.vocabulary.triggers import load_triggers

#: Labels of the recogniser that a name beside "militant group" or before "claimed" cannot have.
_NO_GROUP = frozenset({"PERSON", "GPE", "LOC", "NORP", "DATE", "TIME", "CARDINAL"})

_CAPITALISED = r"(?:al-|el-|ul-)?[A-Z][\w\u2019'-]*\w"
_NAME = rf"{_CAPITALISED}(?:\s+(?:(?:of|for)\s+(?:the\s+)?)?{_CAPITALISED}){{0,6}}"
_QUOTE = r"[\"\u201c\u2018']?"


class _Patterns(NamedTuple):
    """Patterns whose first group is the name of a group."""

    #: "a group calling itself X": whatever X looks like.
    called: re.Pattern[str]
    #: "the militant group X", "the X militant group".
    beside: tuple[re.Pattern[str], ...]


def find_introduced_groups(doc: Doc, known: Collection[str] = ()) -> tuple[PartyName, ...]:
    """Find armed groups that no lexicon holds by the words with which a text introduces them.

    A name introduced once is the name wherever it stands; so is "the Front" for the only group
    whose name has that head.

    Args:
        doc: the parsed text.
        known: names of other groups of the text, for their short forms.
    """
    text = get_text(doc)
    spans = (*_iter_named(doc), *_iter_claimants(doc))
    names = sorted({_fold(text[span.start : span.end]) for span in spans})
    found = [_make(span, name, is_short=False) for name in names for span in _iter_places(text, name)]
    heads = {name: head for name in sorted({*names, *known}) if (head := _find_head(name)) is not None}
    for name, head in heads.items():
        if list(heads.values()).count(head) == 1:
            found.extend(_make(span, name, is_short=True) for span in _iter_short(text, head))
    return tuple(sorted(found, key=lambda each: each.span))


def _make(span: Span, name: str, *, is_short: bool) -> PartyName:
    return PartyName(
        span=span, name=name, kind="armed_group", country=None, manner="alias" if is_short else "name"
    )


def _iter_named(doc: Doc) -> Iterator[Span]:
    """Iterate over the names that stand beside a noun for armed groups."""
    text, patterns = get_text(doc), _load_patterns()
    yield from (Span(*match.span(1)) for match in patterns.called.finditer(text))
    for pattern in patterns.beside:
        for match in pattern.finditer(text):
            span = _drop_article(doc, Span(*match.span(1)))
            if _may_be_group(doc, span, people=pattern is patterns.beside[0]):
                yield span


def _iter_claimants(doc: Doc) -> Iterator[Span]:
    """Iterate over the names of those who claim responsibility."""
    lexicon = load_responsibility()
    nouns = lexicon.responsibility_nouns | load_triggers().nouns.keys()
    for noun in doc:
        is_owned = noun.dep_ in {"dobj", "nsubjpass"} and noun.lemma_.lower() in nouns
        if is_owned and lexicon.owning_verbs.get(noun.head.lemma_.lower()) == "claim":
            for name in _iter_owners(noun.head):
                span = _get_name(name)
                if _may_be_group(doc, span):
                    yield span


def _iter_owners(verb: Token) -> Iterator[Token]:
    """Iterate over the proper names that claim, and those of whom a commander or spokesman claims."""
    for child in verb.children:
        inner = child.children if child.dep_ == "agent" else (child,)
        for owner in (each for each in inner if each.dep_ in {"nsubj", "pobj"}):
            if owner.pos_ == "PROPN" and not names_person(owner):
                yield owner
            roles = (owner, *(role for role in owner.children if role.dep_ == "appos"))
            served = (_find_served(role, "of", "for", "from") for role in roles)
            yield from (each for each in served if each is not None and each.pos_ == "PROPN")


def _find_served(noun: Token, *prepositions: str) -> Token | None:
    """Find whom a noun is "of" or "for"."""
    found = (child for child in noun.rights if child.dep_ == "prep" and child.lower_ in prepositions)
    return next((served for child in found if (served := find_child(child, "pobj")) is not None), None)


def _get_name(head: Token) -> Span:
    entity = find_entity(head)
    words = [head, *(child for child in head.lefts if child.dep_ == "compound")]
    start = min(word.idx for word in words) if entity is None else entity.start_char
    end = head.idx + len(head) if entity is None else entity.end_char
    return _drop_article(head.doc, Span(start, end))


def _drop_article(doc: Doc, span: Span) -> Span:
    """Leave an article off a name that begins a sentence."""
    skipped = re.match(r"(?:the|an?)\s+", get_text(doc)[span.start : span.end], re.IGNORECASE)
    return Span(span.start + (skipped.end() if skipped else 0), span.end)


def _may_be_group(doc: Doc, span: Span, *, people: bool = False) -> bool:
    """Tell whether a name can be a group's.

    Args:
        doc: the parsed text.
        span: the name.
        people: the recogniser may take it for a person's: it stands right behind "militant group".
    """
    words = doc.char_span(span.start, span.end, alignment_mode="expand")
    if words is None or not words[0].text[:1].isupper() and "-" not in words.text:
        return False
    labels = {word.ent_type_ for word in words}
    if people and words[0].lower_ not in load_speakers().roles | load_speakers().honorifics:
        labels -= {"PERSON", "GPE"}
    return words[-1].pos_ == "PROPN" and not labels & _NO_GROUP


def _fold(name: str) -> str:
    return " ".join(name.split())


def _iter_places(text: str, name: str) -> Iterator[Span]:
    pattern = re.escape(name).replace(r"\ ", r"\s+")
    for match in re.finditer(rf"(?<![\w-]){pattern}(?![\w-])", text):
        yield Span(match.start(), match.end())


def _find_head(name: str) -> str | None:
    """Find the word by which a name of several words may be cut short ("the Front")."""
    words = re.split(r"\s+(?:of|for)\s+", name)[0].split()
    is_short = len(name.split()) == 1 or words[-1] in load_party_table().introduced.common_heads
    return None if is_short else words[-1]


def _iter_short(text: str, head: str) -> Iterator[Span]:
    """Iterate over the places where "the Front" stands by itself."""
    for match in re.finditer(rf"\b[Tt]he\s+({re.escape(head)})\b(?!\s+(?:of|for|[A-Z])|-)", text):
        yield Span(*match.span(1))


@lru_cache(maxsize=1)
def _load_patterns() -> _Patterns:
    words = load_party_table().introduced
    nouns, kinds, callings = (_any_of(each) for each in (words.nouns, words.kinds, words.callings))
    group = rf"(?:{kinds})\s+(?:{nouns})"
    return _Patterns(
        called=re.compile(rf"\b(?:{nouns}),?\s+(?:{callings})\s+(?:as\s+)?(?:the\s+)?{_QUOTE}({_NAME})"),
        beside=(
            re.compile(rf"\b{group},?\s+(?:the\s+)?{_QUOTE}({_NAME})"),
            re.compile(rf"({_NAME}){_QUOTE}\s+{group}\b"),
        ),
    )


def _any_of(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in words)

"""Parts: counts of some among the counted ("including 3 children", "among the dead are 44 women").

A part never looks like a total (design, section 5.4): it carries `part_of` and always a group.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.parsed import get_lower_words
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.toll_counts import find_counted_noun, is_countable, make_count, read_group
from counterclaim.coding.rules.toll_harms import Harm
from counterclaim.coding.rules.toll_links import Link
from counterclaim.model.statement import Property
from counterclaim.vocabulary.harms import get_words, load_harms
from counterclaim.vocabulary.phrases import PhraseSet, make_phrase_set

#: How far a list of parts can run on, and how far back "of them" can look, in tokens.
_LIST_REACH = 30
_ENDS = frozenset({";", ".", "!", "?", "\n", ":"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Region:
    """A stretch of tokens whose numbers count parts."""

    first: int
    #: One past the last token.
    last: int
    #: The word that makes them parts ("including", "dead" of "among the dead").
    anchor: int
    property: Property
    group: str | None = None


def add_parts(doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link]) -> tuple[Link, ...]:
    """Mark the links that count a part and add those that only a part's words give."""
    out = list(links)
    for region in _iter_regions(doc, quantities, links):
        for quantity in quantities:
            if region.first <= quantity.token < region.last and quantity.op != "zero":
                out = _put_part(doc, quantity, out, region)
    return tuple(out)


def _put_part(doc: Doc, quantity: Quantity, links: list[Link], region: _Region) -> list[Link]:
    """Mark the quantity's own link as a part, or add a part with the region's harm."""
    own = [link for link in links if link.count.quantity is quantity]
    if any(link.harm.property != region.property for link in own):
        return links
    noun = find_counted_noun(doc, quantity, frozenset())
    if not own and not is_countable(noun, quantity):
        return links
    count = replace(make_count(noun, quantity), head=noun.i)
    words = region.group or read_group(doc, count) or _words_after(doc, quantity)
    if own:
        marked = [replace(link, part_of=True, group=words, count=count) for link in own]
        return [*(link for link in links if link not in own), *marked]
    harm = Harm(property=region.property, token=region.anchor, last=region.anchor, frame="self", kind="noun")
    return [*links, Link(harm=harm, count=count, part_of=True, group=words)]


def _words_after(doc: Doc, quantity: Quantity) -> str:
    """Return the words after a bare number, up to a comma, as its group ("seriously")."""
    words = []
    for token in doc[quantity.token + 1 : quantity.token + 5]:
        if token.is_punct or token.is_space:
            break
        words.append(token.text)
    return " ".join(words) or "part"


def _iter_regions(doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link]) -> Iterator[_Region]:
    """Yield the stretches of tokens whose numbers count parts, with their harm and group."""
    yield from _iter_including(doc, links)
    yield from _iter_among(doc, links)
    yield from _iter_dead_included(doc)
    yield from _iter_of_them(doc, quantities, links)


def _iter_including(doc: Doc, links: Sequence[Link]) -> Iterator[_Region]:
    """Yield the lists that "including" and its like open after a toll of the same sentence."""
    for first, last in _load_openers().iter_spans(get_lower_words(doc)):
        known = _find_before(doc, first, links)
        if known is not None:
            end = _find_list_end(doc, last + 1)
            yield _Region(first=first, last=end, anchor=first, property=known.harm.property)


def _iter_among(doc: Doc, links: Sequence[Link]) -> Iterator[_Region]:
    """Yield what stands after, or before, "among the dead"."""
    for token in doc:
        if token.lower_ not in ("among", "amongst"):
            continue
        near = doc[token.i + 1 : token.i + 6]
        word = next((t for t in near if t.lower_ in get_words("part_of_words")), None)
        if word is None:
            continue
        harm_property = _property_of(word.lower_) or _nearest_property(word.i, links)
        after = doc[word.i + 1 : word.i + 2]
        listing = any(t.lower_ in ("are", "were", "is", "was", "included", "include") for t in after)
        yield _Region(
            first=word.i + 1 if listing else token.sent.start,
            last=token.sent.end if listing else token.i,
            anchor=word.i,
            property=harm_property,
        )


def _iter_dead_included(doc: Doc) -> Iterator[_Region]:
    """Yield what stands after "the dead included"."""
    for token in doc[1:-1]:
        harm_property = _property_of(token.lower_)
        verb = token.nbor(1).lower_
        if harm_property is not None and token.nbor(-1).lower_ == "the" and verb in ("include", "included"):
            yield _Region(first=token.i + 2, last=token.sent.end, anchor=token.i, property=harm_property)


def _iter_of_them(doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link]) -> Iterator[_Region]:
    """Yield the numbers before "of the dead", "of them", "of whom"."""
    for quantity in quantities:
        after = doc[quantity.token + 1 : quantity.token + 6]
        near = [token for token in after if token.idx >= quantity.span.end]
        words = [token.lower_ for token in near]
        if words[:1] != ["of"] or len(words) < 2:
            continue
        if words[1] in ("them", "whom"):
            known = _find_before(doc, quantity.token, links, within_sentence=False)
            if known is not None:
                yield _make_point(doc, quantity, near[1].i, known.harm.property)
            continue
        word = next((word for word in words[2:4] if _property_of(word)), None)
        if words[1] in ("the", "those") and word is not None:
            yield _make_point(doc, quantity, near[words.index(word)].i, _property_of(word) or "killed")


def _make_point(doc: Doc, quantity: Quantity, anchor: int, harm_property: Property) -> _Region:
    """Make the region of one number before "of them", with what the words after say of it."""
    return _Region(
        first=quantity.token,
        last=quantity.token + 1,
        anchor=anchor,
        property=harm_property,
        group=_said_of(doc, anchor + 1),
    )


def _said_of(doc: Doc, start: int) -> str | None:
    """Return what "12 of the dead were ..." says they were."""
    words: list[str] = []
    for token in doc[start : start + 8]:
        if not words and token.lower_ in ("were", "are", "was", "is", "being", "have", "been"):
            continue
        if token.pos_ not in ("NOUN", "PROPN", "ADJ", "ADV", "CCONJ", "ADP", "DET"):
            break
        words.append(token.text)
    while words and words[-1].lower() in ("and", "or", "in", "of", "from", "by", "the", "a", "an", "as"):
        words.pop()
    return " ".join(words) or None


def _property_of(word: str) -> Property | None:
    """Return the harm that "the dead", "the wounded" and their like name."""
    table: dict[str, Property] = load_harms()["part_of_properties"]
    return table.get(word)


def _nearest_property(index: int, links: Sequence[Link]) -> Property:
    """Return the harm of the last toll before a token, killed where there is none."""
    before = [link for link in links if link.harm.token < index]
    return max(before, key=lambda link: link.harm.token).harm.property if before else "killed"


def _find_before(doc: Doc, index: int, links: Sequence[Link], *, within_sentence: bool = True) -> Link | None:
    """Find the nearest toll whose number stands before a token."""
    start = doc[index].sent.start if within_sentence else max(0, doc[index].sent.start - 60)
    known = [
        link
        for link in links
        if not link.part_of and not link.count.individual and start <= link.count.head < index
        and link.count.end <= doc[index].idx
    ]  # fmt: skip
    return max(known, key=lambda link: link.count.end, default=None)


def _find_list_end(doc: Doc, start: int) -> int:
    """Return where a list of people ends: at a verb or the end of its sentence."""
    for token in doc[start : start + _LIST_REACH]:
        if token.lower_ in _ENDS or token.is_space and "\n" in token.text:
            return token.i
        if token.pos_ == "AUX" or token.pos_ == "VERB" and token.tag_ in ("VBD", "VBZ", "VBP"):
            return token.i
    return min(start + _LIST_REACH, len(doc))


@lru_cache(maxsize=1)
def _load_openers() -> PhraseSet:
    """Load the words that open a list of some of those counted ("including")."""
    return make_phrase_set(load_harms()["part_openers"])

"""Lists of people that share one harm word ("left 16 soldiers and 29 fighters dead").

Read from the order of words, where the parse hangs the harm on one of the listed alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.quantities import get_tokens
from counterclaim.annotate.tree import Doc, Token
from counterclaim.coding.rules.toll_counts import (
    Count,
    find_counted_noun,
    is_people,
    make_count,
    read_uncounted,
)
from counterclaim.coding.rules.toll_links import Link
from counterclaim.vocabulary.harms import get_verbs, get_words

#: Longest "his two young sons", in tokens.
_PHRASE_REACH = 7
_JOINTS = frozenset({",", "and", "&", "plus"})
_VERB_TAGS = frozenset({"VB", "VBD", "VBP", "VBZ", "MD"})


def add_listed(doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link]) -> tuple[Link, ...]:
    """Add the people joined to those of a harm that has none but them."""
    out = list(links)
    for link in links:
        seen = {(each.harm.property, each.count.head) for each in out}
        counts = (
            _iter_after(doc, quantities, link)
            if link.harm.token < link.count.head
            else _iter_before(doc, quantities, link)
        )
        for count in counts:
            if (link.harm.property, count.head) not in seen and not _has_link(out, count):
                out.append(replace(link, count=count))
    return tuple(out)


def _has_link(links: Sequence[Link], count: Count) -> bool:
    """Tell whether the number of a count, or its people, has a harm already."""
    return any(
        link.count.head == count.head or count.quantity is not None and link.count.quantity is count.quantity
        for link in links
    )


def _iter_after(doc: Doc, quantities: Sequence[Quantity], link: Link) -> Iterator[Count]:
    """Yield who is listed after the object of a verb of harm, once the list is closed by "and"."""
    if link.harm.kind != "verb" or link.part_of or not _is_listed_noun(doc[link.count.head]):
        return
    found: list[Count] = []
    place, is_closed = link.count.head + 1, False
    while not is_closed:
        words = [token.lower_ for token in doc[place : place + 2]]
        width = _get_joint(words)
        is_closed = "and" in words[:width]
        # After one person a comma and an article may only say who that is ("a general, a cousin of ...").
        is_plain = is_closed or not (found[-1:] or [link.count])[0].individual
        count = _read_phrase(doc, quantities, place + width, takes_article=is_plain) if width else None
        if count is None or not is_closed and count.head + 1 >= len(doc):
            return
        found.append(count)
        place = count.head + 1
    if not _opens_clause(doc, place):
        yield from found


def _iter_before(doc: Doc, quantities: Sequence[Quantity], link: Link) -> Iterator[Count]:
    """Yield who is listed before the people that a harm word follows ("16 soldiers and 29 fighters dead")."""
    quantity = link.count.quantity
    if quantity is None or link.harm.kind == "noun" or not _is_listed_noun(doc[link.count.head]):
        return
    place, joints = int(get_tokens(doc, quantity.span.start, quantity.span.end).start), {"and"}
    while place > 1 and doc[place - 1].lower_ in joints:
        number = _find_number_before(doc, quantities, place - 1)
        if number is None:
            owner, person = _find_owner_before(doc, place - 1), read_uncounted(doc[place - 2])
            if owner is None or person is None:
                return
            yield person
            place, joints = owner, {"and", ","}
            continue
        start = int(get_tokens(doc, number.span.start, number.span.end).start)
        if start and doc[start - 1].tag_ in _VERB_TAGS and doc[start - 1].lemma_ != "leave":
            return
        yield replace(make_count(doc[number.token], number), head=place - 2)
        place, joints = start, {"and", ","}


def _find_number_before(doc: Doc, quantities: Sequence[Quantity], joint: int) -> Quantity | None:
    """Find the number of the people that end right before a joint."""
    if not is_people(doc[joint - 1]):
        return None
    near = (q for q in quantities if joint - _PHRASE_REACH <= q.token < joint and q.op != "zero")
    last = max(near, key=lambda quantity: quantity.token, default=None)
    noun = find_counted_noun(doc, last, frozenset()) if last else None
    return last if noun is not None and noun.i == joint - 1 else None


def _find_owner_before(doc: Doc, joint: int) -> int | None:
    """Find the owner that opens the phrase for a person right before a joint ("his young wife")."""
    place = joint - 1
    if not is_people(doc[place]) or doc[place].tag_ != "NN":
        return None
    while place > 0 and doc[place - 1].tag_ in ("JJ", "NN"):
        place -= 1
    return place - 1 if place > 0 and doc[place - 1].tag_ == "PRP$" else None


def _get_joint(words: Sequence[str]) -> int:
    """Return how many words join what follows to what came before: none, "," or "and", ", and"."""
    if words[:1] and words[0] in _JOINTS:
        return 2 if words[0] == "," and words[1:2] == ["and"] else 1
    return 0


def _read_phrase(
    doc: Doc, quantities: Sequence[Quantity], place: int, *, takes_article: bool
) -> Count | None:
    """Read the people that a phrase names, by a number, an owner ("his wife") or an article."""
    opening = list(doc[place : place + _PHRASE_REACH])
    number = next((q for q in quantities if _opens(doc, q, place)), None)
    if number is not None and number.op != "zero" and doc[number.token].lower_ not in ("a", "an"):
        noun = find_counted_noun(doc, number, frozenset())
        return replace(make_count(noun, number), head=noun.i) if is_people(noun) else None
    first = next(iter(opening), None)
    is_owned = first is not None and first.tag_ == "PRP$"
    if first is None or not (is_owned or takes_article and first.lower_ in ("a", "an")):
        return None
    head = _find_head(opening[1:])
    return read_uncounted(head) if head is not None else None


def _opens(doc: Doc, quantity: Quantity, place: int) -> bool:
    """Tell whether a number stands here, or after an owner ("their four children")."""
    start = int(get_tokens(doc, quantity.span.start, quantity.span.end).start)
    return start == place or start == place + 1 and doc[place].tag_ == "PRP$"


def _find_head(words: Sequence[Token]) -> Token | None:
    """Find the noun for people that ends a run of adjectives and nouns."""
    head = None
    for token in words:
        if token.tag_ not in ("NN", "NNS", "JJ", "NNP", "HYPH", "CD"):
            break
        head = token
    return head if head is not None and is_people(head) and _is_listed_noun(head) else None


def _is_listed_noun(token: Token) -> bool:
    """Tell whether a word can stand in a list of people, and is no harm itself."""
    return token.pos_ in ("NOUN", "PROPN") and token.lower_ not in get_verbs()


def _opens_clause(doc: Doc, place: int) -> bool:
    """Tell whether a verb follows, so that the last of a list is the subject of its own clause."""
    for token in doc[place : place + 3]:
        if token.tag_ in _VERB_TAGS | {"VBN"} or token.lower_ in get_words("aux"):
            return True
        if token.tag_ != "RB":
            return False
    return False

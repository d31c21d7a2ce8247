"""Bare numbers that take their noun from a toll before them.

Another speaker sets them against it ("the mayor said 50", "others put it at 12"), or they go on with
it ("today five more", "12 bodies in the cellar and 15 on the first floor").
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from counterclaim.annotate.layers import Quantity
from counterclaim.annotate.quantities import get_tokens
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.toll_counts import find_counted_noun, make_count
from counterclaim.coding.rules.toll_links import Link
from counterclaim.model.span import Span
from counterclaim.vocabulary.harms import get_words, load_harms

#: How far back the toll can stand that a bare number answers, in tokens.
_REACH = 60
_CLAUSE_ENDS = frozenset({",", ";", ".", "and", "but", "while", "\n", "\n\n", ")", "–", "—"})


def add_bare_counts(
    doc: Doc, quantities: Sequence[Quantity], links: Sequence[Link], said: Collection[Span]
) -> tuple[Link, ...]:
    """Add the bare numbers that somebody puts a toll at, that add to it, or that spread over places.

    Args:
        said: what each speaker says, as spans; a number that is all of one answers a toll.
    """
    linked = {link.count.quantity.token for link in links if link.count.quantity}
    out = list(links)
    for quantity in quantities:
        if quantity.token in linked or quantity.op == "zero" or not _is_alone(doc, quantity):
            continue
        known = _find_answered(doc, quantity, out)
        if known is None:
            continue
        tells = (_is_put, _adds) if _ends_clause(doc, quantity) else (_is_spread,)
        if quantity.span in said or any(tell(doc, quantity, known) for tell in tells):
            out.append(_make_link(doc, quantity, known))
    return tuple(out)


def _make_link(doc: Doc, quantity: Quantity, known: Link) -> Link:
    """Make the link of a bare number; beside a toll of no place of its own it counts some of those."""
    here = quantity.token
    harm = replace(known.harm, token=here, last=here, frame="self", kind="noun", is_hit=False)
    link = Link(harm=harm, count=make_count(doc[here], quantity))
    if _ends_clause(doc, quantity) or _find_placing(doc, known.count.head + 1, here):
        return link
    words = [token.text for token in doc[here + 1 : here + 4] if not token.is_punct]
    return replace(link, part_of=True, group=" ".join(words))


def _is_alone(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether a number stands without a noun."""
    return find_counted_noun(doc, quantity, frozenset()).i == quantity.token


def _is_spread(doc: Doc, quantity: Quantity, known: Link) -> bool:
    """Tell whether a number goes on with a toll of its sentence at another place ("and 15 in Suez")."""
    start = int(get_tokens(doc, quantity.span.start, quantity.span.end).start)
    is_joined = start > 0 and doc[start - 1].lower_ in (",", "and")
    after = doc[quantity.token + 1 : quantity.token + 2].text.lower()
    is_same = doc[known.count.head].sent == doc[quantity.token].sent
    return is_joined and is_same and after in get_words("placing") and known.count.quantity is not None


def _find_placing(doc: Doc, start: int, end: int) -> bool:
    """Tell whether words between two counts say where the first was."""
    return any(token.lower_ in get_words("placing") for token in doc[start:end])


def _ends_clause(doc: Doc, quantity: Quantity) -> bool:
    """Tell whether a number, or "more" after it, is the last word of its clause."""
    near = (token for token in doc[quantity.token + 1 : quantity.token + 4] if token.lower_ != "more")
    after = [token for token in near if token.idx >= quantity.span.end]
    return not after or after[0].lower_ in _CLAUSE_ENDS or after[0].is_space


def _is_put(doc: Doc, quantity: Quantity, _known: Link) -> bool:
    """Tell whether the words right before a number say or put it ("said 50", "put it at 12")."""
    start = int(get_tokens(doc, quantity.span.start, quantity.span.end).start)
    words = " " + " ".join(token.lower_ for token in doc[max(0, start - 4) : start])
    return any(words.endswith(f" {opener}") for opener in load_harms()["bare_count_openers"])


def _adds(doc: Doc, quantity: Quantity, known: Link) -> bool:
    """Tell whether "five more" adds to a toll of its own sentence."""
    after = doc[quantity.token + 1 : quantity.token + 2].text.lower()
    return after == "more" and doc[known.count.head].sent == doc[quantity.token].sent


def _find_answered(doc: Doc, quantity: Quantity, links: Sequence[Link]) -> Link | None:
    """Find the last toll of this or the sentence before, in the same paragraph."""
    sentence = doc[quantity.token].sent
    start = doc[max(0, sentence.start - 1)].sent.start
    known = [
        link
        for link in links
        if not link.part_of
        and not link.count.individual
        and max(start, quantity.token - _REACH) <= link.count.head < quantity.token
        and doc[link.count.head].lower_ not in get_words("attackers")
    ]
    return max(known, key=lambda link: link.count.head, default=None)

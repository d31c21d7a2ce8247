"""Tolls: how many were killed, injured, missing, captured, arrested, displaced.

A candidate is what the words say, before it is given to a mention and a speaker: parts, increments,
campaign totals and replaced figures are kept and marked, never summed (design, sections 5.3 to 5.6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.parsed import get_text
from counterclaim.annotate.tree import Doc
from counterclaim.coding.rules.toll_changes import add_toll_nouns, mark_replaced
from counterclaim.coding.rules.toll_context import get_mode, get_scope
from counterclaim.coding.rules.toll_counts import Count, get_group, get_people_end, read_group
from counterclaim.coding.rules.toll_deeds import add_deeds
from counterclaim.coding.rules.toll_ellipsis import add_bare_counts
from counterclaim.coding.rules.toll_fates import settle_fates
from counterclaim.coding.rules.toll_harms import find_harms
from counterclaim.coding.rules.toll_links import Link, find_links
from counterclaim.coding.rules.toll_lists import add_listed
from counterclaim.coding.rules.toll_parts import add_parts
from counterclaim.model.span import Evidence, make_evidence
from counterclaim.model.statement import Basis, Property
from counterclaim.model.values import TollMode, TollScope, TollValue
from counterclaim.vocabulary.harms import get_words

#: Longest evidence that runs from number to harm word, in code points.
EVIDENCE_REACH = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class TollCandidate:
    """A count of people for one harm, before it is given to a mention and a speaker."""

    property: Property
    value: TollValue
    #: From the number phrase to the harm word, or the number phrase with its noun.
    evidence: Evidence
    #: Index in the parse of the harm word ("killed", "toll", "dead").
    predicate: int
    #: Index in the parse of the head of the counted people, or of the number.
    head: int
    basis: Basis = "stated"
    #: True when it counts some of the people of another count ("including 3 children").
    part_of: bool = False
    #: total, an addition to an earlier count, or people who pass from one harm to another.
    mode: TollMode = "total"
    #: One event, or a period or a whole campaign.
    scope: TollScope = "event"
    #: True for one named or described person; not a total beside a larger count.
    individual: bool = False
    #: True for people who were hit ("shot"): hurt, unless the report says that they died.
    is_hit: bool = False
    #: True where the name of a deed only implies that somebody died ("a deadly shooting").
    is_implied: bool = False


def find_tolls(annotated: AnnotatedReport) -> tuple[TollCandidate, ...]:
    """Find the tolls of a report, in text order."""
    doc, quantities = annotated.doc, annotated.quantities
    harms = find_harms(doc)
    links = add_listed(doc, quantities, find_links(doc, quantities, harms))
    links = add_toll_nouns(doc, quantities, links, harms)
    said = {span for each in annotated.attributions if not each.is_learned for span in each.content}
    links = add_bare_counts(doc, quantities, links, said)
    links = mark_replaced(doc, quantities, add_parts(doc, quantities, links))
    links = add_deeds(doc, settle_fates(doc, links, harms))
    candidates = [_make_candidate(doc, link, links) for link in links]
    return tuple(sorted(candidates, key=lambda one: (one.evidence.start, one.evidence.end, one.property)))


def _make_candidate(doc: Doc, link: Link, links: Sequence[Link]) -> TollCandidate:
    """Make the candidate of a link, with what its sentence makes of it."""
    count, harm = link.count, link.harm
    evidence = _make_evidence(doc, link)
    sentence = doc[count.head].sent
    near = [other for other in links if sentence.start <= other.count.head < sentence.end]
    rivals = [other for other in near if other is not link]
    return TollCandidate(
        property=harm.property,
        value=_make_value(doc, link, rivals),
        evidence=evidence,
        predicate=harm.token,
        head=count.head,
        basis=count.basis,
        part_of=link.part_of,
        mode=get_mode(doc, count, harm, after_other_harm=_follows_other_harm(link, rivals)),
        scope=get_scope(
            sentence.text,
            evidence.start - sentence.start_char,
            evidence.end - sentence.start_char,
            [_shift(other.count, -sentence.start_char) for other in rivals],
        ),
        individual=count.individual,
        is_hit=harm.is_hit,
        is_implied=harm.is_implied,
    )


def _shift(count: Count, by: int) -> tuple[int, int]:
    """Return a count's span, moved."""
    return count.start + by, count.end + by


def _follows_other_harm(link: Link, rivals: Sequence[Link]) -> bool:
    """Tell whether a count of another harm, and none of this one, comes first in the sentence."""
    before = {other.harm.property for other in rivals if other.count.start < link.count.start}
    return bool(before) and link.harm.property not in before


def _make_value(doc: Doc, link: Link, rivals: Sequence[Link]) -> TollValue:
    """Make the value of a link."""
    count = link.count
    is_deed = count.quantity is None and count.head == link.harm.token
    group = link.group or (None if is_deed else get_group(doc, count))
    is_anyone = doc[count.head].lower_ in get_words("anyone") and not _is_beside_self(doc, link, rivals)
    if group is None and not (is_anyone or is_deed) and _has_sibling(link, rivals):
        group = read_group(doc, count)
    return TollValue(
        op=count.op,
        n=count.n,
        low=count.low,
        high=count.high,
        group=group,
        wording=get_text(doc)[count.start : count.end],
        superseded=link.replaced and not link.part_of,
    )


def _is_beside_self(doc: Doc, link: Link, rivals: Sequence[Link]) -> bool:
    """Tell whether whoever harmed them is counted beside them ("18 people and himself")."""
    others = (other for other in rivals if other.harm.token == link.harm.token)
    return any(doc[other.count.head].lower_ in get_words("reflexives") for other in others)


def _has_sibling(link: Link, rivals: Sequence[Link]) -> bool:
    """Tell whether the same harm word counts other people beside these ("two men and a boy")."""
    return any(
        other.harm.token == link.harm.token and other.count.head != link.count.head and not other.part_of
        and not link.count.individual and not other.replaced and not link.replaced
        for other in rivals
    )  # fmt: skip


def _make_evidence(doc: Doc, link: Link) -> Evidence:
    """Cut the words from number to harm word, or the number with its noun where they stand apart."""
    count, harm = link.count, link.harm
    head = doc[count.head]
    start, end = min(count.start, head.idx), max(count.end, get_people_end(head))
    first, last = doc[harm.token], doc[harm.last]
    whole = min(start, first.idx), max(end, last.idx + len(last))
    is_near = first.sent.start <= head.sent.end and head.sent.start <= first.sent.end
    together = is_near and "\n\n" not in get_text(doc)[whole[0] : whole[1]]
    if together and whole[1] - whole[0] <= EVIDENCE_REACH:
        start, end = whole
    return make_evidence(get_text(doc), start, end)

"""Tolls by patterns: which harm a number counts, and of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import msgspec

from counterclaim.annotate.layers import AnnotatedReport, Quantity
from counterclaim.annotate.lexical.document import find_sentences
from counterclaim.coding.patterns.toll_cues import TollCues, load_toll_cues
from counterclaim.coding.patterns.toll_singles import iter_singles
from counterclaim.model.span import Span
from counterclaim.model.statement import Property
from counterclaim.model.values import TollValue
from counterclaim.vocabulary.numbers import get_bounds

#: Most characters between the people counted and what befell them.
AFTER_REACH = 130
#: Most characters between a noun of a count and its number ("le nombre de morts s'élève à 12").
TOTAL_REACH = 160
#: Most commas, and without a noun most words, between a number and its predicate.
MAX_COMMAS = 2
#: Most characters between the numbers of joined people.
JOINT_LENGTH = 16
#: Most characters between a figure and the one it replaced.
REPLACED_LENGTH = 30
MAX_LOOSE_WORDS = 2

#: The name of a people that no table has ("12 Rohingyas").
_PEOPLE_NAME = re.compile(r"[^\S\n]+[A-ZÀ-ÖØ-Þ][a-zà-ÿ]{3,}s\b")
#: Harms whose nouns say who people are before they say what befell them ("died 27 displaced").
_TRAITS = frozenset({"displaced", "captured", "arrested", "missing"})
#: Between the figures that a count rose from and to.
_RISING = frozenset({"à", "a"})
_END = re.compile(r"[;:.!?\n]")
_WORD = r"[\w'’-]+"


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A count of people for one harm, with the words that say so."""

    property: Property
    value: TollValue
    #: The words of the count and of the harm.
    span: Span
    #: Where the people counted end; the next number may be joined to them.
    end: int
    #: Told only as what may come ("le bilan pourrait atteindre 20 morts").
    is_possible: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where a number stands: its sentence, its people, the number before it."""

    text: str
    sentence: Span
    quantity: Quantity
    #: Where the people before this number end.
    floor: int
    #: Where the noun of the people ends; the number's own end where there is none.
    people_end: int
    group: str | None
    has_people: bool
    #: The other numbers of the sentence.
    others: tuple[Span, ...]


def find_tolls(annotated: AnnotatedReport, language: str) -> tuple[Toll, ...]:
    """Find the tolls of a report, in text order."""
    tolls: list[Toll] = []
    for sentence in find_sentences(annotated.doc):
        inside = [q for q in annotated.quantities if sentence.contains(q.span)]
        found = _find_in_sentence(annotated, sentence, inside, language)
        zeros = _iter_zeros(annotated.report.text, sentence, found, language)
        singles = iter_singles(annotated, sentence, [each.span for each in found], language)
        alone = (_make_single(annotated.report.text, *each) for each in singles)
        tolls += sorted([*found, *zeros, *alone], key=lambda toll: toll.span)
    return tuple(tolls)


def _find_in_sentence(
    annotated: AnnotatedReport, sentence: Span, quantities: Sequence[Quantity], language: str
) -> list[Toll]:
    """Find the tolls of the numbers of one sentence, each with those before it at hand."""
    patterns, text = load_toll_cues(language), annotated.report.text
    found: list[Toll] = []
    pending: list[Quantity] = []
    waiting: list[_Place] = []
    floor = sentence.start
    for quantity in quantities:
        others = tuple(each.span for each in quantities if each is not quantity)
        place = replace(_make_place(annotated, sentence, quantity, floor, patterns), others=others)
        is_own = quantity.op != "zero" and not patterns.together.match(text, quantity.span.end)
        toll = _find_toll(place, found, patterns) if is_own else None
        if toll is not None:
            found += [_make_old(each, toll) for each in pending]
            found += _find_joined_before(waiting, place, toll, patterns)
            found.append(_mark(toll, place, patterns))
            pending, waiting = [], []
        elif patterns.revised.search(text[sentence.start : quantity.span.start]):
            pending = [quantity]
        else:
            waiting.append(place)
        floor = place.people_end
    return found


def _make_place(
    annotated: AnnotatedReport, sentence: Span, quantity: Quantity, floor: int, patterns: TollCues
) -> _Place:
    """Read the people right after a number."""
    text = annotated.report.text
    match = patterns.people.match(text, quantity.span.end, sentence.end)
    noun = match["people"] if match else None
    end = match.end() if match and (noun or match["others"]) else quantity.span.end
    nation = next((p for p in annotated.parties if 0 < p.span.start - quantity.span.end <= 2), None)
    if noun is None and nation is not None and nation.manner == "adjective":
        noun, end = text[nation.span.start : nation.span.end], nation.span.end
    if noun is None and (people := _PEOPLE_NAME.match(text, quantity.span.end, sentence.end)):
        noun, end = people.group().strip(), people.end()
    return _Place(
        text=text, sentence=sentence, quantity=quantity, floor=floor, people_end=end,
        group=None if noun is None or patterns.everyone.fullmatch(noun) else noun,
        has_people=noun is not None or bool(match and match["others"]), others=(),
    )  # fmt: skip


def _find_toll(place: _Place, earlier: Sequence[Toll], patterns: TollCues) -> Toll | None:
    """Find what befell those a number counts: by its noun, its predicate, or the number before it."""
    if _is_part(place, patterns):
        return _find_part(place, earlier, patterns)
    finders = (_find_predicate, _find_noun, _find_cause, _find_total, _find_counted)
    for finder in finders:
        toll = finder(place, patterns)
        if toll is not None:
            return toll
    return (
        _find_joined(place, earlier, patterns)
        or _find_replaced(place, earlier, patterns)
        or _find_elsewhere(place, earlier, patterns)
    )


def _find_noun(place: _Place, patterns: TollCues) -> Toll | None:
    """Find the noun of harm that the number counts ("12 morts")."""
    is_struck = place.has_people and _has_adjacent_cause(place, patterns)
    for harm in patterns.harms:
        match = harm.noun.match(place.text, place.quantity.span.end, place.sentence.end)
        if match and not (is_struck and harm.property in _TRAITS):
            return _make_toll(place, harm.property, place.quantity.span.start, match.end(), None)
    return None


def _find_predicate(place: _Place, patterns: TollCues) -> Toll | None:
    """Find the predicate after the people counted ("12 personnes ont été tuées")."""
    if not place.has_people and _find_noun(place, patterns) is not None:
        return None
    for harm in patterns.harms:
        match = (
            harm.beside.match(place.text, place.people_end, place.sentence.end) if place.has_people else None
        )
        if match:
            return _make_toll(place, harm.property, place.quantity.span.start, match.end(), place.group)
    if _has_adjacent_cause(place, patterns):
        return None
    nearest = _find_after(place, patterns)
    if nearest is None:
        return None
    return _make_toll(place, nearest[0], place.quantity.span.start, nearest[1].end, place.group)


def _find_after(place: _Place, patterns: TollCues) -> tuple[Property, Span] | None:
    """Find the nearest predicate after a number that nothing separates from it."""
    end = min(place.sentence.end, place.people_end + AFTER_REACH)
    found = [
        (match.start(), harm.property, Span(*match.span()))
        for harm in patterns.harms
        if (match := harm.after.search(place.text, place.people_end, end))
    ]
    if not found:
        return None
    start, name, span = min(found, key=lambda each: each[0])
    return (name, span) if _is_open(place, start, patterns) else None


def _is_open(place: _Place, end: int, patterns: TollCues) -> bool:
    """Tell whether nothing between a number and a predicate takes the predicate away from it."""
    gap = place.text[place.people_end : end]
    asides = [
        Span(place.people_end + m.start(), place.people_end + m.end()) for m in patterns.aside.finditer(gap)
    ]
    plain = patterns.aside.sub(" ", gap)
    if _END.search(plain) or patterns.blocker.search(plain) or plain.count(",") > MAX_COMMAS:
        return False
    if not place.has_people and len(plain.split()) > MAX_LOOSE_WORDS:
        return False
    between = [
        other
        for other in place.others
        if place.people_end <= other.start < end and not any(aside.contains(other) for aside in asides)
    ]
    return all(patterns.joint.search(place.text[place.people_end : other.start]) for other in between)


def _has_adjacent_cause(place: _Place, patterns: TollCues) -> bool:
    left = place.text[place.floor : place.quantity.span.start]
    return any(harm.before.search(left) for harm in patterns.harms)


def _find_cause(place: _Place, patterns: TollCues) -> Toll | None:
    """Find the words of harm before the people counted ("tuant 12 personnes")."""
    left = place.text[place.floor : place.quantity.span.start]
    found = [(match.start(), harm) for harm in patterns.harms if (match := harm.before.search(left))]
    if not found:
        return None
    start, harm = max(found, key=lambda each: each[0])
    return _make_toll(place, harm.property, place.floor + start, place.people_end, place.group)


def _find_total(place: _Place, patterns: TollCues) -> Toll | None:
    """Find the noun of a count before its number, or right after it."""
    start = max(place.floor, place.quantity.span.start - TOTAL_REACH)
    if place.has_people:
        return None
    for harm in patterns.harms:
        matches = [*harm.totals.finditer(place.text, start, place.quantity.span.start)]
        if matches:
            return _make_toll(place, harm.property, matches[-1].start(), place.quantity.span.end, None)
        later = harm.totals.search(place.text, place.quantity.span.end, place.quantity.span.end + 40)
        if later and re.fullmatch(
            r"\s*(?:el|la|le)?\s*", place.text[place.quantity.span.end : later.start()]
        ):
            return _make_toll(place, harm.property, place.quantity.span.start, later.end(), None)
    return None


def _find_counted(place: _Place, patterns: TollCues) -> Toll | None:
    """Find the harmed to whom a verb puts the number ("cifró los heridos en 98")."""
    left = place.text[place.floor : place.quantity.span.start]
    is_led = patterns.counting.search(left) is not None
    if place.has_people and not is_led:
        return None
    for harm in patterns.harms:
        before = None if place.has_people else harm.counted.search(left)
        if before:
            start = place.floor + max(before.start(1), before.start(2))
            return _make_toll(place, harm.property, start, place.people_end, None)
        beside = (
            harm.apposed.search(left) if patterns.closed.match(place.text, place.quantity.span.end) else None
        )
        if beside:
            return _make_toll(place, harm.property, place.floor + beside.start(), place.people_end, None)
        after = harm.counted_after.match(place.text, place.quantity.span.end) if is_led else None
        if after:
            return _make_toll(place, harm.property, place.quantity.span.start, after.end(), None)
    return None


def _find_replaced(place: _Place, earlier: Sequence[Toll], patterns: TollCues) -> Toll | None:
    """Take the harm of the figure that replaced this one ("44 morts, contre 30 auparavant")."""
    if not earlier or place.has_people:
        return None
    gap = place.text[earlier[-1].end : place.quantity.span.start]
    is_risen = earlier[-1].value.superseded and gap.strip() in _RISING  # "rose from 10 to 21"
    if is_risen or len(gap) < REPLACED_LENGTH and patterns.superseded.search(gap):
        return _make_toll(place, earlier[-1].property, place.quantity.span.start, place.people_end, None)
    return None


def _find_joined(place: _Place, earlier: Sequence[Toll], patterns: TollCues) -> Toll | None:
    """Take the harm of the number before, where the people are joined ("tué 3 hommes et 2 femmes")."""
    if not earlier or not place.has_people or place.group is None:
        return None
    last = earlier[-1]
    gap = place.text[last.end : place.quantity.span.start]
    if last.end <= place.quantity.span.start and len(gap) < JOINT_LENGTH and patterns.joint.search(gap):
        return _make_toll(place, last.property, place.quantity.span.start, place.people_end, place.group)
    return None


def _find_elsewhere(place: _Place, earlier: Sequence[Toll], patterns: TollCues) -> Toll | None:
    """Take the harm of the number before, told of another place ("7 morts à Brenol et 4 à Sarnel")."""
    if not earlier or place.group is not None:
        return None
    last, text = earlier[-1], place.text
    is_told = last.span.end <= place.quantity.span.start and patterns.elsewhere.fullmatch(
        text, last.span.end, place.quantity.span.start
    )
    if not is_told or not patterns.at_place.match(text, place.people_end):
        return None
    return _make_toll(place, last.property, place.quantity.span.start, place.people_end, last.value.group)


def _find_joined_before(
    waiting: Sequence[_Place], place: _Place, toll: Toll, patterns: TollCues
) -> list[Toll]:
    """Find the people joined before those a harm follows ("onze soldats et un policier tués")."""
    found: list[Toll] = []
    after, is_after = place, toll.value.group is not None and toll.span.start == place.quantity.span.start
    for before in reversed(waiting):
        gap = place.text[before.people_end : after.quantity.span.start]
        if not is_after or before.group is None or not patterns.joint.fullmatch(gap.rstrip()):
            break
        made = _make_toll(before, toll.property, before.quantity.span.start, before.people_end, before.group)
        found.insert(0, _mark(made, before, patterns))
        after = before
    return found


def _is_part(place: _Place, patterns: TollCues) -> bool:
    if patterns.part_of.match(place.text, place.quantity.span.end):
        return True
    return bool(patterns.part.search(place.text[place.sentence.start : place.quantity.span.start]))


def _find_part(place: _Place, earlier: Sequence[Toll], patterns: TollCues) -> Toll | None:
    """Find a count of some among those counted ("dont 3 enfants"); without their kind it says nothing."""
    own = _find_noun(place, patterns)
    if place.group is None and (kind := patterns.part_of.match(place.text, place.quantity.span.end)):
        place = replace(place, group=kind["people"], people_end=kind.end())
    left = place.text[place.sentence.start : place.quantity.span.start]
    named = next((h.property for h in patterns.harms if h.noun.search(left[-60:])), None)
    later = _find_after(place, patterns)  # "12 people, 3 of them children, were killed"
    name = earlier[-1].property if earlier else named or (later[0] if later else None)
    if own is not None and name is not None and own.property != name:
        return own
    if name is None or place.group is None:
        return None
    start = place.quantity.span.start
    return _make_toll(place, name, start, place.people_end, place.group)


def _make_toll(place: _Place, name: Property, start: int, end: int, group: str | None) -> Toll:
    quantity, text = place.quantity, place.text
    value = TollValue(
        op=quantity.op, n=quantity.n, low=quantity.low, high=quantity.high, group=group,
        wording=" ".join(text[quantity.span.start : quantity.span.end].split()),
    )  # fmt: skip
    span = Span(min(start, quantity.span.start), max(end, quantity.span.end))
    return Toll(property=name, value=value, span=span, end=max(place.people_end, quantity.span.end))


def _mark(toll: Toll, place: _Place, patterns: TollCues) -> Toll:
    """Mark a toll that the report itself has replaced, or that sums a period."""
    left = place.text[place.sentence.start : place.quantity.span.start]
    changes: dict[str, object] = {}
    is_replaced = patterns.superseded_after.match(place.text, max(toll.span.end, place.people_end))
    if is_replaced or patterns.superseded.search(left) or patterns.revised.search(left):
        changes["superseded"] = True
    if (
        toll.value.op == "exact"
        and toll.value.n
        and any(patterns.at_least.match(place.text, end) for end in (toll.span.end, place.people_end))
    ):
        low, high = get_bounds("at_least", toll.value.n)
        changes |= {"op": "at_least", "low": low, "high": high}
    if any(
        not patterns.superlative.search(place.text[place.sentence.start : match.start()])
        for match in patterns.campaign.finditer(place.text, place.sentence.start, place.sentence.end)
    ):
        changes["scope"] = "campaign"
    is_possible = patterns.possible.search(left) is not None
    return replace(toll, value=_change(toll.value, changes), is_possible=is_possible)


def _change(value: TollValue, changes: Mapping[str, object]) -> TollValue:
    return msgspec.structs.replace(value, **changes)


def _make_old(quantity: Quantity, new: Toll) -> Toll:
    """Make the toll that was revised, with the harm of the one that replaced it."""
    value = TollValue(
        op=quantity.op, n=quantity.n, low=quantity.low, high=quantity.high, wording=str(quantity.n),
        superseded=True,
    )  # fmt: skip
    return Toll(property=new.property, value=value, span=Span(quantity.span.start, new.span.end), end=new.end)


def _make_single(text: str, person: Span, whole: Span) -> Toll:
    """Make the toll of one person whom the words do not count."""
    wording = " ".join(text[person.start : person.end].split())
    value = TollValue(op="exact", n=1, low=1, high=1, wording=wording)
    return Toll(property="killed", value=value, span=whole, end=whole.end)


def _iter_zeros(text: str, sentence: Span, found: Sequence[Toll], language: str) -> Iterator[Toll]:
    """Iterate over the words that say that nobody was harmed."""
    for harm in load_toll_cues(language).harms:
        match = harm.none.search(text, sentence.start, sentence.end)
        if match and not any(toll.span.overlaps(Span(*match.span())) for toll in found):
            words = " ".join(match.group().split())
            value = TollValue(op="zero", n=0, low=0, high=0, wording=words)
            yield Toll(property=harm.property, value=value, span=Span(*match.span()), end=match.end())

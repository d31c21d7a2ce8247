"""Disputes of an event: the statements of different origins that cannot all be true (codebooks 10.3).

A doubt or a refusal to comment opens no dispute: it takes no side. What was replaced, withdrawn or
retracted opens none either.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.model.dispute import Dispute, DisputeId, DisputeKind, Side
from counterclaim.model.ids import make_id
from counterclaim.model.statement import HARMS
from counterclaim.model.values import DateValue, PlaceValue, TollValue, Value
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.contest import find_party_odds
from counterclaim.policy.facets import group_by_facet, iter_current
from counterclaim.policy.joint import find_rivals
from counterclaim.policy.odds import find_odds
from counterclaim.policy.parties import PartyBook, make_party_book
from counterclaim.policy.positions import Stand, find_voice_name, read_positions


def find_disputes(case: Case, *, book: PartyBook | None = None) -> tuple[Dispute, ...]:
    """Find the disputes of an event, those on responsibility first.

    Args:
        case: the event.
        book: what its parties are called; by default, what its own reports call them.
    """
    parties = book or make_party_book(case)
    stands = read_positions(case, book=parties).current
    return (
        *_iter_rival_claims(case, stands, parties),
        *_iter_denials(case, stands, parties),
        *_iter_values(case, parties),
    )


def _iter_rival_claims(case: Case, stands: Sequence[Stand], book: PartyBook) -> Iterator[Dispute]:
    """Yield one dispute of all parties that claim the event against each other."""
    claims = [each for each in stands if each.position == "claim"]
    rivals = sorted({party for pair in find_rivals(claims) for party in pair})
    if rivals:
        sides = tuple(
            _make_side(f"claim of {rival}", _find_testimonies(claims, rival), book) for rival in rivals
        )
        # One question however many parties come to claim: a third claim opens no second dispute.
        yield _make(case, "rival_claims", "responsibility", None, sides)


def _iter_denials(case: Case, stands: Sequence[Stand], book: PartyBook) -> Iterator[Dispute]:
    for party in sorted({each.party for each in stands}):
        odds = find_party_odds([each for each in stands if each.party == party])
        if odds:
            said = _unique(one for one, _ in odds)
            denied = _unique(other for _, other in odds)
            sides = (
                _make_side("said to have done it", said, book),
                _make_side("said not to have done it", denied, book),
            )
            yield _make(case, "denial", "responsibility", party, sides)


def _iter_values(case: Case, book: PartyBook) -> Iterator[Dispute]:
    groups = group_by_facet(iter_current(case))
    order = [*HARMS, "date", "place"]
    for facet in sorted(groups, key=lambda each: (order.index(each.property), each.group or "")):
        odds = find_odds(groups[facet])
        if odds:
            kind: DisputeKind = "toll" if facet.property in HARMS else _name_kind(groups[facet][0])
            among = {each.statement.id: each for pair in odds for each in pair}
            yield _make(case, kind, facet.property, facet.group, _make_sides(tuple(among.values()), book))


def _name_kind(testimony: Testimony) -> DisputeKind:
    return "date" if isinstance(testimony.statement.value, DateValue) else "place"


def _make(
    case: Case, kind: DisputeKind, property: str, about: str | None, sides: tuple[Side, ...]
) -> Dispute:
    fields = {"event": case.event.id, "kind": kind, "property": property, "about": about}
    return Dispute(
        id=DisputeId(make_id("dsp", fields)), kind=kind, property=property, about=about, sides=sides
    )


def _make_sides(testimonies: Sequence[Testimony], book: PartyBook) -> tuple[Side, ...]:
    """Make the sides of a question: the testimonies by the answer they give, smallest first."""
    by_answer: dict[tuple[object, ...], list[Testimony]] = {}
    for each in testimonies:
        by_answer.setdefault(_make_answer_key(each), []).append(each)
    return tuple(
        _make_side(_answer(said[0]), said, book)
        for _, said in sorted(by_answer.items(), key=lambda pair: pair[0])
    )


def _make_answer_key(testimony: Testimony) -> tuple[object, ...]:
    value, sign = testimony.statement.value, testimony.statement.polarity
    match value:
        case TollValue():
            return (f"{value.low or 0:09}", f"{value.high if value.high is not None else 10**9:09}", sign)
        case DateValue():
            return (value.start.isoformat(), value.end.isoformat(), sign)
        case PlaceValue():
            return (value.name, value.country or "", sign)
    return (str(value), sign)


def _answer(testimony: Testimony) -> str:
    said = _say(testimony.statement.value)
    return said if testimony.statement.polarity == "+" else f"not {said}"


def _make_side(answer: str, testimonies: Sequence[Testimony], book: PartyBook) -> Side:
    voices = (find_voice_name(each, book).name for each in testimonies)
    return Side(
        answer=answer,
        voices=tuple(
            sorted({voice or each.report.id for voice, each in zip(voices, testimonies, strict=True)})
        ),
        origins=tuple(sorted({each.origin for each in testimonies})),
        statements=tuple(dict.fromkeys(each.statement.id for each in testimonies)),
    )


def _say(value: Value) -> str:
    match value:
        case TollValue(wording=wording) | PlaceValue(name=wording):
            return wording
        case DateValue(start=start, end=end):
            return start.isoformat() if start == end else f"{start.isoformat()} to {end.isoformat()}"
    return ""


def _find_testimonies(stands: Iterable[Stand], party: str) -> list[Testimony]:
    return [each.testimony for each in stands if each.party == party]


def _unique(stands: Iterable[Stand]) -> list[Testimony]:
    return list({each.id: each.testimony for each in stands}.values())

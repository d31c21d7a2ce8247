"""`cc.contested/1`: whether independent, credible voices agree on each value (codebooks 10.3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from counterclaim.model.resolution import Contest, Resolution, SetAside
from counterclaim.policy.base import UNSAID, Case, Testimony
from counterclaim.policy.facets import Facet, find_facet, group_by_facet
from counterclaim.policy.joint import find_rivals
from counterclaim.policy.odds import are_pair_at_odds, find_odds
from counterclaim.policy.parties import is_description
from counterclaim.policy.positions import AFFIRMING, DENYING, Positions, Stand, read_positions
from counterclaim.policy.tables import load_responsibility_table

POLICY = "cc.contested/1"
#: Reliability by name of outlet, a letter of the Admiralty scale.
Letters = Mapping[str, str]
_GONE = "it no longer stands"


def resolve_contests(case: Case, *, letters: Letters | None = None) -> Resolution:
    """Resolve which values of an event are contested: a Contest a value.

    Args:
        case: the event.
        letters: reliability by outlet as the user judges it; D, E and G are not credible.
    """
    credible = [each for each in case.testimonies if is_credible(each, letters or {})]
    positions = read_positions(case)
    contests = (*_iter_value_contests(credible), *_iter_party_contests(positions, letters or {}))
    used = tuple(dict.fromkeys(id for contest in contests for id in contest.statements))
    return Resolution(
        event=case.event.id,
        field="contests",
        value=contests,
        policy=POLICY,
        parameters={f"letter of {outlet}": letter for outlet, letter in sorted((letters or {}).items())},
        used=used,
        set_aside=tuple(_iter_set_aside(case, set(used), letters or {})),
        is_contested=any(contest.grade == "contested" for contest in contests),
        as_of=case.as_of,
    )


def is_credible(testimony: Testimony, letters: Letters) -> bool:
    """Tell whether a testimony's outlet counts as credible; nobody's judgement (F) does not harm it."""
    letter = letters.get(testimony.report.outlet or "", "F")
    return letter in load_responsibility_table().credible_letters


def find_party_odds(stands: Sequence[Stand]) -> tuple[tuple[Stand, Stand], ...]:
    """Find the pairs of different origins of which one says and one denies that a party did it."""
    saying = [each for each in stands if each.position in AFFIRMING]
    denying = [each for each in stands if each.position in DENYING]
    return tuple(pair for pair in product(saying, denying) if _are_of_one(*pair) and _are_two(*pair))


def _are_of_one(one: Stand, other: Stand) -> bool:
    """Tell whether two stands are on one party; a mere description is one only within its report."""
    is_one_report = one.testimony.report.id == other.testimony.report.id
    return one.party == other.party and (is_one_report or not is_description(one.party))


def _are_two(one: Stand, other: Stand) -> bool:
    """Tell whether two stands are two voices: a party that claims and denies is two spokesmen."""
    return one.origin != other.origin or {one.position, other.position} == {"claim", "deny"}


def _iter_value_contests(testimonies: Sequence[Testimony]) -> Iterator[Contest]:
    for facet, answers in group_by_facet(testimonies).items():
        current = [each for each in answers if each.status == "current"]
        if current:
            yield _make_contest(facet, current, answers)


def _make_contest(facet: Facet, current: Sequence[Testimony], answers: Sequence[Testimony]) -> Contest:
    return Contest(
        property=facet.property,
        facet=facet.group,
        grade=_grade(current, answers),
        origins=tuple(sorted({each.origin for each in current})),
        statements=tuple(each.statement.id for each in current),
    )


def _grade(current: Sequence[Testimony], answers: Sequence[Testimony]) -> str:
    """Grade the answers to one question; a conflict that a correction ended is resolved."""
    if find_odds(current):
        return "contested"
    if _were_at_odds(answers):
        return "contested_resolved"
    if len({each.origin for each in current}) == 1:
        return "uncontested_single"
    return "uncontested_multiple" if _are_equal(current) else "compatible"


def _were_at_odds(answers: Sequence[Testimony]) -> bool:
    """Tell whether something that was replaced or withdrawn could not be true beside another's word."""
    told = [each for each in answers if each.status not in UNSAID]
    pairs = (pair for pair in combinations(told, 2) if {each.status for each in pair} != {"current"})
    return any(are_pair_at_odds(one, other) for one, other in pairs)


def _are_equal(testimonies: Sequence[Testimony]) -> bool:
    """Tell whether all give the same bounds, whatever their words."""
    bounds = {(_get_ends(each), each.statement.polarity) for each in testimonies}
    return len(bounds) == 1


def _get_ends(testimony: Testimony) -> tuple[object, ...]:
    value = testimony.statement.value
    names = ("low", "high", "start", "end", "name", "country")
    return tuple(getattr(value, name, None) for name in names)


def _iter_party_contests(positions: Positions, letters: Letters) -> Iterator[Contest]:
    """Yield the contests on responsibility: a party said and denied to have done it, or rival claims."""
    current = [each for each in positions.current if is_credible(each.testimony, letters)]
    stands = [each for each in current if each.position in (*AFFIRMING, *DENYING)]
    claims = [each for each in stands if each.position == "claim"]
    rivals = {party for pair in find_rivals(claims) for party in pair}
    accused = (each.party for each in (*stands, *positions.withdrawn) if each.position in AFFIRMING)
    for party in sorted(set(accused)):
        own = [each for each in stands if each.party == party]
        withdrawn = [each for each in positions.withdrawn if each.party == party]
        if own:
            yield _make_party_contest(party, own, _grade_party(own, withdrawn, is_rival=party in rivals))


def _make_party_contest(party: str, stands: Sequence[Stand], grade: str) -> Contest:
    return Contest(
        property="responsibility",
        facet=party,
        grade=grade,
        origins=tuple(sorted({each.origin for each in stands})),
        statements=tuple(dict.fromkeys(each.id for each in stands)),
    )


def _grade_party(stands: Sequence[Stand], withdrawn: Sequence[Stand], *, is_rival: bool) -> str:
    if is_rival or find_party_odds(stands):
        return "contested"
    if find_party_odds((*stands, *withdrawn)):
        return "contested_resolved"
    return "uncontested_single" if len({each.origin for each in stands}) == 1 else "uncontested_multiple"


def _iter_set_aside(case: Case, used: set[str], letters: Letters) -> Iterator[SetAside]:
    for each in case.testimonies:
        if each.statement.id in used:
            continue
        if each.status != "current":
            yield SetAside(each.statement.id, each.status_note or _GONE)
        elif not is_credible(each, letters):
            yield SetAside(each.statement.id, "its outlet is judged unreliable")
        elif find_facet(each) is not None or each.statement.property == "responsibility":
            yield SetAside(each.statement.id, "it takes no side in a question that can be contested")

"""`airwars.grade/2025`: the grade of an allegation of civilian harm (codebooks 6.1, 10.3).

It speaks only of civilian harm by violence: protests, clashes and harm to combatants have no grade.
The grade says how an allegation is supported, and never that a party did it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.model.resolution import Grade, Resolution, SetAside
from counterclaim.model.statement import HARMS
from counterclaim.model.values import PartyValue, TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.contest import Letters, is_credible
from counterclaim.policy.facets import is_civilian, is_combatant, iter_current
from counterclaim.policy.joint import find_rivals
from counterclaim.policy.parties import PartyBook
from counterclaim.policy.positions import AFFIRMING, Positions, Stand, find_voice_party, read_positions
from counterclaim.policy.tables import load_responsibility_table

POLICY = "airwars.grade/2025"
#: Sources that make an allegation fair.
FAIR_SOURCES = 2
#: Voices that are a side, and no independent source of harm.
_SIDES = frozenset({"perpetrator", "party_to_event"})


def resolve_grade(case: Case, *, letters: Letters | None = None) -> Resolution:
    """Resolve the grade of the civilian harm that is alleged: a Grade, None where none is alleged.

    Args:
        case: the event.
        letters: reliability by outlet as the user judges it; D, E and G are not credible.
    """
    positions = read_positions(case)
    current = [each for each in iter_current(case) if is_credible(each, letters or {})]
    harm = [each for each in current if _tells_harm(each)]
    stands = [each for each in positions.find(*AFFIRMING) if is_credible(each.testimony, letters or {})]
    grade = _judge(case, harm, stands, positions)
    used = dict.fromkeys((*(each.statement.id for each in harm), *(stand.id for stand in stands)))
    return Resolution(
        event=case.event.id,
        field="civilian_harm_grade",
        value=grade,
        policy=POLICY,
        used=tuple(used) if grade.grade else (),
        set_aside=tuple(_iter_set_aside(case, set(used) if grade.grade else set(), letters or {})),
        is_contested=grade.grade == "contested",
        note=grade.why,
        as_of=case.as_of,
    )


def _judge(case: Case, harm: Sequence[Testimony], stands: Sequence[Stand], positions: Positions) -> Grade:
    if not any(record.mention.type in _violent() for record in case.event.mentions):
        return Grade(grade=None, why="only violence has a grade")
    alleged = [each for each in harm if _affirms(each)]
    if not alleged:
        return Grade(grade=None, why="no civilian harm is alleged")
    accepted = next((stand for stand in stands if _accepts(stand, alleged, positions.book)), None)
    if accepted is not None:
        return Grade(grade="confirmed", why=f"{accepted.party} accepts responsibility and the harm")
    if why := _find_discount(harm, stands, positions):
        return Grade(grade="discounted", why=why)
    if rivals := find_rivals(stands):
        return Grade(
            grade="contested", why=f"attributed to {rivals[0][0]} and, apart from it, {rivals[0][1]}"
        )
    return _weigh_sources({each.origin for each in alleged if each.role not in _SIDES}, stands)


def _weigh_sources(origins: set[str], stands: Sequence[Stand]) -> Grade:
    if len(origins) >= FAIR_SOURCES and stands:
        return Grade(grade="fair", why=f"{len(origins)} independent sources, and {stands[0].party} is named")
    if len(origins) >= FAIR_SOURCES:
        return Grade(grade="weak", why=f"{len(origins)} independent sources, but no belligerent is named")
    return Grade(grade="weak", why="a single source")


def _tells_harm(testimony: Testimony) -> bool:
    """Tell whether a testimony is about harm to civilians, said or denied."""
    statement, value = testimony.statement, testimony.statement.value
    if isinstance(value, TollValue):
        return statement.property in HARMS[:2] and is_civilian(value.group)
    is_hit = isinstance(value, PartyValue) and statement.property == "recipient"
    return is_hit and isinstance(value, PartyValue) and _is_hurt_civilian(value)


def _is_hurt_civilian(value: PartyValue) -> bool:
    return value.kind in load_responsibility_table().civilian_kinds and value.fate in HARMS[:2]


def _affirms(testimony: Testimony) -> bool:
    value = testimony.statement.value
    return testimony.statement.polarity == "+" and not (isinstance(value, TollValue) and value.high == 0)


def _accepts(stand: Stand, alleged: Iterable[Testimony], book: PartyBook) -> bool:
    """Tell whether a party accepts the harm: it owns the act, and its own voice tells of the harm.

    To own the strike and to be silent on the harm, or to deny it, is not enough.
    """
    if stand.position not in {"claim", "admit"}:
        return False
    return any(find_voice_party(each, book) == stand.party for each in alleged)


def _find_discount(harm: Sequence[Testimony], stands: Sequence[Stand], positions: Positions) -> str | None:
    """Find why the harm does not count: independent voices say otherwise, or every party is cleared."""
    outside = [each for each in harm if each.role not in _SIDES]
    if outside and not any(map(_affirms, outside)):
        return "independent voices deny that civilians were harmed, and none says so"
    named = {stand.party for stand in stands}
    cleared = set(positions.find_parties("exonerate"))
    if named and named <= cleared:
        return f"every party that is named was cleared: {', '.join(sorted(named))}"
    return None


def _violent() -> frozenset[str]:
    return load_responsibility_table().violent_types


def _iter_set_aside(case: Case, used: set[str], letters: Letters) -> Iterator[SetAside]:
    for each in case.testimonies:
        statement = each.statement
        if statement.id in used or statement.property not in {
            *HARMS[:2],
            "recipient",
            "responsibility",
            "actor",
        }:
            continue
        yield SetAside(statement.id, _explain(each, letters))


def _explain(testimony: Testimony, letters: Letters) -> str:
    value = testimony.statement.value
    if testimony.status != "current":
        return testimony.status_note or testimony.status
    if not is_credible(testimony, letters):
        return "its outlet is judged unreliable"
    if isinstance(value, TollValue) and is_combatant(value.group):
        return "it is of combatants"
    return "it does not say that civilians were harmed, or by whom"

"""cc.current/1: which statements still stand (codebooks 10.0).

A statement is replaced only by a later one of the same voice on the same property, group and scope,
by a later version of its own report, by its own report's word, or when it is withdrawn. Another
speaker never replaces it. A retracted report takes its statements with it, visibly. What a person
rejected or corrected was never said, and replaces nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from counterclaim.model.ids import ReportId, StatementId
from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import HARMS
from counterclaim.model.values import Position, ResponsibilityValue, TollValue, Value
from counterclaim.policy.base import Status, Testimony
from counterclaim.policy.moment import get_day, is_later, is_retraction_known
from counterclaim.policy.voice import find_voice, fold
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.reviewed import FALLEN

#: What a speaker can take back.
_WITHDRAWABLE: frozenset[Position] = frozenset(
    {"claim", "admit", "blame", "suspect", "assert_fact", "deny", "deny_other", "confirm", "exonerate"}
)
#: Voice, polarity, property, group and scope: what a later statement must share to replace one.
_Slot = tuple[str, ...]


def judge_current(testimonies: Sequence[Testimony], dossier: Dossier, as_of: AsOf) -> tuple[Testimony, ...]:
    """Judge which testimonies still stand; the others tell in `status_note` why they do not.

    Args:
        testimonies: all that were known at the moment asked for.
        dossier: the event's versions and retractions.
        as_of: a retraction or a version of later counts for nothing.
    """
    known = {each.report.id for each in testimonies}
    retracted = dict(_iter_retracted(dossier, as_of))
    replaced = {report for report in known if _is_replaced(report, dossier.successors, known, as_of)}
    live = [
        each
        for each in testimonies
        if each.report.id not in retracted.keys() | replaced and each.reviewed.state not in FALLEN
    ]
    slots, withdrawn = _gather_slots(live), dict(_iter_withdrawn(live, testimonies))

    def judge(each: Testimony) -> Testimony:
        if each.reviewed.state in FALLEN:
            return replace(each, status=_get_fallen(each), status_note=each.reviewed.note)
        if each.report.id in retracted:
            return replace(each, status="retracted", status_note=retracted[each.report.id])
        note = _find_own_note(each, replaced, dossier.corrected) or withdrawn.get(each.statement.id)
        note = note or _find_later_note(each, slots)
        return replace(each, status="superseded", status_note=note) if note else each

    return tuple(map(judge, testimonies))


def _get_fallen(testimony: Testimony) -> Status:
    """Return the status of a statement that a person set aside."""
    return "rejected" if testimony.reviewed.state == "rejected" else "corrected"


def _iter_retracted(dossier: Dossier, as_of: AsOf) -> Iterator[tuple[ReportId, str]]:
    """Yield the reports that had been withdrawn, with the words that say so."""
    for report, retraction in dossier.retractions.items():
        if is_retraction_known(retraction, as_of):
            yield report, f"its report was withdrawn by {retraction.by}: {retraction.reason}"


def _find_own_note(
    testimony: Testimony, replaced: Collection[ReportId], corrected: Collection[ReportId]
) -> str | None:
    """Find what the report itself or a later version of it says against a statement."""
    value = testimony.statement.value
    if isinstance(value, TollValue) and value.superseded:
        return "its own report gives it as an earlier figure"
    if testimony.report.id not in replaced:
        return None
    if testimony.report.id in corrected:
        return "its publisher corrected its report"
    return "a later version of its report replaced it"


def _find_later_note(testimony: Testimony, slots: Mapping[_Slot, Sequence[Testimony]]) -> str | None:
    """Find the later word of the same voice that replaces a statement."""
    slot = _make_slot(testimony)
    rivals = slots.get(slot, ()) if slot else ()
    later = [each for each in rivals if _replaces(each, testimony)]
    if not later:
        return None
    day = max((day for each in later if (day := get_day(each.report))), default=None)
    return "the same voice said otherwise later" + (f", on {day.isoformat()}" if day else "")


def _replaces(later: Testimony, earlier: Testimony) -> bool:
    """Tell whether a statement of the same slot came later and says something else."""
    return is_later(later.report, earlier.report) and _differ(later.statement.value, earlier.statement.value)


def _differ(later: Value, earlier: Value) -> bool:
    """Tell whether two values are two counts that differ."""
    if isinstance(later, TollValue) and isinstance(earlier, TollValue):
        return (later.op, later.n, later.low, later.high) != (
            earlier.op,
            earlier.n,
            earlier.low,
            earlier.high,
        )
    return False


def _gather_slots(testimonies: Sequence[Testimony]) -> dict[_Slot, list[Testimony]]:
    slots: dict[_Slot, list[Testimony]] = {}
    for each in testimonies:
        slot = _make_slot(each)
        value = each.statement.value
        is_old = isinstance(value, TollValue) and value.superseded
        if slot and not is_old:
            slots.setdefault(slot, []).append(each)
    return slots


def _make_slot(testimony: Testimony) -> _Slot | None:
    """Make the slot that holds one value a voice at a time: a count; None for others.

    A voice that gives another day later mostly speaks of another part of the story, so its first day
    stands beside the second.
    """
    statement = testimony.statement
    voice, value = find_voice(statement, testimony.report), statement.value
    if voice is None:
        return None
    if isinstance(value, TollValue) and value.mode == "total" and statement.property in HARMS:
        return (voice, statement.polarity, statement.property, fold(value.group), value.scope)
    return None


def _is_replaced(
    report: ReportId, successors: Mapping[ReportId, ReportId], known: set[ReportId], as_of: AsOf
) -> bool:
    """Tell whether a later version was known; one that tells nothing of the event only counts now."""
    seen = {report}
    while (following := successors.get(report)) is not None and following not in seen:
        if following in known or as_of == AsOf():
            return True
        seen.add(following)
        report = following
    return False


def _iter_withdrawn(
    live: Sequence[Testimony], testimonies: Sequence[Testimony]
) -> Iterator[tuple[StatementId, str]]:
    """Yield the ids of statements that were taken back, with the words that say so."""
    for each in live:
        value = each.statement.value
        if isinstance(value, ResponsibilityValue) and value.position == "withdraw":
            day = get_day(each.report)
            note = "withdrawn by the same voice" + (f" on {day.isoformat()}" if day else "")
            for other in testimonies:
                if _takes_back(each, value, other):
                    yield other.statement.id, note


def _takes_back(later: Testimony, value: ResponsibilityValue, earlier: Testimony) -> bool:
    """Tell whether a withdrawal is of this statement: the one it names, or its voice's on that party."""
    taken = earlier.statement.value
    if value.about is not None and later.report.id == earlier.report.id:
        return value.about == earlier.statement.id
    voice = find_voice(later.statement, later.report)
    return (
        isinstance(taken, ResponsibilityValue)
        and taken.position in _WITHDRAWABLE
        and fold(taken.actor) == fold(value.actor)
        and voice is not None
        and voice == find_voice(earlier.statement, earlier.report)
        and not is_later(earlier.report, later.report)
    )

"""From what a rule kept and set aside to its Resolution."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Resolution, SetAside
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.sifting import Sifted


def make_resolution(
    case: Case,
    *,
    field: str,
    policy: str,
    value: object,
    used: Sequence[Testimony],
    sifted: Sifted,
    why: str = "",
    parameters: Mapping[str, str] | None = None,
    is_contested: bool = False,
    note: str | None = None,
) -> Resolution:
    """Make a resolution that names every statement of its field, as used or as set aside.

    Args:
        case: the event; its order is the order of the lists.
        field: what was resolved.
        policy: name and edition of the rule.
        value: what it chose; None for a blank.
        used: what the value rests on; a count worked out from several stands for all of them.
        sifted: what is left of the field, and what was set aside on the way.
        why: why those of `sifted.kept` that are not used were set aside.
        parameters: the rule's parameters as words.
        is_contested: current, independent voices cannot all be right.
        note: words for the format's notes column.
    """
    resting = _iter_ids(used)
    chosen = set(resting)
    reasons = dict(_iter_reasons(sifted, chosen, why))
    order = [each.statement.id for each in case.testimonies]
    return Resolution(
        event=str(case.event.id),
        field=field,
        value=value,
        policy=policy,
        parameters=dict(parameters or {}),
        used=tuple(each for each in order if each in chosen),
        set_aside=tuple(SetAside(each, reasons[each]) for each in order if each in reasons),
        is_contested=is_contested,
        note=note,
        as_of=case.as_of,
    )


def join_notes(*notes: str | None) -> str | None:
    """Join what a notes column says; None where there is nothing to say."""
    return "; ".join(note for note in notes if note) or None


def _iter_ids(testimonies: Sequence[Testimony]) -> Iterator[StatementId]:
    for each in testimonies:
        yield from each.rests_on or (each.statement.id,)


def _iter_reasons(sifted: Sifted, used: set[StatementId], why: str) -> Iterator[tuple[StatementId, str]]:
    """Yield why each statement was set aside; of several reasons the last yielded wins.

    That is the first that was found, but for the parts of a sum, which share the sum's reason.
    """
    found = [*((each, why) for each in sifted.kept), *reversed(sifted.unused)]
    for testimony, reason in sorted(found, key=lambda each: len(each[0].rests_on)):
        yield from ((each, reason) for each in _iter_ids([testimony]) if each not in used)

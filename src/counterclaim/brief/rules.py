"""The same reports under other rules: one figure a policy and harm, side by side."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from counterclaim.brief.account import ChosenFigure, OtherFigures, RuleRow
from counterclaim.brief.figures import say_figure
from counterclaim.model.resolution import Figure
from counterclaim.policy.base import Case
from counterclaim.policy.catalog import COUNT_POLICIES, get_policy, resolve

#: Harms that several policies resolve.
_HARMS = ("killed", "injured")
#: How the cell of a rule that does not resolve a harm is written.
_NONE = "–"


def find_count_policies() -> tuple[str, ...]:
    """Find the names of the rules that choose how many were killed."""
    return tuple(entry.name for entry in COUNT_POLICIES if "killed" in entry.fields)


def make_other_figures(case: Case, chosen: Sequence[ChosenFigure]) -> OtherFigures | None:
    """Make the table of what the other rules choose; None where there is nothing to compare.

    Args:
        case: the event.
        chosen: the figures that are shown already.
    """
    harms = tuple(harm for harm in _HARMS if any(each.field == harm for each in chosen))
    shown = {each.policy for each in chosen if each.field in harms}
    rows = tuple(
        RuleRow(policy=name, cells=tuple(_say_cell(name, harm, case) for harm in harms))
        for name in _find_others(harms, shown)
    )
    told = tuple(row for row in rows if any(cell != _NONE for cell in row.cells))
    return OtherFigures(harms=harms, rows=told) if told else None


def _find_others(harms: Collection[str], shown: Collection[str]) -> tuple[str, ...]:
    """Find the rules that resolve one of some harms and are not shown already."""
    return tuple(
        entry.name for entry in COUNT_POLICIES if set(entry.fields) & set(harms) and entry.name not in shown
    )


def _say_cell(policy: str, harm: str, case: Case) -> str:
    """Say what a rule chooses for a harm, where that is a count and not a table of its own."""
    value = resolve(policy, harm, case).value if harm in get_policy(policy).fields else None
    return say_figure(value) if isinstance(value, Figure) else _NONE

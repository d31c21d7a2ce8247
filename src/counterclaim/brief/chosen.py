"""What a named rule chose, ready to be shown: its words, what it rests on, what it set aside and why."""

from __future__ import annotations

from counterclaim.brief.account import Aside, ChosenFigure
from counterclaim.brief.figures import say_chosen
from counterclaim.brief.plain import make_plain
from counterclaim.brief.said import Book
from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.statement import HARMS
from counterclaim.policy.base import Case
from counterclaim.policy.catalog import DEFAULT_POLICY, TAGS, PolicyEntry, get_policy, resolve


def find_harm_figures(case: Case, policy: str) -> tuple[Resolution, ...]:
    """Resolve each harm that anybody speaks to by a policy; by the default one where it does not.

    Raises:
        PolicyError: there is no such policy.
    """
    fields = get_policy(policy).fields
    told = {each.statement.property for each in case.testimonies}
    return tuple(
        resolve(policy if harm in fields else DEFAULT_POLICY, harm, case) for harm in HARMS if harm in told
    )


def explain(resolution: Resolution, book: Book) -> ChosenFigure:
    """Put a resolution into words.

    Args:
        resolution: what a policy chose.
        book: the testimonies of its case in words.
    """
    value = resolution.value
    figure = value if isinstance(value, Figure) else Figure(low=None, best=None, high=None)
    return ChosenFigure(
        field=resolution.field,
        policy=resolution.policy,
        rule=say_rule(get_policy(resolution.policy)),
        value=say_chosen(value),
        low=figure.low,
        best=figure.best,
        high=figure.high,
        is_open=figure.is_open,
        is_blank=value is None or value == (),
        is_contested=resolution.is_contested,
        note=make_plain(resolution.note) if resolution.note else None,
        parameters=dict(sorted(resolution.parameters.items())),
        used=tuple(book[each] for each in resolution.used),
        set_aside=tuple(
            Aside(said=book[each.statement], why=make_plain(each.why)) for each in resolution.set_aside
        ),
    )


def say_rule(entry: PolicyEntry) -> str:
    """Say a rule with where it comes from."""
    return f"{entry.rule} ({TAGS[entry.tag]})"

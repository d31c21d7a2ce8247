"""`cc.admiralty/1`: a letter for the outlet and a number for what it says (codebooks 7.3, 10.3).

The letter is the user's own judgement of the outlet, F (cannot be judged) without one. Letter and
number are printed side by side and never made one score.
"""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import Grade, Resolution, SetAside
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.contest import Letters
from counterclaim.policy.facets import group_by_facet, iter_current
from counterclaim.policy.intervals import exclude_each_other
from counterclaim.policy.odds import are_pair_at_odds
from counterclaim.policy.tables import load_responsibility_table

POLICY = "cc.admiralty/1"
#: Independent origins that confirm each other.
CONFIRMING = 2
_UNRATED = "F"


def resolve_admiralty(case: Case, *, letters: Letters | None = None) -> Resolution:
    """Resolve letter and number of every count, date and place that stands: a Grade by statement.

    Args:
        case: the event.
        letters: reliability by outlet, A to G, as the user judges it.
    """
    judged = letters or {}
    grades: dict[StatementId, Grade] = {}
    for answers in group_by_facet(iter_current(case)).values():
        for each in answers:
            number, why = _judge_number(each, answers)
            letter = judged.get(each.report.outlet or "", _UNRATED)
            grades[each.statement.id] = Grade(grade=f"{letter}{number}", why=why)
    rest = (each for each in case.testimonies if each.statement.id not in grades)
    return Resolution(
        event=case.event.id,
        field="admiralty",
        value=grades,
        policy=POLICY,
        parameters={f"letter of {outlet}": letter for outlet, letter in sorted(judged.items())},
        used=tuple(grades),
        set_aside=tuple(
            SetAside(each.statement.id, each.status_note or "no count, date or place of the whole event")
            for each in rest
        ),
        as_of=case.as_of,
    )


def _judge_number(testimony: Testimony, answers: Sequence[Testimony]) -> tuple[int, str]:
    """Judge the number of one answer against the others to the same question, with the reason."""
    others = [each for each in answers if each.origin != testimony.origin]
    if testimony.statement.polarity == "+" and any(_denies(each, testimony) for each in others):
        return 5, "an independent voice denies it"
    if any(are_pair_at_odds(testimony, other) for other in others):
        return 4, "independent voices are at odds with it"
    agreeing = {each.origin for each in others if _agree(each, testimony)}
    if len(agreeing) + 1 >= CONFIRMING:
        return 1, "independent voices agree"
    if testimony.role in {"medical", *load_responsibility_table().authorities}:
        return 2, "an authority or a medic says so, and nobody contradicts"
    if testimony.statement.certainty == "U":
        return 6, "the report passes it on without vouching for it"
    return 3, "one voice says so, and nobody contradicts"


def _agree(one: Testimony, other: Testimony) -> bool:
    is_one_sign = one.statement.polarity == other.statement.polarity
    return is_one_sign and not exclude_each_other(one.statement.value, other.statement.value)


def _denies(denial: Testimony, testimony: Testimony) -> bool:
    is_denial = denial.statement.polarity == "-"
    return is_denial and not exclude_each_other(denial.statement.value, testimony.statement.value)

"""Compare two coders: figures for every variable, and everything that they differ on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec

from counterclaim.coding.agreement.align import Pair, align_readings
from counterclaim.coding.agreement.alpha import compute_alpha
from counterclaim.coding.agreement.measures import (
    Level,
    Measured,
    get_speaker,
    get_value,
    get_words,
    make_measures,
)
from counterclaim.coding.agreement.reading import Reading
from counterclaim.model.statement import Statement

AGREEMENT_SCHEMA = "counterclaim-agreement/1"
#: Draws of the bootstrap when nobody says.
RESAMPLES = 1000


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """How far two coders agree on one variable."""

    name: str
    level: Level
    #: Units that both gave a value.
    n: int
    #: Share of these on which they gave the same, in 0..1.
    agreed: float | None
    alpha: float | None
    #: Ends of the 95% interval; None where one report or none bears on it.
    low: float | None
    high: float | None
    #: Why there is no alpha.
    why: str | None


class Disagreement(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that two coders see differently."""

    report: str
    #: `missing`, `property`, or the variable: killed, place, speaker, ...
    about: str
    property: str
    #: What each coder says; None for what only the other found.
    left: str | None
    right: str | None
    #: The words on which each rests.
    left_words: str | None
    right_words: str | None
    #: Ids of the statements.
    left_statement: str | None
    right_statement: str | None


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """How far two coders of the same reports agree."""

    schema: str = AGREEMENT_SCHEMA
    left: str
    right: str
    #: Reports that both coded, and those that only one did.
    reports: int
    only_left: int
    only_right: int
    #: Statements of each in the shared reports, and those with a partner in the other reading.
    left_statements: int
    right_statements: int
    aligned: int
    measures: tuple[Measure, ...]
    disagreements: tuple[Disagreement, ...]


def compare_coders(
    lefts: Iterable[Reading],
    rights: Iterable[Reading],
    *,
    names: tuple[str, str],
    resamples: int = RESAMPLES,
) -> Agreement:
    """Compare two coders' readings of the reports that both coded.

    Args:
        lefts: one coder's readings; of several of one report the last counts.
        rights: the other's.
        names: of the coders.
        resamples: draws of the bootstrap; 0 for no interval.
    """
    left_by_report = {reading.report: reading for reading in lefts}
    right_by_report = {reading.report: reading for reading in rights}
    shared = sorted(left_by_report.keys() & right_by_report.keys())
    readings = [(left_by_report[report], right_by_report[report]) for report in shared]
    pairs = [pair for one, other in readings for pair in align_readings(one, other)]
    return Agreement(
        left=names[0],
        right=names[1],
        reports=len(shared),
        only_left=len(left_by_report) - len(shared),
        only_right=len(right_by_report) - len(shared),
        left_statements=sum(pair.left is not None for pair in pairs),
        right_statements=sum(pair.right is not None for pair in pairs),
        aligned=sum(pair.left is not None and pair.right is not None for pair in pairs),
        measures=tuple(_measure(each, resamples) for each in make_measures(readings, pairs)),
        disagreements=tuple(each for pair in pairs for each in _iter_disagreements(pair)),
    )


def _measure(measured: Measured, resamples: int) -> Measure:
    alpha = compute_alpha(measured, resamples=resamples)
    return Measure(
        name=measured.name,
        level=measured.level,
        n=alpha.n,
        agreed=alpha.agreed,
        alpha=alpha.alpha,
        low=alpha.low,
        high=alpha.high,
        why=alpha.why,
    )


def _iter_disagreements(pair: Pair) -> Iterator[Disagreement]:
    """Yield what differs in a pair: that only one found it, else each thing that they say of it."""
    left, right = pair.left, pair.right
    if left is None or right is None:
        yield _make_disagreement(pair, "missing", _say(left), _say(right))
        return
    if left.property != right.property:
        yield _make_disagreement(
            pair, "property", f"{left.property}: {_say(left)}", f"{right.property}: {_say(right)}"
        )
    elif get_value(left) != get_value(right):
        yield _make_disagreement(pair, left.property, _say(left), _say(right))
    if get_speaker(left) != get_speaker(right):
        yield _make_disagreement(pair, "speaker", get_speaker(left), get_speaker(right))
    for name in ("polarity", "certainty"):
        if getattr(left, name) != getattr(right, name):
            yield _make_disagreement(pair, name, getattr(left, name), getattr(right, name))


def _make_disagreement(pair: Pair, about: str, left: str | None, right: str | None) -> Disagreement:
    both = {"left": pair.left, "right": pair.right}
    words: Mapping[str, str | None] = {
        side: get_words(statement) if statement else None for side, statement in both.items()
    }
    either = pair.left or pair.right
    return Disagreement(
        report=pair.report,
        about=about,
        property=either.property if either else "",
        left=left,
        right=right,
        left_words=words["left"],
        right_words=words["right"],
        left_statement=pair.left.id if pair.left else None,
        right_statement=pair.right.id if pair.right else None,
    )


def _say(statement: Statement | None) -> str | None:
    """Say what a statement gives: its number, its day, its code or its name."""
    if statement is None:
        return None
    given = get_value(statement)
    if statement.property == "date":
        return str(getattr(statement.value, "start", ""))
    return f"{given:g}" if isinstance(given, float) else given

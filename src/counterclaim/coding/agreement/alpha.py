"""Krippendorff's alpha over units, with an interval by the bootstrap over reports.

Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011); computed by the library
`krippendorff`. Reports are drawn, not units: statements of one report are not independent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import krippendorff
import numpy as np
import numpy.typing as npt

from counterclaim.coding.agreement.measures import Given, Level, Measured, Unit

#: Share of the bootstrap's alphas that the interval holds.
COVERAGE = 0.95
#: Seed of the drawing, so that the same codings give the same interval.
SEED = 20110125
#: Cells of the table of units by values that may be counted at once: some 400 MB.
MAX_CELLS = 50_000_000

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alpha:
    """How far two coders agree on one variable."""

    #: Units that both coders gave a value.
    n: int
    #: Share of them on which the values are the same; None without units.
    agreed: float | None
    #: None where it is undefined; `why` says why.
    alpha: float | None
    low: float | None = None
    high: float | None = None
    why: str | None = None


def compute_alpha(measured: Measured, *, resamples: int) -> Alpha:
    """Compute the alpha of a variable.

    Args:
        measured: the variable; units without both values count for nothing.
        resamples: how often the reports are drawn anew for the interval; 0 for none.
    """
    units = [unit for unit in measured.units if unit.left is not None and unit.right is not None]
    if not units:
        return Alpha(n=0, agreed=None, alpha=None, why="no unit that both coders gave a value")
    agreed = sum(unit.left == unit.right for unit in units) / len(units)
    matrix = _make_matrix(units, measured.level)
    values = len(np.unique(matrix))
    if values < 2:
        return Alpha(n=len(units), agreed=agreed, alpha=None, why="both coders gave one value throughout")
    if values * len(units) > MAX_CELLS:
        return Alpha(n=len(units), agreed=agreed, alpha=None, why="too many units; compare a sample")
    alpha = _compute(matrix, measured.level)
    low, high = _draw_interval(matrix, [unit.report for unit in units], measured.level, resamples)
    return Alpha(n=len(units), agreed=agreed, alpha=alpha, low=low, high=high)


def _make_matrix(units: Sequence[Unit], level: Level) -> Matrix:
    """Make the matrix of two coders by units; codes become numbers, which is all the same for nominal."""
    given: list[list[Given]] = [[unit.left for unit in units], [unit.right for unit in units]]
    if level != "nominal":
        return np.array(given, dtype=np.float64)
    codes: Mapping[Given, int] = {
        code: number for number, code in enumerate(sorted({str(each) for row in given for each in row}))
    }
    return np.array([[codes[str(each)] for each in row] for row in given], dtype=np.float64)


def _compute(matrix: Matrix, level: Level) -> float:
    return float(krippendorff.alpha(reliability_data=matrix, level_of_measurement=level))


def _draw_interval(
    matrix: Matrix, reports: Sequence[str], level: Level, resamples: int
) -> tuple[float | None, float | None]:
    """Draw reports with replacement and return the ends of what their alphas cover."""
    places: dict[str, list[int]] = {}
    for place, report in enumerate(reports):
        places.setdefault(report, []).append(place)
    groups = [np.array(own) for own in places.values()]
    if len(groups) < 2 or not resamples:
        return None, None
    random = np.random.default_rng(SEED)
    draws = (random.integers(len(groups), size=len(groups)) for _ in range(resamples))
    weights = np.array([np.bincount(chosen, minlength=len(groups)) for chosen in draws], dtype=np.float64)
    drawn = compute_drawn(matrix, groups, level, weights)
    if not len(drawn):
        return None, None
    tail = (1 - COVERAGE) / 2
    low, high = np.quantile(drawn, (tail, 1 - tail))
    return float(low), float(high)


def compute_drawn(matrix: Matrix, groups: Sequence[Places], level: Level, weights: Matrix) -> Matrix:
    """Compute the alphas of many draws at once: one minus observed by expected disagreement.

    A sample without variation tells nothing of agreement beyond chance, and is left out.

    Args:
        matrix: of two coders by units, none missing.
        groups: the units of each report.
        level: of the variable.
        weights: how often each draw, a row, holds each report.
    """
    values, codes = np.unique(matrix, return_inverse=True)
    codes = codes.reshape(matrix.shape)
    apart = _measure_distances(values, level)
    differing = apart[codes[0], codes[1]]
    observed = weights @ np.array([2 * differing[own].sum() for own in groups])
    counts = weights @ np.array([np.bincount(codes[:, own].ravel(), minlength=len(values)) for own in groups])
    expected = ((counts @ apart) * counts).sum(axis=1)
    varied = expected > 0
    drawn: Matrix = 1 - (counts.sum(axis=1) - 1)[varied] * observed[varied] / expected[varied]
    return drawn


def _measure_distances(values: Matrix, level: Level) -> Matrix:
    """Measure how far any two values are apart: Krippendorff's squared differences of each level."""
    gaps = values[:, None] - values[None, :]
    sums = values[:, None] + values[None, :]
    apart: Matrix = gaps
    if level == "nominal":
        apart = (gaps != 0).astype(np.float64)
    elif level == "ratio":
        apart = np.divide(gaps, sums, out=np.zeros_like(gaps), where=sums != 0)
    squared: Matrix = apart * apart
    return squared

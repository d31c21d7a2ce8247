"""Families: reports that are copies of one another, directly or through others.

A family counts once where voices are counted, however many outlets printed it (codebooks 10.0,
cc.origin/1: "near-duplicate or syndicated text = one origin").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

from counterclaim.model.ids import ReportId
from counterclaim.model.report import Report
from counterclaim.read.copies import is_worth_comparing, judge_copy, make_sketch
from counterclaim.reconcile.components import find_components

CopyPair = tuple[ReportId, ReportId]


def find_families(pairs: Iterable[CopyPair]) -> Mapping[ReportId, ReportId]:
    """Find the family of each report named in pairs of copies: the smallest id of its reports."""
    return find_components(pairs)


def find_copy_pairs(reports: Iterable[Report]) -> tuple[CopyPair, ...]:
    """Find the copies among a few reports, comparing each with each; smaller id first."""
    sketched = sorted({one.id: (one, make_sketch(one.text)) for one in reports}.items())
    return tuple(
        (left, right)
        for (left, (one, sketch)), (right, (other, beside)) in combinations(sketched, 2)
        if is_worth_comparing(sketch, beside) and judge_copy(one.text, other.text) == "copy"
    )

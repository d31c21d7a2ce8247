"""What policies make of an event is a function of the set of its reports: their order counts for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast, get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.values import Position
from counterclaim.policy.attribution import resolve_attribution
from counterclaim.policy.base import Case
from counterclaim.policy.changes import find_changes
from counterclaim.policy.claim_status import resolve_claim_status
from counterclaim.policy.confidence import resolve_confidence
from counterclaim.policy.contest import resolve_contests
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_matrix, make_toll_history
from counterclaim.policy.parties import match_names
from counterclaim.policy.positions import OWN
from tests.cases import MAYOR, MEDICS, PAPERS, POLICE, Line, count, make_test_case, own, take, tell

PARTIES = ("Harrow Front", "the Front", "Dawn Brigade", "Sulonia", "Republic of Sulonia", "gunmen", "HDF")
RESOLVERS = (resolve_attribution, resolve_claim_status, resolve_confidence, resolve_contests)


@st.composite
def make_lines(draw: st.DrawFn) -> Line:
    """Make a line: a count or a position of somebody."""
    speaker = draw(st.sampled_from((POLICE, MEDICS, MAYOR, PAPERS, None)))
    if draw(st.booleans()):
        return count(draw(st.integers(0, 40)), speaker, op=draw(st.sampled_from(("exact", "at_least"))))
    position = draw(st.sampled_from(cast("tuple[Position, ...]", get_args(Position))))
    actor = "nobody" if position == "no_claim" else draw(st.sampled_from(PARTIES))
    return own(actor, position) if position in OWN else take(speaker, position, actor)


@st.composite
def make_records(draw: st.DrawFn) -> list[MentionRecord]:
    """Make some reports of one event, each of an outlet and an hour of its own."""
    reports = draw(st.lists(st.lists(make_lines(), max_size=4), min_size=1, max_size=4))
    return [
        tell(*lines, outlet=f"Outlet {number}", day=draw(st.integers(4, 6)), hour=number)
        for number, lines in enumerate(reports)
    ]


def summarise(case: Case) -> tuple[object, ...]:
    """Summarise all that is made of an event."""
    return (
        *(resolver(case) for resolver in RESOLVERS),
        find_disputes(case),
        make_matrix(case),
        make_toll_history(case),
        find_changes(None, case),
    )


@settings(max_examples=60, deadline=None)
@given(records=make_records(), seed=st.randoms(use_true_random=False))
def test_order_of_reports_counts_for_nothing(records: list[MentionRecord], seed: object) -> None:
    shuffled = sorted(records, key=lambda _: seed.random())  # type: ignore[attr-defined]
    assert summarise(make_test_case(*shuffled)) == summarise(make_test_case(*records))


@settings(max_examples=60, deadline=None)
@given(records=make_records(), data=st.data())
def test_the_time_of_recording_counts_for_nothing(records: list[MentionRecord], data: st.DataObject) -> None:
    moments = data.draw(st.permutations([record.recorded_at for record in records]))
    late = [replace(each, recorded_at=moment) for each, moment in zip(records, moments, strict=True)]
    one, other = make_test_case(*records), make_test_case(*late)
    assert make_matrix(one) == make_matrix(other)
    assert find_disputes(one) == find_disputes(other)
    assert [resolver(one) for resolver in RESOLVERS] == [resolver(other) for resolver in RESOLVERS]


@settings(max_examples=60, deadline=None)
@given(records=make_records())
def test_every_responsibility_statement_is_used_or_set_aside_once(records: list[MentionRecord]) -> None:
    case = make_test_case(*records)
    everything = {
        each.statement.id for each in case.testimonies if each.statement.property == "responsibility"
    }
    for resolver in (resolve_attribution, resolve_claim_status, resolve_confidence):
        resolution = resolver(case)
        aside = [each.statement for each in resolution.set_aside]
        assert everything == {*resolution.used, *aside}
        assert len(resolution.used) == len(set(resolution.used))
        assert set(aside).isdisjoint(resolution.used)


@settings(max_examples=60, deadline=None)
@given(records=make_records())
def test_the_matrix_holds_every_position_exactly_once(records: list[MentionRecord]) -> None:
    case = make_test_case(*records)
    held = [statement for cell in make_matrix(case) for statement in cell.statements]
    said = {each.statement.id for each in case.testimonies if each.statement.property == "responsibility"}
    assert sorted(held) == sorted(said)


@settings(max_examples=60, deadline=None)
@given(records=make_records())
def test_nothing_changes_between_equal_moments(records: list[MentionRecord]) -> None:
    case = make_test_case(*records)
    assert find_changes(case, case) == ()


@settings(max_examples=100, deadline=None)
@given(names=st.lists(st.sampled_from(PARTIES), min_size=1), seed=st.randoms(use_true_random=False))
def test_names_are_matched_in_any_order(names: Sequence[str], seed: object) -> None:
    shuffled = sorted(names, key=lambda _: seed.random())  # type: ignore[attr-defined]
    assert match_names(shuffled) == match_names(names)

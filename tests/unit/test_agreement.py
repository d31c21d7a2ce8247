"""How far two coders agree: figures worked out by hand, and what must hold of any two codings."""

from __future__ import annotations

import re
from datetime import date

import krippendorff
import msgspec
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.brief.agreement import COLUMNS, to_csv
from counterclaim.brief.agreement_html import SHOWN, make_agreement_view, render_html_agreement
from counterclaim.coding.agreement.align import align_readings
from counterclaim.coding.agreement.alpha import compute_alpha, compute_drawn
from counterclaim.coding.agreement.compare import Agreement, Measure, compare_coders
from counterclaim.coding.agreement.measures import Given, Level, Measured, Unit
from counterclaim.coding.agreement.reading import Reading
from counterclaim.errors import LedgerError, ReportError
from counterclaim.export.native import encode_coding, read_readings
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.report import Report
from counterclaim.model.statement import Statement
from counterclaim.model.values import DateValue
from counterclaim.reconcile.readings import find_coders, find_readings
from tests.factories import (
    FRONT,
    MAYOR,
    make_coding,
    make_position,
    make_statement,
    make_test_report,
    make_toll,
    make_velmora_coding,
)
from tests.reviews import count_anew, find_count, get_main, make_test_review

REPORT = make_test_report()


def measure(level: Level, *units: tuple[Given, Given]) -> Measured:
    made = (
        Unit(report=f"rep_{place}", words="", left=left, right=right)
        for place, (left, right) in enumerate(units)
    )
    return Measured(name="any", level=level, units=tuple(made))


def test_alpha_of_two_coders_and_two_codes_by_hand() -> None:
    """Ten units, four disagreements: Do = 8/20; 14 zeros and 6 ones: De = 2·14·6/(20·19); α = 1 - Do/De."""
    zeros, ones = [("0", "0")] * 5, [("1", "1")]
    units = (*zeros, *ones, ("0", "1"), ("0", "1"), ("1", "0"), ("1", "0"))
    found = compute_alpha(measure("nominal", *units), resamples=0)
    assert found.n == 10
    assert found.agreed == 0.6
    assert found.alpha == pytest.approx(1 - (8 / 20) / (2 * 14 * 6 / (20 * 19)))
    assert found.alpha == pytest.approx(0.095, abs=0.0005)


def test_alpha_of_intervals_by_hand() -> None:
    """Values 1 1 2 3 3 3: Do = 2·(1²)/6; De = 2·(2·1·1² + 2·3·2² + 1·3·1²)/(6·5)."""
    found = compute_alpha(measure("interval", (1.0, 1.0), (2.0, 3.0), (3.0, 3.0)), resamples=0)
    assert found.alpha == pytest.approx(1 - (2 / 6) / (2 * (2 + 24 + 3) / 30))


def test_alpha_of_ratios_weighs_small_counts_more() -> None:
    """One against two is a greater difference than 101 against 102, and as great as 10 against 20."""
    small = compute_alpha(measure("ratio", (1.0, 2.0), (50.0, 50.0)), resamples=0).alpha
    scaled = compute_alpha(measure("ratio", (10.0, 20.0), (500.0, 500.0)), resamples=0).alpha
    large = compute_alpha(measure("ratio", (101.0, 102.0), (50.0, 50.0)), resamples=0).alpha
    assert small is not None and large is not None
    assert small == pytest.approx(scaled)
    assert small < large


def test_units_that_one_coder_left_blank_count_for_nothing() -> None:
    full = compute_alpha(measure("nominal", ("a", "a"), ("b", "a"), ("b", "b")), resamples=0)
    sparse = measure("nominal", ("a", "a"), ("b", None), ("b", "a"), (None, "c"), ("b", "b"), (None, None))
    assert compute_alpha(sparse, resamples=0) == full


@pytest.mark.parametrize(
    ("units", "why"),
    [((), "no unit"), ((("a", None),), "no unit"), ((("a", "a"), ("a", "a")), "one value throughout")],
)
def test_where_alpha_is_undefined_the_reason_is_given(
    units: tuple[tuple[Given, Given], ...], why: str
) -> None:
    found = compute_alpha(measure("nominal", *units), resamples=10)
    assert found.alpha is None
    assert why in str(found.why)


@settings(max_examples=60, deadline=None)
@given(
    units=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=12),
    level=st.sampled_from(("nominal", "interval", "ratio")),
)
def test_the_interval_holds_and_the_order_of_coders_does_not_matter(
    units: list[tuple[int, int]], level: Level
) -> None:
    pairs = [(float(left), float(right)) for left, right in units]
    found = compute_alpha(measure(level, *pairs), resamples=50)
    turned = compute_alpha(measure(level, *((right, left) for left, right in pairs)), resamples=50)
    assert (found.n, found.agreed) == (turned.n, turned.agreed)
    if found.alpha is not None:
        assert found.alpha <= 1 + 1e-9
        assert found.alpha == pytest.approx(turned.alpha)
        assert (found.alpha == pytest.approx(1)) == (found.agreed == 1)
    if found.low is not None and found.high is not None:
        assert found.low <= found.high <= 1 + 1e-9


def say(words: str, n: int, *, mayor: bool = True, harm: str = "killed") -> Statement:
    speakers = (MAYOR,) if mayor else ()
    return make_statement(REPORT, harm, make_toll(str(n), n), words, speakers=speakers)  # type: ignore[arg-type]


def read(*statements: Statement, report: Report = REPORT) -> Reading:
    return Reading(report=report.id, statements=statements)


def get_measure(agreement: Agreement, name: str) -> Measure:
    return next(each for each in agreement.measures if each.name == name)


def test_statements_are_aligned_by_property_then_by_shared_words() -> None:
    left = read(say("killing 31 people", 31), say("at least 40", 40))
    right = read(say("31 people", 30), say("killing 31 people, the mayor said", 31, harm="injured"))
    pairs = align_readings(left, right)
    assert [(pair.left in left.statements, pair.right in right.statements) for pair in pairs] == [
        (False, True), (True, True), (True, False),
    ]  # fmt: skip
    assert pairs[1].right == right.statements[0]


def test_words_that_two_properties_share_are_a_disagreement_on_the_property() -> None:
    found = compare_coders(
        [read(say("killing 31 people", 31))],
        [read(say("killing 31 people", 31, harm="injured"))],
        names=("a", "b"),
        resamples=0,
    )
    (differs,) = found.disagreements
    assert (differs.about, differs.left, differs.right) == ("property", "killed: 31", "injured: 31")
    assert differs.left_words == "killing 31 people"


def test_what_differs_is_listed_with_both_values_and_words() -> None:
    day = DateValue(start=date(2031, 3, 3), end=date(2031, 3, 3), precision="day", wording="March 3")
    claim = make_statement(
        REPORT, "responsibility", make_position("Harrow Front", "claim"), "claimed the attack"
    )
    doubt = make_statement(
        REPORT,
        "responsibility",
        make_position("Harrow Front", "blame"),
        "claimed the attack",
        speakers=(FRONT,),
    )
    left = read(say("killing 31 people", 31), make_statement(REPORT, "date", day, "March 3"), claim)
    right = read(say("31 people", 33, mayor=False), doubt)
    found = compare_coders([left], [right], names=("a", "b"), resamples=0)
    told = {(each.about, each.left, each.right) for each in found.disagreements}
    assert told == {
        ("killed", "31", "33"),
        ("speaker", "ilsa tarn", "the report itself"),
        ("missing", "2031-03-03", None),
        ("responsibility", "harrow front: claim", "harrow front: blame"),
        ("speaker", "the report itself", "harrow front"),
    }
    assert (found.left_statements, found.right_statements, found.aligned) == (3, 2, 2)
    presence = get_measure(found, "presence")
    assert (presence.n, presence.agreed) == (13, 12 / 13)


def test_only_reports_that_both_coded_are_compared() -> None:
    other = make_test_report(outlet="Harbour Post")
    found = compare_coders(
        [read(say("31 people", 31)), read(report=other)], [read(say("31 people", 31))], names=("a", "b")
    )
    assert (found.reports, found.only_left, found.only_right) == (1, 1, 0)
    assert found.disagreements == ()


@settings(max_examples=40, deadline=None)
@given(counts=st.lists(st.integers(0, 60), min_size=2, max_size=5, unique=True))
def test_identical_coders_agree_wholly_whatever_their_order(counts: list[int]) -> None:
    words = ("killing 31 people", "31 people", "at least 40", "Two blasts", "on March 3")
    statements = [say(quote, n) for quote, n in zip(words, counts, strict=False)]
    found = compare_coders([read(*statements)], [read(*reversed(statements))], names=("a", "b"), resamples=20)
    assert found.disagreements == ()
    assert found.aligned == found.left_statements == found.right_statements == len(statements)
    assert get_measure(found, "killed").alpha == pytest.approx(1)
    assert all(each.agreed == 1 for each in found.measures)


def test_a_person_is_the_program_with_their_own_reviews() -> None:
    ledger = MemoryLedger()
    ledger.add_coding(make_velmora_coding())
    ledger.add_coding(make_velmora_coding(outlet="Harbour Post"))
    record = get_main(tuple(ledger.iter_mentions()))
    toll = find_count(record, n=31)
    corrected = make_test_review(record, toll, "correct", own=count_anew(record.report, toll, 33))
    ledger.add_review(corrected)
    ledger.add_review(make_test_review(record, record.statements[0], "reject", by="Ben"), beside=True)
    assert find_coders(ledger).persons == ("Ana Ruiz", "Ben")
    (ana,) = find_readings(ledger, "Ana Ruiz")
    (ben,) = find_readings(ledger, "person:Ben")
    rules = find_readings(ledger, "rules")
    assert len(rules) == 2
    assert {each.id for each in rules[0].statements} == {each.id for each in record.statements} | {
        each.id for each in rules[0].statements if each.mention != record.mention.id
    }
    assert len(ana.statements) == len(rules[0].statements)
    assert len(ben.statements) == len(rules[0].statements) - 1
    found = compare_coders([ana], [ben], names=("Ana Ruiz", "Ben"), resamples=0)
    assert {(each.about, each.property) for each in found.disagreements} == {
        ("killed", "killed"), ("missing", record.statements[0].property),
    }  # fmt: skip
    assert find_readings(ledger, "Ana Ruiz", complete=True) == ()
    with pytest.raises(LedgerError, match="Cem coded nothing in this ledger; rules, Ana Ruiz, Ben did"):
        find_readings(ledger, "Cem")


def test_a_file_of_codings_is_read_without_its_texts(tmp_path: pytest.TempPathFactory) -> None:
    path = tmp_path / "codings.jsonl"  # type: ignore[operator]
    coding = make_velmora_coding()
    path.write_bytes(encode_coding(coding) + b"\n\n")
    coder, (reading,) = read_readings(path)
    assert (coder, reading.report, reading.statements) == ("rules", coding.report.id, coding.statements)
    path.write_bytes(encode_coding(coding) + b"\n{}\n")
    with pytest.raises(ReportError, match="line 2 is no coding"):
        read_readings(path)
    path.write_bytes(b"")
    with pytest.raises(ReportError, match="holds no coding"):
        read_readings(path)


def test_a_spreadsheet_gets_no_formula() -> None:
    found = compare_coders([read(say("31 people", 31))], [read()], names=("a", "b"), resamples=0)
    (differs,) = found.disagreements
    lines = to_csv([msgspec.structs.replace(differs, left='=HYPERLINK("x")', right="-")]).splitlines()
    assert lines[0] == ",".join(COLUMNS)
    assert "\"'=HYPERLINK(" in lines[1]
    assert ",-," in lines[1]


def test_an_agreement_is_one_file_that_loads_and_runs_nothing() -> None:
    hostile = "<img src=x onerror=alert(1)>"
    found = compare_coders([read(say("31 people", 31))], [read()], names=(hostile, "Ana Ruiz"), resamples=0)
    (differs,) = found.disagreements
    many = tuple(msgspec.structs.replace(differs, left=f"{hostile} {number}") for number in range(SHOWN + 1))
    document = render_html_agreement(msgspec.structs.replace(found, disagreements=many))
    assert "<img" not in document and "&lt;img src=x" in document
    assert re.findall(r"<(script|link|iframe|form|base|a)\b", document) == []
    assert "default-src 'none'" in document
    # The page shows the first of them, the file all.
    assert f"{SHOWN + 1} of {SHOWN + 1}" in document and f" {SHOWN}<" in document
    assert len(make_agreement_view(found, limit=0).shown) == 0


def test_only_the_reports_asked_for_are_read() -> None:
    ledger = MemoryLedger()
    for outlet in (None, "Harbour Post", "Kestria Radio"):
        ledger.add_coding(make_velmora_coding(outlet=outlet))
    silent = make_coding(make_test_report("Nothing happened in Kestria."))
    ledger.add_coding(silent)
    reports = [each.id for each in ledger.iter_reports()]
    some = [reports[1], silent.report.id]
    assert [each.report for each in find_readings(ledger, "rules", among=some)] == some
    assert find_readings(ledger, "rules", among=()) == ()
    assert [each.report for each in find_readings(ledger, "rules")] == reports
    known = find_coders(ledger)
    assert find_readings(ledger, "rules", among=some, coders=known) == find_readings(
        ledger, "rules", among=some
    )


@settings(max_examples=60, deadline=None)
@given(
    level=st.sampled_from(["nominal", "interval", "ratio"]),
    units=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=12),
    seed=st.integers(0, 1000),
)
def test_many_draws_at_once_are_the_library_s_alphas(
    level: Level, units: list[tuple[int, int]], seed: int
) -> None:
    matrix = np.array(units, dtype=np.float64).T
    groups = [np.arange(start, min(start + 3, len(units))) for start in range(0, len(units), 3)]
    chosen = np.random.default_rng(seed).integers(len(groups), size=(4, len(groups)))
    weights = np.array([np.bincount(row, minlength=len(groups)) for row in chosen], dtype=np.float64)
    samples = [matrix[:, np.concatenate([groups[number] for number in row])] for row in chosen]
    varied = [sample for sample in samples if len(np.unique(sample)) > 1]
    expected = [krippendorff.alpha(reliability_data=sample, level_of_measurement=level) for sample in varied]
    assert compute_drawn(matrix, groups, level, weights) == pytest.approx(np.array(expected))

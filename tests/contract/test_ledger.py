"""What every ledger promises, on every backend."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import msgspec
import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import CODING_KINDS, Added, Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.report import Edition, make_report
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Coding
from tests.backends import LASTING_BACKENDS, open_backend
from tests.factories import (
    CLOCK_TIME,
    TEXT,
    make_coding,
    make_mention,
    make_test_report,
    make_velmora_coding,
    read_fixed_clock,
)


@pytest.fixture
def coding() -> Coding:
    return make_velmora_coding()


def test_add_coding_tells_what_was_new(ledger: Ledger, coding: Coding) -> None:
    assert ledger.add_coding(coding) == Added(report=True, coding=True, statements=9)


def test_adding_twice_changes_nothing(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    rows = list(ledger.iter_rows())
    assert ledger.add_coding(coding) == Added(report=False, coding=False, statements=0)
    assert list(ledger.iter_rows()) == rows


def test_the_same_report_from_another_path_is_known(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    moved = make_velmora_coding(path="elsewhere/velmora.txt")
    assert ledger.add_coding(moved) == Added(report=False, coding=False, statements=0)


def test_rows_come_in_order_and_of_every_kind(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    rows = list(ledger.iter_rows())
    assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
    assert list(dict.fromkeys(row.kind for row in rows)) == list(CODING_KINDS)
    assert {row.recorded_at for row in rows} == {"2031-03-05T12:00:00.000+00:00"}


def test_all_comes_back_as_it_was_added(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    report = coding.report.id
    assert ledger.get_report(report) == coding.report
    assert list(ledger.iter_reports()) == [coding.report]
    assert tuple(record.mention for record in ledger.iter_mentions()) == coding.mentions
    assert tuple(record.statement for record in ledger.iter_statements(report)) == coding.statements
    assert ledger.find_findings([report]) == {report: coding.findings}
    assert ledger.find_problems([report]) == {report: coding.problems}


def test_what_was_noticed_in_many_reports_is_found_at_once(ledger: Ledger, coding: Coding) -> None:
    plain = make_coding(make_test_report("Nothing happened in Kestria."))
    for each in (coding, plain):
        ledger.add_coding(each)
    asked = [plain.report.id, coding.report.id, "rep_none", coding.report.id]
    assert ledger.find_findings(asked) == {
        plain.report.id: plain.findings,
        coding.report.id: coding.findings,
        "rep_none": (),
    }
    assert ledger.find_problems(asked)[coding.report.id] == coding.problems
    assert ledger.find_findings([]) == ledger.find_problems([]) == {}


def test_an_edition_comes_back_and_is_part_of_the_id(ledger: Ledger) -> None:
    edition = Edition(
        guid="item-7", version="3", signals=("correction",), edited_at=CLOCK_TIME, party="Front"
    )
    report = make_report(TEXT, edition=edition)
    ledger.add_coding(make_coding(report, [make_mention()]))
    assert ledger.get_report(report.id) == report
    assert verify_ledger(ledger).fault is None
    assert report.id != make_report(TEXT).id


def test_mentions_carry_their_own_statements(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    main, planned = ledger.iter_mentions([coding.report.id])
    assert len(main.statements) == 8
    assert [statement.property for statement in planned.statements] == ["date"]


def test_matches_of_a_prefix(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    report = coding.report.id
    pairs = [(report, record.key) for record in ledger.iter_mentions()]
    assert ledger.find_matches(pairs[0][1]).mentions == (pairs[0],)
    assert sorted(ledger.find_matches("evt").mentions) == sorted(pairs)
    assert ledger.find_matches(report[:9]).reports == (report,)
    for unknown in ("evt_0", "nothing", "%", "evt_' OR 1=1"):
        assert ledger.find_matches(unknown) == ((), ())


def test_a_report_was_recorded_with_its_first_coding(coding: Coding) -> None:
    times = (CLOCK_TIME + timedelta(hours=hour) for hour in range(9))
    ledger = MemoryLedger(lambda: next(times))
    for version in ("0.1.0", "0.2.0"):
        ledger.add_coding(make_velmora_coding(version=version))
    assert ledger.get_recorded_at(coding.report.id) == CLOCK_TIME
    with pytest.raises(LedgerError, match="no report rep_0"):
        ledger.get_recorded_at("rep_0")


def test_an_unknown_report_is_an_error(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="no report rep_0"):
        ledger.get_report("rep_0")


@pytest.mark.parametrize("order", [("0.9.0", "0.10.0"), ("0.10.0", "0.9.0")])
def test_the_highest_version_is_shown_and_the_other_is_kept(ledger: Ledger, order: tuple[str, str]) -> None:
    report = make_test_report()
    made = {
        "0.9.0": make_coding(report, [make_mention(1, kind="PROTEST")], version="0.9.0"),
        "0.10.0": make_coding(report, [make_mention(1, kind="ASSAULT")], version="0.10.0"),
    }
    first, second = (ledger.add_coding(made[version]) for version in order)
    assert (first.report, second.report) == (True, False)
    assert [record.mention.type for record in ledger.iter_mentions()] == ["ASSAULT"]
    assert sum(row.kind == "mention" for row in ledger.iter_rows()) == 2


def test_the_last_coding_of_one_version_is_shown(ledger: Ledger) -> None:
    report = make_test_report()
    ledger.add_coding(make_coding(report, [make_mention(1, kind="ASSAULT")]))
    ledger.add_coding(make_coding(report, [make_mention(1, kind="PROTEST")]))
    assert [record.mention.type for record in ledger.iter_mentions()] == ["PROTEST"]


def test_codings_of_two_coders_stand_beside_each_other(ledger: Ledger) -> None:
    report = make_test_report()
    ledger.add_coding(make_coding(report, [make_mention(1)], coder="rules"))
    ledger.add_coding(make_coding(report, [make_mention(1, kind="PROTEST")], coder="person"))
    records = list(ledger.iter_mentions())
    assert {record.coder for record in records} == {"rules", "person"}
    assert len({record.key for record in records}) == 2


def test_a_new_coding_counts_only_new_statements(ledger: Ledger) -> None:
    ledger.add_coding(make_velmora_coding(version="0.1.0"))
    again = ledger.add_coding(make_velmora_coding(version="0.2.0"))
    assert again == Added(report=False, coding=True, statements=0)


def test_a_date_settled_by_the_coder_is_no_part_of_the_report_id(ledger: Ledger) -> None:
    report = make_report(TEXT)
    settled = msgspec.structs.replace(report, published=CLOCK_TIME.date(), published_basis="repaired")
    ledger.add_coding(make_coding(settled))
    assert ledger.get_report(report.id) == settled
    assert verify_ledger(ledger).fault is None


def test_the_instant_of_publication_is_kept(ledger: Ledger) -> None:
    instant = datetime(2031, 3, 4, 23, 30, tzinfo=timezone(timedelta(hours=-3)))
    report = make_report(TEXT, published=instant.date(), published_at=instant)
    ledger.add_coding(make_coding(report))
    kept = ledger.get_report(report.id)
    assert kept == report
    assert kept.published_at is not None
    assert kept.published_at.isoformat() == instant.isoformat()
    assert verify_ledger(ledger).fault is None


def test_get_report_id_takes_an_unambiguous_prefix(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    ledger.add_coding(make_velmora_coding(outlet="Velmora Courier"))
    assert ledger.get_report_id(coding.report.id[:9]) == coding.report.id
    with pytest.raises(LedgerError, match="several ids"):
        ledger.get_report_id("rep_")
    with pytest.raises(LedgerError, match="no report evt_"):
        ledger.get_report_id("evt_")


def _misquote(coding: Coding) -> Coding:
    first = coding.statements[0]
    span = first.evidence[0]
    wrong = msgspec.structs.replace(first, evidence=(Evidence(span.start, span.end, "on March 4"),))
    return msgspec.structs.replace(coding, statements=(wrong, *coding.statements[1:]))


def _rename_statement(coding: Coding) -> Coding:
    wrong = msgspec.structs.replace(coding.statements[0], id="stm_aaaaaaaaaaaaaaaaaaaa")
    return msgspec.structs.replace(coding, statements=(wrong,))


def _swap_text(coding: Coding) -> Coding:
    report = msgspec.structs.replace(coding.report, text=coding.report.text + "x")
    return msgspec.structs.replace(coding, report=report)


def _rename_report(coding: Coding) -> Coding:
    report = msgspec.structs.replace(coding.report, outlet="Another Paper")
    return msgspec.structs.replace(coding, report=report)


def _drop_mention(coding: Coding) -> Coding:
    return msgspec.structs.replace(coding, mentions=coding.mentions[:1])


def _double_mention(coding: Coding) -> Coding:
    return msgspec.structs.replace(coding, mentions=coding.mentions + coding.mentions[:1])


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_misquote, "are not “on March 4”"),
        (_rename_statement, "the content gives the id stm_"),
        (_swap_text, "the text does not fit its SHA-256"),
        (_rename_report, "the content gives the id rep_"),
        (_drop_mention, "the coding has no mention m2"),
        (_double_mention, "two mentions of the coding have one id"),
    ],
)
def test_what_does_not_fit_is_refused_whole(
    ledger: Ledger, coding: Coding, spoil: Callable[[Coding], Coding], words: str
) -> None:
    with pytest.raises(LedgerError, match=words):
        ledger.add_coding(spoil(coding))
    assert list(ledger.iter_rows()) == []


def test_a_nul_is_refused_and_leaves_the_ledger_usable(ledger: Ledger, coding: Coding) -> None:
    with pytest.raises(LedgerError, match=r"its title holds the character U\+0000"):
        ledger.add_coding(make_coding(make_report("The harbour is calm.", title="Vel\0mora")))
    ledger.add_coding(coding)
    assert verify_ledger(ledger).counts["report"] == 1


def test_a_sound_ledger_verifies(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    ledger.add_coding(make_velmora_coding(outlet="Velmora Courier"))
    ledger.add_coding(make_velmora_coding(version="0.2.0"))
    verified = verify_ledger(ledger)
    assert verified.fault is None
    assert dict(verified.counts) == {
        "report": 2, "coding": 3, "mention": 6, "statement": 27, "finding": 3, "problem": 3,
    }  # fmt: skip
    assert verified.quotes == 30


def test_an_empty_ledger_verifies(ledger: Ledger) -> None:
    assert verify_ledger(ledger).fault is None


def test_a_noted_head_must_still_be_there(ledger: Ledger, coding: Coding) -> None:
    ledger.add_coding(coding)
    head = verify_ledger(ledger).head
    ledger.add_coding(make_velmora_coding(outlet="Velmora Courier"))
    assert verify_ledger(ledger, head=head).fault is None
    fault = verify_ledger(ledger, head="f" * 64).fault
    assert fault is not None
    assert "rows are missing at the end" in fault.reason


def test_the_time_of_recording_is_no_part_of_the_ids(coding: Coding) -> None:
    early = MemoryLedger(lambda: datetime(2030, 1, 1, tzinfo=UTC))
    late = MemoryLedger(read_fixed_clock)
    early.add_coding(coding)
    late.add_coding(coding)
    assert [row.id for row in early.iter_rows()] == [row.id for row in late.iter_rows()]
    assert [row.hash for row in early.iter_rows()] != [row.hash for row in late.iter_rows()]


@pytest.mark.parametrize("backend", LASTING_BACKENDS)
def test_the_backends_write_the_same_rows(backend: str, tmp_path: Path, coding: Coding) -> None:
    memory = MemoryLedger(read_fixed_clock)
    memory.add_coding(coding)
    with open_backend(backend, tmp_path) as opened:
        opened.add_coding(coding)
        assert list(opened.iter_rows()) == list(memory.iter_rows())

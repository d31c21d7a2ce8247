from __future__ import annotations

from datetime import date

import msgspec
import pytest

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.dates import find_dates
from counterclaim.annotate.layers import DateLayer, Publication
from counterclaim.annotate.parse import parse_text
from counterclaim.check.dates import find_date_conflicts, find_swapped_stamp, find_weekday_misfits
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Coding, Finding, MentionRole, Speaker
from counterclaim.model.values import DatePrecision, DateValue
from tests.factories import make_coding, make_mention, make_quote, make_statement
from tests.unit.annotated import make_annotated

STAMPED = "Posted: June 5, 2031\nOn May 6 a blast shook Velmora.\nA march is planned for Wednesday.\n"
TWICE = "Bo Harrow was shot on 2 May 2030, the paper wrote. He was shot in June 2030, it wrote elsewhere."


def make_dates(start: date, end: date, precision: DatePrecision, wording: str) -> DateValue:
    """Make a stretch of days."""
    return DateValue(start=start, end=end, precision=precision, wording=wording)


MAY = make_dates(date(2030, 5, 2), date(2030, 5, 2), "day", "2 May 2030")
JUNE = make_dates(date(2030, 6, 1), date(2030, 6, 30), "month", "June 2030")


def make_repaired_layer() -> DateLayer:
    """Make the dates of a report whose stamp has day and month swapped."""
    report = msgspec.structs.replace(
        make_report(STAMPED), published=date(2031, 5, 6), published_basis="repaired"
    )
    witnesses = (make_quote(STAMPED, "On May 6"),)
    stamp = make_quote(STAMPED, "June 5, 2031")
    return DateLayer(publication=Publication(report=report, evidence=stamp, witnesses=witnesses))


def make_twice_coding(
    *,
    other: DateValue = JUNE,
    role: MentionRole = "background",
    speakers: tuple[Speaker, ...] = (),
) -> tuple[Report, Coding]:
    """Make a coding in which one event has two dates."""
    report = make_report(TWICE)
    statements = (
        make_statement(report, "date", other, "June 2030", speakers=speakers),
        make_statement(report, "date", MAY, "on 2 May 2030"),
    )
    return report, make_coding(report, [make_mention(role=role)], statements)


def test_swapped_stamp_names_stamp_witness_and_repair() -> None:
    dates = make_repaired_layer()
    annotated = make_annotated(STAMPED, report=dates.publication.report, dates=dates)
    [finding] = find_swapped_stamp(annotated, make_coding(annotated.report))
    assert (finding.rule, finding.suggestion) == ("CC101", "2031-05-06")
    assert [evidence.quote for evidence in finding.evidence] == ["June 5, 2031", "On May 6"]
    assert "“On May 6”" in finding.message


def test_stamp_that_was_not_repaired_is_no_finding() -> None:
    annotated = make_annotated(STAMPED)
    assert list(find_swapped_stamp(annotated, make_coding(annotated.report))) == []


def test_two_dates_of_one_earlier_event() -> None:
    report, coding = make_twice_coding()
    [finding] = find_date_conflicts(make_annotated(TWICE, report=report), coding)
    assert finding.rule == "CC102"
    assert [evidence.quote for evidence in finding.evidence] == ["on 2 May 2030", "June 2030"]


@pytest.mark.parametrize(
    "changes",
    [
        {"other": make_dates(date(2030, 5, 1), date(2030, 5, 31), "month", "June 2030")},
        {"role": "main"},
        {"speakers": (Speaker(name="the mayor"),)},
    ],
    ids=["a month that holds the day", "the main event", "two voices"],
)
def test_dates_that_can_both_hold(changes: dict[str, object]) -> None:
    report, coding = make_twice_coding(**changes)  # type: ignore[arg-type]
    assert list(find_date_conflicts(make_annotated(TWICE, report=report), coding)) == []


def test_dates_that_were_worked_out_are_not_held_against_each_other() -> None:
    report, coding = make_twice_coding()
    resolved = tuple(msgspec.structs.replace(each, basis="resolved") for each in coding.statements)
    changed = msgspec.structs.replace(coding, statements=resolved)
    assert list(find_date_conflicts(make_annotated(TWICE, report=report), changed)) == []


def test_two_dates_of_one_sentence_are_two_events() -> None:
    report, coding = make_twice_coding()
    joined = make_annotated(TWICE.replace("wrote. He", "wrote, He"), report=report)
    assert list(find_date_conflicts(joined, coding)) == []


def find_misfits(text: str, published: date | None) -> list[Finding]:
    """Find the weekdays of a text that do not fit, with the real calendar."""
    report = make_report(text, published=published)
    blocks = find_blocks(text)
    dates = find_dates(report, parse_text(text, blocks), blocks)
    annotated = make_annotated(text, report=report, dates=dates)
    return list(find_weekday_misfits(annotated, make_coding(report)))


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Two men died in Velmora on Tuesday, 3 January 2024, the mayor said.", None),
        ("Two men died in Velmora on Tuesday, January 3, the mayor said.", date(2024, 1, 5)),
    ],
)
def test_weekday_that_does_not_fit(text: str, published: date | None) -> None:
    [finding] = find_misfits(text, published)
    assert (finding.rule, finding.suggestion) == ("CC103", "Wednesday")
    assert "not a Tuesday" in finding.message


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("Two men died in Velmora on Wednesday, 3 January 2024, the mayor said.", None),
        ("Two men died in Velmora on 3 January 2024, the mayor said.", None),
        ("Two men died in Velmora on Tuesday, the mayor said.", date(2024, 1, 5)),
        ("The court opened on Tuesday, October 3, the mayor said.", date(2024, 1, 5)),
    ],
)
def test_weekday_that_fits_or_cannot_be_judged(text: str, published: date | None) -> None:
    assert find_misfits(text, published) == []

"""The report's own date: metadata, printed stamps, and the repair of a swapped one."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.dates import find_dates
from counterclaim.annotate.layers import DateLayer
from counterclaim.annotate.parse import parse_text
from counterclaim.model.report import make_report

SWAPPED = (
    "On February 6 the Dawn Brigade claimed the blast that killed nine people in Orlen the day before.\n"
    "First change: June 2, 2023 – 09:41\n"
    "Residents are expected to rally this Friday."
)


def find(text: str, published: date | None = None) -> DateLayer:
    blocks = find_blocks(text)
    return find_dates(make_report(text, published=published), parse_text(text, blocks), blocks)


@pytest.mark.parametrize(
    ("text", "quote", "day"),
    [
        ("Blast in Orlen\nPublished 3 March 2020 10:00 GMT\nNine died.", "3 March 2020", "2020-03-03"),
        ("Blast in Orlen\nUpdated: 3:56am, 30 Oct, 2022\nNine died.", "3:56am, 30 Oct, 2022", "2022-10-30"),
        ("Blast in Orlen\nMarch 3, 2020\nNine died.", "March 3, 2020", "2020-03-03"),
        ("ORLEN, March 3, 2020 (XPA) - Nine people died on Monday.", "March 3, 2020", "2020-03-03"),
        ("Posted on 23/01/2024\nNine people died.", "23/01/2024", "2024-01-23"),
        ("Posted on 01/23/2024\nNine people died.", "01/23/2024", "2024-01-23"),
        ("March 3, 2020 (XPA) -- Nine people died on Monday.", "March 3, 2020", "2020-03-03"),
        ("ORLEN (Mira News / XPA - 3rd March, 2020) Nine people died.", "3rd March, 2020", "2020-03-03"),
        (" date 2024-01-23 Blast in Orlen kills nine, says mayor", "2024-01-23", "2024-01-23"),
        ("World|life|January 5, 2024 / 12:32 PM\nNine died.", "January 5, 2024", "2024-01-05"),
        (
            "Boy hurt at play Posted: March 3, 2020 5:16 AM EST ORLEN - He fell.",
            "March 3, 2020",
            "2020-03-03",
        ),
        ("A boy fell, police said. (Published March 3, 2020)\nHe is well.", "March 3, 2020", "2020-03-03"),
        ("Orlen, Ky. (March 3, 2020) – Police took a call on Sunday.", "March 3, 2020", "2020-03-03"),
        ("He is well. — Ann Orr (@AnnOrr) March 3, 2020\nPolice came.", "March 3, 2020", "2020-03-03"),
        ("Updated: 5 March 2020\nPublished: 3 March 2020\nNine died.", "3 March 2020", "2020-03-03"),
    ],
)
def test_a_printed_stamp_is_the_day_of_publication(text: str, quote: str, day: str) -> None:
    publication = find(text).publication
    assert publication.report.published == date.fromisoformat(day)
    assert publication.report.published_basis == "stated"
    assert publication.evidence is not None
    assert publication.evidence.quote == quote


@pytest.mark.parametrize(
    "text",
    [
        "A statement dated 3 March 2020 said nine people died.",
        "The report published on 3 March 2020 said that nine people died.",
        "On 3 March 2020 nine people died in Orlen.",
        "Jon Karrel\nMay 4, 1950 - March 3, 2020",
        "ORLEN, Jan 5 (XPA) - Nine people died on Monday.",
    ],
)
def test_a_day_of_the_narrative_is_no_stamp_for_publication(text: str) -> None:
    publication = find(text).publication
    assert publication.report.published is None
    assert publication.report.published_basis == "unknown"


def test_a_dateline_without_a_year_is_marked() -> None:
    (stamp, weekday) = find("ORLEN, Jan 5 (XPA) - Nine people died on Monday.").expressions
    assert (stamp.wording, stamp.is_stamp, weekday.is_stamp) == ("Jan 5", True, False)


def test_a_swapped_stamp_is_repaired_by_a_witness() -> None:
    layer = find(SWAPPED)
    assert layer.publication.report.published == date(2023, 2, 6)
    assert layer.publication.report.published_basis == "repaired"
    assert [witness.quote for witness in layer.publication.witnesses] == ["February 6"]
    resolved = {found.wording: found.value.start for found in layer.expressions if found.value}
    assert resolved["February 6"] == date(2023, 2, 6)
    assert resolved["the day before"] == date(2023, 2, 5)
    assert resolved["this Friday"] == date(2023, 2, 10)


@pytest.mark.parametrize(
    "text",
    [
        "First change: June 2, 2023\nNine people died in Orlen on Tuesday.",
        "First change: June 2, 2023\nOn May 30 nine people died. On February 5 a bridge was blown up.",
        "Friday, June 2, 2023\nOn February 5 a bridge was blown up.",
        "First change: June 2, 2023\nOn February 5 a bridge fell. It was rebuilt on 20 May 2023.",
        "ORLEN, June 2, 2023 (XPA) - On February 5 a bridge was blown up.",
        "First change: June 23, 2023\nOn February 5 a bridge was blown up.",
        "First change: June 2, 2023\nOn February 1 a bridge was blown up.",
    ],
)
def test_without_a_sole_witness_nothing_is_repaired(text: str) -> None:
    publication = find(text).publication
    assert publication.report.published_basis == "stated"
    assert publication.report.published is not None
    assert publication.report.published.month == 6
    assert publication.witnesses == ()


def test_metadata_is_not_repaired() -> None:
    publication = find(SWAPPED, date(2023, 6, 2)).publication
    assert publication.report.published == date(2023, 6, 2)
    assert publication.report.published_basis == "metadata"
    assert publication.witnesses == ()


@pytest.mark.parametrize(
    ("narrative", "day"),
    [
        ("Nine people died in Orlen.", "2024-01-05"),
        ("On 3 January nine people died in Orlen.", "2024-01-05"),
        ("On 30 April nine people died in Orlen.", "2024-05-01"),
        ("The bridge, opened on 12/30/2023, was closed.", "2024-05-01"),
    ],
)
def test_an_ambiguous_numeric_stamp_is_day_first_unless_the_text_says_otherwise(
    narrative: str, day: str
) -> None:
    publication = find(f"Posted on 05/01/2024\n{narrative}").publication
    assert publication.report.published == date.fromisoformat(day)
    assert publication.report.published_basis == "stated"


def test_the_report_keeps_its_id() -> None:
    assert find(SWAPPED).publication.report.id == make_report(SWAPPED).id


def test_an_empty_text_has_no_calendar() -> None:
    layer = find("")
    assert layer.expressions == ()
    assert layer.publication.report.published is None

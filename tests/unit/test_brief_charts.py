"""Charts of counts over time: what they show, and that nothing a report says can steer them."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.brief.account import TollMark
from counterclaim.brief.charts import (
    MARK_LIMIT,
    VOICE_LIMIT,
    EventDot,
    count_uncharted,
    draw_event_timeline,
    draw_toll_history,
    find_chart_harms,
    find_charted,
    make_toll_rows,
    spread,
)
from counterclaim.brief.draw import draw, load_spec
from counterclaim.brief.plain import make_plain
from counterclaim.model.ids import StatementId

FIRST = datetime(2031, 3, 2, 8, tzinfo=UTC)
#: Words that would be code, were they ever read as an expression, markup or a URL.
HOSTILE = (
    "<script>alert(1)</script>",
    "</text></svg><image href='https://example.org/x'/>",
    "datum.number + event.view",
    "'\"]; signal('x') ${1+1} \\",
    "javascript:alert(1)",
    "Kes\u202etria",
)
#: Voice, number and hours since the first.
ROWS = st.tuples(st.text(max_size=12), st.integers(0, 10**7), st.integers(0, 900))


def mark(
    number: int | None = 5,
    voice: str = "police",
    *,
    hours: float = 0,
    place: int = 0,
    status: str = "current",
    high: int | None = None,
    is_open: bool = False,
    wording: str = "",
) -> TollMark:
    return TollMark(
        statement=StatementId(f"stm_{voice}{place}{hours}{number}"),
        harm="killed",
        voice=voice,
        at=FIRST + timedelta(hours=hours),
        low=number,
        high=high,
        number=number,
        is_open=is_open,
        status=status,
        wording=wording or str(number),
    )


def read_texts(svg: bytes) -> list[str]:
    """Read the words of a drawing."""
    return [each.text or "" for each in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text")]


def test_a_chart_names_its_voices_and_its_counts() -> None:
    marks = [mark(18, "city police", wording="at least 18", is_open=True), mark(24, "Lena Voss", hours=30)]
    texts = read_texts(draw_toll_history(marks, "killed", scheme="light"))
    assert {"city police", "Lena Voss", "at least 18", "24"} <= set(texts)


def test_the_same_counts_give_the_same_bytes() -> None:
    marks = [mark(3), mark(9, "hospital", hours=5), mark(7, hours=9)]
    first = draw_toll_history(marks, "killed", scheme="dark", size="narrow")
    assert first == draw_toll_history(marks, "killed", scheme="dark", size="narrow")
    assert first != draw_toll_history(marks, "killed", scheme="light", size="narrow")


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_a_report_stay_words(words: str) -> None:
    marks = [mark(3, words, wording=words), mark(9, words, hours=5)]
    svg = draw_toll_history(marks, "killed", scheme="light")
    tags = {each.tag.partition("}")[2] for each in ElementTree.fromstring(svg).iter()}
    assert not tags & {"script", "image", "a", "foreignObject", "style"}
    assert any(text.startswith(make_plain(words)[:6]) for text in read_texts(svg))


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=12), st.integers(0, 10**7), st.integers(0, 900)), min_size=2, max_size=12
    )
)
def test_any_voices_and_numbers_give_a_drawing(rows: list[tuple[str, int, int]]) -> None:
    marks = [
        mark(number, voice, hours=hours, place=place) for place, (voice, number, hours) in enumerate(rows)
    ]
    svg = draw_toll_history(marks, "killed", scheme="light")
    assert ElementTree.fromstring(svg).tag.endswith("svg")


def test_nothing_is_fetched() -> None:
    spec = {**load_spec("toll_history"), "data": {"url": "https://example.org/numbers.json"}}
    with pytest.raises(ValueError, match="not allowed"):
        draw(spec, scheme="light", description="x")


def test_what_was_replaced_is_drawn_hollow() -> None:
    rows = make_toll_rows([mark(24, status="superseded"), mark(23, hours=9)], size="wide")
    assert [row["status"] for row in rows] == ["superseded", "current"]
    hollow = draw_toll_history([mark(24, status="superseded"), mark(23, hours=9)], "killed", scheme="light")
    filled = draw_toll_history([mark(24), mark(23, hours=9)], "killed", scheme="light")
    assert hollow.count(b'fill="#fdfcfa"') > filled.count(b'fill="#fdfcfa"')


def test_marks_that_would_cover_each_other_are_moved_apart() -> None:
    marks = [mark(20, "a"), mark(20, "b"), mark(21, "c"), mark(90, "d"), mark(20, "e", hours=48)]
    times = [at for _, at in spread(marks)]
    assert len(set(times[:3])) == 3
    assert times[3] == FIRST and times[4] == FIRST + timedelta(hours=48)
    assert all(at >= each.at for each, at in spread(marks) if each.at)


def test_marks_of_one_moment_stay_where_they_are() -> None:
    assert [at for _, at in spread([mark(20, "a"), mark(20, "b")])] == [FIRST, FIRST]
    assert spread([]) == []


def test_many_voices_share_the_last_series() -> None:
    marks = [mark(5 + place, f"voice {place}", hours=place) for place in range(30)]
    voices = {row["voice"] for row in make_toll_rows(marks, size="wide")}
    assert len(voices) == VOICE_LIMIT and "other voices" in voices


def test_a_chart_keeps_what_stands_and_tells_what_it_leaves_out() -> None:
    gone = [mark(5, "gone", hours=place / 9, place=place, status="superseded") for place in range(MARK_LIMIT)]
    stands = [mark(9, "stands", hours=place, place=place) for place in range(30)]
    kept = find_charted([*gone, *stands], "killed")
    assert len(kept) == MARK_LIMIT and sum(each.status == "current" for each in kept) == 30
    assert count_uncharted([*gone, *stands], "killed") == 30


def test_counts_without_number_or_day_are_left_to_the_table() -> None:
    undated = msgspec.structs.replace(mark(3), at=None)
    assert find_charted([undated, mark(None), mark(4)], "killed") == (mark(4),)
    assert find_chart_harms([undated, mark(None), mark(4)]) == ()
    assert find_chart_harms([mark(4), mark(5, hours=2)]) == ("killed",)


def test_a_timeline_tells_how_many_events_it_shows() -> None:
    dots = [EventDot(FIRST.date(), 12, True), EventDot(FIRST.date() + timedelta(days=9), None, False)]
    svg = draw_event_timeline(dots, scheme="light")
    assert b"<title>2 events over time" in svg
    assert ElementTree.fromstring(draw_event_timeline([], scheme="dark")).tag.endswith("svg")


def test_what_one_voice_says_alike_at_one_moment_is_one_mark() -> None:
    alike = [mark(57, place=place) for place in range(3)]
    other = mark(57, "hospital")
    assert find_charted([*alike, other], "killed") == (alike[0], other)
    assert count_uncharted([*alike, other], "killed") == 0

"""The stretches of a text join to the text, and each statement keeps its words, whatever overlaps."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.serve.report_page import escape_text
from counterclaim.serve.segments import Mark, cut_segments

TEXTS = st.text(st.characters(exclude_characters="\0", codec="utf-8"), max_size=60)
MARKS = st.lists(
    st.tuples(st.integers(-3, 65), st.integers(-3, 65), st.sampled_from(("a", "b", "c"))), max_size=8
)


class _Words(HTMLParser):
    """Gathers the text of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""

    def handle_data(self, data: str) -> None:
        self.words += data


@given(text=TEXTS, marks=MARKS)
def test_stretches_join_to_the_text_and_marks_keep_their_words(
    text: str, marks: list[tuple[int, int, str]]
) -> None:
    made = [Mark(*mark) for mark in marks]
    segments = cut_segments(text, made)
    assert "".join(each.text for each in segments) == text
    for name in ("a", "b", "c"):
        own = {at for mark in made if mark.statement == name for at in range(mark.start, mark.end)}
        place, covered = 0, set()
        for each in segments:
            if name in each.statements:
                covered |= set(range(place, place + len(each.text)))
            place += len(each.text)
        assert covered == own & set(range(len(text)))


@given(text=TEXTS)
def test_an_escaped_text_holds_no_markup_and_reads_back_the_same(text: str) -> None:
    escaped = str(escape_text(text))
    assert "<" not in escaped
    assert "\r" not in escaped
    parser = _Words()
    parser.feed(escaped)
    parser.close()
    assert parser.words == text

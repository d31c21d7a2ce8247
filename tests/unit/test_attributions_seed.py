"""The report that the product was made for: its voices, found by general rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterclaim.annotate.attributions import find_speakers_of
from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.pipeline import annotate_report
from counterclaim.model.report import make_report
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker

SEED = "seeds/000_2d7615694dbad056.txt"


@pytest.fixture
def seed(shared: Path) -> AnnotatedReport:
    """Annotate the seed report, or skip where it is missing."""
    path = shared / SEED
    if not path.is_file():
        pytest.skip(f"{SEED} is not here")
    return annotate_report(make_report(path.read_text(encoding="utf-8")))


def speakers_at(seed: AnnotatedReport, words: str) -> tuple[Speaker, ...]:
    """Return the chain of speakers of the words' first occurrence."""
    start = seed.report.text.index(words)
    return find_speakers_of(Span(start, start + len(words)), seed.attributions)


def test_stray_mark_is_found_and_no_other(seed: AnnotatedReport) -> None:
    marks = [(mark.start, seed.report.text[mark.start]) for mark in seed.quotations.stray_marks]
    assert marks == [(seed.report.text.index(" “.") + 1, "“")]


def test_both_figures_belong_to_the_antecedent_with_its_office(seed: AnnotatedReport) -> None:
    for figure in ("84", "284"):
        (speaker,) = speakers_at(seed, figure)
        assert speaker.name == "Jafar Miadfar"
        assert speaker.role == "head of the country's emergency services"
        assert (speaker.kind, speaker.named) == ("authority", True)


def test_chain_of_the_rejected_suggestion(seed: AnnotatedReport) -> None:
    names = [(speaker.name, speaker.named) for speaker in speakers_at(seed, "Washington")]
    assert names == [("senior U.S. official", False), ("U.S. State Department", True)]


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("We are focused", ["Daniel Hagari"]),
        ("heavy price", ["Ebrahim Raissi"]),
        ("activated their", ["Islamic State"]),
        ("And kill them wherever you", ["Islamic State"]),
        ("incorporated", ["Islamic State"]),
        ("more than 80", ["Islamic State"]),
        ("Israel is responsible", ["Pro-government media"]),
        ("blurred", ["some media outlets"]),
        ("The attack occurred", []),
        ("44 women", []),
    ],
)
def test_voice_of_words(seed: AnnotatedReport, words: str, names: list[str]) -> None:
    assert [speaker.name for speaker in speakers_at(seed, words)][: len(names) or None] == names

"""What a figure is and why, as people read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

import pytest
import typer
from rich.console import Console, RenderableType

from counterclaim.brief.account import ChosenFigure
from counterclaim.brief.chosen import explain
from counterclaim.brief.figures import say_chosen, say_figure, say_moment
from counterclaim.brief.said import make_book
from counterclaim.brief.why import render_explanations, render_figures, to_resolution_record
from counterclaim.cli.moments import parse_moment
from counterclaim.model.resolution import AsOf, ClaimStatus, Days, Figure, Grade, Resolution
from counterclaim.model.values import PlaceValue
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import POLICIES, find_resolutions, resolve
from tests.dossiers import DOCTOR, POLICE, Told, killed, make_dossier


def explain_all(resolutions: Sequence[Resolution], case: Case) -> list[ChosenFigure]:
    """Put what policies chose of a case into words."""
    book = make_book(case.testimonies)
    return [explain(each, book) for each in resolutions]


def show(rendered: RenderableType, width: int = 100) -> str:
    """Print as it goes into a pipe."""
    console = Console(width=width, highlight=False)
    with console.capture() as capture:
        console.print(rendered)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(low=18, best=18, high=18), "18"),
        (Figure(low=18, best=20, high=24), "18 to 24, best 20"),
        (Figure(low=18, best=18, high=18, is_open=True), "18 or more"),
        (Figure(low=18, best=None, high=24, is_open=True), "18 to 24 or more"),
        (Figure(low=0, best=0, high=0), "0"),
        (None, ""),
    ],
)
def test_a_figure_in_words(figure: Figure | None, expected: str) -> None:
    assert say_figure(figure) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "left blank"),
        ((), "left blank"),
        ("18-", "18-"),
        (Days(start=date(2031, 3, 2), end=date(2031, 3, 2), day=date(2031, 3, 2)), "2031-03-02"),
        (
            Days(start=date(2031, 3, 1), end=date(2031, 3, 7), day=date(2031, 3, 4), precision=2),
            "2031-03-04, between 2031-03-01 and 2031-03-07 (precision 2)",
        ),
        (PlaceValue(name="Tarn\nBridge", wording="Tarn Bridge"), "Tarn Bridge"),
        (ClaimStatus(status="blamed_denied", flags=("no_comment",)), "blamed denied (no comment)"),
        (Grade(grade="fair", why="two sources"), "fair (two sources)"),
    ],
)
def test_what_a_policy_chose_in_words(value: object, expected: str) -> None:
    assert say_chosen(value) == expected


def test_every_kind_of_value_in_the_catalog_can_be_said() -> None:
    case = make_case(make_dossier(Told(said=[killed(18), killed(24, speaker=DOCTOR)])))
    for entry in POLICIES.values():
        for field in entry.fields:
            said = say_chosen(resolve(entry.name, field, case).value)
            assert said and "Struct" not in said and "{" not in said


def test_an_explanation_names_rule_words_voice_and_reason() -> None:
    told = [
        Told(said=[killed(18, op="at_least", speaker=POLICE)], day=3),
        Told(said=[killed(24, speaker=DOCTOR)], day=5, outlet="Coast Daily"),
    ]
    case = make_case(make_dossier(*told))
    shown = show(render_explanations(explain_all([resolve("gtd.recency/2019", "killed", case)], case)), 200)
    lines = [line.strip() for line in shown.splitlines()]
    assert lines[0] == "killed by gtd.recency/2019: 24"
    assert "after the published codebook" in lines[1]
    assert "24 — Lena Voss, hospital director, Coast Daily 2031-03-05" in shown
    aside = next(place for place, line in enumerate(lines) if line.startswith("set aside"))
    assert "Tarn Bridge police, Delta Wire 2031-03-03" in lines[aside]
    assert lines[aside + 1] == "“18 people killed”"
    assert lines[aside + 2] == "→ is older, or not the figure of the majority or the lowest"


def test_a_blank_says_that_it_rests_on_nothing() -> None:
    case = make_case(make_dossier(Told(said=[])))
    shown = show(render_explanations(explain_all(find_resolutions(case, "gtd.recency/2019"), case)))
    assert "killed by gtd.recency/2019: left blank" in shown
    assert "nothing that was said, so it is left blank" in shown


def test_figures_are_a_line_a_field() -> None:
    said = [killed(18), killed(30, speaker=DOCTOR), killed(40, harm="injured")]
    case = make_case(make_dossier(Told(said=said)))
    lines = show(render_figures(explain_all(find_resolutions(case, "cc.interval/1"), case))).splitlines()
    assert lines == [
        "killed   18 to 30, best 18 by cc.interval/1 contested",
        "injured  40 by cc.interval/1",
    ]


def test_a_resolution_for_programs_carries_its_rule() -> None:
    case = make_case(make_dossier(Told(said=[killed(18)])), AsOf(published=datetime(2031, 4, 1, tzinfo=UTC)))
    record = to_resolution_record(resolve("gtd.recency/2019", "killed", case))
    assert record["policy"] == "gtd.recency/2019" and record["provenance"] == "after the published codebook"
    assert record["as_of"]["published"] == "2031-04-01T00:00:00Z"
    assert list(record["used"]) == [case.testimonies[0].statement.id]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (None, None),
        ("2031-03-03", datetime(2031, 3, 3, 23, 59, 59, 999999, tzinfo=UTC)),
        ("2031-03-03T18:00", datetime(2031, 3, 3, 18, tzinfo=UTC)),
        ("2031-03-03T18:00+02:00", datetime(2031, 3, 3, 16, tzinfo=UTC)),
    ],
)
def test_moments(text: str | None, expected: datetime | None) -> None:
    assert parse_moment(text, option="--as-of") == expected


def test_a_moment_that_is_none_says_how_to_write_it() -> None:
    with pytest.raises(typer.BadParameter, match="write 2024-01-31"):
        parse_moment("last week", option="--as-of")


def test_a_moment_in_words() -> None:
    assert say_moment(AsOf()) == ""
    moment = AsOf(published=datetime(2031, 3, 3, 18, tzinfo=UTC))
    assert say_moment(moment) == "published by 2031-03-03T18:00+00:00"

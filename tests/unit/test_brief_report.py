from __future__ import annotations

import msgspec
import pytest
from rich.console import Console

from counterclaim.brief.plain import make_plain
from counterclaim.brief.report import find_disputed_tolls, render_brief
from counterclaim.brief.words import get_position, say_quote, say_speakers, say_toll
from counterclaim.model.report import make_report
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Coding, Speaker, Statement
from counterclaim.model.values import TollValue
from tests.factories import (
    MAYOR,
    make_coding,
    make_mention,
    make_position,
    make_statement,
    make_test_report,
    make_toll,
    make_velmora_coding,
)


def show(coding: Coding, width: int = 80) -> str:
    """Print a brief as it goes into a pipe."""
    console = Console(width=width, highlight=False)
    with console.capture() as capture:
        console.print(render_brief(coding))
    return capture.get()


def test_disputes_stand_before_the_event() -> None:
    shown = show(make_velmora_coding())
    order = [
        shown.index(words)
        for words in (
            "Who says who is responsible",
            "Tolls in conflict or replaced",
            "Event:",
            "Planned event:",
        )
    ]
    assert order == sorted(order)


def test_positions_are_grouped_by_actor_with_speaker_and_words() -> None:
    lines = [" ".join(line.split()) for line in show(make_velmora_coding()).splitlines()]
    blamed = lines.index("blamed by Velmoran officials (unnamed)")
    assert lines[blamed - 1] == "Ostrava Sul"
    assert lines[blamed + 1] == "“Velmoran officials blamed neighbouring Ostrava Sul”"
    assert lines[blamed + 2] == "denied by Ostrava Sul"


def test_every_value_stands_with_its_speaker() -> None:
    shown = show(make_velmora_coding(), width=120)
    assert "2031-03-03 — narrator: the report itself" in shown
    assert "Ilsa Tarn, mayor" in shown


def test_plain_brief_has_no_colour_and_fits_80_columns() -> None:
    shown = show(make_velmora_coding())
    assert "\x1b" not in shown
    assert max(map(len, shown.splitlines())) <= 80


def test_words_of_the_report_are_no_markup() -> None:
    report = make_report("[red]Two[/red] men died, \x1b[31mthe mayor\u202e said.")
    statement = make_statement(report, "killed", make_toll("[red]Two[/red]", 2), report.text)
    shown = show(make_coding(report, [make_mention()], [statement]), width=200)
    assert "[red]Two[/red]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown


def test_report_without_an_event_says_so() -> None:
    assert "No violent or political event" in show(make_coding(make_test_report()))


def test_background_keeps_its_own_responsibility() -> None:
    report = make_test_report()
    statement = make_statement(report, "responsibility", make_position("Harrow Front", "blame"), "the attack")
    shown = show(make_coding(report, [make_mention(role="background")], [statement]))
    assert shown.index("Earlier event:") < shown.index("blamed by")


def count(n: int, *, speakers: tuple[Speaker, ...] = (), **changes: object) -> Statement:
    """Make a killed statement; the changes are of its value."""
    value = msgspec.structs.replace(make_toll(str(n), n), **changes)
    return make_statement(make_test_report(), "killed", value, "31 people", speakers=speakers)


@pytest.mark.parametrize(
    ("statements", "disputed"),
    [
        ([count(31), count(40, speakers=(MAYOR,))], 2),
        ([count(31), count(30, high=None)], 0),
        ([count(31), count(40, superseded=True)], 2),
        ([count(31), count(12, group="children")], 0),
        ([count(31), count(31, speakers=(MAYOR,))], 0),
        ([count(31), msgspec.structs.replace(count(31, speakers=(MAYOR,)), polarity="-")], 2),
    ],
    ids=["disjoint", "bounds overlap", "replaced", "a part", "agree", "denied"],
)
def test_disputed_tolls(statements: list[Statement], disputed: int) -> None:
    assert len(find_disputed_tolls(statements)) == disputed


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (make_toll("1,200", 1200), "1,200"),
        (make_toll("eighty-four", 84), "eighty-four = 84"),
        (make_toll("at least 40", 40, op="at_least", group="children"), "at least 40, children"),
        (TollValue(op="plural", wording="dozens"), "dozens"),
    ],
)
def test_say_toll(value: TollValue, words: str) -> None:
    assert say_toll(value) == words


def test_say_speakers_puts_the_outermost_first() -> None:
    chain = (Speaker(name="Velmora Post", kind="media"), Speaker(name="a medic", named=False))
    assert say_speakers(chain) == "Velmora Post quoting a medic (unnamed)"


def test_say_quote_cuts_at_a_word() -> None:
    quote = say_quote([Evidence(0, 15, "two men\nand one"), Evidence(20, 27, "in town")], length=24)
    assert quote == "“two men and one … in …”"


@pytest.mark.parametrize(("offset", "expected"), [(0, (1, 1)), (3, (1, 4)), (4, (2, 1)), (6, (2, 3))])
def test_get_position_counts_from_one(offset: int, expected: tuple[int, int]) -> None:
    assert get_position("abc\ndef", offset) == expected


def test_make_plain_keeps_letters_of_every_script() -> None:
    assert make_plain(" ké\tرام \x07\u200f\n維") == "ké رام 維"

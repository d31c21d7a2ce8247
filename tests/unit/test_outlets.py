"""The user's table of outlets: names and addresses, and the line of what does not fit."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import pytest

from counterclaim.errors import TableFileError
from counterclaim.export.acled_actors import load_acled
from counterclaim.model.report import Edition, make_report
from counterclaim.read.found import Notice
from counterclaim.read.outlets import (
    NO_OUTLETS,
    Outlet,
    Outlets,
    Scale,
    settle_notice,
    settle_outlet,
)
from counterclaim.read.outlets_file import load_outlets
from tests.conftest import REPOSITORY

EXAMPLE = REPOSITORY / "examples" / "outlets.toml"
POST = Outlet(
    name="Velmora Post", aliases=("The Velmora Post",), domains=("velmora-post.example",), admiralty="B"
)
SPORT = Outlet(name="Post Sport", domains=("sport.velmora-post.example", "velmora-post.example/sport/"))
CHANNEL = Outlet(name="Dawn", domains=("https://t.me/HighlandDawn",), party="Highland Dawn Front")
TABLE = Outlets([POST, SPORT, CHANNEL])


@pytest.mark.parametrize(
    ("name", "url", "expected"),
    [
        ("Velmora Post", None, POST),
        ("the  VELMORA post", None, POST),
        ("Vélmora Post", None, POST),
        ("Velmora Post – News", "https://www.velmora-post.example/a?b=1", POST),
        (None, "https://live.velmora-post.example/", POST),
        (None, "https://sport.velmora-post.example/x", SPORT),
        (None, "https://velmora-post.example/Sport/2031/match", SPORT),
        (None, "https://velmora-post.example/sports", POST),
        (None, "https://t.me/highlanddawn/12", CHANNEL),
        (None, "https://t.me/other/12", None),
        ("Post Sport", "https://velmora-post.example/a", SPORT),
        (None, "https://not-velmora-post.example/", None),
        (None, "https://example/", None),
        (None, "http://[broken", None),
        (None, None, None),
    ],
)
def test_an_outlet_is_found_by_its_name_then_by_its_address(
    name: str | None, url: str | None, expected: Outlet | None
) -> None:
    assert TABLE.find(name, url) == expected


def test_a_report_gets_its_outlets_name_and_party() -> None:
    report = make_report(
        "We fired.", outlet="x", url="https://t.me/highlanddawn/12", byline=("A",), path="a.json"
    )
    settled = settle_outlet(report, TABLE)
    assert (settled.outlet, settled.edition) == ("Dawn", Edition(party="Highland Dawn Front"))
    assert (settled.text, settled.byline, settled.path) == (report.text, ("A",), "a.json")
    assert settled.id != report.id
    assert settle_outlet(settled, TABLE) == settled


def test_a_party_that_a_feed_names_itself_stays() -> None:
    report = make_report("We fired.", outlet="Dawn", edition=Edition(guid="1", party="Dawn Youth"))
    assert settle_outlet(report, TABLE) == report


def test_without_a_table_nothing_changes() -> None:
    report = make_report("Rain.", outlet="The Velmora Post", url="https://velmora-post.example/a")
    assert settle_outlet(report, NO_OUTLETS) is report


def test_a_notice_meets_the_reports_of_its_outlet() -> None:
    notice = Notice(guid="1", by="the velmora post", reason="killed", where="feed")
    assert settle_notice(notice, TABLE).by == "Velmora Post"
    assert settle_notice(notice, NO_OUTLETS) == notice


def test_letters_are_found_by_the_names_asked_for() -> None:
    assert TABLE.find_letters(["The Velmora Post", "Dawn", "Quay Radio"]) == {"The Velmora Post": "B"}


def test_the_example_loads_and_is_what_the_reference_shows() -> None:
    table = load_outlets(EXAMPLE)
    assert table.find("3w", None) == table.find(None, "https://third-wire.example/story/1")
    channel = table.find(None, "https://t.me/highlanddawn/7")
    assert channel is not None
    assert channel.party == "Highland Dawn Front"
    shown = (REPOSITORY / "docs/reference/outlets.md").read_text(encoding="utf-8").split("```toml\n")[1]
    text = EXAMPLE.read_text(encoding="utf-8")
    for line in shown.split("```")[0].splitlines():
        assert line in text.splitlines()


def test_scales_are_those_of_acled() -> None:
    assert frozenset(get_args(Scale)) == load_acled().source_scales


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("[[outlet]]\nscale = 'National'\n", ":1: Object missing required field `name`"),
        ("[[outlet]]\nname = ''\n", ":2: name: Expected `str` of length >= 1"),
        (
            "[[outlet]]\nname = 'A'\n\n[[outlet]]\nname = 'B'\nscale = 'Local'\n",
            ":6: scale: Invalid enum value 'Local'",
        ),
        ("[[outlet]]\nname = 'A'\nadmiralty = 'H'\n", ":3: admiralty: Invalid enum value 'H'"),
        ("[[outlet]]\nname = 'A'\ncountry = 'Velmora'\n", ":3: country: Expected `str` matching regex"),
        ("[[outlet]]\nname = 'A'\nreliability = 'A'\n", ":3: Object contains unknown field `reliability`"),
        ("[[outlet]]\nname = 'A'\ndomains = 'a.example'\n", ":3: domains: Expected `array`, got `str`"),
        ("[[outlet]]\nname = 'A'\ndomains = ['nowhere']\n", ":3: 'nowhere' is no domain"),
        ("[[outlet]]\nname = 'A'\n[[outlet]]\nname = 'B'\naliases = ['a']\n", ":5: 'a' is also a name of A"),
        ("[[outlet]]\nname = 'A'\n[[outlet]]\nname = ' a '\n", ":4: 'a' is also a name of A"),
        (
            "[[outlet]]\nname = 'A'\ndomains = ['a.example']\n"
            "[[outlet]]\nname = 'B'\ndomains = ['www.A.example/']\n",
            ":6: 'a.example' also belongs to A",
        ),
        ("[[outlets]]\nname = 'A'\n", ":1: 'outlets' is not known here; known: outlet"),
        ("[outlet]\nname = 'A'\n", "outlet is no list of tables"),
        ("outlet = 'A\n", "is no TOML: "),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, words: str, expected: str) -> None:
    path = tmp_path / "outlets.toml"
    path.write_text(words, encoding="utf-8")
    with pytest.raises(TableFileError) as raised:
        load_outlets(path)
    assert str(raised.value).startswith(str(path))
    assert expected in str(raised.value)

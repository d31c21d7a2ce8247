"""The file of feeds to follow: what it may say, and the line of what does not fit."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counterclaim.errors import TableFileError
from counterclaim.watch.plan import DEFAULT_INTERVAL, Feed, load_plan, parse_interval

FILE = """# Who we follow.
interval = "5m"

[[feed]]
url = "https://velmora-post.example/rss"
outlet = "Velmora Post"
interval = "2h"

[[feed]]
folder = "incoming"
format = "jsonl"
"""


def write(tmp_path: Path, words: str) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(words, encoding="utf-8")
    return path


def test_feeds_and_folders_are_loaded(tmp_path: Path) -> None:
    page, folder = load_plan(write(tmp_path, FILE))
    assert page == Feed(
        place="https://velmora-post.example/rss",
        is_folder=False,
        interval=timedelta(hours=2),
        outlet="Velmora Post",
    )
    assert folder == Feed(
        place=str(tmp_path / "incoming"), is_folder=True, interval=timedelta(minutes=5), format="jsonl"
    )


def test_an_interval_of_the_command_stands_for_the_files_own(tmp_path: Path) -> None:
    page, folder = load_plan(write(tmp_path, FILE), interval=timedelta(minutes=1))
    assert (page.interval, folder.interval) == (timedelta(hours=2), timedelta(minutes=1))
    (plain,) = load_plan(write(tmp_path, '[[feed]]\nurl = "https://a.example/"\n'))
    assert plain.interval == DEFAULT_INTERVAL


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", "names no feed"),
        ("[[feed]]\nurl = 'https://a.example'\nfolder = 'b'\n", ":1: name it by one of url = and folder ="),
        ("\n\n[[feed]]\noutlet = 'A'\n", ":3: name it by one of url = and folder ="),
        ("[[feed]]\nurl = 'a.example/rss'\n", ":2: 'a.example/rss' is no address"),
        ("[[feed]]\nurl = 'https://a.example'\n\ninterval = '3 weeks'\n", ":4: '3 weeks' is no time"),
        ("[[feed]]\nurl = 'https://a.example'\ninterval = '1s'\n", ":3: '1s' is too short"),
        ("[[feed]]\nurl = 'https://a.example'\nformat = 'docx'\n", ":3: format: Invalid enum value 'docx'"),
        ("[[feed]]\nurl = 'https://a.example'\nevery = '5m'\n", ":3: Object contains unknown field `every`"),
        ("[[feed]]\nurl = 7\n", ":2: url: Expected `str | null`, got `int`"),
        ("feeds = 3\n", ":1: 'feeds' is not known here; known: feed, interval"),
        ("feed = 3\n", "feed is no list of tables"),
        ("interval = '1x'\n[[feed]]\nurl = 'https://a.example'\n", "'1x' is no time"),
        ("[[feed]\n", "is no TOML"),
        ("[[feed]]\nurl = 'https://a.example'\n" * 2, ":3: https://a.example is named twice"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, words: str, expected: str) -> None:
    path = write(tmp_path, words)
    with pytest.raises(TableFileError) as raised:
        load_plan(path)
    assert str(raised.value).startswith(str(path))
    assert expected in str(raised.value)


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(TableFileError, match="cannot be read: No such file"):
        load_plan(tmp_path / "none.toml")
    (tmp_path / "odd.toml").write_bytes(b"# caf\xe9\n")
    with pytest.raises(TableFileError, match=r"is not UTF-8 text \(byte 5\)"):
        load_plan(tmp_path / "odd.toml")


@pytest.mark.parametrize(
    ("words", "seconds"), [("90s", 90), ("10m", 600), (" 2h ", 7200), ("1d", 86400), ("15 m", 900)]
)
def test_intervals_are_parsed(words: str, seconds: int) -> None:
    assert parse_interval(words) == timedelta(seconds=seconds)

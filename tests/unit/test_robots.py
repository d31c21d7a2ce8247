from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.read.web.robots import EVERYTHING, MAX_BYTES, MAX_DELAY, RobotRule, Robots, read_robots

AGENT = "Counterclaim"


@pytest.mark.parametrize(
    ("lines", "path", "expected"),
    [
        ("", "/a", True),
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /", "/robots.txt", True),
        ("User-agent: *\nDisallow:", "/a", True),
        ("User-agent: other\nDisallow: /", "/a", True),
        # One's own group counts alone, wherever it stands and however it is written.
        ("User-agent: *\nDisallow: /\n\nuser-agent: COUNTERCLAIM # us\nAllow: /", "/a", True),
        ("User-agent: counterclaim\nDisallow: /x\n\nUser-agent: *\nDisallow: /", "/a", True),
        ("User-agent: counterclaim\n\nUser-agent: *\nDisallow: /", "/a", False),
        # Several names before one group, and several groups of one name.
        ("User-agent: a\nUser-agent: Counterclaim\nDisallow: /x", "/x/1", False),
        ("User-agent: Counterclaim\nAllow: /x\nUser-agent: b\nAllow: /\n"
         "User-agent: Counterclaim\nDisallow: /y", "/y", False),
        # The longest rule decides; of two as long the one that allows.
        ("User-agent: *\nDisallow: /news\nAllow: /news/world", "/news/world/1", True),
        ("User-agent: *\nAllow: /news\nDisallow: /news/world", "/news/world/1", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a", "/a", True),
        # Wildcards, the end, and queries.
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "/x/a.pdf?b", True),
        ("User-agent: *\nDisallow: /*?print=", "/a?x=1&print=2", True),
        ("User-agent: *\nDisallow: /*print=", "/a?x=1&print=2", False),
        ("User-agent: *\nDisallow: /a$", "/a", False),
        ("User-agent: *\nDisallow: /a$", "/ab", True),
        ("User-agent: *\nDisallow: /a*a$", "/a", True),
        ("User-agent: *\nDisallow: /**b", "/ab", False),
        # Percent-encoding is one thing in many spellings, but a slash that is encoded is no slash.
        ("User-agent: *\nDisallow: /caf%C3%A9", "/caf%c3%a9", False),
        ("User-agent: *\nDisallow: /café", "/caf%C3%A9", False),
        ("User-agent: *\nDisallow: /%7Eann", "/~ann", False),
        ("User-agent: *\nDisallow: /a/b", "/a%2Fb", True),
        # What is no rule is passed over.
        ("<html>not robots</html>\nUser-agent: *\nSitemap: x\nNoise\nDisallow: /a", "/a", False),
        ("\ufeffUser-agent: *\nDisallow: /a", "/a", False),
        ("Disallow: /", "/a", True),
    ],
)  # fmt: skip
def test_a_path_is_allowed_as_the_standard_says(lines: str, path: str, expected: bool) -> None:
    assert read_robots(lines.encode(), AGENT).allows(path) is expected


@pytest.mark.parametrize(
    ("words", "seconds"),
    [("2.5", 2.5), ("9999", MAX_DELAY), ("inf", MAX_DELAY), ("soon", 0), ("-1", MAX_DELAY), ("", 0)],
)
def test_the_delay_is_read_within_bounds(words: str, seconds: float) -> None:
    assert read_robots(f"User-agent: *\nCrawl-delay: {words}".encode(), AGENT).delay == seconds


@given(st.binary(max_size=400), st.text(max_size=40))
def test_anything_can_be_read(raw: bytes, path: str) -> None:
    assert read_robots(raw, AGENT).allows(f"/{path}") in (True, False)


def test_no_pattern_takes_long() -> None:
    start = time.process_time()
    robots = Robots(rules=(RobotRule("/" + "*a" * 500 + "$", False),))
    assert robots.allows("/" + "a" * 20_000 + "b")
    many = read_robots(b"User-agent: *\n" + b"Disallow: /x*y\n" * (2 * MAX_BYTES // 15), AGENT)
    assert many.allows("/x")
    assert time.process_time() - start < 2


def test_everything_is_everything() -> None:
    assert EVERYTHING.allows("/")

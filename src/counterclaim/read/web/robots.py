"""What a site lets programs read: robots.txt (RFC 9309).

The standard library's parser knows neither wildcards nor the longest match, which RFC 9309 asks for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import msgspec

#: Bytes of a robots.txt that are read (RFC 9309, 2.5: at least 500 KiB).
MAX_BYTES = 512_000
#: Seconds between pages that a site may ask for; one that asks for more is not worth waiting for.
MAX_DELAY = 60.0

_ENCODED = re.compile(r"%([0-9A-Fa-f]{2})")
_ASCII = "".join(map(chr, range(0x21, 0x7F)))
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")


class RobotRule(msgspec.Struct, frozen=True):
    """One line that allows or disallows paths."""

    pattern: str
    is_allowed: bool


class Robots(msgspec.Struct, frozen=True, kw_only=True):
    """What one site lets one program read."""

    rules: tuple[RobotRule, ...] = ()
    #: Seconds between two pages that the site asks for.
    delay: float = 0.0

    def allows(self, path: str) -> bool:
        """Tell whether a path, with its query, may be read: the longest rule decides (2.2.2)."""
        if path == "/robots.txt":
            return True
        wanted = _normalise(path)
        fitting = [rule for rule in self.rules if _fits(rule.pattern, wanted)]
        # Of rules of one length the one that allows wins.
        best = max(fitting, key=lambda rule: (len(rule.pattern), rule.is_allowed), default=None)
        return best is None or best.is_allowed


#: Where there is no robots.txt everything may be read (2.3.1.3).
EVERYTHING = Robots()
#: Where the site fails to give it, nothing may (2.3.1.4).
NOTHING = Robots(rules=(RobotRule("/", False),))


def read_robots(raw: bytes, agent: str) -> Robots:
    """Read what a robots.txt says to one program.

    Args:
        raw: the file; what is beyond `MAX_BYTES` is not read.
        agent: name of the program, such as `Counterclaim`; case does not count.
    """
    groups: dict[str, list[tuple[str, str]]] = {}
    named: list[str] = []
    is_open = False
    for key, words in _iter_lines(raw[:MAX_BYTES]):
        if key == "user-agent":
            named = [*named, words.lower()] if is_open else [words.lower()]
            is_open = True
        elif key in ("allow", "disallow", "crawl-delay"):
            # Groups of one program are taken together (2.2.1).
            for name in named:
                groups.setdefault(name, []).append((key, words))
            is_open = False
        for name in named:
            groups.setdefault(name, [])
    lines = groups.get(agent.lower(), groups.get("*", []))
    # An empty pattern says nothing: "Disallow:" is how everything is allowed.
    rules = tuple(
        RobotRule(_normalise(words), key == "allow") for key, words in lines if key != "crawl-delay" and words
    )
    delays = (_read_seconds(words) for key, words in lines if key == "crawl-delay")
    return Robots(rules=rules, delay=min(max(delays, default=0.0), MAX_DELAY))


def _iter_lines(raw: bytes) -> Iterator[tuple[str, str]]:
    text = raw.decode("utf-8", "replace").removeprefix("\ufeff")
    for line in text.splitlines():
        key, colon, words = line.partition("#")[0].partition(":")
        if colon:
            yield key.strip().lower(), words.strip()


def _fits(pattern: str, path: str) -> bool:
    """Tell whether a path begins as a pattern says: `*` is anything, a last `$` is the end (2.2.3)."""
    is_whole = pattern.endswith("$")
    first, *others = pattern.removesuffix("$").split("*")
    if not path.startswith(first):
        return False
    if not others:
        return not is_whole or path == first
    at = len(first)
    # The earliest place of each piece leaves most to the next: no pattern takes long.
    for piece in others[:-1] if is_whole else others:
        found = path.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return not is_whole or (path.endswith(others[-1]) and len(path) - len(others[-1]) >= at)


def _normalise(path: str) -> str:
    """Write a path one way, however it was percent-encoded; what is reserved stays as it is (2.2.2)."""
    return _ENCODED.sub(_decode_one, quote(path, safe=_ASCII))


def _decode_one(found: re.Match[str]) -> str:
    letter = chr(int(found[1], 16))
    return letter if letter in _UNRESERVED else found[0].upper()


def _read_seconds(words: str) -> float:
    try:
        seconds = float(words)
    except ValueError:
        return 0.0
    return seconds if 0 <= seconds < float("inf") else MAX_DELAY

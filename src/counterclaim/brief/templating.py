"""Templates of briefs and pages: everything that a report or a person wrote is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from counterclaim.brief.account import ChosenFigure
from counterclaim.brief.plain import make_plain


@lru_cache(maxsize=4)
def load_environment(packages: Sequence[str] = ("counterclaim.brief",)) -> Environment:
    """Load the templates of some packages; a value that is missing is an error, not a blank.

    Args:
        packages: those with a folder `templates`; a name in the first hides one in the next.
    """
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        # Control and bidirectional marks of a report must not change how the words around them read.
        "plain": make_plain,
        "day": say_day,
        "span": say_span,
        "first_upper": make_first_upper,
        "host": find_host,
    }
    return environment


def say_day(day: date) -> str:
    """Say a day as people write it: 2 March 2024."""
    return f"{day.day} {day:%B %Y}"


def say_span(figure: ChosenFigure) -> str:
    """Say a figure as short as it can be: "23", "19–26", "19–60+"."""
    ends = dict.fromkeys(str(end) for end in (figure.low, figure.high) if end is not None)
    if not ends:
        return figure.value
    return "–".join(ends) + ("+" if figure.is_open else "")


def make_first_upper(words: str) -> str:
    """Make the first letter a capital."""
    return words[:1].upper() + words[1:]


def find_host(url: str) -> str:
    """Find the host of an address, for the words of a link."""
    try:
        return make_plain(urlsplit(url).hostname or "") or "address"
    except ValueError:
        return "address"

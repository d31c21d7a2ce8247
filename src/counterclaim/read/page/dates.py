"""Find when a page says that its article was published and last changed.

In the order of trust: JSON-LD, metadata, marked elements (`<time>`, microdata), a printed line, the
address. A day is never guessed from the copyright of the site, from the text, or from today.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from counterclaim.read.page.linked import find_linked_article
from counterclaim.read.page.marks import load_page_marks

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

#: Years in which a page can have been published; others are mistakes of a template.
YEARS = range(1980, 2100)
#: Longest printed line that is read as a date, in characters.
MAX_LINE = 120
#: Elements that are looked at for one.
MAX_CANDIDATES = 200

_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]?([01]\d)[/-]?([0-3]\d)(?=[/_-]|$)")
_WORD = re.compile(r"[^\W\d_]{3,}")
_APART = ("aside", "nav", "footer")


class PageMoments(NamedTuple):
    """When a page was published and changed, each as well as it tells."""

    #: The day in the calendar of the page.
    published: date | None
    #: With its zone; None where only the day is known.
    published_at: datetime | None
    #: With its zone; None where nothing was changed since.
    modified_at: datetime | None


def find_moments(tree: HtmlElement, address: str | None) -> PageMoments:
    """Find when the article of a page was published and last changed."""
    article = find_linked_article(tree)
    metadata = _find_metadata(tree)
    marks = load_page_marks()
    told = list(_read_all(_iter_told(article, metadata, "datePublished", marks.published)))
    told = told or list(_read_all(_iter_marked(tree)))
    changed = _read_all(_iter_told(article, metadata, "dateModified", marks.modified))
    published = _choose(told)
    zoned = published if isinstance(published, datetime) and published.tzinfo else None
    modified_at = next((each for each in changed if isinstance(each, datetime) and each.tzinfo), None)
    is_later = modified_at is not None and (zoned is None or modified_at > zoned)
    return PageMoments(
        published=_get_day(published) or _find_printed(tree) or _find_in_address(address),
        published_at=zoned,
        modified_at=modified_at if is_later else None,
    )


def read_moment(words: str) -> date | datetime | None:
    """Read ISO 8601 or the dates of e-mail; a day without an hour stays a day."""
    told = words.strip()
    for read in (date.fromisoformat, datetime.fromisoformat, parsedate_to_datetime):
        try:
            found = read(told)
        except (ValueError, OverflowError, TypeError, IndexError):
            continue
        return found if found.year in YEARS else None
    return None


def _iter_told(
    article: Mapping[str, Any], metadata: Mapping[str, str], key: str, names: Iterable[str]
) -> Iterator[str]:
    linked = article.get(key)
    if isinstance(linked, str):
        yield linked
    yield from (metadata[name] for name in names if name in metadata)


def _find_metadata(tree: HtmlElement) -> dict[str, str]:
    """Find the metadata of a page by name in lower case; the first of a name counts."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        if content:
            for attribute in ("property", "name", "itemprop"):
                found.setdefault((element.get(attribute) or "").lower(), content)
    return found


def _iter_marked(tree: HtmlElement) -> Iterator[str]:
    """Yield the dates of elements that mark the publication, or of the only day that is marked."""
    times = [element for element in tree.iter("time") if not _is_apart(element)]
    for element in tree.iterfind(".//*[@itemprop='datePublished']"):
        yield element.get("datetime") or element.get("content") or element.text_content()[:MAX_LINE]
    for element in times:
        if element.get("pubdate") is not None or "publish" in (element.get("class") or "").lower():
            yield element.get("datetime") or ""
    # Several marked days are those of other articles or of a live page: none of them is chosen.
    marked = [element.get("datetime") or "" for element in times[:MAX_CANDIDATES]]
    if len({_get_day(read_moment(each)) for each in marked}) == 1:
        yield from marked


def _find_printed(tree: HtmlElement) -> date | None:
    """Find the day that is printed in an element for dates; figures alone may be day or month first."""
    from htmldate.extractors import try_date_expr

    earliest, latest = datetime(YEARS[0], 1, 1), datetime(YEARS[-1], 12, 31)
    days = {
        day
        for line in _iter_printed(tree)
        if _WORD.search(line)
        and (read := try_date_expr(line, "%Y-%m-%d", False, earliest, latest))
        and (day := _get_day(read_moment(read)))
    }
    return days.pop() if len(days) == 1 else None


def _iter_printed(tree: HtmlElement) -> Iterator[str]:
    words = load_page_marks().date_words
    seen = 0
    for element in tree.iter("p", "span", "div", "time", "li", "em", "small"):
        named = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        if (element.tag == "time" or any(word in named for word in words)) and not _is_apart(element):
            seen += 1
            line = " ".join(element.text_content().split())
            if 0 < len(line) <= MAX_LINE:
                yield line
        if seen >= MAX_CANDIDATES:
            return


def _find_in_address(address: str | None) -> date | None:
    found = _IN_ADDRESS.search(address or "")
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _read_all(told: Iterable[str]) -> Iterator[date | datetime]:
    return (moment for each in told if (moment := read_moment(each)) is not None)


def _choose(told: list[date | datetime]) -> date | datetime | None:
    """Choose the first moment, in the words that tell most of it: with its zone, and a local one."""
    if not told:
        return None
    first = told[0]
    same = [each for each in told if _is_same(each, first)]
    return max(same, key=_count_told)


def _is_same(one: date | datetime, other: date | datetime) -> bool:
    """Tell whether two words are for one moment, as far as both tell it."""
    if not (isinstance(one, datetime) and isinstance(other, datetime)):
        return _get_day(one) == _get_day(other)
    if bool(one.tzinfo) != bool(other.tzinfo):
        return one.date() == other.date()
    return abs(one - other) < timedelta(minutes=1)


def _count_told(moment: date | datetime) -> int:
    """Count what words tell: an hour, a zone, and a zone that is the reader's own."""
    if not isinstance(moment, datetime):
        return 0
    offset = moment.utcoffset()
    return 1 if offset is None else 3 if offset else 2


def _get_day(moment: date | datetime | None) -> date | None:
    return moment.date() if isinstance(moment, datetime) else moment


def _is_apart(element: HtmlElement) -> bool:
    """Tell whether an element stands in a part of the page that is no part of the article."""
    return any(parent.tag in _APART for parent in element.iterancestors())

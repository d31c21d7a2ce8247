"""Articles as the crawler news-please saves them: one JSON object, a list of them, or one a line."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import IO

import msgspec

from counterclaim.errors import EmptyReportError, ReportError
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.found import Found
from counterclaim.read.json_values import JsonValue, is_whole_list, iter_json_values
from counterclaim.read.language import find_code
from counterclaim.read.markup import join_words
from counterclaim.read.moments import find_moment
from counterclaim.read.text import normalize_lines
from counterclaim.read.trying import try_report


class _Article(msgspec.Struct, frozen=True, kw_only=True):
    """What is read of an article; the day of the download is no day of publication."""

    maintext: str | None = None
    title: str | None = None
    authors: list[str | None] = []
    date_publish: str | None = None
    date_modify: str | None = None
    source_domain: str | None = None
    url: str | None = None
    language: str | None = None


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read the articles of a file, each a report."""
    number = 0
    for number, value in enumerate(iter_json_values(stream, is_whole_list), start=1):
        place = f"{name}:{number}"
        yield Found(try_report(partial(make_article_report, value, place), place), f"article {number}")
    if not number:
        yield Found(Problem(kind="empty", message="holds no article", where=name))


def make_article_report(value: JsonValue, path: str) -> Report:
    """Make the report of an article.

    Raises:
        ReportError: it is no article of news-please, or one whose text was not found.
    """
    if value.raw is None:
        raise ReportError(value.error)
    try:
        article = msgspec.json.decode(value.raw, type=_Article)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise ReportError(f"is no article of news-please: {error}") from error
    if not article.maintext:
        raise EmptyReportError("has no `maintext`: the crawler found none; read its page instead")
    published, modified = find_moment(article.date_publish), find_moment(article.date_modify)
    return make_report(
        normalize_lines(article.maintext),
        path=path,
        url=article.url,
        outlet=article.source_domain,
        title=join_words(article.title),
        language=(find_code(article.language) or article.language) if article.language else None,
        published=published.day if published else None,
        published_at=published.at if published else None,
        byline=tuple(name for author in article.authors if (name := join_words(author))),
        edition=Edition(edited_at=modified.at if modified and modified != published else None),
    )

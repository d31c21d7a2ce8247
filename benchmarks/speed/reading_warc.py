"""A crawl of pages made from a seed, for `benchmarks.speed.reading`."""

from __future__ import annotations

import io
import random
from pathlib import Path

import trafilatura
from fastwarc.warc import ArchiveIterator, WarcRecordType

from benchmarks.speed.reading import ReadingCase
from counterclaim.model.report import Report
from counterclaim.read.reports import read_reports
from tests.crawls import WarcSample
from tests.pages import make_page

RECORDS = 2_000
_WORDS = """
the mayor of Sandry said that rebels shelled a market near Tarn Bridge on Monday and killed nine people while
officials of Velmora blamed the army of Kestria which denied it and doctors spoke of many wounded
"""


def make_crawl(records: int = RECORDS) -> bytes:
    """Make a crawl of pages about an invented place, each with other words."""
    crawl, chance = WarcSample(), random.Random(1)
    for number in range(records):
        story = tuple(" ".join(chance.choices(_WORDS.split(), k=60)).capitalize() + "." for _ in range(8))
        address = f"https://courier.example/{number}"
        crawl.add(make_page(paragraphs=story), type="text/html; charset=utf-8", address=address)
    return crawl.close()


def read_bare(raw: bytes) -> int:
    """Read a crawl with the libraries alone; return the number of articles."""
    count = 0
    for record in ArchiveIterator(io.BytesIO(raw), record_types=WarcRecordType.response, parse_http=True):
        page = record.reader.read().decode()
        found = trafilatura.bare_extraction(
            page, url=record.headers.get("WARC-Target-URI"), with_metadata=True, include_comments=False
        )
        count += found is not None
    return count


def make_case(folder: Path) -> ReadingCase:
    """Make a crawl in a folder."""
    raw = make_crawl()
    path = folder / "crawl.warc"
    path.write_bytes(raw)
    return ReadingCase(
        size=len(raw),
        alone=lambda: read_bare(raw),
        library="fastwarc and trafilatura",
        read=lambda: sum(isinstance(found, Report) for found in read_reports([str(path)])),
    )

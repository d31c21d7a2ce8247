"""The formats that reports come in: which module reads each, and how a format is told by content."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import PurePath
from typing import IO, Literal, cast

from counterclaim.read.columns import Columns
from counterclaim.read.encoding import mark_wide
from counterclaim.read.fitting import is_feed, is_newsml, is_newsplease, is_ninjs, is_telegram
from counterclaim.read.formats.jsonl import is_report_line
from counterclaim.read.found import Found, Reader
from counterclaim.read.guard import iter_guarded
from counterclaim.read.heads import decode_head
from counterclaim.read.packing import is_packed
from counterclaim.read.page.head import is_page, is_pdf
from counterclaim.read.rewritten import open_as_utf8
from counterclaim.read.table_head import is_table

InputFormat = Literal[
    "text", "jsonl", "html", "pdf", "feed", "ninjs", "newsml", "telegram", "newsplease",
    "warc", "zip", "tar", "compressed", "csv", "parquet",
]  # fmt: skip

#: How much of a file is looked at to tell its format, in bytes.
HEAD = 65_536
#: Who knows the encoding of a format's bytes: they tell it themselves; its reader, which is told what
#: their sender says; or nobody, so that they are rewritten for a reader that takes UTF-8 alone.
Decoding = Literal["told within", "by its reader", "rewritten"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatEntry:
    """One format."""

    #: Module of `counterclaim.read.formats`, imported when it is needed.
    module: str
    #: Endings of its files, in lower case: they decide only where the content fits several formats.
    endings: frozenset[str]
    #: Tells by the first bytes of a file, and whether they are all of it, whether it is of this format.
    fits: Callable[[bytes], bool]
    #: What it is, for people.
    about: str
    #: Whether it holds files, each read by its own format: its module has an `iter_members` too.
    is_container: bool = False
    #: Whether its reader takes which columns hold what.
    takes_columns: bool = False
    decoding: Decoding = "told within"


def _fits_jsonl(head: bytes) -> bool:
    first = decode_head(head).lstrip().partition("\n")[0]
    return is_report_line(first.encode("utf-8", "replace"))


#: In the order in which content is tried: what is told at a glance first, text (everything may be) last.
FORMATS: Mapping[InputFormat, FormatEntry] = {
    "warc": FormatEntry(
        module="warc",
        endings=frozenset({".warc"}),
        fits=lambda head: head.startswith(b"WARC/1."),
        about="a crawl as WARC",
        is_container=True,
        takes_columns=True,
    ),
    "zip": FormatEntry(
        module="zip",
        endings=frozenset({".zip"}),
        fits=lambda head: head.startswith((b"PK\x03\x04", b"PK\x05\x06")),
        about="a zip archive of files of any format",
        is_container=True,
        takes_columns=True,
    ),
    "tar": FormatEntry(
        module="tar",
        endings=frozenset({".tar"}),
        fits=lambda head: head[257:262] == b"ustar",
        about="a tar archive of files of any format",
        is_container=True,
        takes_columns=True,
    ),
    "compressed": FormatEntry(
        module="compressed",
        endings=frozenset({".gz", ".bz2", ".xz", ".zst"}),
        fits=is_packed,
        about="a file of any format packed by gzip, bzip2, xz or Zstandard",
        is_container=True,
        takes_columns=True,
    ),
    "parquet": FormatEntry(
        module="parquet",
        endings=frozenset({".parquet"}),
        fits=lambda head: head.startswith(b"PAR1"),
        about="table as Parquet, one report a row",
        takes_columns=True,
    ),
    "pdf": FormatEntry(
        module="pdf",
        endings=frozenset({".pdf"}),
        fits=is_pdf,
        about="PDF with a text layer, one report a file",
    ),
    "html": FormatEntry(
        module="html",
        endings=frozenset({".html", ".htm", ".xhtml"}),
        fits=is_page,
        about="web page, the article of it one report",
        decoding="by its reader",
    ),
    "feed": FormatEntry(
        module="feed",
        endings=frozenset({".rss", ".atom", ".rdf", ".xml"}),
        fits=is_feed,
        about="RSS or Atom, one report an entry",
    ),
    "ninjs": FormatEntry(
        module="ninjs",
        endings=frozenset({".ninjs"}),
        fits=is_ninjs,
        about="IPTC ninjs, one report an item",
        decoding="rewritten",
    ),
    "newsml": FormatEntry(
        module="newsml",
        endings=frozenset({".newsml"}),
        fits=is_newsml,
        about="IPTC NewsML-G2, one report an item",
    ),
    "telegram": FormatEntry(
        module="telegram",
        endings=frozenset(),
        fits=is_telegram,
        about="export of Telegram Desktop, one report a message",
        decoding="rewritten",
    ),
    "newsplease": FormatEntry(
        module="newsplease",
        endings=frozenset(),
        fits=is_newsplease,
        about="JSON of the crawler news-please, one report an article",
        decoding="rewritten",
    ),
    "jsonl": FormatEntry(
        module="jsonl",
        endings=frozenset({".jsonl", ".ndjson", ".json"}),
        fits=_fits_jsonl,
        about="JSON Lines, one report a line",
        takes_columns=True,
        decoding="rewritten",
    ),
    "csv": FormatEntry(
        module="csv",
        endings=frozenset({".csv", ".tsv"}),
        fits=is_table,
        about="table as CSV or TSV, one report a row",
        takes_columns=True,
        decoding="rewritten",
    ),
    "text": FormatEntry(
        module="text",
        endings=frozenset({".txt"}),
        fits=lambda head: True,
        about="plain text, one report a file",
        decoding="rewritten",
    ),
}


def detect_format(head: bytes, name: str, *, charset: str | None = None) -> InputFormat:
    """Detect a file's format by its content; by its ending where the content fits none but text.

    Args:
        head: the first `HEAD` bytes, fewer only where the file ends.
        name: path or address of the file.
        charset: the encoding that the sender of the file names, by Python's name (HTTP).
    """
    head = mark_wide(head, charset)
    by_content = next(format for format, entry in FORMATS.items() if entry.fits(head))
    if by_content != "text":
        return by_content
    ending = PurePath(name).suffix.lower()
    return next((format for format, entry in FORMATS.items() if ending in entry.endings), "text")


def load_reader(format: InputFormat, *, columns: Columns | None = None, charset: str | None = None) -> Reader:
    """Load the reader of a format; its libraries are imported here and not before.

    Args:
        format: name of the format.
        columns: which columns or keys hold what, for tables and whatever may hold some.
        charset: the encoding that the sender of the file names, by Python's name (HTTP).
    """
    entry = FORMATS[format]
    read = import_module(f"counterclaim.read.formats.{entry.module}").read
    if columns and entry.takes_columns:
        read = partial(read, columns=columns)
    if entry.decoding == "by its reader":
        read = partial(read, charset=charset)
    elif entry.decoding == "rewritten":
        read = partial(_read_rewritten, read, charset)
    return cast(Reader, read)


def _read_rewritten(read: Reader, charset: str | None, stream: IO[bytes], name: str) -> Iterator[Found]:
    # What is in no such encoding is told here: readers meet no error but those of their own format.
    return iter_guarded(read(open_as_utf8(stream, charset), name), name, seconds=None)

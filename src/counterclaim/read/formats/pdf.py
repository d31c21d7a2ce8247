"""PDF files with a text layer: the whole file is one report."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator, Mapping
from typing import IO, Any

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from counterclaim.errors import BinaryReportError, EmptyReportError, ReportError
from counterclaim.model.report import Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.found import Found
from counterclaim.read.language import find_agreed_language
from counterclaim.read.page.text import clean_line, clean_words
from counterclaim.read.paper import LIGATURES, PaperLine, make_paper_text
from counterclaim.read.trying import require_report, to_problem

#: Largest file that is read, in bytes.
MAX_BYTES = 64 << 20
#: Most pages; a book is no report.
MAX_PAGES = 300
#: Most pieces of text on one page; a full page of a newspaper has some thousand.
MAX_PIECES = 50_000

#: What programs write as the title where nobody wrote one.
_NO_TITLE = re.compile(
    r"untitled\b.*|.*\.(?:docx?|odt|indd|rtf|pdf|html?|pptx?|xlsx?|qxd)|\W*", re.IGNORECASE
)
_PREFIX = re.compile(r"^Microsoft (?:Word|PowerPoint) - ")

log = logging.getLogger(__name__)
# It tells on standard error what we tell in Problems.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read(stream: IO[bytes], name: str) -> Iterator[Found]:
    """Read a PDF as one report; pages that hold only pictures give a Problem beside it."""
    try:
        report, pictures = read_paper(stream.read(MAX_BYTES + 1), name)
        require_report(report)
    except ReportError as error:
        yield Found(to_problem(error, name))
        return
    yield Found(report)
    if pictures:
        message = f"{say_pages(pictures)} only pictures, which were not read; make their words text with OCR"
        yield Found(Problem(kind="empty", message=message, where=name))


def read_paper(raw: bytes, name: str) -> tuple[Report, tuple[int, ...]]:
    """Read the text of a PDF.

    Args:
        raw: the file.
        name: its path or address.

    Returns:
        The report, and the numbers of the pages that hold pictures and no text.

    Raises:
        ReportError: there is no text in it, or it is locked, damaged or too large.
    """
    if len(raw) > MAX_BYTES:
        raise ReportError(f"is a PDF of more than {MAX_BYTES >> 20} MiB; split it")
    try:
        return _read_paper(raw, name)
    except ReportError:
        raise
    except (DependencyError, FileNotDecryptedError) as error:
        raise BinaryReportError("is a locked PDF; save it without its password") from error
    except PyPdfError as error:
        raise BinaryReportError(f"is a damaged PDF ({error}); open it and print it to a new one") from error
    except Exception as error:
        # Damage that the library does not foresee.
        log.debug("the PDF could not be read", exc_info=True)
        message = f"is a damaged PDF ({type(error).__name__}); open it and print it to a new one"
        raise BinaryReportError(message) from error


def _read_paper(raw: bytes, name: str) -> tuple[Report, tuple[int, ...]]:
    reader = PdfReader(io.BytesIO(raw))
    # Many files are locked against changes only, and open without a password.
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileNotDecryptedError
    if len(reader.pages) > MAX_PAGES:
        raise ReportError(f"is a PDF of {len(reader.pages)} pages; split it into one file a report")
    pages = [read_lines(page) for page in reader.pages]
    pictures = tuple(
        number
        for number, (page, lines) in enumerate(zip(reader.pages, pages, strict=True), start=1)
        if not lines and _has_pictures(page)
    )
    text = clean_words(make_paper_text(pages)).strip()
    if not any(map(str.isalnum, text)):
        reason = "pictures of pages and no text; make it text with OCR" if pictures else "no text"
        raise EmptyReportError(f"is a PDF that holds {reason}")
    told: Mapping[str, object] = reader.metadata or {}
    report = make_report(
        text,
        path=name,
        title=_find_title(told.get("/Title")),
        byline=_find_byline(told.get("/Author")),
        language=find_agreed_language(str(reader.root_object.get("/Lang", "")), text),
    )
    return report, pictures


def read_lines(page: PageObject) -> list[PaperLine]:
    """Read the lines of a page, in the order in which it draws them."""
    height = float(page.mediabox.height) or 1.0
    lower = float(page.mediabox.bottom)
    pieces: list[tuple[str, float, float]] = []

    def note(text: str, place: list[float], matrix: list[float], font: Any, size: float) -> None:
        if text and len(pieces) < MAX_PIECES:
            drawn_at = matrix[4] * place[1] + matrix[5] * place[3] + place[5]
            letters = abs(size * (matrix[3] or matrix[1]) * (place[3] or place[1]))
            pieces.append((text, (drawn_at - lower) / height, letters / height))

    page.extract_text(visitor_text=note)
    if len(pieces) >= MAX_PIECES:
        raise ReportError(f"is a PDF with a page of more than {MAX_PIECES:,} pieces of text; split it")
    return list(_iter_lines(pieces))


def _iter_lines(pieces: list[tuple[str, float, float]]) -> Iterator[PaperLine]:
    """Put the pieces of each line together; a line stands where its first words do."""
    words: list[str] = []
    height = size = 0.0
    for text, at, letters in [*pieces, ("\n", 0.0, 0.0)]:
        first, *others = text.split("\n")
        for number, part in enumerate((first, *others)):
            if number and (line := _tidy(words)):
                yield PaperLine(line, height, size)
            if number:
                words = []
            if part.strip() and not any(map(str.strip, words)):
                height, size = at, letters
            words.append(part)


def _tidy(words: list[str]) -> str:
    return " ".join("".join(words).translate(LIGATURES).split())


def _has_pictures(page: PageObject) -> bool:
    resources = page.get("/Resources")
    return resources is not None and bool(resources.get_object().get("/XObject"))


def _find_title(told: object) -> str | None:
    title = clean_line(_PREFIX.sub("", str(told))) if told else None
    return None if title is None or _NO_TITLE.fullmatch(title) else title


def _find_byline(told: object) -> tuple[str, ...]:
    """Find names of people; a single word is the name of an account."""
    names = (clean_line(name) for name in re.split(r"[;,]| and ", str(told or "")))
    return tuple(name for name in names if name and " " in name)


def say_pages(numbers: tuple[int, ...]) -> str:
    """Say which pages: "page 3 holds", "pages 3, 4, 5 and 6 more hold"."""
    shown = ", ".join(map(str, numbers[:3]))
    more = f" and {len(numbers) - 3} more" if len(numbers) > 3 else ""
    return f"page {shown} holds" if len(numbers) == 1 else f"pages {shown}{more} hold"

"""Write small PDF files about an invented town, as word processors lay them out."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pypdf import PdfReader, PdfWriter

from tests.pages import PARAGRAPHS, TITLE

#: US letter, in points.
WIDTH, HEIGHT = 612, 792
#: Letters of a line.
COLUMN = 72


class Line(NamedTuple):
    """A line where it is printed."""

    text: str
    y: float
    x: float = 72
    size: float = 11


def lay_out(
    paragraphs: Sequence[str], *, top: float = 700, leading: float = 14, apart: float = 8
) -> list[Line]:
    """Break paragraphs into lines, further apart between two of them."""
    lines: list[Line] = []
    for paragraph in paragraphs:
        for text in textwrap.wrap(paragraph, COLUMN, break_on_hyphens=False):
            lines.append(Line(text, top))
            top -= leading
        top -= apart
    return lines


def make_pdf(
    pages: Sequence[Sequence[Line]] | None = None,
    *,
    told: Mapping[str, str] | None = None,
    pictures: frozenset[int] = frozenset(),
    language: str = "en",
) -> bytes:
    """Make a PDF.

    Args:
        pages: the lines of each page; by default the article of `tests.pages` on one.
        told: its title, author and the like.
        pictures: which pages, counted from 1, have a picture.
        language: what it declares.
    """
    shown = pages or [[Line(TITLE, 730, size=18), *lay_out(PARAGRAPHS)]]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(shown)))
    picture = b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray"
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R /Lang ({language}) >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(shown)} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    last = 4 + 2 * len(shown)
    for number, lines in enumerate(shown, start=1):
        drawn = f"/XObject << /P {last} 0 R >>" if number in pictures else ""
        content = b"".join(map(_draw, lines)) + (b"/P Do\n" if number in pictures else b"")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {2 * number + 3} 0 R"
            f" /Resources << /Font << /F 3 0 R >> {drawn} >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    objects.append(picture + b" /BitsPerComponent 8 /Length 1 >>\nstream\n\x80\nendstream")
    entries = (b"/%s <%s>" % (key.encode(), _to_hex(words)) for key, words in (told or {}).items())
    objects.append(b"<< %s >>" % b" ".join(entries))
    return _write(objects)


def lock(raw: bytes, *, user: str = "", owner: str = "owner") -> bytes:
    """Lock a PDF with passwords; without a user's anybody may read it."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(raw)))
    writer.encrypt(user, owner, algorithm="RC4-128")
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def _draw(line: Line) -> bytes:
    words = line.text.encode("cp1252").hex().encode()
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm <%s> Tj ET\n" % (line.size, line.x, line.y, words)


def _to_hex(words: str) -> bytes:
    return words.encode("utf-16").hex().encode()


def _write(objects: Sequence[bytes]) -> bytes:
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    trailer = b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (count, len(objects))
    return body + head + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(body)

"""Tell a web page or a PDF by its beginning."""

from __future__ import annotations

import re

from counterclaim.read.heads import decode_head

#: Whatever may stand before the first element: white space, comments, an XML declaration.
#: How far within a file a PDF may begin: readers pass over what stands before it.
PDF_WITHIN = 1_024
_PDF = re.compile(rb"\s*%PDF-\d")
_BEFORE = re.compile(r"(?:\s+|<!--.*?-->|<\?xml\b.*?\?>)*", re.DOTALL)
_PAGE = re.compile(r"<!doctype\s+html\b|<(?:html|head|body|title|meta|article|main)[\s>]", re.IGNORECASE)


def is_page(head: bytes) -> bool:
    """Tell whether a file that begins so is a web page."""
    text = decode_head(head)
    before = _BEFORE.match(text)
    return bool(_PAGE.match(text, before.end() if before else 0))


def is_pdf(head: bytes) -> bool:
    """Tell whether a file that begins so is a PDF."""
    return bool(_PDF.match(head, 0, PDF_WITHIN))

"""Content ids.

Invariant: an id is a pure function of the named fields, so that coding the same report
twice, anywhere, gives the same ids.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Mapping
from typing import NewType

import msgspec

ReportId = NewType("ReportId", str)
StatementId = NewType("StatementId", str)
MentionId = NewType("MentionId", str)

#: Base-32 characters kept of the SHA-256: 20 characters are 100 bits, enough for any archive.
ID_LENGTH = 20


def make_id(prefix: str, fields: Mapping[str, object]) -> str:
    """Make an id from named fields: `prefix_` and the hash of their canonical JSON."""
    digest = hashlib.sha256(canonical_json(fields)).digest()
    # Fifteen bytes hold all that is kept, and no more is written.
    return f"{prefix}_{b32encode(digest[:15]).decode().lower()[:ID_LENGTH]}"


def canonical_json(value: object) -> bytes:
    """Encode a value as JSON with sorted keys and no white space, for hashing."""
    return msgspec.json.encode(value, order="sorted")


def make_text_hash(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()

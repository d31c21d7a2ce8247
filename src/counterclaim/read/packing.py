"""Tell a packed file by its first bytes."""

from __future__ import annotations

import re

#: gzip (RFC 1952), bzip2, xz.
_PACKED = re.compile(rb"\x1f\x8b\x08|BZh|\xfd7zXZ\x00")
#: Zstandard (RFC 8878): a frame, or one that is passed over, in which a dictionary may stand.
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")


def is_packed(head: bytes) -> bool:
    """Tell whether a file that begins so is packed by gzip, bzip2, xz or Zstandard."""
    return bool(_PACKED.match(head)) or is_zstd(head)


def is_zstd(head: bytes) -> bool:
    """Tell whether a file that begins so is packed by Zstandard."""
    return bool(_ZSTD.match(head))

"""`manifest.json`: what an export was made with, and the hashes of its files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import msgspec

from counterclaim.export.losses import Losses
from counterclaim.model.resolution import AsOf

MANIFEST = "manifest.json"
#: Name and version of the manifest, its first key.
SCHEMA = "counterclaim-export/1"


def encode_manifest(
    folder: Path,
    files: Iterable[Path],
    *,
    format: str,
    version: str,
    policies: Iterable[str],
    losses: Losses,
    as_of: AsOf,
) -> bytes:
    """Encode the manifest of an export as indented JSON.

    Args:
        folder: where the export stands.
        files: the files of the export.
        format: name of the format.
        version: version of this package.
        policies: names and editions of the policies that chose the values.
        losses: what the export could not hold.
        as_of: the moment whose knowledge was asked for.
    """
    document = {
        "schema": SCHEMA,
        "format": format,
        "counterclaim": version,
        "policies": sorted(policies),
        "as_of": {"published": as_of.published, "recorded": as_of.recorded},
        "counts": {
            "rows": losses.rows,
            "events": len(losses.events),
            "skipped": len(losses.skipped),
            "lost": sum(losses.count_reasons().values()),
        },
        "files": {path.relative_to(folder).as_posix(): _describe(path) for path in sorted(files)},
    }
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"


def _describe(path: Path) -> dict[str, str | int]:
    content = path.read_bytes()
    return {"sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}

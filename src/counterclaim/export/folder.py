"""Write an export into its folder: the format's files, `losses.json` and `manifest.json`."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from counterclaim.errors import ExportError
from counterclaim.export.catalog import EVENT_FORMATS, EventFormat
from counterclaim.export.losses import Losses, encode_losses
from counterclaim.export.manifest import MANIFEST, encode_manifest
from counterclaim.export.names import EventExportName
from counterclaim.export.record import EventSet
from counterclaim.export.violations import require_valid

LOSSES = "losses.json"


def export_events(events: EventSet, name: EventExportName, out: Path, *, check: bool = True) -> Losses:
    """Export events in one format to `out/<name>/`, whole or not at all.

    Args:
        events: what to export.
        name: the format.
        out: the folder of the exports; made where it is missing.
        check: hold the files against the rules of their format.

    Returns:
        What the format could not hold.

    Raises:
        ExportError: the folder holds something else, or a file breaks a rule of its format.
    """
    form = EVENT_FORMATS[name]()
    final, draft = out / name, out / f".{name}.draft"
    _require_own(final)
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(parents=True)
    try:
        losses = _write(events, form, name, draft, check=check)
        shutil.rmtree(final, ignore_errors=True)
        draft.rename(final)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return losses


def _write(events: EventSet, form: EventFormat, name: str, draft: Path, *, check: bool) -> Losses:
    losses = form.write(events, draft)
    if check:
        require_valid(form.check(draft), name)
    (draft / LOSSES).write_bytes(encode_losses(losses, name))
    manifest = encode_manifest(
        draft,
        _iter_files(draft),
        format=name,
        version=version("counterclaim"),
        policies=form.policies,
        losses=losses,
        as_of=events.as_of,
    )
    (draft / MANIFEST).write_bytes(manifest)
    return losses


def _iter_files(folder: Path) -> Iterable[Path]:
    return (path for path in folder.rglob("*") if path.is_file())


def _require_own(folder: Path) -> None:
    """Refuse a folder that no export made: what stands in it would be lost."""
    if folder.exists() and not (folder / MANIFEST).is_file() and any(folder.iterdir()):
        raise ExportError(
            f"{folder} holds files of something else than an export; name another folder with --out"
        )

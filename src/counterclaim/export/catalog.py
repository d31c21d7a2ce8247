"""The export formats: what each is called, what it writes, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from counterclaim.export.losses import Losses
from counterclaim.export.muc4 import encode_templates
from counterclaim.export.names import CodingExportName, EventExportName
from counterclaim.export.native import encode_coding
from counterclaim.export.record import EventSet
from counterclaim.export.violations import Violation
from counterclaim.model.statement import Coding
from counterclaim.vocabulary.muc4 import load_muc4


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """One format to export codings to."""

    #: Yields the lines of a coding, UTF-8, without line breaks.
    iter_lines: Callable[[Coding], Iterator[bytes]]
    #: Returns what the format cannot hold, in plain words.
    get_losses: Callable[[], tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFormat:
    """One format to export the events of a ledger to."""

    #: Writes the format's files into an empty folder.
    write: Callable[[EventSet, Path], Losses]
    #: Finds where the files in a folder break the rules of the format.
    check: Callable[[Path], Iterable[Violation]]
    #: Names and editions of the policies that choose its values.
    policies: tuple[str, ...]
    #: Finds where one file breaks the rules, whoever made it; None where a folder is checked alone.
    check_file: Callable[[Path], Iterable[Violation]] | None = None


def _iter_native(coding: Coding) -> Iterator[bytes]:
    yield encode_coding(coding)


FORMATS: Mapping[CodingExportName, ExportFormat] = {
    "native": ExportFormat(iter_lines=_iter_native, get_losses=lambda: ("the text of the report",)),
    "muc4": ExportFormat(iter_lines=encode_templates, get_losses=lambda: load_muc4().losses),
}


def load_later(module: str) -> Callable[[], EventFormat]:
    """Make the loader of a format: the FORMAT of its module, imported when it is asked for."""

    def load() -> EventFormat:
        form: EventFormat = import_module(f"counterclaim.export.{module}").FORMAT
        return form

    return load


#: Each format's module is imported when the format is asked for.
EVENT_FORMATS: Mapping[EventExportName, Callable[[], EventFormat]] = {
    "acled": load_later("acled"),
    "gtd": load_later("gtd"),
    "ucdp": load_later("ucdp"),
    "plover": load_later("plover"),
    "geojson": load_later("geojson"),
    "hxl": load_later("hxl"),
    "hapi": load_later("hapi"),
    "ftm": load_later("ftm"),
    "webannotation": load_later("webannotation"),
    "jsonl": load_later("jsonl"),
    "parquet": load_later("parquet"),
}

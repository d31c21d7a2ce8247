"""The export formats: what each is called, what it writes, and what it cannot hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from counterclaim.export.muc4 import encode_templates
from counterclaim.export.names import ExportName
from counterclaim.export.native import encode_coding
from counterclaim.model.statement import Coding
from counterclaim.vocabulary.muc4 import load_muc4


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportFormat:
    """One format to export codings to."""

    #: Yields the lines of a coding, UTF-8, without line breaks.
    iter_lines: Callable[[Coding], Iterator[bytes]]
    #: Returns what the format cannot hold, in plain words.
    get_losses: Callable[[], tuple[str, ...]]


def _iter_native(coding: Coding) -> Iterator[bytes]:
    yield encode_coding(coding)


FORMATS: Mapping[ExportName, ExportFormat] = {
    "native": ExportFormat(iter_lines=_iter_native, get_losses=lambda: ("the text of the report",)),
    "muc4": ExportFormat(iter_lines=encode_templates, get_losses=lambda: load_muc4().losses),
}

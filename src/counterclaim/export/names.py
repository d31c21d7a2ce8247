"""The names of the export formats, for whoever offers them without loading one."""

from __future__ import annotations

from typing import Literal

#: Formats of one coding after the other, written to standard output.
CodingExportName = Literal["native", "muc4"]
#: Formats of events, written to a folder.
EventExportName = Literal[
    "acled", "gtd", "ucdp", "plover", "geojson", "hxl", "hapi", "ftm", "webannotation", "jsonl", "parquet"
]
#: Formats whose files can be validated, whoever made them.
ValidatedName = Literal["acled", "gtd", "ucdp", "plover"]

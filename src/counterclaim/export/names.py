"""The names of the export formats, for whoever offers them without loading one."""

from __future__ import annotations

from typing import Literal

ExportName = Literal["native", "muc4"]

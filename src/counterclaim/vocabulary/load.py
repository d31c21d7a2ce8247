"""Load the data files of the vocabulary, once a process."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from importlib import resources
from typing import TypeVar

import msgspec

T = TypeVar("T")

_FOLDER = resources.files("counterclaim.vocabulary")


def load_table(name: str, kind: type[T], *, language: str = "en") -> T:
    """Load `vocabulary/<language>/<name>.json` as the given msgspec type.

    Raises:
        msgspec.ValidationError: the file does not have the shape of the type.
    """
    return msgspec.json.decode(_FOLDER.joinpath(language, f"{name}.json").read_bytes(), type=kind)


@lru_cache(maxsize=8)
def make_vocabulary_version(language: str = "en") -> str:
    """Make the version of a language's vocabulary: a hash over data files and weights, for the Run."""
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.joinpath(language).iterdir(), key=lambda entry: entry.name):
        if path.name.endswith((".json", ".npz")):
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{language}-{digest.hexdigest()[:12]}"

"""Settings, from environment variables; read once by whoever starts the program."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the program keeps what it can make again."""

    #: Folder of the place index: COUNTERCLAIM_CACHE, else $XDG_CACHE_HOME/counterclaim, else
    #: ~/.cache/counterclaim.
    cache: Path


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from environment variables.

    Args:
        environment: the variables; those of the process when None.

    Raises:
        SettingsError: COUNTERCLAIM_CACHE names something that is no folder.
    """
    variables = os.environ if environment is None else environment
    cache = _find_cache(variables)
    if cache.exists() and not cache.is_dir():
        raise SettingsError(f"COUNTERCLAIM_CACHE: {cache} is not a folder; name a folder or unset it")
    return Settings(cache=cache)


def _find_cache(variables: Mapping[str, str]) -> Path:
    """Find the cache folder by the variables, in the order of the XDG base directories."""
    own = variables.get("COUNTERCLAIM_CACHE")
    if own:
        return Path(own).expanduser()
    base = variables.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "counterclaim"

"""Settings, from environment variables; read once by whoever starts the program."""

from __future__ import annotations

import math
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from counterclaim.errors import SettingsError

_FETCH = "COUNTERCLAIM_FETCH_"


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How addresses are fetched; each is an environment variable, COUNTERCLAIM_FETCH_ and the name."""

    #: Mail or web address of who fetches, told to every site.
    contact: str | None = None
    #: Seconds between two pages of one host, at least.
    delay: float = 1.0
    #: Seconds that a site may stay silent.
    timeout: float = 20.0
    #: Seconds that one address may take with its redirects, however slowly it comes.
    deadline: float = 90.0
    #: Most bytes of one page, unpacked.
    max_bytes: int = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Where the program keeps what it can make again, and how it fetches."""

    #: Folder of the place index and of fetched pages: COUNTERCLAIM_CACHE, else
    #: $XDG_CACHE_HOME/counterclaim, else ~/.cache/counterclaim.
    cache: Path
    fetch: FetchSettings


def read_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings from environment variables.

    Args:
        environment: the variables; those of the process when None.

    Raises:
        SettingsError: COUNTERCLAIM_CACHE names something that is no folder, or a number is none.
    """
    variables = os.environ if environment is None else environment
    cache = _find_cache(variables)
    if cache.exists() and not cache.is_dir():
        raise SettingsError(f"COUNTERCLAIM_CACHE: {cache} is not a folder; name a folder or unset it")
    return Settings(cache=cache, fetch=_read_fetch(variables))


def _read_fetch(variables: Mapping[str, str]) -> FetchSettings:
    default = FetchSettings()
    contact = variables.get(f"{_FETCH}CONTACT", "").strip()
    if not contact.isprintable() or not contact.isascii():
        raise SettingsError(
            f"{_FETCH}CONTACT: a site cannot read {contact!r}; write plain letters or unset it"
        )
    return FetchSettings(
        contact=contact or None,
        delay=_read_number(variables, f"{_FETCH}DELAY", default.delay, least=0),
        timeout=_read_number(variables, f"{_FETCH}TIMEOUT", default.timeout, least=0.1),
        deadline=_read_number(variables, f"{_FETCH}DEADLINE", default.deadline, least=0.1),
        max_bytes=int(_read_number(variables, f"{_FETCH}MAX_BYTES", default.max_bytes, least=1)),
    )


def _read_number(variables: Mapping[str, str], name: str, default: float, *, least: float) -> float:
    words = variables.get(name)
    if not words:
        return default
    try:
        number = float(words)
    except ValueError:
        number = math.nan
    if not least <= number < math.inf:
        raise SettingsError(f"{name}: {words!r} is no number of at least {least:g}; correct or unset it")
    return number


def _find_cache(variables: Mapping[str, str]) -> Path:
    """Find the cache folder by the variables, in the order of the XDG base directories."""
    own = variables.get("COUNTERCLAIM_CACHE")
    if own:
        return Path(own).expanduser()
    base = variables.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "counterclaim"

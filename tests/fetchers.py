"""Fetchers for sites of tests, and what the sites answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from counterclaim.read.fetch import Fetcher
from counterclaim.settings import FetchSettings
from tests.web import LoopBackend, Reply, Site

PAGE = b"<html><p>Nine people were killed in Tarn Bridge.</p></html>"
SETTINGS = FetchSettings(delay=0, timeout=2, deadline=5, max_bytes=100_000)


def make_fetcher(**options: Any) -> Fetcher:
    """Make a fetcher that may fetch from this machine."""
    return Fetcher(options.pop("settings", SETTINGS), **{"allow_private": True, **options})


def make_public(site: Site, names: dict[str, Sequence[str]], **options: Any) -> tuple[Fetcher, LoopBackend]:
    """Make a fetcher for which names are public, while all connections go to the site."""
    backend = LoopBackend(site.port)
    fetcher = Fetcher(SETTINGS, resolve=lambda host, port: names[host], backend=backend, **options)
    return fetcher, backend


def redirect(place: str, status: int = 302) -> Reply:
    """Make an answer that leads elsewhere."""
    return Reply(b"", status, {"Location": place})

"""Load a user's table of outlets, and name the line of what does not fit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from counterclaim.read.outlets import Outlet, Outlets, make_domain, make_outlet_key
from counterclaim.read.toml import TomlFile, convert_tables, read_toml, require_keys

_ARRAY = "outlet"
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+(/[^\s?#]+)?")


def load_outlets(path: Path) -> Outlets:
    """Load a table of outlets.

    Raises:
        TableFileError: something does not fit; the message names file, line and key.
    """
    file = read_toml(path)
    require_keys(file, frozenset({_ARRAY}))
    outlets = convert_tables(file, _ARRAY, Outlet)
    _require_distinct(file, outlets)
    return Outlets(outlets)


def _require_distinct(file: TomlFile, outlets: Iterable[Outlet]) -> None:
    """Raise where two outlets share a name or a domain, or a domain is none: the first is named."""
    names: dict[str, str] = {}
    domains: dict[str, str] = {}
    for number, each in enumerate(outlets):
        for name in dict.fromkeys(map(make_outlet_key, (each.name, *each.aliases))):
            if name in names:
                key = "name" if name == make_outlet_key(each.name) else "aliases"
                line = file.find_line(_ARRAY, number, key)
                raise file.make_error(
                    line, f"{name!r} is also a name of {names[name]}; leave it to one of them"
                )
            names[name] = each.name
        for domain in dict.fromkeys(map(make_domain, each.domains)):
            line = file.find_line(_ARRAY, number, "domains")
            if not _DOMAIN.fullmatch(domain):
                raise file.make_error(
                    line, f"{domain!r} is no domain; write velmora-post.example or t.me/channel"
                )
            if domain in domains:
                raise file.make_error(
                    line, f"{domain!r} also belongs to {domains[domain]}; leave it to one of them"
                )
            domains[domain] = each.name

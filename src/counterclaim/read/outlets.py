"""Outlets as a user knows them: names, aliases, domains, and what the user holds of them.

Nothing here is rated by us: scale, letter and party are the user's own words, in the user's own file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec

from counterclaim.model.report import Edition, Report, make_report
from counterclaim.read.found import Notice
from counterclaim.vocabulary.folding import fold_characters

#: What publishes (codebooks 9.1, Source).
OutletKind = Literal[
    "wire", "newspaper", "broadcaster", "online", "channel", "party_channel", "government", "ngo", "un",
    "monitor", "social", "other",
]  # fmt: skip
#: ACLED's words for how near an outlet is to what it reports (codebooks 1.1, column 27).
Scale = Literal["Local partner", "New media", "Subnational", "National", "Regional", "International", "Other"]
#: Reliability of a source on the Admiralty scale with MISP's G (codebooks 7.3).
Letter = Literal["A", "B", "C", "D", "E", "F", "G"]

_Words = Annotated[str, msgspec.Meta(min_length=1)]


class Outlet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One outlet; a field that the user leaves out is not known."""

    name: _Words
    #: Other names of it, as feeds, pages and wires print them.
    aliases: tuple[_Words, ...] = ()
    #: Its sites with their subdomains, and channels as host and path: "t.me/highlanddawn".
    domains: tuple[str, ...] = ()
    kind: OutletKind | None = None
    #: ISO 3166-1 alpha-3 code.
    country: Annotated[str, msgspec.Meta(pattern="^[A-Z]{3}$")] | None = None
    scale: Scale | None = None
    #: The party whose own channel or site it is: its "we" is that party.
    party: _Words | None = None
    admiralty: Letter | None = None


class Outlets:
    """A table of outlets, found by their names and addresses."""

    def __init__(self, outlets: Iterable[Outlet] = ()) -> None:
        self.all = tuple(outlets)
        self._by_name = {
            make_outlet_key(name): each for each in self.all for name in (each.name, *each.aliases)
        }
        self._by_domain = {domain: each for each in self.all for domain in map(make_domain, each.domains)}

    def find(self, name: str | None, url: str | None = None) -> Outlet | None:
        """Find the outlet of a name or alias; where no outlet has it, that of the address."""
        by_name = self._by_name.get(make_outlet_key(name)) if name else None
        return by_name or self._find_by_address(url)

    def find_letters(self, names: Iterable[str]) -> Mapping[str, str]:
        """Find the letters of outlets that have one, by the names asked for."""
        found = ((name, self.find(name)) for name in names)
        return {name: each.admiralty for name, each in found if each and each.admiralty}

    def _find_by_address(self, url: str | None) -> Outlet | None:
        """Find the outlet of an address: by the longest path, then by the nearest domain."""
        parts = _split(url)
        if not self._by_domain or parts is None:
            return None
        host, path = parts
        steps = [step for step in path.split("/") if step]
        labels = host.split(".")
        for start in range(len(labels) - 1):
            for end in range(len(steps), -1, -1):
                domain = "/".join((".".join(labels[start:]), *steps[:end]))
                if domain in self._by_domain:
                    return self._by_domain[domain]
        return None


#: Where the user has no table.
NO_OUTLETS = Outlets()


def make_outlet_key(name: str) -> str:
    """Make the key by which an outlet's name is found; case, accents and white space do not count."""
    return " ".join(fold_characters(name).casefold().split())


def make_domain(words: str) -> str:
    """Make a domain, or a host with a path, of how people write it: scheme, www and case do not count."""
    plain = re.sub(r"^[a-z]+://", "", words.strip().casefold()).removeprefix("www.")
    return plain.rstrip("/")


def settle_outlet(report: Report, outlets: Outlets) -> Report:
    """Give a report its outlet's name and party by the table; its id follows."""
    found = outlets.find(report.outlet, report.url)
    if found is None:
        return report
    told = report.edition or Edition()
    edition = msgspec.structs.replace(told, party=told.party or found.party)
    if (found.name, edition) == (report.outlet, told):
        return report
    return make_report(
        report.text,
        path=report.path,
        url=report.url,
        outlet=found.name,
        title=report.title,
        language=report.language,
        published=report.published,
        published_at=report.published_at,
        byline=report.byline,
        edition=edition,
    )


def settle_notice(notice: Notice, outlets: Outlets) -> Notice:
    """Give a notice its outlet's name by the table, so that it meets the outlet's reports."""
    found = outlets.find(notice.by, notice.url)
    return msgspec.structs.replace(notice, by=found.name) if found else notice


def _split(url: str | None) -> tuple[str, str] | None:
    """Split an address into its host and path; None where it is none."""
    try:
        parts = urlsplit(url.strip()) if url else None
        host = parts.hostname if parts else None
    except ValueError:
        return None
    return (host.removeprefix("www."), parts.path.casefold()) if parts and host else None

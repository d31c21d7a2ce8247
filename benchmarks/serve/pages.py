"""Time the pages of a running server over loopback: `python -m benchmarks.serve.pages`.

Each kind of page is asked for many times, with events, filters and words drawn by chance from the list
itself, one request after another as one reader does. Printed are the median and the 95th percentile
beside the limit, and what the server's own processor time was, which other work on the machine does not
change; drawings and files come after the page and have no limit.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

from benchmarks.ledger.archive import iter_archive
from benchmarks.serve.furnish import REVIEWERS, furnish
from benchmarks.serve.server import Running, serve
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.update import add_report
from counterclaim.serve.listing import LISTING_ENDING, Listing
from counterclaim.serve.listing_filter import ORDERS, EventFilter
from counterclaim.serve.listing_rows import EventRow

#: Milliseconds within which 95 of 100 answers must come.
LIMIT = 150.0
#: Words of the invented reports, common and less so.
WORDS = (
    "people",
    "market",
    "bomb went off",
    "claimed the attack",
    "ferry",
    "rockets struck",
    "clinic bridge",
)
FOUND = 200
NOT_FOUND = 404
#: Reports from which on an event is large.
LARGE = 25
#: What comes after the page that names it, or is written to a file: no limit, and fewer requests.
UNBOUND = frozenset({"map", "timeline", "event chart", "brief", "export"})
FEW = 20

Ask = Callable[[Random], str]


class Timed(NamedTuple):
    """How long one kind of page took."""

    name: str
    p50: float
    p95: float
    #: What the server computed for one, in milliseconds.
    processor: float
    largest: int

    @property
    def is_unbound(self) -> bool:
        """Tell whether it has no limit."""
        return self.name.removesuffix(", large") in UNBOUND

    @property
    def is_slow(self) -> bool:
        """Tell whether a page is over the limit."""
        return not self.is_unbound and self.p95 > LIMIT


def main() -> None:
    """Measure, print a table, and leave with 1 where a page is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path, help="a ledger that nobody writes; made when left out")
    parser.add_argument("--reports", type=int, default=100_000, help="reports of a ledger that is made")
    parser.add_argument(
        "--furnish",
        action="store_true",
        help="add large events and reviews to the ledger first, as a ledger that is made has; give a copy",
    )
    parser.add_argument("--requests", type=int, default=200, help="requests of each kind")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.ledger or make_ledger(Path(folder) / "bench.ledger", arguments.reports)
        if arguments.furnish or not arguments.ledger:
            furnish(place)
        with serve(place, Path(folder)) as running:
            listing = Listing(place.with_name(place.name + LISTING_ENDING))
            counts = listing.count(EventFilter())
            write_start(count_reports(place), counts.events, running)
            asks = make_asks(sample_rows(listing), sample_large(listing)).items()
            timed = {
                name: time_page(running, name, ask, requests=arguments.requests, seed=arguments.seed)
                for name, ask in asks
            }
            listing.close()
            write_table(timed)
            now, most = running.read_memory()
            sys.stdout.write(f"memory of the server: {now} MB, at most {most} MB\n")
    raise SystemExit(any(each.is_slow for each in timed.values()))


def make_ledger(path: Path, reports: int) -> Path:
    """Make a ledger of invented reports."""
    with open_ledger(path, create=True) as ledger:
        for coding in iter_archive(reports):
            add_report(ledger, coding)
    return path


def count_reports(place: Path) -> int:
    """Count the reports of a ledger."""
    with open_ledger(place) as ledger:
        return len(ledger.find_matches("rep_").reports)


def sample_rows(listing: Listing) -> tuple[EventRow, ...]:
    """Sample events from both ends of the list and from its middle."""
    found = [row for order in ORDERS for row in listing.find_page(EventFilter(), order=order, limit=300)]
    disputed = listing.find_page(EventFilter(is_disputed=True), limit=300)
    return (*found, *disputed)


def sample_large(listing: Listing) -> tuple[EventRow, ...]:
    """Find the large events."""
    return tuple(row for row in listing.iter_lines() if row.reports >= LARGE)


def make_asks(rows: tuple[EventRow, ...], large: tuple[EventRow, ...]) -> Mapping[str, Ask]:
    """Make what is asked of each kind of page."""
    asks = {**make_list_asks(rows), **make_event_asks(rows), **make_other_asks(rows)}
    if large:
        asks |= {f"{name}, large": ask for name, ask in make_event_asks(large).items()}
    return asks


def make_list_asks(rows: tuple[EventRow, ...]) -> Mapping[str, Ask]:
    """Make what is asked of the list."""

    def pick(chance: Random) -> EventRow:
        return chance.choice(rows)

    def narrow(chance: Random) -> str:
        row = pick(chance)
        asked = {
            "since": row.first_day or "",
            "place": (row.place or "")[: chance.randint(1, 5)],
            "type": row.type,
            "order": chance.choice(ORDERS),
            "disputed": chance.choice(("", "yes")),
        }
        return "/?" + urlencode({name: value for name, value in asked.items() if chance.random() < 0.6})

    return {
        "events": lambda chance: "/",
        "events, filtered": narrow,
        "events, word": lambda chance: "/?" + urlencode({"q": chance.choice(WORDS)}),
        "events, name": lambda chance: "/?" + urlencode({"q": pick(chance).place or "x"}),
        "api events": lambda chance: "/api/events?limit=50",
        "map": lambda chance: "/map.svg?" + urlencode({"order": chance.choice(ORDERS)}),
        "timeline": lambda chance: "/timeline.svg?" + urlencode({"order": chance.choice(ORDERS)}),
    }


def make_event_asks(rows: tuple[EventRow, ...]) -> Mapping[str, Ask]:
    """Make what is asked about single events and their reports."""

    def event(chance: Random) -> str:
        return chance.choice(rows).id

    def report(chance: Random) -> str:
        return chance.choice(chance.choice(rows).report_ids)

    return {
        "event": lambda chance: f"/events/{event(chance)}",
        "mentions": lambda chance: f"/events/{event(chance)}/mentions",
        "report": lambda chance: f"/reports/{report(chance)}",
        "api event": lambda chance: f"/api/events/{event(chance)}",
        "api changes": lambda chance: f"/api/events/{event(chance)}/changes?since=2031-01-01T00:00:00Z",
        "api report": lambda chance: f"/api/reports/{report(chance)}",
        "event chart": lambda chance: f"/events/{event(chance)}/map.svg",
        "brief": lambda chance: f"/events/{event(chance)}/brief.html",
        "export": lambda chance: f"/events/{event(chance)}/export/acled.zip",
    }


def make_other_asks(rows: tuple[EventRow, ...]) -> Mapping[str, Ask]:
    """Make what is asked of the pages that are of no event."""
    two = urlencode({"left": REVIEWERS[0], "right": REVIEWERS[1]})
    mixed = urlencode({"left": REVIEWERS[0], "right": "rules"})

    def add(chance: Random) -> str:
        return f"/reports/{chance.choice(chance.choice(rows).report_ids)}/add?" + urlencode(
            {"words": "people"}
        )

    return {
        "add": add,
        "agreement": lambda chance: "/agreement",
        "agreement, two": lambda chance: f"/agreement?{chance.choice((two, mixed))}",
        "audit": lambda chance: "/audit",
        "login": lambda chance: "/login",
        "not found": lambda chance: f"/events/evt_{chance.randrange(10**6)}",
        "api statements": lambda chance: (
            f"/api/reports/{chance.choice(chance.choice(rows).report_ids)}/statements"
        ),
        "api policies": lambda chance: "/api/policies",
        "api description": lambda chance: "/api/openapi.json",
    }


def time_page(running: Running, name: str, ask: Ask, *, requests: int, seed: int) -> Timed:
    """Time one kind of page; the first answer, which fills the caches of the system, is left out."""
    chance = Random(f"{seed} {name}")
    expected = NOT_FOUND if name == "not found" else FOUND
    client = running.stranger if name == "login" else running.client
    client.get(ask(chance))
    times: list[float] = []
    largest = 0
    computed = running.read_processor()
    number = min(requests, FEW) if name.removesuffix(", large") in UNBOUND else requests
    for _ in range(number):
        path = ask(chance)
        started = time.perf_counter()
        answer = client.get(path)
        times.append(1000 * (time.perf_counter() - started))
        if answer.status_code != expected:
            raise SystemExit(f"{path} answered {answer.status_code}")
        largest = max(largest, len(answer.content))
    processor = 1000 * (running.read_processor() - computed) / number
    return Timed(name, statistics.median(times), statistics.quantiles(times, n=20)[-1], processor, largest)


def write_start(reports: int, events: int, running: Running) -> None:
    """Write what is served, and how long it took to answer and to make the list."""
    sys.stdout.write(
        f"{reports:,} reports, {events:,} events; it answered after {running.answered:.1f} s,"
        f" its list was whole after {running.listed:.0f} s\n"
    )


def write_table(timed: Mapping[str, Timed]) -> None:
    """Write what was measured."""
    sys.stdout.write(f"{'page':<20}{'p50 ms':>9}{'p95 ms':>9}{'limit':>8}{'processor':>11}{'largest':>12}\n")
    for name, each in timed.items():
        limit = "" if each.is_unbound else f"{LIMIT:.0f}"
        over = "  over" if each.is_slow else ""
        times = f"{each.p50:>9.1f}{each.p95:>9.1f}{limit:>8}{each.processor:>11.1f}"
        sys.stdout.write(f"{name:<20}{times}{each.largest:>10,} B{over}\n")


if __name__ == "__main__":
    main()

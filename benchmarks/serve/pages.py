"""Time the pages of a running server over loopback: `python -m benchmarks.serve.pages`.

Each kind of page is asked for many times, with events, filters and words drawn by chance from the list
itself, one request after another as one reader does. Printed are the median and the 95th percentile
beside the limit; drawings come after the page and have none.
"""

from __future__ import annotations

import argparse
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

import httpx

from benchmarks.ledger.archive import iter_archive
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.update import add_report
from counterclaim.serve.listing import LISTING_ENDING, Listing
from counterclaim.serve.listing_filter import ORDERS, EventFilter
from counterclaim.serve.listing_rows import EventRow

#: Milliseconds within which 95 of 100 answers must come.
LIMIT = 150.0
#: Seconds to wait for the server, which may have to make its list first.
START = 4 * 3600
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
NOT_SERVED = 404
#: Routes that are drawn after the page has been shown.
DRAWINGS = frozenset({"map", "timeline"})

Ask = Callable[[Random], str]


class Timed(NamedTuple):
    """How long one kind of page took."""

    name: str
    p50: float
    p95: float
    largest: int

    @property
    def is_slow(self) -> bool:
        """Tell whether a page is over the limit."""
        return self.name not in DRAWINGS and self.p95 > LIMIT


def main() -> None:
    """Measure, print a table, and leave with 1 where a page is over the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--ledger", type=Path, help="a ledger that nobody writes; made when left out")
    parser.add_argument("--reports", type=int, default=100_000, help="reports of a ledger that is made")
    parser.add_argument("--requests", type=int, default=200, help="requests of each kind")
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.ledger or make_ledger(Path(folder) / "bench.ledger", arguments.reports)
        with serve(place) as (address, seconds):
            listing = Listing(place.with_name(place.name + LISTING_ENDING))
            counts = listing.count(EventFilter())
            reports = count_reports(place)
            sys.stdout.write(f"{reports:,} reports, {counts.events:,} events; ready after {seconds:.0f} s\n")
            asks = make_asks(sample_rows(listing)).items()
            timed = {
                name: time_page(address, name, ask, requests=arguments.requests, seed=arguments.seed)
                for name, ask in asks
            }
            listing.close()
    write_table(timed)
    raise SystemExit(any(each.is_slow for each in timed.values() if each))


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


def make_asks(rows: tuple[EventRow, ...]) -> Mapping[str, Ask]:
    """Make what is asked of each kind of page."""

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
        "event": lambda chance: f"/events/{pick(chance).id}",
        "report": lambda chance: f"/reports/{chance.choice(pick(chance).report_ids)}",
        "api events": lambda chance: "/api/events?limit=50",
        "api event": lambda chance: f"/api/events/{pick(chance).id}",
        "map": lambda chance: "/map.svg?" + urlencode({"order": chance.choice(ORDERS)}),
        "timeline": lambda chance: "/timeline.svg?" + urlencode({"order": chance.choice(ORDERS)}),
    }


def time_page(address: str, name: str, ask: Ask, *, requests: int, seed: int) -> Timed | None:
    """Time one kind of page, or tell that it is not served.

    The first answer, which fills the caches of the system, is left out.
    """
    chance = Random(f"{seed} {name}")
    times: list[float] = []
    largest = 0
    with httpx.Client(base_url=address, timeout=60) as client:
        if client.get(ask(chance)).status_code == NOT_SERVED:
            return None
        for _ in range(requests if name not in DRAWINGS else min(requests, 20)):
            path = ask(chance)
            started = time.perf_counter()
            answer = client.get(path)
            times.append(1000 * (time.perf_counter() - started))
            if answer.status_code != 200:
                raise SystemExit(f"{path} answered {answer.status_code}")
            largest = max(largest, len(answer.content))
    return Timed(name, statistics.median(times), statistics.quantiles(times, n=20)[-1], largest)


def write_table(timed: Mapping[str, Timed | None]) -> None:
    """Write what was measured."""
    sys.stdout.write(f"{'page':<18}{'p50 ms':>9}{'p95 ms':>9}{'limit':>8}{'largest':>12}\n")
    for name, each in timed.items():
        if each is None:
            sys.stdout.write(f"{name:<18} is not served\n")
            continue
        limit = "" if each.name in DRAWINGS else f"{LIMIT:.0f}"
        over = "  over" if each.is_slow else ""
        sys.stdout.write(
            f"{each.name:<18}{each.p50:>9.1f}{each.p95:>9.1f}{limit:>8}{each.largest:>10,} B{over}\n"
        )


@contextmanager
def serve(place: Path) -> Iterator[tuple[str, float]]:
    """Run the server as its user does, until the measurement is done."""
    port = find_port()
    command = [sys.executable, "-m", "counterclaim", "serve", "--ledger", str(place), "--port", str(port)]
    started = time.monotonic()
    process = subprocess.Popen(command)
    address = f"http://127.0.0.1:{port}"
    try:
        wait(process, f"{address}/static/page.css")
        yield address, time.monotonic() - started
    finally:
        process.terminate()
        process.wait()


def wait(process: subprocess.Popen[bytes], address: str) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("the server did not start; its message stands above")
        try:
            httpx.get(address, timeout=5)
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise SystemExit("the server did not answer in time")


def find_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()

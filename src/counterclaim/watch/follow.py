"""Follow feeds: look at those that are due, add what is new, and tell what it changes.

Invariant: what was told is put down after it was handed on, so that a process that is killed between
tells some of it again, with the same ids, and nothing is left out.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Protocol

from counterclaim.errors import WatchError
from counterclaim.ledger.base import Clock, Ledger
from counterclaim.model.report import Report
from counterclaim.model.statement import Problem
from counterclaim.read.found import Notice
from counterclaim.read.paths import iter_paths
from counterclaim.watch.adding import Adder, SparingCustodian, Talk
from counterclaim.watch.news import News, find_news
from counterclaim.watch.plan import Feed
from counterclaim.watch.state import FeedState, StateFolder, WatchState

#: Longest pause after failures.
LONGEST_PAUSE = timedelta(hours=6)
#: Longest wait that a site is granted that asks for one.
LONGEST_WAIT = timedelta(days=1)
#: Seconds between two looks at the ledger itself, which others may add to.
LEDGER_PAUSE = 30.0
#: A file that changed so lately may still be written.
SETTLING = timedelta(seconds=2)
#: Kinds of Problems that mean that nothing was read, not that something in it was skipped.
FAILED = frozenset({"missing", "fetch", "waiting"})

Tell = Callable[[Sequence[News]], None]
FindWait = Callable[[str], timedelta]


class Read(Protocol):
    """Reads paths and addresses; `read.reports.read_all`."""

    def __call__(
        self, paths: Sequence[str], *, feed: Feed, custodian: SparingCustodian
    ) -> Iterator[Report | Notice | Problem]:
        """Read as the feed says."""
        ...


class Follower:
    """Follows the feeds of a plan into one ledger."""

    def __init__(
        self,
        feeds: Sequence[Feed],
        ledger: Ledger,
        folder: StateFolder,
        *,
        adder: Adder,
        read: Read,
        clock: Clock,
        tell: Tell,
        talk: Talk,
        find_wait: FindWait = lambda place: timedelta(),
    ) -> None:
        """Make a follower; what the ledger holds counts as told where the folder has no state.

        Args:
            feeds: what to follow.
            ledger: where to add.
            folder: remembers what was told; locked by the caller.
            adder: adds to the ledger.
            read: reads a path or an address.
            clock: tells when a feed is due.
            tell: hands news on; what it returned from counts as told.
            talk: takes a line about what was read and what failed.
            find_wait: finds how long a site that failed asked to be left alone.

        Raises:
            WatchError: the ledger holds less than was told of it.
        """
        self._feeds, self._ledger, self._folder, self._adder = tuple(feeds), ledger, folder, adder
        self._read, self._clock, self._tell, self._talk = read, clock, tell, talk
        self._find_wait = find_wait
        length = ledger.get_length()
        self._state = folder.load() or _begin(folder, length, clock())
        if self._state.told > length:
            raise WatchError(
                f"{folder.path} tells of {self._state.told} rows, the ledger has {length}: it is another"
                " ledger; name another folder with --state"
            )

    def run(self, stop: threading.Event) -> None:
        """Follow until stopped; at the start every feed is asked, also one that failed lately."""
        for state in self._state.feeds.values():
            state.next_at = None
        while not stop.is_set():
            self.look(stop)
            stop.wait(self._find_pause())

    def look(self, stop: threading.Event, *, ahead: bool = False) -> Counter[str]:
        """Look once at the feeds that are due, and tell what is new; return the counts of all.

        Args:
            stop: ends it after the report at hand.
            ahead: also look at feeds before they are due, but for those that failed, which count as
                `waiting`.
        """
        counts: Counter[str] = Counter()
        self._tell_news()
        for feed in self._feeds:
            if not stop.is_set() and self._is_due(feed, ahead=ahead):
                counts += self._look_at(feed, stop)
                self._tell_news()
            elif ahead and self._get_state(feed).failures:
                counts["waiting"] += 1
                self._talk(f"{feed.place} failed lately: {self._say_next(feed)}; `counterclaim add` asks now")
        self._folder.save(self._state)
        return counts

    def _look_at(self, feed: Feed, stop: threading.Event) -> Counter[str]:
        state = self._get_state(feed)
        files = dict(self._find_changed(feed, state)) if feed.is_folder else {}
        if feed.is_folder and not files and Path(feed.place).exists():
            state.next_at = self._clock() + feed.interval
            return Counter()
        counts: Counter[str] = Counter()
        for path in files or (feed.place,):
            done = self._adder.add(self._read((path,), feed=feed, custodian=self._adder.custodian), stop)
            if stop.is_set():
                # It may be half read, and is looked at again; what is known is passed over.
                return counts + done
            if path in files and not FAILED & done.keys():
                state.files[path] = files[path]
            counts += done
        self._settle(feed, state, counts)
        return counts

    def _settle(self, feed: Feed, state: FeedState, counts: Counter[str]) -> None:
        """Put down when to look again: later each time after failures in a row."""
        is_failed = bool(FAILED & counts.keys()) and not counts.keys() - FAILED
        state.failures = state.failures + 1 if is_failed else 0
        pause = min(feed.interval * 2 ** min(state.failures, 16), max(LONGEST_PAUSE, feed.interval))
        wait = min(self._find_wait(feed.place), LONGEST_WAIT) if is_failed else timedelta()
        state.next_at = self._clock() + max(pause, wait)
        if is_failed:
            self._talk(f"{feed.place}: {self._say_next(feed)}")
        elif counts.keys() - {"known"}:
            self._talk(f"{feed.place}: {say_counts(counts)}")

    def _find_changed(self, feed: Feed, state: FeedState) -> Iterator[tuple[str, tuple[int, int]]]:
        """Find the files of a folder that are new or changed, and no longer written to."""
        settled = (self._clock() - SETTLING).timestamp()
        for path in iter_paths(feed.place):
            if isinstance(path, Problem):
                # What of a folder is left out by rule would be told at every look.
                continue
            try:
                told = Path(path).stat()
            except OSError:
                continue
            mark = (told.st_mtime_ns, told.st_size)
            if Path(path).is_file() and state.files.get(path) != mark and told.st_mtime <= settled:
                yield path, mark

    def _tell_news(self) -> None:
        found = find_news(self._ledger, self._state.told, moment=self._state.told_at)
        if found.news:
            self._tell(found.news)
        if found.head != self._state.told:
            self._state.told, self._state.told_at = found.head, found.moment or self._state.told_at
            self._folder.save(self._state)

    def _say_next(self, feed: Feed) -> str:
        due = self._get_state(feed).next_at
        return f"it is asked again at {due:%Y-%m-%d %H:%M:%S} UTC" if due else "it is asked again at once"

    def _is_due(self, feed: Feed, *, ahead: bool) -> bool:
        state = self._get_state(feed)
        return state.next_at is None or state.next_at <= self._clock() or (ahead and not state.failures)

    def _get_state(self, feed: Feed) -> FeedState:
        return self._state.feeds.setdefault(feed.place, FeedState())

    def _find_pause(self) -> float:
        """Find the seconds until the next feed is due, or the ledger is to be looked at."""
        due = [state for feed in self._feeds if (state := self._get_state(feed).next_at)]
        return _clamp(min(due, default=self._clock()), self._clock())


def _begin(folder: StateFolder, length: int, now: datetime) -> WatchState:
    """Begin with what the ledger holds as told, and put that down before anything is added."""
    state = WatchState(told=length, told_at=now)
    folder.save(state)
    return state


def say_counts(counts: Counter[str]) -> str:
    """Say what a look brought: "3 new, 1 notice, 17 known, 1 language"."""
    kinds = sorted(counts.keys() - {"new", "notices", "known"})
    return ", ".join(f"{counts[kind]} {kind}" for kind in ("new", "notices", "known", *kinds) if counts[kind])


def tell_all(tells: Iterable[Tell]) -> Tell:
    """Make one of several ways of telling."""
    ways = tuple(tells)

    def tell(news: Sequence[News]) -> None:
        for way in ways:
            way(news)

    return tell


def _clamp(due: datetime, now: datetime) -> float:
    return min(max((due - now).total_seconds(), 0.1), LEDGER_PAUSE)

"""Following feeds into a ledger: what is told, once, through restarts, corrections and kills."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from counterclaim.api import code_reports
from counterclaim.errors import FetchError, WatchError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.ledger.verify_raw import verify_raw
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.model.statement import Problem
from counterclaim.read.found import Notice
from counterclaim.read.web.fetched import Fetched
from counterclaim.watch.adding import Adder, SparingCustodian
from counterclaim.watch.follow import LONGEST_PAUSE, Follower
from counterclaim.watch.news import News, say_news
from counterclaim.watch.plan import Feed
from counterclaim.watch.state import StateFolder
from counterclaim.watch.telling import JsonlFile
from counterclaim.watch.waiting import WaitingFetch
from tests.factories import CLOCK_TIME

FEED = Feed(place="https://velmora-post.example/rss", is_folder=False, interval=timedelta(minutes=10))
FIRST = "A bomb killed 12 people at a market in Dunhallow on Monday, police said."
CORRECTED = "A bomb killed 19 people at a market in Dunhallow on Monday, police said."
Entry = Report | Notice | Problem


def make_entry(text: str, *, hours: int = 0, guid: str = "blast") -> Report:
    moment = CLOCK_TIME + timedelta(hours=hours)
    return make_report(
        text,
        outlet="Velmora Post",
        language="en",
        published=CLOCK_TIME.date(),
        published_at=moment,
        edition=Edition(guid=guid, edited_at=moment),
    )


def make_kill(hours: int) -> Notice:
    moment = CLOCK_TIME + timedelta(hours=hours)
    return Notice(guid="blast", by="Velmora Post", reason="a hoax", made_at=moment, where="feed, entry 1")


class Site:
    """A feed that changes, and a time of day that passes."""

    def __init__(self, tmp_path: Path) -> None:
        self.entries: list[Entry] = []
        self.now, self.looks = CLOCK_TIME, 0
        self.said: list[str] = []
        self.told: list[News] = []
        self.state = tmp_path / "state"
        self.ledger = tmp_path / "watch.ledger"

    def read(self, paths: Sequence[str], *, feed: Feed, custodian: SparingCustodian) -> Iterator[Entry]:
        self.looks += 1
        with custodian.keep(BytesIO(repr(self.entries).encode()), paths[0]) as stream:
            assert stream.read()
            for number, each in enumerate(self.entries, start=1):
                if isinstance(each, Report):
                    custodian.note(each, f"entry {number}")
                yield each

    def clock(self) -> datetime:
        return self.now

    def look(
        self,
        *,
        stop: threading.Event | None = None,
        tell: Callable[[Sequence[News]], None] | None = None,
        feed: Feed = FEED,
    ) -> list[str]:
        """Look once, in a process of its own as it were, and return the lines told."""
        before = len(self.told)
        with StateFolder(self.state) as folder, open_sqlite(self.ledger, create=True) as ledger:
            self.make_follower(ledger, folder, tell or self.told.extend, feed).look(stop or threading.Event())
        self.now += timedelta(hours=1)
        return [say_news(each) for each in self.told[before:]]

    def make_follower(
        self, ledger: Ledger, folder: StateFolder, tell: Callable[[Sequence[News]], None], feed: Feed
    ) -> Follower:
        adder = Adder(ledger, code=code_reports, clock=self.clock, talk=self.said.append)
        return Follower(
            [feed], ledger, folder, adder=adder, read=self.read, clock=self.clock, tell=tell,
            talk=self.said.append,
        )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


def find_words(lines: Iterable[str], *words: str) -> list[str]:
    return [line for line in lines if all(word in line for word in words)]


def test_an_entry_is_told_once_then_corrected_then_killed(site: Site) -> None:
    site.entries = [make_entry(FIRST)]
    first = site.look()
    assert find_words(first, "new event", "[Velmora Post]")
    assert find_words(first, "killed: 12", "says police")
    assert site.look() == []

    site.entries = [make_entry(CORRECTED, hours=1)]
    corrected = site.look()
    assert find_words(corrected, "killed: 12 → 19, says police")
    assert not find_words(corrected, "new event")
    assert site.look() == []

    site.entries = [make_kill(hours=2)]
    killed = site.look()
    assert find_words(killed, "report of Velmora Post withdrawn", "withdrawn by Velmora Post: a hoax")
    assert find_words(killed, "figure of killed, no longer: 19")
    assert site.look() == []
    with open_sqlite(site.ledger) as ledger:
        raw = verify_raw(ledger)
        # Looks that brought nothing new left no bytes behind.
        assert (raw.sound, raw.faults, raw.unreceipted) == (3, (), ())


def test_what_the_ledger_holds_when_a_watch_begins_counts_as_told(site: Site, tmp_path: Path) -> None:
    site.entries = [make_entry(FIRST)]
    site.look()
    site.state = tmp_path / "another"
    assert site.look() == []
    site.entries = [make_entry(CORRECTED, hours=1)]
    assert site.look()


def test_what_others_add_to_the_ledger_is_told(site: Site) -> None:
    site.look()
    with open_sqlite(site.ledger) as ledger:
        stop = threading.Event()
        Adder(ledger, code=code_reports, clock=site.clock, talk=print).add([make_entry(FIRST)], stop)
    assert find_words(site.look(), "new event")


def test_news_that_could_not_be_told_is_told_the_next_time_with_the_same_ids(site: Site) -> None:
    site.look()
    lost: list[News] = []

    def fail(news: Sequence[News]) -> None:
        lost.extend(news)
        raise KeyboardInterrupt

    site.entries = [make_entry(FIRST)]
    with pytest.raises(KeyboardInterrupt):
        site.look(tell=fail)
    site.look()
    assert lost
    assert [each.id for each in site.told] == [each.id for each in lost]


def test_a_stop_ends_after_the_report_at_hand_and_the_rest_comes_later(site: Site) -> None:
    stop = threading.Event()

    def stop_at(news: Sequence[News]) -> None:
        site.told.extend(news)

    site.entries = [make_entry(FIRST), make_entry("Police shot dead 3 marchers in Sandry.", guid="march")]
    stop.set()
    with StateFolder(site.state) as folder, open_sqlite(site.ledger, create=True) as ledger:
        follower = site.make_follower(ledger, folder, stop_at, FEED)
        follower.run(stop)
        assert site.looks == 0
        counts = Adder(ledger, code=code_reports, clock=site.clock, talk=print).add(site.entries, stop)
        assert counts["new"] == 1
    lines = site.look()
    assert len(find_words(lines, "new event")) == 2


def test_a_feed_that_fails_is_asked_later_each_time_and_says_so(site: Site) -> None:
    site.entries = [Problem(kind="fetch", message="does not answer", where=FEED.place)]
    pauses = []
    with StateFolder(site.state) as folder, open_sqlite(site.ledger, create=True) as ledger:
        follower = site.make_follower(ledger, folder, site.told.extend, FEED)
        for _ in range(8):
            follower.look(threading.Event())
            state = folder.load()
            assert state is not None
            due = state.feeds[FEED.place].next_at
            assert due is not None
            pauses.append(due - site.now)
            looks = site.looks
            site.now = due - timedelta(seconds=1)
            follower.look(threading.Event())
            assert site.looks == looks
            site.now = due
        assert pauses == [min(FEED.interval * 2**failures, LONGEST_PAUSE) for failures in range(1, 9)]
        site.entries = [make_entry(FIRST)]
        follower.look(threading.Event())
        state = folder.load()
        assert state is not None
        assert state.feeds[FEED.place].next_at == site.now + FEED.interval
    assert find_words(site.said, "skipped", "does not answer")
    assert find_words(site.said, "it is asked again at")


def test_a_site_that_asks_to_be_left_alone_longer_is(site: Site) -> None:
    site.entries = [Problem(kind="fetch", message="is busy", where=FEED.place)]

    def fetch(address: str) -> Fetched:
        raise FetchError("is busy", retry_after=4 * 60 * 60)

    waiting = WaitingFetch(fetch)
    with pytest.raises(FetchError):
        waiting(FEED.place)
    with StateFolder(site.state) as folder, open_sqlite(site.ledger, create=True) as ledger:
        adder = Adder(ledger, code=code_reports, clock=site.clock, talk=site.said.append)
        follower = Follower(
            [FEED], ledger, folder, adder=adder, read=site.read, clock=site.clock, tell=site.told.extend,
            talk=site.said.append, find_wait=waiting.find_wait,
        )  # fmt: skip
        follower.look(threading.Event())
        state = folder.load()
    assert state is not None
    assert state.feeds[FEED.place].next_at == site.now + timedelta(hours=4)


def test_files_of_a_folder_are_read_when_they_are_new_or_changed(site: Site, tmp_path: Path) -> None:
    incoming = tmp_path / "incoming"
    incoming.mkdir()
    feed = Feed(place=str(incoming), is_folder=True, interval=timedelta(minutes=10))
    site.now = datetime.now(CLOCK_TIME.tzinfo) + timedelta(hours=1)
    assert site.look(feed=feed) == []
    (incoming / "a.txt").write_text("x", encoding="utf-8")
    site.look(feed=feed)
    site.look(feed=feed)
    assert site.looks == 1
    (incoming / "a.txt").write_text("xy", encoding="utf-8")
    (incoming / "b.txt").write_text("x", encoding="utf-8")
    site.look(feed=feed)
    assert site.looks == 3
    # A file that may still be written to waits.
    later = (site.now + timedelta(hours=9)).timestamp()
    (incoming / "c.txt").write_text("x", encoding="utf-8")
    os.utime(incoming / "c.txt", (later, later))
    site.look(feed=feed)
    assert site.looks == 3


def test_a_folder_that_is_missing_fails(site: Site, tmp_path: Path) -> None:
    site.entries = [Problem(kind="missing", message="cannot be read", where="x")]
    feed = Feed(place=str(tmp_path / "none"), is_folder=True, interval=timedelta(minutes=10))
    site.look(feed=feed)
    assert find_words(site.said, "it is asked again at")


def test_one_watch_alone_uses_a_folder(site: Site) -> None:
    with (
        StateFolder(site.state),
        pytest.raises(WatchError, match="another watch uses"),
        StateFolder(site.state),
    ):
        pass


def test_a_state_of_another_ledger_is_refused(site: Site, tmp_path: Path) -> None:
    site.entries = [make_entry(FIRST)]
    site.look()
    site.ledger = tmp_path / "other.ledger"
    with pytest.raises(WatchError, match="it is another ledger"):
        site.look()


def test_a_state_that_cannot_be_read_says_what_to_do(site: Site) -> None:
    site.look()
    (site.state / "state.json").write_text("{", encoding="utf-8")
    with pytest.raises(WatchError, match=r"state\.json cannot be read .* remove it"):
        site.look()


def test_a_file_of_news_holds_each_once_though_a_process_was_killed(site: Site, tmp_path: Path) -> None:
    site.entries = [make_entry(FIRST)]
    site.look()
    path = tmp_path / "news.jsonl"
    JsonlFile(path).tell(site.told[:2])
    # Killed while the third was written: its line is half there.
    with path.open("ab") as file:
        file.write(msgspec.json.encode(site.told[2])[:40])
    again = JsonlFile(path)
    again.tell(site.told)
    ids = [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]
    assert ids == [each.id for each in site.told]
    again.tell(site.told[:1])
    assert len(path.read_text(encoding="utf-8").splitlines()) == len(ids) + 1

"""`counterclaim watch`: follow feeds and folders, and tell what changes."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.inputs import (
    AllowPrivateOption,
    OutletsOption,
    ScreenOption,
    code_each,
    load_table,
    screen_each,
    talk,
)
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.model.report import Report
    from counterclaim.model.statement import Coding, Problem
    from counterclaim.read.found import Notice
    from counterclaim.watch.adding import SparingCustodian
    from counterclaim.watch.follow import Tell
    from counterclaim.watch.news import News
    from counterclaim.watch.outbox import Outbox
    from counterclaim.watch.plan import Feed
    from counterclaim.watch.state import StateFolder
    from counterclaim.watch.webhook import Courier, Webhook

#: The variable that holds the secret by which news is signed; an option would show it to everybody.
SECRET = "COUNTERCLAIM_WEBHOOK_SECRET"
#: Ending of the folder of a watch, after the name of its feeds.
STATE_ENDING = ".watch"
#: Seconds that the piece of news at hand may take when the watch ends.
LAST_SECONDS = 30.0


def watch(
    feeds: Annotated[
        Path, typer.Argument(metavar="FEEDS", help="The feeds and folders to follow: feeds.toml.")
    ],
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    once: Annotated[
        bool,
        typer.Option("--once", help="Look once at all feeds but those that failed lately, and end."),
    ] = False,
    interval: Annotated[
        str | None,
        typer.Option(
            metavar="TIME",
            help="Time between two looks at a feed that names none: 90s, 10m, 2h. 10m by default.",
            envvar="COUNTERCLAIM_INTERVAL",
        ),
    ] = None,
    jsonl: Annotated[
        str | None,
        typer.Option(
            metavar="FILE",
            help="Write the news to this file too, one JSON object each; - is standard output.",
            envvar="COUNTERCLAIM_JSONL",
        ),
    ] = None,
    webhook: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help=f"Send the news to this address too, signed where {SECRET} is set.",
            envvar="COUNTERCLAIM_WEBHOOK",
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            metavar="FOLDER",
            help="What the watch remembers; by default beside FEEDS, with the ending .watch.",
            envvar="COUNTERCLAIM_WATCH_STATE",
        ),
    ] = None,
    outlets: OutletsOption = None,
    allow_private: AllowPrivateOption = False,
    screen: ScreenOption = False,
) -> None:
    """Follow feeds and folders: add what is new, and tell what it changes, a line each with who says so.

    New events, claims, denials, tolls that rose or fell, disputes, what was withdrawn or corrected. What
    the ledger holds when a watch begins counts as told, and nothing is told twice when it is started
    again; what others add to the ledger is told too. A feed that fails is asked again later, each time
    twice as late. Ends at SIGINT or SIGTERM after the report at hand. Exit codes: 0 ended, 1 with
    --once: a feed could not be read, or news could not be delivered, 2 FEEDS does not fit, or another
    watch has its folder.
    """
    from counterclaim.ledger.base import read_clock
    from counterclaim.ledger.open import open_ledger
    from counterclaim.read.reports import make_fetch, read_all
    from counterclaim.watch.adding import Adder
    from counterclaim.watch.follow import FAILED, Follower, tell_all
    from counterclaim.watch.plan import load_plan, parse_interval
    from counterclaim.watch.state import StateFolder
    from counterclaim.watch.waiting import WaitingFetch

    table, fetch = load_table(outlets), WaitingFetch(make_fetch(allow_private=allow_private))
    plan = load_plan(feeds, interval=parse_interval(interval) if interval else None)
    place = state or feeds.with_suffix(STATE_ENDING)
    with ExitStack() as stack:
        stop = stack.enter_context(_catch_signals())
        folder = stack.enter_context(StateFolder(place))
        opened = stack.enter_context(open_ledger(ledger, create=True))

        def code(reports: Iterable[Report | Problem]) -> Iterator[Coding | Problem]:
            return code_each(screen_each(reports) if screen else reports)

        def read(
            paths: Sequence[str], *, feed: Feed, custodian: SparingCustodian
        ) -> Iterator[Report | Notice | Problem]:
            return read_all(
                paths,
                input_format=feed.format,
                outlet=feed.outlet,
                custodian=custodian,
                outlets=table,
                fetch=fetch,
            )

        hook = _make_webhook(webhook, folder, allow_private=allow_private) if webhook else None
        courier = None if once or hook is None else stack.enter_context(_carry(hook[0]))
        tells = [*_iter_tells(jsonl), *([_make_outbox_tell(hook[1], courier)] if hook else ())]
        follower = Follower(
            plan,
            opened,
            folder,
            adder=Adder(opened, code=code, clock=read_clock, talk=talk),
            read=read,
            clock=read_clock,
            tell=tell_all(tells),
            talk=talk,
            find_wait=fetch.find_wait,
        )
        if not once:
            follower.run(stop)
            return
        counts = follower.look(stop, ahead=True)
        left = _deliver_once(hook[0], hook[1], stop) if hook else 0
        if FAILED & counts.keys() or left:
            raise typer.Exit(1)


def _iter_tells(jsonl: str | None) -> Iterator[Tell]:
    """Make the ways of telling here: lines for people, or JSON where standard output is for it."""
    from counterclaim.watch.telling import JsonlFile

    yield _print_json if jsonl == "-" else _print_lines
    if jsonl and jsonl != "-":
        yield JsonlFile(Path(jsonl)).tell


def _print_lines(news: Sequence[News]) -> None:
    from datetime import UTC

    from counterclaim.ledger.base import read_clock
    from counterclaim.watch.news import say_news

    now = read_clock().astimezone(UTC).strftime("%Y-%m-%d %H:%M")
    # Two versions of an item that are withdrawn together are one line.
    for line in dict.fromkeys(map(say_news, news)):
        typer.echo(f"{now} {line}")


def _print_json(news: Sequence[News]) -> None:
    import msgspec

    for each in news:
        typer.echo(msgspec.json.encode(each).decode())


def _make_webhook(url: str, folder: StateFolder, *, allow_private: bool) -> tuple[Webhook, Outbox]:
    """Make the webhook and its outbox, which keeps what is not delivered yet.

    Raises:
        typer.BadParameter: the address is none.
    """
    from counterclaim.ledger.base import read_clock
    from counterclaim.read.fetch import make_fetcher
    from counterclaim.watch.outbox import Outbox
    from counterclaim.watch.webhook import Webhook

    if not url.startswith(("http://", "https://")):
        raise typer.BadParameter("is no address; write https://…", param_hint="--webhook")
    secret = os.environ.get(SECRET) or None
    if secret is None:
        talk(f"news is sent unsigned; set {SECRET} so that the receiver can tell that it is yours")
    outbox = Outbox(folder.path / "outbox")
    post = make_fetcher(allow_private=allow_private).post
    return Webhook(url, outbox, post=post, secret=secret, clock=read_clock, talk=talk), outbox


def _make_outbox_tell(outbox: Outbox, courier: Courier | None) -> Tell:
    def tell(news: Sequence[News]) -> None:
        left = outbox.put(news)
        if left:
            talk(f"{left} pieces of news are not sent: too many wait; `counterclaim changes` lists them")
        if courier is not None:
            courier.wake()

    return tell


def _deliver_once(hook: Webhook, outbox: Outbox, stop: threading.Event) -> int:
    """Deliver what waits with a few tries; return how much is left for the next time."""
    from counterclaim.watch.webhook import TRIES_ONCE

    hook.deliver(stop, tries=TRIES_ONCE)
    left = len(outbox.find_waiting())
    if left:
        talk(f"{left} pieces of news wait in the outbox and are sent the next time")
    return left


@contextmanager
def _carry(hook: Webhook) -> Iterator[Courier]:
    """Deliver in the background as long as the watch goes on."""
    from counterclaim.watch.webhook import Courier

    courier = Courier(hook)
    courier.start()
    try:
        yield courier
    finally:
        courier.stop(seconds=LAST_SECONDS)


@contextmanager
def _catch_signals() -> Iterator[threading.Event]:
    """Give an event that the first SIGINT or SIGTERM sets; the second ends the process as ever."""
    stop = threading.Event()
    former = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}

    def end(number: int, frame: object) -> None:
        stop.set()
        for each, handler in former.items():
            signal.signal(each, handler)

    for number in former:
        signal.signal(number, end)
    try:
        yield stop
    finally:
        for each, handler in former.items():
            signal.signal(each, handler)

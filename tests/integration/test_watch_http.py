"""`counterclaim watch` against a real HTTP server that changes its wire, and with a webhook that is away."""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.ledger.verify import verify_ledger
from counterclaim.ledger.verify_raw import verify_raw

SECRET = "a secret of the desk"
FIRST = "A bomb killed 12 people at a market in Dunhallow on Monday, police said."
CORRECTED = "A bomb killed 19 people at a market in Dunhallow on Monday, police said."
CLAIM = (
    "The Harrow Front claimed responsibility for the bombing of the market in Dunhallow on Monday,"
    " which killed 12 people."
)


def make_item(name: str, text: str, *, version: int = 1, **fields: object) -> dict[str, object]:
    """Make an item of the wire in ninjs 2."""
    return {
        "uri": f"urn:third-wire:{name}",
        "version": str(version),
        "type": "text",
        "pubStatus": "usable",
        "firstCreated": "2031-03-04T10:00:00Z",
        "versionCreated": f"2031-03-04T1{version}:00:00Z",
        "language": "en",
        "infoSources": [{"name": "Third Wire", "role": "provider"}],
        "headlines": [{"value": "Bombing in Dunhallow"}],
        "bodies": [{"role": "main", "contentType": "text/plain", "value": text}],
        **fields,
    }


class Site(ThreadingHTTPServer):
    """A wire that answers conditional requests, and a receiver of news, on one port of this machine."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.items: list[dict[str, object]] = []
        self.hook_status = 200
        self.taken: list[tuple[dict[str, str], bytes]] = []
        self.answers: list[int] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        if self.path != "/wire.json":
            self._answer(404, b"")
            return
        body = json.dumps(self.server.items).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()}"'
        is_known = self.headers.get("If-None-Match") == tag
        self._answer(304 if is_known else 200, b"" if is_known else body, ETag=tag)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.hook_status == 200:
            self.server.taken.append((dict(self.headers), body))
        self._answer(self.server.hook_status, b"")

    def _answer(self, status: int, body: bytes, **headers: str) -> None:
        if self.command == "GET" and self.path == "/wire.json":
            self.server.answers.append(status)
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Keep quiet."""


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Desk:
    """Runs the command in a folder of its own, each time as a new process."""

    def __init__(self, folder: Path, site: Site) -> None:
        self.folder = folder
        self.environment = {
            **os.environ,
            "COUNTERCLAIM_FETCH_ALLOW_PRIVATE": "1",
            "COUNTERCLAIM_FETCH_DELAY": "0",
            "COUNTERCLAIM_LEDGER": str(folder / "desk.ledger"),
            "COUNTERCLAIM_WEBHOOK_SECRET": SECRET,
        }
        (folder / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.address}/wire.json"\n', encoding="utf-8")

    def make_command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "counterclaim", "watch", "feeds.toml", *arguments]

    def watch_once(self, *arguments: str, code: int = 0) -> list[str]:
        """Look once; return the lines without their time."""
        ended = subprocess.run(
            self.make_command("--once", *arguments),
            cwd=self.folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert ended.returncode == code, ended.stderr
        self.said = ended.stderr
        return [line[len("2031-03-04 10:00 ") :] for line in ended.stdout.splitlines()]


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Desk:
    return Desk(tmp_path, site)


def has(lines: list[str], *words: str) -> bool:
    return any(all(word in line for word in words) for line in lines)


def test_a_wire_is_followed_through_a_claim_a_correction_and_a_kill(site: Site, desk: Desk) -> None:
    site.items = [make_item("blast", FIRST)]
    first = desk.watch_once()
    assert has(first, "new event", "[Third Wire]")
    assert has(first, "killed: 12, says police")

    # Nothing new: the wire is not even sent again, and nothing is told.
    assert desk.watch_once() == []
    assert site.answers == [200, 304]

    site.items = [make_item("blast", FIRST), make_item("claim", CLAIM)]
    claimed = desk.watch_once()
    assert has(claimed, "Harrow Front: claimed by Harrow Front")
    assert not has(claimed, "says police")

    correction = make_item("blast", CORRECTED, version=2, edNote="CORRECTION: toll")
    site.items = [correction, make_item("claim", CLAIM)]
    corrected = desk.watch_once()
    assert has(corrected, "killed: 12 → 19, says police")

    site.items = [make_item("blast", "", version=3, pubStatus="canceled", edNote="Sent in error")]
    killed = desk.watch_once()
    assert has(killed, "report of Third Wire withdrawn", "Sent in error")
    assert desk.watch_once() == []
    with open_sqlite(desk.folder / "desk.ledger") as ledger:
        assert verify_ledger(ledger).fault is None
        raw = verify_raw(ledger)
        assert (raw.sound, raw.faults, raw.unreceipted) == (4, (), ())


def test_news_reaches_a_webhook_that_was_away_once_it_is_back(site: Site, desk: Desk) -> None:
    hook = f"{site.address}/hooks/token"
    site.items, site.hook_status = [make_item("blast", FIRST)], 503
    lines = desk.watch_once("--webhook", hook, "--jsonl", "news.jsonl", code=1)
    assert lines
    assert f"{len(lines)} pieces of news wait" in desk.said
    assert "token" not in desk.said

    site.hook_status = 200
    assert desk.watch_once("--webhook", hook) == []
    written = (desk.folder / "news.jsonl").read_bytes().splitlines()
    assert [body for _, body in site.taken] == written
    for headers, body in site.taken:
        signed = headers["X-Counterclaim-Timestamp"].encode() + b"." + body
        expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
        assert headers["X-Counterclaim-Signature"] == f"sha256={expected}"
        assert headers["X-Counterclaim-Id"] == json.loads(body)["id"]
    assert desk.watch_once("--webhook", hook) == []
    assert len(site.taken) == len(written)


def test_a_watch_goes_on_until_it_is_told_to_end(site: Site, desk: Desk) -> None:
    site.items = [make_item("blast", FIRST)]
    hook = ("--webhook", f"{site.address}/hooks/token")
    with subprocess.Popen(
        desk.make_command(*hook), cwd=desk.folder, env=desk.environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert "new event" in process.stdout.readline()
        process.send_signal(signal.SIGTERM)
        rest = process.stdout.read()
        assert process.wait(60) == 0
    assert "killed: 12, says police" in rest
    assert desk.watch_once(*hook) == []
    ids = [headers["X-Counterclaim-Id"] for headers, _ in site.taken]
    assert len(ids) == len(set(ids)) == rest.count("\n") + 1


def test_a_wire_that_does_not_answer_ends_with_1_and_says_when_it_is_asked_again(
    site: Site, desk: Desk
) -> None:
    (desk.folder / "feeds.toml").write_text(f'[[feed]]\nurl = "{site.address}/gone.json"\n', encoding="utf-8")
    assert desk.watch_once(code=1) == []
    assert "it is asked again at" in desk.said
    # It is not asked again before that, which is told.
    assert desk.watch_once(code=1) == []
    assert "failed lately: it is asked again at" in desk.said
    assert desk.said.count("gone.json") == 1

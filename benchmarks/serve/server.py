"""Run the server as its user does, and tell what it costs the machine."""

from __future__ import annotations

import os
import re
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx

from counterclaim.serve.accounts import add_account

#: Seconds to wait until the server answers, and until its list is made.
START = 120
BUILD = 4 * 3600
NAME = "bench"
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_MEMORY = re.compile(r"^Vm(RSS|HWM):\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server that runs, and somebody who is logged in."""

    process: subprocess.Popen[bytes]
    client: httpx.Client
    #: Somebody who is not.
    stranger: httpx.Client
    #: Seconds until it answered, and until its list was whole.
    answered: float
    listed: float

    def read_processor(self) -> float:
        """Read the seconds that its threads have computed."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def read_memory(self) -> tuple[int, int]:
        """Read the megabytes that it holds now, and held at most."""
        words = Path(f"/proc/{self.process.pid}/status").read_text()
        found = {name: int(size) // 1024 for name, size in _MEMORY.findall(words)}
        return found["RSS"], found["HWM"]


@contextmanager
def serve(place: Path, folder: Path) -> Iterator[Running]:
    """Run the server with one account, an editor, who is logged in.

    Args:
        place: the ledger.
        folder: where the file of the account goes.
    """
    password, accounts = secrets.token_urlsafe(16), folder / "accounts.json"
    add_account(accounts, name=NAME, role="editor", password=password)
    port = find_port()
    command = [sys.executable, "-m", "counterclaim", "serve", "--ledger", str(place), "--port", str(port)]
    started = time.monotonic()
    process = subprocess.Popen([*command, "--accounts", str(accounts)])
    try:
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, timeout=60) as client, httpx.Client(base_url=address) as stranger:
            _wait(process, client)
            answered = time.monotonic() - started
            _log_in(client, password)
            _wait_for_list(client)
            listed = time.monotonic() - started
            yield Running(process=process, client=client, stranger=stranger, answered=answered, listed=listed)
    finally:
        process.terminate()
        process.wait()


def _wait(process: subprocess.Popen[bytes], client: httpx.Client) -> None:
    until = time.monotonic() + START
    while time.monotonic() < until:
        if process.poll() is not None:
            raise SystemExit("the server did not start; its message stands above")
        try:
            client.get("/login")
        except httpx.HTTPError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit("the server did not answer in time")


def _log_in(client: httpx.Client, password: str) -> None:
    found = _CSRF.search(client.get("/login").text)
    form = {"name": NAME, "password": password, "csrf": found[1] if found else "", "next": "/"}
    answer = client.post("/login", data=form, headers={"Origin": str(client.base_url).rstrip("/")})
    if answer.status_code != httpx.codes.SEE_OTHER:
        raise SystemExit(f"the login answered {answer.status_code}")


def _wait_for_list(client: httpx.Client) -> None:
    until = time.monotonic() + BUILD
    while client.get("/api/events", params={"limit": 1}).json()["behind"]:
        if time.monotonic() > until:
            raise SystemExit("the list was not made in time")
        time.sleep(0.5)


def find_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])

"""A real browser before a real server, on loopback; skipped where there is no Chromium."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.update import add_report
from counterclaim.serve.app import make_app
from counterclaim.serve.options import ServeOptions
from tests.browser.hostile import make_hostile_coding
from tests.conftest import require_program

from benchmarks.ledger.archive import iter_archive  # isort: skip

REPORTS = 150
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
#: Milliseconds that a page may take to show what it should: a busy machine is no fault of the page.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = require_program("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a ledger of invented reports, one of them hostile, and give its address."""
    place = tmp_path_factory.mktemp("browser") / "tarn.ledger"
    with open_ledger(place, create=True) as ledger:
        for coding in (*iter_archive(REPORTS), make_hostile_coding()):
            add_report(ledger, coding)
    yield from serve(ServeOptions(ledger=str(place), name="mira", port=find_port()))


def serve(options: ServeOptions) -> Iterator[str]:
    """Serve a page in a thread of this process until the test is done."""
    server = uvicorn.Server(uvicorn.Config(make_app(options), port=options.port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    yield f"http://127.0.0.1:{options.port}"
    server.should_exit = True
    thread.join()


def find_port() -> int:
    """Find a port that nobody uses."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window of a desk; whatever its console complains of fails the test."""
    yield from open_window(browser, viewport=DESK)


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    """Open a window as wide as a phone."""
    yield from open_window(browser, viewport=PHONE)


@pytest.fixture
def dark(browser: Browser) -> Iterator[Page]:
    """Open a window of somebody who prefers dark pages."""
    yield from open_window(browser, viewport=DESK, color_scheme="dark")


def open_window(browser: Browser, **options: object) -> Iterator[Page]:
    context = browser.new_context(**options)  # type: ignore[arg-type]
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    yield opened
    context.close()
    assert complaints == []


def press(page: Page, *keys: str) -> None:
    """Press keys on a page that has its scripts: a page can be read, and found, before they have run."""
    page.wait_for_load_state("load")
    for key in keys:
        page.keyboard.press(key)


def follow(link: Locator) -> None:
    """Press a link or a button, and wait for the page that it leads to."""
    with link.page.expect_navigation():
        link.click()


@pytest.fixture
def shots(tmp_path: Path) -> Path:
    """Give a folder for pictures."""
    return tmp_path

"""A page with accounts: login, failures, mentions, and two people in two browsers on one statement."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from benchmarks.ledger.archive import make_event_codings
from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.reconcile.update import add_report
from counterclaim.serve.accounts import add_account
from counterclaim.serve.listing import Listing
from counterclaim.serve.options import ServeOptions
from tests.browser.conftest import DESK, PHONE, find_port, serve
from tests.browser.test_events_page import RULES

PASSWORD = "a lamp in the mill tower"
ANA, BEN = "Ana Ruiz", "Ben Okoro"
#: Opens a window of a browser that shares nothing with the others.
OpenWindow = Callable[..., Page]
WINDOWS: Mapping[str, Mapping[str, Any]] = {
    "light": {"viewport": DESK},
    "dark": {"viewport": DESK, "color_scheme": "dark"},
    "phone": {"viewport": PHONE},
}


@dataclass(frozen=True, slots=True)
class Site:
    """A page with two accounts, and the ledger behind it."""

    address: str
    place: str
    event: str
    report: str


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    folder = tmp_path_factory.mktemp("accounts")
    place, accounts = str(folder / "tarn.ledger"), folder / "accounts.json"
    for name in (ANA, BEN):
        add_account(accounts, name=name, role="coder", password=PASSWORD)
    with open_ledger(place, create=True) as ledger:
        for coding in make_event_codings(3, tellers=5):
            add_report(ledger, coding)
        record = next(ledger.iter_mentions())
    for address in serve(ServeOptions(ledger=place, accounts=accounts, port=find_port())):
        yield Site(address, place, record.key, record.report.id)


@pytest.fixture
def open_window(browser: Browser) -> Iterator[OpenWindow]:
    """Give a way to open windows of browsers that share nothing; they are closed after the test."""
    opened: list[BrowserContext] = []

    def make(**options: object) -> Page:
        opened.append(browser.new_context(**options))  # type: ignore[arg-type]
        return opened[-1].new_page()

    yield make
    for context in opened:
        context.close()


def log_in(page: Page, site: Site, name: str, path: str = "/") -> None:
    """Log in as somebody who wanted to see a page."""
    page.goto(site.address + path)
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.wait_for_url(site.address + path)


def check_page(page: Page) -> None:
    """Check what WCAG 2.2 AA asks for, and that nothing is wider than the window."""
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == [], found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("window", WINDOWS)
def test_the_login_meets_wcag_aa(site: Site, open_window: OpenWindow, window: str) -> None:
    page = open_window(**WINDOWS[window])
    page.goto(f"{site.address}/login")
    check_page(page)
    page.get_by_label("Name").fill(f"nobody {window}")
    page.get_by_label("Password").fill("wrong words entirely")
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_have_text("the name or the password is wrong")
    check_page(page)


@pytest.mark.parametrize("window", WINDOWS)
def test_mentions_and_what_is_not_there_meet_wcag_aa(
    site: Site, open_window: OpenWindow, window: str
) -> None:
    page = open_window(**WINDOWS[window])
    log_in(page, site, ANA, f"/events/{site.event}/mentions")
    expect(page.get_by_role("checkbox")).to_have_count(5)
    check_page(page)
    page.goto(f"{site.address}/events/evt_none")
    expect(page.locator("h1")).to_have_text("Not Found")
    check_page(page)


@pytest.mark.parametrize("window", WINDOWS)
def test_a_failure_meets_wcag_aa_and_tells_nothing_of_the_server(
    site: Site, open_window: OpenWindow, window: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_window(**WINDOWS[window])
    log_in(page, site, ANA)

    def fail(self: Listing, *rest: object, **more: object) -> None:
        raise RuntimeError("the words of a report")

    monkeypatch.setattr(Listing, "find_page", fail)
    answer = page.goto(site.address)
    assert answer is not None
    assert answer.status == 500
    expect(page.locator("main")).to_contain_text("the server failed; its log says why")
    assert "the words of a report" not in page.content()
    check_page(page)


def test_two_people_correct_one_statement_and_nothing_is_lost(site: Site, open_window: OpenWindow) -> None:
    ana, ben = open_window(viewport=DESK), open_window(viewport=DESK)
    correct = {}
    for page, name in ((ana, ANA), (ben, BEN)):
        log_in(page, site, name, f"/reports/{site.report}")
        entry = page.locator(".entry", has_text="killed").first
        correct[name] = entry.get_by_role("link", name=re.compile("^Correct")).get_attribute("href")
        page.goto(f"{site.address}{correct[name]}")
    assert correct[ANA] == correct[BEN]
    ana.get_by_label("Number", exact=True).fill("71")
    ana.get_by_label("Reason").fill("the clinic counts 71")
    ana.get_by_role("button", name="Keep the correction").click()
    expect(ana.get_by_text("Kept — corrected")).to_be_visible()
    # Ben had the form open all the while.
    ben.get_by_label("Number", exact=True).fill("72")
    ben.get_by_label("Reason").fill("one died later")
    ben.get_by_role("button", name="Keep the correction").click()
    expect(ben.locator("h1")).to_have_text("Somebody else was first")
    theirs, mine = ben.locator(".conflict section").all()
    expect(theirs).to_contain_text(ANA)
    expect(theirs).to_contain_text("71")
    expect(theirs).to_contain_text("the clinic counts 71")
    expect(mine).to_contain_text("72")
    expect(mine).to_contain_text("one died later")
    check_page(ben)
    assert find_reviews(site) == [(ANA, 71)]
    ben.get_by_role("button", name="mine is the last word").click()
    expect(ben.get_by_text("Kept — corrected")).to_be_visible()
    assert find_reviews(site) == [(ANA, 71), (BEN, 72)]
    ana.reload()
    for page in (ana, ben):
        for said in (f"corrected by {ANA}: the clinic counts 71", f"written by {BEN}", "reviewers differ"):
            expect(page.locator(".statements")).to_contain_text(said)


def find_reviews(site: Site) -> list[tuple[str, int | None]]:
    """Find who corrected a count to what, in the order of the ledger, which must verify."""
    with open_ledger(site.place) as ledger:
        assert verify_ledger(ledger).fault is None
        return [(each.by, getattr(each.own.value, "n", None)) for each in ledger.iter_reviews() if each.own]

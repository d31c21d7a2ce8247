"""The page of an event and the brief of one, in a real browser: by eye, by keys, on a phone, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from counterclaim.api import code_reports
from counterclaim.brief.gather import make_account
from counterclaim.brief.html import render_html_brief
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.statement import Coding
from counterclaim.policy.case import make_case
from counterclaim.read.reports import read_reports
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import add_report
from tests.browser.conftest import follow, press
from tests.browser.hostile import make_hostile_coding
from tests.browser.test_events_page import RULES

BOMBING = Path(__file__).parents[2] / "examples" / "one-bombing" / "reports.jsonl"
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
WINDOWS = ("page", "dark", "phone")


@pytest.fixture(scope="module")
def bombing(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the brief of the shipped example and give its address."""
    codings = code_reports(read_reports([str(BOMBING)]))
    return write_brief(tmp_path_factory, *(each for each in codings if isinstance(each, Coding)))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Write the brief of a report that is all markup and give its address."""
    return write_brief(tmp_path_factory, make_hostile_coding())


def write_brief(factory: pytest.TempPathFactory, *codings: Coding) -> str:
    with MemoryLedger() as ledger:
        for coding in codings:
            add_report(ledger, coding)
        (dossier,) = iter_dossiers(ledger)
    path = factory.mktemp("brief") / "brief.html"
    path.write_text(render_html_brief(make_account(dossier, make_case(dossier))), encoding="utf-8")
    return path.as_uri()


def open_event(page: Page, address: str) -> None:
    """Open the first event that is in dispute."""
    page.goto(f"{address}/?disputed=yes")
    follow(page.locator(".line h2 a").first)
    expect(page.locator("#disputes")).to_be_visible()


def find_overflow(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - window.innerWidth"))


@pytest.mark.parametrize("window", WINDOWS)
def test_the_page_meets_wcag_aa(request: pytest.FixtureRequest, address: str, window: str) -> None:
    page: Page = request.getfixturevalue(window)
    open_event(page, address)
    page.evaluate(OPEN_ALL)
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == [], found.generate_report()
    assert find_overflow(page) <= 0


@pytest.mark.parametrize("window", WINDOWS)
def test_the_brief_meets_wcag_aa(request: pytest.FixtureRequest, bombing: str, window: str) -> None:
    page: Page = request.getfixturevalue(window)
    # The checker is a script, which the brief's own policy would not let in.
    context = page.context.browser.new_context(  # type: ignore[union-attr]
        bypass_csp=True,
        viewport=page.viewport_size,
        color_scheme="dark" if window == "dark" else "light",
    )
    checked = context.new_page()
    checked.goto(bombing)
    checked.evaluate(OPEN_ALL)
    found = Axe().run(checked, options=RULES)
    assert found.response["violations"] == [], found.generate_report()
    assert find_overflow(checked) <= 0
    context.close()


@pytest.mark.parametrize("format", ["A4", "Letter"])
def test_the_brief_prints_on_two_pages(page: Page, bombing: str, format: str, tmp_path: Path) -> None:
    page.goto(bombing)
    page.pdf(path=tmp_path / "brief.pdf", format=format)
    printed = PdfReader(tmp_path / "brief.pdf")
    assert len(printed.pages) <= 2
    words = "".join("".join(each.extract_text() for each in printed.pages).split())
    # The words of each position are printed, though they are folded on the screen.
    for said in (
        "How many killed",
        "Marsh Rights Watch",
        "blamed by Velmoran officials",
        "in a message on its Telegram channel",
        "It does not say who did it",
    ):
        assert "".join(said.split()) in words


def test_the_brief_asks_nothing_of_the_network(page: Page, bombing: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(bombing)
    page.wait_for_load_state("networkidle")
    assert {url.partition(":")[0] for url in asked} <= {"file", "data"}
    assert sum(url.startswith("file:") for url in asked) == 1
    chart = page.locator("img.chart").first
    chart.scroll_into_view_if_needed()
    expect(chart).to_have_js_property("complete", True)
    assert chart.evaluate("each => each.naturalWidth") > 300


def test_nothing_of_a_hostile_report_runs(page: Page, hostile: str) -> None:
    page.goto(hostile)
    page.evaluate(OPEN_ALL)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.pwned") is None
    assert page.locator("script, iframe, svg").count() == 0
    assert find_overflow(page) <= 0


def test_a_cell_of_the_matrix_opens_its_words_by_keys(page: Page, bombing: str) -> None:
    page.goto(bombing)
    summary = page.locator(".stance summary").first
    words = page.locator(".stance .words").first
    expect(words).not_to_be_visible()
    summary.focus()
    press(page, "Enter")
    expect(words).to_be_visible()
    expect(words).to_contain_text("claimed responsibility")


def test_everything_can_be_read_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    open_event(page, address)
    page.locator("#policy").select_option("acled.conservative/2024")
    follow(page.get_by_role("button", name="Show"))
    expect(page.locator(".figure-note").first).to_contain_text("acled.conservative/2024")
    page.locator(".stance summary").first.click()
    expect(page.locator(".stance .words").first).to_be_visible()
    context.close()


def test_a_dark_reader_gets_the_dark_drawing(dark: Page, phone: Page, address: str) -> None:
    open_event(dark, address)
    open_event(phone, address)
    for page, scheme, size in ((dark, "dark", "wide"), (phone, "light", "narrow")):
        drawings = page.locator(".drawing img")
        if drawings.count():
            drawings.first.scroll_into_view_if_needed()
            expect(drawings.first).not_to_have_js_property("currentSrc", "")
            shown = drawings.first.evaluate("each => each.currentSrc")
            assert f"scheme={scheme}" in shown and f"size={size}" in shown


def test_the_words_come_before_the_drawings(page: Page, address: str) -> None:
    """The page is painted though its drawings never come."""
    page.route("**/*.svg*", lambda route: None)
    page.goto(f"{address}/?disputed=yes", wait_until="domcontentloaded")
    link = page.locator(".line h2 a").first.get_attribute("href")
    page.goto(f"{address}{link}", wait_until="domcontentloaded")
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("#figures")).to_be_visible()

"""The list of events as people meet it: by eye, by keys, on a phone, and with a hostile report in it."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import follow, press

#: The rules that WCAG 2.2 AA asks for.
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PATHS = ["/", "/?q=market&disputed=yes", "/?since=2031-01-02&order=killed", "/?q=nothing+fits", "/audit"]


@pytest.mark.parametrize(
    ("window", "path"), [*(("page", path) for path in PATHS), ("dark", PATHS[1]), ("phone", PATHS[1])]
)
def test_every_page_meets_wcag_aa(
    request: pytest.FixtureRequest, address: str, window: str, path: str
) -> None:
    page: Page = request.getfixturevalue(window)
    page.goto(address + path)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(page, options=RULES)
    assert found.response["violations"] == [], found.generate_report()


def test_filters_search_and_pages_work_without_script(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    page.get_by_role("searchbox").fill("market")
    follow(page.get_by_role("button", name="Search"))
    expect(page).to_have_url(re.compile("q=market"))
    titles = page.locator(".line h2").all_inner_texts()
    assert titles
    page.goto(address)
    first = {each.get_attribute("href") for each in page.locator(".line h2 a").all()}
    follow(page.get_by_role("link", name="Next page"))
    second = {each.get_attribute("href") for each in page.locator(".line h2 a").all()}
    assert second
    assert first.isdisjoint(second)
    expect(page.get_by_role("link", name="First page")).to_be_visible()
    context.close()


def test_a_filter_narrows_and_can_be_cleared(page: Page, address: str) -> None:
    page.goto(address)
    whole = page.locator(".counts-line strong").inner_text()
    page.get_by_text("Filters and order").click()
    page.get_by_label("From").fill("2031-01-03")
    page.get_by_label("in dispute").check()
    follow(page.get_by_role("button", name="Apply"))
    assert int(page.locator(".counts-line strong").inner_text()) < int(whole)
    expect(page.get_by_label("From")).to_have_value("2031-01-03")
    days = page.locator(".line .day").all_inner_texts()
    assert all(day >= "2031-01-03" for day in days)
    follow(page.get_by_role("link", name="Clear"))
    expect(page.locator(".counts-line strong")).to_have_text(whole)


def test_what_is_not_understood_is_told(page: Page, address: str) -> None:
    page.goto(f"{address}/?bbox=here&changed=lately")
    expect(page.get_by_role("alert")).to_have_count(2)
    expect(page.get_by_role("alert").first).to_contain_text("bbox: “here” is not understood")


def test_keys_move_open_and_search(page: Page, address: str) -> None:
    page.goto(address)
    for key, place in (("j", 0), ("j", 1), ("j", 2), ("k", 1)):
        press(page, key)
        expect(page.locator("[data-row]").nth(place)).to_be_focused()
    press(page, "/")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("jk")
    expect(page.get_by_role("searchbox")).to_have_value("jk")
    press(page, "Escape")
    page.locator("h1").click()
    press(page, "n")
    expect(page).to_have_url(re.compile("after="))
    press(page, "j")
    href = page.locator("[data-row]").first.get_attribute("href")
    assert href
    assert page.evaluate("document.activeElement.getAttribute('href')") == href


@pytest.mark.parametrize("path", PATHS[:4])
def test_a_phone_needs_no_scrolling_sideways(phone: Page, address: str, path: str) -> None:
    phone.goto(address + path)
    phone.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_dark_and_light_differ(page: Page, dark: Page, address: str) -> None:
    colours = []
    for window in (page, dark):
        window.goto(address)
        colours.append(window.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert colours[0] != colours[1]


def test_the_map_comes_after_the_list(page: Page, address: str) -> None:
    page.goto(address, wait_until="commit")
    expect(page.locator(".line").first).to_be_visible()
    drawings = page.locator(".drawings img")
    assert drawings.evaluate_all("all => all.map(each => each.loading)") == ["lazy", "lazy"]
    for drawing in drawings.all():
        drawing.scroll_into_view_if_needed()
        assert drawing.evaluate("image => image.decode().then(() => image.naturalWidth > 0)")


def test_a_hostile_report_does_nothing(page: Page, address: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{address}/?q=people+died&place=Grell")
    expect(page.locator(".line")).to_have_count(1)
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.pwned") is None
    assert page.locator("main script, main img[src=x], main svg").count() == 0
    text = page.locator(".line").inner_text()
    assert "<script>window.pwned=1</script>" in text
    assert not {"\u202e", "\u2067"} & set(text)
    assert all(url.startswith(address) for url in asked)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_policy_of_the_page_stops_a_script_that_got_in(browser: Browser, address: str) -> None:
    # A window of its own: here the console is meant to complain.
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    blocked = page.evaluate(
        """() => new Promise(done => {
            document.addEventListener('securitypolicyviolation', event => done(event.violatedDirective));
            const script = document.createElement('script');
            script.textContent = 'window.pwned = 1';
            document.body.append(script);
            setTimeout(() => done('ran'), 2000);
        })"""
    )
    assert (blocked, page.evaluate("window.pwned")) == ("script-src-elem", None)
    context.close()

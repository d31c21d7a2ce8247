"""A report on the page as reviewers meet it: by keys, by selection, without script, two at once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from counterclaim.ledger.open import open_ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.report import make_report
from counterclaim.model.review import Review
from counterclaim.reconcile.events import load_dossier
from counterclaim.reconcile.reviewing import Act, judge_statement
from counterclaim.reconcile.update import add_report
from counterclaim.serve.options import ServeOptions
from tests.browser.conftest import DESK, PHONE, find_port, follow, press, serve
from tests.factories import (
    CLOCK_TIME,
    MAYOR,
    make_coding,
    make_mention,
    make_position,
    make_statement,
    make_toll,
)

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
#: Characters beyond the first plane, a combining mark, markup, a carriage return and marks of direction
#: before the words that are judged.
TEXT = (
    "\N{FACE SCREAMING IN FEAR}\N{DESERET CAPITAL LETTER LONG I} Cafe\N{COMBINING ACUTE ACCENT} <b>Tarn</b>"
    " &amp; \N{RIGHT-TO-LEFT OVERRIDE}Bridge\N{POP DIRECTIONAL FORMATTING}\r\n\n"
    "  A bomb killed 31 people, the mayor said.\n"
    "The Harrow Front claimed the attack. <script>alert(1)</script>\n"
    "\N{GRINNING FACE} Seven of the wounded died later.\n"
)
PATHS = ("", "/add?words=Harrow&property=killed", "correct", "conflict", "agreement")


@dataclass(frozen=True, slots=True)
class Site:
    """A page that is served, and the ledger behind it."""

    address: str
    place: str
    report: str

    @property
    def url(self) -> str:
        """Return where the report is."""
        return f"{self.address}/reports/{self.report}"

    def find_reviews(self) -> list[Review]:
        """Find the reviews in the ledger, which must verify."""
        with open_ledger(self.place) as ledger:
            assert verify_ledger(ledger).fault is None
            return list(ledger.iter_reviews())


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """Serve a ledger of one hostile report."""
    report = make_report(TEXT, outlet="Harbour <i>Post</i>", title="Bomb & <b>fear</b>", language="en")
    place = str(tmp_path / "review.ledger")
    statements = (
        make_statement(report, "killed", make_toll("31", 31), "killed 31 people", speakers=(MAYOR,)),
        make_statement(report, "killed", make_toll("31", 31, group="people"), "31 people"),
        make_statement(
            report, "responsibility", make_position("Harrow Front", "claim"), "The Harrow Front claimed"
        ),
    )
    with open_ledger(place, create=True) as ledger:
        add_report(ledger, make_coding(report, (make_mention(),), statements))
    options = ServeOptions(ledger=place, name="Ana Ruiz", port=find_port())
    for address in serve(options):
        yield Site(address, place, report.id)


def open_reviewing(browser: Browser, **options: object) -> Iterator[Page]:
    """Open a window; a browser's own line about an answer of 409 or 422 is no complaint.

    Its fixtures ask for the site, so that a window is closed before the server it loads from.
    """
    context = browser.new_context(**options)  # type: ignore[arg-type]
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield opened
    context.close()
    assert [said for said in complaints if not re.search(r"status of (409|422)", said)] == []


@pytest.fixture
def page(browser: Browser, site: Site) -> Iterator[Page]:
    yield from open_reviewing(browser, viewport=DESK)


@pytest.fixture
def dark(browser: Browser, site: Site) -> Iterator[Page]:
    yield from open_reviewing(browser, viewport=DESK, color_scheme="dark")


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Page]:
    yield from open_reviewing(browser, viewport=PHONE)


def test_the_text_is_the_reports_code_point_by_code_point(page: Page, site: Site) -> None:
    page.goto(site.url)
    assert page.locator("#text").evaluate("each => each.textContent") == TEXT
    assert page.locator("#text script, #text b").count() == 0
    expect(page.locator("h1")).to_have_text("Bomb & <b>fear</b>")


def test_words_tell_who_says_what_and_lead_to_the_statements(page: Page, site: Site) -> None:
    page.goto(site.url)
    inner = page.locator("#text a.hit", has_text="31 people")
    hint = inner.get_attribute("title") or ""
    assert "Ilsa Tarn, mayor" in hint and "narrator" in hint
    inner.click()
    expect(page.locator(".entry:visible")).to_have_count(2)
    inner.click()
    expect(page.locator(".entry:visible")).to_have_count(3)


def test_a_review_by_keys_alone(page: Page, site: Site) -> None:
    page.goto(site.url)
    press(page, "n", "a")
    expect(page.get_by_text("Kept — accepted")).to_be_visible()
    press(page, "r")
    expect(page.get_by_text("Kept — rejected")).to_be_visible()
    expect(page.locator(".status strong")).to_have_text("1")
    assert [each.verdict for each in site.find_reviews()] == ["accept", "reject"]
    press(page, "u")
    expect(page.locator(".status strong")).to_have_text("2")
    assert [each.verdict for each in site.find_reviews()] == ["accept", "reject", "withdrawn"]
    press(page, "?")
    expect(page.get_by_text("undo your last", exact=True)).to_be_visible()


def test_a_key_pressed_before_the_page_answered_judges_nothing(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate(
        """() => {
          for (const key of ["n", "a", "r", "r"])
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
        }"""
    )
    expect(page.get_by_text("Kept — accepted")).to_be_visible()
    assert [each.verdict for each in site.find_reviews()] == ["accept"]


def test_a_correction_by_keys_alone(page: Page, site: Site) -> None:
    page.goto(site.url)
    press(page, "n", "c")
    page.get_by_label("Number", exact=True).fill("33")
    press(page, "Enter")
    expect(page.get_by_text("Kept — corrected")).to_be_visible()
    (review,) = site.find_reviews()
    assert review.own is not None
    value = review.own.value
    assert (getattr(value, "n", 0), getattr(value, "high", 0)) == (33, 33)
    assert review.own.speakers == (MAYOR,)
    assert review.own.evidence[0].quote == "killed 31 people"
    entry = page.locator(f"#{review.own.id}")
    expect(entry).to_contain_text("Ana Ruiz, by hand")


def test_words_are_selected_where_utf_16_and_code_points_differ(page: Page, site: Site) -> None:
    page.goto(site.url)
    page.evaluate(
        """() => {
          const text = document.getElementById("text");
          const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
          let node;
          while ((node = walker.nextNode())) if (node.data.includes("Seven")) break;
          const start = node.data.indexOf("Seven of");
          getSelection().setBaseAndExtent(node, start, node, start + "Seven of the wounded".length);
        }"""
    )
    expect(page.locator("#add-words")).to_have_value("Seven of the wounded")
    page.locator("#add button").click()
    expect(page.get_by_label("Where they begin")).to_have_value(str(TEXT.index("Seven of")))
    page.get_by_label("Number", exact=True).fill("7")
    page.get_by_role("button", name="Add it").click()
    expect(page.get_by_text("Kept — added")).to_be_visible()
    (review,) = site.find_reviews()
    assert review.own is not None
    (piece,) = review.own.evidence
    assert TEXT[piece.start : piece.end] == piece.quote == "Seven of the wounded"


def test_two_reviewers_at_once_see_each_other(page: Page, site: Site) -> None:
    page.goto(site.url)
    with open_ledger(site.place) as ledger:
        first = next(ledger.iter_statements()).statement.id
        judge_statement(
            ledger, first, "reject", Act(by="Ben Okoro", made_at=CLOCK_TIME, note="another <b>market</b>")
        )
    page.locator(f"#{first}").get_by_role("button", name="Accept").click()
    expect(page.get_by_role("heading", name="Somebody else was first")).to_be_visible()
    expect(page.get_by_text("another <b>market</b>")).to_be_visible()
    assert [each.by for each in site.find_reviews()] == ["Ben Okoro"]
    page.get_by_role("button", name="mine is the last word").click()
    expect(page.locator(f"#{first}")).to_contain_text("reviewers differ")
    assert [each.verdict for each in site.find_reviews()] == ["reject", "accept"]


@pytest.fixture
def plain(browser: Browser, site: Site) -> Iterator[Page]:
    """Open a window without script."""
    yield from open_reviewing(browser, viewport=DESK, java_script_enabled=False)


def test_everything_works_without_script(plain: Page, site: Site) -> None:
    plain.goto(site.url)
    plain.locator("#text a.hit").first.click()
    expect(plain).to_have_url(re.compile(r"#stm_"))
    follow(plain.get_by_role("button", name="Reject").first)
    follow(plain.get_by_role("button", name="Undo"))
    plain.get_by_label("Add a statement on these words").fill("Harrow Front")
    follow(plain.get_by_role("button", name="Add", exact=True))
    plain.get_by_label("What is said").select_option("actor")
    follow(plain.get_by_role("button", name="Show its fields"))
    plain.get_by_label("Name or description").fill("Harrow Front")
    plain.get_by_label("Kind, as").fill("armed_group")
    follow(plain.get_by_role("button", name="Add it"))
    expect(plain.get_by_text("Kept — added")).to_be_visible()
    assert [each.verdict for each in site.find_reviews()] == ["reject", "withdrawn", "add"]


def test_what_does_not_fit_is_told_and_nothing_typed_is_lost(plain: Page, site: Site) -> None:
    plain.goto(f"{site.url}/add?words=no+such+words&property=killed")
    plain.get_by_label("Number", exact=True).fill("7")
    follow(plain.get_by_role("button", name="Add it"))
    expect(plain.get_by_role("alert")).to_contain_text("does not hold “no such words”")
    expect(plain.get_by_label("Number", exact=True)).to_have_value("7")
    assert site.find_reviews() == []


@pytest.mark.parametrize("window", ["page", "dark", "phone"])
@pytest.mark.parametrize("path", PATHS)
def test_every_page_meets_wcag_aa(request: pytest.FixtureRequest, site: Site, window: str, path: str) -> None:
    opened: Page = request.getfixturevalue(window)
    opened.goto(site.url)
    if path == "correct":
        follow(opened.get_by_role("link", name="Correct").first)
    elif path == "conflict":
        with open_ledger(site.place) as ledger:
            first = next(ledger.iter_statements()).statement.id
            judge_statement(ledger, first, "reject", Act(by="Ben", made_at=CLOCK_TIME))
        follow(opened.locator(f"#{first}").get_by_role("button", name="Accept"))
    elif path == "agreement":
        follow(opened.get_by_role("button", name="Accept").first)
        opened.goto(f"{site.address}/agreement?left=rules&right=Ana+Ruiz")
    elif path:
        opened.goto(site.url + path)
    opened.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    found = Axe().run(opened, options=RULES)
    assert found.response["violations"] == [], found.generate_report()
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_mentions_are_parted_moved_and_brought_back(plain: Page, site: Site) -> None:
    with open_ledger(site.place) as ledger:
        record = next(ledger.iter_mentions())
        other = make_report(TEXT + "More followed.", outlet="Delta Wire", language="en")
        toll = make_statement(other, "killed", make_toll("31", 31), "killed 31 people")
        add_report(ledger, make_coding(other, (make_mention(),), (toll,)))
        second = next(each for each in ledger.iter_mentions([other.id]))
        # Copies of one text are one event without anybody's word.
        assert len(load_dossier(ledger, record.key).event.mentions) == 2
    plain.goto(f"{site.address}/events/{record.key}/mentions")
    expect(plain.get_by_role("checkbox")).to_have_count(2)
    follow(plain.get_by_role("button", name="Ticked are another event"))
    expect(plain.get_by_role("alert")).to_contain_text("tick the mentions")
    plain.get_by_role("checkbox").first.check()
    plain.get_by_label("Reason").fill("two towns")
    follow(plain.get_by_role("button", name="Ticked are another event"))
    assert count_mentions(site, record.key) == 1
    plain.goto(f"{site.address}/events/{record.key}/mentions")
    plain.get_by_label("The other event").fill(second.key)
    follow(plain.get_by_role("button", name="Merge both events"))
    assert count_mentions(site, record.key) == 2
    plain.goto(f"{site.address}/events/{record.key}/mentions")
    follow(plain.get_by_role("button", name="Take back what I decided"))
    assert count_mentions(site, record.key) == 2
    with open_ledger(site.place) as ledger:
        judged = [each for each in ledger.iter_judgements() if each.by == "Ana Ruiz"]
    assert [each.verdict for each in judged] == ["different", "same", "withdrawn"]


def count_mentions(site: Site, key: str) -> int:
    with open_ledger(site.place) as ledger:
        return len(load_dossier(ledger, key).event.mentions)

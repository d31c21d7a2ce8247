"""Addresses on the command line, fetched from a site on this machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.model.report import Report
from counterclaim.read.reports import read_reports
from counterclaim.read.web.fetched import Fetched
from tests.factories import TEXT
from tests.integration.test_cli_ledger import Cli, cli
from tests.pages import META, make_page
from tests.pages import TEXT as PAGE_TEXT
from tests.web import Reply, Site, run_site

__all__ = ["cli"]


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Site]:
    monkeypatch.setenv("COUNTERCLAIM_FETCH_DELAY", "0")
    monkeypatch.setenv("COUNTERCLAIM_CACHE", str(tmp_path / "cache"))
    with run_site() as running:
        # The address of the page itself counts: the one that it names is another site's.
        running.pages["/blast"] = Reply(
            make_page(head=META), 200, {"Content-Type": "text/html", "ETag": '"1"'}
        )
        running.pages["/plain"] = Reply(TEXT.encode(), 200, {"Content-Type": "text/plain"})
        running.pages["/old"] = Reply(b"", 301, {"Location": "/blast"})
        yield running


def test_add_keeps_the_page_with_the_address_that_was_named(cli: Cli, site: Site, tmp_path: Path) -> None:
    asked = f"{site.address}/old"
    code, out, err = cli.run("add", asked, "--allow-private")
    assert (code, err) == (0, "")
    assert out.split("\t")[3] == "new"
    with open_sqlite(tmp_path / "counterclaim.ledger") as opened:
        [report] = opened.iter_reports()
        [receipt] = opened.find_receipts(report.id)
        with opened.raw.open(receipt.raw_sha256) as stream:
            assert stream.read() == make_page(head=META)
    assert (report.text, report.url, report.path) == (
        PAGE_TEXT,
        f"{site.address}/blast",
        f"{site.address}/blast",
    )
    assert (receipt.origin, receipt.part) == (asked, None)
    assert cli.run("verify").code == 0


def test_a_page_that_did_not_change_is_known(cli: Cli, site: Site) -> None:
    cli.run("add", f"{site.address}/blast", "--allow-private")
    site.pages["/blast"] = Reply(b"", 304)
    out = cli.run("add", f"{site.address}/blast", "--allow-private").out
    assert out.split("\t")[3] == "known"
    assert site.asked[-1].headers["if-none-match"] == '"1"'


def test_one_address_that_fails_stops_no_other(cli: Cli, site: Site) -> None:
    code, out, err = cli.run("add", f"{site.address}/none", f"{site.address}/plain", "--allow-private")
    assert code == 1
    assert len(out.splitlines()) == 1
    assert f"skipped {site.address}/none: is not there (404); check the address" in err
    assert "1 fetch" in err


def test_private_addresses_need_the_option_or_its_variable(
    cli: Cli, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    code, _, err = cli.run("code", f"{site.address}/plain")
    assert code == 2
    assert "leads to 127.0.0.1 (this machine); --allow-private fetches from one's own network" in err
    assert site.asked == []
    monkeypatch.setenv("COUNTERCLAIM_FETCH_ALLOW_PRIVATE", "1")
    assert cli.run("add", f"{site.address}/plain").code == 0


def test_a_setting_that_is_wrong_is_told_once(cli: Cli, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COUNTERCLAIM_FETCH_DELAY", "soon")
    code, _, err = cli.run("add", f"{site.address}/a", f"{site.address}/b", "--allow-private")
    assert code == 2
    assert err.count("COUNTERCLAIM_FETCH_DELAY: 'soon' is no number") == 1


@pytest.mark.parametrize("address", ["https://courier.example/a.jsonl", "HTTPS://COURIER.EXAMPLE/a"])
def test_reports_of_an_address_know_where_they_are_from(address: str) -> None:
    def fetch(asked: str) -> Fetched:
        final = "https://courier.example/b"
        return Fetched(asked=asked, address=final, body=body, content_type=None, is_unchanged=False)

    body = TEXT.encode()
    [report] = read_reports([address], fetch=fetch)
    assert isinstance(report, Report)
    assert (report.url, report.path) == ("https://courier.example/b", "https://courier.example/b")
    rows = ({"text": TEXT}, {"text": TEXT, "url": "https://courier.example/c"})
    body = b"\n".join(map(msgspec.json.encode, rows))
    # Each of several reports of one address has its own, or none.
    urls = [report.url for report in read_reports([address], fetch=fetch) if isinstance(report, Report)]
    assert urls == [None, "https://courier.example/c"]

"""A page that changes, fetched again from a site on this machine: its versions are no copies."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from counterclaim.brief.sources import find_origins
from counterclaim.ledger.sqlite import open_sqlite
from counterclaim.reconcile.events import iter_dossiers
from tests.integration.test_cli_ledger import Cli
from tests.pages import PARAGRAPHS, make_page
from tests.web import Reply, Site, run_site


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Cli:
    monkeypatch.chdir(tmp_path)
    return Cli(capsys, monkeypatch)


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    monkeypatch.setenv("COUNTERCLAIM_FETCH_DELAY", "0")
    with run_site() as running:
        yield running


def make_edition(words: str, changed: str | None) -> Reply:
    """Make a page as it stands at some moment."""
    linked = {"@type": "NewsArticle", "datePublished": "2031-03-04T08:00:00Z"}
    linked |= {"dateModified": changed} if changed else {}
    page = make_page(linked=linked, paragraphs=(PARAGRAPHS[0].replace("nine", words), *PARAGRAPHS[1:]))
    return Reply(page, 200, {"Content-Type": "text/html; charset=utf-8"})


EDITIONS = (
    ("nine", None),
    # Nobody says that it was changed.
    ("eleven", None),
    ("12", "2031-03-04T18:00:00Z"),
    # Only the moment is newer, as for a changed headline.
    ("12", "2031-03-04T19:00:00Z"),
)


def test_a_page_that_is_fetched_again_and_changed_is_a_version_and_no_copy(
    cli: Cli, site: Site, tmp_path: Path
) -> None:
    reports = []
    for words, changed in EDITIONS:
        site.pages["/blast"] = make_edition(words, changed)
        code, out, _ = cli.run("add", f"{site.address}/blast", "--allow-private")
        assert code == 0
        assert "\t0 copies" in out
        reports.append(out.split("\t")[0])
    with open_sqlite(tmp_path / "counterclaim.ledger") as opened:
        (dossier,) = iter_dossiers(opened)
        assert dossier.successors == dict(pairwise(reports))
        origins = find_origins(dossier, dossier.event.mentions)
    assert [origin.report for origin in origins] == reports
    assert [origin.copies for origin in origins] == [()] * len(reports)
    assert [bool(origin.fate) for origin in origins] == [True, True, True, False]


def test_a_copy_of_a_page_in_another_outlet_is_a_copy_of_its_first_version(
    cli: Cli, site: Site, tmp_path: Path
) -> None:
    for place, (words, changed) in (("/blast", EDITIONS[0]), ("/copy", EDITIONS[0]), ("/blast", EDITIONS[2])):
        site.pages[place] = make_edition(words, changed)
        cli.run("add", f"{site.address}{place}", "--allow-private")
    with open_sqlite(tmp_path / "counterclaim.ledger") as opened:
        (dossier,) = iter_dossiers(opened)
        origins = find_origins(dossier, dossier.event.mentions)
    assert sorted(len(origin.copies) for origin in origins) == [0, 1]


def test_a_watched_page_that_changes_is_told_as_a_changed_figure(
    cli: Cli, site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COUNTERCLAIM_FETCH_ALLOW_PRIVATE", "1")
    tmp_path.joinpath("feeds.toml").write_text(f'[[feed]]\nurl = "{site.address}/blast"\n', encoding="utf-8")
    told = []
    for edition in EDITIONS:
        site.pages["/blast"] = make_edition(*edition)
        code, out, err = cli.run("watch", str(tmp_path / "feeds.toml"), "--once")
        assert code == 0, err
        told.append([line for line in out.splitlines() if "killed" in line])
    assert "killed: nine → eleven" in told[1][0]
    assert "killed: eleven → 12" in told[2][0]
    assert told[3] == []

"""The page of an event, over a ledger of invented reports, without a browser."""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import get_args

import pytest
from fastapi.testclient import TestClient

from counterclaim.export.names import EventExportName
from counterclaim.ledger.open import open_ledger
from counterclaim.model.statement import Coding, Run
from counterclaim.reconcile.update import add_report
from counterclaim.serve.app import make_app
from counterclaim.serve.exports import EXPORTS
from counterclaim.serve.options import ServeOptions
from tests.browser.hostile import make_hostile_coding
from tests.cases import MAYOR, MEDICS, POLICE, at_place, count, on_day, own, take, tell

FRONT, SULONIA = "Harrow Front", "Sulonia"
LINES = (
    own(FRONT, "claim"),
    count(12, MAYOR),
    take(POLICE, "blame", SULONIA),
    on_day(3, POLICE),
    at_place("Tarn Bridge", "MLI", lat=14.3, lon=-3.6),
)
RECORDS = (
    tell(*LINES),
    tell(*LINES[1:], count(30, MEDICS), own(SULONIA, "deny"), outlet="Harrow Star", day=6),
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Make a ledger of one event that two reports tell, and a hostile one."""
    path = tmp_path / "tarn.ledger"
    with open_ledger(path, create=True) as ledger:
        for record in RECORDS:
            run = Run(coder="rules", version="1", model="none", vocabulary="none")
            add_report(
                ledger,
                Coding(
                    report=record.report, mentions=(record.mention,), statements=record.statements, run=run
                ),
            )
        add_report(ledger, make_hostile_coding())
    return path


@pytest.fixture
def client(place: Path) -> Iterator[TestClient]:
    with TestClient(make_app(ServeOptions(ledger=str(place))), base_url="http://127.0.0.1:8321") as opened:
        yield opened


@pytest.fixture
def event(client: TestClient) -> str:
    """Return the address of the event, whichever of its mentions is asked for."""
    addresses = {str(client.get(f"/events/{record.key}").url.path) for record in RECORDS}
    assert len(addresses) == 1
    return addresses.pop()


def find_drawings(page: str, name: str) -> list[str]:
    return [
        unescape(found) for found in re.findall(rf'(?:src|srcset)="(/events/[^"]*{name}\.svg[^"]*)"', page)
    ]


def test_the_page_tells_who_says_what(client: TestClient, event: str) -> None:
    page = " ".join(re.sub(r"<[^>]*>", " ", client.get(event).text).split())
    for words in ("claimed by Harrow Front", "blamed by police", "denied by Sulonia", "In dispute"):
        assert words in page
    assert "It does not say who did it" in page


def test_every_statement_leads_into_its_report(client: TestClient, event: str) -> None:
    page = client.get(event).text
    for record in RECORDS:
        assert f'href="/reports/{record.report.id}"' in page
    statements = {each.id for record in RECORDS for each in record.statements if each.property == "killed"}
    assert all(re.search(rf'href="/reports/rep_\w+#{each}"', page) for each in statements)


def test_a_rule_and_a_moment_can_be_chosen_without_script(client: TestClient, event: str) -> None:
    page = client.get(event, params={"policy": "acled.conservative/2024", "as_of": "2031-03-05"}).text
    assert "by acled.conservative/2024" in page and "published by 2031-03-05" in page
    assert "denied by" not in page
    assert '<option value="acled.conservative/2024" selected>' in page


def test_before_the_first_report_nothing_was_known(client: TestClient, event: str) -> None:
    page = client.get(event, params={"as_of": "2001-01-01"})
    assert page.status_code == 200 and "Nothing was known of this event then" in page.text


def test_what_changed_since_is_listed_with_who_says_so(client: TestClient, event: str) -> None:
    page = client.get(event, params={"since": "2001-01-01"}).text
    assert "Sulonia: denied by Sulonia" in page
    assert "Nothing became known" in client.get(event, params={"since": "2999-01-01"}).text


@pytest.mark.parametrize(
    ("params", "status", "words"),
    [
        ({"as_of": "yesterday"}, 422, "is no moment"),
        ({"since": "2031-13-01"}, 422, "is no moment"),
        ({"policy": "acled.newest"}, 404, "is no rule"),
        ({"policy": "ucdp.dates/23"}, 404, "counts nobody"),
    ],
)
def test_what_cannot_be_asked_is_told(
    client: TestClient, event: str, params: dict[str, str], status: int, words: str
) -> None:
    answer = client.get(event, params=params)
    assert answer.status_code == status and words in unescape(answer.text)


def test_an_unknown_event_is_not_found(client: TestClient) -> None:
    assert client.get("/events/evt_nobody").status_code == 404
    assert client.get("/events/evt_nobody/map.svg").status_code == 404


@pytest.mark.parametrize("name", ["toll", "map"])
def test_drawings_are_files_of_their_own_in_every_variant(client: TestClient, event: str, name: str) -> None:
    found = find_drawings(client.get(event).text, name)
    assert len(set(found)) == 4
    drawings = [client.get(address) for address in sorted(set(found))]
    assert all(each.headers["content-type"] == "image/svg+xml" for each in drawings)
    assert all("immutable" in each.headers["cache-control"] for each in drawings)
    assert all("sandbox" in each.headers["content-security-policy"] for each in drawings)
    assert len({each.content for each in drawings}) == 4


def test_a_drawing_that_the_browser_has_is_not_sent_again(client: TestClient, event: str) -> None:
    address = find_drawings(client.get(event).text, "map")[0]
    tag = client.get(address).headers["etag"]
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304
    assert client.get(address, headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_old_address_of_a_drawing_shows_what_is_known_now(client: TestClient, event: str) -> None:
    answer = client.get(f"{event}/map.svg", params={"v": "drw_old"})
    assert answer.status_code == 200 and "no-cache" in answer.headers["cache-control"]
    assert client.get(f"{event}/toll.svg", params={"harm": "arrested"}).status_code == 404


def test_the_brief_is_a_download(client: TestClient, event: str) -> None:
    answer = client.get(f"{event}/brief.html", params={"policy": "gtd.recency/2019"})
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "by gtd.recency/2019" in answer.text and "data:image/svg+xml" in answer.text


@pytest.mark.parametrize("name", EXPORTS)
def test_every_export_says_what_it_lost(client: TestClient, event: str, name: str) -> None:
    answer = client.get(f"{event}/export/{name}.zip")
    assert answer.headers["content-disposition"].startswith("attachment")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        losses = json.loads(archive.read(f"{name}/losses.json"))
        assert losses["format"] == name
        assert f"{name}/manifest.json" in archive.namelist()
    assert client.get(f"{event}/export/{name}.zip").content == answer.content


def test_formats_of_whole_ledgers_are_no_export_of_one_event(client: TestClient, event: str) -> None:
    assert {*EXPORTS, "jsonl", "parquet"} == set(get_args(EventExportName))
    assert client.get(f"{event}/export/parquet.zip").status_code == 404
    assert client.get(f"{event}/export/passwords.zip").status_code == 422


def test_a_report_that_is_added_shows_on_the_next_load(client: TestClient, event: str, place: Path) -> None:
    assert "Coast Daily" not in client.get(event).text
    record = tell(*LINES[1:], count(31, MEDICS), outlet="Coast Daily", day=7)
    run = Run(coder="rules", version="1", model="none", vocabulary="none")
    with open_ledger(place) as ledger:
        add_report(
            ledger,
            Coding(report=record.report, mentions=(record.mention,), statements=record.statements, run=run),
        )
    assert "Coast Daily" in client.get(event).text


def test_a_hostile_report_is_words_alone(client: TestClient) -> None:
    coding = make_hostile_coding()
    found = client.get(f"/events/{coding.report.id}")
    assert found.status_code == 200
    assert "<script>window" not in found.text and "<svg onload" not in found.text
    assert "javascript:" not in found.text and "\u202e" not in found.text
    for address in find_drawings(found.text, "map"):
        drawing = client.get(address).text
        assert "<img" not in drawing and "onerror" in drawing

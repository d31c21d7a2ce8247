"""A long log is read behind the pages: the server answers at once, and says how far its list is."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from benchmarks.ledger.archive import iter_archive
from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.update import add_report
from counterclaim.serve import builder, context, listing_follow
from counterclaim.serve.app import make_app
from counterclaim.serve.listing_follow import Behind, Follower
from counterclaim.serve.options import ServeOptions
from counterclaim.serve.state import State

BASE = "http://127.0.0.1:8321"


@pytest.fixture
def place(tmp_path: Path) -> str:
    path = tmp_path / "tarn.ledger"
    with open_ledger(path, create=True) as ledger:
        for coding in iter_archive(12):
            add_report(ledger, coding)
    return str(path)


@pytest.fixture
def client(place: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    """Open the page of a ledger that no request waits for; it is read in stretches of 20 rows."""
    monkeypatch.setattr(context, "FAR", 0)
    monkeypatch.setattr(listing_follow, "STRETCH", 20)
    with TestClient(make_app(ServeOptions(ledger=place)), base_url=BASE) as opened:
        yield opened


def get_state(client: TestClient) -> State:
    state: State = client.app.state.page  # type: ignore[attr-defined]
    return state


def test_pages_open_while_the_list_is_made(
    client: TestClient, place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    iter_steps = Follower.iter_steps

    def iter_slowly(self: Follower, ledger: Ledger) -> Iterator[Behind]:
        for step in iter_steps(self, ledger):
            yield step
            goes_on.wait()

    monkeypatch.setattr(Follower, "iter_steps", iter_slowly)
    with open_ledger(place) as ledger:
        event = next(iter(iter_dossiers(ledger))).event
    try:
        assert "0 % of the ledger is read" in client.get("/").text
        assert client.get(f"/events/{event.id}").status_code == 200
        assert client.get(f"/reports/{event.lead.report.id}").status_code == 200
        assert client.get("/api/events").json()["behind"] > 0
    finally:
        goes_on.set()
    get_state(client).builder.wait()
    page = client.get("/").text
    assert "The list is being made" not in page
    assert client.get("/api/events").json()["events_total"] > 1


def test_how_far_it_is_is_told(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builder, "TELL_EVERY", 0.0)
    told: list[str] = []
    state = get_state(client)
    state.builder.start(told.append)
    state.builder.wait()
    assert told[-1].startswith("the list is being made: 100 % of ")
    assert state.listing.sequence > 100


def test_a_list_that_cannot_be_made_says_why(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: Follower, ledger: Ledger) -> Iterator[Behind]:
        raise LedgerError("row 7 was changed")

    monkeypatch.setattr(Follower, "iter_steps", fail)
    client.get("/")
    get_state(client).builder.wait()
    assert "The list could not be made: row 7 was changed" in client.get("/").text


def test_a_server_that_ends_leaves_the_rest_for_the_next_start(
    place: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(context, "FAR", 0)
    monkeypatch.setattr(listing_follow, "STRETCH", 20)
    with TestClient(make_app(ServeOptions(ledger=place)), base_url=BASE) as client:
        state = get_state(client)
        state.builder.start()
    assert not state.builder.problem
    with TestClient(make_app(ServeOptions(ledger=place)), base_url=BASE) as client:
        get_state(client).builder.start()
        get_state(client).builder.wait()
        assert client.get("/api/events").json()["behind"] == 0

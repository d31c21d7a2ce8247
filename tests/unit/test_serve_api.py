"""The JSON API: what it answers, how it fails, and that it keeps what it describes."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from benchmarks.ledger.archive import iter_archive
from counterclaim.ledger.open import open_ledger
from counterclaim.reconcile.update import add_report
from counterclaim.serve.app import make_app
from counterclaim.serve.options import ServeOptions

BASE = "http://127.0.0.1:8321"
REPORTS = 24


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("api") / "tarn.ledger"
    with open_ledger(path, create=True) as ledger:
        for coding in iter_archive(REPORTS):
            add_report(ledger, coding)
    return str(path)


@pytest.fixture(scope="module")
def client(place: str) -> Iterator[TestClient]:
    with TestClient(make_app(ServeOptions(ledger=place)), base_url=BASE) as client:
        yield client


def test_pages_follow_each_other_without_gap(client: TestClient) -> None:
    for order in ("latest", "earliest", "changed", "killed"):
        whole = client.get("/api/events", params={"limit": 200, "order": order}).json()
        seen: list[str] = []
        after = ""
        while True:
            page = client.get("/api/events", params={"limit": 3, "order": order, "after": after}).json()
            seen += [event["id"] for event in page["events"]]
            if page["next"] is None:
                break
            after = page["next"]
        assert seen == [event["id"] for event in whole["events"]]
        assert len(seen) == len(set(seen)) == whole["events_total"] > 3


def test_filters_narrow_the_list(client: TestClient) -> None:
    events = client.get("/api/events", params={"limit": 200}).json()["events"]
    one = events[len(events) // 2]
    place, day = one["place"], one["first_day"]

    def ask(**asked: object) -> set[str]:
        return {
            each["id"] for each in client.get("/api/events", params={"limit": 200, **asked}).json()["events"]
        }

    assert ask(place=place[:4]) == {e["id"] for e in events if e["place"].startswith(place[:4])}
    assert ask(since=day) == {e["id"] for e in events if e["last_day"] >= day}
    assert ask(until=day) == {e["id"] for e in events if e["first_day"] <= day}
    assert ask(disputed=True) == {e["id"] for e in events if e["disputes"]}
    assert ask(type="protest") == set()
    box = f"{one['lon'] - 0.1},{one['lat'] - 0.1},{one['lon'] + 0.1},{one['lat'] + 0.1}"
    assert one["id"] in ask(bbox=box) < {e["id"] for e in events}
    assert ask(changed="2100-01-01T00:00:00Z") == set()
    assert one["id"] in ask(q=f'"claimed the attack" {place}')
    assert ask(q="no such words anywhere") == set()


def test_an_event_is_what_show_prints(client: TestClient) -> None:
    one = client.get("/api/events").json()["events"][0]
    record = client.get(f"/api/events/{one['id']}", params={"policy": "acled.conservative/2024"}).json()
    assert record["event"] == one["id"]
    assert {figure["policy"] for figure in record["figures"]} == {"acled.conservative/2024"}
    changes = client.get(f"/api/events/{one['id']}/changes", params={"since": "2020-01-01T00:00:00Z"}).json()
    assert {each["event"] for each in changes} == {one["id"]}
    report = record["mentions"][0]["report"]["id"]
    assert client.get(f"/api/reports/{report}").json()["events"] == [one["id"]]
    statements = client.get(f"/api/reports/{report}/statements").json()
    assert {each["id"] for each in statements} >= {each["id"] for each in record["mentions"][0]["statements"]}


def test_reports_are_given_without_their_words(client: TestClient) -> None:
    one = client.get("/api/events").json()["events"][0]
    head = client.get(f"/api/reports/{one['report_ids'][0]}").json()["report"]
    assert head.keys().isdisjoint({"text", "title", "byline"})


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/events/evt_zzzz", 404),
        ("/api/events/rep_aaaa", 422),
        ("/api/events?bbox=1,2,3", 422),
        ("/api/events?after=x", 422),
        ("/api/events?limit=0", 422),
        ("/api/nothing", 404),
    ],
)
def test_failures_are_problem_details(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert (answer.status_code, answer.json()["status"]) == (status, status)


def test_an_unknown_policy_is_told(client: TestClient) -> None:
    one = client.get("/api/events").json()["events"][0]["id"]
    answer = client.get(f"/api/events/{one}", params={"policy": "none/1"})
    assert (answer.status_code, "none/1" in answer.json()["detail"]) == (404, True)


def test_the_description_names_every_shape_it_refers_to(client: TestClient) -> None:
    text = client.get("/api/openapi.json").text
    names = set(msgspec.json.decode(text)["components"]["schemas"])
    assert names >= {"EventPage", "EventRow", "Statement", "Change", "TollValue", "ProblemDetails"}


def test_the_api_keeps_what_it_describes(place: str) -> None:
    app = make_app(ServeOptions(ledger=place))
    schema = schemathesis.openapi.from_dict(app.openapi())
    schema.app = app
    operations = [each.ok() for each in schema.get_all_operations()]
    assert len(operations) >= 6
    for operation in operations:
        check_operation(operation)


def check_operation(operation: schemathesis.APIOperation) -> None:
    @settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
    @given(operation.as_strategy())
    def check(case: schemathesis.Case) -> None:
        # A box or the mark of a page may be well formed and still mean nothing.
        case.call_and_validate(base_url=BASE, excluded_checks=[positive_data_acceptance])

    check()

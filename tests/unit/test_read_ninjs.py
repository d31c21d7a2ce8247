from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pytest

from counterclaim.model.report import Edition, Report
from counterclaim.model.statement import Problem
from counterclaim.read.formats.ninjs import read
from counterclaim.read.found import Notice
from tests.wires import SENTENCE, make_ninjs


def read_one(raw: bytes) -> Report | Notice | Problem:
    """Read the only thing in a file."""
    [(found, part)] = read(io.BytesIO(raw), "wire.json")
    assert part == "item 1"
    return found


def read_report(raw: bytes) -> Report:
    """Read the only report of a file."""
    found = read_one(raw)
    assert isinstance(found, Report), found
    return found


def test_an_item_of_ninjs_3_gives_a_report() -> None:
    report = read_report(make_ninjs())
    assert (report.text, report.title, report.byline) == (SENTENCE, "Blast in Sandry", ("Ana Reed",))
    assert (report.outlet, report.language) == ("Velmora News Agency", "en")
    assert report.url == "https://wire.velmora.example/a1"
    assert (report.published, report.published_at) == (
        date(2031, 3, 4),
        datetime(2031, 3, 4, 12, 30, tzinfo=UTC),
    )
    assert report.edition == Edition(
        guid="https://wire.velmora.example/a1",
        version="2",
        edited_at=datetime(2031, 3, 4, 12, 30, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    "body",
    [
        {"bodies": [{"role": "main", "contenttype": "text/plain", "value": SENTENCE}]},
        {"bodies": [{"role": "caption", "value": "Smoke."}, {"role": "main", "value": f"<p>{SENTENCE}</p>"}]},
        {"bodies": [], "body_text": SENTENCE},
        {"bodies": [], "body_html": f"<div><p>{SENTENCE}</p></div>"},
    ],
)
def test_bodies_of_every_release_are_read(body: dict[str, object]) -> None:
    item = {"uri": "urn:a1", "pubstatus": "usable", "versioncreated": "2031-03-04T10:00:00+0000", **body}
    report = read_report(json.dumps(item).encode())
    assert report.text == SENTENCE
    assert report.published_at == datetime(2031, 3, 4, 10, tzinfo=UTC)


def test_a_list_and_lines_of_items_are_read_alike() -> None:
    items = [json.loads(make_ninjs(uri=f"urn:a{n}")) for n in range(3)]
    as_list = [*read(io.BytesIO(json.dumps(items).encode()), "wire.json")]
    as_lines = [*read(io.BytesIO("\n".join(map(json.dumps, items)).encode()), "wire.json")]
    assert as_list == as_lines
    assert [part for _, part in as_list] == ["item 1", "item 2", "item 3"]


def test_a_canceled_item_is_a_notice_with_the_note_as_its_reason() -> None:
    notice = read_one(make_ninjs(pubStatus="canceled", edNote="Kill: the mayor's figure was wrong."))
    assert notice == Notice(
        guid="https://wire.velmora.example/a1",
        url="https://wire.velmora.example/a1",
        by="Velmora News Agency",
        reason="Kill: the mayor's figure was wrong.",
        made_at=datetime(2031, 3, 4, 12, 30, tzinfo=UTC),
        where="wire.json:1",
    )


@pytest.mark.parametrize(
    ("changes", "kind", "words"),
    [
        ({"pubStatus": "withheld"}, "withheld", "withheld by its publisher"),
        ({"embargoedUntil": "2999-01-01T06:00:00Z"}, "embargo", "until 2999-01-01T06:00:00Z"),
        ({"embargoed": "2999-01-01T06:00:00Z"}, "embargo", "until 2999-01-01T06:00:00Z"),
        ({"embargoedUntil": "Sunday's papers"}, "embargo", "until Sunday's papers"),
        ({"embargoedUntil": ""}, "embargo", "until further notice"),
        ({"uri": 5}, "malformed", "uri"),
        ({"uri": ""}, "malformed", "no `uri`"),
        ({"bodies": []}, "empty", "no text"),
        ({"language": "de"}, "language", "'de'"),
    ],
)
def test_what_may_not_or_cannot_be_read_is_told(changes: dict[str, object], kind: str, words: str) -> None:
    problem = read_one(make_ninjs(**changes))
    assert isinstance(problem, Problem)
    assert problem.kind == kind
    assert words in problem.message


def test_an_embargo_that_is_over_holds_no_more() -> None:
    assert read_report(make_ninjs(embargoedUntil="2001-01-01T06:00:00Z")).text == SENTENCE


@pytest.mark.parametrize(
    ("changes", "signals"),
    [
        ({"signal": "sig:correction"}, ("correction",)),
        ({"signal": ["http://cv.iptc.org/newscodes/signal/update", "sig:cwarn"]}, ("cwarn", "update")),
        ({"edNote": "CORRECTS the number of dead in paragraph 2."}, ("correction",)),
        ({"edNote": "Adds the army's denial; 2nd writethru"}, ("update", "writethru")),
        ({"edNote": "The update of the agenda follows"}, ()),
        ({}, ()),
    ],
)
def test_signals_come_from_codes_and_from_the_note(
    changes: dict[str, object], signals: tuple[str, ...]
) -> None:
    edition = read_report(make_ninjs(**changes)).edition
    assert edition and edition.signals == signals


def test_pictures_are_counted_and_not_read() -> None:
    items = [json.loads(make_ninjs(type=kind)) for kind in ("picture", "text", "picture")]
    report, aside = (found for found, _ in read(io.BytesIO(json.dumps(items).encode()), "wire.json"))
    assert isinstance(report, Report) and isinstance(aside, Problem)
    assert (aside.kind, aside.message) == ("aside", "items of type 'picture' left out: 2")


def test_a_dateline_that_the_body_lacks_stands_above_it() -> None:
    assert read_report(make_ninjs(dateline="SANDRY, Velmora")).text == f"SANDRY, Velmora\n\n{SENTENCE}"
    assert read_report(make_ninjs(dateline="A BOMB")).text == SENTENCE


def test_incomplete_items_say_so() -> None:
    edition = read_report(make_ninjs(representationType="partial")).edition
    assert edition and edition.is_partial

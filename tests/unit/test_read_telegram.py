from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.report import Edition, Report
from counterclaim.model.statement import Problem
from counterclaim.read.fitting import is_telegram
from counterclaim.read.formats.telegram import ChatIds, find_vanished, read, read_chat_ids
from tests.wires import SENTENCE, make_chat, make_message

GUID = "telegram:channel1700000001"


def read_export(export: object) -> list[Report | Problem]:
    """Read an export; a channel gives no notices of its own."""
    found = [each for each, _ in read(io.BytesIO(json.dumps(export, indent=1).encode()), "result.json")]
    assert all(isinstance(each, Report | Problem) for each in found)
    return found  # type: ignore[return-value]


def read_message(message: dict[str, object], **chat: object) -> Report:
    """Read an export of one message, which is a report."""
    [report] = read_export(make_chat(message, **chat))
    assert isinstance(report, Report), report
    return report


def test_a_message_gives_a_report_with_all_that_the_export_tells() -> None:
    message = make_message(
        45, SENTENCE, edited_unixtime="1930400000", reply_to_message_id=44, author="Duty editor"
    )
    report = read_message(message)
    assert (report.text, report.outlet, report.byline) == (SENTENCE, "Highland Dawn", ("Duty editor",))
    assert report.url is report.title is None
    assert report.path == "result.json:45"
    assert report.published_at == datetime(2031, 3, 4, 10, 0, 45, tzinfo=UTC)
    assert report.published == date(2031, 3, 4)
    assert report.edition == Edition(
        guid=f"{GUID}/45",
        edited_at=datetime.fromtimestamp(1_930_400_000, UTC),
        reply_to=f"{GUID}/44",
    )


def test_the_words_are_those_of_the_entities_in_their_order() -> None:
    entities = [
        {"type": "bold", "text": "URGENT"},
        {"type": "plain", "text": ": three people died in "},
        {"type": "text_link", "text": "Sandry", "href": "https://velmora.example"},
        {"type": "plain", "text": ".\r\n🕯"},
    ]
    report = read_message(make_message(1, "other words", text_entities=entities))
    assert report.text == "URGENT: three people died in Sandry.\n🕯"


def test_old_exports_without_entities_and_seconds_are_read_and_give_no_day() -> None:
    parts = ["Three people died in ", {"type": "bold", "text": "Sandry"}, "."]
    report = read_message(make_message(1, "", text_entities=None, date_unixtime=None) | {"text": parts})
    assert report.text == "Three people died in Sandry."
    assert report.published is report.published_at is None


def test_what_is_passed_on_says_from_whom() -> None:
    edition = read_message(make_message(1, SENTENCE, forwarded_from="Velmora Post")).edition
    assert edition and edition.forwarded_from == "Velmora Post"


def test_messages_without_words_are_counted_by_kind() -> None:
    messages = [
        make_message(1, "", type="service", action="create_channel"),
        make_message(2, "", photo="(File not included. Change data exporting settings to download.)"),
        make_message(3, "", photo="photos/photo_2.jpg"),
        make_message(4, "", media_type="video_file", file="(File exceeds maximum size.)"),
        make_message(5, "", file="a.pdf"),
        make_message(6, "", poll={"question": "?", "answers": []}),
        make_message(7, SENTENCE, photo="photos/photo_3.jpg"),
    ]
    report, *aside = read_export(make_chat(*messages))
    assert isinstance(report, Report)
    told = [(each.kind, each.message) for each in aside if isinstance(each, Problem)]
    assert told == [
        ("aside", "messages of a file without words left out: 1"),
        ("aside", "messages of a photo without words left out: 2"),
        ("aside", "messages of a poll without words left out: 1"),
        ("aside", "messages of a video file without words left out: 1"),
        ("aside", "messages of type 'service' left out: 1"),
    ]


def make_full_export() -> dict[str, object]:
    """Make a full export: a channel, a group, a conversation, a channel that was left."""
    group = make_chat(make_message(7, SENTENCE, author=None), name="Sandry talks", type="private_group", id=5)
    talk = make_chat(make_message(1, "Hello."), name="Ana Reed", type="personal_chat", id=6)
    left = make_chat(make_message(45, SENTENCE), id=8)
    return {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 1, "messages": "none"},
        "contacts": {"about": "", "list": [{"first_name": "Ana", "messages": [1]}]},
        "chats": {"about": "", "list": [make_chat(make_message(45, SENTENCE)), talk, group]},
        "left_chats": {"about": "", "list": [left]},
    }


def test_a_full_export_gives_channels_and_groups_and_no_conversations() -> None:
    *reports, aside = read_export(make_full_export())
    assert [each.edition.guid for each in reports if isinstance(each, Report) and each.edition] == [
        f"{GUID}/45", "telegram:chat5/7", "telegram:channel8/45",
    ]  # fmt: skip
    assert [each.outlet for each in reports if isinstance(each, Report)][1] == "Sandry talks"
    assert isinstance(aside, Problem)
    assert aside.message == "messages of private conversations left out: 1"


def test_both_kinds_of_export_are_told_and_other_json_is_not() -> None:
    heads = (make_full_export(), make_chat(), {"messages": []}, {"about": "us"}, {"name": "x", "type": "y"})
    assert [is_telegram(json.dumps(head).encode()) for head in heads] == [True, True, False, False, False]


@pytest.mark.parametrize(
    "damage", [{"id": "7"}, {"text": 7}, {"date_unixtime": "soon"}, {"edited_unixtime": "9" * 30}]
)
def test_a_broken_message_is_told_and_the_next_are_read(damage: dict[str, object]) -> None:
    broken = make_message(7, SENTENCE) | damage
    one, problem, other = read_export(make_chat(make_message(6, SENTENCE), broken, make_message(8, SENTENCE)))
    assert isinstance(one, Report) and isinstance(other, Report)
    assert isinstance(problem, Problem) and problem.kind == "malformed"


def test_an_export_that_is_cut_off_keeps_what_came_before() -> None:
    raw = json.dumps(make_chat(make_message(1, SENTENCE), make_message(2, SENTENCE))).encode()
    (one, _), (problem, _) = read(io.BytesIO(raw[:-60]), "result.json")
    assert isinstance(one, Report) and isinstance(problem, Problem)


def test_an_edit_is_another_version_of_the_same_message() -> None:
    before = read_message(make_message(45, "Two died in Sandry."))
    after = read_message(make_message(45, "Three died in Sandry.", edited_unixtime="1930400000"))
    assert before.edition and after.edition
    assert before.edition.guid == after.edition.guid
    assert before.id != after.id


def test_messages_that_are_gone_between_two_exports_are_found() -> None:
    later = make_chat(*(make_message(number, "x" if number % 2 else "") for number in (10, 11, 13, 20)))
    chats = read_chat_ids(io.BytesIO(json.dumps(later).encode()))
    assert chats == (ChatIds(guid=GUID, name="Highland Dawn", ids=frozenset({10, 11, 13, 20})),)
    known = [f"{GUID}/{number}" for number in (5, 11, 12, 19, 20, 25)]
    notices = list(find_vanished([*known, "urn:other/12", "telegram:channel2/12"], chats, where="b.json"))
    assert [each.guid for each in notices] == [f"{GUID}/12", f"{GUID}/19"]
    assert {(each.by, each.where) for each in notices} == {("Highland Dawn", "b.json")}


@given(st.sets(st.integers(1, 40)), st.sets(st.integers(1, 40)))
def test_what_a_later_export_holds_or_does_not_reach_is_never_gone(known: set[int], held: set[int]) -> None:
    chats = [ChatIds(guid=GUID, name="x", ids=frozenset(held))]
    gone = {
        int((each.guid or "").rpartition("/")[2])
        for each in find_vanished((f"{GUID}/{number}" for number in known), chats, where="b")
    }
    assert gone <= known - held
    assert all(min(held) < number < max(held) for number in gone)
    assert gone == {number for number in known - held if held and min(held) < number < max(held)}


@pytest.mark.parametrize("raw", [b"<rss>", b'{"name": "Dawn", "messages": [', b"[" * 100_000])
def test_what_is_no_whole_export_is_told_of_the_file(raw: bytes) -> None:
    [(problem, part)] = read(io.BytesIO(raw), "result.json")
    assert isinstance(problem, Problem)
    assert (problem.where, part) == ("result.json", None)
    assert problem.message.startswith("is no whole export of Telegram")

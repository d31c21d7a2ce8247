"""Delivering news: signed, in order, tried again, kept until it is taken."""

from __future__ import annotations

import hashlib
import hmac
import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from counterclaim.errors import FetchError
from counterclaim.model.change import Change
from counterclaim.watch import outbox as outboxes
from counterclaim.watch.news import News
from counterclaim.watch.outbox import Outbox
from counterclaim.watch.webhook import (
    ID_HEADER,
    LONGEST_PAUSE,
    SIGNATURE_HEADER,
    TIME_HEADER,
    Courier,
    Webhook,
    judge_answer,
    make_pause,
)
from tests.conftest import REPOSITORY
from tests.factories import CLOCK_TIME, read_fixed_clock

URL = "https://desk.example/hooks/token-9f"


def make_news(name: str) -> News:
    change = Change(event="evt_a", kind="event", after="blasts")
    return News(
        id=f"nws_{name}",
        event_ids=("evt_a",),
        event_label="blasts",
        words="new event",
        change=change,
        reports=(),
    )


class Receiver:
    """Answers posts as it is told, and remembers them."""

    def __init__(self, *answers: int | FetchError) -> None:
        self.answers, self.taken = list(answers), list[tuple[str, bytes, Mapping[str, str]]]()

    def __call__(self, address: str, body: bytes, headers: Mapping[str, str]) -> int:
        self.taken.append((address, body, headers))
        answer = self.answers.pop(0) if self.answers else 200
        if isinstance(answer, FetchError):
            raise answer
        return answer

    @property
    def ids(self) -> list[str]:
        return [headers[ID_HEADER] for _, _, headers in self.taken]


@pytest.fixture
def outbox(tmp_path: Path) -> Outbox:
    return Outbox(tmp_path / "outbox")


@pytest.fixture(autouse=True)
def _no_pause(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.watch.webhook.FIRST_PAUSE", 0.001)


def make_webhook(
    outbox: Outbox, receiver: Receiver, *, secret: str | None = None, talk: Callable[[str], None] = print
) -> Webhook:
    return Webhook(URL, outbox, post=receiver, secret=secret, clock=read_fixed_clock, talk=talk)


def test_news_is_sent_in_order_and_removed(outbox: Outbox) -> None:
    receiver = Receiver()
    outbox.put([make_news("c"), make_news("a")])
    outbox.put([make_news("b")])
    make_webhook(outbox, receiver).deliver(threading.Event())
    assert receiver.ids == ["nws_c", "nws_a", "nws_b"]
    assert outbox.find_waiting() == []
    url, body, headers = receiver.taken[0]
    assert (url, headers["Content-Type"]) == (URL, "application/json")
    assert json.loads(body) == {
        **{key: json.loads(body)[key] for key in ("change", "event_ids", "reports")},
        "schema": "counterclaim-news/1", "id": "nws_c", "event_label": "blasts", "words": "new event",
    }  # fmt: skip


def test_the_signature_is_what_a_receiver_computes(outbox: Outbox) -> None:
    receiver = Receiver()
    outbox.put([make_news("a")])
    make_webhook(outbox, receiver, secret="open sesame").deliver(threading.Event())
    ((_, body, headers),) = receiver.taken
    assert headers[TIME_HEADER] == str(int(CLOCK_TIME.timestamp()))
    signed = headers[TIME_HEADER].encode() + b"." + body
    expected = hmac.new(b"open sesame", signed, hashlib.sha256).hexdigest()
    assert headers[SIGNATURE_HEADER] == f"sha256={expected}"


def test_the_documents_program_knows_a_genuine_piece_from_another(outbox: Outbox) -> None:
    words = (REPOSITORY / "docs/howto/watch-feeds.md").read_text(encoding="utf-8")
    program: dict[str, Callable[..., bool]] = {}
    exec(words.split("```python\n")[1].split("```")[0], program)  # type: ignore[arg-type]
    receiver = Receiver()
    outbox.put([make_news("a")])
    make_webhook(outbox, receiver, secret="open sesame").deliver(threading.Event())
    ((_, body, headers),) = receiver.taken
    assert program["is_genuine"]("open sesame", headers, body)
    assert not program["is_genuine"]("open sesame", headers, body + b" ")
    assert not program["is_genuine"]("another", headers, body)


def test_without_a_secret_there_is_no_signature(outbox: Outbox) -> None:
    receiver = Receiver()
    outbox.put([make_news("a")])
    make_webhook(outbox, receiver).deliver(threading.Event())
    assert SIGNATURE_HEADER not in receiver.taken[0][2]


def test_what_is_not_taken_is_tried_again_before_the_next(outbox: Outbox) -> None:
    receiver, said = Receiver(503, FetchError("no answer"), 429, 200), list[str]()
    outbox.put([make_news("a"), make_news("b")])
    make_webhook(outbox, receiver, talk=said.append).deliver(threading.Event())
    assert receiver.ids == ["nws_a", "nws_a", "nws_a", "nws_a", "nws_b"]
    assert outbox.find_waiting() == []
    assert said == ["desk.example answered with status 503; the news is kept and sent later"]


def test_what_is_refused_is_set_aside_and_holds_nothing_up(outbox: Outbox, tmp_path: Path) -> None:
    receiver, said = Receiver(410), list[str]()
    outbox.put([make_news("a"), make_news("b")])
    make_webhook(outbox, receiver, talk=said.append).deliver(threading.Event())
    assert receiver.ids == ["nws_a", "nws_b"]
    assert [path.name for path in (tmp_path / "outbox" / "refused").iterdir()] == ["000000000001-nws_a.json"]
    assert "refused nws_a with status 410" in said[0]
    # The path of the address may hold a token.
    assert "token-9f" not in "".join(said)


def test_a_bounded_number_of_tries_leaves_the_rest(outbox: Outbox) -> None:
    receiver = Receiver(*[503] * 9)
    outbox.put([make_news("a"), make_news("b")])
    make_webhook(outbox, receiver).deliver(threading.Event(), tries=3)
    assert receiver.ids == ["nws_a"] * 3
    assert len(outbox.find_waiting()) == 2


def test_what_waits_is_not_put_twice_and_goes_on_after_a_restart(outbox: Outbox, tmp_path: Path) -> None:
    outbox.put([make_news("a"), make_news("b")])
    again = Outbox(tmp_path / "outbox")
    again.put([make_news("b"), make_news("c")])
    receiver = Receiver()
    make_webhook(again, receiver).deliver(threading.Event())
    assert receiver.ids == ["nws_a", "nws_b", "nws_c"]


def test_a_full_outbox_tells_how_much_did_not_fit(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outboxes, "LARGEST", 2)
    assert outbox.put([make_news(name) for name in "abc"]) == 1
    assert len(outbox.find_waiting()) == 2


def test_the_courier_delivers_what_comes_while_it_runs_and_stops(outbox: Outbox) -> None:
    receiver, third = Receiver(503), threading.Event()

    def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        status = receiver(address, body, headers)
        if headers[ID_HEADER] == "nws_b":
            third.set()
        return status

    hook = Webhook(URL, outbox, post=post, secret=None, clock=read_fixed_clock, talk=lambda _: None)
    courier = Courier(hook)
    courier.start()
    for name in "ab":
        outbox.put([make_news(name)])
        courier.wake()
    assert third.wait(10)
    courier.stop(seconds=10)
    assert not courier.is_alive()
    assert receiver.ids == ["nws_a", "nws_a", "nws_b"]


def test_a_courier_stops_in_the_middle_of_a_pause(outbox: Outbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.watch.webhook.FIRST_PAUSE", 600.0)
    tried = threading.Event()

    def post(address: str, body: bytes, headers: Mapping[str, str]) -> int:
        tried.set()
        return 503

    outbox.put([make_news("a")])
    hook = Webhook(URL, outbox, post=post, secret=None, clock=read_fixed_clock, talk=lambda _: None)
    courier = Courier(hook)
    courier.start()
    assert tried.wait(10)
    courier.stop(seconds=10)
    assert not courier.is_alive()
    assert len(outbox.find_waiting()) == 1


def test_pauses_double_up_to_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("counterclaim.watch.webhook.FIRST_PAUSE", 1.0)
    assert [make_pause(failures) for failures in (1, 2, 3)] == [1.0, 2.0, 4.0]
    assert make_pause(10_000) == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("status", "expected"),
    [(200, "taken"), (204, "taken"), (301, "refused"), (404, "refused"), (408, "again"), (500, "again")],
)
def test_answers_are_judged(status: int, expected: str) -> None:
    assert judge_answer(status) == expected

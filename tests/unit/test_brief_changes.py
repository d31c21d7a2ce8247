"""Changes in words, and changes of a dossier on either clock."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from rich.console import Console

from counterclaim.brief.changes import iter_lines, render_changes, say_change, sort_changes
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.change import Change
from counterclaim.model.judgement import Verdict, make_judgement
from counterclaim.policy.between import find_changes_between
from counterclaim.reconcile.dossier import Dossier
from tests.cases import MAYOR, MEDICS, count, make_event, make_test_dossier, own, tell

MARCH_1 = datetime(2031, 3, 1, tzinfo=UTC)
MARCH_5 = datetime(2031, 3, 5, tzinfo=UTC)
FIRST = tell(own("Harrow Front", "claim", channel="web_post"), count(12, MAYOR), outlet="One")
THEN = tell(own("Sulonia", "deny"), count(30, MEDICS), outlet="Two", day=6)


def say(**fields: object) -> str:
    return say_change(msgspec.convert({"event": "evt_a", **fields}, Change))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"kind": "event"}, "new event"),
        ({"kind": "merge", "before": "evt_a, evt_b"}, "several events are one now: evt_a, evt_b"),
        ({"kind": "merge", "voice": "A. Coder", "note": "one bomb"},
         "another event was merged into it, says A. Coder — one bomb"),
        ({"kind": "split", "after": "evt_b", "voice": "A. Coder"}, "parted from evt_b, says A. Coder"),
        ({"kind": "retraction", "voice": "Star", "note": "a hoax"}, "report of Star withdrawn — a hoax"),
        ({"kind": "position", "position": "claim", "about": "Front", "voice": "Front", "after": "web_post"},
         "Front: claimed by Front, by web post"),
        ({"kind": "position", "position": "blame", "about": "Front", "voice": None},
         "Front: blamed by narrator: the report itself"),
        ({"kind": "dropped", "position": "claim", "about": "Front", "voice": "Front", "note": "withdrawn"},
         "no longer: Front: claimed by Front — withdrawn"),
        ({"kind": "toll", "property": "killed", "voice": "police", "after": "12"}, "killed: 12, says police"),
        ({"kind": "toll", "property": "killed", "about": "children", "voice": "police", "before": "1",
          "after": "2"},
         "killed, children: 1 → 2, says police"),
        ({"kind": "toll", "property": "killed", "voice": "police", "before": "12"},
         "killed, no longer: 12, says police"),
        ({"kind": "figure", "property": "killed", "before": "12", "after": "30", "note": "by cc.interval/1"},
         "figure of killed: 12 → 30 — by cc.interval/1"),
        ({"kind": "dispute_opened", "property": "killed", "dispute": "toll",
          "after": "12 (police) against 30 (medics)"},
         "in dispute: how many killed: 12 (police) against 30 (medics)"),
        ({"kind": "dispute_closed", "property": "responsibility", "about": "Front", "dispute": "denial",
          "before": "a (b) against c (d)"},
         "no longer in dispute: whether Front did it: a (b) against c (d)"),
    ],
)  # fmt: skip
def test_say_change(fields: dict[str, object], expected: str) -> None:
    assert say(**fields) == expected


def list_kinds(dossier: Dossier, since: datetime, *, clock: str = "recorded") -> list[str]:
    found = find_changes_between(dossier, since=since, until=None, clock=clock)  # type: ignore[arg-type]
    return [each.kind for each in found]


def test_only_what_became_known_since_is_listed() -> None:
    found = find_changes_between(make_test_dossier(FIRST, THEN), since=MARCH_5, until=None)
    assert [(each.kind, each.voice) for each in found] == [
        ("position", "Sulonia"),
        ("toll", "Velmora hospital"),
        ("figure", None),
        ("dispute_opened", None),
    ]


def test_until_leaves_out_what_came_later() -> None:
    found = find_changes_between(make_test_dossier(FIRST, THEN), since=MARCH_1, until=MARCH_5)
    assert [each.kind for each in found] == ["event", "position", "toll", "figure"]


def test_an_old_report_added_late_is_new_to_the_ledger_alone() -> None:
    late = tell(count(30, MEDICS), outlet="Two", day=4, hour=9, recorded=datetime(2031, 3, 9, tzinfo=UTC))
    dossier = make_test_dossier(FIRST, late)
    assert list_kinds(dossier, MARCH_5) == ["toll", "figure", "dispute_opened"]
    assert list_kinds(dossier, MARCH_5, clock="published") == []


def test_a_retraction_is_dated_by_itself() -> None:
    dossier = make_test_dossier(FIRST, THEN, retracted=[THEN])
    found = find_changes_between(dossier, since=datetime(2031, 3, 10, tzinfo=UTC), until=None)
    assert [(each.kind, each.recorded_at) for each in found if each.recorded_at] == [
        ("retraction", datetime(2031, 3, 20, 12, tzinfo=UTC))
    ]


def test_a_version_that_tells_nothing_of_the_event_is_no_change_of_every_day() -> None:
    dossier = replace(make_test_dossier(FIRST), successors={FIRST.report.id: THEN.report.id})
    late = tell(count(30, MEDICS), outlet="Two", day=6)
    assert list_kinds(dossier, MARCH_5) == []
    both = replace(make_test_dossier(FIRST, late), successors={FIRST.report.id: THEN.report.id})
    assert "dropped" not in list_kinds(both, MARCH_5)


def judge(one: MentionRecord, other: MentionRecord, verdict: Verdict) -> Dossier:
    judgement = make_judgement(
        one.key, other.key, verdict=verdict, by="A. Coder", kind="person", note="one bomb", made_at=MARCH_5
    )
    records = (one, other) if verdict == "same" else (one,)
    return Dossier(event=make_event(records), judgements=(judgement,))


@pytest.mark.parametrize(
    ("verdict", "since", "expected"),
    [("same", 4, ["merge"]), ("same", 6, []), ("different", 4, ["split"]), ("different", 6, [])],
)
def test_a_person_merges_or_splits(verdict: Verdict, since: int, expected: list[str]) -> None:
    one, other = tell(count(12, MAYOR), outlet="One", day=2), tell(count(12, MAYOR), outlet="Two", day=3)
    dossier = judge(one, other, verdict)
    found = find_changes_between(dossier, since=datetime(2031, 3, since, tzinfo=UTC), until=None)
    assert [each.kind for each in found] == expected
    assert {each.voice for each in found} <= {"A. Coder"}


def test_a_report_that_comes_between_can_join_two_events() -> None:
    one, other = tell(count(12, MAYOR), outlet="One", day=2), tell(count(12, MAYOR), outlet="Two", day=3)
    bridge = tell(count(12, MAYOR), outlet="Three", day=6)
    links = tuple(
        make_judgement(bridge.key, each.key, verdict="same", by="matcher/1", kind="matcher", score=0.9)
        for each in (one, other)
    )
    dossier = Dossier(event=make_event((one, other, bridge)), judgements=links)
    (merge,) = find_changes_between(dossier, since=MARCH_5, until=None)
    assert (merge.kind, merge.before) == ("merge", ", ".join(sorted((one.key, other.key))))


def test_one_decision_on_several_pairs_is_one_change() -> None:
    records = [tell(count(12, MAYOR), outlet=str(day), day=day) for day in (2, 3, 4)]
    judgements = tuple(
        make_judgement(records[0].key, each.key, verdict="same", by="A", kind="person", made_at=MARCH_5)
        for each in records[1:]
    )
    dossier = Dossier(event=make_event(records), judgements=judgements)
    found = find_changes_between(dossier, since=datetime(2031, 3, 4, 23, tzinfo=UTC), until=None)
    assert [(each.kind, each.voice) for each in found] == [("merge", "A")]


def test_copies_were_one_event_all_along() -> None:
    one, other = tell(count(12, MAYOR), outlet="One", day=2), tell(count(12, MAYOR), outlet="Two", day=3)
    dossier = make_test_dossier(one, other, copies=[one, other])
    assert find_changes_between(dossier, since=MARCH_5, until=None) == ()


@pytest.mark.parametrize("width", [80, 100])
def test_changes_fit_the_page_with_times_first(width: int) -> None:
    dossier = make_test_dossier(FIRST, THEN)
    found = find_changes_between(dossier, since=MARCH_1, until=None)
    console = Console(width=width, highlight=False)
    with console.capture() as capture:
        console.print(render_changes(dossier.event, sort_changes(found, clock="recorded"), clock="recorded"))
    lines = capture.get().splitlines()
    assert max(map(len, lines)) <= width
    assert lines[2].split()[:4] == ["2031-03-04", "08:30", "new", "event"]
    assert any(
        "2031-03-04 08:30  Harrow Front: claimed by Harrow Front, by web post" in line for line in lines
    )


def test_lines_for_programs_say_their_schema() -> None:
    found = find_changes_between(make_test_dossier(FIRST), since=MARCH_1, until=None)
    objects = [msgspec.json.decode(line) for line in iter_lines(found)]
    assert {each["schema"] for each in objects} == {"counterclaim-change/1"}
    assert [msgspec.convert(each, Change) for each in objects] == list(found)

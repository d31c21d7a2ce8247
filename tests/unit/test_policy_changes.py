"""Toll history, the matrix, and what changed between two moments."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.change import Change
from counterclaim.model.resolution import AsOf, Figure
from counterclaim.policy.changes import find_changes, say_figure
from counterclaim.policy.history import make_matrix, make_toll_history
from tests.cases import (
    MAYOR,
    MEDICS,
    PAPERS,
    POLICE,
    Line,
    count,
    make_test_case,
    name_party,
    own,
    take,
    tell,
)

FRONT, BRIGADE, SULONIA = "Harrow Front", "Dawn Brigade", "Sulonia"
NO_CLAIM = take(None, "no_claim", "nobody", words="Nobody has claimed the attack.")


def compare(first: list[Line], then: list[Line]) -> list[Change]:
    """Compare the event before and after a second report."""
    one, other = tell(*first, outlet="One"), tell(*then, outlet="Two", day=6)
    before = make_test_case(one, other, as_of=AsOf(recorded=datetime(2031, 3, 5, tzinfo=UTC)))
    return list(find_changes(before, make_test_case(one, other)))


def say(changes: list[Change]) -> list[tuple[str | None, ...]]:
    return [(each.kind, each.about, each.position, each.voice, each.before, each.after) for each in changes]


def test_nothing_changes_without_a_report() -> None:
    case = make_test_case(tell(own(FRONT, "claim"), count(12, POLICE)))
    assert find_changes(case, case) == ()


def test_a_new_event_brings_all_that_is_known() -> None:
    case = make_test_case(tell(own(FRONT, "claim"), count(12, POLICE)))
    assert say(list(find_changes(None, case))) == [
        ("event", None, None, None, None, "blast in Velmora"),
        ("position", FRONT, "claim", FRONT, None, None),
        ("toll", None, None, "police", None, "12"),
        ("figure", None, None, None, None, "12"),
    ]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (own(FRONT, "claim", channel="video"), (FRONT, "claim", FRONT, None, "video")),
        (take(POLICE, "blame", SULONIA), (SULONIA, "blame", "police", None, None)),
        (take(None, "assert_fact", FRONT), (FRONT, "assert_fact", "Two", None, None)),
        (own(SULONIA, "deny"), (SULONIA, "deny", SULONIA, None, None)),
        (take(PAPERS, "question", FRONT), (FRONT, "question", "some newspapers", None, None)),
        (NO_CLAIM, ("nobody", "no_claim", "Two", None, None)),
        (own(SULONIA, "decline"), (SULONIA, "decline", SULONIA, None, None)),
    ],
)
def test_a_new_position(line: Line, expected: tuple[str | None, ...]) -> None:
    assert say(compare([count(12, POLICE)], [line])) == [("position", *expected)]


def test_a_known_position_told_again_is_no_change() -> None:
    assert compare([own(FRONT, "claim")], [own("the Front", "claim", channel="video")]) == []


def test_a_full_name_that_comes_later_is_no_change() -> None:
    assert compare([own("Front", "claim")], [own(FRONT, "claim")]) == []


def test_a_withdrawn_claim_is_dropped_with_the_reason() -> None:
    dropped, new = sorted(
        compare([own(FRONT, "claim")], [own(FRONT, "withdraw")]), key=lambda each: each.kind
    )
    assert (dropped.kind, dropped.position, dropped.note) == (
        "dropped",
        "claim",
        "withdrawn by the party that said it",
    )
    assert (new.kind, new.position, new.voice) == ("position", "withdraw", FRONT)


def test_a_raised_toll_names_its_voice_and_the_policy_s_figure() -> None:
    found = compare([count(12, MAYOR)], [count(30, MAYOR)])
    assert say(found) == [
        ("toll", None, None, "Ilsa Tarn", "12", "30"),
        ("figure", None, None, None, "12", "30"),
    ]
    assert found[1].note == "by cc.interval/1"


def test_another_voice_s_toll_replaces_nothing_and_opens_a_dispute() -> None:
    assert say(compare([count(12, MAYOR)], [count(30, MEDICS)])) == [
        ("toll", None, None, "Velmora hospital", None, "30"),
        ("figure", None, None, None, "12", "12 to 30, best 30"),
        ("dispute_opened", None, None, None, None, "12 (Ilsa Tarn) against 30 (Velmora hospital)"),
    ]


def test_a_correction_closes_a_dispute() -> None:
    found = compare([count(12, MAYOR), count(30, MEDICS)], [count(30, MAYOR)])
    closed = [each for each in found if each.kind == "dispute_closed"]
    assert [each.before for each in closed] == ["12 (Ilsa Tarn) against 30 (Velmora hospital)"]


def test_a_denial_opens_a_dispute_on_its_party() -> None:
    found = compare([take(POLICE, "blame", SULONIA)], [own(SULONIA, "deny")])
    assert [(each.kind, each.about, each.after) for each in found if each.kind != "position"] == [
        (
            "dispute_opened",
            SULONIA,
            "said to have done it (police) against said not to have done it (Sulonia)",
        )
    ]


def test_rival_claims_open_a_dispute() -> None:
    found = compare([own(FRONT, "claim")], [own(BRIGADE, "claim")])
    assert [each.after for each in found if each.kind == "dispute_opened"] == [
        "claim of Dawn Brigade (Dawn Brigade) against claim of Harrow Front (Harrow Front)"
    ]


def test_a_copy_changes_nothing() -> None:
    one, other = tell(count(12, MAYOR), outlet="One"), tell(count(12, MAYOR), outlet="Two", day=6)
    moment = AsOf(recorded=datetime(2031, 3, 5, tzinfo=UTC))
    before = make_test_case(one, other, copies=[one, other], as_of=moment)
    assert find_changes(before, make_test_case(one, other, copies=[one, other])) == ()


def test_a_retraction_takes_its_statements_with_it() -> None:
    kept, gone = (
        tell(count(12, MAYOR), outlet="One"),
        tell(own(FRONT, "claim"), count(30, MEDICS), outlet="Two"),
    )
    records = (kept, gone)
    before = make_test_case(
        *records, retracted=[gone], as_of=AsOf(recorded=datetime(2031, 3, 19, tzinfo=UTC))
    )
    found = list(find_changes(before, make_test_case(*records, retracted=[gone])))
    assert [(each.kind, each.voice) for each in found] == [
        ("retraction", "Two"),
        ("dropped", FRONT),
        ("toll", "Velmora hospital"),
        ("figure", None),
        ("dispute_closed", None),
    ]
    assert "another town" in (found[0].note or "")
    assert (found[2].before, found[2].after) == ("30", None)


def test_a_change_is_dated_by_its_first_statement() -> None:
    (change,) = compare([], [own(FRONT, "claim")])
    assert change.published_at == datetime(2031, 3, 6, 8, tzinfo=UTC)
    assert change.recorded_at == datetime(2031, 3, 6, 8, 30, tzinfo=UTC)


def test_mentions_that_were_known_before_and_came_later_were_merged() -> None:
    one, other = tell(count(12, MAYOR), outlet="One"), tell(count(12, MAYOR), outlet="Two")
    late = AsOf(recorded=datetime(2031, 3, 5, tzinfo=UTC))
    found = find_changes(make_test_case(one, as_of=late), make_test_case(one, other))
    assert [(each.kind, each.before) for each in found] == [("merge", other.key)]
    assert [each.kind for each in find_changes(make_test_case(one, other), make_test_case(one))][0] == "split"


def test_history_keeps_replaced_counts_beside_what_replaced_them() -> None:
    records = (
        tell(count(12, MAYOR)),
        tell(count(30, MAYOR), outlet="B", day=6),
        tell(count(14, MEDICS), outlet="C"),
    )
    tracks = {track.voice: track for track in make_toll_history(make_test_case(*records))}
    assert [(point.wording, point.status) for point in tracks["Ilsa Tarn"].points] == [
        ("12", "superseded"),
        ("30", "current"),
    ]
    assert tracks["Ilsa Tarn"].points[0].status_note == "the same voice said otherwise later, on 2031-03-06"
    assert [point.status for point in tracks["Velmora hospital"].points] == ["current"]


def test_history_gives_a_report_s_own_counts_to_its_outlet() -> None:
    (track,) = make_toll_history(make_test_case(tell(count(12))))
    assert (track.voice, track.is_narrator) == ("Kestria Wire", True)


def list_cells(*records: MentionRecord) -> list[tuple[str, str, str | None, str, int]]:
    cells = make_matrix(make_test_case(*records))
    return [(each.actor, each.position, each.voice, each.status, len(each.statements)) for each in cells]


def test_matrix_holds_every_position_once_a_voice() -> None:
    one = tell(own(FRONT, "claim"), take(POLICE, "blame", SULONIA), take(PAPERS, "question", FRONT))
    other = tell(own("the Front", "claim"), own(SULONIA, "deny"), outlet="B", day=5)
    assert list_cells(one, other) == [
        (FRONT, "claim", FRONT, "current", 2),
        (FRONT, "question", "some newspapers", "current", 1),
        (SULONIA, "blame", "police", "current", 1),
        (SULONIA, "deny", SULONIA, "current", 1),
    ]


def test_matrix_shows_what_was_withdrawn() -> None:
    cells = list_cells(tell(own(FRONT, "claim")), tell(take(name_party(FRONT), "withdraw", FRONT), day=6))
    assert [(position, status) for _, position, _, status, _ in cells] == [
        ("claim", "withdrawn"),
        ("withdraw", "current"),
    ]


@pytest.mark.parametrize(
    ("figure", "expected"),
    [
        (Figure(low=12, best=12, high=12), "12"),
        (Figure(low=12, best=18, high=30), "12 to 30, best 18"),
        (Figure(low=12, best=12, high=12, is_open=True), "12 or more"),
        (Figure(low=0, best=None, high=30), "0 to 30"),
    ],
)
def test_say_figure(figure: Figure, expected: str) -> None:
    assert say_figure(figure) == expected


def test_a_toll_is_dated_by_the_first_who_gave_the_last_figure() -> None:
    records = [tell(count(n, MAYOR), outlet=str(day), day=day) for day, n in ((4, 12), (5, 15), (6, 15))]
    tolls = [each for each in find_changes(None, make_test_case(*records)) if each.kind == "toll"]
    assert [(each.after, each.published) for each in tolls] == [("15", date(2031, 3, 5))]


def test_a_dispute_opens_with_its_second_side() -> None:
    said = (MAYOR, 12), (MEDICS, 30), (MAYOR, 12)
    records = [tell(count(n, who), outlet=str(day), day=4 + day) for day, (who, n) in enumerate(said)]
    found = find_changes(None, make_test_case(*records))
    assert [each.published for each in found if each.kind == "dispute_opened"] == [date(2031, 3, 5)]


def test_copies_in_their_own_voice_are_one_voice() -> None:
    records = tell(NO_CLAIM, outlet="One"), tell(NO_CLAIM, outlet="Two", day=5)
    cells = make_matrix(make_test_case(*records, copies=records))
    assert [(each.voice, len(each.statements)) for each in cells] == [("One", 2)]
    assert len(make_matrix(make_test_case(*records))) == 2

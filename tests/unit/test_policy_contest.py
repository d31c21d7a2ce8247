"""Contests, disputes, grades and letters on invented cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import msgspec
import pytest

from counterclaim.ledger.base import MentionRecord
from counterclaim.model.resolution import Contest, Grade
from counterclaim.policy.admiralty import resolve_admiralty
from counterclaim.policy.airwars import resolve_grade
from counterclaim.policy.contest import resolve_contests
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.rights import find_text
from tests.cases import (
    COURT,
    MAYOR,
    MEDICS,
    PAPERS,
    POLICE,
    Line,
    at_place,
    count,
    make_test_case,
    name_party,
    on_day,
    own,
    take,
    tell,
)

FRONT, BRIGADE, SULONIA = "Harrow Front", "Dawn Brigade", "Sulonia"
ARMY = name_party("Sulonia")


def grade_killed(*lines: Line, **letters: str) -> str:
    contests = resolve_contests(make_test_case(tell(*lines)), letters=letters).value
    assert isinstance(contests, tuple)
    found = [each for each in contests if isinstance(each, Contest) and each.property == "killed"]
    assert len(found) == 1
    return found[0].grade


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([count(12, POLICE), count(30, MEDICS)], "contested"),
        ([count(80, POLICE, op="at_least"), count(95, MEDICS)], "compatible"),
        ([count(12, POLICE), count(12, MEDICS)], "uncontested_multiple"),
        ([count(12, POLICE)], "uncontested_single"),
        ([count(12, POLICE), count(30, POLICE)], "uncontested_single"),
        ([count(12, POLICE), count(12, MEDICS, polarity="-")], "contested"),
        ([count(30, POLICE), count(12, MEDICS, polarity="-")], "compatible"),
    ],
)
def test_contested_tolls(lines: Sequence[Line], expected: str) -> None:
    assert grade_killed(*lines) == expected


def test_parts_and_wholes_do_not_contest_each_other() -> None:
    contests = resolve_contests(
        make_test_case(tell(count(12, POLICE), count(3, MEDICS, group="children")))
    ).value
    assert isinstance(contests, tuple)
    assert {each.facet: each.grade for each in contests} == {
        None: "uncontested_single",
        "children": "uncontested_single",
    }


def test_a_retracted_figure_contests_nothing() -> None:
    gone = tell(count(30, MEDICS), outlet="B")
    case = make_test_case(tell(count(12, POLICE)), gone, retracted=[gone])
    assert not resolve_contests(case).is_contested


def test_an_unreliable_outlet_contests_nothing() -> None:
    records = tell(count(12, POLICE), outlet="A"), tell(count(30, MEDICS), outlet="B")
    assert resolve_contests(make_test_case(*records)).is_contested
    resolution = resolve_contests(make_test_case(*records), letters={"B": "E"})
    assert not resolution.is_contested
    assert [each.why for each in resolution.set_aside] == ["its outlet is judged unreliable"]


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([[take(POLICE, "blame", SULONIA)], [own(SULONIA, "deny")]], "contested"),
        ([[take(POLICE, "blame", SULONIA)], [take(COURT, "exonerate", SULONIA)]], "contested"),
        ([[take(POLICE, "blame", SULONIA)], [take(PAPERS, "question", SULONIA)]], "uncontested_single"),
        ([[take(POLICE, "blame", SULONIA)], [take(MEDICS, "blame", SULONIA)]], "uncontested_multiple"),
        (
            [[own(SULONIA, "claim")], [take(POLICE, "deny_other", SULONIA)], [own(SULONIA, "withdraw")]],
            "contested_resolved",
        ),
        ([[own(SULONIA, "claim")], [own(SULONIA, "withdraw")]], "none"),
    ],
)
def test_contested_responsibility(reports: Sequence[Sequence[Line]], expected: str) -> None:
    case = make_test_case(*(tell(*lines, day=4 + number) for number, lines in enumerate(reports)))
    contests = resolve_contests(case).value
    assert isinstance(contests, tuple)
    grades = {each.facet: each.grade for each in contests}
    assert grades.get(SULONIA, "none") == expected


def find_kinds(*records: MentionRecord) -> list[tuple[str, str, str | None, int]]:
    disputes = find_disputes(make_test_case(*records))
    return [(each.kind, each.property, each.about, len(each.sides)) for each in disputes]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([count(12, POLICE), count(30, MEDICS)], [("toll", "killed", None, 2)]),
        ([count(12, POLICE), count(30, MEDICS), count(30, MAYOR)], [("toll", "killed", None, 2)]),
        ([count(12, POLICE), count(30, MEDICS), count(50, MAYOR)], [("toll", "killed", None, 3)]),
        ([count(12, POLICE, op="at_least"), count(30, MEDICS)], []),
        ([take(POLICE, "blame", SULONIA), own(SULONIA, "deny")], [("denial", "responsibility", SULONIA, 2)]),
        ([own(SULONIA, "claim"), own(SULONIA, "deny")], [("denial", "responsibility", SULONIA, 2)]),
        ([own(SULONIA, "deny")], []),
        ([take(POLICE, "blame", SULONIA), take(PAPERS, "question", SULONIA)], []),
        ([own(FRONT, "claim"), own(BRIGADE, "claim")], [("rival_claims", "responsibility", None, 2)]),
        ([on_day(3, POLICE), on_day(4, MEDICS)], [("date", "date", None, 2)]),
        ([on_day(3, POLICE), on_day(3, MEDICS)], []),
    ],
)
def test_disputes(lines: Sequence[Line], expected: list[tuple[str, str, str | None, int]]) -> None:
    assert find_kinds(tell(*lines)) == expected


@pytest.mark.parametrize(
    ("one", "other", "is_disputed"),
    [
        (at_place("Velmora"), at_place("Ostrand", lat=4.0), True),
        (at_place("Velmora"), at_place("Velmora Port", lat=1.6), False),
        (at_place("Velmora"), at_place("Velmora", "SUL", lat=8.0), True),
        (at_place("Velmora"), at_place("Velmora", "SUL"), False),
    ],
)
def test_place_disputes(one: Line, other: Line, *, is_disputed: bool) -> None:
    found = find_kinds(tell(one, outlet="A"), tell(other, outlet="B"))
    assert bool(found) is is_disputed


def test_sides_hold_their_voices_and_every_statement() -> None:
    case = make_test_case(
        tell(count(12, POLICE), count(30, MEDICS)), tell(count(12, POLICE), outlet="B", day=5)
    )
    (dispute,) = find_disputes(case)
    assert [(side.answer, side.voices, len(side.statements)) for side in dispute.sides] == [
        ("12", ("police",), 2),
        ("30", ("Velmora hospital",), 1),
    ]


def test_a_dispute_keeps_its_id_when_a_side_grows() -> None:
    one, other = tell(count(12, POLICE), count(30, MEDICS)), tell(count(31, MAYOR), outlet="B", day=5)
    before, after = make_test_case(one, other, retracted=[other]), make_test_case(one, other)
    assert find_disputes(before)[0].id == find_disputes(after)[0].id
    assert len(find_disputes(before)[0].sides) == 2
    assert len(find_disputes(after)[0].sides) == 3


def grade_harm(*lines: Line, kind: str = "ASSAULT", letters: dict[str, str] | None = None) -> str | None:
    value = resolve_grade(make_test_case(tell(*lines, kind=kind)), letters=letters).value
    assert isinstance(value, Grade)
    return value.grade


HARM = count(5, MEDICS, group="civilians")
NOT_HARM = count(5, POLICE, group="civilians", polarity="-")
VOICE = name_party(FRONT)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([own(SULONIA, "admit"), count(5, ARMY, group="civilians")], "confirmed"),
        ([own(SULONIA, "claim"), HARM], "weak"),
        ([own(SULONIA, "claim"), HARM, count(5, ARMY, group="civilians", polarity="-")], "weak"),
        ([HARM, take(POLICE, "blame", SULONIA), take(MAYOR, "blame", FRONT)], "contested"),
        ([HARM, count(7, MAYOR, group="women and children"), take(MAYOR, "blame", SULONIA)], "fair"),
        ([HARM, count(7, MAYOR, group="women and children")], "weak"),
        ([HARM], "weak"),
        ([HARM, take(POLICE, "blame", SULONIA), take(COURT, "exonerate", SULONIA)], "discounted"),
        ([count(5, VOICE, group="civilians"), NOT_HARM, own(FRONT, "claim")], "confirmed"),
        ([count(5, VOICE, group="civilians"), NOT_HARM], "discounted"),
        ([count(5, MEDICS)], None),
        ([count(5, MEDICS, group="soldiers")], None),
    ],
)
def test_airwars_grade(lines: Sequence[Line], expected: str | None) -> None:
    assert grade_harm(*lines) == expected


def test_a_protest_has_no_grade() -> None:
    assert grade_harm(HARM, kind="PROTEST") is None


def test_an_unreliable_outlet_has_no_part_in_the_grade() -> None:
    assert grade_harm(HARM, letters={"Kestria Wire": "E"}) is None


def rate(lines: Sequence[Line], **letters: str) -> str | None:
    case = make_test_case(tell(*lines))
    value = resolve_admiralty(
        case, letters={name.replace("_", " "): each for name, each in letters.items()}
    ).value
    assert isinstance(value, dict)
    first: Grade = value[case.testimonies[0].statement.id]
    return first.grade


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([count(12, PAPERS), count(12, MEDICS)], "F1"),
        ([count(12, POLICE)], "F2"),
        ([count(12, MEDICS)], "F2"),
        ([count(12, PAPERS)], "F3"),
        ([count(12, PAPERS), count(30, POLICE)], "F4"),
        ([count(12, PAPERS), count(12, POLICE, polarity="-")], "F5"),
        ([count(12, PAPERS, certainty="U")], "F6"),
    ],
)
def test_admiralty(lines: Sequence[Line], expected: str) -> None:
    assert rate(lines) == expected


def test_the_letter_is_the_user_s() -> None:
    assert rate([count(12, POLICE)], Kestria_Wire="B") == "B2"


@pytest.mark.parametrize(("rights", "expected"), [("full", "words"), ("snippet", ""), ("none", "")])
def test_text_rights(rights: str, expected: str) -> None:
    assert find_text("words", rights) == expected  # type: ignore[arg-type]


def test_a_voice_is_held_to_its_most_precise_count() -> None:
    lines = [count(24, MAYOR, op="at_least"), count(84, MAYOR), count(80, MEDICS)]
    (dispute,) = find_disputes(make_test_case(tell(*lines)))
    assert [(side.answer, side.voices) for side in dispute.sides] == [
        ("80", ("Velmora hospital",)),
        ("84", ("Ilsa Tarn",)),
    ]


def test_a_voice_that_names_two_days_is_at_odds_only_with_those_who_name_neither() -> None:
    assert find_kinds(tell(on_day(3, MAYOR), on_day(4, MAYOR), on_day(3, MEDICS))) == []
    found = find_kinds(tell(on_day(3, MAYOR), on_day(4, MAYOR), on_day(6, MEDICS)))
    assert found == [("date", "date", None, 3)]


def test_a_number_worked_out_from_a_name_counts_that_one() -> None:
    one = tell(count(1, MAYOR), count(12, MEDICS))
    named = msgspec.structs.replace(one.statements[0], basis="derived")
    assert find_kinds(one) == [("toll", "killed", None, 2)]
    assert find_kinds(replace(one, statements=(named, one.statements[1]))) == []


def test_descriptions_of_two_reports_may_be_of_two_parties() -> None:
    blame, denial = take(POLICE, "blame", "gunmen"), take(MAYOR, "deny_other", "gunmen")
    assert find_kinds(tell(blame, denial)) == [("denial", "responsibility", "gunmen", 2)]
    assert find_kinds(tell(blame, outlet="A"), tell(denial, outlet="B")) == []


def test_a_correction_settles_a_contest_of_tolls() -> None:
    first, then = tell(count(12, MAYOR), count(30, MEDICS)), tell(count(30, MAYOR), outlet="B", day=6)
    contests = resolve_contests(make_test_case(first, then)).value
    assert isinstance(contests, tuple)
    assert [each.grade for each in contests] == ["contested_resolved"]

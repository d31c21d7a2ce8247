"""`gtd.attribution/2019`, `gtd.claimmode/2019` and `muc4.confidence` on invented cases."""

from __future__ import annotations

import pytest

from counterclaim.model.resolution import Attribution
from counterclaim.policy.attribution import resolve_attribution, resolve_claim_mode
from counterclaim.policy.confidence import resolve_confidence
from tests.cases import MAYOR, PAPERS, POLICE, Line, by_actor, make_test_case, name_party, own, take, tell

FRONT, BRIGADE, SULONIA, LEAGUE = "Harrow Front", "Dawn Brigade", "Sulonia", "Marsh League"
NO_CLAIM = take(None, "no_claim", "nobody", words="Nobody has claimed the attack.")


def attribute(*lines: Line, **parameters: bool) -> Attribution:
    value = resolve_attribution(make_test_case(tell(*lines)), **parameters).value
    assert isinstance(value, Attribution)
    return value


def test_order_is_claim_admission_fact_authority_others() -> None:
    lines = [
        take(PAPERS, "blame", LEAGUE),
        take(POLICE, "suspect", "Kestria"),
        take(None, "assert_fact", BRIGADE),
        own(SULONIA, "admit"),
        own(FRONT, "claim"),
    ]
    found = attribute(*lines)
    assert [party.name for party in found.parties] == [FRONT, SULONIA, BRIGADE]
    assert found.overflow == ("Kestria", LEAGUE)


def test_more_voices_go_before_fewer() -> None:
    found = attribute(
        take(PAPERS, "blame", BRIGADE), take(PAPERS, "blame", FRONT), take(name_party("X"), "blame", FRONT)
    )
    assert [party.name for party in found.parties] == [FRONT, BRIGADE]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([own(FRONT, "claim")], False),
        ([own(FRONT, "admit")], False),
        ([take(None, "assert_fact", FRONT)], False),
        ([take(POLICE, "blame", FRONT)], True),
        ([take(POLICE, "suspect", FRONT)], True),
        ([own(FRONT, "claim"), take(PAPERS, "question", FRONT)], True),
    ],
)
def test_guncertain(lines: list[Line], *, expected: bool) -> None:
    assert attribute(*lines).parties[0].is_uncertain is expected


def test_a_third_party_settles_only_when_asked() -> None:
    lines = [own(FRONT, "claim"), take(PAPERS, "question", FRONT), take(MAYOR, "confirm", FRONT)]
    assert attribute(*lines).parties[0].is_uncertain
    assert not attribute(*lines, confirm_settles=True).parties[0].is_uncertain


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([own(FRONT, "claim")], True),
        ([take(POLICE, "blame", FRONT), NO_CLAIM], False),
        ([take(POLICE, "blame", FRONT), own(FRONT, "deny")], False),
        ([take(POLICE, "blame", FRONT)], None),
    ],
)
def test_no_claim_is_not_silence(lines: list[Line], *, expected: bool | None) -> None:
    assert attribute(*lines).parties[0].has_claimed is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([own(FRONT, "claim"), own(BRIGADE, "claim")], 1),
        ([own(FRONT, "claim", words="Both did it."), own(BRIGADE, "claim", words="Both did it.")], 0),
        ([own(FRONT, "claim"), take(POLICE, "blame", BRIGADE)], 0),
        ([own(FRONT, "claim"), take(PAPERS, "claim", BRIGADE, certainty="U")], -9),
        ([own(FRONT, "claim")], None),
        ([take(POLICE, "blame", FRONT), take(POLICE, "blame", BRIGADE)], None),
        ([], None),
    ],
)
def test_compclaim(lines: list[Line], expected: int | None) -> None:
    assert attribute(*lines).competing_claims == expected


def test_a_withdrawn_claim_counts_only_when_asked() -> None:
    case = make_test_case(tell(own(FRONT, "claim")), tell(own(FRONT, "withdraw"), day=6))
    dropped, kept = resolve_attribution(case), resolve_attribution(case, withdrawn_counts=True)
    assert isinstance(dropped.value, Attribution)
    assert isinstance(kept.value, Attribution)
    assert (dropped.value.parties, dropped.note) == ((), "Harrow Front took its claim back.")
    assert kept.value.parties[0].has_claimed is True
    assert kept.parameters["withdrawn_counts"] == "true"


def test_notes_keep_what_the_columns_lose_beside_its_speaker() -> None:
    case = make_test_case(
        tell(take(POLICE, "blame", SULONIA), own(SULONIA, "deny"), take(PAPERS, "question", SULONIA))
    )
    note = resolve_attribution(case).note or ""
    assert "Sulonia denied that Sulonia did it." in note
    assert "some newspapers doubted what is said of Sulonia." in note


def test_names_of_one_party_are_kept() -> None:
    case = make_test_case(tell(own(FRONT, "claim")), tell(own("the Front", "claim"), day=5))
    value = resolve_attribution(case).value
    assert isinstance(value, Attribution)
    assert [(party.name, party.names) for party in value.parties] == [(FRONT, (FRONT, "the Front"))]


@pytest.mark.parametrize(
    ("channel", "expected"),
    [("letter", 1), ("call_after", 2), ("call_before", 3), ("email", 4), ("note", 5), ("video", 6),
     ("web_post", 7), ("telegram", 7), ("interview", 8), ("broadcast", 9), (None, 10), ("smoke", 10)],
)  # fmt: skip
def test_claimmode(channel: str | None, expected: int) -> None:
    line = take(name_party(FRONT), "claim", FRONT, channel=channel)
    assert resolve_claim_mode(make_test_case(tell(line))).value == expected


def test_no_claim_has_no_mode() -> None:
    assert resolve_claim_mode(make_test_case(tell(take(POLICE, "blame", FRONT)))).value is None


def test_confidence_by_party() -> None:
    case = make_test_case(
        tell(
            own(FRONT, "claim"),
            take(POLICE, "blame", SULONIA),
            take(PAPERS, "suspect", LEAGUE),
            by_actor(BRIGADE),
        )
    )
    assert resolve_confidence(case).value == {
        FRONT: "CLAIMED OR ADMITTED",
        SULONIA: "SUSPECTED OR ACCUSED BY AUTHORITIES",
        LEAGUE: "SUSPECTED OR ACCUSED",
        BRIGADE: "REPORTED AS FACT",
    }


def test_a_flat_accusation_is_fact_by_the_letter_of_the_tree() -> None:
    case = make_test_case(tell(take(POLICE, "blame", SULONIA), take(POLICE, "suspect", LEAGUE)))
    assert resolve_confidence(case, attributed_counts_as_uncertain=False).value == {
        SULONIA: "REPORTED AS FACT",
        LEAGUE: "SUSPECTED OR ACCUSED BY AUTHORITIES",
    }


def test_a_denial_has_no_confidence() -> None:
    resolution = resolve_confidence(make_test_case(tell(own(SULONIA, "deny"))))
    assert resolution.value == {}
    assert [each.why for each in resolution.set_aside] == ["the format has no value for it"]

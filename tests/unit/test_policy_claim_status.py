"""`cc.claim_status/1`: every status and every flag, and what silence is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest

from counterclaim.model.resolution import ClaimStatus
from counterclaim.policy.claim_status import resolve_claim_status
from tests.cases import COURT, PAPERS, POLICE, Line, by_actor, make_test_case, name_party, own, take, tell

FRONT, BRIGADE, SULONIA = "Harrow Front", "Dawn Brigade", "Sulonia"
BOTH = "The Harrow Front and the Dawn Brigade claimed the attack."
APART = "The Harrow Front and the Dawn Brigade each claimed the attack separately."
NO_CLAIM = take(None, "no_claim", "nobody", words="Nobody has claimed the attack.")


def get_status(*reports: Sequence[Line]) -> ClaimStatus:
    records = [
        tell(*lines, day=4 + number, outlet=f"Outlet {number}") for number, lines in enumerate(reports)
    ]
    value = resolve_claim_status(make_test_case(*records)).value
    assert isinstance(value, ClaimStatus)
    return value


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([[own(FRONT, "claim")], [own(BRIGADE, "claim")]], "competing_claims"),
        ([[own(FRONT, "claim")], [own(FRONT, "deny")]], "claimed_and_denied"),
        ([[own(FRONT, "claim")], [take(POLICE, "blame", SULONIA)]], "claimed"),
        ([[own(SULONIA, "admit")], [take(POLICE, "blame", FRONT)]], "admitted"),
        ([[own(FRONT, "claim")], [own(FRONT, "withdraw")]], "withdrawn"),
        ([[take(POLICE, "blame", SULONIA)], [own(SULONIA, "deny")]], "denied_by_all"),
        ([[own(SULONIA, "deny")]], "denied_by_all"),
        (
            [[take(POLICE, "blame", SULONIA), take(POLICE, "blame", FRONT)], [own(FRONT, "deny")]],
            "blamed_denied",
        ),
        ([[take(POLICE, "suspect", FRONT)]], "blamed_only"),
        ([[take(None, "assert_fact", FRONT)]], "blamed_only"),
        ([[by_actor(FRONT)]], "blamed_only"),
        ([[NO_CLAIM]], "no_claim"),
        ([[]], "unknown"),
        ([[take(PAPERS, "question", FRONT)]], "unknown"),
    ],
)
def test_status(reports: Sequence[Sequence[Line]], expected: str) -> None:
    assert get_status(*reports).status == expected


@pytest.mark.parametrize(
    ("lines", "flag"),
    [
        ([own(FRONT, "claim"), take(PAPERS, "question", FRONT)], "questioned"),
        ([own(FRONT, "claim"), take(POLICE, "confirm", FRONT)], "confirmed_by_third_party"),
        ([take(POLICE, "blame", SULONIA), own(SULONIA, "decline")], "declined"),
        ([take(POLICE, "blame", SULONIA), own(SULONIA, "unreachable")], "unreachable"),
        ([take(POLICE, "blame", SULONIA), own(SULONIA, "neither")], "neither"),
        ([take(POLICE, "blame", SULONIA), take(COURT, "exonerate", SULONIA)], "exonerated"),
        ([own(FRONT, "claim"), take(POLICE, "blame", SULONIA)], "rival_blame"),
        ([own(FRONT, "claim", words=BOTH), own(BRIGADE, "claim", words=BOTH)], "joint"),
    ],
)
def test_flag(lines: Sequence[Line], flag: str) -> None:
    assert flag in get_status(lines).flags
    assert flag not in get_status(lines[:1]).flags


def test_a_party_that_confirms_itself_is_no_third_party() -> None:
    lines = [own(FRONT, "claim"), take(name_party(FRONT), "confirm", FRONT)]
    assert "confirmed_by_third_party" not in get_status(lines).flags


def test_one_statement_that_names_both_is_a_joint_claim() -> None:
    status = get_status([own(FRONT, "claim", words=BOTH), own(BRIGADE, "claim", words=BOTH)])
    assert (status.status, status.claimed_by) == ("claimed", (FRONT, BRIGADE))


def test_claims_of_one_sentence_made_separately_compete() -> None:
    status = get_status([own(FRONT, "claim", words=APART), own(BRIGADE, "claim", words=APART)])
    assert status.status == "competing_claims"
    assert "joint" not in status.flags


def test_claims_with_each_other_are_joint() -> None:
    one = own(FRONT, "claim", words="The Front said it struck together with the Dawn Brigade.")
    other = own(BRIGADE, "claim", words="The Brigade said it struck alongside the Harrow Front.")
    assert get_status([one], [other]).status == "claimed"


def test_a_claim_with_another_that_does_not_say_so_competes() -> None:
    one = own(FRONT, "claim", words="The Front said it struck together with the Dawn Brigade.")
    assert get_status([one], [own(BRIGADE, "claim")]).status == "competing_claims"


def test_short_and_full_name_do_not_compete() -> None:
    assert get_status([own(FRONT, "claim")], [own("Front", "claim")]).status == "claimed"


def test_an_unclear_short_name_does_not_compete_with_those_it_could_be() -> None:
    reports = [[own(FRONT, "claim")], [take(POLICE, "blame", "Dawn Front")], [own("Front", "claim")]]
    assert get_status(*reports).status == "claimed"


def test_a_description_does_not_compete_with_a_name() -> None:
    lines = [own(FRONT, "claim"), take(POLICE, "blame", "gunmen")]
    assert "rival_blame" not in get_status(lines).flags


def test_blame_of_another_does_not_make_a_claim_rival() -> None:
    status = get_status([own(FRONT, "claim"), take(POLICE, "blame", SULONIA)])
    assert (status.status, status.claimed_by, status.blamed) == ("claimed", (FRONT,), (SULONIA,))


def test_a_repeated_claim_stays_withdrawn() -> None:
    reports = [[own(FRONT, "claim")], [own(FRONT, "withdraw")], [own(FRONT, "claim", channel="video")]]
    assert get_status(*reports).status == "withdrawn"


def test_a_claim_made_again_later_stands() -> None:
    anew = own(FRONT, "claim", said_on=date(2031, 3, 9))  # type: ignore[arg-type]
    assert get_status([own(FRONT, "claim")], [own(FRONT, "withdraw")], [anew]).status == "claimed"


def test_another_party_cannot_withdraw_a_claim() -> None:
    assert get_status([own(FRONT, "claim")], [own(BRIGADE, "withdraw")]).status == "claimed"


def test_a_retracted_report_claims_nothing() -> None:
    record = tell(own(FRONT, "claim"))
    resolution = resolve_claim_status(make_test_case(record, retracted=[record]))
    assert isinstance(resolution.value, ClaimStatus)
    assert resolution.value.status == "unknown"
    assert [each.why for each in resolution.set_aside] == [
        "its report was withdrawn by Kestria Wire: the photograph was of another town"
    ]


def test_every_position_is_used_or_set_aside() -> None:
    records = [
        tell(own(FRONT, "claim"), by_actor(FRONT, name_party(FRONT)), take(PAPERS, "question", FRONT)),
        tell(own(FRONT, "withdraw"), NO_CLAIM, day=6),
    ]
    case = make_test_case(*records)
    resolution = resolve_claim_status(case)
    everything = [*resolution.used, *(each.statement for each in resolution.set_aside)]
    assert set(everything) == {each.statement.id for each in case.testimonies}


def test_a_supposed_claim_is_set_aside() -> None:
    supposed = replace(own(FRONT, "claim"), polarity="u")
    resolution = resolve_claim_status(make_test_case(tell(supposed)))
    assert isinstance(resolution.value, ClaimStatus)
    assert resolution.value.status == "unknown"
    assert [each.why for each in resolution.set_aside] == ["it leaves open whether the party did it"]

"""Roles, additions, attackers and origins: the pre-steps that every policy shares (codebooks 10.0)."""

from __future__ import annotations

import pytest

from counterclaim.model.statement import Speaker
from counterclaim.model.values import Position, ResponsibilityValue
from counterclaim.policy.case import make_case
from counterclaim.policy.counts import get_toll
from counterclaim.policy.perps import judge_attackers
from tests.dossiers import DOCTOR, FRONT, POLICE, WITNESS, Said, Told, killed, make_dossier


def accuse(actor: str, position: Position, speaker: Speaker = POLICE) -> Said:
    """Take a position on a party."""
    value = ResponsibilityValue(actor=actor, position=position)
    return Said(property="responsibility", value=value, words=f"{actor} {position}", speaker=speaker)


@pytest.mark.parametrize(
    ("said", "role"),
    [
        (accuse("Highland Dawn Front", "claim", FRONT), "perpetrator"),
        (accuse("the Highland Dawn Front", "blame"), "perpetrator"),
        (accuse("Highland Dawn Front", "deny", FRONT), "party_to_event"),
        (accuse("Kestria", "blame"), "party_to_event"),
    ],
)
def test_role_of_a_party(said: Said, role: str) -> None:
    case = make_case(make_dossier(Told(said=[killed(60, speaker=FRONT), said])))
    assert case.testimonies[0].role == role


def test_a_force_of_a_blamed_country_belongs_to_it() -> None:
    army = Speaker(name="Kestrian army", kind="authority", party="Kestria")
    case = make_case(make_dossier(Told(said=[killed(3, speaker=army), accuse("Kestria", "blame")])))
    assert case.testimonies[0].role == "perpetrator"


def test_a_replaced_accusation_makes_nobody_a_perpetrator() -> None:
    told = [
        Told(said=[accuse("Highland Dawn Front", "claim", FRONT)], day=3),
        Told(said=[accuse("Highland Dawn Front", "withdraw", FRONT), killed(60, speaker=FRONT)], day=4),
    ]
    case = make_case(make_dossier(*told))
    assert case.testimonies[-1].role == "party_to_event"


@pytest.mark.parametrize(("speaker", "role"), [(None, "narrator"), (DOCTOR, "medical"), (WITNESS, "witness")])
def test_role_of_other_voices(speaker: Speaker | None, role: str) -> None:
    case = make_case(make_dossier(Told(said=[killed(18, speaker=speaker)])))
    assert case.testimonies[0].role == role


def find_sums(*told: Told) -> list[tuple[str, int | None, int | None, int | None]]:
    """Find the sums that a case derives: harm, number and bounds."""
    tolls = [(each.statement.property, get_toll(each)) for each in make_case(make_dossier(*told)).derived]
    return [(harm, toll.n, toll.low, toll.high) for harm, toll in tolls]


def test_an_addition_adds_to_the_latest_total_of_its_origin() -> None:
    more = killed(3, "three more died", mode="increment", speaker=DOCTOR)
    told = [
        Told(said=[killed(20, speaker=DOCTOR)], day=3),
        Told(said=[killed(24, speaker=DOCTOR), killed(30)], day=4),
        Told(said=[more], day=5, outlet="Sandry Courier"),
    ]
    assert find_sums(*told) == [("killed", 27, 27, 27)]


def test_an_open_total_stays_open() -> None:
    told = [
        Told(said=[killed(20, op="at_least", speaker=DOCTOR)], day=3),
        Told(said=[killed(3, "three more died", mode="increment", speaker=DOCTOR)], day=4),
    ]
    assert find_sums(*told) == [("killed", 23, 23, None)]


def test_an_addition_without_a_total_of_its_origin_is_not_summed() -> None:
    more = killed(3, "three more died", mode="increment", speaker=DOCTOR)
    assert find_sums(Told(said=[killed(20, speaker=POLICE)], day=3), Told(said=[more], day=4)) == []


def test_an_addition_that_two_reports_quote_is_added_once() -> None:
    more = killed(3, "three more died", mode="increment", speaker=DOCTOR)
    told = [
        Told(said=[killed(20, speaker=DOCTOR)], day=3),
        Told(said=[more], day=4),
        Told(said=[more], day=5, outlet="Sandry Courier"),
    ]
    assert find_sums(*told) == [("killed", 23, 23, 23)]


def test_a_total_that_holds_the_addition_is_no_base() -> None:
    risen = Told(
        said=[
            killed(23, "rose to 23", speaker=DOCTOR),
            killed(20, "from 20", speaker=DOCTOR, superseded=True),
            killed(3, "three more died", mode="increment", speaker=DOCTOR),
        ]
    )
    assert find_sums(risen) == []
    after = Told(
        said=[
            killed(3, "three more died", mode="increment", speaker=DOCTOR),
            killed(23, "bringing the toll to 23", speaker=DOCTOR),
        ]
    )
    assert find_sums(after) == []


def test_two_additions_add_up() -> None:
    told = [
        Told(said=[killed(20, speaker=DOCTOR)], day=3),
        Told(said=[killed(3, "three more died", mode="increment", speaker=DOCTOR)], day=4),
        Told(said=[killed(2, "two more died", mode="increment", speaker=DOCTOR)], day=5),
    ]
    assert find_sums(*told)[-1] == ("killed", 25, 25, 25)


def test_one_of_the_injured_who_died_passes_from_one_harm_to_the_other() -> None:
    told = [
        Told(said=[killed(20, speaker=DOCTOR), killed(40, harm="injured", speaker=DOCTOR)], day=3),
        Told(said=[killed(1, "one of the injured died", mode="transfer", speaker=DOCTOR)], day=4),
    ]
    assert find_sums(*told) == [("killed", 21, 21, 21), ("injured", 39, 39, 39)]


def test_copies_and_two_wires_that_quote_one_spokesman_are_one_origin() -> None:
    quoted = [
        Told(said=[killed(20, speaker=DOCTOR)], outlet="Delta Wire"),
        Told(said=[killed(21, speaker=DOCTOR)], outlet="Coast Daily"),
    ]
    assert len({each.origin for each in make_case(make_dossier(*quoted)).testimonies}) == 1
    told = [
        Told(said=[killed(20, speaker=None)], outlet="Delta Wire"),
        Told(said=[killed(20, "killed were 20 people", speaker=None)], outlet="Coast Daily"),
    ]
    assert len({each.origin for each in make_case(make_dossier(*told)).testimonies}) == 2
    copies = make_dossier(*told, families={0: 0, 1: 0})
    assert len({each.origin for each in make_case(copies).testimonies}) == 1


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("12 people, including the bomber, were killed", "included"),
        ("12 people were killed, among them two of the attackers", "included"),
        ("12 people were killed, not including the bomber", "excluded"),
        ("12 people were killed, as well as the three gunmen", "excluded"),
        ("12 people were killed", "unknown"),
        ("12 people were killed, including two children", "unknown"),
    ],
)
def test_whether_a_count_holds_the_attackers(words: str, expected: str) -> None:
    case = make_case(make_dossier(Told(said=[killed(12, words)])))
    assert judge_attackers(case.testimonies[0]) == expected


def test_attackers_of_another_sentence_do_not_count() -> None:
    told = Told(said=[killed(12), killed(3, "three died, including the bomber", harm="injured")])
    assert judge_attackers(make_case(make_dossier(told)).testimonies[0]) == "unknown"

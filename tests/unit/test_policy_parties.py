"""Which names stand for one party, and which are kept apart."""

from __future__ import annotations

from itertools import permutations

import pytest

from counterclaim.policy.parties import is_description, make_party_book, match_names
from tests.cases import make_test_case, own, tell


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("Front", "Highland Dawn Front"),
        ("the Front", "Highland Dawn Front"),
        ("Dawn Front", "Highland Dawn Front"),
        ("HDF", "Highland Dawn Front"),
        ("H.D.F.", "Highland Dawn Front"),
        ("highland dawn front", "Highland Dawn Front"),
        ("Front", "Front for the Liberation of Velmora"),
        ("FLV", "Front for the Liberation of Velmora"),
        ("neighbouring Republic of Sulonia", "Sulonia"),
    ],
)
def test_names_of_one_party(short: str, long: str) -> None:
    assert {naming.party for naming in match_names([short, long]).values()} == {long}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Harrow Army", "Real Harrow Army"),
        ("Dawn Army", "New Dawn Army"),
        ("Harrow Front", "armed wing of Harrow Front"),
        ("Harrow Front", "Dawn Front"),
        ("Harrow", "Harrow Front"),
        ("HF", "Harrow Front"),
        ("HDF", "Harrow Brigade"),
        ("gunmen", "Harrow Gunmen Front"),
        ("Islamic State", "Islamic State Khorasan Province"),
        ("Hamas", "al-Qassam Brigades"),
        ("Sulonia", "Army of Sulonia"),
    ],
)
def test_parties_kept_apart(one: str, other: str) -> None:
    found = match_names([one, other])
    assert found[one].party != found[other].party


@pytest.mark.parametrize(("one", "other"), [("ISIS", "Daesh"), ("Tehran", "Iran"), ("U.S.", "United States")])
def test_lexicon_joins_names(one: str, other: str) -> None:
    found = match_names([one, other])
    assert found[one].party == found[other].party
    assert found[one].rule == "lexicon"


def test_a_name_that_fits_several_parties_is_left_alone() -> None:
    found = match_names(["Front", "Harrow Front", "Dawn Front"])["Front"]
    assert (found.party, found.rule, found.could_be) == ("Front", "unclear", ("Dawn Front", "Harrow Front"))


def test_every_name_keeps_its_rule() -> None:
    found = match_names(["HDF", "Highland Dawn Front", "the Front"])
    assert [found[name].rule for name in ("HDF", "Highland Dawn Front", "the Front")] == [
        "acronym", "name", "short form",
    ]  # fmt: skip


def test_the_order_of_names_does_not_count() -> None:
    names = ("Front", "Highland Dawn Front", "HDF", "Dawn Front", "Real Dawn Front")
    assert len({str(sorted(match_names(each).items())) for each in permutations(names)}) == 1


def test_a_short_name_means_the_party_of_its_own_report() -> None:
    """Two reports say "the Front" of two fronts: each means the one that it names in full."""
    one = tell(own("Harrow Front", "claim"), own("Front", "deny"), outlet="A")
    other = tell(own("Dawn Front", "claim"), own("Front", "deny"), outlet="B")
    book = make_party_book(make_test_case(one, other))
    assert book.get_party(one.report.id, "Front") == "Harrow Front"
    assert book.get_party(other.report.id, "Front") == "Dawn Front"


def test_a_short_name_alone_in_its_report_means_the_only_party_it_fits() -> None:
    one, other = tell(own("Harrow Front", "claim"), outlet="A"), tell(own("Front", "deny"), outlet="B")
    book = make_party_book(make_test_case(one, other))
    assert book.get_party(other.report.id, "Front") == "Harrow Front"


@pytest.mark.parametrize(
    ("name", "expected"), [("gunmen", True), ("Harrow Front", False), ("17 November", False)]
)
def test_is_description(name: str, *, expected: bool) -> None:
    assert is_description(name) is expected

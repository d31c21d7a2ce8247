"""Reports that are easily matched wrongly, or missed: coded by the rules, judged and clustered whole."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path

import msgspec
import pytest

from counterclaim.api import code
from counterclaim.model.judgement import MentionKey
from counterclaim.reconcile.cluster import Cluster, cluster
from counterclaim.reconcile.match import judge_pair
from counterclaim.reconcile.profile import Profile, make_profile
from tests.unit.test_match import make_records

MARKET = ("market", "market_wire", "market_update", "market_reaction")


class HardReport(msgspec.Struct):
    """An invented report."""

    published: date
    outlet: str
    text: str


class HardReports(msgspec.Struct):
    """The whole of hard_pairs.json."""

    about: str
    reports: dict[str, HardReport]


@lru_cache(maxsize=1)
def load_profiles() -> dict[str, list[Profile]]:
    """Load the reports by name and code them: the profiles of their mentions, the main one first."""
    raw = Path(__file__).with_name("hard_pairs.json").read_bytes()
    reports = msgspec.json.decode(raw, type=HardReports).reports
    codings = {
        name: code(each.text, outlet=each.outlet, published=each.published) for name, each in reports.items()
    }
    return {name: [make_profile(each) for each in make_records(coding)] for name, coding in codings.items()}


@lru_cache(maxsize=1)
def load_clusters() -> tuple[Cluster, ...]:
    """Load the clusters of all mentions of all reports."""
    profiles = [each for profiles in load_profiles().values() for each in profiles]
    judgements = [judge_pair(one, other) for one, other in combinations(profiles, 2)]
    return cluster(
        (each.key for each in profiles), judgements, readings={each.key: each.reading for each in profiles}
    )


def find_key(name: str, role: str = "main") -> MentionKey:
    """Find the key of a report's first mention of a role."""
    return next(each.key for each in load_profiles()[name] if each.role == role)


def are_together(one: MentionKey, other: MentionKey) -> bool:
    """Tell whether two mentions share a cluster."""
    return any(one in keys and other in keys for keys in load_clusters())


@pytest.mark.parametrize(("one", "other"), tuple(combinations(MARKET, 2)))
def test_reports_of_one_attack_share_an_event(one: str, other: str) -> None:
    assert are_together(find_key(one), find_key(other))


@pytest.mark.parametrize("name", MARKET)
def test_an_ambush_elsewhere_on_the_same_day_is_another_event(name: str) -> None:
    assert not are_together(find_key("clash"), find_key(name))


@pytest.mark.parametrize("name", MARKET)
def test_an_attack_on_the_same_place_two_weeks_later_is_another_event(name: str) -> None:
    assert not are_together(find_key("market_other"), find_key(name))


@pytest.mark.parametrize("name", MARKET)
def test_remembrance_of_an_attack_is_another_event(name: str) -> None:
    assert not are_together(find_key("anniversary"), find_key(name))


@pytest.mark.parametrize("name", MARKET)
def test_a_sentence_for_an_attack_is_another_event(name: str) -> None:
    assert not are_together(find_key("trial", "other"), find_key(name))


@pytest.mark.parametrize("name", ["anniversary", "trial", "market_other"])
def test_an_attack_told_in_the_background_is_the_attack(name: str) -> None:
    assert are_together(find_key(name, "background"), find_key("market"))


def test_two_attacks_of_one_day_are_two_events() -> None:
    assert not are_together(find_key("twin_two"), find_key("twin_three"))


def test_the_background_of_a_report_does_not_draw_its_main_event_along() -> None:
    assert not are_together(find_key("background", "background"), find_key("twin_two"))
    assert not are_together(find_key("background", "background"), find_key("twin_three"))


def test_a_plan_and_what_came_of_it_share_an_event() -> None:
    assert are_together(find_key("planned", "planned"), find_key("marched"))


def test_a_plan_is_not_the_next_march() -> None:
    assert not are_together(find_key("planned", "planned"), find_key("marched_again"))
    assert not are_together(find_key("marched"), find_key("marched_again"))

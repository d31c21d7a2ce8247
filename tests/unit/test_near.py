"""What is given up early would not have been written; what is written is what all comparisons say."""

from __future__ import annotations

from itertools import combinations

import msgspec
import pytest

from benchmarks.ledger.archive import make_event_codings
from counterclaim.reconcile.blocks import find_block_keys, hash_block_keys, make_block_keys
from counterclaim.reconcile.match import judge_pair
from counterclaim.reconcile.near import is_written, judge_near
from counterclaim.reconcile.profile import Profile, ProfilePlace, make_profiles, make_report_profile


def make_all() -> list[Profile]:
    """Make profiles of invented events, some in other roles, and of whole reports."""
    codings = [coding for number in range(24) for coding in make_event_codings(number)]
    mains = [profile for coding in codings for profile in make_profiles(coding)]
    others = [
        msgspec.structs.replace(
            each, key=each.key + role, role=role, coder=role, terms={}, opening={}, title={}
        )
        for each, role in zip(mains[::3], ["background", "planned", "background"] * len(mains), strict=False)
    ]
    return [*mains, *others, *(make_report_profile(coding.report) for coding in codings[::5])]


ALL = make_all()


def test_near_is_the_whole_comparison_or_nothing() -> None:
    near = {(one.key, other.key): judge_near(one, other) for one, other in combinations(ALL, 2)}
    for one, other in combinations(ALL, 2):
        judgement = judge_pair(one, other)
        assert near[one.key, other.key] == (judgement if is_written(judgement) else None)
    verdicts = {each.verdict for each in near.values() if each is not None}
    assert verdicts == {"same", "unsure", "different"}
    assert None in near.values()


def test_text_number_and_hash_of_keys_tell_the_same_apart() -> None:
    undated = msgspec.structs.replace(ALL[0], published=None, days=())
    for one, other in combinations([*ALL[:12], undated], 2):
        shared = len(find_block_keys(one) & find_block_keys(other))
        assert len(make_block_keys(one) & make_block_keys(other)) == shared
        assert len(hash_block_keys(one) & hash_block_keys(other)) == shared


@pytest.mark.parametrize(
    ("place", "keys"),
    [
        (ProfilePlace(255, None, 0.2, 0.2, True), {"place ff 3", "place cell 180 360 3"}),
        (ProfilePlace(255, None, None, None, True), {"place ff 3"}),
        (ProfilePlace(255, None, 0.2, 0.2, False), set()),
    ],
)
def test_the_text_of_place_keys_is_what_ledgers_hold(place: ProfilePlace, keys: set[str]) -> None:
    profile = msgspec.structs.replace(ALL[0], places=(place,))
    made = {key for key in make_block_keys(profile) if key.startswith("place")}
    assert {key.rpartition(" ")[0] for key in made} == {key.rpartition(" ")[0] for key in keys}


def test_the_text_of_word_keys_is_what_ledgers_hold() -> None:
    profile = Profile(
        key=ALL[0].key,
        report=ALL[0].report,
        mention=ALL[0].mention,
        role="background",
        focus={10: 0.6, 11: 0.5, 12: 0.4, 13: 0.3},
    )
    keys = make_block_keys(profile)
    assert {"words a b undated", "words a b c sundated", "words a b c d"} <= keys
    assert len(keys) == 6 + 4 + 1

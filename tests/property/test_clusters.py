"""Clusters are a function of the set of judgements, and persons have the last word."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.judgement import Judgement, MentionKey, Verdict, make_judgement
from counterclaim.reconcile.cluster import Cluster, cluster
from counterclaim.reconcile.verdicts import find_in_force

KEYS = tuple(MentionKey(f"evt_{letter}") for letter in "abcdefgh")
START = datetime(2031, 3, 5, tzinfo=UTC)


def judge_by_matcher(one: MentionKey, other: MentionKey, score: float) -> Judgement:
    verdict: Verdict = "same" if score >= 0.5 else "different"
    return make_judgement(one, other, verdict=verdict, by="m/1", kind="matcher", score=score)


def judge_by_person(one: MentionKey, other: MentionKey, verdict: Verdict, minute: int = 0) -> Judgement:
    made_at = START + timedelta(minutes=minute)
    return make_judgement(one, other, verdict=verdict, by="Ilsa Tarn", kind="person", made_at=made_at)


def find_cluster(clusters: Sequence[Cluster], key: MentionKey) -> Cluster:
    return next(each for each in clusters if key in each)


pairs = st.sampled_from(tuple(combinations(KEYS, 2)))
matched = st.builds(
    lambda pair, score: judge_by_matcher(*pair, score),
    pairs,
    st.floats(0.01, 0.99).map(lambda x: round(x, 2)),
)
verdicts = st.sampled_from(("same", "different", "unsure", "withdrawn"))
decided = st.builds(
    lambda pair, verdict, minute: judge_by_person(*pair, verdict, minute), pairs, verdicts, st.integers(0, 5)
)
logs = st.lists(matched | decided, max_size=30)


@given(logs, st.randoms())
def test_order_of_judgements_and_keys_changes_nothing(log: list[Judgement], random: object) -> None:
    shuffled, keys = list(log), list(KEYS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(keys)  # type: ignore[attr-defined]
    assert cluster(keys, shuffled) == cluster(KEYS, log)


@given(logs)
def test_every_key_is_in_one_cluster(log: list[Judgement]) -> None:
    clusters = cluster(KEYS, log)
    assert sorted(key for each in clusters for key in each) == sorted(KEYS)


@given(logs)
def test_pairs_that_a_person_parted_never_meet(log: list[Judgement]) -> None:
    clusters = cluster(KEYS, log)
    for (left, right), each in find_in_force(log).items():
        if each.kind == "person" and each.verdict == "different":
            assert right not in find_cluster(clusters, left)


@given(logs)
def test_pairs_that_a_person_joined_meet_unless_another_parted_them(log: list[Judgement]) -> None:
    persons = [each for each in find_in_force(log).values() if each.kind == "person"]
    if not any(each.verdict == "different" for each in persons):
        clusters = cluster(KEYS, log)
        same = [each for each in persons if each.verdict == "same"]
        assert all(each.right in find_cluster(clusters, each.left) for each in same)


@given(logs)
def test_adding_a_judgement_twice_changes_nothing(log: list[Judgement]) -> None:
    assert cluster(KEYS, [*log, *log]) == cluster(KEYS, log)


@given(logs, logs)
def test_clusters_depend_on_nothing_outside_their_component(
    one: list[Judgement], other: list[Judgement]
) -> None:
    moved = {key: MentionKey(f"{key}_far") for key in KEYS}
    far = [
        make_judgement(
            moved[each.left],
            moved[each.right],
            verdict=each.verdict,
            by=each.by,
            kind=each.kind,
            score=each.score,
            made_at=each.made_at,
        )
        for each in other
    ]
    both = cluster((*KEYS, *moved.values()), [*one, *far])
    assert set(both) == {*cluster(KEYS, one), *cluster(tuple(moved.values()), far)}


@given(logs)
def test_mentions_of_one_reading_meet_by_a_person_alone(log: list[Judgement]) -> None:
    readings = dict.fromkeys(KEYS[:4], "one report")
    persons = [each for each in log if each.kind == "person"]
    by_persons = cluster(KEYS, persons, readings=readings)
    for members in cluster(KEYS, log, readings=readings):
        for left, right in combinations([key for key in members if key in readings], 2):
            assert right in find_cluster(by_persons, left)


def test_a_person_joins_what_the_matcher_parts() -> None:
    a, b = KEYS[:2]
    assert cluster((a, b), [judge_by_matcher(a, b, 0.01), judge_by_person(a, b, "same")]) == ((a, b),)


def test_a_block_wins_over_a_chain_and_the_later_join_over_the_earlier() -> None:
    a, b, c = KEYS[:3]
    log = [
        judge_by_person(a, b, "same", 1),
        judge_by_person(b, c, "same", 2),
        judge_by_person(a, c, "different", 3),
    ]
    assert cluster((a, b, c), log) == ((a,), (b, c))


def test_the_last_of_two_persons_counts() -> None:
    a, b = KEYS[:2]
    first = judge_by_person(a, b, "different", 1)
    last = make_judgement(
        a, b, verdict="same", by="Oren Vail", kind="person", made_at=START + timedelta(minutes=9)
    )
    assert cluster((a, b), [last, first]) == ((a, b),)


def test_a_withdrawn_judgement_gives_the_pair_back_to_the_matcher() -> None:
    a, b = KEYS[:2]
    log = [
        judge_by_matcher(a, b, 0.9),
        judge_by_person(a, b, "different", 1),
        judge_by_person(a, b, "withdrawn", 2),
    ]
    assert cluster((a, b), log) == ((a, b),)


def test_one_weak_link_does_not_join_two_groups_that_differ() -> None:
    a, b, c, d = KEYS[:4]
    near = [judge_by_matcher(a, b, 0.99), judge_by_matcher(c, d, 0.99), judge_by_matcher(b, c, 0.6)]
    far = [judge_by_matcher(*pair, 0.02) for pair in ((a, c), (a, d), (b, d))]
    assert cluster((a, b, c, d), near + far) == ((a, b), (c, d))

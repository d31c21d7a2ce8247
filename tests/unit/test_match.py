"""The matcher judges pairs of mentions coded from reports about invented places."""

from __future__ import annotations

from datetime import date

import pytest

from counterclaim.api import code
from counterclaim.ledger.base import MentionRecord, make_mention_key
from counterclaim.model.judgement import Judgement
from counterclaim.model.statement import Coding, MentionRole
from counterclaim.reconcile.features.catalog import FEATURES, compare
from counterclaim.reconcile.match import choose_verdict, judge_pair, load_weights, to_odds
from counterclaim.reconcile.profile import (
    Profile,
    decode_profile,
    encode_profile,
    make_profile,
    make_report_profile,
)
from tests.factories import CLOCK_TIME

BLAST = """Two blasts tore through the fish market of Velmora on Tuesday, killing 31 people, officials said.
The Harrow Front claimed the attack in a message on its channel.
Mayor Ilsa Tarn said the market had been full of families when the first bomb went off.
"""
BLAST_AGAIN = """At least 31 people died when bombs exploded at a crowded fish market in Velmora on Tuesday.
The Harrow Front said it had carried out the bombing.
"We heard one blast and then another," said Oren Vail, who sells nets at the market.
"""
CLASH = """Five soldiers were killed in an ambush on a convoy near Kestria on Tuesday, the army said.
Gunmen opened fire from the hills as the lorries crossed the Sorrel bridge, Colonel Petra Lund said.
No group has claimed responsibility for the ambush.
"""


def make_records(coding: Coding) -> tuple[MentionRecord, ...]:
    return tuple(
        MentionRecord(
            key=make_mention_key(report=coding.report.id, mention=each.id, coder=coding.run.coder),
            report=coding.report,
            coder=coding.run.coder,
            recorded_at=CLOCK_TIME,
            mention=each,
            statements=tuple(one for one in coding.statements if one.mention == each.id),
        )
        for each in coding.mentions
    )


def profile_text(text: str, published: date = date(2031, 3, 5), role: MentionRole = "main") -> Profile:
    """Code a text and make the profile of its first mention of a role."""
    records = make_records(code(text, published=published))
    return next(make_profile(each) for each in records if each.mention.role == role)


@pytest.fixture(scope="module")
def blast() -> Profile:
    return profile_text(BLAST)


@pytest.fixture(scope="module")
def again() -> Profile:
    return profile_text(BLAST_AGAIN)


def find_reasons(judgement: Judgement) -> dict[str, float]:
    return {each.feature: each.weight for each in judgement.reasons}


def test_two_reports_of_one_attack_are_judged_the_same(blast: Profile, again: Profile) -> None:
    assert judge_pair(blast, again).verdict == "same"


def test_another_attack_of_the_day_is_not_judged_the_same(blast: Profile) -> None:
    assert judge_pair(blast, profile_text(CLASH)).verdict != "same"


def test_order_of_the_pair_changes_nothing(blast: Profile, again: Profile) -> None:
    assert judge_pair(blast, again) == judge_pair(again, blast)


def test_reasons_add_up_to_the_score(blast: Profile, again: Profile) -> None:
    judgement, weights = judge_pair(blast, again), load_weights()
    assert judgement.score is not None
    total = weights.events.bias + sum(each.weight for each in judgement.reasons)
    assert to_odds(judgement.score) == pytest.approx(total, abs=0.2)
    assert list(map(abs, find_reasons(judgement).values())) == sorted(
        map(abs, find_reasons(judgement).values()), reverse=True
    )


def test_mentions_of_one_reading_are_never_the_same() -> None:
    coding = code(BLAST + "\nIn January a bomb in Kestria killed 4 people.\n", published=date(2031, 3, 5))
    one, other = (make_profile(each) for each in make_records(coding)[:2])
    assert judge_pair(one, other).verdict == "different"
    assert judge_pair(one, other).score == 0.0


def test_profile_is_the_same_after_the_index(blast: Profile) -> None:
    assert decode_profile(encode_profile(blast)) == blast


def test_profile_holds_no_readable_name(blast: Profile) -> None:
    payload = encode_profile(blast).lower()
    assert not [name for name in (b"tarn", b"ilsa", b"velmora", b"harrow") if name in payload]


def test_a_whole_report_has_a_profile(blast: Profile) -> None:
    report = code(BLAST_AGAIN, published=date(2031, 3, 5)).report
    assert judge_pair(blast, make_report_profile(report)).verdict != "different"


@pytest.mark.parametrize("name", FEATURES)
def test_feature_is_symmetric_documented_and_weighed(name: str, blast: Profile, again: Profile) -> None:
    feature = FEATURES[name]
    assert feature.__doc__
    assert name in load_weights().events.features
    for one, other in ((blast, again), (blast, profile_text(CLASH)), (again, again)):
        value = feature(one, other)
        assert value == feature(other, one)
        assert value is None or 0.0 <= value <= 1.0


def test_weights_name_no_unknown_feature() -> None:
    assert set(load_weights().events.features) == set(FEATURES)


def test_what_nobody_said_is_not_known(blast: Profile) -> None:
    report = code("The market reopened.\n", published=date(2031, 3, 9)).report
    values = compare(blast, make_report_profile(report))
    assert values["killed"] is None
    assert values["distance"] is None
    assert values["event days"] is None


def test_verdicts_follow_the_thresholds() -> None:
    weights = load_weights()
    middle = (weights.same + weights.different) / 2
    assert [choose_verdict(score, weights) for score in (0.99, weights.same, middle, 0.01)] == [
        "same", "same", "unsure", "different",
    ]  # fmt: skip


def test_reports_without_an_event_are_compared_by_a_table_of_their_own(blast: Profile) -> None:
    report = code(BLAST_AGAIN, published=date(2031, 3, 5)).report
    known = {
        each.feature.partition(":")[0] for each in judge_pair(blast, make_report_profile(report)).reasons
    }
    assert known <= set(load_weights().reports.features) < set(FEATURES)

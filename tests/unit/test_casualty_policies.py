"""Each casualty policy on invented events whose figures differ."""

from __future__ import annotations

import pytest

from counterclaim.errors import PolicyError
from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.statement import Speaker
from counterclaim.model.values import PartyValue, ResponsibilityValue, TollValue
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import resolve
from tests.dossiers import DOCTOR, FRONT, MINISTRY, POLICE, RIGHTS, WITNESS, Said, Told, killed, make_dossier

CLAIM = Said(
    property="responsibility",
    value=ResponsibilityValue(actor="Highland Dawn Front", position="claim"),
    words="The Front claimed it",
    speaker=FRONT,
)


def make(*told: Told) -> Case:
    """Make the case of some reports."""
    return make_case(make_dossier(*told))


def number(resolution: Resolution) -> int | None:
    """Return the one number of a figure."""
    assert isinstance(resolution.value, Figure)
    return resolution.value.best


def find_reasons(resolution: Resolution, case: Case) -> dict[str, str]:
    """Find why each statement was set aside, by its words."""
    words = {each.statement.id: each.statement.evidence[0].quote for each in case.testimonies}
    return {words[each.statement]: each.why for each in resolution.set_aside}


def test_one_event_three_figures() -> None:
    case = make(
        Told(said=[killed(18, op="at_least"), CLAIM, killed(60, speaker=FRONT)], day=3),
        Told(said=[killed(24, speaker=DOCTOR)], day=4, outlet="Sandry Courier"),
        Told(said=[killed(26, speaker=RIGHTS)], day=6, outlet="Coast Daily"),
    )
    assert number(resolve("acled.conservative/2024", "killed", case)) == 18
    assert number(resolve("gtd.recency/2019", "killed", case)) == 26
    assert resolve("ucdp.triple/23", "killed", case).value == Figure(low=18, best=24, high=26)
    assert resolve("cc.interval/1", "killed", case).value == Figure(low=18, best=24, high=60, is_open=True)


def test_gtd_tells_why_it_set_each_figure_aside() -> None:
    case = make(
        Told(
            said=[
                killed(18),
                CLAIM,
                killed(60, speaker=FRONT),
                killed(None, plural="dozens", speaker=WITNESS),
            ]
        ),
        Told(said=[killed(24, speaker=DOCTOR), killed(30, certainty="PS", speaker=RIGHTS)], day=4),
    )
    reasons = find_reasons(resolve("gtd.recency/2019", "killed", case), case)
    assert reasons == {
        "18 people killed": "is older, or not the figure of the majority or the lowest",
        "60 people killed": "comes from a side said to have done it",
        "dozens people killed": "is too vague for the rule",
        "30 people killed": "only says that it may be so",
    }


def test_gtd_takes_the_majority_of_the_latest_else_the_lowest() -> None:
    told = [killed(18), killed(24, speaker=DOCTOR), killed(24, "24 were killed", speaker=RIGHTS)]
    assert number(resolve("gtd.recency/2019", "killed", make(Told(said=told)))) == 24
    assert number(resolve("gtd.recency/2019", "killed", make(Told(said=told[:2])))) == 18


def test_copies_have_one_vote() -> None:
    told = [
        Told(said=[killed(18, speaker=None)], outlet="Delta Wire"),
        Told(said=[killed(18, "some 18 people killed", speaker=None)], outlet="Coast Daily"),
        Told(said=[killed(24, speaker=None)], outlet="Sandry Courier"),
    ]
    independent = resolve("gtd.recency/2019", "killed", make_case(make_dossier(*told)))
    assert number(independent) == 18 and independent.note is not None
    votes = make_dossier(*told[:1], *told[2:], told[1], families={0: 0, 2: 0})
    assert number(resolve("gtd.recency/2019", "killed", make_case(votes))) == 18


def test_gtd_leaves_a_vague_figure_blank() -> None:
    case = make(Told(said=[killed(None, plural="dozens")]))
    assert resolve("gtd.recency/2019", "killed", case).value is None
    assert resolve("ucdp.triple/23", "killed", case).value is None


@pytest.mark.parametrize(
    ("plural", "expected"),
    [("dozens", 12), ("tens", 10), ("hundreds", 100), ("several", 3), ("plural", 3), ("many", 3)],
)
def test_acled_reads_vague_words(plural: str, expected: int) -> None:
    case = make(Told(said=[killed(None, plural=plural)]))
    assert number(resolve("acled.conservative/2024", "killed", case)) == expected


def test_acled_reads_several_as_ten_in_a_large_attack() -> None:
    said = [killed(None, plural="several"), killed(40, harm="injured")]
    resolution = resolve("acled.conservative/2024", "killed", make(Told(said=said)))
    assert number(resolution) == 10 and resolution.parameters == {"scale": "large"}
    small = resolve("acled.conservative/2024", "killed", make(Told(said=said)), scale="small")
    assert number(small) == 3


@pytest.mark.parametrize(
    ("op", "acled", "gtd"),
    [("at_least", 80, 80), ("more_than", 80, 80), ("nearly", 72, 80), ("about", 80, 80)],
)
def test_operators_are_read_by_the_codebooks(op: str, acled: int, gtd: int) -> None:
    case = make(Told(said=[killed(80, op=op)]))  # type: ignore[arg-type]
    assert number(resolve("acled.conservative/2024", "killed", case)) == acled
    assert number(resolve("gtd.recency/2019", "killed", case)) == gtd


def test_an_upper_bound_is_never_the_lowest_figure() -> None:
    case = make(Told(said=[killed(50, op="at_most", speaker=WITNESS), killed(18)]))
    assert number(resolve("acled.conservative/2024", "killed", case)) == 18
    alone = make(Told(said=[killed(50, op="at_most", speaker=WITNESS)]))
    assert number(resolve("acled.conservative/2024", "killed", alone)) == 3


def test_silence_is_zero_for_acled_alone() -> None:
    case = make(Told(said=[killed(4, harm="injured")]))
    acled = resolve("acled.conservative/2024", "killed", case)
    assert number(acled) == 0 and acled.note == "no figure is reported; ACLED enters 0" and acled.used == ()
    for name in ("gtd.recency/2019", "ucdp.triple/23", "cc.interval/1"):
        assert resolve(name, "killed", case).value is None


def test_a_corroborated_later_figure_replaces_acleds_lowest() -> None:
    told = [
        Told(said=[killed(12, speaker=WITNESS)], day=3),
        Told(said=[killed(18, speaker=DOCTOR), killed(18, "18 were killed", speaker=RIGHTS)], day=5),
    ]
    case = make(*told)
    resolution = resolve("acled.conservative/2024", "killed", case)
    assert number(resolution) == 18
    assert "several origins" in find_reasons(resolution, case)["12 people killed"]
    assert (
        number(resolve("acled.conservative/2024", "killed", make(told[0], Told(said=[killed(18)], day=5))))
        == 12
    )


def test_attackers_are_added_where_a_format_counts_them() -> None:
    said = [
        killed(12, "12 people were killed, not including the attackers"),
        killed(2, "the two attackers were shot", group="attackers"),
    ]
    case = make(Told(said=said))
    for name in ("acled.conservative/2024", "gtd.recency/2019", "ucdp.triple/23"):
        resolution = resolve(name, "killed", case)
        assert number(resolution) == 14
        assert len(resolution.used) == 2


def test_a_sum_of_one_origin_is_used_and_named_by_its_parts() -> None:
    told = [
        Told(said=[killed(20, speaker=DOCTOR)], day=3),
        Told(said=[killed(3, "three more died", mode="increment", speaker=DOCTOR)], day=4),
    ]
    resolution = resolve("gtd.recency/2019", "killed", make(*told))
    assert number(resolution) == 23 and len(resolution.used) == 2


def test_a_part_stands_for_the_whole_only_where_nobody_counts_everyone() -> None:
    part = killed(3, group="soldiers", speaker=MINISTRY)
    alone = resolve("cc.interval/1", "killed", make(Told(said=[part])))
    assert alone.value == Figure(low=3, best=3, high=3, is_open=True)
    case = make(Told(said=[part, killed(18, speaker=POLICE)]))
    beside = resolve("cc.interval/1", "killed", case)
    assert beside.value == Figure(low=18, best=18, high=18)
    assert find_reasons(beside, case) == {"3 soldiers killed": "counts only soldiers"}


def test_a_campaign_total_is_no_figure_of_the_event() -> None:
    case = make(Told(said=[killed(18), killed(30000, scope="campaign")]))
    resolution = resolve("cc.interval/1", "killed", case)
    assert resolution.value == Figure(low=18, best=18, high=18)


def test_figures_that_cannot_both_be_right_are_contested() -> None:
    apart = resolve("cc.interval/1", "killed", make(Told(said=[killed(12), killed(30, speaker=DOCTOR)])))
    assert apart.is_contested and "cannot both be right" in (apart.note or "")
    fitting = make(Told(said=[killed(80, op="at_least"), killed(95, speaker=DOCTOR)]))
    assert not resolve("cc.interval/1", "killed", fitting).is_contested


def test_an_unknown_policy_or_field_is_an_error() -> None:
    case = make(Told(said=[killed(18)]))
    with pytest.raises(PolicyError, match="no policy is named"):
        resolve("acled", "killed", case)
    with pytest.raises(PolicyError, match="does not resolve 'injured'"):
        resolve("acled.conservative/2024", "injured", case)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([killed(18)], "18"),
        ([killed(18, op="at_least")], "18-"),
        ([killed(18, op="at_most")], "-18"),
        ([killed(18, op="about"), killed(None, plural="dozens", speaker=DOCTOR)], "~18"),
        ([killed(18, op="at_least"), killed(20, speaker=DOCTOR)], "20"),
        ([killed(None, plural="dozens")], "PLURAL"),
        ([], None),
    ],
)
def test_muc4_prints_the_most_informative_figure(said: list[Said], expected: str | None) -> None:
    assert resolve("muc4.number", "killed", make(Told(said=said))).value == expected


def test_muc4_counts_victims_only() -> None:
    said = [
        killed(14, "14 people, including the two attackers, were killed"),
        killed(2, "two of them attackers", group="attackers"),
    ]
    assert resolve("muc4.number", "killed", make(Told(said=said))).value == "12"


def test_ranges_leave_out_what_a_perpetrator_says_and_conceded_holds_it() -> None:
    case = make(
        Told(said=[killed(18), killed(24, speaker=DOCTOR), CLAIM, killed(60, speaker=FRONT)]),
    )
    assert resolve("airwars.range/2025", "killed", case).value == Figure(low=18, best=None, high=24)
    assert resolve("cc.conceded/1", "killed", case).value == Figure(low=60, best=None, high=60)
    assert resolve("cc.conceded/1", "killed", make(Told(said=[killed(18)]))).value is None


def test_one_source_makes_no_range_of_sources() -> None:
    assert resolve("cc.sources/1", "killed", make(Told(said=[killed(18)]))).value is None
    two = make(Told(said=[killed(18), killed(24, op="at_least", speaker=DOCTOR)]))
    assert resolve("cc.sources/1", "killed", two).value == Figure(low=18, best=None, high=24, is_open=True)


def test_side_by_side_every_origin_keeps_its_own_figure() -> None:
    case = make(
        Told(said=[killed(18), killed(24, speaker=DOCTOR)], outlet="Delta Wire"),
        Told(said=[killed(24, "24 were killed", speaker=DOCTOR)], day=4, outlet="Coast Daily"),
    )
    accounts = resolve("cc.by_speaker/1", "killed", case).value
    assert isinstance(accounts, tuple)
    assert [(each.speaker, each.figure.best, each.outlets) for each in accounts] == [
        ("Tarn Bridge police", 18, ("Delta Wire",)),
        ("Lena Voss", 24, ("Delta Wire", "Coast Daily")),
    ]


def test_gtd_counts_the_attackers_that_most_origins_count() -> None:
    def say(n: int, speaker: Speaker) -> Said:
        count = TollValue(op="at_least", n=n, low=n, wording=f"at least {n}")
        value = PartyValue(name="gunmen", kind="armed_group", named=False, count=count)
        return Said(property="actor", value=value, words=f"{speaker.name} saw {n} gunmen", speaker=speaker)

    case = make(Told(said=[say(4, POLICE), say(4, DOCTOR), say(7, RIGHTS)]))
    assert number(resolve("gtd.majority/2019", "perpetrators", case)) == 4
    differing = make(Told(said=[say(4, POLICE), say(7, RIGHTS)]))
    assert number(resolve("gtd.majority/2019", "perpetrators", differing)) == 4
    assert resolve("gtd.majority/2019", "perpetrators", make(Told(said=[]))).value is None


def test_everyone_else_and_the_attackers_of_one_voice_are_the_whole() -> None:
    said = [
        killed(18, op="at_least", group="people"),
        killed(1, "the bomber himself", group="attackers"),
        killed(30, group="people", speaker=DOCTOR),
    ]
    case = make(Told(said=said))
    resolution = resolve("cc.interval/1", "killed", case)
    assert resolution.value == Figure(low=19, best=19, high=19, is_open=True)
    assert find_reasons(resolution, case) == {"30 people killed": "counts only people"}
    assert number(resolve("acled.conservative/2024", "killed", case)) == 19
    assert resolve("muc4.number", "killed", case).value == "18-"


def test_the_bounds_of_a_plural_word_are_no_stated_numbers() -> None:
    case = make(Told(said=[killed(18), killed(None, plural="dozens", speaker=WITNESS)]))
    assert resolve("cc.interval/1", "killed", case).value == Figure(low=18, best=18, high=18, is_open=True)
    alone = make(Told(said=[killed(None, plural="dozens", speaker=WITNESS)]))
    assert resolve("cc.interval/1", "killed", alone).value == Figure(low=24, best=None, high=99)


def test_a_figure_that_may_hold_the_attackers_says_so() -> None:
    said = [killed(18), killed(1, "the bomber himself", group="attackers", speaker=DOCTOR)]
    for name in ("acled.conservative/2024", "gtd.recency/2019", "ucdp.triple/23"):
        note = resolve(name, "killed", make(Told(said=said))).note
        assert "whether this counts those who attacked is not said" in (note or "")
    assert resolve("gtd.recency/2019", "killed", make(Told(said=said[:1]))).note is None


def test_the_parts_of_a_sum_share_its_reason() -> None:
    told = [
        Told(said=[killed(18, group="people"), killed(1, "the bomber himself", group="attackers")], day=3),
        Told(said=[killed(24, speaker=DOCTOR)], day=5),
    ]
    case = make(*told)
    reasons = find_reasons(resolve("gtd.recency/2019", "killed", case), case)
    assert set(reasons.values()) == {"is older, or not the figure of the majority or the lowest"}
    assert len(reasons) == 2


@pytest.mark.parametrize("name", ["cc.interval/1", "airwars.range/2025"])
def test_an_upper_bound_is_never_a_low_and_more_than_is(name: str) -> None:
    said = [killed(50, op="at_most", speaker=WITNESS), killed(40, op="more_than", speaker=DOCTOR)]
    value = resolve(name, "killed", make(Told(said=said))).value
    assert isinstance(value, Figure) and (value.low, value.high, value.is_open) == (41, 50, True)
    alone = resolve(name, "killed", make(Told(said=said[:1]))).value
    assert isinstance(alone, Figure) and (alone.low, alone.high) == (0, 50)

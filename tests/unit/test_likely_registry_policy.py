"""The likeliest number of those that reports give (cc.registry/2)."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.resolution import Days, Figure, Resolution
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import resolve
from counterclaim.policy.registry_figures import make_features, make_told
from counterclaim.policy.registry_likely import load_registry_weights
from tests.dossiers import DOCTOR, POLICE, WITNESS, Told, killed, make_dossier
from tests.unit.test_circumstance_policies import day


def enter(*told: Told, field: str = "killed") -> Resolution:
    """Resolve a field of some reports by the learned rule."""
    return resolve("cc.registry/2", field, make_case(make_dossier(*told)))


def number(resolution: Resolution) -> int | None:
    """Return the one number of a figure."""
    assert isinstance(resolution.value, Figure)
    return resolution.value.best


def test_a_number_of_several_reports_outweighs_a_larger_one_of_one() -> None:
    resolution = enter(
        Told(said=[killed(4)], day=3),
        Told(said=[killed(4, speaker=DOCTOR)], day=4),
        Told(said=[killed(9, speaker=WITNESS)], day=5),
    )
    assert number(resolution) == 4
    assert len(resolution.used) == 2 and resolution.is_contested
    assert [each.why for each in resolution.set_aside] == ["is not the likeliest figure"]
    assert resolution.note is not None and resolution.note.endswith("% likely by learned weights")


def test_whoever_died_since_is_entered() -> None:
    told = [
        Told(said=[killed(2, harm="injured")], day=3),
        Told(said=[killed(1), killed(1, speaker=DOCTOR), killed(1, harm="injured")], day=5),
    ]
    assert number(enter(*told)) == 1


def test_silence_is_entered_as_zero_and_said() -> None:
    resolution = enter(Told(said=[killed(4)]), field="injured")
    assert number(resolution) == 0 and resolution.used == ()
    assert resolution.note == "silence is entered as 0"


def test_what_nobody_tells_of_is_zero_of_a_known_event() -> None:
    assert number(enter(Told(said=[day(2)]))) == 0


def test_a_vague_number_is_not_entered() -> None:
    resolution = enter(Told(said=[killed(None, plural="dozens")]))
    assert number(resolution) == 0
    assert [each.why for each in resolution.set_aside] == ["is too vague for the rule"]


def test_the_day_is_that_of_the_first_rule_under_this_ones_name() -> None:
    resolution = enter(Told(said=[day(2, speaker=POLICE)], day=4), field="date")
    assert isinstance(resolution.value, Days) and resolution.value.day.day == 2
    assert resolution.policy == "cc.registry/2"


@given(st.lists(st.integers(min_value=0, max_value=50), min_size=1, max_size=6))
def test_only_numbers_that_were_given_are_entered(numbers: list[int]) -> None:
    said = [killed(each) if each else killed(0, op="zero") for each in numbers]
    resolution = enter(*(Told(said=[one], day=3 + place) for place, one in enumerate(said)))
    chosen = number(resolution)
    assert chosen in {0, *numbers}
    assert chosen not in numbers or resolution.used


def test_every_weight_is_of_a_feature_that_is_made() -> None:
    case = make_case(make_dossier(Told(said=[killed(4)], day=3)))
    counts = [each for each in case.testimonies if each.statement.property == "killed"]
    moments = {each.report.id: each.recorded_at for each in counts}
    (made,) = {frozenset(values) for values in make_features(make_told(counts, (), moments)).values()}
    assert all(set(weights) == made for weights in load_registry_weights().weights.values())

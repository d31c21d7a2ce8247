"""One number and one day as a registry of incidents enters them (cc.registry/1)."""

from __future__ import annotations

from datetime import date

from counterclaim.model.resolution import Days, Figure, Resolution
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from counterclaim.policy.catalog import resolve
from tests.dossiers import DOCTOR, POLICE, RIGHTS, WITNESS, Told, killed, make_dossier
from tests.unit.test_circumstance_policies import day


def make(*told: Told) -> Case:
    """Make the case of some reports."""
    return make_case(make_dossier(*told))


def enter(case: Case, field: str = "killed") -> Resolution:
    """Resolve a field by the registry's rule."""
    return resolve("cc.registry/1", field, case)


def number(resolution: Resolution) -> int | None:
    """Return the one number of a figure."""
    assert isinstance(resolution.value, Figure)
    return resolution.value.best


def test_the_figure_of_most_reports_stands() -> None:
    told = [
        Told(said=[killed(4), killed(1, group="soldiers", speaker=RIGHTS)], day=3),
        Told(said=[killed(4, speaker=DOCTOR)], day=4),
        Told(said=[killed(9, speaker=WITNESS)], day=5),
    ]
    resolution = enter(make(*told))
    assert number(resolution) == 4
    assert len(resolution.used) == 2 and resolution.is_contested


def test_of_equals_the_latest_report_stands() -> None:
    told = [Told(said=[killed(4)], day=3), Told(said=[killed(5, speaker=DOCTOR)], day=4)]
    assert number(enter(make(*told))) == 5


def test_silence_about_a_harm_is_entered_as_zero_and_said() -> None:
    resolution = enter(make(Told(said=[killed(4)])), "injured")
    assert number(resolution) == 0
    assert resolution.used == () and resolution.note == "silence is entered as 0"


def test_a_report_that_counts_only_the_hurt_votes_for_no_dead() -> None:
    told = [
        Told(said=[killed(2, harm="injured")], day=3),
        Told(said=[killed(2, harm="injured", speaker=DOCTOR)], day=4),
        Told(said=[killed(1, speaker=RIGHTS)], day=5),
    ]
    assert number(enter(make(*told))) == 0


def test_the_day_that_most_reports_give_first_stands() -> None:
    told = [
        Told(said=[day(2), day(1, speaker=WITNESS)], day=3),
        Told(said=[day(2, speaker=DOCTOR)], day=4),
        Told(said=[day(1, speaker=RIGHTS)], day=5),
    ]
    resolution = enter(make(*told), "date")
    assert isinstance(resolution.value, Days) and resolution.value.day == date(2031, 3, 2)
    assert len(resolution.used) == 2 and resolution.is_contested and resolution.note is None


def test_news_without_a_day_is_of_its_own_day_and_says_so() -> None:
    case = make(Told(said=[killed(4)], day=4), Told(said=[day(1, 3, speaker=POLICE)], day=6))
    resolution = enter(case, "date")
    assert isinstance(resolution.value, Days) and resolution.value.day == date(2031, 3, 4)
    assert resolution.note == "no day is told; the day of the first report stands for it"
    assert [each.why for each in resolution.set_aside] == ["is a stretch of days"]

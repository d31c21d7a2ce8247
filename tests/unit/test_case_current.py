"""Which statements still stand, and what was known when (cc.current/1)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import Speaker
from counterclaim.model.values import DateValue, ResponsibilityValue
from counterclaim.policy.base import Case
from counterclaim.policy.case import make_case
from tests.dossiers import DOCTOR, FRONT, POLICE, WITNESS, Said, Told, killed, make_dossier


def find_statuses(case: Case) -> list[tuple[str, str]]:
    """Find each statement's words with its status, in the order of the case."""
    return [(each.statement.evidence[0].quote, each.status) for each in case.testimonies]


def test_a_later_word_of_the_same_voice_replaces_the_earlier() -> None:
    case = make_case(make_dossier(Told(said=[killed(18)], day=3), Told(said=[killed(21)], day=5)))
    assert find_statuses(case) == [("18 people killed", "superseded"), ("21 people killed", "current")]
    assert case.testimonies[0].status_note == "the same voice said otherwise later, on 2031-03-05"


def test_another_speaker_never_replaces() -> None:
    case = make_case(
        make_dossier(Told(said=[killed(18)], day=3), Told(said=[killed(21, speaker=DOCTOR)], day=5))
    )
    assert {status for _, status in find_statuses(case)} == {"current"}


def test_a_spokesman_speaks_for_his_body() -> None:
    spokesman = Speaker(name="Ivo Marn", role="Tarn Bridge police spokesman", kind="authority")
    case = make_case(
        make_dossier(Told(said=[killed(18)], day=3), Told(said=[killed(21, speaker=spokesman)], day=5))
    )
    assert find_statuses(case)[0] == ("18 people killed", "superseded")


def test_unnamed_witnesses_are_different_people() -> None:
    case = make_case(
        make_dossier(
            Told(said=[killed(18, speaker=WITNESS)], day=3), Told(said=[killed(21, speaker=WITNESS)], day=5)
        )
    )
    assert {status for _, status in find_statuses(case)} == {"current"}


def test_a_repeated_figure_stands() -> None:
    case = make_case(
        make_dossier(Told(said=[killed(18)], day=3), Told(said=[killed(18, "18 people were killed")], day=5))
    )
    assert {status for _, status in find_statuses(case)} == {"current"}


@pytest.mark.parametrize("other", [{"group": "children"}, {"scope": "campaign"}, {"harm": "injured"}])
def test_another_group_scope_or_harm_is_not_replaced(other: dict[str, str]) -> None:
    later = killed(3, "three in all", **other)  # type: ignore[arg-type]
    case = make_case(make_dossier(Told(said=[killed(18)], day=3), Told(said=[later], day=5)))
    assert find_statuses(case)[0] == ("18 people killed", "current")


def test_of_two_reports_of_one_day_only_instants_tell_the_later() -> None:
    def tell(n: int, hour: int | None) -> Told:
        at = datetime(2031, 3, 3, hour, tzinfo=UTC) if hour is not None else None
        return Told(said=[killed(n)], day=3, published_at=at)

    undated = make_case(make_dossier(tell(18, None), tell(21, None)))
    assert {status for _, status in find_statuses(undated)} == {"current"}
    timed = make_case(make_dossier(tell(18, 9), tell(21, 14)))
    assert dict(find_statuses(timed)) == {"18 people killed": "superseded", "21 people killed": "current"}


def test_a_later_version_replaces_its_report() -> None:
    case = make_case(
        make_dossier(
            Told(said=[killed(18), killed(40, harm="injured", speaker=WITNESS)], day=3),
            Told(said=[killed(19, speaker=DOCTOR)], day=3, outlet="Sandry Courier"),
            successors={0: 1},
        )
    )
    assert sorted(status for _, status in find_statuses(case)) == ["current", "superseded", "superseded"]


def test_a_version_of_later_replaces_nothing_yet() -> None:
    first = Told(said=[killed(18)], day=3)
    dossier = make_dossier(first, Told(said=[killed(19)], day=5), successors={0: 1})
    case = make_case(dossier, AsOf(published=datetime(2031, 3, 4, tzinfo=UTC)))
    assert find_statuses(case) == [("18 people killed", "current")]


def test_the_text_itself_tells_an_earlier_figure() -> None:
    case = make_case(make_dossier(Told(said=[killed(18), killed(24, superseded=True)])))
    assert dict(find_statuses(case)) == {"18 people killed": "current", "24 people killed": "superseded"}


def test_a_retracted_report_stays_and_counts_no_more() -> None:
    told = [Told(said=[killed(18)], day=3), Told(said=[killed(30)], day=5)]
    dossier = make_dossier(*told, retracted={1: datetime(2031, 4, 2, tzinfo=UTC)})
    case = make_case(dossier)
    assert find_statuses(case) == [("18 people killed", "current"), ("30 people killed", "retracted")]
    assert "Ada Fenn" in (case.testimonies[1].status_note or "")


def test_a_retraction_of_later_is_not_known() -> None:
    told = [Told(said=[killed(18)], day=3), Told(said=[killed(30)], day=5)]
    dossier = make_dossier(*told, retracted={1: datetime(2031, 4, 2, tzinfo=UTC)})
    case = make_case(dossier, AsOf(published=datetime(2031, 4, 1, tzinfo=UTC)))
    assert find_statuses(case) == [("18 people killed", "superseded"), ("30 people killed", "current")]


def test_only_what_was_published_and_recorded_by_then() -> None:
    early, late = datetime(2031, 3, 4, tzinfo=UTC), datetime(2031, 3, 9, tzinfo=UTC)
    dossier = make_dossier(
        Told(said=[killed(18)], day=3, recorded_at=late), Told(said=[killed(21)], day=5, recorded_at=late)
    )
    assert find_statuses(make_case(dossier, AsOf(published=early))) == [("18 people killed", "current")]
    assert find_statuses(make_case(dossier, AsOf(recorded=early))) == []


def test_a_bare_day_is_known_from_its_end() -> None:
    dossier = make_dossier(Told(said=[killed(18)], day=3))
    evening = AsOf(published=datetime(2031, 3, 3, 18, tzinfo=UTC))
    assert find_statuses(make_case(dossier, evening)) == []


def test_a_withdrawn_claim_stands_no_more() -> None:
    claim = Said(
        property="responsibility",
        value=ResponsibilityValue(actor="Highland Dawn Front", position="claim"),
        words="The Front claimed the attack",
        speaker=FRONT,
    )
    withdrawal = Said(
        property="responsibility",
        value=ResponsibilityValue(actor="the Highland Dawn Front", position="withdraw"),
        words="The Front took its claim back",
        speaker=FRONT,
    )
    case = make_case(make_dossier(Told(said=[claim], day=3), Told(said=[withdrawal], day=4)))
    assert find_statuses(case)[0] == ("The Front claimed the attack", "superseded")
    assert case.testimonies[0].status_note == "withdrawn by the same voice on 2031-03-04"


def test_another_day_of_the_same_voice_stands_beside_the_first() -> None:
    def say(day: int) -> Said:
        value = DateValue(
            start=date(2031, 3, day), end=date(2031, 3, day), precision="day", wording=f"on March {day}"
        )
        return Said(property="date", value=value, words=f"on March {day}", speaker=POLICE)

    case = make_case(make_dossier(Told(said=[say(2)], day=3), Told(said=[say(1)], day=4)))
    assert {status for _, status in find_statuses(case)} == {"current"}

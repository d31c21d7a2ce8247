from __future__ import annotations

from collections.abc import Sequence

import msgspec
import pytest

from counterclaim.check.tolls import find_large_parts, find_large_sums
from counterclaim.model.report import make_report
from counterclaim.model.statement import Finding, Speaker, Statement
from counterclaim.model.values import TollValue
from tests.factories import make_coding, make_mention, make_statement
from tests.unit.annotated import make_annotated

TEXT = (
    "The blast in Velmora killed 31 people, the mayor said. Among the dead are 40 children. "
    "They include 20 women and 9 men. Rebels said 12 of them were soldiers and 25 were civilians. "
    "In all 40 soldiers fought there."
)
MAYOR = (Speaker(name="the mayor"),)
REBELS = (Speaker(name="Rebels"),)


def make_count(
    words: str,
    n: int,
    *,
    group: str | None = None,
    low: int | None = None,
    high: int | None = -1,
    speakers: tuple[Speaker, ...] = (),
    superseded: bool = False,
    mention: str = "m1",
) -> Statement:
    """Make a killed statement on words of the text; bounds are the number's unless given."""
    value = TollValue(
        op="exact",
        n=n,
        low=n if low is None else low,
        high=n if high == -1 else high,
        group=group,
        wording=str(n),
        superseded=superseded,
    )
    return make_statement(make_report(TEXT), "killed", value, words, speakers=speakers, mention=mention)


def run(check: object, statements: Sequence[Statement]) -> list[Finding]:
    """Run a check over a coding of the text."""
    annotated = make_annotated(TEXT)
    mentions = [make_mention(1), make_mention(2)]
    coding = make_coding(annotated.report, mentions, statements)
    return list(check(annotated, coding))  # type: ignore[operator]


TOTAL = make_count("killed 31 people", 31)
PART = make_count("40 children", 40, group="children")


def test_part_larger_than_its_total() -> None:
    [finding] = run(find_large_parts, [TOTAL, PART])
    assert finding.rule == "CC201"
    assert [evidence.quote for evidence in finding.evidence] == ["40 children", "killed 31 people"]


def test_part_is_held_against_the_total_of_its_own_speaker() -> None:
    part = make_count("40 children", 40, group="children", speakers=REBELS)
    own = make_count("25 were civilians", 45, speakers=REBELS)
    assert run(find_large_parts, [TOTAL, own, part]) == []
    assert len(run(find_large_parts, [TOTAL, part])) == 1


@pytest.mark.parametrize(
    "statements",
    [
        [PART],
        [TOTAL, make_count("20 women", 20, group="women")],
        [make_count("killed 31 people", 31, high=None), PART],
        [TOTAL, make_count("killed 31 people", 50), PART],
        [make_count("killed 31 people", 31, superseded=True), PART],
        [make_count("killed 31 people", 31, mention="m2"), PART],
        [TOTAL, make_count("40 soldiers", 40, group="soldiers")],
        [TOTAL, make_count("40 children", 40, group="children", low=30, high=45)],
        [TOTAL, PART, make_count("In all 40", 40, mention="m2")],
        [make_count("killed 31 people", 1), PART],
        [msgspec.structs.replace(TOTAL, basis="derived"), PART],
    ],
    ids=[
        "no total",
        "smaller",
        "open-ended total",
        "a larger total",
        "replaced total",
        "another event",
        "no word for a part",
        "bounds may fit",
        "may belong to another event",
        "a single person",
        "a total that is not written out",
    ],
)
def test_part_that_may_fit(statements: list[Statement]) -> None:
    assert run(find_large_parts, statements) == []


WOMEN = make_count("20 women", 20, group="women")
MEN = make_count("9 men", 9, group="men")


def test_parts_that_exclude_each_other_add_up_to_more() -> None:
    total = make_count("killed 31 people", 28)
    [finding] = run(find_large_sums, [total, WOMEN, MEN])
    assert finding.rule == "CC202"
    assert len(finding.evidence) == 3


@pytest.mark.parametrize(
    "statements",
    [
        [TOTAL, WOMEN, MEN],
        [make_count("killed 31 people", 28), WOMEN],
        [make_count("killed 31 people", 28), make_count("20 women", 20, group="women and children"), MEN],
        [make_count("killed 31 people", 28), WOMEN, make_count("20 women", 20, group="women")],
        [
            make_count("killed 31 people", 28),
            WOMEN,
            make_count("12 of them were soldiers", 12, group="soldiers"),
        ],
    ],
    ids=["fits", "one part", "two groups in one", "one part told twice", "groups that may overlap"],
)
def test_parts_that_may_fit(statements: list[Statement]) -> None:
    assert run(find_large_sums, statements) == []

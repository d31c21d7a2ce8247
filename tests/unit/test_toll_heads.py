"""Those harmed as the subject of their own number, and persons who are only called dead."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import DateValue, TollValue

LEAD = "A bomb killed 31 people at a market in Velmora on Friday, police said. "
Row = tuple[str, str, int | None, bool]


def code(text: str) -> set[Row]:
    """Return harm, operator, number and whether it was replaced, of the counts of all in the main event."""
    coding = cc.code(text, published="2031-03-05")
    own = {mention.id for mention in coding.mentions if mention.role == "main"}
    found = [s for s in coding.statements if isinstance(s.value, TollValue) and s.mention in own]
    for each in found:
        assert all(text[part.start : part.end] == part.quote for part in each.evidence)
    return {
        (s.property, s.value.op, s.value.n, s.value.superseded)
        for s in found
        if isinstance(s.value, TollValue) and s.value.group is None
    }


@pytest.mark.parametrize(
    ("sentence", "row"),
    [
        ("The injured numbered 62, the mayor said.", ("injured", "exact", 62, False)),
        (
            "The injured, the mayor said, numbered 62, 20 of them in hospital.",
            ("injured", "exact", 62, False),
        ),
        ("The wounded are more than 500.", ("injured", "more_than", 500, False)),
        ("Those killed numbered 40, he said.", ("killed", "exact", 40, False)),
        ("The toll rose to 40, and that of the wounded to 77.", ("injured", "exact", 77, False)),
        ("Deaths from the bomb have since risen to 40.", ("killed", "exact", 40, False)),
        ("Hospitals received 98 people, 16 of them children.", ("injured", "exact", 98, False)),
        ("Officer Oru Velt saw more than 20 people with injuries.", ("injured", "more_than", 20, False)),
        ("The mayor put the toll at 25, not 39.", ("killed", "exact", 25, False)),
        ("The mayor put the toll at 25, not 39.", ("killed", "exact", 39, True)),
        (
            '"We had counted 44 at first and that came down to 31," a doctor said.',
            ("killed", "exact", 31, False),
        ),
        (
            'The number of people killed in the raids was cut by the ministry by over 30 and stands at "12".',
            ("killed", "exact", 12, False),
        ),
    ],
)
def test_those_harmed_are_counted_by_their_own_number(sentence: str, row: Row) -> None:
    assert row in code(LEAD + sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The injured were taken to 3 hospitals.",
        "The injured were brought in by 12 buses.",
        "The wounded are treated on 4 floors of the clinic.",
        "Deaths at the border are counted by 12 clerks.",
        "Hospitals received 98 calls.",
        "The clinic treated its 4 floors with lime.",
        "The crowd had come to honour the slain general Oru Velt.",
        "It went off near where the murdered commander Oru Velt is buried.",
        "Mourners stood beside Ana Ruiz, killed when the bomb went off.",
    ],
)
def test_other_numbers_and_persons_called_dead_are_no_tolls(sentence: str) -> None:
    assert code(LEAD + sentence) == {("killed", "exact", 31, False)}


def test_a_day_before_a_speaker_put_in_is_the_deeds() -> None:
    text = "On May 3, the army said, the centre of Velmora was shelled by rebels, who killed 12 people."
    coding = cc.code(text, published="2031-05-06")
    days = {str(s.value.start) for s in coding.statements if isinstance(s.value, DateValue)}
    assert days == {"2031-05-03"}
    assert {s.value.n for s in coding.statements if isinstance(s.value, TollValue)} == {12}


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("The blast in Velmora killed 20, among them a girl of four and a man of 60.", {20, 1}, set()),
        ("The blast in Velmora killed 20. The mayor said each one of them was known to her.", {20}, set()),
        ("The blast in Velmora killed 20. Rebels shot dead anyone who left home.", {20}, set()),
        ("Reports put the injured at around 150 after the blast in Velmora, which killed 28.", {28}, {150}),
        ("In the attack on Velmora 63 lives were taken and more than 200 people injured.", {63}, {200}),
    ],
)
def test_ages_and_shares_count_nobody(text: str, killed: set[int], injured: set[int]) -> None:
    statements = cc.code(text, published="2024-03-05", language="en").statements
    tolls = [(each.property, each.value.n) for each in statements if isinstance(each.value, TollValue)]
    assert {n for name, n in tolls if name == "killed"} == killed
    assert {n for name, n in tolls if name == "injured"} == injured


@pytest.mark.parametrize(
    "told",
    [
        "On March 4 last year a suicide bomber struck a mosque in the same city, when 63 lives were lost.",
        "In 2022 a blast hit the market, and 63 people died.",
        "It came two days after a car bombing in Arlo that killed 63 people.",
        "It happened just days after the explosion of a car bomb in Arlo by which 63 people were killed.",
    ],
)
def test_an_outcome_goes_with_the_event_of_its_sentence(told: str) -> None:
    coding = cc.code(f"The bombing in Velmora killed 20. {told}", published="2024-03-05", language="en")
    main = next(mention.id for mention in coding.mentions if mention.role == "main")
    tolls = {(s.mention == main, s.value.n) for s in coding.statements if isinstance(s.value, TollValue)}
    assert tolls == {(True, 20), (False, 63)}

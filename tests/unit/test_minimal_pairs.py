"""Minimal pairs: one word changes who is said to have done it, and nothing else may change.

The lead is the same in every case, so that the positions come from the second sentence alone.
"""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue

LEAD = "A bomb killed five people in the market of Dunhallow on Friday."

Expected = set[tuple[str, str, str]]

GROUP = "Highland Dawn Front"

PAIRS: tuple[tuple[str, Expected], ...] = (
    (f"The {GROUP} claimed responsibility for the attack.", {(GROUP, "claim", GROUP)}),
    (f"The {GROUP} claimed the attack.", {(GROUP, "claim", GROUP)}),
    (f"The attack was claimed by the {GROUP}.", {(GROUP, "claim", GROUP)}),
    (f"Responsibility was claimed by the {GROUP}.", {(GROUP, "claim", GROUP)}),
    (f"The {GROUP} said it carried out the attack.", {(GROUP, "claim", GROUP)}),
    (f"The {GROUP} admitted carrying out the attack.", {(GROUP, "admit", GROUP)}),
    (f"The {GROUP} was blamed for the attack.", {(GROUP, "blame", "")}),
    (f"Police blamed the {GROUP} for the attack.", {(GROUP, "blame", "Police")}),
    (f"Police blamed the attack on the {GROUP}.", {(GROUP, "blame", "Police")}),
    (f"Police accused the {GROUP} of carrying out the attack.", {(GROUP, "blame", "Police")}),
    (f"Police accused the {GROUP} of stealing cattle.", set()),
    (f"Police held the {GROUP} responsible for the attack.", {(GROUP, "blame", "Police")}),
    (f"Police said the {GROUP} was behind the attack.", {(GROUP, "blame", "Police")}),
    (f"Police said the {GROUP} was probably behind the attack.", {(GROUP, "suspect", "Police")}),
    (f"Police said the {GROUP} may have carried out the attack.", {(GROUP, "suspect", "Police")}),
    (f"Police suspect the {GROUP}.", {(GROUP, "suspect", "Police")}),
    (f"Police said the {GROUP} was not behind the attack.", {(GROUP, "deny_other", "Police")}),
    (f"Police ruled out the {GROUP}.", {(GROUP, "deny_other", "Police")}),
    (f"The {GROUP} denied responsibility for the attack.", {(GROUP, "deny", GROUP)}),
    (f"The {GROUP} denied any involvement in the attack.", {(GROUP, "deny", GROUP)}),
    (f"The {GROUP} denied carrying out the attack.", {(GROUP, "deny", GROUP)}),
    (f"The {GROUP} said it was not behind the attack.", {(GROUP, "deny", GROUP)}),
    (f"Iran denied that the {GROUP} carried out the attack.", {(GROUP, "deny_other", "Iran")}),
    ("Iran rejected any suggestion that Israel was involved in it.", {("Israel", "deny_other", "Iran")}),
    ("Iran denied involvement in the attack.", {("Iran", "deny", "Iran")}),
    (
        "Iran called the charge “baseless” and said that neither it nor Israel had any part in the attack.",
        {("Iran", "deny", "Iran"), ("Israel", "deny_other", "Iran")},
    ),
    ("Iran said it had nothing to do with the attack.", {("Iran", "deny", "Iran")}),
    (
        "Israel’s claims that Iran carried out the attack are not true, the Iranian foreign ministry said.",
        {("Iran", "blame", "Israel"), ("Iran", "deny", "Iranian foreign ministry")},
    ),
    (
        "Israel said Iran had carried out the attack, a charge Iran denied.",
        {("Iran", "blame", "Israel"), ("Iran", "deny", "Iran")},
    ),
    (
        f"The {GROUP} said the attack was in revenge for raids on its camps.",
        set(),
    ),
    ("The Taliban said the attack was in revenge for raids on its camps.", {("Taliban", "claim", "Taliban")}),
    ("Iran said only Israel used missiles of that type.", {("Israel", "suspect", "Iran")}),
    ("Iran denied access to the site of the attack.", set()),
    ("Iran denied the families entry to the morgue.", set()),
    (f"The {GROUP} has not claimed responsibility for the attack.", {(GROUP, "no_claim", "")}),
    ("No group has claimed responsibility for the attack.", {("nobody", "no_claim", "")}),
    ("Nobody claimed responsibility for the attack.", {("nobody", "no_claim", "")}),
    ("There was no immediate claim of responsibility.", {("nobody", "no_claim", "")}),
    ("The attack claimed five lives.", set()),
    (f"The {GROUP} claims territory in the hills.", set()),
    (f"The {GROUP} claimed victory in the election.", set()),
    (f"The {GROUP} claims that the harvest was poor.", set()),
    (
        "Police blamed Iran for the attack. Iran declined to comment on the attack.",
        {("Iran", "blame", "Police"), ("Iran", "decline", "Iran")},
    ),
    (
        "Police blamed Iran for the attack. Iran did not respond to a request for comment.",
        {("Iran", "blame", "Police"), ("Iran", "unreachable", "Iran")},
    ),
    (
        "Police blamed Iran for the attack. Iran rejected the accusation.",
        {("Iran", "blame", "Police"), ("Iran", "deny", "Iran")},
    ),
    (
        f"The {GROUP} claimed the attack. Some newspapers doubted the claim.",
        {(GROUP, "claim", GROUP), (GROUP, "question", "Some newspapers")},
    ),
    (
        f"The {GROUP} claimed the attack. Police confirmed the claim.",
        {(GROUP, "claim", GROUP), (GROUP, "confirm", "Police")},
    ),
    (
        f"The {GROUP} claimed the attack. The {GROUP} later withdrew its claim.",
        {(GROUP, "claim", GROUP), (GROUP, "withdraw", GROUP)},
    ),
    (f"If the {GROUP} carried out the attack, it will be punished.", set()),
    (f"Police have not said whether the {GROUP} carried out the attack.", set()),
    (f"The attack was carried out by the {GROUP}.", {(GROUP, "assert_fact", "")}),
    (f"The attack bears the hallmarks of the {GROUP}, police said.", {(GROUP, "suspect", "police")}),
)  # fmt: skip

#: Whole reports of a sentence or two: what is denied, withheld or missing is never the act.
REPORTS: tuple[tuple[str, Expected], ...] = (
    (
        "Israel neither confirmed nor denied carrying out the strike in Damascus that killed seven people.",
        {("Israel", "neither", "Israel")},
    ),
    (
        "The White House said there was no evidence that Israel was responsible for the blast in Gaza City.",
        {("Israel", "deny_other", "White House")},
    ),
    ("The minister stopped short of blaming Rwanda for the attack on Goma.", set()),
    ("The rebels accused the army of falsely claiming that they had attacked the convoy near Goma.", set()),
    (
        "Israel denied that its forces had opened fire on people waiting for aid in Gaza City on Thursday.",
        {("Israel", "deny", "Israel")},
    ),
    (
        "The Syrian army denied using chlorine gas in an attack on Douma that killed 40 people.",
        {("Syria", "deny", "Syrian army")},
    ),
    (
        "Doctors Without Borders, which runs the hospital bombed in Marib, said two staff were missing.",
        set(),
    ),
    (
        "A shell killed nine in Donetsk. Russia's defence ministry said its troops had not shelled it.",
        {("Russia", "deny", "Russia's defence ministry")},
    ),
    (
        "Witnesses saw soldiers shoot two students dead in Conakry. “They fired at once,” said Mamadou Bah.",
        set(),
    ),
    (
        "Nine people were killed in Sandry on Wednesday. The Osmark army said that Kestrian artillery had "
        "fired on the town. Kestria's defence ministry denied that its forces had shelled Sandry and accused "
        "Osmark of shelling its own people. Osmark's army denied the accusation.",
        {
            ("Kestria", "blame", "Osmark army"),
            ("Kestria", "deny", "Kestria's defence ministry"),
            ("Osmark", "blame", "Kestria's defence ministry"),
            ("Osmark", "deny", "Osmark's army"),
        },
    ),
    (
        "Gunmen killed the governor of Merca. Al-Shabaab said its fighters had carried out the killing.",
        {("al-Shabaab", "claim", "al-Shabaab")},
    ),
    (
        "The attacks in Kabul, which Islamic State claimed, killed 30 people.",
        {("Islamic State", "claim", "Islamic State")},
    ),
)  # fmt: skip


def find_positions(text: str) -> Expected:
    """Return actor, position and innermost speaker of every responsibility statement."""
    coding = cc.code(text, published="2023-06-03")
    return {
        (
            statement.value.actor,
            statement.value.position,
            statement.speakers[-1].name if statement.speakers else "",
        )
        for statement in coding.statements
        if isinstance(statement.value, ResponsibilityValue)
    }


@pytest.mark.parametrize(("sentence", "expected"), PAIRS, ids=[sentence for sentence, _ in PAIRS])
def test_position_follows_from_the_words(sentence: str, expected: Expected) -> None:
    assert find_positions(f"{LEAD} {sentence}") == expected


@pytest.mark.parametrize(("text", "expected"), REPORTS, ids=[text[:60] for text, _ in REPORTS])
def test_report_gives_no_more_than_its_words(text: str, expected: Expected) -> None:
    assert find_positions(text) == expected


DENIALS = [
    sentence for sentence, expected in PAIRS if expected and all(p.startswith("deny") for _, p, _ in expected)
]


@pytest.mark.parametrize("sentence", DENIALS)
def test_denial_is_never_coded_as_the_act(sentence: str) -> None:
    coding = cc.code(f"{LEAD} {sentence}", published="2023-06-03")
    assert not [s for s in coding.statements if s.property == "actor" and s.value.name in sentence]

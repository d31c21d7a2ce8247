"""Who says that who did it: party, position and innermost speaker of turned and nested sentences.

Every case is one or more sentences after the same lead, about invented people and events.
"""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue

LEAD = "A bomb killed forty people at a market in Dunhallow on Friday. "

CASES: tuple[tuple[str, set[tuple[str, str, str]]], ...] = (
    # A country's own army speaks, not the country.
    (
        "The army of Serbia blamed a shell that Croatian gunners had misfired.",
        {("Croatia", "blame", "army of Serbia")},
    ),
    (
        "Norway's navy accused Sweden of the attack.",
        {("Sweden", "blame", "Norway's navy")},
    ),
    # The agent of a passive stands far from its verb.
    (
        'The blast was called "a vile massacre" by Hamas, which said that a Serbian drone had caused it.',
        {("Serbia", "blame", "Hamas")},
    ),
    (
        "Serbia was accused of a massacre by Ada Brell, who is the mayor of the town.",
        {("Serbia", "blame", "Ada Brell")},
    ),
    (
        "At a news conference in Dunhallow the finger was pointed at the Karsk Front by Ada Brell, the"
        " interior minister of Croatia, over the bombing.",
        {("Karsk Front", "blame", "Ada Brell")},
    ),
    (
        "The Karsk Front was accused by the Croatian interior ministry of the bombing.",
        {("Karsk Front", "blame", "Croatian interior ministry")},
    ),
    # Clefts, openings in "responsible", and adverbs before what is said.
    (
        "It was the Karsk Front that had carried it out, Interior Minister Ada Brell said.",
        {("Karsk Front", "blame", "Ada Brell")},
    ),
    (
        "Responsible for the bombing in Dunhallow is the Karsk Front, Ada Brell, health minister of"
        " Croatia, said on Monday.",
        {("Karsk Front", "blame", "Ada Brell")},
    ),
    (
        "Serbia has denied time and again that it was involved in any way in the attack.",
        {("Serbia", "deny", "Serbia")},
    ),
    # Blame laid for something on somebody.
    (
        "Croatia, for its part, put the blame for the bombing on Serbia.",
        {("Serbia", "blame", "Croatia")},
    ),
    (
        "The deputy minister of Serbia insisted that Belgrade had had no part in the attack.",
        {("Serbia", "deny", "deputy minister of Serbia")},
    ),
    # A minister's name before the verb that ends the sentence.
    (
        "The Karsk Front, an outlawed armed group, was behind the attack that left forty people dead and"
        " wounded scores in a street in Dunhallow, Croatia’s Interior Minister Ada Brell has charged.",
        {("Karsk Front", "blame", "Ada Brell")},
    ),
    (
        "The Karsk Front carried out the attack that tore through the old market in Dunhallow, Governor"
        " Ada Brell has alleged.",
        {("Karsk Front", "blame", "Ada Brell")},
    ),
    # Who claims is not who says the next thing, nor "what" was written.
    (
        "The attack was claimed by the Karsk Front; it was carried out, local authorities say, by men"
        " of the Sable Brigade.",
        {("Karsk Front", "claim", "Karsk Front"), ("Sable Brigade", "blame", "local authorities")},
    ),
    (
        "The Karsk Front claimed the attack, according to what the extremist group posted on its channel.",
        {("Karsk Front", "claim", "Karsk Front")},
    ),
    # Long titles; a pronoun after a long quotation; who adds something.
    (
        "The bomb was planted by the Karsk Front, according to Head of the Dunhallow District"
        " Administration Pavlo Hrytsenko.",
        {("Karsk Front", "blame", "Pavlo Hrytsenko")},
    ),
    (
        "Croatia accused Serbia of the attack. Zagreb's claims are untrue, the Serbian defence ministry said"
        " in a statement. The bomb was planted by Croatia, it added.",
        {
            ("Serbia", "blame", "Croatia"),
            ("Serbia", "deny", "Serbian defence ministry"),
            ("Croatia", "blame", "Serbian defence ministry"),
        },
    ),
    # A statement "has it that"; a post on a platform; two sources set against each other.
    (
        "The armed group Karsk Front made a threat. A statement of the Karsk Front, aired by a channel,"
        " had it that the group carried out the attack.",
        {("Karsk Front", "claim", "Karsk Front")},
    ),
    (
        "Ada Brell, a deputy to the mayor, charged in a post on X that it was Serbia which did it.",
        {("Serbia", "blame", "Ada Brell")},
    ),
    (
        "“Serbia killed these people,” Ada Brell wrote on X, the former Twitter. “The Serbian army is"
        " responsible for the attack,” she went on.",
        {("Serbia", "blame", "Ada Brell")},
    ),
    (
        "The blast was the result of a Serbian air strike according to local health authorities, but of a"
        " Croatian one according to the Serbian army.",
        {("Serbia", "blame", "local health authorities")},
    ),
    # No evidence, no reason to think so; guilt of what is no deed.
    (
        "Croatia blamed Serbia. “Nothing gives us reason to think Serbia had a part in this attack,” the"
        " spokesman of the mayor, Milan Orsic, said.",
        {("Serbia", "blame", "Croatia"), ("Serbia", "deny_other", "Milan Orsic")},
    ),
    ("Serbia was guilty of deceit, the foreign minister Ada Brell said.", set()),
    # Whose claim is turned down claims it; "it is a lie" answers a charge, and is none without one.
    (
        "Ada Brell, the mayor, rejected the claim of the Houthi rebels to have struck the market.",
        {("Houthis", "claim", "Houthis"), ("Houthis", "deny_other", "Ada Brell")},
    ),
    (
        "Croatia blamed Hamas. “This is a fabrication,” a spokesman for the group said.",
        {("Hamas", "blame", "Croatia"), ("Hamas", "deny", "spokesman for the group")},
    ),
    ("“This is a provocation,” Serbia's foreign minister said.", set()),
    # An agency quotes who says it; a weapon that others have not; missions that were not flown.
    (
        "The bomb was dropped by Serbia, the Courier quoted the Croatian defence ministry as saying.",
        {("Serbia", "blame", "Croatian defence ministry")},
    ),
    (
        "The bomb was of a kind that only Serbia's military uses, the Croatian defence ministry said.",
        {("Serbia", "suspect", "Croatian defence ministry")},
    ),
    (
        "Croatia blamed Serbia. No missions in the valley had been planned by the Serbian armed forces, the"
        " Serbian defence ministry said.",
        {("Serbia", "blame", "Croatia"), ("Serbia", "deny", "Serbian defence ministry")},
    ),
    # A habit is told beside other deeds; a day before the verb is not whom something is blamed on.
    (
        "Nobody claimed the attack, but bombings of this sort are routinely carried out by Hamas. In 2009,"
        " two people were killed in the town in a blast by Hamas.",
        {("nobody", "no_claim", ""), ("Hamas", "suspect", "")},
    ),
    (
        "On Monday the mayor of the town, Ada Brell, blamed the attack directly on Serbia.",
        {("Serbia", "blame", "Ada Brell")},
    ),
    # Commas: two names for one side, a name of an office, and an opening without one.
    (
        "The PKK and the YPG, the Syrian militia, were responsible for it, Ada Brell, the mayor, said.",
        {("Kurdistan Workers' Party", "blame", "Ada Brell"), ("YPG", "blame", "Ada Brell")},
    ),
    (
        "A spokesman for the Croatian interior ministry, Milan Orsic, said Serbia was behind it.",
        {("Serbia", "blame", "Milan Orsic")},
    ),
    # Orders, oaths, faults; small clauses; a pretext is no use of arms.
    (
        "The interior minister, Ada Brell, said the attack was carried out on the orders of Serbia.",
        {("Serbia", "blame", "Ada Brell")},
    ),
    (
        "The prosecutor said the attacker had sworn allegiance to Hamas.",
        {("Hamas", "blame", "prosecutor")},
    ),
    ("Croatia held the Serbian government responsible.", {("Serbia", "blame", "Croatia")}),
    (
        "Croatia blamed Hamas. Hamas said the Serbs were using the attack as a pretext.",
        {("Hamas", "blame", "Croatia")},
    ),
    (
        "The governor pointed the finger at Hamas, while a traders' association denied that its members had"
        " any hand in the attack and blamed Serbia.",
        {("Hamas", "blame", "governor"), ("Serbia", "blame", "traders' association")},
    ),
    # A side that has claimed many such deeds has not claimed this one.
    (
        "Hamas, which has claimed most such bombings in the town, has been blamed by Croatia.",
        {("Hamas", "blame", "Croatia")},
    ),
    # Two sentences in one, over a semicolon.
    (
        "Serbia pointed at Croatia, saying Croatian experts took part in the attack; the defence ministry"
        " in Zagreb called the claim false.",
        {("Croatia", "blame", "Serbia"), ("Croatia", "deny", "ministry in Zagreb")},
    ),
    (
        "Croatia blamed Hamas. The group's spokesman, Ada Brell, said those were lies and it was militias"
        " allied with the army that had killed them.",
        {("Hamas", "blame", "Croatia"), ("Hamas", "deny", "Ada Brell"), ("militias", "blame", "Ada Brell")},
    ),
    # What somebody did at another time is no word on this event.
    ("It was the worst day since the start of Serbia's bombing of the valley.", set()),
    ("The market had been opened by a general killed four years ago by a Serbian air strike.", set()),
    ("Serbia launched its invasion in the spring, and Serbia's military operations go on.", set()),
)


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text[:50] for text, _ in CASES])
def test_says_who_says_it(text: str, expected: set[tuple[str, str, str]]) -> None:
    coding = cc.code(LEAD + text)
    main = {mention.id for mention in coding.mentions if mention.role == "main"}
    found = {
        (each.value.actor, each.value.position, each.speakers[-1].name if each.speakers else "")
        for each in coding.statements
        if isinstance(each.value, ResponsibilityValue) and each.mention in main
    }
    assert found == expected


def test_pronoun_after_a_long_quotation_is_who_spoke_before_it() -> None:
    coding = cc.code(
        "Forty people died when a market in Dunhallow was bombed, said Milan Orsic, mayor of the town.\n\n"
        "“The Serbian army bombed our market. We have forty dead. Others are still missing. The number may"
        " change all the time,” he wrote on his channel."
    )
    speakers = {
        each.speakers[-1].name
        for each in coding.statements
        if isinstance(each.value, ResponsibilityValue) and each.value.actor == "Serbia" and each.speakers
    }
    assert speakers == {"Milan Orsic"}


def test_a_group_of_a_country_is_one_party() -> None:
    coding = cc.code(LEAD + "The Houthi rebels of Yemen claimed the attack.")
    actors = {each.value.actor for each in coding.statements if isinstance(each.value, ResponsibilityValue)}
    assert actors == {"Houthis"}

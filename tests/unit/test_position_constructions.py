"""Constructions of responsibility: who is said to have done it, and with which position.

Every case is one sentence after the same lead; the speakers are tested in the minimal pairs.
"""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue

LEAD = "A missile killed forty people at a hospital in Dunhallow on Friday."

CASES: tuple[tuple[str, set[tuple[str, str]]], ...] = (
    (
        "The Serbian army blamed a shell misfired by Kosovan militants, while Kosovo "
        "blamed a Serbian air strike.",
        {("Kosovan militants", "blame"), ("Serbia", "blame")},
    ),
    (
        "Israel blamed the blast on a failed rocket launch by Islamic Jihad.",
        {("Palestinian Islamic Jihad", "blame")},
    ),
    (
        "The army of Israel attributed the fire to a bad rocket launch by Palestinian Islamic Jihad.",
        {("Palestinian Islamic Jihad", "blame")},
    ),
    (
        "Croatian ministers said a Serbian air strike had caused the fire, but the"
        " Serbian army blamed it on a stray shell fired by Croatia.",
        {("Croatia", "blame"), ("Serbia", "blame")},
    ),
    ("Ukraine said the explosion was caused by a Russian missile.", {("Russia", "blame")}),
    ("Moscow said the building was hit by a Ukrainian air-defence missile.", {("Ukraine", "blame")}),
    ("The army said the hospital was struck by a drone launched by the Houthis.", {("Houthis", "blame")}),
    (
        "Serbia denied Croatian reports of Serbian raids on the clinic.",
        {("Serbia", "blame"), ("Serbia", "deny")},
    ),
    (
        "Allegations by Kyiv of a Russian attack on the hospital are a provocation, "
        "Russia's defence ministry said.",
        {("Russia", "blame"), ("Russia", "deny")},
    ),
    (
        "Pakistan rejected India's accusation that it was behind the attack.",
        {("Pakistan", "blame"), ("Pakistan", "deny")},
    ),
    (
        "Pakistan rejected accusations by India that it had carried out the attack.",
        {("Pakistan", "blame"), ("Pakistan", "deny")},
    ),
    ("Iran dismissed U.S. claims of Iranian involvement as baseless.", {("Iran", "blame"), ("Iran", "deny")}),
    ("But Serbia insists it wasn’t behind Friday's raid.", {("Serbia", "deny")}),
    (
        "“Serbia did not bomb this bridge, and to say so is "
        "absurd,” a spokesman for the Serbian government said.",
        {("Serbia", "deny")},
    ),
    (
        "France said it saw no reason to think that Serbia took part in the raid.",
        {("Serbia", "deny_other")},
    ),
    (
        "The French foreign ministry saw no reason to suspect a Serbian role in the raid.",
        {("Serbia", "deny_other")},
    ),
    (
        "Washington said there was no indication that Israel carried out the strike.",
        {("Israel", "deny_other")},
    ),
    ("The minister blamed Iran for the attack, without providing any evidence.", {("Iran", "blame")}),
    ("Croatian ministers accused Serbia over the raid.", {("Serbia", "blame")}),
    (
        "Authorities named a local group, the Highland Dawn Front, as responsible for the attack.",
        {("Highland Dawn Front", "blame")},
    ),
    (
        "The governor, Ara Fenn, pointed the finger at the Highland Dawn Front on state radio.",
        {("Highland Dawn Front", "blame")},
    ),
    (
        "“Responsibility for the massacre lies with Serbia and Croatia,” the envoy said.",
        {("Croatia", "blame"), ("Serbia", "blame")},
    ),
    ("Turkey's president said Israel was responsible for the massacre.", {("Israel", "blame")}),
    ("Iran vowed revenge on Israel for the attack.", {("Israel", "blame")}),
    ("The government put the blame squarely on Boko Haram.", {("Boko Haram", "blame")}),
    ("The president accused the Taliban of being behind the attack.", {("Taliban", "blame")}),
    ("The attack was blamed on al-Shabaab.", {("al-Shabaab", "blame")}),
    ("Officials identified the perpetrators as members of Boko Haram.", {("Boko Haram", "blame")}),
    ("Saudi oil attacks rattle markets.", set()),
    ("The victims of the Egyptian church bombings will be buried on Monday.", set()),
    ("An Israeli air strike caused it, the health ministry said.", {("Israel", "blame")}),
    (
        "The Russians used a ballistic missile in the attack, according to a senior American official.",
        {("Russia", "blame")},
    ),
    ("The Russians fired two missiles at the hospital, the governor said.", {("Russia", "blame")}),
    (
        "It is not known who planted the bomb, but al-Shabaab frequently carries out raids around the port.",
        {("al-Shabaab", "suspect")},
    ),
    (
        "No group has claimed responsibility, but the Taliban often targets hospitals.",
        {("Taliban", "suspect"), ("nobody", "no_claim")},
    ),
    ("Such attacks are usually attributed by the authorities to Boko Haram.", {("Boko Haram", "suspect")}),
    (
        "The gunmen are unknown, but al-Shabaab is known to carry out such raids.",
        {("al-Shabaab", "suspect")},
    ),
    (
        "The Islamic State said it was behind the attack but provided no evidence.",
        {("Islamic State", "claim"), ("Islamic State", "question")},
    ),
    (
        "Islamic State claimed responsibility, without offering evidence for its claim.",
        {("Islamic State", "claim"), ("Islamic State", "question")},
    ),
    (
        "Islamic State claimed the attack. The claim could not be independently verified.",
        {("Islamic State", "claim"), ("Islamic State", "question")},
    ),
    ("The mayor said it was the work of Islamist militants.", {("Islamist militants", "blame")}),
    ("Suspected separatist rebels carried out the attack.", {("separatist rebels", "suspect")}),
    ("The mayor said the two blasts were carried out by terrorists.", {("terrorists", "blame")}),
    ("Gunmen opened fire on the building.", set()),
    (
        "The president blamed “criminal enemies” of the nation for the attack.",
        {("criminal enemies", "blame")},
    ),
    ("The bombers belonged to a local network, the deputy Omar Tell said.", {("local network", "blame")}),
    (
        "The attackers were members of the Highland Dawn Front, police said.",
        {("Highland Dawn Front", "blame")},
    ),
    (
        "Police said the gunmen, thought to be members of a band called the "
        "Highland Dawn Front, carried out the raid.",
        {("Highland Dawn Front", "suspect")},
    ),
    ("Attackers thought to belong to Boko Haram stormed the building.", {("Boko Haram", "suspect")}),
    ("The Houthis said they launched drones that struck the hospital.", {("Houthis", "claim")}),
    ("The Houthis said they had fired ten missiles at the hospital.", {("Houthis", "claim")}),
    (
        "The minister dismissed a claim by the Houthis that they had attacked the building.",
        {("Houthis", "claim"), ("Houthis", "deny_other")},
    ),
    ("It was the deadliest attack ever claimed by the Islamic State.", {("Islamic State", "claim")}),
    (
        "The Amaq news agency said the attacker was a soldier of the Islamic State.",
        {("Islamic State", "claim")},
    ),
    (
        "In a statement on Telegram, the group Jamaat Nasr said its fighters carried out the attack.",
        {("Jamaat Nasr", "claim")},
    ),
    (
        "A group calling itself the Sons of the North said it was responsible.",
        {("Sons of the North", "claim")},
    ),
    ("So far nobody has claimed the raid.", {("nobody", "no_claim")}),
    (
        "It is unclear who did it, nor has any group claimed the bombing.",
        {("nobody", "no_claim")},
    ),
    ("The attack, which was not immediately claimed, was the worst in years.", {("nobody", "no_claim")}),
    ("There has been no claim of responsibility.", {("nobody", "no_claim")}),
    ("The attack has yet to be claimed by any group.", {("nobody", "no_claim")}),
    ("No one has taken responsibility for the attack.", {("nobody", "no_claim")}),
    (
        "Some Iranian leaders blamed Israel for the attack, but Western officials cast doubt on that theory.",
        {("Israel", "blame"), ("Israel", "question")},
    ),
    (
        "Tehran blamed Israel for the attack. The accusation was deemed unfounded by the United States.",
        {("Israel", "blame"), ("Israel", "deny_other")},
    ),
    (
        "An official said the possibility of Islamic State being responsible was not excluded.",
        {("Islamic State", "suspect")},
    ),
    (
        "A prosecutor said investigators did not rule out Islamic State involvement in the bombing.",
        {("Islamic State", "suspect")},
    ),
    ("Police said it was too early to say whether Boko Haram was involved.", set()),
    ("The attack bore the hallmarks of the Taliban, an analyst said.", {("Taliban", "suspect")}),
    ("No live fire was used by our forces, the army spokesman said.", set()),
    ("Security forces shot dead nine protesters, residents said.", {("Security forces", "blame")}),
    ("The Taliban distanced itself from the attack.", {("Taliban", "deny")}),
    ("A court convicted two members of the Red Brigades over the attack.", {("Red Brigades", "blame")}),
    (
        "The United States and its allies blamed Iran for the attack, and Iran denied it.",
        {("Iran", "blame"), ("Iran", "deny")},
    ),
    ("Hamas denied any link to the attack.", {("Hamas", "deny")}),
    ("Israel declined to comment on the attack.", {("Israel", "decline")}),
    ("Russia did not immediately comment on the strike.", {("Russia", "decline")}),
    ("Israel neither confirmed nor denied that it carried out the strike.", {("Israel", "neither")}),
    ("Kyiv and its allies said Russia carried out the strike.", {("Russia", "blame")}),
    ("Both Ukraine and Poland said Russia fired the missile.", {("Russia", "blame")}),
    ("The Saudi-led coalition carried out the strike, the Houthis said.", {("Saudi-led coalition", "blame")}),
    (
        "Pro-Russian separatists fired the missile, Ukraine's president said.",
        {("Pro-Russian separatists", "blame")},
    ),
    ("An IS suicide bomber carried out the attack, officials said.", {("Islamic State", "blame")}),
    ("Boko Haram is suspected of carrying out the attack.", {("Boko Haram", "suspect")}),
    ("The attack is believed to have been carried out by Boko Haram.", {("Boko Haram", "suspect")}),
    (
        "Intelligence indicates that Hezbollah is responsible for the strike, the spokesman said.",
        {("Hezbollah", "blame")},
    ),
    ("Analysts said the attack was likely the work of Hezbollah.", {("Hezbollah", "suspect")}),
    ("Syria said the rebels had staged the attack to frame the government.", {("rebels", "blame")}),
    ("The army apologised for the strike, saying it had hit the wrong building.", set()),
    (
        "The Pentagon acknowledged that a U.S. drone had struck the hospital by mistake.",
        {("United States", "admit")},
    ),
    ("Hezbollah retracted its claim of responsibility for the attack.", {("Hezbollah", "withdraw")}),
    ("The investigators cleared the army of the attack.", set()),
    ("Officials in Peru said Hezbollah was not to blame for the attack.", {("Hezbollah", "deny_other")}),
    ("Officials in Peru said Hezbollah was to blame for the attack.", {("Hezbollah", "blame")}),
    ("Iran blamed the Gulf states for the strike.", {("Gulf states", "blame")}),
    (
        "The president accused the United States and Gulf Arab states of being behind the strike.",
        {("United States", "blame"), ("Gulf Arab states", "blame")},
    ),
    ("The minister said “foreign powers” had carried out the strike.", {("foreign powers", "blame")}),
    ("US-backed Gulf states were behind the strike, Iran said.", {("US-backed Gulf states", "blame")}),
    ("Serbia blamed neighbouring countries for the strike.", {("neighbouring countries", "blame")}),
    ("Serbia's foreign intelligence agency carried out the strike, Croatia said.", {("Serbia", "blame")}),
    (
        "The minister said a foreign regime had recruited, trained and armed the attackers.",
        {("foreign regime", "blame")},
    ),
    ("The president said one of the Gulf states had paid the gunmen.", {("Gulf states", "blame")}),
    ("Iran had armed the rebels for years, the minister said.", set()),
    (
        "The premier blamed a “triangle” of Israel, Serbia and Croatia for the strike.",
        {("Israel", "blame"), ("Serbia", "blame"), ("Croatia", "blame")},
    ),
    ("Western states condemned the strike.", set()),
    ("The minister said unidentified men in Iranian uniforms fled.", set()),
    ("The minister said an unnamed Gulf country had paid the gunmen.", {("unnamed Gulf country", "blame")}),
)


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_positions_of_a_construction(sentence: str, expected: set[tuple[str, str]]) -> None:
    coding = cc.code(f"{LEAD} {sentence}")
    values = [s.value for s in coding.statements if isinstance(s.value, ResponsibilityValue)]
    assert {(value.actor, value.position) for value in values} == expected

"""Claims by noun, factions and commanders that claim for a group, conditions, doubts and backing."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import ResponsibilityValue

LEAD = "A bomb killed 14 people in Dunhallow on Tuesday."

CASES: tuple[tuple[str, set[tuple[str, str]]], ...] = (
    # Claims told by a noun.
    ("A claim of responsibility came from the Tarn Brigades.", {("Tarn Brigades", "claim")}),
    ("A claim of responsibility was issued by the Tarn Brigades.", {("Tarn Brigades", "claim")}),
    (
        "A channel carried a claim of responsibility by a group calling itself the Dawn Front.",
        {("Dawn Front", "claim")},
    ),
    (
        "Police doubt the Tarn Brigades' claim of responsibility.",
        {("Tarn Brigades", "claim"), ("Tarn Brigades", "question")},
    ),
    ("There was no claim of responsibility from any group.", {("nobody", "no_claim")}),
    ("The Tarn Brigades said that the attack was their own.", {("Tarn Brigades", "claim")}),
    # Statements issued, deeds shared between clauses.
    ("The Tarn Brigades issued a statement denying any involvement.", {("Tarn Brigades", "deny")}),
    (
        "Hours after claiming the blast, the Tarn Brigades said they were not involved.",
        {("Tarn Brigades", "claim"), ("Tarn Brigades", "deny")},
    ),
    # Groups and those who speak for them.
    (
        "Two rival groups, the Tarn Brigades and Islamic State, both claimed the attack.",
        {("Tarn Brigades", "claim"), ("Islamic State", "claim")},
    ),
    (
        "Two other groups, the Tarn Brigades and the Dawn Brigades, issued statements denying any role.",
        {("Tarn Brigades", "deny"), ("Dawn Brigades", "deny")},
    ),
    (
        "The Tarn Brigades and the Dawn Brigades denied having anything to do with it.",
        {("Tarn Brigades", "deny"), ("Dawn Brigades", "deny")},
    ),
    ("Various militant groups claimed responsibility.", set()),
    ("Hamid Orul, a commander of the Tarn Brigades, claimed responsibility.", {("Tarn Brigades", "claim")}),
    (
        "The Tarn Brigades rule here. Hamid Orul, one of the group's commanders, claimed responsibility.",
        {("Tarn Brigades", "claim")},
    ),
    (
        "The Tarn Brigades are strong here. One of their leaders claimed responsibility.",
        {("Tarn Brigades", "claim")},
    ),
    (
        "A breakaway faction of the Taliban said it was behind the blast.",
        {("breakaway faction of the Taliban", "claim")},
    ),
    ("A splinter group of the Taliban claimed responsibility.", {("splinter group of the Taliban", "claim")}),
    ("The suicide attack was carried out by Huzair, the Tarn Brigades said.", {("Tarn Brigades", "claim")}),
    # Names of linked parts, in their many spellings.
    ("Lashkar-e-Velo claimed responsibility for the bombing.", {("Lashkar-e-Velo", "claim")}),
    (
        "The outlawed Harkat-i-Velo Pakistan denied having been responsible.",
        {("Harkat-i-Velo Pakistan", "deny")},
    ),
    (
        "The attack was claimed by the Tehreek-i-Taliban Pakistan (TTP).",
        {("Tehrik-i-Taliban Pakistan", "claim")},
    ),
    ("Jaamat-ul-Ahrar claimed the attack.", {("Jamaat-ul-Ahrar", "claim")}),
    # Conditions and possibilities accuse nobody for sure.
    (
        "Should it be found that the Tarn Brigades were behind the attack, the truce will end, she said.",
        set(),
    ),
    ("Were Iran to be found responsible for the attack, there would be consequences, she said.", set()),
    (
        "It could be, the chief argued, that the bombing involved the Tarn Brigades.",
        {("Tarn Brigades", "suspect")},
    ),
    (
        "It is possible that the Tarn Brigades were involved in the attack, the chief said.",
        {("Tarn Brigades", "suspect")},
    ),
    # Who stands behind an ally has done nothing; who protests to an envoy is no protester.
    ("The United States stands firmly behind Israel, the State Department said.", set()),
    ("The United States was behind the attack, the minister said.", {("United States", "blame")}),
    ("The Foreign Ministry of Iran protested that a channel had aired the group's words.", set()),
    ("Suspicion at once turned to the Tarn Brigades.", {("Tarn Brigades", "suspect")}),
    ("It was Iran that made the attack possible, the minister said.", {("Iran", "blame")}),
    ("Iran made peace possible, the minister said.", set()),
    # Whom attackers are tied to, what is not ruled out, who must answer.
    ("The chief said the bomber was affiliated with Islamic State.", {("Islamic State", "blame")}),
    ("The attackers had ties to Islamic State, the minister said.", {("Islamic State", "blame")}),
    ("The bomber had pledged allegiance to Islamic State, officials said.", {("Islamic State", "blame")}),
    ("The bomber had no ties to Islamic State, officials said.", set()),
    (
        "The chief said he could not rule out that the Tarn Brigades were involved.",
        {("Tarn Brigades", "suspect")},
    ),
    ("Officials did not rule out the involvement of the Tarn Brigades.", {("Tarn Brigades", "suspect")}),
    (
        "Officials are looking into the possible involvement of the Tarn Brigades.",
        {("Tarn Brigades", "suspect")},
    ),
    (
        "Iran's foreign minister said the United States must answer for the attack.",
        {("United States", "blame")},
    ),
    ("The army vowed revenge on the perpetrators.", set()),
    # Fighters strike with arms, ministers with words; whose fighters they are.
    (
        "Amaq, the news agency of Islamic State, said its fighters had attacked the mosque.",
        {("Islamic State", "claim")},
    ),
    ("“Soldiers of the caliphate” carried out the attack, Islamic State said.", {("Islamic State", "claim")}),
    ("The minister attacked the opposition.", set()),
    ("The Tarn Brigades said it was not their doing.", {("Tarn Brigades", "deny")}),
    (
        "Croatia blames Serbia, Israel and Gulf states for the attack.",
        {("Serbia", "blame"), ("Israel", "blame"), ("Gulf states", "blame")},
    ),
    # Who was slain did nothing; who took responsibility is charged by nobody.
    ("Reports say his brother was Umar Orul, the Hamas commander who was slain.", set()),
    (
        "In a message to the agency, the leader of Hamas Sarb Velo took responsibility for the attack.",
        {("Hamas", "claim")},
    ),
    ("Hamas is strong here. Police doubt the various militant groups that claim responsibility.", set()),
)


@pytest.mark.parametrize(("sentence", "expected"), CASES, ids=[sentence for sentence, _ in CASES])
def test_positions_on_the_attack(sentence: str, expected: set[tuple[str, str]]) -> None:
    coding = cc.code(f"{LEAD} {sentence}")
    values = [s.value for s in coding.statements if isinstance(s.value, ResponsibilityValue)]
    assert {(value.actor, value.position) for value in values} == expected


def test_diplomats_who_protest_are_no_event_of_their_own() -> None:
    text = f"{LEAD} Kestria's ambassador lodged a protest with the ministry. Students held a protest in Tarn."
    assert [mention.type for mention in cc.code(text).mentions] == ["ASSAULT", "PROTEST"]

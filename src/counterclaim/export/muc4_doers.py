"""MUC-4: slots 8 to 11, who did it and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from counterclaim.export.muc4_words import find_in_text
from counterclaim.model.statement import Statement
from counterclaim.model.values import PartyValue, ResponsibilityValue
from counterclaim.vocabulary.muc4 import load_muc4
from counterclaim.vocabulary.parties import load_country_names, load_known_parties

Filler = str | dict[str, str]

#: Confidence by weight: what says more of a party stands for it.
_ORDER = (
    "CLAIMED OR ADMITTED",
    "REPORTED AS FACT",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "SUSPECTED OR ACCUSED",
    "POSSIBLE",
    "ACQUITTED",
)


def make_doer_slots(statements: Sequence[Statement], text: str) -> dict[str, list[Filler]]:
    """Make category, individuals, organisations and the confidence in each."""
    organisations = _find_organisations(statements, text)
    individuals = _find_individuals(statements)
    words = {word for name in (*organisations, *individuals) for word in name.split()}
    is_state = bool(words & load_muc4().state_words) and not words & load_muc4().rebel_words
    return {
        "perp_incident_category": ["STATE-SPONSORED VIOLENCE" if is_state else "TERRORIST ACT"],
        "perp_individual_id": list(individuals),
        "perp_organization_id": list(organisations),
        "perp_organization_confidence": [
            {"value": confidence, "xref": name} for name, confidence in organisations.items()
        ],
    }


def _find_individuals(statements: Iterable[Statement]) -> list[str]:
    found: list[str] = []
    for each in statements:
        value = each.value
        if each.property != "actor" or not isinstance(value, PartyValue):
            continue
        name = " ".join(value.name.split()).upper()
        if not value.named and name not in found:
            found.append(name)
    return found


def _names_people(name: str) -> bool:
    """Tell whether the words for a party describe people, not an organisation."""
    return name.split()[-1] in load_muc4().people_heads


def _find_organisations(statements: Iterable[Statement], text: str) -> dict[str, str]:
    """Find the organisations that some position makes responsible, with the surest confidence."""
    found: dict[str, str] = {}
    parties = [each.value for each in statements if isinstance(each.value, PartyValue)]
    unnamed = {party.name for party in parties if not party.named}
    for each in statements:
        value = each.value
        if not isinstance(value, ResponsibilityValue) or value.position not in load_muc4().confidence:
            continue
        confidence = _judge_confidence(each, value)
        name = _name_organisation(value.actor, text)
        if name is None or value.actor in unnamed or value.actor in load_country_names():
            continue
        known = found.get(name)
        if known is None or _ORDER.index(confidence) < _ORDER.index(known):
            found[name] = confidence
    return found


def _judge_confidence(statement: Statement, value: ResponsibilityValue) -> str:
    """Judge how surely an organisation did it, by position, certainty and who says so."""
    confidence = load_muc4().confidence[value.position]
    if confidence != "SUSPECTED OR ACCUSED":
        return confidence
    by = statement.speakers[-1].kind if statement.speakers else None
    return f"{confidence} BY AUTHORITIES" if by in {"authority", "court"} else confidence


def _name_organisation(actor: str, text: str) -> str | None:
    """Name an organisation in the report's words, by its name or another name that the text has."""
    party = load_known_parties().get(actor)
    names = (actor, *(party.aliases if party is not None else ()))
    return next((found for name in names if (found := find_in_text(name, text))), None)

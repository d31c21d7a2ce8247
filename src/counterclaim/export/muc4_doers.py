"""MUC-4: slots 8 to 11, who did it and how surely."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from counterclaim.export.muc4_words import find_in_text, say_words
from counterclaim.model.statement import Statement
from counterclaim.model.values import PartyValue, ResponsibilityValue
from counterclaim.policy.confidence import choose_confidence, judge_confidence
from counterclaim.vocabulary.muc4 import load_muc4
from counterclaim.vocabulary.parties import load_country_names, load_known_parties

Filler = str | dict[str, str]


def make_doer_slots(statements: Sequence[Statement], text: str) -> dict[str, list[Filler]]:
    """Make category, individuals, organisations and the confidence in each."""
    organisations = _find_organisations(statements, text)
    individuals = _find_individuals(statements, text)
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


def _find_individuals(statements: Iterable[Statement], text: str) -> list[str]:
    """Find the people who are said to have done it, as they are described; each once."""
    found: list[str] = []
    for name in _iter_people(statements, text):
        if not any(name.endswith(known) or known.endswith(name) for known in found):
            found.append(name)
    return found


def _iter_people(statements: Iterable[Statement], text: str) -> Iterator[str]:
    for each in statements:
        value = each.value
        if isinstance(value, PartyValue) and each.property == "actor" and not value.named:
            yield _strip_hedges(say_words(value.name))
        elif isinstance(value, ResponsibilityValue) and value.position in load_muc4().confidence:
            name = find_in_text(value.actor, text)
            if name is not None and _names_people(name):
                yield _strip_hedges(name)


def _names_people(name: str) -> bool:
    """Tell whether the words for a party describe people, not an organisation."""
    return name.split()[-1] in load_muc4().people_heads


def _strip_hedges(name: str) -> str:
    words = name.split()
    while len(words) > 1 and (words[0] in load_muc4().hedges or words[0].isdigit()):
        words = words[1:]
    return " ".join(words)


def _find_organisations(statements: Iterable[Statement], text: str) -> dict[str, str]:
    """Find the organisations that are made responsible, with the surest confidence in each."""
    found: dict[str, list[str]] = {}
    for name, confidence in _iter_organisations(statements, text):
        found.setdefault(name, []).append(confidence)
    return {name: choose_confidence(each) for name, each in found.items()}


def _iter_organisations(statements: Iterable[Statement], text: str) -> Iterator[tuple[str, str]]:
    everything = list(statements)
    parties = [each.value for each in everything if isinstance(each.value, PartyValue)]
    unnamed = {party.name for party in parties if not party.named}
    for each in everything:
        value = each.value
        if isinstance(value, PartyValue) and each.property == "actor" and value.named:
            name = _name_body(each, value, text)
            position = "blame" if each.speakers else "assert_fact"
        elif isinstance(value, ResponsibilityValue) and value.actor not in unnamed:
            name, position = _name_organisation(value.actor, text), value.position
        else:
            continue
        confidence = judge_confidence(position, each.speakers)
        if name is not None and confidence is not None and not _names_people(name):
            yield name, confidence


def _name_body(statement: Statement, value: PartyValue, text: str) -> str | None:
    """Name an acting party: a body of a state in the report's words ("SALVADORAN ARMY")."""
    if value.name not in load_country_names():
        return _name_organisation(value.name, text)
    words = say_words(statement.evidence[0].quote).removeprefix("THE ")
    return words if set(words.split()) & load_muc4().state_words else None


def _name_organisation(actor: str, text: str) -> str | None:
    """Name an organisation in the report's words, by its name or another name that the text has."""
    if actor == "nobody" or actor in load_country_names():
        return None
    party = load_known_parties().get(actor)
    names = (actor, *(party.aliases if party is not None else ()))
    return next((found for name in names if (found := find_in_text(name, text))), None)

"""Minors are withheld however the text tells their age (ETHICS.md)."""

from __future__ import annotations

import pytest

from counterclaim import api

STORIES = (
    "Prosecutors in Velmora charged Ila Brandt, who is 16, with attacking two soldiers in Sandry on Monday. "
    "Police said Brandt slapped them.",
    "Ila Brandt is a 16-year-old pupil. Police said Brandt attacked two soldiers in Sandry on Monday.",
    "The army indicted a 16-year-old girl on Monday for attacking two soldiers in Sandry. Ila Brandt slapped "
    "them, police said. Brandt denies the charges.",
)


@pytest.mark.parametrize("text", STORIES)
def test_minor_is_in_no_value_and_no_evidence(text: str) -> None:
    assert "Brandt" not in api.to_json(api.code(text)).split('"statements"')[1].split('"findings"')[0]


def test_adult_accused_beside_a_minor_victim_who_is_named_keeps_no_name_of_the_minor() -> None:
    coding = api.code("Gunmen killed Ila Brandt, 15, in Sandry on Monday, the mayor, Oto Fenn, said.")
    statements = api.to_json(coding).split('"statements"')[1]
    assert "Brandt" not in statements
    assert "Fenn" in statements

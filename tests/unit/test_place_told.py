"""Names that the words around them tell to be places, whatever the parser makes of them."""

from __future__ import annotations

import pytest

import counterclaim as cc
from counterclaim.model.values import PartyValue, PlaceValue


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Raiders slaughtered 200 people in Brundalogho, Burkina Faso, on Saturday.", "Brundalogho", "BFA"),
        ("A drone attack on Belgorod killed 31 people on Friday.", "Belgorod", "RUS"),
        ("The shelling of Goma killed 12 people.", "Goma", "COD"),
        ("A bombing in Tal Abyad killed six people.", "Tal Abyad", "SYR"),
    ],
)
def test_a_name_is_a_place_whatever_the_parser_takes_it_for(text: str, name: str, country: str) -> None:
    statements = cc.code(text, published="2024-03-05", language="en").statements
    places = {(s.value.name, s.value.country) for s in statements if isinstance(s.value, PlaceValue)}
    assert (name, country) in places
    assert not any(s.value.named for s in statements if isinstance(s.value, PartyValue))

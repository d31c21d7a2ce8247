"""Toponyms: every word that points to a place, bare, and no word that does not."""

from __future__ import annotations

import pytest

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import Toponym
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.places import find_geography


def read_toponyms(text: str) -> dict[str, Toponym]:
    """Find the toponyms of a text by their words."""
    doc = parse_text(text, find_blocks(text))
    found = find_geography(doc, find_parties(doc)).toponyms
    return {text[toponym.span.start : toponym.span.end]: toponym for toponym in found}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("A statement came from the Tulsa Fire Department late on Sunday.", "Tulsa", "USA"),
        ("The Polk County Sheriff's Office in Florida held two men.", "Polk County", "USA"),
        ("Officers of the Oregon Health Authority came to the farm.", "Oregon", "USA"),
        ("The Kenyan army said it had shot five raiders.", "Kenyan", "KEN"),
        ("Two Peruvians were held at the port.", "Peruvians", "PER"),
        ("The Iranian delegation left Geneva, and Iran said nothing.", "Iran", "IRN"),
        ("Shops closed early in southern Lebanon on Friday.", "Lebanon", "LBN"),
        ("Rain fell in Sindh province for a week.", "Sindh", "PAK"),
        ("The fire in Mexico City burned for an hour.", "Mexico City", "MEX"),
        ("A man from Reno, Nev., was shot.", "Nev.", "USA"),
    ],
)
def test_toponyms_are_found_bare(text: str, words: str, country: str) -> None:
    assert read_toponyms(text)[words].country == country


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mr. Houston said he would appeal.", "Houston"),
        ("The fine was US$5,000 for each of them.", "US"),
        ("Native Americans marched through the town of Tulsa.", "Americans"),
        ("Police spoke to Anna Paris and her son.", "Paris"),
    ],
)
def test_other_words_are_no_toponyms(text: str, words: str) -> None:
    assert words not in read_toponyms(text)


def test_streets_have_no_point() -> None:
    street = read_toponyms("A car burned near Orlo Bridge Road in Tulsa.")["Orlo Bridge Road"]
    assert (street.manner, street.lat, street.country) == ("street", None, None)


def test_a_town_inside_a_body_is_no_place_of_an_event() -> None:
    text = "A clerk of the Oregon Health Authority spoke at the county fair."
    doc = parse_text(text, find_blocks(text))
    geography = find_geography(doc, find_parties(doc))
    assert [text[each.span.start : each.span.end] for each in geography.toponyms] == ["Oregon"]
    assert geography.places == ()


def test_toponyms_do_not_overlap() -> None:
    text = "KELBA, Jan 5 - Troops of the Kenyan army left, and the US government in Tulsa, Okla., said so."
    spans = sorted(toponym.span for toponym in read_toponyms(text).values())
    assert all(one.end <= two.start for one, two in zip(spans[:-1], spans[1:], strict=True))


def test_the_address_tells_the_country_of_a_namesake() -> None:
    text = "A man was hurt in Lancaster."
    doc = parse_text(text, find_blocks(text))
    found = find_geography(doc, (), url="http://www.velmora-news.co.uk/story/1").toponyms
    assert [toponym.country for toponym in found] == ["GBR"]

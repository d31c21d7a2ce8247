"""Party names: which words name whom, of what kind, and in which manner."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.vocabulary.parties import load_countries, load_known_parties, load_party_table


def read_parties(text: str) -> dict[str, PartyName]:
    """Find the parties of a text by their words."""
    doc = parse_text(text, find_blocks(text))
    return {text[party.span.start : party.span.end]: party for party in find_parties(doc)}


@pytest.mark.parametrize(
    ("text", "words", "name", "kind", "manner"),
    [
        ("The \u201cIslamic State\u201d fled.", "Islamic State", "Islamic State", "armed_group", "name"),
        ("The IS group is said to be near.", "IS", "Islamic State", "armed_group", "alias"),
        ("Al-Qaida in the Arabian Peninsula denied it.", "Al-Qaida in the Arabian Peninsula",
         "al-Qaeda in the Arabian Peninsula", "armed_group", "alias"),
        ("Songs of the Jewish state were sung.", "Jewish state", "Israel", "country", "metonym"),
        ("The Kremlin rejected the report.", "Kremlin", "Russia", "government", "metonym"),
        ("An Iranian ship sank.", "Iranian", "Iran", "country", "adjective"),
        ("Three Danes were hurt.", "Danes", "Denmark", "country", "adjective"),
        ("Iranian officials were silent.", "Iranian officials", "Iran", "government", "adjective"),
        ("The Israeli army said little.", "Israeli army", "Israel", "military", "adjective"),
        ("Kenyan police opened fire.", "Kenyan police", "Kenya", "police", "adjective"),
        ("The Russian Defence Ministry spoke.", "Russian Defence Ministry",
         "Russia", "government", "adjective"),
        ("Norway's Foreign Ministry agreed.", "Norway's Foreign Ministry", "Norway", "government", "name"),
        ("Pakistan police said so.", "Pakistan police", "Pakistan", "police", "name"),
        ("He quoted the government of Mali.", "government of Mali", "Mali", "government", "name"),
        ("A U.S. State Department aide spoke.", "U.S. State Department",
         "United States", "government", "metonym"),
        ("Syrian rebels took the bridge.", "Syrian rebels", "Syrian rebels", "armed_group", "adjective"),
        ("THE SALVADORAN ARMY DENIED IT.", "SALVADORAN ARMY", "El Salvador", "military", "adjective"),
    ],
)  # fmt: skip
def test_find_parties_names_the_party(text: str, words: str, name: str, kind: str, manner: str) -> None:
    party = read_parties(text)[words]
    assert (party.name, party.kind, party.manner) == (name, kind, manner)


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("Tehran denied the report.", "IRN"),
        ("Talks between Moscow and Ankara went on.", "RUS"),
        ("The minister accused Washington of lies.", "USA"),
        ("A Tehran-backed militia fled.", "IRN"),
        ("The Kyiv government agreed.", "UKR"),
        ("Moscow's forces withdrew.", "RUS"),
    ],
)
def test_capital_that_acts_is_its_government(text: str, country: str) -> None:
    assert country in {party.country for party in read_parties(text).values()}


@pytest.mark.parametrize(
    "text",
    [
        "A bomb went off in Tehran.",
        "Kabul was hit by a blast.",
        "They told us that it is over.",
        "THIS IS WHAT WE KNOW",
        "Michael Jordan spoke to reporters.",
        "Police in New Mexico found the car.",
        "An anti-Israel march was held.",
        "The Salvation Army served soup.",
        "A Georgia man was held in Atlanta.",
    ],
)
def test_find_parties_leaves_other_words_alone(text: str) -> None:
    parties = read_parties(text).values()
    assert not [party for party in parties if party.country or party.kind == "armed_group"]


def test_unknown_armed_group_is_named_by_its_words() -> None:
    parties = read_parties("The Ostland Liberation Front (OLFO) struck. Later OLFO denied it.")
    assert parties["Ostland Liberation Front"].kind == "armed_group"
    assert parties["OLFO"].name == "Ostland Liberation Front"


def test_known_group_wins_over_its_pattern() -> None:
    parties = read_parties("THE FARABUNDO MARTI NATIONAL LIBERATION FRONT STRUCK.")
    assert parties["FARABUNDO MARTI NATIONAL LIBERATION FRONT"].country == "SLV"


def test_adjective_official_is_no_body() -> None:
    assert "Norway's official" not in read_parties("Norway's official news service reported it.")


def test_lexicon_is_consistent() -> None:
    countries, parties = load_countries(), load_known_parties()
    assert {party.country for party in parties.values()} - {None} <= set(countries)
    assert {party.parent for party in parties.values()} - {None} <= set(parties)
    assert {metonym.country for metonym in load_party_table().metonyms} <= set(countries)
    assert sum(party.kind == "armed_group" for party in parties.values()) >= 100


#: Words whose joining, quoting and spacing is easy to get wrong.
WORDS = (
    "Iran", "the U.S.", "\u201cHamas\u201d", "IS", "said", "na\u00efve", "\n", "Tehran", "Somali", "army",
    "\u00a0", "of",
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(words=st.lists(st.sampled_from(WORDS), max_size=12))
def test_spans_lie_in_the_text_and_do_not_overlap(words: list[str]) -> None:
    text = " ".join(words)
    spans = [party.span for party in find_parties(parse_text(text, find_blocks(text)))]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in zip(spans[:-1], spans[1:], strict=True))

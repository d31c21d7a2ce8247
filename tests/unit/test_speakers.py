"""Speakers from noun phrases: name, role, kind, party."""

from __future__ import annotations

import pytest

from counterclaim.annotate.attribution_phrases import get_phrase_span
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.layers import PartyName
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.speakers import make_speaker
from counterclaim.annotate.tree import Doc
from counterclaim.model.span import Span
from counterclaim.model.statement import Speaker


def parse(text: str) -> Doc:
    """Parse a text."""
    return parse_text(text, find_blocks(text))


def speak(text: str, word: str, *parties: PartyName) -> Speaker:
    """Make the speaker headed by the last occurrence of a word."""
    doc = parse(text)
    token = [token for token in doc if token.text == word][-1]
    return make_speaker(doc, token, parties)


def name_party(text: str, words: str, name: str, kind: str, manner: str = "name") -> PartyName:
    """Make the party name that stands at the given words."""
    start = text.index(words)
    return PartyName(
        span=Span(start, start + len(words)),
        name=name,
        kind=kind,
        country=None,
        manner=manner,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "word", "name", "role"),
    [
        ("Army spokesman Daniel Harg said so.", "Harg", "Daniel Harg", "Army spokesman"),
        ("The head of the town's rescue service, Joren Pell, said so.", "Pell", "Joren Pell",
         "head of the town's rescue service"),
        ("Joren Pell, the head of the rescue service, said so.", "Pell", "Joren Pell",
         "head of the rescue service"),
        ("Colonel Petr Havel, a spokesman for the northern command, said so.", "Havel", "Petr Havel",
         "spokesman for the northern command"),
        ("President Orla Venn left. Later Venn said so.", "Venn", "Orla Venn", "President"),
        ("Mr. Joren Pell said so.", "Pell", "Joren Pell", None),
        ("The spokeswoman, Ana Ruiz, said so.", "spokeswoman", "Ana Ruiz", "spokeswoman"),
    ],
)  # fmt: skip
def test_person_has_full_name_and_role(text: str, word: str, name: str, role: str | None) -> None:
    speaker = speak(text, word)
    assert (speaker.name, speaker.role, speaker.named) == (name, role, True)


def test_relative_pronoun_speaks_for_its_antecedent() -> None:
    text = "They met the head of the rescue service, Joren Pell, who said so."
    assert speak(text, "who").name == "Joren Pell"


@pytest.mark.parametrize(
    ("text", "word", "name", "kind"),
    [
        ("A senior official said so.", "official", "senior official", "authority"),
        ("The police said so.", "police", "police", "authority"),
        ("Some media outlets said so.", "outlets", "Some media outlets", "media"),
        ("Hospital sources in Dorrin said so.", "sources", "Hospital sources in Dorrin", "medical"),
        ("A source said so.", "source", "source", "anonymous"),
        ("A human rights group said so.", "group", "human rights group", "ngo"),
        ("One of the residents said so.", "residents", "residents", "witness"),
        ("The rebels said so.", "rebels", "rebels", "party_to_event"),
        ("The district court said so.", "court", "district court", "court"),
        ("An analyst said so.", "analyst", "analyst", "analyst"),
        ("A doctor at the town hospital said so.", "doctor", "doctor at the town hospital", "medical"),
    ],
)
def test_description_stands_for_an_unnamed_voice(text: str, word: str, name: str, kind: str) -> None:
    speaker = speak(text, word)
    assert (speaker.name, speaker.kind, speaker.named) == (name, kind, False)


def test_group_noun_adds_nothing_to_a_party() -> None:
    text = "The Velan Front group said so."
    front = name_party(text, "Velan Front", "Velan Front", "armed_group")
    assert speak(text, "group", front) == Speaker(
        name="Velan Front", kind="party_to_event", party="Velan Front", named=True
    )


def test_adjective_gives_the_side_and_not_the_name() -> None:
    text = "Iranian officials said so."
    speaker = speak(text, "officials", name_party(text, "Iranian", "Iran", "country", "adjective"))
    assert (speaker.name, speaker.party, speaker.kind, speaker.named) == (
        "Iranian officials", "Iran", "authority", False,
    )  # fmt: skip


def test_ministry_is_not_its_country() -> None:
    text = "The U.S. State Department said so."
    party = name_party(text, "U.S. State Department", "United States", "government", "metonym")
    speaker = speak(text, "Department", party)
    assert (speaker.name, speaker.party, speaker.named) == ("U.S. State Department", "United States", True)


def test_spokesman_of_an_armed_group_speaks_for_a_party_to_the_event() -> None:
    text = "Velan Front spokesman Karim Dol said so."
    front = name_party(text, "Velan Front", "Velan Front", "armed_group")
    speaker = speak(text, "Dol", front)
    assert (speaker.name, speaker.kind, speaker.party) == ("Karim Dol", "party_to_event", "Velan Front")


def test_phrase_span_leaves_clauses_out_and_closes_marks() -> None:
    text = "The armed group “Velan Front”, which fled, said so."
    span = get_phrase_span(next(token for token in parse(text) if token.text == "group"))
    assert text[span.start : span.end] == "The armed group “Velan Front”"

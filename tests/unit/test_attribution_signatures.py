"""Signatures: whoever stands behind a quotation after a dash, at the end of the line, said it."""

from __future__ import annotations

import pytest

from counterclaim.annotate.attribution_quotes import find_marked
from counterclaim.annotate.attribution_signatures import find_signatures
from counterclaim.annotate.attributions import find_attributions
from counterclaim.annotate.blocks import find_blocks
from counterclaim.annotate.parse import parse_text
from counterclaim.annotate.parties import find_parties
from counterclaim.annotate.quotations import find_quotations


def find_signed(text: str) -> list[tuple[str, str]]:
    """Find the signed quotations of a text, with the last word of each name."""
    blocks = find_blocks(text)
    doc = parse_text(text, blocks)
    signed = find_signatures(doc, find_marked(doc, find_quotations(text, blocks)))
    return [
        (doc[each.voices[0]].text, " ".join(doc[place].text for place in sorted(each.content)))
        for each in signed
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"We will rebuild the bridge before winter." — Ada Moreno\n\nMore rain is expected.',
        "“We will rebuild the bridge before winter.”\n\n- Ada Moreno.\n\nMore rain is expected.",
        '"We will rebuild the bridge before winter." -- Ada Moreno, mayor of Tarn Bridge\n\nMore rain.',
        'The letters.\n\n"We will rebuild the bridge before winter" ― Moreno',
    ],
)
def test_name_behind_a_dash_signs_the_quotation(text: str) -> None:
    ((voice, said),) = find_signed(text)
    assert voice == "Moreno"
    assert "rebuild the bridge" in said


@pytest.mark.parametrize(
    "text",
    [
        '"We will rebuild the bridge before winter" — Ada Moreno told reporters on Monday.',
        '"We will rebuild the bridge before winter" — and then the rain came.',
        '"The Bridge" — Ada Moreno',
        '"We will rebuild the bridge before winter." — Ada Moreno, who left the town on Monday',
        '"We will rebuild the bridge before winter."\n\nAda Moreno\n',
    ],
)
def test_other_words_behind_a_quotation_do_not_sign_it(text: str) -> None:
    assert find_signed(text) == []


def test_who_signed_is_the_speaker() -> None:
    text = 'Voices of the day\n\n"We will rebuild the bridge before winter." — Ada Moreno\n\nIt rained.'
    blocks = find_blocks(text)
    doc = parse_text(text, blocks)
    (found,) = find_attributions(doc, find_quotations(text, blocks), find_parties(doc))
    assert [speaker.name for speaker in found.speakers] == ["Ada Moreno"]
    assert found.manner == "direct"
    assert [text[span.start : span.end] for span in found.content] == [
        '"We will rebuild the bridge before winter."'
    ]

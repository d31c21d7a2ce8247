"""Damaged text: wrong decodings and undecoded entities are read as what was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim import api
from counterclaim.annotate.damage import mend_damage

SOUND = (
    "Kyiv’s “plain” text — fine",
    "RÉPUBLIQUE «LIBERTÉ»",
    "Ângela Ã la carte",
    "R&D; AT&T",
    "São Tomé",
    "5 < 7",
)
PLAIN = "The aide said: “We were hit,” and left. It’s clear — Bogotá’s mayor agreed…"


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_left_alone(text: str) -> None:
    assert mend_damage(text) == text


@pytest.mark.parametrize(
    "damaged",
    [
        PLAIN.encode("utf-8").decode("cp1252", "replace").replace("â€\ufffd", "â€\x9d"),
        PLAIN.encode("cp1252").decode("latin-1"),
        PLAIN.replace("“", "&ldquo;")
        .replace("”", "&#8221;")
        .replace("’", "&rsquo;")
        .replace("…", "&hellip;"),
    ],
)
def test_damage_is_read_as_it_was_meant(damaged: str) -> None:
    mended = mend_damage(damaged)
    assert len(mended) == len(damaged)
    assert mended.replace("\u2060", "").replace(" ", "") == PLAIN.replace(" ", "")


@given(st.text(alphabet="âÂÃ€™œ\x9d\x93\x94&#39;quot; aé“”é»É", max_size=40))
def test_length_never_changes(text: str) -> None:
    assert len(mend_damage(text)) == len(text)


def test_damaged_report_is_coded_with_its_own_words() -> None:
    text = (
        "Gunmen killed nine farmers near Bunia on Friday.\n\n"
        "The governorâ€™s spokesman, Arno Velt, said: â€œThe River Guard carried out this massacre.â€\x9d"
    )
    coding = api.code(text, published="2021-03-08")
    blamed = [s for s in coding.statements if s.property == "responsibility"]
    assert [s.speakers[0].name for s in blamed] == ["Arno Velt"]
    for statement in coding.statements:
        assert all(text[e.start : e.end] == e.quote for e in statement.evidence)

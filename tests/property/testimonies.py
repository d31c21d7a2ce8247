"""Draw what voices say of dates, places, kinds and responsibility."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from hypothesis import strategies as st

from counterclaim.model.statement import Speaker
from counterclaim.model.values import DateValue, PartyValue, PlaceValue, ResponsibilityValue, TypeValue
from tests.dossiers import Said

POSITIONS = (
    "claim", "admit", "blame", "suspect", "assert_fact", "deny", "question", "confirm", "withdraw",
    "no_claim",
)  # fmt: skip


@st.composite
def make_other_statements(draw: st.DrawFn, voices: Sequence[Speaker | None]) -> Said:
    """Draw what one voice says of anything but a count."""
    value = draw(st.one_of(days(), places(), kinds(), actors(), positions()))
    names = {
        DateValue: "date", PlaceValue: "place", TypeValue: "type", PartyValue: "actor",
        ResponsibilityValue: "responsibility",
    }  # fmt: skip
    name = names[type(value)]
    return Said(
        property=name,  # type: ignore[arg-type]
        value=value,
        words=f"the {name}",
        speaker=draw(st.sampled_from(voices)),
        polarity=draw(st.sampled_from(("+", "+", "-"))),
    )


@st.composite
def days(draw: st.DrawFn) -> DateValue:
    """Draw a day or a stretch of days."""
    start = draw(st.integers(1, 5))
    end = draw(st.integers(start, 9))
    precision = "day" if start == end else "range"
    return DateValue(start=date(2031, 3, start), end=date(2031, 3, end), precision=precision, wording="then")


@st.composite
def places(draw: st.DrawFn) -> PlaceValue:
    """Draw a place."""
    name, precision = draw(
        st.sampled_from((("Tarn Bridge", "settlement"), ("Velmora", "country"), ("the market", "site")))
    )
    lat = draw(st.sampled_from((None, 1.5)))
    return PlaceValue(name=name, precision=precision, lat=lat, lon=lat, wording=name)


def kinds() -> st.SearchStrategy[TypeValue]:
    """Draw a type."""
    return st.sampled_from((TypeValue(type="ASSAULT", mode="explosives"), TypeValue(type="PROTEST")))


def actors() -> st.SearchStrategy[PartyValue]:
    """Draw an actor."""
    return st.sampled_from(
        (PartyValue(name="Highland Dawn Front", kind="rebel_group"), PartyValue(name="army", kind="military"))
    )


@st.composite
def positions(draw: st.DrawFn) -> ResponsibilityValue:
    """Draw a position on a party's responsibility."""
    actor = draw(st.sampled_from(("Highland Dawn Front", "Kestria")))
    return ResponsibilityValue(actor=actor, position=draw(st.sampled_from(POSITIONS)))

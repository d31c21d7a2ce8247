"""Maps: areas as large as the reports leave open, never a false point."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.brief.account import Spot
from counterclaim.brief.map import (
    KM_PER_DEGREE,
    LEAST_CORNERS,
    View,
    _contains,
    _make_circle,
    can_map,
    draw_event_map,
    draw_events_map,
)
from counterclaim.brief.outlines import Box, find_outline, load_outlines
from counterclaim.brief.plain import make_plain
from counterclaim.brief.setting import load_areas
from counterclaim.model.values import PlacePrecision
from tests.unit.test_brief_charts import HOSTILE, read_texts


def spot(
    name: str = "Tarn Bridge",
    *,
    country: str | None = "MLI",
    lat: float | None = 14.3,
    lon: float | None = -3.6,
    precision: PlacePrecision = "settlement",
    radius_km: float | None = 8,
    is_chosen: bool = True,
) -> Spot:
    return Spot(
        name=name,
        country=country,
        lat=lat,
        lon=lon,
        precision=precision,
        area="a town",
        radius_km=radius_km,
        voices=("Delta Wire",),
        is_chosen=is_chosen,
    )


COUNTRY = spot("Velmora", lat=None, lon=None, precision="country", radius_km=None)
NOWHERE = spot("Sandry", country=None, lat=None, lon=None, radius_km=None)


def count_shapes(svg: bytes) -> int:
    return svg.count(b'aria-roledescription="geoshape"') + svg.count(b"mark-shape")


def test_outlines_are_closed_rings_around_their_countries() -> None:
    mali, fine = find_outline("MLI", "110m"), find_outline("MLI")
    assert mali is not None and fine is not None and mali.name == "Mali"
    for outline in (mali, fine):
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in outline.mainland.rings)
        assert _contains(outline.mainland, (-4.0, 17.0)) and not _contains(outline.mainland, (2.35, 48.85))
    assert len(fine.mainland.rings[0]) > len(mali.mainland.rings[0])


def test_countries_are_found_by_their_codes() -> None:
    codes = [outline.country for outline in load_outlines("50m") if outline.country]
    assert len(set(codes)) > 200
    australia = find_outline("AUS")
    assert australia is not None and australia.name == "Australia"
    assert find_outline("XXX") is None and find_outline(None) is None


@settings(max_examples=60)
@given(st.floats(-179, 179), st.floats(-75, 75), st.floats(0.5, 300))
def test_a_circle_has_its_radius_everywhere(lon: float, lat: float, radius: float) -> None:
    ring = _make_circle(lon, lat, radius, 24)["geometry"]["coordinates"][0]
    assert ring[0] == ring[-1] and len(ring) == 25
    for east, north in ring:
        up, other = math.radians(lat), math.radians(north)
        cosine = math.sin(up) * math.sin(other) + math.cos(up) * math.cos(other) * math.cos(
            math.radians(east - lon)
        )
        away = math.degrees(math.acos(max(-1.0, min(1.0, cosine)))) * KM_PER_DEGREE
        assert away == pytest.approx(radius, rel=0.02, abs=0.05)


def test_the_view_places_its_middle_in_the_middle_and_holds_its_box() -> None:
    view = View(lon=178.0, lat=-17.0, scale=900.0, width=560, height=320)
    assert view.place(178.0, -17.0) == pytest.approx((280, 160))
    box = view.box
    assert view.place(box.west, box.north) == pytest.approx((0, 0), abs=1e-6)
    assert view.place(box.east - 360, box.south) == pytest.approx((560, 320), abs=1e-6)


def test_boxes_overlap() -> None:
    box = Box(0, 0, 10, 10)
    assert box.overlaps(Box(9, 9, 20, 20)) and box.overlaps(Box(2, 2, 3, 3))
    assert not box.overlaps(Box(11, 0, 20, 10)) and not box.overlaps(Box(0, -9, 10, -1))


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_an_event_is_named_with_its_country_and_towns_around(size: str) -> None:
    texts = read_texts(draw_event_map([spot()], scheme="light", size=size))  # type: ignore[arg-type]
    assert "Tarn Bridge" in texts
    assert len(texts) >= 3


def test_what_has_no_point_is_not_drawn() -> None:
    assert not can_map([NOWHERE]) and not can_map([])
    assert can_map([COUNTRY]) and can_map([NOWHERE, spot()])


def test_a_place_that_does_not_stand_for_the_event_is_drawn_dashed() -> None:
    other = spot("Sandry", lat=14.9, lon=-2.9, precision="district", radius_km=30, is_chosen=False)
    assert b"stroke-dasharray" in draw_event_map([spot(), other], scheme="light")
    assert b"stroke-dasharray" not in draw_event_map([spot()], scheme="light")


def test_a_country_is_drawn_as_its_outline() -> None:
    svg = draw_event_map([COUNTRY], scheme="light")
    assert max(len(each.get("d", "")) for each in ElementTree.fromstring(svg).iter()) > 500


@pytest.mark.parametrize("lon", [179.9, -179.9])
def test_a_place_at_the_line_of_dates_is_in_the_middle(lon: float) -> None:
    svg = draw_event_map([spot("Port", country="FJI", lat=-16.8, lon=lon)], scheme="light")
    assert "Port" in read_texts(svg)


@pytest.mark.parametrize("words", HOSTILE)
def test_names_of_places_stay_words(words: str) -> None:
    svg = draw_event_map([spot(words)], scheme="dark")
    tags = {each.tag.partition("}")[2] for each in ElementTree.fromstring(svg).iter()}
    assert not tags & {"script", "image", "a", "foreignObject"}
    assert any(text.startswith(make_plain(words)[:6]) for text in read_texts(svg))


def test_maps_are_the_same_bytes_each_time() -> None:
    assert draw_event_map([spot()], scheme="light") == draw_event_map([spot()], scheme="light")


def test_many_events_are_drawn_each_as_its_area_and_small() -> None:
    spots = [spot(str(n), lat=n % 40 - 20, lon=(n * 7) % 300 - 150) for n in range(500)]
    svg = draw_events_map([*spots, COUNTRY, NOWHERE], scheme="light")
    assert b"<title>Map of 501 events" in svg
    assert len(svg) < 1_000_000


def test_no_event_gives_a_map_of_the_world() -> None:
    assert ElementTree.fromstring(draw_events_map([], scheme="light")).tag.endswith("svg")


def test_the_smallest_area_still_has_corners() -> None:
    assert LEAST_CORNERS >= 8


def test_every_precision_has_an_area_in_words() -> None:
    areas = load_areas().areas
    assert set(areas) == {"site", "settlement", "district", "region", "country", "area", "unknown"}
    sizes = [areas[name].radius_km or 0 for name in ("site", "settlement", "district", "region", "area")]
    assert sizes == sorted(sizes) and sizes[0] > 0

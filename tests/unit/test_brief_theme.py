"""The colours of charts, maps and pages: readable, and the same everywhere (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from counterclaim.brief.document import load_style
from counterclaim.brief.draw import Scheme, load_theme

#: Least contrast of text, and of what is drawn.
TEXT, DRAWN = 4.5, 3.0


def get_luminance(colour: str) -> float:
    """Return the relative luminance of a colour, by the formula of WCAG 2."""
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def get_contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    dark, light = sorted((get_luminance(one), get_luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def read_tokens(scheme: Scheme) -> dict[str, str]:
    """Read the colours of the style sheet: the first block is light, the second dark."""
    blocks = re.findall(r":root \{(.*?)\}", load_style(), re.S)
    return dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", blocks[0 if scheme == "light" else 1]))


def test_contrast_is_that_of_the_standard() -> None:
    assert get_contrast("#000000", "#ffffff") == pytest.approx(21)
    assert get_contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_drawings_can_be_told_from_the_paper(scheme: Scheme) -> None:
    colours = load_theme().get_colours(scheme)
    for series in (*colours.series, colours.accent):
        assert get_contrast(series, colours.paper) >= DRAWN, series
    for text in (colours.ink, colours.muted, *colours.series):
        assert get_contrast(text, colours.paper) >= TEXT, text
    for ground in (colours.land, colours.home, colours.sea):
        assert get_contrast(colours.muted, ground) >= TEXT, ground
        assert get_contrast(colours.accent, ground) >= DRAWN, ground


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_style_sheet_has_the_same_colours_as_the_drawings(scheme: Scheme) -> None:
    colours, tokens = load_theme().get_colours(scheme), read_tokens(scheme)
    for name in ("paper", "ink", "muted", "rule", "accent"):
        assert tokens[name] == getattr(colours, name)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_can_be_read_on_every_ground(scheme: Scheme) -> None:
    tokens = read_tokens(scheme)
    for ground in ("paper", "raised", "accent-wash"):
        for word in ("ink", "muted", "accent", "link", "person"):
            assert get_contrast(tokens[word], tokens[ground]) >= TEXT, (word, ground)


def test_every_series_has_a_colour_and_a_shape() -> None:
    theme = load_theme()
    assert len(set(theme.shapes)) == len(set(theme.light.series)) == len(set(theme.dark.series)) == 8

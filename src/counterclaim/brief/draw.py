"""Draw Vega-Lite specifications as SVG with vl-convert, which nothing but this file imports.

Invariant: nothing is fetched, and what people wrote reaches a specification only as values of its
data, never as an expression. Equal specifications give equal bytes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module, resources
from typing import Any, Literal

import msgspec

from counterclaim.brief.plain import make_plain

#: Light and dark; a page offers both and the reader's browser chooses.
Scheme = Literal["light", "dark"]
#: On a screen or paper, and on a phone.
Size = Literal["wide", "narrow"]
#: Width of a drawing in pixels.
WIDTHS: Mapping[Size, int] = {"wide": 560, "narrow": 350}
#: Said in place of a drawing where the extra is not installed.
NO_DRAWING = "Charts and maps are drawn where the extra is installed: pip install 'counterclaim[page]'."
#: Fonts of the reader's own system: nothing is loaded.
_FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"

_CLIP = re.compile(r'(?<=id="clip)\d+(?=")|(?<=url\(#clip)\d+(?=\))')


class Colours(msgspec.Struct, frozen=True, kw_only=True):
    """The colours of one scheme, as CSS writes them."""

    paper: str
    ink: str
    muted: str
    rule: str
    accent: str
    #: One a voice, in their order.
    series: tuple[str, ...]
    sea: str
    land: str
    #: The country of the event.
    home: str
    border: str
    town: str


class Theme(msgspec.Struct, frozen=True, kw_only=True):
    """What `brief/data/theme.json` holds."""

    about: str
    #: One a voice, in their order.
    shapes: tuple[str, ...]
    light: Colours
    dark: Colours

    def get_colours(self, scheme: Scheme) -> Colours:
        """Return the colours of a scheme."""
        return self.light if scheme == "light" else self.dark


@lru_cache(maxsize=1)
def load_theme() -> Theme:
    """Load the colours once a process."""
    return msgspec.json.decode(read_drawing_file("theme"), type=Theme)


def load_spec(name: str) -> dict[str, Any]:
    """Load a fresh copy of a specification of `brief/data`."""
    return msgspec.json.decode(read_drawing_file(name), type=dict[str, Any])


def read_drawing_file(name: str) -> bytes:
    """Read a file of `brief/data` by its name without the ending."""
    return resources.files("counterclaim.brief").joinpath("data", f"{name}.json").read_bytes()


def can_draw() -> bool:
    """Tell whether the library that draws is installed."""
    try:
        import_module("vl_convert")
    except ImportError:
        return False
    return True


def draw(spec: Mapping[str, Any], *, scheme: Scheme, description: str) -> bytes:
    """Draw a specification as SVG, UTF-8.

    Args:
        spec: in Vega-Lite; its text that people wrote stands in its data alone.
        scheme: light or dark.
        description: what a screen reader says of the drawing.
    """
    import vl_convert

    colours = load_theme().get_colours(scheme)
    whole = {**_clean(spec), "background": colours.paper, "config": _make_config(colours)}
    drawn: str = vl_convert.vegalite_to_svg(whole, allowed_base_urls=[])
    return _name(drawn, description).encode("utf-8")


def _clean(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Take the characters that no XML may hold out of the data: the library ends the process on them."""
    cleaned = dict(spec)
    if "values" in spec.get("data", {}):
        cleaned["data"] = {"values": [_clean_row(row) for row in spec["data"]["values"]]}
    if "layer" in spec:
        cleaned["layer"] = [_clean(layer) for layer in spec["layer"]]
    return cleaned


def _clean_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: make_plain(value) if isinstance(value, str) else value for name, value in row.items()}


def _make_config(colours: Colours) -> dict[str, Any]:
    label = {"labelColor": colours.muted, "labelFontSize": 12, "titleColor": colours.muted}
    return {
        # What a mark is stands in the table beside the drawing; the marks say nothing twice.
        "aria": False,
        "font": _FONT,
        "view": {"stroke": None},
        "axis": {**label, "gridColor": colours.rule, "domainColor": colours.rule, "tickColor": colours.rule},
        "legend": {"labelColor": colours.ink, "labelFontSize": 12, "symbolOpacity": 1, "symbolSize": 80},
        "text": {"color": colours.ink},
    }


def _name(svg: str, description: str) -> str:
    """Put a title into the drawing, so that it has a name where it is opened by itself."""
    escaped = make_plain(description).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    head, mark, rest = svg.partition(">")
    return f'{head} role="img"{mark}<title>{escaped}</title>{_renumber(rest)}'


def _renumber(svg: str) -> str:
    """Number the clip paths from 0: the library counts them on from one drawing to the next."""
    numbers = {name: str(place) for place, name in enumerate(dict.fromkeys(_CLIP.findall(svg)))}
    return _CLIP.sub(lambda found: numbers[found.group()], svg)

"""HTML documents that load nothing and run nothing: one style sheet, whose hash their policy names."""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib import resources
from typing import Any

from markupsafe import Markup

from counterclaim.brief.templating import load_environment


def render_document(template: str, **values: Any) -> str:
    """Render a template that extends `document.html`."""
    style = load_style()
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = load_environment().get_template(template)
    # Our own style sheet, which is no text to escape.
    return page.render(values, style=Markup(style), style_hash=f"sha256-{digest}")


@lru_cache(maxsize=1)
def load_style() -> str:
    """Load the style sheet of briefs and pages."""
    return resources.files("counterclaim.brief").joinpath("static", "style.css").read_text("utf-8")


def link_nowhere(report: str, statement: str | None) -> str:
    """Return no address: a file by itself has no report beside it."""
    return ""

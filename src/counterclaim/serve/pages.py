"""The templates of pages, with those that the brief shares with them."""

from __future__ import annotations

from jinja2 import Environment

from counterclaim.brief.templating import load_environment

#: Pages first, then the parts that the brief and the pages share.
PACKAGES = ("counterclaim.serve", "counterclaim.brief")


def load_pages() -> Environment:
    """Load the templates of pages once a process."""
    return load_environment(PACKAGES)

"""Make pages from templates: everything that a report or a person wrote is escaped."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

from counterclaim.brief.plain import make_plain

#: Pages first, then the parts that the brief and the pages share.
_PACKAGES = ("counterclaim.serve", "counterclaim.brief")


@lru_cache(maxsize=1)
def load_environment() -> Environment:
    """Load the templates of pages and briefs; a value that is missing is an error, not a blank."""
    loaders = [
        PackageLoader(package) for package in _PACKAGES if files(package).joinpath("templates").is_dir()
    ]
    environment = Environment(
        loader=ChoiceLoader(loaders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Control and bidirectional marks of a report must not change how the words around them read.
    environment.filters["plain"] = make_plain
    return environment

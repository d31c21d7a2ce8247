"""What a language's own model adds where it is installed: names that it takes for places.

French has one (extra `fr`); without it, and in Spanish, names are known by tables and nouns alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import import_module, metadata
from importlib.util import find_spec

from spacy.language import Language

from counterclaim.model.span import Span

#: Language to the package of its model.
_PACKAGES: Mapping[str, str] = {"fr": "fr_core_news_sm"}
#: Parts of the model that finding names does not need.
_UNUSED = ("morphologizer", "parser", "attribute_ruler", "lemmatizer")
#: What the model calls a place.
_PLACE = "LOC"


def find_model(language: str) -> str | None:
    """Find the installed model of a language, as name and version; None where there is none."""
    package = _PACKAGES.get(language)
    if package is None or find_spec(package) is None:
        return None
    return f"{package} {metadata.version(package.replace('_', '-'))}"


def find_located(text: str, language: str) -> tuple[Span, ...]:
    """Find the names that the model of a language takes for places; none without a model."""
    if find_model(language) is None:
        return ()
    doc = _load_model(language)(text)
    return tuple(Span(ent.start_char, ent.end_char) for ent in doc.ents if ent.label_ == _PLACE)


@lru_cache(maxsize=2)
def _load_model(language: str) -> Language:
    model: Language = import_module(_PACKAGES[language]).load(exclude=list(_UNUSED))
    return model

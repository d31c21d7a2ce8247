"""The lexicon of harm: verbs by form, adjectives and nouns of harm, words for people."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from typing import Any


@lru_cache(maxsize=1)
def load_harms() -> Mapping[str, Any]:
    """Load the lexicon of harm once a process."""
    path = resources.files("counterclaim.vocabulary").joinpath("en", "harms.json")
    harms: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return harms


@lru_cache(maxsize=64)
def get_words(key: str) -> frozenset[str]:
    """Return one word list of the lexicon."""
    return frozenset(load_harms()[key])


@lru_cache(maxsize=1)
def get_noun_words() -> frozenset[str]:
    """Return every noun of harm ("deaths", "injuries", "bodies")."""
    return frozenset(word for cue in load_harms()["noun_cues"] for word in cue["words"])


@lru_cache(maxsize=1)
def get_verbs() -> Mapping[str, str]:
    """Return the verb of every written form ("shot": "shoot")."""
    forms: Mapping[str, Mapping[str, list[str]]] = load_harms()["verb_forms"]
    return {
        spelling: verb
        for verb, kinds in forms.items()
        for spellings in kinds.values()
        for spelling in spellings
    }

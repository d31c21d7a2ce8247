"""Place names and their coordinates."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from counterclaim.annotate.layers import PartyName, PlaceName


def find_places(doc: Doc, parties: Sequence[PartyName]) -> tuple[PlaceName, ...]:
    """Find the places of a parsed text, in text order."""
    return ()

"""Number phrases with their operators."""

from __future__ import annotations

from spacy.tokens import Doc

from counterclaim.annotate.layers import Quantity


def find_quantities(doc: Doc) -> tuple[Quantity, ...]:
    """Find the number phrases of a parsed text, in text order."""
    return ()

"""Attributions: who is said to say what."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from counterclaim.annotate.layers import Attribution, PartyName, QuotationLayer


def find_attributions(
    doc: Doc, quotations: QuotationLayer, parties: Sequence[PartyName]
) -> tuple[Attribution, ...]:
    """Find the attributions of a parsed text, in text order of their cues."""
    return ()

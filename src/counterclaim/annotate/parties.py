"""Party names: countries, governments, armed groups, bodies."""

from __future__ import annotations

from spacy.tokens import Doc

from counterclaim.annotate.layers import PartyName


def find_parties(doc: Doc) -> tuple[PartyName, ...]:
    """Find the words that name parties, in text order, longest first where they overlap."""
    return ()

"""`plover.text_rights`: which words of a report may leave the ledger (codebooks 10.3)."""

from __future__ import annotations

from typing import Literal

#: What the user holds of a report's words: all, short quotations, nothing.
Rights = Literal["full", "snippet", "none"]


def find_text(text: str, rights: Rights) -> str:
    """Find the words that may be passed on: all of them with full rights, otherwise none."""
    return text if rights == "full" else ""

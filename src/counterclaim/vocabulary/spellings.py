"""Spellings: the ways in which print turns names of other scripts into Latin letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def iter_spellings(wording: str, families: Sequence[Sequence[str]]) -> Iterator[str]:
    """Iterate over the spellings of a name, the one given first.

    Args:
        wording: the name as the lexicon has it ("Tehrik-i-Taliban").
        families: strings that stand for each other in names ("-e-", "-i-").
    """
    found = [wording]
    for family in families:
        for known in tuple(found):
            own = next((form for form in family if form in known), None)
            if own is not None:
                found.extend(known.replace(own, form, 1) for form in family if form != own)
    yield from dict.fromkeys(found)

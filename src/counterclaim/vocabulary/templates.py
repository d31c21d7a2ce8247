"""Patterns as the data files write them: named fragments, lists of words, plain spaces.

In a template `%name%` stands for a fragment and `%=name%` for the alternatives of a list; a space
is white space of any length, `~` optional white space, and a straight apostrophe both apostrophes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

_FRAGMENT = re.compile(r"%(=?)(\w+)%")
#: Escapes and classes are read whole, for a space in them is no white space of the template.
_PIECES = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]| |~|'")


def expand_template(template: str, fragments: Mapping[str, str], lists: Mapping[str, str]) -> str:
    """Put fragments and alternatives in the place of their names, inner ones too."""

    def expand(match: re.Match[str]) -> str:
        is_list, name = match.groups()
        return lists[name] if is_list else fragments[name]

    while _FRAGMENT.search(template):
        template = _FRAGMENT.sub(expand, template)
    return template


def write_spaces(template: str, space: str) -> str:
    """Write the spaces, tildes and apostrophes of a template as what they stand for.

    Args:
        template: what `expand_template` gives.
        space: the class of white space, without repetition.
    """

    def replace(match: re.Match[str]) -> str:
        piece = match.group()
        if piece.startswith("["):
            return piece.replace(" ", r"\s").replace("'", "'’")
        return {" ": f"{space}+", "~": f"{space}*", "'": "['’]"}.get(piece, piece)

    return _PIECES.sub(replace, template)

"""Compile the cue patterns of the languages that are read without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from counterclaim.vocabulary.templates import expand_template, write_spaces

#: White space of a template never crosses a line.
_SPACE = r"[^\S\n]"


def compile_cue(
    templates: str | Iterable[str], fragments: Mapping[str, str] | None = None, *, ends: bool = False
) -> re.Pattern[str]:
    """Compile templates into one pattern between word boundaries, case aside.

    Args:
        templates: one template, or several of which any may match, the longest first.
        fragments: what the names in percent signs stand for.
        ends: the match must reach the end of the text.
    """
    return re.compile(
        rf"(?<![\w-]){join_templates(templates, fragments)}(?![\w]){'$' if ends else ''}", re.IGNORECASE
    )


def join_templates(templates: str | Iterable[str], fragments: Mapping[str, str] | None = None) -> str:
    """Join templates into one alternative, the longest first."""
    given = [templates] if isinstance(templates, str) else sorted(templates, key=len, reverse=True)
    written = (write_spaces(expand_template(each, fragments or {}, {}), _SPACE) for each in given)
    return "(?:" + "|".join(written) + ")"

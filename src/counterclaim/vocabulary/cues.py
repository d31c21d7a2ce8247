"""Compile the cue patterns of the languages that are read without a parse."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from counterclaim.vocabulary.templates import expand_template, write_spaces

#: White space of a template never crosses a line.
_SPACE = r"[^\S\n]"
#: What parts a number from what it counts; digits may be run into it ("36morts").
GAP = r"(?:[^\S\n]+|(?<=\d))"
#: Most words between a negation and what it negates.
MOST_BETWEEN = 2


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


def compile_before(words: Iterable[str], most: int) -> re.Pattern[str]:
    """Compile words that stand right before the end of a text, or so many words before it."""
    # An elided word ("n'") has no boundary after it; another is a whole word.
    whole = [word if word.endswith("'") else rf"{word}(?!\w)" for word in words]
    return compile_cue([rf"{word}~(?:[\w']+ ?){{0,{most}}}" for word in whole], ends=True)


def join_templates(templates: str | Iterable[str], fragments: Mapping[str, str] | None = None) -> str:
    """Join templates into one alternative, the longest first."""
    given = [templates] if isinstance(templates, str) else sorted(templates, key=len, reverse=True)
    written = (write_spaces(expand_template(each, fragments or {}, {}), _SPACE) for each in given)
    return "(?:" + "|".join(written) + ")"

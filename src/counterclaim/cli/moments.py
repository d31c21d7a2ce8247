"""Moments of options: a day, which means its end, or an instant."""

from __future__ import annotations

from datetime import datetime

import typer


def parse_moment(text: str | None, *, option: str, is_start: bool = False) -> datetime | None:
    """Parse the moment of an option: a bare day is its end, an instant without a zone is in UTC.

    Args:
        text: ISO 8601: 2024-01-03, 2024-01-03T18:00, 2024-01-03T18:00+02:00; None gives None.
        option: the option's name, for the message.
        is_start: a bare day is its start instead.

    Raises:
        typer.BadParameter: it is no such date or instant.
    """
    from counterclaim.policy import moment

    if text is None:
        return None
    try:
        return moment.parse_moment(text, is_start=is_start)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint=option) from error

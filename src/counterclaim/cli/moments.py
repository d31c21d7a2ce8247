"""Moments of options: a day, which means its end, or an instant."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

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
    from counterclaim.policy.moment import make_day_end

    if text is None:
        return None
    try:
        day = date.fromisoformat(text)
        return datetime.combine(day, time.min, tzinfo=UTC) if is_start else make_day_end(day)
    except ValueError:
        pass
    try:
        moment = datetime.fromisoformat(text)
    except ValueError as error:
        raise typer.BadParameter(
            f"{text!r} is no moment; write 2024-01-31, 2024-01-31T18:00 or 2024-01-31T18:00+02:00",
            param_hint=option,
        ) from error
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)

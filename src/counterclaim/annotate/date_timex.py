"""Write time expressions as TIMEX3 values (TimeML annotation guidelines 1.2.1, section 2.2)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from counterclaim.annotate.date_meaning import DateMeaning, Season, Unit
from counterclaim.annotate.layers import DateExpression
from counterclaim.model.values import DateValue

_SEASONS: Mapping[Season, str] = {"spring": "SP", "summer": "SU", "autumn": "FA", "winter": "WI"}
_LETTERS: Mapping[Unit, str] = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "fortnight": "W",
    "month": "M", "quarter": "Q", "year": "Y", "decade": "Y", "century": "Y",
}  # fmt: skip
#: How many of its letter a unit holds.
_FACTORS: Mapping[Unit, int] = {"fortnight": 2, "decade": 10, "century": 100}
#: How a stretch of an unknown number of them is written.
_VAGUE: Mapping[Unit, str] = {"decade": "PXDE", "century": "PXCE"}
#: How a number and a half is written.
_HALVES: Mapping[Unit, str] = {"year": "P{}Y6M", "hour": "PT{}H30M", "minute": "PT{}M30S", "day": "P{}DT12H"}
_WHOLE_HALVES: Mapping[Unit, str] = {"year": "P6M", "hour": "PT30M", "minute": "PT30S", "day": "PT12H"}


def to_timex(expression: DateExpression) -> str:
    """Write an expression as a TIMEX3 value; X stands for what is not known."""
    meaning, value = expression.meaning, expression.value
    if meaning is None:
        return render_value(value) if value else "XXXX-XX-XX"
    if meaning.kind in {"DURATION", "SET"}:
        return render_duration(meaning)
    if meaning.reference is not None:
        return meaning.reference
    if value is None:
        return _render_unknown(meaning)
    return _render_days(meaning, value) + _render_time(meaning)


def render_value(value: DateValue) -> str:
    """Write days by their precision alone."""
    formats: Mapping[str, Callable[[], str]] = {
        "week": lambda: value.start.strftime("%G-W%V"),
        "month": lambda: value.start.strftime("%Y-%m"),
        "year": lambda: value.start.strftime("%Y"),
    }
    return formats.get(value.precision, value.start.isoformat)()


def render_duration(meaning: DateMeaning) -> str:
    """Write a length of time ("P2W", "PT3H"; "PXD" where the number is vague)."""
    if meaning.month is not None:
        return f"XXXX-{meaning.month:02d}"
    if meaning.unit is None:
        return f"XXXX-WXX-{'X' if meaning.weekday is None else meaning.weekday + 1}" + _render_time(meaning)
    letter = _LETTERS[meaning.unit]
    is_vague = meaning.count is None and meaning.form != "set"
    count = 1.0 if meaning.count is None else meaning.count
    if is_vague and meaning.unit in _VAGUE:
        return _VAGUE[meaning.unit]
    if count == 0.5 and meaning.unit in _WHOLE_HALVES:
        return _WHOLE_HALVES[meaning.unit]
    if not is_vague and count % 1 == 0.5 and meaning.unit in _HALVES:
        return _HALVES[meaning.unit].format(int(count))
    number = "X" if is_vague else f"{count * _FACTORS.get(meaning.unit, 1):g}"
    return f"PT{number}{letter[1]}" if letter.startswith("T") else f"P{number}{letter}"


def _render_days(meaning: DateMeaning, value: DateValue) -> str:
    """Write the days that the words name, by their unit where they have one."""
    start = value.start
    if meaning.season is not None:
        return f"{start.year}-{_SEASONS[meaning.season]}"
    if is_quarter(meaning, value):
        return f"{start.year}-Q{(start.month + 2) // 3}"
    if meaning.half is not None:
        return f"{start.year}-H{meaning.half}"
    if meaning.decade is not None or meaning.unit == "decade":
        return f"{start.year // 10}"
    if meaning.century is not None or meaning.unit == "century":
        return f"{start.year // 100:02d}"
    if meaning.unit == "weekend":
        return start.strftime("%G-W%V-WE")
    if meaning.unit in {"week", "fortnight"}:
        return start.strftime("%G-W%V")
    is_name = meaning.form == "calendar" and meaning.day is None
    if meaning.unit == "month" or (is_name and meaning.month is not None):
        return start.strftime("%Y-%m")
    return start.strftime("%Y") if meaning.unit == "year" or is_name else render_value(value)


def is_quarter(meaning: DateMeaning, value: DateValue) -> bool:
    """Tell whether words stand for a quarter of a year, by name or by what they are compared with."""
    is_named = meaning.quarter is not None or meaning.unit == "quarter"
    return is_named or (meaning.form == "told" and value.precision == "range")


def _render_time(meaning: DateMeaning) -> str:
    """Write the time of day, empty where the words name none."""
    if meaning.clock is not None:
        return f"T{meaning.clock}"
    return f"T{meaning.daypart}" if meaning.daypart else ""


def _render_unknown(meaning: DateMeaning) -> str:
    """Write an expression whose days are not known."""
    if meaning.kind == "TIME":
        return f"XXXX-XX-XX{_render_time(meaning)}"
    if meaning.month is not None:
        return f"XXXX-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
    if meaning.weekday is not None:
        return f"XXXX-WXX-{meaning.weekday + 1}"
    return "XXXX-XX-XX" if meaning.unit in {None, "day"} else "XXXX"

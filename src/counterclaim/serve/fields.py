"""What a person fills in for a value: the fields of a form, and what was changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import msgspec

from counterclaim.model.codec import VALUE_TYPES
from counterclaim.model.statement import Property
from counterclaim.model.values import TollValue, Value
from counterclaim.reconcile.drafts import UNBOUND

#: Names of the value's fields in a form begin so.
FIELD_PREFIX = "value."


class FieldTable(msgspec.Struct, frozen=True):
    """The data file: which fields a form has for which property."""

    about: str
    groups: Mapping[Property, str]
    fields: Mapping[str, tuple[tuple[str, str], ...]]
    optional: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of a form."""

    #: As the form sends it.
    name: str
    label: str
    #: What it holds now, as text; blank for nothing.
    held: str
    #: Where there are few, what it may hold; empty for free text.
    choices: tuple[str, ...]


@lru_cache(maxsize=1)
def load_field_table() -> FieldTable:
    """Load which fields a form has."""
    path = files("counterclaim.serve").joinpath("data", "fields.json")
    return msgspec.json.decode(path.read_bytes(), type=FieldTable)


def make_fields(property: Property, value: Value | None = None) -> tuple[Field, ...]:
    """Make the fields of a property, filled with a value where it is of that kind."""
    kind = VALUE_TYPES[property]
    held = _say_value(value) if isinstance(value, kind) else {}
    table = load_field_table()
    return tuple(
        Field(
            name=FIELD_PREFIX + name,
            label=label,
            held=held.get(name, ""),
            choices=_find_choices(kind, name),
        )
        for name, label in table.fields[table.groups[property]]
    )


def find_filled(form: Mapping[str, str], value: Value | None = None) -> dict[str, Any]:
    """Find what a form says of a value that the value does not say already; blank takes a field away."""
    held = _say_value(value) if value is not None else {}
    given = {
        name.removeprefix(FIELD_PREFIX): said.strip()
        for name, said in form.items()
        if name.startswith(FIELD_PREFIX)
    }
    return {name: said for name, said in given.items() if said != held.get(name, "")}


def _say_value(value: Value) -> dict[str, str]:
    """Say the fields of a value as text; bounds that follow from its operator are not said."""
    built = cast(Mapping[str, object], msgspec.to_builtins(value))
    said = {name: "" if each is None else str(each) for name, each in built.items()}
    if isinstance(value, TollValue) and value.op not in UNBOUND:
        said |= {"low": "", "high": ""}
    return said


def _find_choices(kind: type[Value], name: str) -> tuple[str, ...]:
    hint = get_type_hints(kind)[name]
    return tuple(map(str, get_args(hint))) if get_origin(hint) is Literal else ()

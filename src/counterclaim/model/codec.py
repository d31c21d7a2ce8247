"""Statements to and from JSON; `decode_statement` is the exact inverse of `encode_statement`."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from counterclaim.model.statement import HARMS, Property, Statement
from counterclaim.model.values import (
    DateValue,
    PartyValue,
    PlaceValue,
    ResponsibilityValue,
    TollValue,
    TypeValue,
    Value,
    WeaponValue,
)

#: Which class of value each property holds.
VALUE_TYPES: Mapping[Property, type[Value]] = {
    **dict.fromkeys(HARMS, TollValue),
    "date": DateValue,
    "place": PlaceValue,
    "actor": PartyValue,
    "recipient": PartyValue,
    "weapon": WeaponValue,
    "type": TypeValue,
    "responsibility": ResponsibilityValue,
}


class _RawStatement(msgspec.Struct):
    """The two fields of a statement's JSON that decide how to read the rest."""

    property: Property
    value: msgspec.Raw


def encode_statement(statement: Statement) -> bytes:
    """Encode a statement as one JSON object, keys in the order of the contract."""
    return msgspec.json.encode(statement)


def decode_statement(line: bytes | str) -> Statement:
    """Decode a statement from JSON.

    Raises:
        msgspec.ValidationError: the JSON is no statement; the message names the path.
    """
    raw = msgspec.json.decode(line, type=_RawStatement)
    value = msgspec.json.decode(raw.value, type=VALUE_TYPES[raw.property])
    fields = msgspec.json.decode(line)
    fields["value"] = None
    shell = msgspec.convert(fields, type=_Shell)
    return Statement(**{name: getattr(shell, name) for name in shell.__struct_fields__}, value=value)


def make_shell(kind: type[msgspec.Struct], without: str) -> type[msgspec.Struct]:
    """Make a struct like another one less a field that msgspec cannot tell apart: a bare `Value`."""
    return msgspec.defstruct(
        "_Shell",
        [
            (field.name, field.type, *([] if field.required else [field.default]))
            for field in msgspec.structs.fields(kind)
            if field.name != without
        ],
        kw_only=True,
    )


_Shell = make_shell(Statement, "value")

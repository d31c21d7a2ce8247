"""FollowTheMoney: write its entities, and the same as its statements (codebooks 8.1)."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.export import choices
from counterclaim.export.catalog import EventFormat
from counterclaim.export.each import Made, write_each
from counterclaim.export.ftm_entities import Entity, load_ftm, make_entities, resolve_all
from counterclaim.export.losses import Losses
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.violations import Violation

ENTITIES_FILE = "entities.ftm.json"
STATEMENTS_FILE = "statements.csv"


def write_ftm(events: EventSet, folder: Path) -> Losses:
    """Write the entities as JSON Lines and as statements; an entity of several events stands once.

    Reports and parties that several events share are the same entity each time; the dates between
    which it was seen are those of its first event.
    """
    seen: set[str] = set()
    with (
        (folder / ENTITIES_FILE).open("wb") as entities,
        (folder / STATEMENTS_FILE).open("w", encoding="utf-8", newline="") as statements,
    ):
        writer = csv.DictWriter(statements, load_ftm().statement_columns, dialect="unix")
        writer.writeheader()

        def emit(entity: Entity) -> None:
            if entity.id not in seen:
                seen.add(entity.id)
                entities.write(msgspec.json.encode(_to_object(entity)) + b"\n")
                writer.writerows(iter_statements(entity))

        return write_each(events, _make, emit, cannot_hold=load_ftm().losses)


def iter_statements(entity: Entity) -> Iterator[dict[str, str]]:
    """Yield the statements of an entity; no value is blank."""
    dataset = entity.datasets[0]
    for prop, values in entity.properties.items():
        for value in values:
            yield {
                "canonical_id": entity.id,
                "entity_id": entity.id,
                "prop": prop,
                "prop_type": load_ftm().prop_types[prop],
                "schema": entity.schema,
                "value": value,
                "dataset": dataset,
                "origin": load_ftm().origin,
                "original_value": _find_original(entity, prop, value),
                "external": "f",
                "first_seen": entity.first_seen,
                "last_seen": entity.last_seen,
                "id": make_statement_key(dataset, entity.id, prop, value),
            }


def _find_original(entity: Entity, prop: str, value: str) -> str:
    """Find the report's own words for a value; blank where it is those words."""
    original = entity.originals.get(prop, "")
    return "" if original == value else original


def make_statement_key(dataset: str, entity: str, prop: str, value: str) -> str:
    """Make the id of a statement as FollowTheMoney does (codebooks 8.1)."""
    key = f"{dataset}.{entity}.{prop}.{value}"
    return hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()


def check_ftm(folder: Path) -> Iterator[Violation]:
    """Check that events and mentions have what their schema asks for, and links lead somewhere."""
    with (folder / ENTITIES_FILE).open("rb") as lines:
        entities = [msgspec.json.decode(line) for line in lines]
    known = {entity["id"] for entity in entities}
    required = {"Event": ("name",), "Mention": ("document", "name")}
    for row, entity in enumerate(entities, start=1):
        for prop in required.get(entity["schema"], ()):
            if not entity["properties"].get(prop):
                yield Violation(row=row, column=prop, rule="required", message="is missing")
        for prop, values in entity["properties"].items():
            if load_ftm().prop_types[prop] == "entity" and (lost := set(values) - known):
                message = f"leads to {sorted(lost)}, which the file lacks"
                yield Violation(row=row, column=prop, rule="link", message=message)


def _make(file: EventFile) -> Made[Entity]:
    """Make an event's entities; every statement is a Note, so that none is lost."""
    held = {each.statement.id for each in file.testimonies}
    return Made(rows=make_entities(file), held=held, resolutions=resolve_all(file))


def _to_object(entity: Entity) -> dict[str, Any]:
    fields: dict[str, Any] = msgspec.to_builtins(entity)
    return {
        name: fields[name] for name in ("id", "schema", "properties", "datasets", "first_seen", "last_seen")
    }


FORMAT = EventFormat(
    write=write_ftm,
    check=check_ftm,
    policies=(choices.COUNTS, *choices.FRAME_POLICIES),
)

"""Web Annotation: write the annotations of every statement as one JSON-LD collection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec

from counterclaim.export.annotation import iter_annotations, load_annotation_table
from counterclaim.export.catalog import EventFormat
from counterclaim.export.each import Made, write_each
from counterclaim.export.losses import Losses
from counterclaim.export.record import EventFile, EventSet
from counterclaim.export.violations import Violation

FILE = "annotations.jsonld"
COLLECTION = "urn:counterclaim:annotations"


def write_annotations(events: EventSet, folder: Path) -> Losses:
    """Write one collection with one page; its total stands at the end, once all are written."""
    head = {
        "@context": load_annotation_table().context,
        "id": COLLECTION,
        "type": "AnnotationCollection",
        "label": "What reports say, with the words and the speaker",
    }
    page = {"id": f"{COLLECTION}:page", "type": "AnnotationPage", "partOf": COLLECTION, "startIndex": 0}
    with (folder / FILE).open("wb") as out:
        out.write(_open(head) + b',"first":' + _open(page) + b',"items":[')
        empty = out.tell()

        def emit(annotation: Mapping[str, Any]) -> None:
            out.write(b",\n" if out.tell() > empty else b"\n")
            out.write(msgspec.json.encode(annotation))

        losses = write_each(events, _make, emit, cannot_hold=load_annotation_table().losses)
        out.write(b'\n]},"total":%d}\n' % losses.rows)
    return losses


def check_annotations(folder: Path) -> Iterator[Violation]:
    """Check types, motivations, keys and both selectors of every annotation against the vocabulary."""
    collection = msgspec.json.decode((folder / FILE).read_bytes())
    ids: set[str] = set()
    for row, annotation in enumerate(collection["first"]["items"], start=1):
        if annotation["id"] in ids:
            yield Violation(row=row, column="id", rule="unique", message=f"{annotation['id']} stands twice")
        ids.add(annotation["id"])
        yield from _check_annotation(row, annotation)


def _check_annotation(row: int, annotation: Mapping[str, Any]) -> Iterator[Violation]:
    table = load_annotation_table()
    if annotation["motivation"] not in table.motivations:
        message = f"{annotation['motivation']} is no motivation"
        yield Violation(row=row, column="motivation", rule="code", message=message)
    for key in sorted({key for key, _ in _iter_pairs(annotation)} - table.terms):
        yield Violation(row=row, column=key, rule="context", message="is no term of the context")
    for kind in sorted({each for key, each in _iter_pairs(annotation) if key == "type"} - table.types):
        yield Violation(row=row, column="type", rule="context", message=f"{kind} is no type of the context")
    for chosen in annotation["target"]:
        position, quote = chosen["selector"]
        if position["end"] - position["start"] != len(quote["exact"]):
            message = "the selectors are of different lengths"
            yield Violation(row=row, column="selector", rule="span", message=message)


def _iter_pairs(node: object) -> Iterator[tuple[str, Any]]:
    """Iterate over the keys and values of an annotation at every depth."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield key, value
            yield from _iter_pairs(value)
    elif isinstance(node, list):
        for part in node:
            yield from _iter_pairs(part)


def _make(file: EventFile) -> Made[dict[str, Any]]:
    rows = [annotation for each in file.testimonies for annotation in iter_annotations(each)]
    return Made(rows=rows, held={each.statement.id for each in file.testimonies})


def _open(node: Mapping[str, Any]) -> bytes:
    """Encode an object without its closing brace."""
    return msgspec.json.encode(node)[:-1]


FORMAT = EventFormat(write=write_annotations, check=check_annotations, policies=())

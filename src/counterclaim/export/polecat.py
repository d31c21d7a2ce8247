"""POLECAT: the records of PLOVER in the 40 columns of its yearly files (codebooks 4.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from counterclaim.export.plover_table import load_plover
from counterclaim.export.table import make_line
from counterclaim.vocabulary.parties import load_countries

#: The published files end in .txt and are tab-separated; ours says what it is.
POLECAT_FILE = "polecat.tsv"
_SEPARATOR = ";"


def write_polecat(path: Path, records: Iterable[Mapping[str, Any]]) -> None:
    """Write records as tab-separated values, a row a mode."""
    columns = load_plover().polecat_columns
    with path.open("w", encoding="utf-8", newline="") as out:
        out.write("\t".join(columns) + "\n")
        for record in records:
            for row in iter_rows(record):
                out.write("\t".join(make_line(str(row.get(column, ""))) for column in columns) + "\n")


def iter_rows(record: Mapping[str, Any]) -> Iterator[dict[str, str | float]]:
    """Yield the rows of a record; columns that we cannot fill (COW, Wikipedia, Intensity) are blank."""
    for mode in record.get("mode") or [""]:
        yield {
            "Event ID": record["id"],
            "Event Date": record["date"],
            "Event Type": record["event"][0],
            "Event Mode": mode,
            "Quad Code": record["quad_code"],
            "Contexts": _SEPARATOR.join(record["context"]),
            **_make_side("Actor", record["actor"]),
            **_make_side("Recipient", record.get("recipient", ())),
            **_make_place(record.get("event_loc", {})),
            **_make_citation(record["cite_info"]),
        }


def _make_side(side: str, entities: Sequence[Mapping[str, str]]) -> dict[str, str]:
    if not entities:
        return {}
    country = load_countries().get(entities[0].get("code", ""))
    names = _SEPARATOR.join(entity["entity_text"] for entity in entities)
    return {
        f"{side} Name": names,
        f"{side} Country": country.name if country else "",
        f"Primary {side} Sector": entities[0]["sector"],
        f"{side} Sectors": _SEPARATOR.join(sorted({entity["sector"] for entity in entities})),
        f"{side} Name Raw": names,
    }


def _make_place(place: Mapping[str, Any]) -> dict[str, str | float]:
    columns = {
        "Placename": "resolved_place",
        "City": "city",
        "District": "district",
        "Province": "province",
        "Country": "country",
        "Latitude": "lat",
        "Longitude": "lon",
        "GeoNames ID": "geonameid",
        "Raw Placename": "extracted_place",
    }
    return {column: place[field] for column, field in columns.items() if field in place}


def _make_citation(reports: Sequence[Mapping[str, str]]) -> dict[str, str]:
    return {
        "Source": _join(reports, "publication"),
        "Publication Date": min((report["date"] for report in reports if "date" in report), default=""),
        "Language": _join(reports, "language"),
        "Version": "counterclaim",
    }


def _join(reports: Sequence[Mapping[str, str]], field: str) -> str:
    return _SEPARATOR.join(sorted({report[field] for report in reports if field in report}))

"""The exchange formats are opened with the programs that people open them with."""

from __future__ import annotations

import json
import subprocess
import warnings
from io import BytesIO
from pathlib import Path

import pytest

from counterclaim.export import ftm, geojson, hapi, hxl, plover, polecat
from counterclaim.export.ftm_entities import load_ftm
from counterclaim.export.hxl_table import load_hxl
from tests.conftest import require_consumer, require_program
from tests.exchange import make_full_file, make_set


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write two events in the formats under test."""
    events = make_set(make_full_file(), make_full_file("Other Wire"))
    for form in (geojson.FORMAT, ftm.FORMAT, hxl.FORMAT, hapi.FORMAT, plover.FORMAT):
        form.write(events, tmp_path)
    return tmp_path


def test_geopandas_reads_points_and_counts(folder: Path) -> None:
    geopandas = require_consumer("geopandas")
    shapely = require_consumer("shapely")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame = geopandas.read_file(folder / geojson.FILE, engine="pyogrio")
    assert len(frame) == 2
    assert frame.crs.to_epsg() == 4326
    assert list(frame.geometry) == [shapely.Point(-2.26, 1.51)] * 2
    assert list(frame["killed_best"]) == [31, 31]
    assert frame["date_start"].dt.date.astype(str).to_list() == ["2031-03-03"] * 2
    assert "Ostrava Sul: blamed by" in str(frame["positions"].iloc[0])


def test_ogrinfo_reads_the_layer(folder: Path) -> None:
    command = [require_program("ogrinfo"), "-al", "-so", str(folder / geojson.FILE)]
    told = subprocess.run(command, capture_output=True, check=True, text=True)
    assert "Feature Count: 2" in told.stdout
    assert "Geometry: Point" in told.stdout
    assert "killed_best: Integer" in told.stdout
    assert "ERROR" not in told.stderr
    assert "Warning" not in told.stderr


def test_libhxl_reads_the_hashtags(folder: Path) -> None:
    hxl_library = require_consumer("hxl")
    content = BytesIO((folder / hxl.FILE).read_bytes())
    with hxl_library.data(hxl_library.make_input(content)) as rows:
        tags = [(column.tag, frozenset(column.attributes)) for column in rows.columns]
        killed = [row.get("#affected+killed+best") for row in rows]
    written = (tag.split("+") for tag in load_hxl().columns.values())
    assert tags == [(name, frozenset(attributes)) for name, *attributes in written]
    assert killed == ["31", "31"]


def test_libhxl_validates_counts_and_dates(folder: Path) -> None:
    hxl_library = require_consumer("hxl")
    schema = hxl_library.schema(
        hxl_library.data(
            [
                ["#valid_tag", "#valid_datatype", "#valid_value+min", "#valid_required"],
                ["#affected+killed+best", "number", "0", ""],
                ["#date+start", "date", "", ""],
                ["#geo+lat", "number", "-90", ""],
                ["#event+id", "text", "", "true"],
            ]
        )
    )
    content = BytesIO((folder / hxl.FILE).read_bytes())
    with hxl_library.data(hxl_library.make_input(content)) as rows:
        assert schema.validate(rows)


def test_pandas_reads_months_and_polecat(folder: Path) -> None:
    pandas = require_consumer("pandas")
    months = pandas.read_csv(folder / hapi.FILE, parse_dates=["reference_period_start"])
    assert list(months.fatalities) == [62, 62]
    assert str(months.reference_period_start.dt.month.iloc[0]) == "3"
    records = pandas.read_csv(folder / polecat.POLECAT_FILE, sep="\t", keep_default_na=False)
    assert records.shape[1] == 40
    assert set(records["Event Type"]) == {"ASSAULT", "AGREE", "ACCUSE", "REJECT"}
    lines = pandas.read_json(folder / plover.FILE, lines=True)
    assert len(lines) == len(records)


def test_followthemoney_accepts_every_entity(folder: Path) -> None:
    require_consumer("followthemoney")
    from followthemoney import model
    from followthemoney.proxy import EntityProxy

    lines = (folder / ftm.ENTITIES_FILE).read_text().splitlines()
    for line in lines:
        given = json.loads(line)
        entity = EntityProxy.from_dict(given, cleaned=False)
        model.get(entity.schema.name).validate(given)
        kept = {name: tuple(sorted(values)) for name, values in entity.to_dict()["properties"].items()}
        assert kept == {name: tuple(values) for name, values in given["properties"].items()}, (
            "values were dropped"
        )
    assert {json.loads(line)["schema"] for line in lines} >= {
        "Event",
        "Article",
        "Mention",
        "Note",
        "LegalEntity",
    }


def test_followthemoney_reads_the_statements_and_makes_their_ids(folder: Path) -> None:
    require_consumer("followthemoney")
    from followthemoney.statement import CSV, StatementEntity, read_statements

    content = BytesIO((folder / ftm.STATEMENTS_FILE).read_bytes())
    statements = list(read_statements(content, format=CSV))
    header = (folder / ftm.STATEMENTS_FILE).read_text().partition("\n")[0]
    assert header.replace('"', "") == ",".join(load_ftm().statement_columns)
    assert [each.id for each in statements] == [each.generate_key() for each in statements]
    lines = (folder / ftm.ENTITIES_FILE).read_text().splitlines()
    given = {each["id"]: each for each in map(json.loads, lines)}
    by_entity: dict[str, list[object]] = {}
    for each in statements:
        by_entity.setdefault(each.entity_id, []).append(each)
    assert by_entity.keys() == given.keys()
    for identity, own in by_entity.items():
        entity = StatementEntity.from_statements(_make_dataset(), own)
        assert entity.schema.name == given[identity]["schema"]
        assert {name: sorted(entity.get(name)) for name in given[identity]["properties"]} == given[identity][
            "properties"
        ]


def _make_dataset() -> object:
    from followthemoney import Dataset

    return Dataset.make({"name": "counterclaim", "title": "Counterclaim"})

"""What the exchange formats write: PLOVER, GeoJSON, Web Annotation, FollowTheMoney."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from counterclaim.export import annotation, ftm, geojson, hapi, hxl, plover, polecat, webannotation
from counterclaim.export.catalog import EventFormat
from counterclaim.export.losses import Skip
from counterclaim.export.plover_table import load_plover
from counterclaim.export.record import EventFile
from counterclaim.model.values import PartyValue, PlaceValue
from counterclaim.policy.catalog import resolve
from tests.exchange import (
    FULL_TEXT,
    make_full_file,
    make_full_report,
    make_full_statements,
    make_set,
)
from tests.exports import make_event_file, make_record, make_velmora_file
from tests.factories import code_velmora, make_coding, make_mention, make_statement, make_test_report

FORMATS = {
    "hxl": hxl.FORMAT,
    "hapi": hapi.FORMAT,
    "plover": plover.FORMAT,
    "geojson": geojson.FORMAT,
    "ftm": ftm.FORMAT,
    "webannotation": webannotation.FORMAT,
}


@pytest.fixture
def file() -> EventFile:
    return make_full_file()


def write(form: EventFormat, folder: Path, *files: EventFile) -> dict[str, bytes]:
    """Write an export and return its files."""
    form.write(make_set(*files), folder)
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.parametrize("name", FORMATS)
def test_an_export_passes_its_own_check(name: str, file: EventFile, tmp_path: Path) -> None:
    write(FORMATS[name], tmp_path, file, make_velmora_file(resolve), make_full_file("Other Wire"))
    assert list(FORMATS[name].check(tmp_path)) == []


@pytest.mark.parametrize("name", FORMATS)
def test_equal_events_give_equal_bytes(name: str, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = write(FORMATS[name], tmp_path / "a", make_full_file(), make_full_file("Other Wire"))
    again = write(FORMATS[name], tmp_path / "b", make_full_file("Other Wire"), make_full_file())
    assert first == again


@pytest.mark.parametrize("name", FORMATS)
def test_every_statement_is_held_or_lost(name: str, file: EventFile, tmp_path: Path) -> None:
    losses = FORMATS[name].write(make_set(file), tmp_path)
    lost = {loss.statement for each in losses.events for loss in each.lost}
    assert lost <= {each.statement.id for each in file.testimonies}
    assert losses.cannot_hold


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_holds_words_that_no_statement_quotes(name: str, file: EventFile, tmp_path: Path) -> None:
    written = b"".join(write(FORMATS[name], tmp_path, file).values())
    assert b"Dano" not in written
    assert b"Pell" not in written


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_set_gives_sound_files(name: str, tmp_path: Path) -> None:
    losses = FORMATS[name].write(make_set(), tmp_path)
    assert losses.rows == 0
    assert list(FORMATS[name].check(tmp_path)) == []


def test_an_accused_party_is_no_doer(file: EventFile) -> None:
    made = plover.make_records(file)
    assert not isinstance(made, Skip)
    acts = [record for record in made.rows if record["event"] == ["ASSAULT"]]
    doers = {entity["entity_text"] for record in acts for entity in record["actor"]}
    assert doers == {"Harrow Front"}
    assert acts[0]["size"] == {"dead": 31, "injured": 40}
    assert acts[0]["mode"] == ["firearms"]
    assert acts[0]["recipient"] == [{"sector": "CVL", "entity_text": "shopkeeper"}]


def test_who_denies_it_is_no_doer_though_a_report_says_so() -> None:
    report = make_full_report()
    told = PartyValue(name="Ostrava Sul", kind="other")
    statements = [each for each in make_full_statements(report) if each.property != "actor"]
    claims = {each.id for each in statements if getattr(each.value, "position", None) == "claim"}
    actor = make_statement(report, "actor", told, "Ostrava Sul denied")
    coding = make_coding(
        report, [make_mention()], [actor, *(each for each in statements if each.id not in claims)]
    )
    made = plover.make_records(make_event_file([make_record(coding)], resolve))
    assert not isinstance(made, Skip)
    act = next(record for record in made.rows if record["event"] == ["ASSAULT"])
    assert act["actor"] == [{"sector": "UAF", "entity_text": "unidentified"}]


def test_people_whose_names_are_withheld_are_one_recipient() -> None:
    report = make_full_report()
    withheld = [
        make_statement(report, "recipient", PartyValue(name="name withheld", kind=kind, fate="killed"), words)
        for kind, words in (("person", "shopkeeper"), ("civilians", "9 children"), ("official", "the mayor"))
    ]
    statements = [each for each in make_full_statements(report) if each.property != "recipient"]
    coding = make_coding(report, [make_mention()], [*statements, *withheld])
    made = plover.make_records(make_event_file([make_record(coding)], resolve))
    assert not isinstance(made, Skip)
    acts = [record for record in made.rows if record["event"] == ["ASSAULT"]]
    assert [len(record["recipient"]) for record in acts] == [1, 1]
    assert len({record["id"] for record in acts}) == 2
    assert [record for record in acts if "size" in record] == acts[:1]


def test_positions_are_records_whose_actor_is_the_speaker(file: EventFile) -> None:
    made = plover.make_records(file)
    assert not isinstance(made, Skip)
    spoken = {
        record["comment"]: (record["event"], record["mode"], record["actor"][0]["entity_text"])
        for record in made.rows
        if "comment" in record
    }
    assert spoken == {
        "CLAIM": (["AGREE"], [], "Harrow Front"),
        "BLAME": (["ACCUSE"], ["allege"], "Velmoran officials"),
        "DENY": (["REJECT"], [], "Ostrava Sul"),
    }
    blame = next(record for record in made.rows if record.get("comment") == "BLAME")
    assert blame["recipient"][0]["entity_text"] == "Ostrava Sul"
    assert {record["text"] for record in made.rows} == {""}


def test_a_doubt_is_lost_to_plover_and_listed(file: EventFile, tmp_path: Path) -> None:
    losses = plover.FORMAT.write(make_set(file), tmp_path)
    doubt = next(each for each in file.testimonies if getattr(each.statement.value, "about", None))
    assert doubt.statement.id in {loss.statement for each in losses.events for loss in each.lost}


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"event": ["AID"], "recipient": []}, "required"),
        ({"mode": ["shouting"]}, "code"),
        ({"event": ["EXPLODE"]}, "code"),
        ({"quad_code": 1}, "code"),
        ({"text": "Two blasts"}, "rights"),
        ({"context": ["weather"]}, "code"),
        ({"actor": []}, "required"),
    ],
)
def test_check_names_what_breaks_plover(
    change: dict[str, Any], rule: str, file: EventFile, tmp_path: Path
) -> None:
    write(plover.FORMAT, tmp_path, file)
    lines = (tmp_path / plover.FILE).read_text().splitlines()
    (tmp_path / plover.FILE).write_text(
        "\n".join([json.dumps({**json.loads(lines[0]), **change}), *lines[1:]])
    )
    found = list(plover.check_plover(tmp_path))
    assert found
    assert {(each.row, each.rule) for each in found} >= {(1, rule)}


def test_records_of_others_are_checked_by_the_file(tmp_path: Path) -> None:
    path = tmp_path / "theirs.jsonl"
    sound = {
        "id": "1",
        "date": "2031-03-03",
        "event": ["PROTEST"],
        "actor": [{"code": "PRT"}],
        "text": "Words.",
    }
    lines = [sound, {**sound, "id": "2", "event": "PROTEST"}, sound, {**sound, "id": "3", "event": ["AID"]}]
    path.write_text("\n".join([*map(json.dumps, lines), "no json"]))
    assert plover.FORMAT.check_file
    found = [(each.row, each.column, each.rule) for each in plover.FORMAT.check_file(path)]
    assert found == [(2, "", "shape"), (3, "id", "unique"), (4, "recipient", "required"), (5, "", "shape")]


def test_polecat_has_forty_columns(file: EventFile, tmp_path: Path) -> None:
    written = write(plover.FORMAT, tmp_path, file)[polecat.POLECAT_FILE].decode()
    header, *rows = [line.split("\t") for line in written.splitlines()]
    assert tuple(header) == load_plover().polecat_columns
    assert {len(row) for row in rows} == {40}
    first = dict(zip(header, rows[0], strict=True))
    assert (first["Event Type"], first["Event Mode"], first["Actor Name"]) == (
        "ASSAULT",
        "firearms",
        "Harrow Front",
    )
    assert (first["City"], first["Country"], first["Province"]) == ("Velmora", "Portugal", "")
    assert (first["Latitude"], first["Publication Date"]) == ("1.5123", "2031-03-04")


def test_a_feature_has_a_point_no_finer_than_its_place(file: EventFile, tmp_path: Path) -> None:
    collection = json.loads(write(geojson.FORMAT, tmp_path, file)[geojson.FILE])
    feature = collection["features"][0]
    assert feature["geometry"] == {"type": "Point", "coordinates": [-2.26, 1.51]}
    assert collection["bbox"] == [-2.26, 1.51, -2.26, 1.51]
    properties = feature["properties"]
    assert (properties["killed_low"], properties["killed_best"], properties["killed_high"]) == (31, 31, 31)
    assert properties["injured_open"] is True
    assert "Ostrava Sul: blamed by Velmoran officials (unnamed)" in properties["positions"]


def test_a_place_without_a_point_has_no_geometry() -> None:
    place = PlaceValue(name="Kestria", precision="unknown", wording="Kestria")
    assert geojson.make_geometry(place) is None
    assert geojson.make_geometry(None) is None


def test_every_selector_finds_its_words(file: EventFile) -> None:
    for testimony in file.testimonies:
        for each in annotation.iter_annotations(testimony):
            for chosen in each["target"]:
                position, quote = chosen["selector"]
                start, end = position["start"], position["end"]
                assert FULL_TEXT[start:end] == quote["exact"]
                assert FULL_TEXT[:start].endswith(quote["prefix"])
                assert FULL_TEXT[end:].startswith(quote["suffix"])
                assert max(len(quote["prefix"]), len(quote["suffix"])) <= annotation.CONTEXT_LENGTH


def test_motivations_follow_what_is_said(file: EventFile) -> None:
    motivations = {
        (each.statement.property, getattr(each.statement.value, "position", None)): [
            found["motivation"] for found in annotation.iter_annotations(each)
        ]
        for each in file.testimonies
    }
    assert motivations["type", None] == ["classifying"]
    assert motivations["killed", None] == ["describing"]
    assert motivations["actor", None] == ["identifying"]
    assert motivations["responsibility", "question"] == ["questioning", "linking"]
    assert motivations["responsibility", "deny"] == ["questioning"]


def test_a_link_leads_to_the_statement_it_is_about(file: EventFile) -> None:
    found = [each for one in file.testimonies for each in annotation.iter_annotations(one)]
    link = next(each for each in found if each["motivation"] == "linking")
    assert link["body"] in {each["id"] for each in found}


@pytest.mark.parametrize(
    ("text", "after", "before"),
    [
        (" died in the blast", " died in the blast", " died in the blast"),
        (" said Dano Pell, a baker", " said ", " a baker"),
        ("", "", ""),
        ("PELL DIED", "", ""),
        (" of it. The mo", " of it. ", " mo"),
    ],
)
def test_context_stops_at_what_may_be_a_name(text: str, after: str, before: str) -> None:
    assert annotation.cut_after(text) == after
    assert annotation.cut_before(text) == before


def test_notes_keep_the_speaker_beside_the_accusation(file: EventFile, tmp_path: Path) -> None:
    lines = write(ftm.FORMAT, tmp_path, file)[ftm.ENTITIES_FILE].splitlines()
    entities = [json.loads(line) for line in lines]
    notes = [each["properties"]["description"][0] for each in entities if each["schema"] == "Note"]
    accusing = [note for note in notes if "blamed by" in note]
    assert accusing == [
        "Ostrava Sul: blamed by Velmoran officials (unnamed): “officials blamed Ostrava Sul”"
        " (Velmora Wire, 2031-03-04)"
    ]
    event = next(each for each in entities if each["schema"] == "Event")
    parties = {each["id"]: each["properties"]["name"] for each in entities if each["schema"] == "LegalEntity"}
    assert [parties[each] for each in event["properties"]["involved"]] == [["Harrow Front"]]


def test_statements_keep_the_words_of_days(file: EventFile, tmp_path: Path) -> None:
    written = write(ftm.FORMAT, tmp_path, file)[ftm.STATEMENTS_FILE].decode()
    rows = list(csv.DictReader(written.splitlines()))
    originals = {row["prop"]: row["original_value"] for row in rows if row["schema"] == "Event"}
    assert (originals["startDate"], originals["endDate"]) == ("on March 3", "on March 3")
    assert (originals["location"], originals["summary"]) == ("", "")


def test_names_of_two_reports_are_two_parties() -> None:
    report = make_test_report(outlet="Velmora Wire")
    other = make_test_report(outlet="Other Wire")
    records = [make_record(code_velmora(each)) for each in (report, other)]
    file = make_event_file(records, resolve)
    fronts = {each["id"] for each in _find_parties(file) if each["properties"]["name"] == ("Harrow Front",)}
    assert len(fronts) == 2


def _find_parties(file: EventFile) -> list[dict[str, Any]]:
    entities = ftm.make_entities(file)
    return [
        {"id": each.id, "properties": each.properties} for each in entities if each.schema == "LegalEntity"
    ]

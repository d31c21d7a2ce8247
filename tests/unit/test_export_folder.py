"""An export is written whole or not at all, with its losses and its manifest."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.errors import ExportError
from counterclaim.export import folder as folder_module
from counterclaim.export.catalog import EventFormat
from counterclaim.export.folder import export_events
from counterclaim.export.losses import Losses, Skip, make_event_losses
from counterclaim.export.record import EventFile, EventSet, get_first_mention
from counterclaim.export.violations import Violation
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.resolution import Resolution, SetAside
from counterclaim.policy.base import Case
from tests.exports import make_file, make_velmora_file


def resolve_first(policy: str, field: str, case: Case) -> Resolution:
    """Use the first testimony of a field and set the others aside."""
    own = [each.statement for each in case.testimonies if each.statement.property == field]
    return Resolution(
        event=case.event.id,
        field=field,
        value=own[0].value if own else None,
        policy=policy,
        used=tuple(each.id for each in own[:1]),
        set_aside=tuple(SetAside(each.id, "another came first") for each in own[1:]),
    )


def write_numbers(events: EventSet, out: Path) -> Losses:
    """Write the number killed, a line an event; an event without one has no row."""
    rows, lost, skipped = [], [], []
    for file in events.iter_files():
        killed = file.resolve("first/1", "killed")
        if killed.value is None:
            skipped.append(Skip(event=file.id, reason="nobody killed"))
            continue
        rows.append(f"{killed.value.n}\n")  # type: ignore[attr-defined]
        lost.append(make_event_losses(file.id, file.testimonies, held=set(killed.used), resolutions=[killed]))
    (out / "numbers.txt").write_text("".join(rows), encoding="utf-8")
    return Losses(cannot_hold=("words",), rows=len(rows), events=tuple(lost), skipped=tuple(skipped))


def check_numbers(out: Path) -> Iterator[Violation]:
    """Find numbers above a hundred."""
    for row, line in enumerate((out / "numbers.txt").read_text(encoding="utf-8").splitlines(), start=1):
        if int(line) > 100:
            yield Violation(row=row, column="killed", rule="many", message=f"{line} is above 100")


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> EventSet:
    form = EventFormat(write=write_numbers, check=check_numbers, policies=("first/1",))
    monkeypatch.setattr(folder_module, "EVENT_FORMATS", {"acled": lambda: form})
    file = make_velmora_file(resolve_first)
    return EventSet(iter_files=lambda: iter((file,)), ledger=MemoryLedger())


def test_an_export_has_its_files_its_losses_and_its_manifest(events: EventSet, tmp_path: Path) -> None:
    export_events(events, "acled", tmp_path)
    out = tmp_path / "acled"
    manifest = json.loads((out / "manifest.json").read_bytes())
    losses = json.loads((out / "losses.json").read_bytes())
    assert (out / "numbers.txt").read_text() == "31\n"
    assert manifest["files"].keys() == {"losses.json", "numbers.txt"}
    assert manifest["files"]["numbers.txt"]["sha256"] == hashlib.sha256(b"31\n").hexdigest()
    assert manifest["policies"] == ["first/1"]
    assert manifest["counts"] == {"rows": 1, "events": 1, "skipped": 0, "lost": 7}
    assert losses["totals"]["lost_by_reason"] == {"no_column": 6, "superseded": 1}
    assert losses["totals"]["lost_by_property"] == {"date": 1, "killed": 1, "place": 1, "responsibility": 4}
    assert not list(tmp_path.glob(".*"))


def test_every_statement_is_held_or_lost(events: EventSet, tmp_path: Path) -> None:
    losses = export_events(events, "acled", tmp_path)
    (file,) = events.iter_files()
    lost = losses.events[0].lost
    held = file.resolve("first/1", "killed").used
    assert {loss.statement for loss in lost} | {*held} == {each.statement.id for each in file.testimonies}
    assert {loss.why for loss in lost if loss.reason == "superseded"} == {"another came first"}


def test_exporting_twice_gives_the_same_bytes(events: EventSet, tmp_path: Path) -> None:
    export_events(events, "acled", tmp_path)
    before = {path.name: path.read_bytes() for path in (tmp_path / "acled").iterdir()}
    export_events(events, "acled", tmp_path)
    assert {path.name: path.read_bytes() for path in (tmp_path / "acled").iterdir()} == before


def test_a_breach_of_the_rules_leaves_the_earlier_export(
    events: EventSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    export_events(events, "acled", tmp_path)

    def check(out: Path) -> list[Violation]:
        return [Violation(row=1, column="killed", rule="many", message="31 is too many")]

    form = EventFormat(write=write_numbers, check=check, policies=())
    monkeypatch.setattr(folder_module, "EVENT_FORMATS", {"acled": lambda: form})
    with pytest.raises(ExportError, match=r"acled .* row 1, column killed: 31 is too many \(many\)"):
        export_events(events, "acled", tmp_path)
    assert json.loads((tmp_path / "acled/manifest.json").read_bytes())["policies"] == ["first/1"]
    export_events(events, "acled", tmp_path, check=False)
    assert json.loads((tmp_path / "acled/manifest.json").read_bytes())["policies"] == []


def test_a_folder_of_something_else_is_left_alone(events: EventSet, tmp_path: Path) -> None:
    (tmp_path / "acled").mkdir()
    (tmp_path / "acled/thesis.txt").write_text("ten years of work")
    with pytest.raises(ExportError, match="something else than an export"):
        export_events(events, "acled", tmp_path)
    assert (tmp_path / "acled/thesis.txt").read_text() == "ten years of work"


def test_a_resolution_is_made_once() -> None:
    asked: list[str] = []

    def resolve(policy: str, field: str, case: Case) -> Resolution:
        asked.append(policy)
        return resolve_first(policy, field, case)

    file: EventFile = make_velmora_file(resolve)
    assert file.resolve("first/1", "killed") is file.resolve("first/1", "killed")
    assert asked == ["first/1"]


def test_the_first_mention_stays_when_reports_are_added() -> None:
    file = make_velmora_file(resolve_first)
    later = make_file([("later.txt", 2), ("velmora.txt", 1)], resolve_first)
    assert get_first_mention(later.dossier.event).key == get_first_mention(file.dossier.event).key

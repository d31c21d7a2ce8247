"""Whatever an event says, the exchange formats keep their rules and lose no statement in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings

from counterclaim.export.catalog import EVENT_FORMATS
from counterclaim.export.names import EventExportName
from counterclaim.export.record import EventFile
from counterclaim.policy.catalog import resolve
from tests.exchange import make_set
from tests.property.test_export_tables import make_drawn_file

NAMES: tuple[EventExportName, ...] = ("plover", "geojson", "hxl", "hapi", "ftm", "webannotation")


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=30, deadline=None)
@given(file=make_drawn_file())
def test_any_event_gives_files_that_pass(name: EventExportName, file: EventFile) -> None:
    form = EVENT_FORMATS[name]()
    with TemporaryDirectory() as folder:
        losses = form.write(make_set(replace(file, resolver=resolve)), Path(folder))
        assert [each.describe() for each in form.check(Path(folder))] == []
    known = {each.statement.id for each in file.testimonies}
    assert {loss.statement for event in losses.events for loss in event.lost} <= known
    assert len(losses.events) + len(losses.skipped) == 1

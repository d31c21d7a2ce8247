"""ACLED: the rules that a table must keep (codebooks 10.4)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from counterclaim.export.acled_actors import SubEvent, load_acled
from counterclaim.export.checking import Checker, check_columns, is_number
from counterclaim.export.table import TextRow
from counterclaim.export.violations import Violation

TARGETED = "Civilians targeted"
EXCESSIVE = "Excessive force against protesters"


def check_acled(columns: Sequence[str], rows: Iterable[TextRow]) -> Iterator[Violation]:
    """Find where a table breaks the rules of ACLED; blank places are allowed, wrong ones are not."""
    missing = list(check_columns(columns, load_acled().columns))
    yield from missing
    if missing:
        return
    seen: set[str] = set()
    for number, row in enumerate(rows, start=1):
        checker = Checker(row=number, cells=row)
        yield from checker.require(
            row["event_id_cnty"] not in seen, "event_id_cnty", "unique", "is not unique"
        )
        seen.add(row["event_id_cnty"])
        yield from _check_row(checker)


def _check_row(check: Checker) -> Iterator[Violation]:
    yield from check.require_filled("event_id_cnty", "event_date", "actor1", "inter1", "location", "notes")
    yield from _check_types(check)
    yield from _check_sides(check)
    yield from check.require_day("event_date")
    year = check.cells["event_date"][:4]
    yield from check.require(check.cells["year"] == year, "year", "consistent", "is not that of event_date")
    yield from check.require_code("time_precision", {"1", "2", "3"})
    yield from check.require_code("geo_precision", {"1", "2", "3"}, blank=True)
    yield from check.require_code("region", load_acled().regions, blank=True)
    yield from check.require_point("latitude", "longitude")
    yield from check.require_count("fatalities")
    yield from check.require_count("timestamp")
    scales = [scale for scale in check.cells["source_scale"].split("-") if scale]
    known = all(scale in load_acled().source_scales for scale in scales)
    yield from check.require(known, "source_scale", "code", "holds a scale that ACLED does not have")
    numeric = not check.cells["iso"] or is_number(check.cells["iso"])
    yield from check.require(numeric, "iso", "code", "is no ISO 3166 number")


def _check_types(check: Checker) -> Iterator[Violation]:
    known = _load_sub_events().get(check.cells["sub_event_type"])
    if known is None:
        yield check.violate("sub_event_type", "code", "is no sub-event type of ACLED")
        return
    for column, words in (("event_type", known.event_type), ("disorder_type", known.disorder_type)):
        right = check.cells[column] == words
        yield from check.require(
            right, column, "hierarchy", f"must be {words!r} for {known.sub_event_type!r}"
        )


def _check_sides(check: Checker) -> Iterator[Violation]:
    cells, table = check.cells, load_acled()
    codes = {words: code for code, words in table.inter.items()}
    yield from check.require_code("inter1", codes)
    yield from check.require_code("inter2", codes, blank=True)
    both = bool(cells["actor2"]) == bool(cells["inter2"])
    yield from check.require(both, "inter2", "consistent", "must be set with actor2, and only with it")
    one, other = codes.get(cells["inter1"]), codes.get(cells["inter2"], "0")
    key = f"{one}0" if other == "0" else "".join(sorted((one or "", other)))
    right = cells["interaction"] == table.interaction.get(key)
    yield from check.require(right, "interaction", "consistent", "is not that of inter1 and inter2")
    if cells["event_type"] == "Violence against civilians":
        right = cells["inter2"] == "Civilians"
        yield from check.require(right, "inter2", "civilians", "must be Civilians in violence against them")
    wanted = is_targeting(cells["sub_event_type"], {cells["inter1"], cells["inter2"]})
    yield from check.require_code("civilian_targeting", {TARGETED}, blank=True)
    if cells["sub_event_type"] not in _load_sub_events():
        return
    # Civilians among the associates can be the main target: a coder's judgement that no rule makes.
    has_associates = "Civilians" in cells["assoc_actor_1"] + cells["assoc_actor_2"]
    if not has_associates:
        right = bool(cells["civilian_targeting"]) == wanted
        yield from check.require(right, "civilian_targeting", "civilians", "does not fit the sides")


def is_targeting(sub_event: str, inters: Collection[str]) -> bool:
    """Tell whether civilians are the main target: one side of violence, or protesters shot at."""
    known = _load_sub_events().get(sub_event)
    violent = known is not None and known.disorder_type == "Political violence"
    return sub_event == EXCESSIVE or (violent and "Civilians" in inters)


@lru_cache(maxsize=1)
def _load_sub_events() -> dict[str, SubEvent]:
    return {each.sub_event_type: each for each in load_acled().sub_event_types}

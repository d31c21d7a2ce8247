"""Matching a bulk job gives the events and judgements of a ledger that holds its codings, in any order."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import msgspec
import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.bulk.made_job import write_job
from benchmarks.ledger.archive import make_event_codings
from counterclaim.bulk.matching.candidates import add_candidates, open_matching
from counterclaim.bulk.matching.gather import KEYS, NUMBERS, write_chunk
from counterclaim.bulk.matching.job import Matched, match_job
from counterclaim.export.parquet import iter_parquet_rows, open_duckdb
from counterclaim.ledger.base import Ledger, make_mention_key
from counterclaim.ledger.codec import from_judgement_body
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.model.ids import MentionId, ReportId
from counterclaim.model.judgement import Judgement
from counterclaim.model.statement import Coding
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.near import judge_near
from counterclaim.reconcile.profile import Bounds, DayRange, Profile, ProfilePlace, make_profiles
from counterclaim.reconcile.update import add_report
from tests.archives import hash_job
from tests.factories import make_velmora_coding, read_fixed_clock

#: Events of four days, told by one to four outlets, and one contested event told by two.
CODINGS: tuple[Coding, ...] = (
    *(coding for number in range(0, 60, 3) for coding in make_event_codings(number)),
    make_velmora_coding(),
    make_velmora_coding(outlet="Velmora Courier"),
)
DRAWN = st.lists(st.sampled_from(CODINGS), max_size=30, unique_by=lambda each: each.report.id)


def turn(coding: Coding, chance: Random) -> Coding:
    """Turn a coding's mention into one of another role, or take some of what it tells away."""
    role = chance.choice(("main", "main", "main", "background", "planned", "other"))
    mentions = tuple(msgspec.structs.replace(each, role=role) for each in coding.mentions)
    told = tuple(each for each in coding.statements if chance.random() < 0.8)
    return msgspec.structs.replace(coding, mentions=mentions, statements=told)


def show_ledger(ledger: Ledger) -> tuple[set[tuple[str, ...]], set[Judgement]]:
    events = {tuple(each.key for each in dossier.event.mentions) for dossier in iter_dossiers(ledger)}
    return events, set(ledger.iter_judgements())


def show_folder(folder: Path) -> tuple[set[tuple[str, ...]], set[Judgement]]:
    with open_duckdb() as connection:
        rows = connection.sql(f"SELECT event, mention_key FROM '{folder}/event.parquet'").fetchall()
    events: dict[str, list[str]] = {}
    for event, key in rows:
        events.setdefault(event, []).append(key)
    assert all(event == min(keys) for event, keys in events.items())
    judgements = [from_judgement_body(row.body or {}) for row in iter_parquet_rows(folder, ["judgement"])]
    assert len(set(judgements)) == len(judgements)
    return {tuple(sorted(keys)) for keys in events.values()}, set(judgements)


def match(codings: Sequence[Coding], *, size: int) -> tuple[Matched, object, Mapping[str, str]]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        write_job(folder / "job", codings, size=size)
        matched = match_job(str(folder / "job"), str(folder / "events"))
        return matched, show_folder(folder / "events"), hash_job(folder / "events")


@settings(max_examples=8, deadline=None)
@given(drawn=DRAWN, seed=st.integers(0, 99), size=st.integers(5, 20))
def test_a_matched_job_is_a_ledger_of_its_codings(drawn: list[Coding], seed: int, size: int) -> None:
    chance = Random(seed)
    codings = [turn(coding, chance) for coding in drawn]
    ledger = MemoryLedger(read_fixed_clock)
    for coding in codings:
        add_report(ledger, coding)
    matched, shown, files = match(codings, size=size)
    assert shown == show_ledger(ledger)
    chance.shuffle(codings)
    again, _, same_files = match(codings, size=size + 1)
    assert (again, same_files) == (matched, files)


def test_the_drawn_codings_make_all_kinds_of_judgements() -> None:
    matched, (events, judgements), _ = match(CODINGS, size=20)
    assert {each.verdict for each in judgements} == {"same", "unsure", "different"}
    assert len(events) == matched.events < matched.mentions == sum(len(coding.mentions) for coding in CODINGS)
    assert matched.compared >= len(judgements)


def test_a_report_of_two_partitions_counts_once() -> None:
    once, twice = match(CODINGS[:10], size=10), match([*CODINGS[:10], *CODINGS[:10]], size=10)
    assert once == twice


DAYS = st.dates(date(2031, 1, 1), date(2031, 3, 31))
COUNTS = st.none() | st.builds(
    lambda low, more: Bounds(low, None if more is None else low + more),
    st.integers(0, 200),
    st.none() | st.integers(0, 3),
)


@st.composite
def draw_profile(draw: st.DrawFn, number: int) -> Profile:
    """Draw a profile with whatever the bound looks at; words agree in full or are not there."""
    stretches = draw(st.lists(st.tuples(DAYS, st.sampled_from([0, 0, 1, 4, 60])), max_size=3))
    places = draw(
        st.lists(
            st.builds(
                ProfilePlace,
                st.integers(1, 4),
                st.sampled_from([None, "VEL"]),
                st.none() | st.floats(-90, 90),
                st.none() | st.floats(-180, 180),
                st.booleans(),
            ),
            max_size=3,
        )
    )
    has_report, terms = draw(st.booleans()), {7: 0.6, 9: 0.8}
    report, mention = ReportId(f"rep_{number}"), MentionId("m1")
    return Profile(
        key=make_mention_key(report=report, mention=mention, coder="rules"),
        report=report,
        mention=mention,
        role=draw(st.sampled_from(["main", "main", "background", "planned"])),
        type=draw(st.sampled_from([None, "ASSAULT", "PROTEST"])),
        days=tuple(DayRange(start, start + timedelta(days=length)) for start, length in stretches),
        published=draw(st.none() | DAYS),
        places=tuple(places),
        parties=frozenset(draw(st.lists(st.integers(1, 4), max_size=3))),
        killed=draw(COUNTS),
        injured=draw(COUNTS),
        title=terms if has_report else {},
        opening=terms if has_report else {},
        terms=terms if has_report else {},
        focus=draw(st.sampled_from([{}, terms])),
        names=draw(st.sampled_from([{}, terms])),
    )


@settings(max_examples=25, deadline=None)
@given(profiles=st.tuples(*(draw_profile(number) for number in range(8))))
def test_the_bound_leaves_out_no_pair_that_is_written(profiles: tuple[Profile, ...]) -> None:
    written = {
        frozenset((one.key, other.key))
        for one, other in combinations(profiles, 2)
        if judge_near(one, other) is not None
    }
    assert written <= {frozenset(pair) for pair in find_bounded(profiles)}


def find_bounded(profiles: Sequence[Profile]) -> list[tuple[str, str]]:
    """Find the pairs that the bound lets pass, where every mention meets every other."""
    with tempfile.TemporaryDirectory() as folder:
        scratch, count = Path(folder), len(profiles)
        write_chunk(scratch / "0", profiles, 0)
        np.save(scratch / f"0{KEYS}", np.zeros(count, np.uint64))
        np.save(scratch / f"0{NUMBERS}", np.arange(count, dtype=np.uint32))
        with open_matching(scratch, memory_limit=2**30) as connection:
            add_candidates(connection, scratch, keys=count)
            return connection.sql(
                "SELECT one.mention_key, other.mention_key FROM candidate"
                " JOIN mention one ON one.place = earlier JOIN mention other ON other.place = later"
            ).fetchall()


def test_the_bound_leaves_pairs_out() -> None:
    # Two months of events: most pairs of them are plainly of two.
    codings = [coding for number in range(0, 1080, 27) for coding in make_event_codings(number)]
    profiles = [profile for coding in codings for profile in make_profiles(coding)]
    assert len(find_bounded(profiles)) < len(profiles) * (len(profiles) - 1) / 4

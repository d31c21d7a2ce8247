"""Families of copies and versions of one address."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterclaim.model.ids import ReportId
from counterclaim.model.report import Edition as Told
from counterclaim.model.report import Report, Signal, make_report
from counterclaim.reconcile.components import find_components
from counterclaim.reconcile.families import find_copy_pairs, find_families
from counterclaim.reconcile.versions import (
    Edition,
    find_corrected,
    find_successors,
    make_address,
    make_edition,
)

NOON = datetime(2031, 3, 4, 12, tzinfo=UTC)
URL = "https://www.velmora-post.example/news/market-blast"


def record(report: Report, hour: int = 0) -> Edition:
    """Make the edition of a report that has an address."""
    edition = make_edition(report, recorded_at=NOON + timedelta(hours=hour))
    assert edition
    return edition


def test_components_are_named_by_their_smallest_name() -> None:
    assert find_components([("d", "c"), ("b", "c"), ("x", "y")]) == {
        "b": "b", "c": "b", "d": "b", "x": "x", "y": "x",
    }  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh"))), st.randoms())
def test_components_have_no_order(pairs: list[tuple[str, str]], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = [pair[:: chance.choice((1, -1))] for pair in pairs]
    chance.shuffle(shuffled)
    found = find_components(pairs)
    assert found == find_components(shuffled)
    assert all(found[one] == found[other] for one, other in pairs)
    assert all(found[name] <= name and found[found[name]] == found[name] for name in found)


def test_a_family_is_named_by_its_smallest_report() -> None:
    text = "Two blasts tore through the fish market of Velmora on Tuesday, killing 31 people, the mayor said."
    reports = [
        make_report(text, outlet=outlet) for outlet in ("Velmora Post", "Tamsin Courier", "Quay Radio")
    ]
    other = make_report("A ferry ran aground off Tamsin in thick fog and nobody came to harm, sailors say.")
    pairs = find_copy_pairs([*reports, other])
    ids = sorted(report.id for report in reports)
    assert pairs == tuple((ids[a], ids[b]) for a, b in ((0, 1), (0, 2), (1, 2)))
    assert find_families(pairs) == dict.fromkeys(ids, ids[0])


@pytest.mark.parametrize(
    "url",
    [
        "http://velmora-post.example/news/market-blast",
        "https://velmora-post.example/news/market-blast/",
        "https://WWW.velmora-post.example:443/news/market-blast#comments",
        "https://www.velmora-post.example/news/market-blast?utm_source=mail&fbclid=x9",
    ],
)
def test_the_way_to_an_address_does_not_count(url: str) -> None:
    assert make_address(url) == make_address(URL) == "velmora-post.example/news/market-blast"


@pytest.mark.parametrize(
    "url",
    [
        "https://velmora-post.example/news/Market-Blast",
        "https://velmora-post.example/news/market-blast?page=2",
        "https://live.velmora-post.example/news/market-blast",
        "https://velmora-post.example:8080/news/market-blast",
    ],
)
def test_what_may_name_another_item_counts(url: str) -> None:
    assert make_address(url) not in {None, make_address(URL)}


def test_parameters_have_no_order() -> None:
    assert (
        make_address("https://a.example/?b=2&a=1")
        == make_address("https://a.example/?a=1&b=2")
        == "a.example?a=1&b=2"
    )


@pytest.mark.parametrize(
    "url", [None, "", "https://velmora-post.example/", "https://velmora-post.example", "file:///tmp/a.txt",
            "mailto:desk@velmora-post.example", "http://[broken", "https://a.example:99999/x", "velmora"],
)  # fmt: skip
def test_what_names_no_item_is_no_address(url: str | None) -> None:
    assert make_address(url) is None


def test_versions_are_chained_by_their_publication() -> None:
    texts = ("12 dead", "31 dead", "33 dead")
    first, second, third = (
        make_report(text, url=URL, published_at=NOON + timedelta(hours=hour))
        for hour, text in enumerate(texts)
    )
    expected = {first.id: second.id, second.id: third.id}
    for order in permutations([first, second, third]):
        editions = [record(report, hour) for hour, report in enumerate(order)]
        assert find_successors(editions) == expected


def test_versions_of_one_day_stand_as_they_were_recorded() -> None:
    day = date(2031, 3, 4)
    late, early = (make_report(text, url=URL, published=day) for text in ("12 dead", "31 dead"))
    assert find_successors([record(late, 5), record(early, 1)]) == {early.id: late.id}


def test_a_version_without_a_day_leaves_the_order_to_the_ledger() -> None:
    undated = make_report("12 dead", url=URL)
    dated = make_report("31 dead", url=URL, published=date(2031, 3, 9))
    assert find_successors([record(undated, 3), record(dated, 1)]) == {dated.id: undated.id}


def test_instants_are_compared_across_zones() -> None:
    east = make_report("12 dead", url=URL, published_at=datetime.fromisoformat("2031-03-04T12:00:00+05:00"))
    west = make_report("31 dead", url=URL, published_at=datetime.fromisoformat("2031-03-04T09:00:00+00:00"))
    assert find_successors([record(west, 0), record(east, 1)]) == {east.id: west.id}


def test_the_same_text_again_is_no_new_version() -> None:
    plain = make_report("12 dead", url=URL, published=date(2031, 3, 4))
    titled = make_report("12 dead", url=URL + "?utm_source=mail", published=date(2031, 3, 4), title="Blasts")
    later = make_report("31 dead", url=URL, published=date(2031, 3, 5))
    assert find_successors(map(record, (plain, titled))) == {}
    found = find_successors(map(record, (plain, titled, later)))
    assert found == {plain.id: later.id, titled.id: later.id}


def test_a_text_that_comes_back_is_a_version_of_its_own() -> None:
    days = [date(2031, 3, day) for day in (4, 5, 6)]
    texts = ("12 dead", "31 dead", "12 dead")
    first, second, third = (
        make_report(text, url=URL, published=day) for text, day in zip(texts, days, strict=True)
    )
    found = find_successors(map(record, (first, second, third)))
    assert found == {first.id: second.id, second.id: third.id}


@pytest.mark.parametrize("url", [None, "", "https://velmora-post.example/"])
def test_reports_without_an_address_have_no_editions(url: str | None) -> None:
    assert make_edition(make_report("12 dead", url=url), recorded_at=NOON) is None


def test_ids_are_of_reports() -> None:
    report = make_report("12 dead")
    assert find_families([(report.id, ReportId("rep_z"))])[ReportId("rep_z")] == min(report.id, "rep_z")


def make_version(
    words: str,
    *,
    guid: str | None = "1",
    url: str | None = None,
    outlet: str = "Velmora Post",
    version: str | None = None,
    hour: int = 0,
    signals: tuple[Signal, ...] = (),
) -> Report:
    edited_at = NOON + timedelta(hours=hour)
    told = Told(guid=guid, version=version, edited_at=edited_at, signals=signals)
    return make_report(words, outlet=outlet, url=url, edition=told)


def test_one_id_of_one_outlet_is_one_item_whatever_its_address() -> None:
    first = make_version("12 dead", url=URL)
    second = make_version("31 dead", url=f"{URL}-toll-rises", outlet="VELMORA  post", hour=1)
    stranger = make_version("Rain", outlet="Quay Radio", hour=2)
    assert find_successors(map(record, (second, stranger, first))) == {first.id: second.id}


def test_an_address_without_an_id_is_the_same_item() -> None:
    entry = make_version("12 dead", url=URL)
    page = make_version("31 dead", guid=None, url=URL, hour=1)
    moved = make_version("33 dead", url=f"{URL}-2", hour=2)
    found = find_successors(map(record, (moved, page, entry)))
    assert found == {entry.id: page.id, page.id: moved.id}


def test_entries_of_one_page_with_ids_of_their_own_are_items_of_their_own() -> None:
    first, second = (make_version(f"Blast {guid}", guid=guid, url=f"{URL}#{guid}") for guid in "12")
    assert find_successors(map(record, (first, second))) == {}


def test_the_publishers_numbers_order_versions() -> None:
    late = make_version("12 dead", version="2", hour=3)
    latest = make_version("31 dead", version="10", hour=1)
    assert find_successors(map(record, (latest, late))) == {late.id: latest.id}
    worded = make_version("33 dead", version="2031-03-04T18:00Z", hour=2)
    chained = find_successors(map(record, (latest, worded, late)))
    assert chained == {latest.id: worded.id, worded.id: late.id}


def test_a_correction_is_told_from_a_mere_later_version() -> None:
    first = make_version("12 dead")
    second = make_version("31 dead", hour=1, signals=("update",))
    third = make_version("13 dead", hour=2, signals=("correction",))
    editions = list(map(record, (first, second, third)))
    assert find_corrected(editions, find_successors(editions)) == {second.id}


@pytest.mark.parametrize("hours", [(0, 1), (1, 0)])
def test_a_teaser_never_replaces_the_text_that_it_announces(hours: tuple[int, int]) -> None:
    page = make_report("A blast tore through the market. Three died.", url=URL, published=NOON.date())
    teaser = make_report(
        "A blast tore through the market.",
        url=URL,
        published_at=NOON,
        published=NOON.date(),
        edition=Told(guid=URL, is_partial=True),
    )
    editions = [record(page, hours[0]), record(teaser, hours[1])]
    assert find_successors(editions) == {teaser.id: page.id}


def test_a_teaser_that_was_changed_later_is_news() -> None:
    page = make_report("Three died.", url=URL, published_at=NOON, published=NOON.date())
    changed = Told(guid=URL, is_partial=True, edited_at=NOON + timedelta(hours=2))
    teaser = make_report("Five died.", url=URL, published_at=NOON, published=NOON.date(), edition=changed)
    assert find_successors([record(page), record(teaser)]) == {page.id: teaser.id}

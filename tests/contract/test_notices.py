"""Notices by which outlets withdraw items: heeded in any order, by their own outlet alone, and kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.policy.case import make_case
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.notices import add_notice
from counterclaim.reconcile.update import add_report, rebuild_ledger, reconcile_ledger
from tests.factories import CLOCK_TIME, TEXT, code_velmora
from tests.ledgers import make_test_notice

URL = "https://third-wire.example/velmora?utm_source=feed"
BEFORE, AFTER = CLOCK_TIME - timedelta(hours=2), CLOCK_TIME + timedelta(hours=2)


def make_version(
    *,
    text: str = TEXT,
    guid: str | None = "velmora-1",
    url: str | None = None,
    outlet: str | None = "Third Wire",
    at: datetime | None = BEFORE,
) -> Report:
    edition = Edition(guid=guid, edited_at=at) if guid else None
    return make_report(text, outlet=outlet, url=url, language="en", edition=edition, published_at=at)


def find_retracted(ledger: Ledger) -> set[str]:
    return {each.report for each in ledger.iter_retractions()}


def test_a_notice_withdraws_all_versions_of_its_item(ledger: Ledger) -> None:
    versions = [make_version(text=TEXT + words) for words in ("", "\nThe market was closed.\n")]
    other = make_version(guid="velmora-2", outlet="Third Wire", text=TEXT + "\nRain fell.\n")
    for report in (*versions, other):
        add_report(ledger, code_velmora(report))
    heeded = add_notice(ledger, make_test_notice())
    assert heeded.is_new
    assert set(heeded.reports) == {report.id for report in versions} == find_retracted(ledger)
    (first, *_) = ledger.iter_retractions()
    assert (first.by, first.reason, first.made_at) == ("Third Wire", "the toll was wrong", CLOCK_TIME)
    assert verify_ledger(ledger).fault is None


def test_a_notice_that_came_first_waits_for_its_report(ledger: Ledger) -> None:
    heeded = add_notice(ledger, make_test_notice())
    assert (heeded.is_new, heeded.reports, heeded.spared) == (True, (), ())
    report = make_version()
    _, done = add_report(ledger, code_velmora(report))
    assert done.retracted == 1
    assert find_retracted(ledger) == {report.id}


def test_a_notice_read_again_changes_nothing(ledger: Ledger) -> None:
    add_report(ledger, code_velmora(make_version()))
    undated = make_test_notice(made_at=None)
    add_notice(ledger, undated)
    rows = list(ledger.iter_rows())
    again = add_notice(ledger, msgspec.structs.replace(undated, noted_at=AFTER, origin="later.json:1"))
    assert (again.is_new, len(again.reports)) == (False, 1)
    assert list(ledger.iter_rows()) == rows
    assert [each.made_at for each in ledger.iter_retractions()] == [CLOCK_TIME]


def test_an_address_names_an_item_too(ledger: Ledger) -> None:
    report = make_version(guid=None, url=URL)
    add_report(ledger, code_velmora(report), reconcile=False)
    heeded = add_notice(ledger, make_test_notice(guid=None, url="http://www.third-wire.example/velmora/"))
    assert heeded.reports == (report.id,)


def test_entries_of_one_page_are_told_apart_by_their_ids(ledger: Ledger) -> None:
    killed, kept = make_version(url=URL), make_version(guid="velmora-2", url=URL, text=TEXT + "\nRain.\n")
    for report in (killed, kept):
        add_report(ledger, code_velmora(report))
    heeded = add_notice(ledger, make_test_notice(url=URL))
    assert (heeded.reports, heeded.spared) == ((killed.id,), (kept.id,))


def test_nobody_withdraws_the_word_of_another_outlet(ledger: Ledger) -> None:
    report = make_version(outlet="Harbour Post")
    add_report(ledger, code_velmora(report))
    heeded = add_notice(ledger, make_test_notice(by="Third Wire"))
    assert (heeded.reports, heeded.spared) == ((), (report.id,))
    assert find_retracted(ledger) == set()
    assert add_notice(ledger, make_test_notice(by="harbour  POST")).reports == (report.id,)


@pytest.mark.parametrize(("at", "is_withdrawn"), [(BEFORE, True), (CLOCK_TIME, True), (AFTER, False)])
def test_what_its_publisher_lets_out_later_stays(ledger: Ledger, at: datetime, is_withdrawn: bool) -> None:
    report = make_version(at=at)
    add_report(ledger, code_velmora(report))
    assert bool(add_notice(ledger, make_test_notice()).reports) is is_withdrawn


def test_a_version_without_an_instant_is_withdrawn(ledger: Ledger) -> None:
    report = make_version(at=None)
    add_report(ledger, code_velmora(report))
    assert add_notice(ledger, make_test_notice()).reports == (report.id,)


def test_what_was_withdrawn_is_shown_and_counts_no_more(ledger: Ledger) -> None:
    add_report(ledger, code_velmora(make_version()))
    add_notice(ledger, make_test_notice())
    for dossier in iter_dossiers(ledger):
        case = make_case(dossier)
        assert case.testimonies
        assert {each.status for each in case.testimonies} == {"retracted"}
        notes = {each.status_note for each in case.testimonies}
        assert notes == {"its report was withdrawn by Third Wire: the toll was wrong"}


def test_notices_are_heeded_anew_after_the_index_is_dropped(ledger: Ledger) -> None:
    add_notice(ledger, make_test_notice())
    list(rebuild_ledger(ledger))
    report = make_version()
    add_report(ledger, code_velmora(report))
    assert find_retracted(ledger) == {report.id}


def test_reports_added_without_reconciling_are_found_once_they_are(ledger: Ledger) -> None:
    report = make_version()
    ledger.add_coding(code_velmora(report))
    ledger.add_notice(make_test_notice())
    assert sum(done.retracted for done in reconcile_ledger(ledger)) == 1
    assert find_retracted(ledger) == {report.id}


def test_a_notice_that_does_not_fit_its_id_is_refused(ledger: Ledger) -> None:
    wrong = msgspec.structs.replace(make_test_notice(), reason="another")
    with pytest.raises(LedgerError, match="was not added: the content gives the id ntc_"):
        add_notice(ledger, wrong)
    assert list(ledger.iter_rows()) == []

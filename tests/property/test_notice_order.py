"""Which reports are withdrawn does not hang on the order in which reports and notices come."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from counterclaim.ledger.base import Ledger
from counterclaim.ledger.memory import MemoryLedger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.custody import KeptNotice
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.reconcile.notices import add_notice
from counterclaim.reconcile.update import add_report, rebuild_ledger
from tests.factories import CLOCK_TIME, make_coding, read_fixed_clock
from tests.ledgers import make_test_notice

OUTLETS = ("Third Wire", "Harbour Post", None)
GUIDS = ("1", "2", None)
URLS = ("https://wire.example/a", "https://wire.example/b", None)
HOURS = (-1, 1, None)


def make_version(outlet: str | None, guid: str | None, url: str | None, hour: int | None) -> Report:
    at = None if hour is None else CLOCK_TIME + timedelta(hours=hour)
    edition = Edition(guid=guid, edited_at=at)
    return make_report(
        f"A blast shook Velmora. {hour}", outlet=outlet, url=url, language="en", edition=edition
    )


REPORTS = st.builds(make_version, *map(st.sampled_from, (OUTLETS, GUIDS, URLS, HOURS)))
NOTICES = st.builds(
    make_test_notice,
    guid=st.sampled_from(GUIDS),
    url=st.sampled_from(URLS),
    by=st.sampled_from([name for name in OUTLETS if name]),
    made_at=st.sampled_from([CLOCK_TIME, CLOCK_TIME + timedelta(hours=2), None]),
)
ARRIVALS = st.lists(REPORTS | NOTICES, min_size=2, max_size=8)


def fill(arrivals: Sequence[Report | KeptNotice]) -> Ledger:
    ledger = MemoryLedger(read_fixed_clock)
    for each in arrivals:
        if isinstance(each, Report):
            add_report(ledger, make_coding(each))
        else:
            add_notice(ledger, each)
    return ledger


def show(ledger: Ledger) -> set[str]:
    return {each.id for each in ledger.iter_retractions()}


@settings(max_examples=150, deadline=None)
@given(ARRIVALS.flatmap(lambda drawn: st.tuples(st.just(drawn), st.permutations(drawn))))
def test_any_order_withdraws_the_same_reports(orders: tuple[Sequence[Report | KeptNotice], ...]) -> None:
    one, other = map(fill, orders)
    assert show(one) == show(other)
    list(rebuild_ledger(other))
    assert show(one) == show(other)
    assert verify_ledger(other).fault is None


def test_the_drawn_notices_can_withdraw_and_spare() -> None:
    reports = [make_version(*drawn) for drawn in product(OUTLETS, GUIDS, URLS, HOURS)]
    ledger = fill([*reports, make_test_notice(guid="1")])
    assert 0 < len(show(ledger)) < len(reports)

"""What became known since a row of the log, on every backend."""

from __future__ import annotations

from datetime import datetime, timedelta

from counterclaim.ledger.base import Ledger
from counterclaim.model.change import Change
from counterclaim.model.custody import make_retraction
from counterclaim.model.report import Edition, Report, make_report
from counterclaim.policy.since import find_changes_since
from counterclaim.reconcile.decisions import merge_events
from counterclaim.reconcile.events import iter_dossiers
from counterclaim.reconcile.notices import add_notice
from counterclaim.reconcile.update import add_report
from tests.factories import CLOCK_TIME, TEXT, code_velmora, make_coding, make_mention
from tests.ledgers import make_test_notice

EARLIER = CLOCK_TIME - timedelta(days=30)


def make_version(text: str = TEXT, *, guid: str = "velmora-1", outlet: str = "Third Wire") -> Report:
    moment = CLOCK_TIME - timedelta(hours=2 if text == TEXT else 1)
    edition = Edition(guid=guid, edited_at=moment)
    return make_report(text, outlet=outlet, language="en", edition=edition, published_at=moment)


class Teller:
    """Tells what is new each time it is asked."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.told = ledger, 0
        self.moment: datetime | None = None

    def tell(self) -> list[Change]:
        since = find_changes_since(self.ledger, self.told, moment=self.moment)
        assert since.head == self.ledger.get_length()
        self.told, self.moment = since.head, since.moment
        return [each for _, changes in since.events for each in changes]


def kinds(changes: list[Change]) -> list[str]:
    return [each.kind for each in changes]


def test_a_new_event_brings_all_that_is_known_of_it_and_is_told_once(ledger: Ledger) -> None:
    teller = Teller(ledger)
    assert teller.tell() == []
    add_report(ledger, code_velmora(make_version()))
    first = teller.tell()
    assert first[0].kind == "event"
    assert {"position", "toll", "figure", "dispute_opened"} <= set(kinds(first))
    assert teller.tell() == []


def test_a_report_coded_anew_is_no_news(ledger: Ledger) -> None:
    teller = Teller(ledger)
    add_report(ledger, code_velmora(make_version()))
    teller.tell()
    anew = make_coding(make_version(), [make_mention(1)], version="9.0.0")
    add_report(ledger, anew)
    assert teller.tell() == []


def test_a_notice_dated_before_the_last_telling_is_told(ledger: Ledger) -> None:
    teller = Teller(ledger)
    add_report(ledger, code_velmora(make_version()))
    teller.tell()
    # Nothing but the log tells that this is new: the clock stands still, and the notice is older.
    add_notice(ledger, make_test_notice(made_at=None, noted_at=EARLIER))
    told = teller.tell()
    withdrawn = [each for each in told if each.kind == "retraction"]
    # One for each event that the report told of.
    assert [each.voice for each in withdrawn] == ["Third Wire", "Third Wire"]
    assert {"dropped", "figure", "dispute_closed"} <= set(kinds(told))
    assert not {"position", "event"} & set(kinds(told))
    assert teller.tell() == []


def test_a_later_version_that_tells_nothing_takes_back_what_the_first_said(ledger: Ledger) -> None:
    teller = Teller(ledger)
    add_report(ledger, code_velmora(make_version()))
    teller.tell()
    add_report(ledger, make_coding(make_version("This article was removed for legal reasons.")))
    told = teller.tell()
    dropped = [each for each in told if each.kind == "dropped"]
    assert dropped
    assert {each.note for each in dropped} == {"a later version of its report replaced it"}
    assert "event" not in kinds(told)


def test_what_another_outlet_repeats_changes_nothing(ledger: Ledger) -> None:
    teller = Teller(ledger)
    add_report(ledger, code_velmora(make_version()))
    teller.tell()
    add_report(ledger, code_velmora(make_version(outlet="Harbour Post")))
    assert [each for each in teller.tell() if each.kind in {"event", "figure"}] == []


def test_what_a_person_decides_is_told(ledger: Ledger) -> None:
    teller = Teller(ledger)
    for outlet, kind in (("Third Wire", "ASSAULT"), ("Harbour Post", "PROTEST")):
        report = make_version(TEXT + outlet, outlet=outlet, guid=outlet)
        add_report(ledger, make_coding(report, [make_mention(1, kind=kind)]))
    teller.tell()
    one, other = iter_dossiers(ledger)
    merge_events(ledger, one, other, by="Ona Reyk", made_at=CLOCK_TIME + timedelta(hours=1))
    (merged,) = teller.tell()
    assert (merged.kind, merged.voice) == ("merge", "Ona Reyk")
    assert teller.tell() == []


def test_a_retraction_by_a_person_is_told(ledger: Ledger) -> None:
    teller = Teller(ledger)
    report = make_version()
    add_report(ledger, code_velmora(report))
    teller.tell()
    ledger.add_retraction(
        make_retraction(report=report.id, by="Ona Reyk", reason="a hoax", made_at=CLOCK_TIME)
    )
    assert "retraction" in kinds(teller.tell())

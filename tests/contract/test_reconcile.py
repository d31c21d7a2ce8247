"""What reconciling promises, on every backend."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import pytest

from benchmarks.ledger.archive import make_event_codings
from counterclaim.errors import LedgerError, UnknownEventError
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.verify import verify_ledger
from counterclaim.model.custody import make_retraction
from counterclaim.model.judgement import make_judgement
from counterclaim.model.report import make_report
from counterclaim.model.statement import Coding, MentionRole
from counterclaim.reconcile import index
from counterclaim.reconcile.decisions import merge_events, restore_event, split_event
from counterclaim.reconcile.dossier import Dossier
from counterclaim.reconcile.events import iter_dossiers, load_dossier, load_dossiers
from counterclaim.reconcile.update import Reconciled, add_report, rebuild_ledger, reconcile_ledger
from tests.factories import CLOCK_TIME, TEXT, code_velmora, make_coding, make_mention, make_test_report

#: Two invented events: the first told by three outlets and more, the second by two.
MANY = next(codings for codings in map(make_event_codings, range(99)) if len(codings) >= 3)
FEW = next(codings for codings in map(make_event_codings, range(50, 99)) if len(codings) == 2)
LATER = CLOCK_TIME + timedelta(hours=1)


def fill(ledger: Ledger, codings: Iterable[Coding]) -> Reconciled:
    return sum((add_report(ledger, coding)[1] for coding in codings), Reconciled())


def find_members(ledger: Ledger) -> set[frozenset[str]]:
    """Find the reports of each event."""
    return {get_reports(dossier) for dossier in iter_dossiers(ledger)}


def get_reports(dossier: Dossier) -> frozenset[str]:
    return frozenset(record.report.id for record in dossier.event.mentions)


def get_ids(codings: Sequence[Coding]) -> frozenset[str]:
    return frozenset(coding.report.id for coding in codings)


def load_both(ledger: Ledger) -> tuple[Dossier, Dossier]:
    one, other = (load_dossiers(ledger, codings[0].report.id)[0] for codings in (MANY, FEW))
    return one, other


def test_reports_of_one_event_come_together(ledger: Ledger) -> None:
    done = fill(ledger, (*MANY, *FEW))
    assert find_members(ledger) == {get_ids(MANY), get_ids(FEW)}
    assert done.mentions == len(MANY) + len(FEW)
    assert done.same >= len(MANY) - 1
    assert done.compared == done.same + done.unsure + done.near + done.left_out
    assert verify_ledger(ledger).fault is None


def test_every_mention_leads_to_its_event(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    for dossier in iter_dossiers(ledger):
        keys = [record.key for record in dossier.event.mentions]
        assert dossier.event.id == min(keys)
        assert keys == sorted(keys)
        for key in keys:
            assert load_dossier(ledger, key) == load_dossier(ledger, key[:14]) == dossier


def test_an_event_says_which_judgements_hold_it(ledger: Ledger) -> None:
    fill(ledger, MANY)
    (dossier,) = iter_dossiers(ledger)
    keys = {record.key for record in dossier.event.mentions}
    assert len([each for each in dossier.judgements if each.verdict == "same"]) >= len(keys) - 1
    assert {each.kind for each in dossier.judgements} == {"matcher"}
    assert all({each.left, each.right} <= keys and each.reasons for each in dossier.judgements)


def test_adding_again_writes_nothing(ledger: Ledger) -> None:
    fill(ledger, MANY)
    rows = list(ledger.iter_rows())
    assert fill(ledger, MANY) == Reconciled()
    assert list(ledger.iter_rows()) == rows


def test_reconciling_later_gives_the_same(ledger: Ledger) -> None:
    for coding in (*MANY, *FEW):
        ledger.add_coding(coding)
    assert find_members(ledger) == {frozenset({coding.report.id}) for coding in (*MANY, *FEW)}
    done = sum(reconcile_ledger(ledger), Reconciled())
    assert done.mentions == len(MANY) + len(FEW)
    assert find_members(ledger) == {get_ids(MANY), get_ids(FEW)}
    assert sum(reconcile_ledger(ledger), Reconciled()) == Reconciled()


def test_rebuilding_gives_the_same(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    before, rows = list(iter_dossiers(ledger)), list(ledger.iter_rows())
    done = sum(rebuild_ledger(ledger), Reconciled())
    assert done.withdrawn == 0
    assert done.compared > 0
    assert list(iter_dossiers(ledger)) == before
    assert list(ledger.iter_rows()) == rows


def test_two_versions_of_the_matcher_are_not_mixed(ledger: Ledger) -> None:
    fill(ledger, MANY)
    ledger.put_index(index.STATE, "matcher", (), b"cc.match/0 of old")
    rows = list(ledger.iter_rows())
    with pytest.raises(LedgerError, match="reconciled with cc.match/0 of old.*--rebuild"):
        fill(ledger, FEW)
    assert list(ledger.iter_rows()) == rows
    list(rebuild_ledger(ledger))
    fill(ledger, FEW)
    assert find_members(ledger) == {get_ids(MANY), get_ids(FEW)}


def test_rebuilding_takes_back_what_the_matcher_would_not_say_again(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    former = make_judgement(
        one.event.mentions[0].key,
        other.event.mentions[0].key,
        verdict="same",
        by="cc.match/0",
        kind="matcher",
        score=0.9,
    )
    ledger.add_judgement(former)
    index.put_pair(ledger, former)
    assert sum(rebuild_ledger(ledger), Reconciled()).withdrawn == 1
    *_, last = ledger.iter_judgements(former.left)
    assert (last.verdict, last.by) == ("withdrawn", "cc.match/0")
    assert former.id in str(last.note)
    assert find_members(ledger) == {get_ids(MANY), get_ids(FEW)}


def test_every_event_mention_is_an_event(ledger: Ledger) -> None:
    report = make_test_report()
    roles: tuple[MentionRole, ...] = ("main", "background", "planned", "other")
    mentions = [make_mention(number, role=role) for number, role in enumerate(roles, start=1)]
    fill(ledger, [make_coding(report, mentions)])
    found = list(iter_dossiers(ledger))
    assert sorted(one.event.mentions[0].mention.role for one in found) == ["background", "main", "planned"]
    other = next(record.key for record in ledger.iter_mentions() if record.mention.role == "other")
    with pytest.raises(UnknownEventError, match=f"show {report.id}"):
        load_dossier(ledger, other)


def test_a_report_leads_to_all_its_events(ledger: Ledger) -> None:
    fill(ledger, [code_velmora(make_test_report())])
    found = load_dossiers(ledger, make_test_report().id[:9])
    assert found == tuple(iter_dossiers(ledger))
    assert len(found) == 2


@pytest.mark.parametrize("prefix", ["evt", "", "e"])
def test_an_ambiguous_prefix_names_what_it_may_mean(ledger: Ledger, prefix: str) -> None:
    fill(ledger, [code_velmora(make_test_report())])
    with pytest.raises(LedgerError, match="several ids: .*evt_"):
        load_dossiers(ledger, prefix)


@pytest.mark.parametrize("prefix", ["evt_0", "rep_0", "nothing", "%", "evt_' OR 1=1"])
def test_an_unknown_id_is_an_error(ledger: Ledger, prefix: str) -> None:
    fill(ledger, [code_velmora(make_test_report())])
    with pytest.raises(UnknownEventError, match="starts with"):
        load_dossier(ledger, prefix)


def test_a_report_with_several_events_is_no_event(ledger: Ledger) -> None:
    coding = code_velmora(make_test_report())
    fill(ledger, [coding])
    with pytest.raises(LedgerError, match="stands for several events"):
        load_dossier(ledger, coding.report.id)


def test_a_mention_coded_anew_is_judged_anew(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    first = MANY[0]
    emptied = make_coding(first.report, [make_mention(kind="PROTEST")], version="0.2.0")
    done = fill(ledger, [emptied])
    assert done.mentions == 1
    assert done.withdrawn >= 1
    assert verify_ledger(ledger).fault is None
    straight = find_members(ledger)
    list(rebuild_ledger(ledger))
    assert find_members(ledger) == straight


def test_a_mention_that_is_no_more_leads_to_its_report(ledger: Ledger) -> None:
    fill(ledger, MANY)
    key = next(record.key for record in ledger.iter_mentions([MANY[0].report.id]))
    fill(ledger, [make_coding(MANY[0].report, (), version="0.2.0")])
    assert find_members(ledger) == {get_ids(MANY[1:])}
    with pytest.raises(UnknownEventError, match=MANY[0].report.id):
        load_dossier(ledger, key)


def test_a_retracted_report_stays_and_is_marked(ledger: Ledger) -> None:
    fill(ledger, MANY)
    report = MANY[0].report.id
    rows = [
        make_retraction(report=report, by="desk", reason=reason, made_at=made)
        for reason, made in (("again", LATER), ("wrong place", CLOCK_TIME))
    ]
    for row in rows:
        ledger.add_retraction(row)
    (dossier,) = iter_dossiers(ledger)
    assert get_reports(dossier) == get_ids(MANY)
    assert dossier.retractions == {report: rows[1]}


def test_copies_are_a_family(ledger: Ledger) -> None:
    codings = [
        code_velmora(make_test_report(outlet=outlet))
        for outlet in ("Velmora Post", "Quay Radio", "Tamsin Daily")
    ]
    assert fill(ledger, codings).copies == 3
    name = min(get_ids(codings))
    for dossier in iter_dossiers(ledger):
        assert dossier.families == dict.fromkeys(get_ids(codings), name)
        assert {dossier.get_family(report) for report in get_reports(dossier)} == {name}


def test_copies_of_any_days_meet_when_they_are_nearly_equal(ledger: Ledger) -> None:
    texts = (TEXT, TEXT.replace("31 people", "33 people"), TEXT)
    days = (date(2031, 3, 4), None, date(2033, 3, 4))
    for text, day in zip(texts, days, strict=True):
        fill(ledger, [make_coding(make_report(text, published=day), [make_mention()])])
    families = {
        dossier.families[record.report.id]
        for dossier in iter_dossiers(ledger)
        for record in dossier.event.mentions
    }
    assert len(families) == 1


def test_versions_of_an_address_follow_each_other(ledger: Ledger) -> None:
    url = "https://velmora-post.example/blast"
    texts = (TEXT, "Nothing is known yet.", TEXT + "One more died at night.")
    reports = [
        make_report(text, url=url, language="en", published=date(2031, 3, 4 + number))
        for number, text in enumerate(texts)
    ]
    first, middle, last = (report.id for report in reports)
    fill(ledger, [code_velmora(reports[0]), make_coding(reports[1]), code_velmora(reports[2])])
    for dossier in iter_dossiers(ledger):
        assert get_reports(dossier) <= {first, last}
        assert dossier.successors == {first: middle, middle: last}


def test_merging_makes_one_event_that_both_ids_lead_to(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    made = merge_events(ledger, one, other, by="Ona Reyk", made_at=CLOCK_TIME, note="same bomb")
    assert {each.note for each in made} == {"same bomb"}
    merged = load_dossier(ledger, one.event.id)
    assert merged == load_dossier(ledger, other.event.id)
    assert get_reports(merged) == get_ids(MANY) | get_ids(FEW)
    assert merged.event.id == min(one.event.id, other.event.id)
    assert {each.by for each in merged.judgements} > {"Ona Reyk"}
    with pytest.raises(LedgerError, match="nothing to merge"):
        merge_events(ledger, merged, merged, by="Ona Reyk", made_at=LATER)


def test_splitting_keeps_a_mention_out_for_good(ledger: Ledger) -> None:
    fill(ledger, MANY[:-1])
    (event,) = iter_dossiers(ledger)
    leaving = event.event.mentions[-1]
    split_event(ledger, event, [leaving.key], by="Ona Reyk", made_at=CLOCK_TIME)
    fill(ledger, MANY[-1:])
    list(rebuild_ledger(ledger))
    staying = get_ids(MANY[:-1]) - {leaving.report.id}
    for members in find_members(ledger):
        assert not (leaving.report.id in members and members & staying)


def test_splitting_asks_for_mentions_of_the_event_and_leaves_one(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    stranger = other.event.mentions[0].key
    with pytest.raises(LedgerError, match=f"{stranger} is no mention of {one.event.id}"):
        split_event(ledger, one, [stranger], by="Ona Reyk", made_at=CLOCK_TIME)
    with pytest.raises(LedgerError, match="leave at least one"):
        split_event(ledger, one, [each.key for each in one.event.mentions], by="Ona Reyk", made_at=CLOCK_TIME)


def test_the_last_decision_counts(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    merge_events(ledger, one, other, by="Ona Reyk", made_at=CLOCK_TIME)
    merged = load_dossier(ledger, one.event.id)
    back = [record.key for record in other.event.mentions]
    split_event(ledger, merged, back, by="Per Osk", made_at=LATER)
    assert find_members(ledger) == {get_ids(MANY), get_ids(FEW)}
    one, other = load_both(ledger)
    merge_events(ledger, one, other, by="Ona Reyk", made_at=LATER + timedelta(hours=1))
    assert find_members(ledger) == {get_ids(MANY) | get_ids(FEW)}


def test_restoring_takes_ones_own_decisions_back(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    merge_events(ledger, one, other, by="Ona Reyk", made_at=CLOCK_TIME)
    merged = load_dossier(ledger, one.event.id)
    with pytest.raises(LedgerError, match="Per Osk decided nothing .*; Ona Reyk did"):
        restore_event(ledger, merged, by="Per Osk", made_at=LATER)
    restore_event(ledger, merged, by="Ona Reyk", made_at=LATER)
    assert find_members(ledger) == {get_ids(MANY), get_ids(FEW)}
    with pytest.raises(LedgerError, match="decided nothing"):
        restore_event(ledger, load_dossier(ledger, one.event.id), by="Ona Reyk", made_at=LATER)


def test_decisions_outlive_a_rebuild(ledger: Ledger) -> None:
    fill(ledger, (*MANY, *FEW))
    one, other = load_both(ledger)
    merge_events(ledger, one, other, by="Ona Reyk", made_at=CLOCK_TIME)
    before = list(iter_dossiers(ledger))
    list(rebuild_ledger(ledger))
    assert list(iter_dossiers(ledger)) == before
    assert verify_ledger(ledger).fault is None


def test_the_main_mention_gives_an_event_its_words(ledger: Ledger) -> None:
    roles: tuple[MentionRole, ...] = ("background", "main", "planned")
    codings = [
        make_coding(coding.report, [make_mention(role=role)])
        for coding, role in zip(MANY, roles, strict=False)
    ]
    fill(ledger, codings)
    first, *others = iter_dossiers(ledger)
    for number, other in enumerate(others):
        made_at = LATER + timedelta(minutes=number)
        merge_events(ledger, load_dossier(ledger, first.event.id), other, by="Ona Reyk", made_at=made_at)
    (event,) = (dossier.event for dossier in iter_dossiers(ledger))
    assert len(event.mentions) == 3
    assert event.lead.mention.role == "main"

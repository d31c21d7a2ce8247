"""The account of an event: what every brief and page shows of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import msgspec
import pytest

from counterclaim.brief.account import EventAccount, Said
from counterclaim.brief.gather import Notices, make_account
from counterclaim.errors import PolicyError
from counterclaim.ledger.base import MentionRecord
from counterclaim.model.resolution import AsOf
from counterclaim.model.statement import Finding, Problem
from counterclaim.model.values import WITHHELD
from counterclaim.policy.case import NOW, make_case
from counterclaim.policy.catalog import COUNT_POLICIES
from tests.cases import (
    MAYOR,
    MEDICS,
    PAPERS,
    POLICE,
    at_place,
    count,
    make_test_dossier,
    on_day,
    own,
    take,
    tell,
)

FRONT, SULONIA = "Harrow Front", "Sulonia"
FIRST = tell(
    own(FRONT, "claim", channel="telegram"),
    count(12, MAYOR),
    take(POLICE, "blame", SULONIA),
    on_day(3, POLICE),
    at_place("Tarn Bridge", "MLI"),
)
COPY = tell(count(12, MAYOR), take(POLICE, "blame", SULONIA), outlet="Velmora Post")
LATER = tell(own(SULONIA, "deny"), count(30, MAYOR), count(14, MEDICS), outlet="Harrow Star", day=6)
LAST = tell(take(PAPERS, "question", FRONT), count(9, None), outlet="Harrow Star", day=7)
ALL = (FIRST, COPY, LATER, LAST)


def gather(*records: MentionRecord, as_of: AsOf = NOW, policy: str = "cc.interval/1") -> EventAccount:
    """Gather the account of some mentions; the first two are copies where both are there."""
    copies = [FIRST, COPY] if {FIRST.key, COPY.key} <= {each.key for each in records} else []
    dossier = make_test_dossier(*records, copies=copies)
    return make_account(dossier, make_case(dossier, as_of), policy=policy)


def find_all_said(account: EventAccount) -> list[Said]:
    """Find every statement that an account shows in words."""
    stances = [stance for party in account.parties for stance in party.stances]
    return [
        *(telling.first for telling in (*account.counts, *account.values)),
        *(telling.first for stance in stances for telling in stance.tellings),
        *(said for figure in account.figures for said in figure.used),
        *(aside.said for figure in account.figures for aside in figure.set_aside),
        *(line for turn in account.turns for line in turn.lines),
    ]


@pytest.mark.parametrize("policy", [entry.name for entry in COUNT_POLICIES if "killed" in entry.fields])
def test_each_figure_rests_on_statements_that_the_account_shows(policy: str) -> None:
    account = gather(*ALL, policy=policy)
    shown = {id for telling in account.counts for id in telling.statements}
    killed = account.figures[0]
    assert killed.policy == policy
    assert killed.used or killed.is_blank
    for said in (*killed.used, *(aside.said for aside in killed.set_aside)):
        assert said.statement in shown


def test_nothing_is_said_without_who_says_it_and_in_which_words() -> None:
    account = gather(*ALL)
    for said in find_all_said(account):
        assert said.voice and said.speakers and said.published_in
        assert said.words.startswith("“") and said.words.endswith("”")
    for question in account.disputes:
        assert all(answer.voices and answer.statements for answer in question.answers)
    for party in account.parties:
        assert all(stance.voice and stance.tellings for stance in party.stances)


def test_every_statement_of_the_case_stands_in_the_account() -> None:
    dossier = make_test_dossier(*ALL, copies=[FIRST, COPY])
    case = make_case(dossier)
    account = make_account(dossier, case)
    shown = {id for telling in (*account.counts, *account.values) for id in telling.statements}
    stances = [stance for party in account.parties for stance in party.stances]
    shown |= {id for stance in stances for telling in stance.tellings for id in telling.statements}
    assert shown == {each.statement.id for each in case.testimonies}


def test_a_harm_that_the_policy_does_not_resolve_is_resolved_by_the_default_one() -> None:
    account = gather(tell(count(3, MAYOR), count(5, MAYOR, harm="injured")), policy="acled.conservative/2024")
    assert [(each.field, each.policy) for each in account.figures] == [
        ("killed", "acled.conservative/2024"),
        ("injured", "cc.interval/1"),
    ]


def test_an_unknown_policy_is_refused() -> None:
    with pytest.raises(PolicyError, match=r"no\.such"):
        gather(FIRST, policy="no.such")


def test_the_figure_keeps_its_bounds_and_why_others_were_set_aside() -> None:
    killed = gather(*ALL).figures[0]
    assert (killed.low, killed.high) == (9, 30)
    assert killed.is_contested
    assert any("later" in aside.why for aside in killed.set_aside)


def test_the_matrix_has_a_row_a_party_and_a_column_a_kind_of_position() -> None:
    front, sulonia = gather(*ALL).parties
    assert (front.name, sulonia.name) == (FRONT, SULONIA)
    assert [stance.phrase for stance in front.columns["owns it"]] == ["claimed by"]
    assert [stance.voice for stance in front.columns["doubts, or is silent"]] == ["some newspapers"]
    assert [stance.voice for stance in sulonia.columns["puts it on the party"]] == ["police"]
    assert [stance.voice for stance in sulonia.columns["says it was not"]] == [SULONIA]


def test_the_history_keeps_what_a_voice_said_before() -> None:
    marks = [mark for mark in gather(*ALL).marks if mark.voice == "Ilsa Tarn"]
    assert {(mark.number, mark.status) for mark in marks} == {(12, "superseded"), (30, "current")}
    assert sorted(str(mark.at) for mark in marks)[-1].startswith("2031-03-06")


def test_an_open_count_is_marked_at_its_bound() -> None:
    (mark,) = gather(tell(count(18, POLICE, op="at_least"))).marks
    assert (mark.number, mark.low, mark.high, mark.is_open) == (18, 18, None, True)


def test_a_copy_takes_no_turn_and_is_folded_among_the_sources() -> None:
    account = gather(*ALL)
    (first, later, last) = account.turns
    assert later.when == "2031-03-06 08:00" and last.outlet == "Harrow Star"
    assert len(first.lines) >= 2
    assert [len(origin.copies) for origin in account.origins] == [1, 0, 0]
    assert (account.reports, account.outlets) == (4, 3)


def test_a_place_is_an_area_with_its_size_in_words() -> None:
    spot = gather(FIRST).spot
    assert spot is not None and (spot.name, spot.country) == ("Tarn Bridge", "MLI")
    assert spot.radius_km and "do not say where in it" in spot.area
    assert spot.voices == ("Kestria Wire: the report itself",)


def test_the_days_are_those_that_the_voices_give() -> None:
    assert (gather(FIRST).start, gather(FIRST).end) == (date(2031, 3, 3), date(2031, 3, 3))
    assert gather(LAST).start is None


def test_what_was_not_known_yet_is_not_in_the_account() -> None:
    account = gather(*ALL, as_of=AsOf(published=datetime(2031, 3, 5, tzinfo=UTC)))
    assert account.reports == 2
    assert "2031-03-05" in account.moment
    assert not any("30" in telling.first.value for telling in account.counts)
    nothing = gather(FIRST, as_of=AsOf(published=datetime(2030, 1, 1, tzinfo=UTC)))
    assert not nothing.is_known and nothing.figures == nothing.parties == ()


def test_who_coded_a_statement_is_kept() -> None:
    person = tuple(msgspec.structs.replace(each, coder="person:Ada Fenn") for each in FIRST.statements)
    by_person = gather(replace(FIRST, statements=person))
    assert all(said.is_by_person and said.coder == "Ada Fenn" for said in find_all_said(by_person))
    assert not any(said.is_by_person for said in find_all_said(gather(FIRST)))


def test_withheld_names_are_counted() -> None:
    line = count(1, POLICE, group=WITHHELD)
    assert gather(tell(line)).withheld == 1
    assert gather(FIRST).withheld == 0


def test_findings_and_problems_name_their_report() -> None:
    finding = Finding(rule="CC999", severity="note", message="an\nexample")
    problem = Problem(kind="stage", message="half of it")
    dossier = make_test_dossier(FIRST)
    notices = Notices({FIRST.report.id: (finding,)}, {FIRST.report.id: (problem,)})
    account = make_account(dossier, make_case(dossier), notices=notices)
    assert [(each.kind, each.message) for each in account.findings] == [("CC999 note", "an example")]
    assert [(each.kind, each.report) for each in account.problems] == [("stage", FIRST.report.id)]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "ftp://a", None])
def test_only_addresses_of_the_web_may_be_linked_to(url: str | None) -> None:
    record = replace(FIRST, report=msgspec.structs.replace(FIRST.report, url=url))
    assert gather(record).origins[0].url is None


def test_hidden_characters_of_a_report_stay_out() -> None:
    hostile = "Sul\u202eonia\u200b\x1b[31m"
    account = gather(tell(take(POLICE, "blame", hostile)))
    assert account.parties[0].name == "Sulonia[31m"
    assert not set("\u202e\u200b\x1b") & set(msgspec.json.encode(account).decode())


def test_an_account_is_json() -> None:
    account = gather(*ALL)
    assert msgspec.json.decode(msgspec.json.encode(account), type=EventAccount) == account


def test_the_place_stands_in_the_name_once() -> None:
    account = gather(FIRST)
    assert account.name == "Blast in Velmora, Tarn Bridge"
    titled = msgspec.structs.replace(account, title="blast in Tarn Bridge")
    assert titled.name == "Blast in Tarn Bridge"
    assert gather(tell(count(3, MAYOR))).name == "Blast in Velmora"


def test_the_same_reports_under_other_rules() -> None:
    others = gather(*ALL).others
    assert others is not None and others.harms == ("killed",)
    told = {row.policy: row.cells[0] for row in others.rows}
    assert told["gtd.recency/2019"] == "9" and "cc.interval/1" not in told
    assert gather(tell(take(POLICE, "blame", SULONIA))).others is None

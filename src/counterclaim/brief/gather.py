"""Gather the account of an event: one view for the terminal, the page and the printed brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from counterclaim.brief.account import Answer, EventAccount, Notice, Question, Telling
from counterclaim.brief.chosen import explain, find_harm_figures
from counterclaim.brief.counts import find_counts, iter_marks
from counterclaim.brief.disputes import say_question
from counterclaim.brief.figures import say_moment
from counterclaim.brief.plain import make_plain
from counterclaim.brief.positions import make_parties, say_claim_status
from counterclaim.brief.report import VALUE_ORDER
from counterclaim.brief.rules import make_other_figures
from counterclaim.brief.said import Book, iter_tellings, make_book
from counterclaim.brief.setting import find_first_and_last_day, find_spots
from counterclaim.brief.sources import find_origins, find_turns
from counterclaim.brief.words import load_brief_words, say_heading, say_kind, say_statement
from counterclaim.ledger.base import Ledger
from counterclaim.model.dispute import Dispute
from counterclaim.model.resolution import Resolution
from counterclaim.model.statement import Finding, Problem, Statement
from counterclaim.model.values import WITHHELD, PartyValue, ResponsibilityValue, TollValue
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.catalog import DEFAULT_POLICY
from counterclaim.policy.claim_status import judge_claim_status
from counterclaim.policy.disputes import find_disputes
from counterclaim.policy.history import make_toll_history
from counterclaim.policy.parties import make_party_book
from counterclaim.policy.positions import read_positions
from counterclaim.read.outlets import NO_OUTLETS, Outlets
from counterclaim.reconcile.dossier import Dossier


class Notices(NamedTuple):
    """What the checks noticed in reports, and what was skipped while they were read."""

    #: By the ids of reports.
    findings: Mapping[str, Sequence[Finding]] = {}
    problems: Mapping[str, Sequence[Problem]] = {}


def make_account(
    dossier: Dossier,
    case: Case,
    *,
    policy: str = DEFAULT_POLICY,
    figures: Sequence[Resolution] | None = None,
    notices: Notices | None = None,
    outlets: Outlets = NO_OUTLETS,
) -> EventAccount:
    """Make the account of an event.

    Args:
        dossier: the event with its copies, versions and retractions.
        case: the event as it was known at the moment asked for.
        policy: chooses the figure of each harm; the default one where it does not.
        figures: what policies chose already, in place of `policy`.
        notices: what the ledger holds of its reports beside statements.
        outlets: the user's table of outlets.

    Raises:
        PolicyError: there is no such policy.
    """
    records = case.event.mentions
    reports = dict.fromkeys(record.report.id for record in records)
    notices = notices or Notices()
    book = make_book(case.testimonies)
    naming = make_party_book(case)
    tracks = make_toll_history(case, book=naming)
    parties = make_parties(dossier, case, parties=naming, book=book)
    start, end = find_first_and_last_day(case)
    lead = case.event.lead.mention if records else dossier.event.lead.mention
    chosen = find_harm_figures(case, policy) if figures is None else figures
    explained = tuple(explain(each, book) for each in chosen)
    return EventAccount(
        event=case.event.id,
        title=make_plain(lead.label),
        heading=say_heading(lead),
        kind=say_kind(lead),
        role=lead.role,
        role_words=load_brief_words().roles[lead.role],
        as_of=case.as_of,
        moment=say_moment(case.as_of),
        start=start,
        end=end,
        places=find_spots(case),
        figures=explained,
        others=make_other_figures(case, explained),
        disputes=tuple(map(_ask, find_disputes(case, book=naming))),
        standing=say_claim_status(judge_claim_status(read_positions(case, book=naming))) if parties else "",
        parties=parties,
        counts=find_counts(dossier, case, tracks, book=book),
        marks=tuple(iter_marks(case, tracks)),
        values=_find_values(dossier, case, book),
        turns=find_turns(dossier, case, book=book),
        origins=find_origins(dossier, records, outlets),
        findings=tuple(
            Notice(report=report, kind=f"{each.rule} {each.severity}", message=make_plain(each.message))
            for report in reports
            for each in notices.findings.get(report, ())
        ),
        problems=tuple(
            Notice(report=report, kind=each.kind, message=make_plain(each.message))
            for report in reports
            for each in notices.problems.get(report, ())
        ),
        reports=len(reports),
        outlets=len({record.report.outlet for record in records if record.report.outlet}),
        withheld=sum(_is_withheld(each.statement) for each in case.testimonies),
    )


def find_notices(ledger: Ledger, dossiers: Iterable[Dossier]) -> Notices:
    """Find what a ledger holds of the reports of events beside statements."""
    reports = sorted({record.report.id for dossier in dossiers for record in dossier.event.mentions})
    return Notices(ledger.find_findings(reports), ledger.find_problems(reports))


def _ask(dispute: Dispute) -> Question:
    return Question(
        question=say_question(dispute.kind, dispute.property, dispute.about),
        kind=dispute.kind,
        answers=tuple(
            Answer(
                answer=make_plain(side.answer),
                voices=tuple(map(make_plain, side.voices)),
                statements=side.statements,
            )
            for side in dispute.sides
        ),
    )


def _find_values(dossier: Dossier, case: Case, book: Book) -> tuple[Telling, ...]:
    """Find what is said of kind, day, place, weapon and parties, each with all who say it."""
    said = (each for name in VALUE_ORDER for each in case.testimonies if each.statement.property == name)
    return tuple(iter_tellings(said, _make_value_key, dossier, book=book))


def _make_value_key(testimony: Testimony) -> tuple[object, ...]:
    statement = testimony.statement
    return statement.property, say_statement(statement), testimony.status, testimony.status_note


def _is_withheld(statement: Statement) -> bool:
    return WITHHELD in tuple(_iter_names(statement))


def _iter_names(statement: Statement) -> Iterator[str | None]:
    match statement.value:
        case PartyValue(name=name) | ResponsibilityValue(actor=name) | TollValue(group=name):
            yield name

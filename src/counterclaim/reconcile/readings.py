"""A coder's readings of the reports of a ledger: a program's, or a program's as a person reviewed it.

A person's reading is the program's with that person's reviews and nobody else's: what they rejected is
out, what they corrected or added is in. Only reports that the person reviewed count as coded by them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from counterclaim.coding.agreement.reading import Reading
from counterclaim.errors import LedgerError
from counterclaim.ledger.base import Ledger, MentionRecord
from counterclaim.ledger.threads import find_counting
from counterclaim.model.resolution import AsOf
from counterclaim.model.review import PERSON_PREFIX, Review, is_person_coder, make_person_coder
from counterclaim.reconcile.reviewed import FALLEN, UNREVIEWED, apply_reviews, find_reviewed


@dataclass(frozen=True, slots=True, kw_only=True)
class Coders:
    """Who coded the reports of a ledger."""

    #: Names of programs.
    programs: tuple[str, ...]
    #: Names of persons who reviewed.
    persons: tuple[str, ...]

    def get_coder(self, name: str) -> str:
        """Return a coder's name as statements bear it: a program's, or `person:NAME`."""
        return make_person_coder(name) if name in self.persons else name


def find_coders(ledger: Ledger) -> Coders:
    """Find the programs and persons that coded reports of a ledger."""
    records = ledger.iter_mentions()
    return make_coders(name for record in records for name in find_mention_coders(record))


def find_mention_coders(record: MentionRecord) -> frozenset[str]:
    """Find who coded a mention: its program, and `person:NAME` for whoever has a review that counts."""
    programs = () if is_person_coder(record.coder) else (record.coder,)
    return frozenset((*programs, *(make_person_coder(each.by) for each in find_counting(record.reviews))))


def make_coders(names: Iterable[str]) -> Coders:
    """Make the coders of a ledger of those of its mentions."""
    found = sorted(set(names))
    return Coders(
        programs=tuple(name for name in found if not is_person_coder(name)),
        persons=tuple(name.removeprefix(PERSON_PREFIX) for name in found if is_person_coder(name)),
    )


def find_readings(
    ledger: Ledger,
    coder: str,
    *,
    base: str | None = None,
    complete: bool = False,
    coders: Coders | None = None,
    among: Collection[str] | None = None,
) -> tuple[Reading, ...]:
    """Find a coder's readings of the reports of a ledger.

    Args:
        ledger: the ledger.
        coder: name of a program or a word of it (`rules`), or of a person who reviewed.
        base: the program whose codings a person reviewed; None where there is one.
        complete: only reports in which the person reviewed every statement; all for a program.
        coders: those of the ledger, where they are known already.
        among: ids of the reports that are read; None for all.

    Raises:
        LedgerError: nobody of that name coded anything, or it is not told which program was reviewed.
    """
    coders = coders or find_coders(ledger)
    name = coder.removeprefix(PERSON_PREFIX)
    program = None if name in coders.persons else _find_program(coders, coder)
    if program is not None:
        return tuple(_iter_programs(ledger, program, among))
    if name not in coders.persons:
        known = ", ".join((*coders.programs, *coders.persons)) or "nobody"
        raise LedgerError(f"{coder} coded nothing in this ledger; {known} did")
    reviewed = _find_program(coders, base or "")
    if reviewed is None:
        raise LedgerError(f"tell which program's codings {name} reviewed, of {', '.join(coders.programs)}")
    return tuple(_iter_persons(ledger, name, reviewed, among, complete=complete))


def _find_program(coders: Coders, name: str) -> str | None:
    """Find the one program of a name, or with this word in its dotted name; blank is the only one."""
    if name in coders.programs:
        return name
    fitting = [each for each in coders.programs if not name or name in each.split(".")]
    return fitting[0] if len(fitting) == 1 else None


def _iter_programs(ledger: Ledger, coder: str, among: Collection[str] | None) -> Iterator[Reading]:
    told: set[str] = set()
    for report, records in _iter_reports(ledger, among):
        own = [replace(record, reviews=()) for record in records if record.coder == coder]
        if own:
            told.add(report)
            yield _make_reading(report, own)
    asked = among if among is not None else (each.id for each in ledger.iter_reports())
    for silent in (report for report in asked if report not in told):
        # A program that finds no event in a report has coded it all the same.
        if coder in {body["coder"] for body in ledger.find_bodies("coding", silent)}:
            yield Reading(report=silent, statements=())


def _iter_persons(
    ledger: Ledger, person: str, base: str, among: Collection[str] | None, *, complete: bool
) -> Iterator[Reading]:
    for report, records in _iter_reports(ledger, among):
        own = [
            _review_alone(record, person)
            for record in records
            if record.coder in (base, PERSON_PREFIX + person)
        ]
        reviewed = [record for record in own if record.reviews]
        if reviewed and not (complete and any(map(_has_unreviewed, own))):
            yield _make_reading(report, own)


def _iter_reports(
    ledger: Ledger, among: Collection[str] | None
) -> Iterator[tuple[str, Sequence[MentionRecord]]]:
    """Iterate over the reports with their mentions; the ledger gives those of one report together."""
    report, records = "", list[MentionRecord]()
    for record in ledger.iter_mentions(among):
        if record.report.id != report and records:
            yield report, records
            records = []
        report = record.report.id
        records.append(record)
    if records:
        yield report, records


def _review_alone(record: MentionRecord, person: str) -> MentionRecord:
    """Return a mention as one person alone reviewed it."""
    own: tuple[Review, ...] = tuple(each for each in record.reviews if each.by == person)
    return apply_reviews(replace(record, reviews=find_counting(own)), AsOf())


def _has_unreviewed(record: MentionRecord) -> bool:
    reviewed = find_reviewed(record)
    return any(each.id not in reviewed for each in record.statements)


def _make_reading(report: str, records: Iterable[MentionRecord]) -> Reading:
    """Make the reading of what stands in the mentions of one coder, with reviews of one person or none."""
    return Reading(
        report=report,
        statements=tuple(
            statement
            for record in records
            for reviewed in (find_reviewed(record),)
            for statement in record.statements
            if reviewed.get(statement.id, UNREVIEWED).state not in FALLEN
        ),
    )

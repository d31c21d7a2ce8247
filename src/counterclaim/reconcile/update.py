"""Reconcile as reports come in: each new mention is judged against those it may be one event with.

Invariant: what stands afterwards is a function of the current codings and of the persons'
judgements, whatever the order in which they were added. Only the neighbourhood of a report is
touched: mentions that share a block key with one of its own.

Written to the log are the matcher's judgements `same`, `unsure`, and `different` where it was near.
The others are left out: they follow from the two profiles, and are made again when an event that
they matter for is loaded.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import EVENT_ROLES, Added, Ledger
from counterclaim.model.custody import Receipt
from counterclaim.model.ids import ReportId
from counterclaim.model.judgement import Judgement, MentionKey, make_judgement
from counterclaim.model.report import Report
from counterclaim.model.review import is_person_coder
from counterclaim.model.statement import Coding
from counterclaim.read.copies import is_worth_comparing, judge_copy, make_sketch
from counterclaim.reconcile import index
from counterclaim.reconcile.near import judge_near
from counterclaim.reconcile.notices import heed_notices, put_notices
from counterclaim.reconcile.profile import Profile, make_profile
from counterclaim.reconcile.verdicts import Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Reconciled:
    """What reconciling a report, or several, found and wrote."""

    #: Mentions that were new or coded anew.
    mentions: int = 0
    #: Pairs compared.
    compared: int = 0
    #: Pairs judged the same.
    same: int = 0
    #: Pairs in doubt.
    unsure: int = 0
    #: Pairs judged different whose judgement was written.
    near: int = 0
    #: Earlier judgements taken back, because a report was coded anew.
    withdrawn: int = 0
    #: Pairs of copies.
    copies: int = 0
    #: Retractions of the report by notices of its publisher.
    retracted: int = 0

    def __add__(self, other: Reconciled) -> Reconciled:
        return Reconciled(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})

    @property
    def left_out(self) -> int:
        """Count the pairs that were compared and not written: plainly different ones."""
        return self.compared - self.same - self.unsure - self.near


def add_report(
    ledger: Ledger, coding: Coding, receipts: Iterable[Receipt] = (), *, reconcile: bool = True
) -> tuple[Added, Reconciled]:
    """Add a coding with the receipts of its report and reconcile its mentions, whole or not at all.

    Raises:
        LedgerError: the coding does not fit its words, or the ledger was reconciled with another
            version of the matcher.
    """
    with ledger.writing():
        added = ledger.add_coding(coding)
        for receipt in receipts:
            ledger.add_receipt(receipt)
        if reconcile:
            return added, reconcile_report(ledger, coding.report.id)
        report = ledger.get_report(coding.report.id)
        return added, Reconciled(retracted=len(heed_notices(ledger, report)))


def keep_known(
    ledger: Ledger, report: ReportId, receipts: Iterable[Receipt] = (), *, reconcile: bool = True
) -> Reconciled:
    """Add the receipts of a report that is coded already, and reconcile it, whole or not at all.

    Raises:
        LedgerError: the ledger lacks the report, or was reconciled with another version of the matcher.
    """
    with ledger.writing():
        for receipt in receipts:
            ledger.add_receipt(receipt)
        return reconcile_report(ledger, report) if reconcile else Reconciled()


def reconcile_report(ledger: Ledger, report: ReportId) -> Reconciled:
    """Reconcile the mentions of one report as its coders see it now; twice is as good as once.

    Raises:
        LedgerError: the ledger was reconciled with another version of the matcher.
    """
    with ledger.writing():
        check_version(ledger)
        found = ledger.get_report(report)
        heeded = Reconciled(retracted=len(heed_notices(ledger, found)))
        return heeded + _update_copies(ledger, found) + _update_mentions(ledger, report)


def reconcile_ledger(ledger: Ledger) -> Iterator[Reconciled]:
    """Reconcile every report and take in persons' judgements and notices; yields what each report gave.

    What is done already is left as it is, so that this may be broken off and started again.

    Raises:
        LedgerError: the ledger was reconciled with another version of the matcher.
    """
    _put_decisions(ledger)
    put_notices(ledger)
    for report in ledger.iter_reports():
        yield reconcile_report(ledger, report.id)


def rebuild_ledger(ledger: Ledger) -> Iterator[Reconciled]:
    """Drop what was derived and reconcile everything anew, as after a change of the matcher.

    Persons' judgements stay. The matcher's former judgements that it would not make again are taken
    back by rows of their own. All or nothing is kept.
    """
    with ledger.writing():
        former = _find_former(ledger)
        for space in index.SPACES:
            ledger.drop_index(space)
        yield from reconcile_ledger(ledger)
        kept = {each.id for each in _find_all_pairs(ledger)}
        stale = [each for each in former if each.id not in kept]
        _withdraw(ledger, stale, "the matcher has changed")
        yield Reconciled(withdrawn=len(stale))


def check_version(ledger: Ledger) -> None:
    """See to it that all judgements in force are of one version of the matcher.

    Raises:
        LedgerError: those of the ledger are of another version.
    """
    version = index.find_matcher_version(ledger)
    if version is None:
        index.put_matcher_version(ledger)
    elif version != index.make_matcher_version():
        raise LedgerError(
            f"the ledger was reconciled with {version}, this is {index.make_matcher_version()};"
            " run `counterclaim reconcile --rebuild`, or add with --no-reconcile"
        )


def _update_mentions(ledger: Ledger, report: ReportId) -> Reconciled:
    known = index.find_report_profiles(ledger, report)
    mentions = (each for each in ledger.iter_mentions((report,)) if not is_person_coder(each.coder))
    records = (each for each in mentions if each.mention.role in EVENT_ROLES)
    profiles = {record.key: make_profile(record) for record in records}
    changed = {key: each for key, each in profiles.items() if known.get(key) != each}
    gone = known.keys() - profiles.keys()
    former = {
        (each.left, each.right): each
        for each in index.find_pairs(ledger, [key for key in (*changed, *gone) if key in known])
    }
    for key in sorted(gone):
        index.remove_profile(ledger, key)
    for profile in changed.values():
        index.put_profile(ledger, profile)
    return _judge_all(ledger, changed, former)


def _judge_all(
    ledger: Ledger, changed: Mapping[MentionKey, Profile], former: Mapping[Pair, Judgement]
) -> Reconciled:
    """Judge every pair that holds a changed mention, and write what is new."""
    judged = dict(_iter_judged(ledger, changed))
    written = {pair: each for pair, each in judged.items() if each is not None}
    stale = [each for pair, each in former.items() if written.get(pair) != each]
    new = [each for pair, each in sorted(written.items()) if former.get(pair) != each]
    _withdraw(ledger, stale, "a report was coded anew")
    ledger.add_judgements(new)
    for each in stale:
        index.remove_pair(ledger, each)
    for each in new:
        index.put_pair(ledger, each)
    verdicts = [each.verdict for each in written.values()]
    return Reconciled(
        mentions=len(changed),
        compared=len(judged),
        same=verdicts.count("same"),
        unsure=verdicts.count("unsure"),
        near=verdicts.count("different"),
        withdrawn=len(stale),
    )


def _iter_judged(
    ledger: Ledger, changed: Mapping[MentionKey, Profile]
) -> Iterator[tuple[Pair, Judgement | None]]:
    """Iterate over the pairs that are compared; those that come near bring their judgement."""
    for _, profile in sorted(changed.items()):
        for key, candidate in index.find_candidates(ledger, profile).items():
            if candidate.reading != profile.reading and not (key in changed and key < profile.key):
                left, right = sorted((profile.key, key))
                yield (left, right), judge_near(profile, candidate)


def _withdraw(ledger: Ledger, judgements: Iterable[Judgement], why: str) -> None:
    """Write that judgements of a matcher hold no more."""
    ledger.add_judgements(
        make_judgement(
            each.left,
            each.right,
            verdict="withdrawn",
            by=each.by,
            kind="matcher",
            note=f"takes back {each.id}: {why}",
        )
        for each in judgements
    )


def _update_copies(ledger: Ledger, report: Report) -> Reconciled:
    """Find the copies of a report; its text never changes, so once is enough.

    Versions of its item are near copies as well, and are not counted as such.
    """
    if index.get_sketch(ledger, report.id) is not None:
        return Reconciled()
    sketch, day = make_sketch(report.text), _find_given_day(report)
    met = index.find_sketches(ledger, sketch, day)
    likely = [other for other, beside in met.items() if is_worth_comparing(sketch, beside)]
    copies = [other for other in likely if judge_copy(report.text, _read_text(ledger, other)) == "copy"]
    index.put_sketch(ledger, report.id, sketch, day)
    for other in copies:
        index.put_copies(ledger, report.id, other)
    versions = {each.report for each in index.find_editions(ledger, {report.id})}
    return Reconciled(copies=len(set(copies) - versions))


def _find_given_day(report: Report) -> date | None:
    """Find the day of publication that came with the report, which no coding changes."""
    if report.published_basis == "metadata":
        return report.published
    return report.published_at.astimezone(UTC).date() if report.published_at else None


def _read_text(ledger: Ledger, report: ReportId) -> str:
    body = ledger.find_report_body(report)
    return str(body["text"]) if body else ""


def _find_former(ledger: Ledger) -> tuple[Judgement, ...]:
    """Find the matcher's judgements that stand by the log; the index may be what is to be repaired."""
    last = {(each.left, each.right): each for each in ledger.iter_judgements() if each.kind == "matcher"}
    return tuple(each for each in last.values() if each.verdict != "withdrawn")


def _find_all_pairs(ledger: Ledger) -> tuple[Judgement, ...]:
    keys = [MentionKey(key) for key, _ in ledger.iter_index(index.PROFILES)]
    return index.find_pairs(ledger, keys)


def _put_decisions(ledger: Ledger) -> None:
    """Take in the judgements of persons, whoever wrote them to the log."""
    with ledger.writing():
        for judgement in ledger.iter_judgements():
            if judgement.kind == "person":
                index.put_decision(ledger, judgement)

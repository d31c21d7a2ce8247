"""Give a ledger of invented reports what an archive by chance lacks: large events, and reviewers.

Everything follows from the seed of the archive, so that a ledger that has it already is left as it is.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from benchmarks.ledger.archive import EVENTS_A_DAY, iter_archive, make_event_codings
from counterclaim.ledger.base import Ledger
from counterclaim.ledger.open import open_ledger
from counterclaim.model.statement import Coding
from counterclaim.reconcile.reviewing import Act, judge_statement
from counterclaim.reconcile.update import add_report

#: Numbers of the large events: of days long after those of the archive.
FIRST_LARGE = 100_000 * EVENTS_A_DAY
#: How many reports tell of each.
LARGE = (100, 100, 100, 60, 30)
#: Reports that both reviewers read, from the beginning of the archive, and who they are.
REVIEWED = 60
REVIEWERS = ("Ana Ruiz", "Ben Okoro")
REVIEWED_AT = datetime(2040, 1, 1, 12, tzinfo=UTC)
#: One statement in so many is rejected by the second reviewer.
REJECTED = 7


def furnish(place: Path) -> None:
    """Add large events and reviews to a ledger that holds the archive."""
    with open_ledger(place, create=True) as ledger:
        for number, tellers in enumerate(LARGE):
            codings = make_event_codings(FIRST_LARGE + number * EVENTS_A_DAY, tellers=tellers)
            for coding in codings:
                add_report(ledger, coding)
        known = {review.by for review in ledger.iter_reviews()}
        for place_of, name in enumerate(REVIEWERS):
            if name not in known:
                _review(ledger, tuple(iter_archive(REVIEWED)), name, rejects=bool(place_of))


def _review(ledger: Ledger, codings: tuple[Coding, ...], by: str, *, rejects: bool) -> None:
    act = Act(by=by, made_at=REVIEWED_AT, beside=True)
    statements = [statement.id for coding in codings for statement in coding.statements]
    for number, statement in enumerate(statements):
        is_rejected = rejects and number % REJECTED == 0
        judge_statement(ledger, statement, "reject" if is_rejected else "accept", act)

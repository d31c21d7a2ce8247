"""What reviews make of a mention: the one place where persons' words take effect.

A rejected statement is set aside, a corrected one gives way to the person's, an added one counts; all
stay in sight, each with the reviewer's name. What was taken back counts as if it had never been made.
The matcher compares what the coders wrote, and is not touched by reviews.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from counterclaim.ledger.base import Event, MentionRecord
from counterclaim.ledger.threads import Thread, find_threads, make_thread
from counterclaim.model.ids import StatementId
from counterclaim.model.resolution import AsOf
from counterclaim.model.review import Review

#: What became of one statement: `corrected` fell for a person's, `replaced` for another reading.
ReviewState = Literal["unreviewed", "accepted", "rejected", "corrected", "replaced", "own"]
#: States of statements that no longer stand.
FALLEN: frozenset[ReviewState] = frozenset({"rejected", "corrected", "replaced"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What persons made of one statement."""

    state: ReviewState = "unreviewed"
    #: The review that gave it this state; None where nobody reviewed it.
    review: Review | None = None
    #: True when two persons differ about it: the last word counts.
    is_divided: bool = False

    @property
    def note(self) -> str | None:
        """Say by whom and why, as a clause; None where nobody reviewed it."""
        if self.review is None:
            return None
        why = f": {self.review.note}" if self.review.note else ""
        return f"{_SAID[self.state]} {self.review.by}{why}"


_SAID: Mapping[ReviewState, str] = {
    "accepted": "accepted by",
    "rejected": "rejected by",
    "corrected": "corrected by",
    "replaced": "set aside for another reading by",
    "own": "written by",
}
UNREVIEWED = Reviewed()


def apply_reviews(record: MentionRecord, as_of: AsOf) -> MentionRecord:
    """Add the statements of persons to a mention, and leave out the reviews of later.

    Args:
        record: a mention as the ledger holds it, its coder's statements alone.
        as_of: reviews recorded later count for nothing. When a report was published says nothing of
            when it was reviewed, so that its day is not asked.
    """
    reviews = tuple(each for each in record.reviews if _is_by(each.made_at, as_of.recorded))
    known = {each.id for each in record.statements}
    threads = find_threads(reviews).values()
    own = {id: each for thread in threads for id, each in thread.own.items() if id not in known}
    return replace(record, statements=(*record.statements, *own.values()), reviews=reviews)


def find_reviewed(record: MentionRecord) -> Mapping[StatementId, Reviewed]:
    """Find what persons made of the statements of a mention; those nobody reviewed are left out."""
    found: dict[StatementId, Reviewed] = {}
    for thread in find_threads(record.reviews).values():
        for id in dict.fromkeys((*thread.upheld, *thread.fell)):
            judged = _judge(thread, id)
            # A person may write the same statement in place of two: it stands where either stands.
            if id not in found or found[id].state in FALLEN:
                found[id] = judged
    return found


def find_thread(record: MentionRecord, statement: StatementId) -> Thread:
    """Find the thread that a statement of a mention is in; one of its own where nobody reviewed it."""
    threads = find_threads(record.reviews).values()
    fitting = (each for each in threads if statement in {each.root, *each.upheld, *each.fell, *each.own})
    return next(fitting, make_thread(statement, ()))


def has_standing(record: MentionRecord) -> bool:
    """Tell whether a mention is told of: by a coder, or by a person who has not taken it back."""
    return bool(record.statements) or not record.reviews or bool(find_reviewed(record))


def count_unreviewed(event: Event) -> int:
    """Count the statements of an event that no person has reviewed."""
    return sum(
        statement.id not in reviewed
        for record in event.mentions
        for reviewed in (find_reviewed(record),)
        for statement in record.statements
    )


def is_reviewed(event: Event) -> bool:
    """Tell whether persons have reviewed every statement of an event."""
    return count_unreviewed(event) == 0


def find_event_reviewed(records: Iterable[MentionRecord]) -> Mapping[StatementId, Reviewed]:
    """Find what persons made of the statements of several mentions."""
    return {id: each for record in records for id, each in find_reviewed(record).items()}


def _judge(thread: Thread, statement: StatementId) -> Reviewed:
    if thread.stands == statement:
        review = thread.upheld[statement]
        state: ReviewState = "accepted" if review.verdict == "accept" else "own"
        return Reviewed(state=state, review=review, is_divided=thread.is_divided)
    review = thread.fell[statement]
    states: Mapping[str, ReviewState] = {"reject": "rejected", "correct": "corrected"}
    return Reviewed(state=states.get(review.verdict, "replaced"), review=review, is_divided=thread.is_divided)


def _is_by(moment: datetime, limit: datetime | None) -> bool:
    return limit is None or moment <= limit

"""Threads: the reviews of one statement and of what persons put in its place, and what stands of them.

Invariant: at most one statement of a thread stands. What stands is a function of the reviews in
their order: the last one counts, and one that was taken back counts as if it had never been made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from counterclaim.model.ids import StatementId
from counterclaim.model.review import Review, ReviewId
from counterclaim.model.statement import Statement


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """What became of one statement under review."""

    #: The coder's statement, or the first that a person added.
    root: StatementId
    #: Every review in the order of the log, those taken back and the taking back among them.
    reviews: tuple[Review, ...]
    #: The statement that stands; None when a person rejected it.
    stands: StatementId | None
    #: The review that last spoke for each statement: accepted, wrote or added it.
    upheld: Mapping[StatementId, Review] = field(default_factory=dict)
    #: The review by which each statement fell: rejected it, corrected it or chose another.
    fell: Mapping[StatementId, Review] = field(default_factory=dict)
    #: The statements of persons in the thread, those that fell among them.
    own: Mapping[StatementId, Statement] = field(default_factory=dict)

    @property
    def last(self) -> Review | None:
        """Return the last review of the thread, of whatever verdict."""
        return self.reviews[-1] if self.reviews else None

    @property
    def is_reviewed(self) -> bool:
        """Tell whether any review counts."""
        return bool(find_counting(self.reviews))

    @property
    def is_divided(self) -> bool:
        """Tell whether two persons alone would have left it differently."""
        persons = {each.by for each in find_counting(self.reviews)}
        return len({_get_end(self, by) for by in persons}) > 1


def find_threads(reviews: Iterable[Review]) -> Mapping[StatementId, Thread]:
    """Find the threads of reviews, each under its root.

    Args:
        reviews: reviews of one report or more, in the order of the log.
    """
    roots: dict[StatementId, StatementId] = {}
    gathered: dict[StatementId, list[Review]] = {}
    for review in reviews:
        root = roots.setdefault(review.statement, review.statement)
        if review.own is not None:
            roots.setdefault(review.own.id, root)
        gathered.setdefault(root, []).append(review)
    return {root: make_thread(root, own) for root, own in gathered.items()}


def make_thread(root: StatementId, reviews: Sequence[Review]) -> Thread:
    """Make the thread of a statement from its reviews in the order of the log."""
    is_added = any(each.verdict == "add" for each in reviews if each.statement == root)
    stands: StatementId | None = None if is_added else root
    upheld: dict[StatementId, Review] = {}
    fell: dict[StatementId, Review] = {}
    counting = find_counting(reviews)
    for review in counting:
        chosen = _choose(review, stands)
        if review.verdict == "reject":
            fell[review.statement] = review
        elif chosen is not None:
            upheld[chosen] = review
        if stands is not None and stands != chosen:
            fell[stands] = review
        stands = chosen
    return Thread(
        root=root,
        reviews=tuple(reviews),
        stands=stands,
        upheld=upheld,
        fell=fell,
        own=_find_own(reviews, {*upheld, *fell}),
    )


def find_counting(reviews: Iterable[Review]) -> tuple[Review, ...]:
    """Find the reviews that count: those that were not taken back, and take none back."""
    told = tuple(reviews)
    gone = {each.takes_back for each in told if each.takes_back is not None}
    return tuple(each for each in told if each.verdict != "withdrawn" and each.id not in gone)


def find_unseen(thread: Sequence[Review], *, by: str, seen: ReviewId | None) -> tuple[Review, ...]:
    """Find the reviews by others in a thread that came after the last one a person had seen."""
    ids = [each.id for each in thread]
    start = ids.index(seen) + 1 if seen in ids else 0
    return tuple(each for each in thread[start:] if each.by != by)


def _choose(review: Review, stands: StatementId | None) -> StatementId | None:
    """Choose what stands after a review."""
    if review.verdict == "reject":
        return None if stands == review.statement else stands
    return review.own.id if review.own is not None else review.statement


def _find_own(reviews: Iterable[Review], counted: set[StatementId]) -> Mapping[StatementId, Statement]:
    """Find the persons' statements that a review which counts wrote, accepted or rejected."""
    own = {each.own.id: each.own for each in reviews if each.own is not None}
    return {id: statement for id, statement in own.items() if id in counted}


def _get_end(thread: Thread, by: str) -> object:
    """Return what would stand if this person alone had reviewed: whose words do not matter."""
    stands = make_thread(thread.root, [each for each in thread.reviews if each.by == by]).stands
    own = {each.own.id: each.own for each in thread.reviews if each.own is not None}
    statement = own.get(stands) if stands else None
    return (statement.value, statement.speakers, statement.polarity) if statement else stands

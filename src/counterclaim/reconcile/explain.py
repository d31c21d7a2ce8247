"""Why two mentions are one event or two: what was compared, who judged, and which judgement wins."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.errors import LedgerError
from counterclaim.ledger.base import EventId, Ledger, MentionRecord
from counterclaim.model.judgement import Judgement
from counterclaim.reconcile import index
from counterclaim.reconcile.events import load_dossier
from counterclaim.reconcile.match import judge_pair
from counterclaim.reconcile.profile import make_profile
from counterclaim.reconcile.verdicts import find_in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All there is to say about one pair of mentions."""

    one: MentionRecord
    other: MentionRecord
    #: The events they are in now.
    events: tuple[EventId, EventId]
    #: What the matcher says of them today.
    matched: Judgement
    #: Every judgement of the pair that was written, in the order of the log.
    history: tuple[Judgement, ...]
    #: The judgement that counts: a person's before the matcher's.
    in_force: Judgement | None

    @property
    def is_written(self) -> bool:
        """Tell whether what the matcher says today stands in the log."""
        return any(each.id == self.matched.id for each in self.history)


def explain_pair(ledger: Ledger, one: MentionRecord, other: MentionRecord) -> Explanation:
    """Explain a pair of mentions.

    Two mentions may be of one event whose own pair was judged different, where others join them, and
    of two although they were judged the same, where others keep them apart.

    Raises:
        LedgerError: both are one mention.
    """
    if one.key == other.key:
        raise LedgerError(f"both ids lead to the mention {one.key}; name two to compare")
    matched = judge_pair(make_profile(one), make_profile(other))
    pair = {one.key, other.key}
    history = tuple(each for each in ledger.iter_judgements(one.key) if {each.left, each.right} == pair)
    decided = [each for each in index.find_decisions(ledger, [one.key]) if {each.left, each.right} == pair]
    in_force = find_in_force([*decided, matched])
    return Explanation(
        one=one,
        other=other,
        events=(load_dossier(ledger, one.key).event.id, load_dossier(ledger, other.key).event.id),
        matched=matched,
        history=history,
        in_force=next(iter(in_force.values()), None),
    )

"""Positions: what a proposition and its stance make of a party's responsibility (codebooks 9.3)."""

from __future__ import annotations

from dataclasses import dataclass

from counterclaim.coding.rules.actors import Actor
from counterclaim.coding.rules.sides import is_same_side
from counterclaim.coding.rules.stance import Stance
from counterclaim.model.span import Span
from counterclaim.model.statement import Basis, Certainty, Polarity, Speaker
from counterclaim.model.values import Position

#: The actor of a silence: no party took the act for its own.
NOBODY = "nobody"
#: Rule of a position in an exchange, where each side has its own and shares none.
MUTUAL = "mutual"


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionDraft:
    """A position of one speaker on one party, before it becomes a Statement."""

    actor: str
    position: Position
    speakers: tuple[Speaker, ...]
    certainty: Certainty = "CT"
    basis: Basis = "stated"
    #: The words that carry it.
    evidence: tuple[Span, ...]
    #: Index of the token that tells which event it is about.
    token: int
    channel: str | None = None
    #: The position is about somebody's claim or charge, not about the act itself.
    is_about_claim: bool = False
    #: Only a claim of its own party can be meant.
    is_of_claimant: bool = False
    #: A charge against its party is meant, not a claim of its own.
    is_of_accused: bool = False
    #: A silence whose words name the event ("declined to comment on the attack"), or a denial beside
    #: another one ("also rejected the accusation").
    is_explicit: bool = False
    #: What is turned down is an accusation in so many words.
    is_of_charge: bool = False
    #: A name, not only a description ("rebels").
    is_named: bool = True
    #: Kind of party of the actor.
    kind: str = "other"
    #: Name of the proposition's rule; empty where a verb of claiming or denying says it.
    rule: str = ""
    #: The words only hint at it.
    is_hint: bool = False
    confidence: float = 0.85

    @property
    def polarity(self) -> Polarity:
        """Return the polarity of the position."""
        return judge_polarity(self.position)

    @property
    def key(self) -> tuple[str, Position, str]:
        """Return what makes two drafts the same position: party, position, innermost speaker."""
        return self.actor, self.position, self.speakers[-1].name if self.speakers else ""


def judge_polarity(position: Position) -> Polarity:
    """Judge the polarity of a position: denials are negative, silence and doubt are open."""
    if position in {"deny", "deny_other", "exonerate"}:
        return "-"
    if position in {"decline", "unreachable", "neither", "no_claim", "question", "withdraw"}:
        return "u"
    return "+"


def _may_admit(actor: Actor, speaker: Speaker) -> bool:
    """Tell whether somebody of no known side can be of the one whose act is admitted ("Gen. X admitted")."""
    is_state = actor.kind in {"country", "government", "military", "police"}
    return is_state and speaker.party is None and speaker.role is not None


def _is_bare_spokesman(speaker: Speaker | None) -> bool:
    """Tell whether "a spokesman" turns something down, who then does so for those he speaks for."""
    return speaker is not None and speaker.party is None and speaker.name.lower().startswith("spokes")


def judge_position(actor: Actor, stance: Stance, *, is_hint: bool = False) -> Position | None:
    """Judge the position that a speaker takes by saying that a party did it, under a stance.

    Returns:
        None where the words commit nobody (conditions, withheld words).
    """
    speaker = stance.speaker
    if is_hint and stance.speaker is not None and is_same_side(actor, stance.speaker):
        return None
    own = speaker is not None and is_same_side(actor, speaker)
    if stance.is_unreal:
        return None
    if stance.is_denied:
        return "deny" if own or _is_bare_spokesman(speaker) else "deny_other"
    if stance.is_doubted:
        return "deny" if own else "question"
    if own:
        return "admit" if stance.is_admitted else "claim"
    if stance.is_admitted and speaker is not None and _may_admit(actor, speaker):
        return "admit"
    if is_hint or stance.certainty in {"PR", "PS"}:
        return "suspect"
    if speaker is None:
        return "assert_fact"
    return "confirm" if stance.is_confirmed else "blame"

"""Settling: what the positions of a report are once all of them are read together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from counterclaim.coding.rules.positions import PositionDraft
from counterclaim.coding.rules.proposition import PRESUPPOSING
from counterclaim.model.span import join_spans
from counterclaim.model.values import Position
from counterclaim.vocabulary.parties import find_parent
from counterclaim.vocabulary.responsibility import load_actors

#: Positions that make somebody a party whose silence or answer matters.
_ACCUSING: frozenset[Position] = frozenset(
    {"blame", "suspect", "assert_fact", "claim", "deny_other", "confirm"}
)
#: Kinds of party that are a state or a body of one.
_STATE_KINDS = frozenset({"country", "government", "military", "police"})
#: Positions beside which a hint says nothing new.
FIRM: frozenset[Position] = frozenset({"blame", "assert_fact", "claim", "admit", "confirm"})


def settle_positions(drafts: Sequence[PositionDraft]) -> tuple[PositionDraft, ...]:
    """Settle the positions of a report, in text order, each once a speaker."""
    told = [draft for draft in drafts if not _is_weaker(draft, drafts)]
    return tuple(_merge(_answer(told)))


def _is_weaker(draft: PositionDraft, drafts: Sequence[PositionDraft]) -> bool:
    """Tell whether the same side, or for the narrator's hints anybody, says more of it elsewhere."""
    if draft.rule == "origin":
        return not any(other.actor == draft.actor and other.rule != "origin" for other in drafts)
    if not draft.is_named:
        return _is_empty(draft.actor) and any(_names_it(other, draft) for other in drafts)
    if draft.position == "assert_fact" and draft.rule in PRESUPPOSING:
        return any(other.actor == draft.actor and other.position in {"claim", "admit"} for other in drafts)
    if draft.position == "claim" and draft.rule == "acted":
        return any(_denies_too(other, draft) for other in drafts)
    if not draft.is_hint and draft.position != "suspect":
        return False
    if draft.rule == "habit":
        return False  # what a side is wont to do is told beside its other deeds
    firm = [other for other in drafts if other.actor == draft.actor and other.position in FIRM]
    return any(not draft.speakers or _get_side(other) == _get_side(draft) for other in firm)


def _denies_too(other: PositionDraft, draft: PositionDraft) -> bool:
    """Tell whether a side that tells of an act of its own denies the one in question ("struck a depot")."""
    return other.position == "deny" and other.actor == draft.actor and _get_side(other) == _get_side(draft)


def _is_empty(description: str) -> bool:
    """Tell whether a description says little: one word ("terrorists"), or only that it is a group."""
    words = description.lower().split()
    return len(words) == 1 or words[-1] in load_actors().backward_nouns


def _names_it(other: PositionDraft, draft: PositionDraft) -> bool:
    """Tell whether a side that describes a party elsewhere takes the same position on a named one."""
    return (
        other.is_named
        and other.position == draft.position
        and bool(draft.speakers)
        and _get_side(other) == _get_side(draft)
    )


def _get_side(draft: PositionDraft) -> str | None:
    """Return the side, else the name, of who speaks; None for the narrator."""
    if not draft.speakers:
        return None
    name = draft.speakers[-1].party or draft.speakers[-1].name
    return find_parent(name) or name


def _answer(drafts: Sequence[PositionDraft]) -> Iterator[PositionDraft]:
    """Fill in whose claim is meant, and drop answers to charges that nobody made."""
    for index, draft in enumerate(drafts):
        if draft.position in {"question", "confirm", "withdraw"} and draft.is_about_claim:
            yield from _iter_doubted(draft, drafts[:index], drafts)
        elif draft.position == "deny" and draft.is_about_claim:
            yield from _iter_denied(draft, drafts[:index], drafts)
        elif draft.position in {"decline", "unreachable", "neither"}:
            if draft.is_explicit or draft.position == "neither" or _is_party(draft.actor, drafts):
                yield draft
        else:
            yield draft


def _iter_doubted(
    draft: PositionDraft, before: Sequence[PositionDraft], drafts: Iterable[PositionDraft]
) -> Iterator[PositionDraft]:
    """Yield a doubt with the party whose claim, or the charge against whom, it is about."""
    claimant = draft.actor or (None if draft.is_of_accused else _find_last(before, {"claim"}))
    if claimant and not any(other.actor == claimant for other in drafts if other is not draft):
        # No party to it: what is doubted is its account of who did it.
        claimant = _find_accused_by(claimant, drafts) or _find_last(before, {"blame", "suspect"}) or claimant
    if draft.is_of_claimant:
        claims = {other.actor for other in drafts if other.position == "claim"}
        claimant = claimant if claimant in claims else None
    else:
        claimant = claimant or _find_last(before, {"blame", "suspect"})
    if claimant:
        yield replace(draft, actor=claimant)


def _find_accused_by(accuser: str | None, drafts: Iterable[PositionDraft]) -> str | None:
    """Find whom a side accuses."""
    of_it = [other for other in drafts if accuser and other.speakers and _get_side(other) == accuser]
    return _find_last(of_it, {"blame", "suspect"})


def _iter_denied(
    draft: PositionDraft, before: Sequence[PositionDraft], drafts: Iterable[PositionDraft]
) -> Iterator[PositionDraft]:
    """Yield the denial of a charge: by its party, or on behalf of the one it is made against."""
    rival = _find_rival(draft, before)
    if rival is not None:
        yield replace(draft, position="question", actor=rival)
    elif _is_accused(draft, before, drafts):
        yield draft
    else:
        charges = [other for other in before if other.position in {"blame", "suspect"}]
        accused = _find_last(before, {"blame", "suspect"})
        if accused is not None and _is_nameless_self(draft, charges[-1]):
            yield replace(draft, actor=charges[-1].actor, basis="resolved")
        elif accused is not None:
            yield replace(draft, position="deny_other", actor=accused)
        elif draft.is_of_charge and draft.is_named and draft.kind != "person":
            yield draft  # who made the charge, and against whom, is left unsaid


def _is_nameless_self(draft: PositionDraft, charge: PositionDraft) -> bool:
    """Tell whether who turns a charge down without a name is the one it is made against.

    "The government" and "the army" are the accused state's; "the rebels" are the "pro-X rebels".
    """
    if draft.is_named or any(speaker.party for speaker in draft.speakers):
        return False
    head = draft.actor.casefold().split()[-1]
    is_state = charge.kind in _STATE_KINDS and draft.kind in _STATE_KINDS
    return is_state or head == charge.actor.casefold().split()[-1]


def _is_accused(
    draft: PositionDraft, before: Iterable[PositionDraft], drafts: Iterable[PositionDraft]
) -> bool:
    """Tell whether a denial answers a charge against its own party."""
    if any(_is_one_side(other.actor, draft.actor) and other.position in _ACCUSING for other in drafts):
        return True
    accused = [other for other in before if other.position in _ACCUSING]
    is_open = draft.is_explicit or not (accused and accused[-1].is_named)
    return bool(accused) and is_open and _speaks_for_itself(draft)


def _speaks_for_itself(draft: PositionDraft) -> bool:
    """Tell whether an armed group turns a charge down: it answers for itself, where nobody was named."""
    return draft.is_named and bool(draft.speakers) and draft.speakers[-1].kind == "party_to_event"


def _is_party(actor: str, drafts: Iterable[PositionDraft]) -> bool:
    """Tell whether anybody has said or denied that a party did it."""
    answered = _ACCUSING | {"deny"}
    return any(_is_one_side(other.actor, actor) and other.position in answered for other in drafts)


def _is_one_side(left: str, right: str) -> bool:
    """Tell whether two names are of one side: the same, or a state and its forces by name."""
    return left == right or find_parent(left) == right or find_parent(right) == left


def _find_rival(draft: PositionDraft, before: Iterable[PositionDraft]) -> str | None:
    """Find whose claim a party turns down that claims the act for itself ("dismissed the rival claim")."""
    claims = [other.actor for other in before if other.position == "claim"]
    others = [actor for actor in claims if actor != draft.actor]
    return others[-1] if draft.actor in claims and others else None


def _find_last(drafts: Iterable[PositionDraft], positions: set[Position]) -> str | None:
    """Find the party that was last given one of some positions."""
    found = [draft for draft in drafts if draft.position in positions]
    if not found:
        return None
    last = found[-1]
    # Of several blamed in one breath ("X did it with help from Y") the first is the one charged.
    return next(each.actor for each in found if (each.token, each.speakers) == (last.token, last.speakers))


def _merge(drafts: Iterable[PositionDraft]) -> Iterator[PositionDraft]:
    """Merge drafts that say the same of the same party by the same speaker of the same event's word."""
    merged: dict[tuple[str, Position, str, int], PositionDraft] = {}
    for draft in drafts:
        key = (*draft.key, draft.token)
        if key in merged:
            spans = join_spans((*merged[key].evidence, *draft.evidence))
            merged[key] = replace(merged[key], evidence=spans)
        else:
            merged[key] = draft
    yield from merged.values()

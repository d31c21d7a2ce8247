"""`cc.claim_status/1`: how an event stands between claims, blame and denials (codebooks 10.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterclaim.model.resolution import ClaimStatus, Resolution
from counterclaim.model.values import Position
from counterclaim.policy.base import Case
from counterclaim.policy.joint import are_joint, find_rivals
from counterclaim.policy.positions import Positions, Stand, read_positions, resolve_positions

POLICY = "cc.claim_status/1"
#: Positions that put an event on another party's account.
_BLAMING: tuple[Position, ...] = ("blame", "suspect", "assert_fact")


def resolve_claim_status(case: Case) -> Resolution:
    """Resolve how an event stands between those who claim it, are blamed and deny.

    The value is a ClaimStatus. A party that denies counts as blamed, whoever raised it: its denial
    answers somebody. Silence is `unknown`; `no_claim` needs a statement that nobody claimed.
    """
    positions = read_positions(case)
    status = judge_claim_status(positions)
    return resolve_positions(
        case,
        positions,
        field="claim_status",
        policy=POLICY,
        value=status,
        used=(*positions.current, *positions.withdrawn),
        unused="",
        is_contested=status.status
        in {"competing_claims", "claimed_and_denied", "denied_by_all", "blamed_denied"},
    )


def judge_claim_status(positions: Positions) -> ClaimStatus:
    """Judge the status of an event from the positions that are held on it."""
    claims = positions.find("claim")
    return ClaimStatus(
        status=_find_status(positions, find_rivals(claims)),
        flags=tuple(_iter_flags(positions)),
        claimed_by=positions.find_parties("claim"),
        blamed=positions.find_parties(*_BLAMING),
        denied_by=_find_deniers(positions),
    )


def _find_status(positions: Positions, rivals: Sequence[tuple[str, str]]) -> str:
    """Find the first status that holds, in the order of the rule."""
    claiming, denying = set(positions.find_parties("claim")), set(_find_deniers(positions))
    blamed = set(positions.find_parties(*_BLAMING)) | denying
    holds = {
        "competing_claims": bool(rivals),
        "claimed_and_denied": bool(claiming & denying),
        "claimed": bool(claiming),
        "admitted": bool(positions.find("admit")),
        "withdrawn": any(each.position == "claim" for each in positions.withdrawn),
        "denied_by_all": bool(blamed) and blamed <= denying,
        "blamed_denied": bool(blamed & denying),
        "blamed_only": bool(blamed),
        "no_claim": bool(positions.find("no_claim")),
    }
    return next((status for status, is_held in holds.items() if is_held), "unknown")


def _find_deniers(positions: Positions) -> tuple[str, ...]:
    """Find the parties that deny their own part."""
    return positions.find_parties("deny")


def _iter_flags(positions: Positions) -> Iterator[str]:
    owners = set(positions.find_parties("claim", "admit"))
    held = {
        "questioned": bool(positions.find("question")),
        "confirmed_by_third_party": any(each.voice != each.party for each in positions.find("confirm")),
        "declined": bool(positions.find("decline")),
        "unreachable": bool(positions.find("unreachable")),
        "neither": bool(positions.find("neither")),
        "exonerated": bool(positions.find("exonerate")),
        "joint": _has_joint(positions.find("claim")),
        "rival_blame": bool(owners) and _has_rival_blame(positions, owners),
    }
    yield from (flag for flag, is_held in held.items() if is_held)


def _has_joint(claims: Sequence[Stand]) -> bool:
    return any(one.party != other.party and are_joint(one, other) for one in claims for other in claims)


def _has_rival_blame(positions: Positions, owners: set[str]) -> bool:
    """Tell whether another than those who own the event is blamed for it."""
    owning = positions.find("claim", "admit")
    return any(
        find_rivals((own, blame))
        for own in owning
        for blame in positions.find(*_BLAMING)
        if blame.party not in owners
    )

"""`gtd.attribution/2019` and `gtd.claimmode/2019`: perpetrator groups and their claims.

Rules: GTD codebook, October 2019 (codebooks 2.3 and 10.2). "Attribution reflects what is reported in
open-source media and is not necessarily a legal finding of culpability."
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from counterclaim.model.resolution import AttributedParty, Attribution, Resolution
from counterclaim.policy.base import Case
from counterclaim.policy.joint import find_rivals
from counterclaim.policy.parties import NOBODY
from counterclaim.policy.positions import AFFIRMING, Positions, Stand, read_positions, resolve_positions
from counterclaim.policy.tables import load_responsibility_table

POLICY = "gtd.attribution/2019"
CLAIM_MODE_POLICY = "gtd.claimmode/2019"
#: gname, gname2 and gname3.
ROOM = 3
#: Positions by which a party answers for itself: sure unless its claim is doubted.
_SURE = frozenset({"claim", "admit", "assert_fact"})


def resolve_attribution(
    case: Case, *, withdrawn_counts: bool = False, confirm_settles: bool = False
) -> Resolution:
    """Resolve who is made responsible, in GTD's order: claim, admission, fact, authority, others.

    The value is an Attribution; without any party it has none ("Unknown" in the export).

    Args:
        case: the event.
        withdrawn_counts: a claim that was taken back still counts as a claim (`gtd.withdrawn`).
        confirm_settles: a third party that backs a suspicion or a doubted claim makes it sure.
    """
    positions = read_positions(case)
    stands = [*positions.find(*AFFIRMING), *(_find_withdrawn(positions) if withdrawn_counts else ())]
    by_party = _group(stands)
    ordered = sorted(by_party, key=lambda party: _rank(by_party[party]))
    parties = tuple(
        _make_party(party, by_party[party], positions, confirm_settles=confirm_settles) for party in ordered
    )
    attribution = Attribution(
        parties=parties[:ROOM],
        competing_claims=_judge_competing(positions, by_party),
        overflow=tuple(party.name for party in parties[ROOM:]),
    )
    doubts = positions.find("question", "no_claim", "confirm")
    return resolve_positions(
        case,
        positions,
        field="responsibility",
        policy=POLICY,
        value=attribution,
        used=(*stands, *doubts),
        unused="the format has no room for it but the notes",
        parameters={
            "withdrawn_counts": str(withdrawn_counts).lower(),
            "confirm_settles": str(confirm_settles).lower(),
        },
        is_contested=bool(find_rivals(stands)) or bool(positions.find("deny", "deny_other", "exonerate")),
        note=" ".join(_iter_notes(positions, attribution)) or None,
    )


def resolve_claim_mode(case: Case) -> Resolution:
    """Resolve how the first party claimed, as GTD's claimmode; None without a claim."""
    positions = read_positions(case)
    claims = positions.find("claim")
    first = _rank_parties(claims)[:1]
    own = [each for each in claims if each.party in first]
    return resolve_positions(
        case,
        positions,
        field="claim_mode",
        policy=CLAIM_MODE_POLICY,
        value=find_claim_mode(own),
        used=own,
        unused="no claim of the first party",
    )


def find_claim_mode(claims: Iterable[Stand]) -> int | None:
    """Find the code of the channel by which a party claimed: the smallest that a report names.

    A video is 6 wherever it was posted: the medium of the statement counts (our choice).
    """
    table = load_responsibility_table()
    channels = [claim.channel or "" for claim in claims if claim.position == "claim"]
    codes = [table.claim_modes.get(channel, table.unknown_claim_mode) for channel in channels]
    return min(codes, default=None)


def _group(stands: Iterable[Stand]) -> dict[str, list[Stand]]:
    by_party: dict[str, list[Stand]] = {}
    for stand in stands:
        if stand.party != NOBODY and not stand.naming.could_be:
            by_party.setdefault(stand.party, []).append(stand)
    return by_party


def _rank_parties(stands: Iterable[Stand]) -> list[str]:
    by_party = _group(stands)
    return sorted(by_party, key=lambda party: _rank(by_party[party]))


def _rank(stands: Sequence[Stand]) -> tuple[int, int, str]:
    """Rank a party by its strongest position, then by the voices that agree, then by its name."""
    return min(map(_weigh, stands)), -len({stand.origin for stand in stands}), stands[0].party


def _weigh(stand: Stand) -> int:
    if stand.position in _SURE:
        return AFFIRMING.index(stand.position)
    return 3 if stand.testimony.role in load_responsibility_table().authorities else 4


def _make_party(
    name: str, stands: Sequence[Stand], positions: Positions, *, confirm_settles: bool
) -> AttributedParty:
    doubted = {each.party for each in positions.find("question")}
    confirmed = {each.party for each in positions.find("confirm")} if confirm_settles else set()
    is_sure = any(each.position in _SURE for each in stands) and name not in doubted
    claims = [each for each in stands if each.position == "claim"]
    has_denied = bool(positions.find("no_claim") or positions.find("deny", party=name))
    return AttributedParty(
        name=name,
        names=tuple(sorted({each.written for each in stands})),
        is_uncertain=not is_sure and name not in confirmed,
        has_claimed=True if claims else False if has_denied else None,
        claim_mode=find_claim_mode(claims),
        statements=tuple(dict.fromkeys(each.id for each in stands)),
    )


def _find_withdrawn(positions: Positions) -> list[Stand]:
    return [each for each in positions.withdrawn if each.position == "claim"]


def _judge_competing(positions: Positions, by_party: Mapping[str, Sequence[Stand]]) -> int | None:
    """Judge `compclaim`: NULL with no claim or one group, 1 for claims apart, -9 if it cannot be told.

    It cannot be told when a second claim is only reported as possible.
    """
    claims = positions.find("claim")
    if not claims or len(by_party) < 2:
        return None
    sure = [each for each in claims if each.testimony.statement.certainty in {"CT", "PR"}]
    if find_rivals(sure):
        return 1
    return -9 if find_rivals(claims) else 0


def _iter_notes(positions: Positions, attribution: Attribution) -> Iterator[str]:
    """Say what the columns cannot hold, each with its speakers (codebooks 9.3: addnotes)."""
    for stand in positions.find("deny", "deny_other", "exonerate", "question", "decline", "neither"):
        phrase = load_responsibility_table().notes[stand.position]
        yield f"{stand.voice or 'The report'} {phrase.format(party=stand.party)}."
    for stand in _find_withdrawn(positions):
        yield f"{stand.party} took its claim back."
    if attribution.overflow:
        yield f"Also named: {', '.join(attribution.overflow)}."
    unclear = sorted({each.party for each in positions.find(*AFFIRMING) if each.naming.could_be})
    if unclear:
        yield f"Names that fit several parties: {', '.join(unclear)}."

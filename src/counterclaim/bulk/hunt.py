"""Find the report that kills its worker, by halving: pure steps from one try of a partition to the next.

A worker may also be killed from outside, by the memory guard or with its machine. So a lost partition is
first tried again as it is, and a single record is only set aside once it has killed several workers.
"""

from __future__ import annotations

import msgspec

from counterclaim.bulk.task import Gaps, Probe

#: How often a whole partition may be lost before its records are tried by themselves.
WHOLE_TRIES = 2
#: How many workers a single record must kill before it is set aside.
SINGLE_TRIES = 3
#: Records of the first stretch that is tried by itself; it doubles while nobody dies.
FIRST_WIDTH = 1
#: How often all records may live through their trial while the whole does not.
SWEEPS = 2


class Hunt(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a partition that lost its worker."""

    gaps: Gaps = Gaps()
    #: None tries the whole.
    probe: Probe | None = None
    #: How often the same try was lost.
    losses: int = 0
    #: All records below are innocent.
    innocent: int = 0
    #: The killer is below this record; None while nobody knows.
    below: int | None = None
    #: How often all records lived.
    sweeps: int = 0


def note_loss(hunt: Hunt) -> Hunt:
    """Note that the worker of the try died, and say what to try next."""
    losses = hunt.losses + 1
    if hunt.probe is None:
        if losses < WHOLE_TRIES:
            return msgspec.structs.replace(hunt, losses=losses)
        if hunt.sweeps == SWEEPS:
            return Hunt(gaps=Gaps(until=0))
        return _try_next(hunt, FIRST_WIDTH)
    if not hunt.probe.is_single:
        probe = hunt.probe
        narrowed = msgspec.structs.replace(hunt, below=probe.high)
        return _try_next(narrowed, (probe.high - probe.low) // 2)
    if losses < SINGLE_TRIES:
        return msgspec.structs.replace(hunt, losses=losses)
    return _set_aside(hunt, hunt.probe.low)


def note_survival(hunt: Hunt, *, ended: bool) -> Hunt:
    """Note that a stretch of records was coded, and say what to try next.

    Args:
        hunt: with the stretch as its probe.
        ended: the partition ended within it.
    """
    assert hunt.probe is not None
    if ended:
        # The next loss of the whole begins the next sweep.
        return Hunt(gaps=hunt.gaps, losses=WHOLE_TRIES - 1, sweeps=hunt.sweeps + 1)
    probe = hunt.probe
    onward = msgspec.structs.replace(hunt, innocent=probe.high)
    if hunt.below is None or probe.high >= hunt.below:
        return _try_next(msgspec.structs.replace(onward, below=None), 2 * (probe.high - probe.low))
    return _try_next(onward, max(1, (hunt.below - probe.high) // 2))


def _try_next(hunt: Hunt, width: int) -> Hunt:
    probe = Probe(hunt.innocent, hunt.innocent + width)
    return msgspec.structs.replace(hunt, probe=probe, losses=0)


def _set_aside(hunt: Hunt, record: int) -> Hunt:
    """Set a record aside; where it was already, reading it kills, and reading ends before it."""
    gaps = hunt.gaps
    if record in gaps.set_aside:
        return Hunt(gaps=Gaps(set_aside=gaps.set_aside, until=record))
    kept = Gaps(set_aside=(*gaps.set_aside, record), until=gaps.until)
    return Hunt(gaps=kept, losses=WHOLE_TRIES - 1, innocent=record)

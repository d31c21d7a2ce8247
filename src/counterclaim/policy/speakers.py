"""cc.by_speaker/1: what each origin says, side by side, with nothing merged."""

from __future__ import annotations

from collections.abc import Sequence

from counterclaim.model.resolution import Account, Resolution
from counterclaim.policy.base import Case, Testimony
from counterclaim.policy.clash import find_clash
from counterclaim.policy.counting import sift_wholes
from counterclaim.policy.interval import make_figure
from counterclaim.policy.moment import get_day
from counterclaim.policy.resolving import make_resolution

POLICY = "cc.by_speaker/1"


def resolve_by_speaker(case: Case, field: str) -> Resolution:
    """Give each origin's own figure, in the order in which they first spoke.

    The value is a tuple of Accounts, empty where nobody counts everyone (codebooks 10.1).
    """
    sifted = sift_wholes(case, field)
    origins: dict[str, list[Testimony]] = {}
    for each in sifted.kept:
        origins.setdefault(each.origin, []).append(each)
    return make_resolution(
        case,
        field=field,
        policy=POLICY,
        value=tuple(_make_account(origin, own) for origin, own in origins.items()),
        used=sifted.kept,
        sifted=sifted,
        is_contested=find_clash(sifted.kept) is not None,
    )


def _make_account(origin: str, testimonies: Sequence[Testimony]) -> Account:
    last = testimonies[-1]
    speakers = last.statement.speakers
    return Account(
        origin=origin,
        speaker=speakers[-1].name if speakers else None,
        role=last.role,
        figure=make_figure(testimonies),
        said=get_day(last.report),
        outlets=tuple(dict.fromkeys(each.report.outlet for each in testimonies if each.report.outlet)),
    )

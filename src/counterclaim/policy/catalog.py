"""The policies by name: what each resolves, its rule in one line, and where the rule comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from counterclaim.errors import PolicyError
from counterclaim.model.resolution import Resolution
from counterclaim.model.statement import Property
from counterclaim.policy.acled_counts import resolve_conservative
from counterclaim.policy.admiralty import resolve_admiralty
from counterclaim.policy.airwars import resolve_grade
from counterclaim.policy.attribution import resolve_attribution, resolve_claim_mode
from counterclaim.policy.base import Case
from counterclaim.policy.claim_status import resolve_claim_status
from counterclaim.policy.confidence import resolve_confidence
from counterclaim.policy.contest import Letters, resolve_contests
from counterclaim.policy.dates import (
    resolve_acled_time,
    resolve_gtd_date,
    resolve_muc4_date,
    resolve_ucdp_days,
)
from counterclaim.policy.gtd_counts import resolve_majority, resolve_recency
from counterclaim.policy.interval import resolve_interval
from counterclaim.policy.kind import resolve_type
from counterclaim.policy.muc4_numbers import resolve_muc4_number
from counterclaim.policy.place import resolve_place
from counterclaim.policy.ranges import resolve_airwars_range, resolve_conceded, resolve_sources_range
from counterclaim.policy.readings import Tag
from counterclaim.policy.registry import resolve_registry
from counterclaim.policy.registry_likely import resolve_likely_registry
from counterclaim.policy.speakers import resolve_by_speaker
from counterclaim.policy.ucdp_counts import resolve_triple

#: Where a rule comes from, in words.
TAGS: Mapping[Tag, str] = MappingProxyType(
    {
        "V": "after the published codebook",
        "V2": "after a copy of the published codebook",
        "R": "measured in released files",
        "M": "after the published method, whose wording was not at hand",
        "ours": "our own rule",
    }
)
#: Fields of counts.
HARM_FIELDS = ("killed", "injured", "missing", "captured", "arrested", "displaced")
#: What resolves a field when nobody names a policy.
DEFAULT_POLICY = "cc.interval/1"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyEntry:
    """A policy as the catalog lists it."""

    #: Family, rule and edition: `gtd.recency/2019`.
    name: str
    #: The fields it resolves, the first by default.
    fields: tuple[str, ...]
    #: Where the rule comes from (codebooks): V verified, V2 in a second copy, R recomputed from
    #: released files, M from memory, ours.
    tag: Tag
    #: The rule in one line.
    rule: str
    #: Takes the case, the field and the policy's own parameters.
    function: Callable[..., Resolution]


def _leave_field(function: Callable[..., Resolution]) -> Callable[..., Resolution]:
    """Make a policy's function of one that knows its only field itself."""
    return lambda case, _field, **parameters: function(case, **parameters)


#: Rules of one number, of a span and of a side-by-side table, for counts (codebooks 10.1).
COUNT_POLICIES = (
    PolicyEntry(
        name="cc.interval/1",
        fields=HARM_FIELDS,
        tag="ours",
        rule="the span of all current counts of everyone, with the most reliable figure in it",
        function=resolve_interval,
    ),
    PolicyEntry(
        name="acled.conservative/2024",
        fields=("killed",),
        tag="V",
        rule="the lowest figure, until a later one that several origins give replaces it; 0 where none is",
        function=resolve_conservative,
    ),
    PolicyEntry(
        name="gtd.recency/2019",
        fields=("killed", "injured"),
        tag="V",
        rule="the most recent figure not from a perpetrator; of several the majority's, else the lowest; "
        "blank where too vague",
        function=resolve_recency,
    ),
    PolicyEntry(
        name="ucdp.triple/23",
        fields=("killed",),
        tag="V",
        rule="lowest, most reliable and highest reliable estimate; the most reliable by our proxy: the "
        "latest of authorities, medics and the UN, else the majority, else the lowest",
        function=resolve_triple,
    ),
    PolicyEntry(
        name="gtd.majority/2019",
        fields=("perpetrators",),
        tag="V",
        rule="the number of attackers that most origins give, else the lowest",
        function=resolve_majority,
    ),
    PolicyEntry(
        name="airwars.range/2025",
        fields=("killed", "injured"),
        tag="M",
        rule="least and most of the credible accounts; what a party concedes is kept apart",
        function=resolve_airwars_range,
    ),
    PolicyEntry(
        name="cc.sources/1",
        fields=HARM_FIELDS,
        tag="ours",
        rule="lowest and highest figure of at least two independent sources",
        function=resolve_sources_range,
    ),
    PolicyEntry(
        name="cc.conceded/1",
        fields=("killed", "injured"),
        tag="ours",
        rule="the range of what a side says that itself claims or admits the act",
        function=resolve_conceded,
    ),
    PolicyEntry(
        name="cc.by_speaker/1",
        fields=HARM_FIELDS,
        tag="ours",
        rule="each origin's own figure, side by side",
        function=resolve_by_speaker,
    ),
    PolicyEntry(
        name="muc4.number",
        fields=("killed", "injured"),
        tag="V",
        rule="the most informative current figure with its operator, victims only, else PLURAL",
        function=resolve_muc4_number,
    ),
)
#: When, where and what.
CIRCUMSTANCE_POLICIES = (
    PolicyEntry(
        name="ucdp.dates/23",
        fields=("date",),
        tag="V",
        rule="first and last possible day, and a precision code of 1 to 5",
        function=resolve_ucdp_days,
    ),
    PolicyEntry(
        name="acled.time/2024",
        fields=("date",),
        tag="V",
        rule="one day, the middle of a week or month, and a precision code of 1 to 3",
        function=resolve_acled_time,
    ),
    PolicyEntry(
        name="gtd.date/2012",
        fields=("date",),
        tag="V",
        rule="one day, of a stretch the middle, with the stretch in the note",
        function=resolve_gtd_date,
    ),
    PolicyEntry(
        name="muc4.date",
        fields=("date",),
        tag="V",
        rule="the day, a stretch, or on or before the first report's day",
        function=resolve_muc4_date,
    ),
    PolicyEntry(
        name="cc.registry/1",
        fields=("killed", "injured", "date"),
        tag="ours",
        rule="one number and one day, those that most reports give; silence is 0, no day is that of the news",
        function=resolve_registry,
    ),
    PolicyEntry(
        name="cc.registry/2",
        fields=("killed", "injured", "date"),
        tag="ours",
        rule="one number, of those given the likeliest by learned weights; the day as in cc.registry/1",
        function=resolve_likely_registry,
    ),
    PolicyEntry(
        name="cc.place/1",
        fields=("place",),
        tag="ours",
        rule="the finest place with a point, of those the one that most origins name",
        function=resolve_place,
    ),
    PolicyEntry(
        name="cc.type/1",
        fields=("type",),
        tag="ours",
        rule="the type that most origins give, and of its modes the one that most give",
        function=resolve_type,
    ),
)
#: Who is made responsible, and how well it is all sourced.
POSITION_POLICIES = (
    PolicyEntry(
        name="gtd.attribution/2019",
        fields=("responsibility",),
        tag="V",
        rule="up to three parties: by claim, admission, fact, an authority's blame, then that of others",
        function=_leave_field(resolve_attribution),
    ),
    PolicyEntry(
        name="gtd.claimmode/2019",
        fields=("claim_mode",),
        tag="V",
        rule="how the first party claimed, from letter 1 to unknown 10",
        function=_leave_field(resolve_claim_mode),
    ),
    PolicyEntry(
        name="muc4.confidence",
        fields=("confidence",),
        tag="V",
        rule="each party's confidence, from a claim or an official accusation to possible",
        function=_leave_field(resolve_confidence),
    ),
    PolicyEntry(
        name="cc.claim_status/1",
        fields=("claim_status",),
        tag="ours",
        rule="one word for who claims, is blamed and denies, the strongest that fits, with flags beside it",
        function=_leave_field(resolve_claim_status),
    ),
    PolicyEntry(
        name="airwars.grade/2025",
        fields=("civilian_harm_grade",),
        tag="V",
        rule="how an allegation of civilian harm is supported: confirmed, fair, weak, contested, discounted",
        function=_leave_field(resolve_grade),
    ),
    PolicyEntry(
        name="cc.contested/1",
        fields=("contests",),
        tag="ours",
        rule="per value, whether current statements of different origins can all be true",
        function=_leave_field(resolve_contests),
    ),
    PolicyEntry(
        name="cc.admiralty/1",
        fields=("admiralty",),
        tag="ours",
        rule="per statement, the letter given to its outlet and a number for how far origins agree",
        function=_leave_field(resolve_admiralty),
    ),
)
#: In the order of the reference.
POLICIES: Mapping[str, PolicyEntry] = MappingProxyType(
    {entry.name: entry for entry in (*COUNT_POLICIES, *CIRCUMSTANCE_POLICIES, *POSITION_POLICIES)}
)
#: The policies that take the user's letters of outlets.
LETTERED = frozenset({"cc.contested/1", "cc.admiralty/1"})
#: The property of statements that a field rests on, where it has another name.
FIELD_PROPERTIES: Mapping[str, Property] = MappingProxyType(
    {
        "perpetrators": "actor",
        "claim_mode": "responsibility",
        "confidence": "responsibility",
        "claim_status": "responsibility",
        "civilian_harm_grade": "responsibility",
        "contests": "responsibility",
        "admiralty": "killed",
    }
)


def resolve(name: str, field: str, case: Case, **parameters: object) -> Resolution:
    """Resolve a field of an event by the policy of this name.

    Args:
        name: family, rule and edition; see `POLICIES`.
        field: one of the policy's fields.
        case: the event as it was known.
        parameters: the policy's own; see its function.

    Raises:
        PolicyError: there is no such policy, or it does not resolve this field.
    """
    entry = get_policy(name)
    if field not in entry.fields:
        raise PolicyError(f"{name} does not resolve {field!r}, only {', '.join(entry.fields)}")
    return entry.function(case, field, **parameters)


def find_resolutions(case: Case, name: str, *, letters: Letters | None = None) -> tuple[Resolution, ...]:
    """Find what a policy says of each of its fields that anybody speaks to, else of its first.

    Args:
        case: the event as it was known.
        name: see `POLICIES`.
        letters: reliability by outlet as the user judges it, for the policies that take it.

    Raises:
        PolicyError: there is no such policy.
    """
    entry = get_policy(name)
    told = {each.statement.property for each in case.testimonies}
    fields = [field for field in entry.fields if FIELD_PROPERTIES.get(field, field) in told]
    parameters = {"letters": letters} if letters and name in LETTERED else {}
    return tuple(resolve(name, field, case, **parameters) for field in fields or entry.fields[:1])


def get_policy(name: str) -> PolicyEntry:
    """Return the policy of this name.

    Raises:
        PolicyError: there is none.
    """
    if name not in POLICIES:
        raise PolicyError(f"no policy is named {name!r}; `counterclaim policies` lists them")
    return POLICIES[name]

"""The policies by name: what each resolves, its rule in one line, and where the rule comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from counterclaim.errors import PolicyError
from counterclaim.model.resolution import Resolution
from counterclaim.policy.acled_counts import resolve_conservative
from counterclaim.policy.base import Case
from counterclaim.policy.gtd_counts import resolve_recency
from counterclaim.policy.interval import resolve_interval
from counterclaim.policy.readings import Tag
from counterclaim.policy.ucdp_counts import resolve_triple

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


def _list(*entries: PolicyEntry) -> Mapping[str, PolicyEntry]:
    return MappingProxyType({entry.name: entry for entry in entries})


#: In the order of the reference.
POLICIES: Mapping[str, PolicyEntry] = _list(
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
)


def resolve(name: str, field: str, case: Case, **parameters: str) -> Resolution:
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


def get_policy(name: str) -> PolicyEntry:
    """Return the policy of this name.

    Raises:
        PolicyError: there is none.
    """
    if name not in POLICIES:
        raise PolicyError(f"no policy is named {name!r}; `counterclaim policies` lists them")
    return POLICIES[name]

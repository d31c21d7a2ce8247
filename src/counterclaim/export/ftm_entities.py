"""FollowTheMoney: entities of events, reports, parties and statements (codebooks 8.1, 12.8).

Invariant: what somebody says of a party stands in a Note that names the speaker; a party is linked to
an event only where it says so of itself or where it was done to it. Persons are not linked across
reports, and names of two reports are one party only where a lexicon knows the name (ETHICS.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from counterclaim.export import choices
from counterclaim.export.codes import load_data
from counterclaim.export.kinds import judge_party
from counterclaim.export.record import EventFile
from counterclaim.export.view import find_place, find_type
from counterclaim.export.words import say_sourced
from counterclaim.model.ids import ReportId, make_id
from counterclaim.model.report import Report
from counterclaim.model.resolution import Figure, Resolution
from counterclaim.model.statement import HARMS
from counterclaim.model.values import DateValue, PartyValue, PlaceValue, ResponsibilityValue
from counterclaim.policy.base import Testimony
from counterclaim.vocabulary.parties import load_countries, load_country_names, load_known_parties

#: Positions in which a party says of itself that it took part.
_OWN = frozenset({"claim", "admit"})
#: No party is meant by these names.
_NOBODY = frozenset({"nobody", "unknown"})


class FtmTable(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of export/data/ftm.json."""

    about: str
    version: str
    #: Dataset of what does not come from one outlet, and who made the statements.
    dataset: str
    origin: str
    statement_columns: tuple[str, ...]
    prop_types: Mapping[str, str]
    schemata_by_kind: Mapping[str, str]
    schema_otherwise: str
    languages: Mapping[str, str]
    losses: tuple[str, ...]


class Entity(msgspec.Struct, frozen=True, kw_only=True):
    """An entity of FollowTheMoney; properties in the order of their names."""

    id: str
    schema: str
    properties: dict[str, tuple[str, ...]]
    datasets: tuple[str, ...]
    first_seen: str
    last_seen: str
    #: The report's own words for the values of a property, where it is not those words.
    originals: dict[str, str] = msgspec.field(default_factory=dict)


@lru_cache(maxsize=1)
def load_ftm() -> FtmTable:
    """Load what FollowTheMoney needs."""
    return load_data("ftm", FtmTable)


def make_entities(file: EventFile) -> tuple[Entity, ...]:
    """Make the entities of an event: itself, its reports, its parties, their mentions, the notes."""
    parties = tuple(_iter_parties(file.testimonies))
    return (
        _make_event(file),
        *(_make_article(each) for each in _find_reports(file.testimonies)),
        *parties,
        *(mention for each in file.testimonies for mention in _iter_mentions(each)),
        *(_make_note(file, each) for each in file.testimonies),
    )


def resolve_all(file: EventFile) -> tuple[Resolution, ...]:
    """Resolve the values that the Event entity prints."""
    return (*choices.resolve_frame(file), *(file.resolve(choices.COUNTS, harm) for harm in HARMS))


def _make_event(file: EventFile) -> Entity:
    days, place, kind = choices.find_days(file), find_place(file), find_type(file)
    reports = [each.report for each in _find_reports(file.testimonies)]
    properties: dict[str, Sequence[str]] = {
        "name": [choices.name_event(file)],
        "keywords": [word for word in (kind.type, kind.mode) if word] if kind else [],
        "startDate": [days.start.isoformat()] if days else [],
        "endDate": [days.end.isoformat()] if days else [],
        "location": [place.name] if place else [],
        "country": _to_country(place.country if place else None),
        "involved": _find_involved(file.testimonies),
        "summary": _say_figures(file),
        "notes": [each.note for each in resolve_all(file) if each.note and each.is_contested],
        "proof": [report.id for report in reports],
        "publisher": [report.outlet for report in reports if report.outlet],
        "sourceUrl": [url for report in reports for url in _to_urls(report)],
        "recordId": [file.id],
    }
    made = _make_entity(file.id, "Event", properties, file.testimonies)
    return msgspec.structs.replace(made, originals=_find_originals(file))


def _find_originals(file: EventFile) -> dict[str, str]:
    """Find the words of the first statement that the day and the place of an event rest on."""
    values = {each.statement.id: each.statement.value for each in file.testimonies}
    days, place = (
        next((values.get(used) for used in file.resolve(*policy).used), None)
        for policy in ((choices.DAYS, "date"), (choices.PLACE, "place"))
    )
    told = {"startDate": days, "endDate": days, "location": place}
    return {prop: value.wording for prop, value in told.items() if isinstance(value, DateValue | PlaceValue)}


def _make_article(testimony: Testimony) -> Entity:
    report = testimony.report
    published = report.published_at.replace(tzinfo=None) if report.published_at else report.published
    properties: dict[str, Sequence[str]] = {
        "title": [report.title] if report.title else [],
        "author": list(report.byline),
        "publishedAt": [published.isoformat()] if published else [],
        "language": [load_ftm().languages.get(report.language or "", "")],
        # The checksums of this format are SHA-1.
        "contentHash": [hashlib.sha1(report.text.encode(), usedforsecurity=False).hexdigest()],
        "publisher": [report.outlet] if report.outlet else [],
        "sourceUrl": _to_urls(report),
        "processingAgent": [load_ftm().origin],
        "processedAt": [_to_moment(testimony)],
    }
    return _make_entity(report.id, "Article", properties, (testimony,), report)


def _make_note(file: EventFile, testimony: Testimony) -> Entity:
    """Make the note of a statement: what is said, by whom, in which words, and where."""
    report, statement = testimony.report, testimony.statement
    state = f" [{testimony.status}: {testimony.status_note}]" if testimony.status_note else ""
    properties: dict[str, Sequence[str]] = {
        "entity": [file.id, *(party for party, _, _ in _find_named(testimony))],
        "description": [say_sourced(statement, report) + state],
        "proof": [report.id],
        "publisher": [report.outlet] if report.outlet else [],
        "sourceUrl": _to_urls(report),
        "modifiedAt": [_to_moment(testimony)],
    }
    return _make_entity(statement.id, "Note", properties, (testimony,), report)


def _iter_mentions(testimony: Testimony) -> Iterator[Entity]:
    """Yield a Mention where the words of a statement name a party."""
    for party, name, kind in _find_named(testimony):
        properties: dict[str, Sequence[str]] = {
            "document": [testimony.report.id],
            "name": [name],
            "resolved": [party],
            "detectedSchema": [to_schema(kind)],
            "contextCountry": _to_country(judge_party(name, "other")[1]),
        }
        identity = make_id("ftm", {"statement": testimony.statement.id, "party": party})
        yield _make_entity(identity, "Mention", properties, (testimony,), testimony.report)


def _iter_parties(testimonies: Sequence[Testimony]) -> Iterator[Entity]:
    """Yield each party once, in the order of their ids."""
    named: dict[str, list[tuple[str, str, Testimony]]] = {}
    for each in testimonies:
        for party, name, kind in _find_named(each):
            named.setdefault(party, []).append((name, kind, each))
    for party, found in sorted(named.items()):
        name, kind, _ = min(found, key=lambda one: one[:2])
        properties: dict[str, Sequence[str]] = {
            "name": [name],
            "country": _to_country(judge_party(name, "other")[1]),
        }
        yield _make_entity(party, to_schema(kind), properties, [each for _, _, each in found])


def to_schema(kind: str) -> str:
    """Turn a kind of party into a schema."""
    return load_ftm().schemata_by_kind.get(kind, load_ftm().schema_otherwise)


def _find_named(testimony: Testimony) -> list[tuple[str, str, str]]:
    """Find the party that a statement names: its id, name and kind."""
    value = testimony.statement.value
    if isinstance(value, PartyValue) and value.named:
        kind, _ = judge_party(value.name, value.kind)
        return [(make_party_id(value.name, testimony.report.id), value.name, kind)]
    if isinstance(value, ResponsibilityValue) and value.actor not in _NOBODY:
        kind, _ = judge_party(value.actor, "other")
        return [(make_party_id(value.actor, testimony.report.id), value.actor, kind)]
    return []


def make_party_id(name: str, report: ReportId) -> str:
    """Make the id of a party: one for a name that a lexicon knows, else one a report."""
    known = name in load_known_parties() or name in load_country_names()
    return make_id("prt", {"name": name, "report": None if known else report})


def _find_involved(testimonies: Iterable[Testimony]) -> list[str]:
    """Find the parties that say of themselves that they took part, or that it was done to."""
    involved = set[str]()
    for each in testimonies:
        value = each.statement.value
        own = isinstance(value, ResponsibilityValue) and value.position in _OWN
        if each.status == "current" and (own or _is_recipient(each)):
            involved.update(party for party, _, _ in _find_named(each))
    return sorted(involved)


def _is_recipient(testimony: Testimony) -> bool:
    return testimony.statement.property == "recipient" and testimony.statement.polarity == "+"


def _say_figures(file: EventFile) -> list[str]:
    found = ((harm, choices.find_figure(file, harm)) for harm in HARMS)
    return [f"{harm}: {_say_figure(figure)} ({choices.COUNTS})" for harm, figure in found if figure]


def _say_figure(figure: Figure) -> str:
    """Say a count with its bounds: "9 to 12 or more, best 9"."""
    bounds = sorted({bound for bound in (figure.low, figure.high) if bound is not None})
    more = " or more" if figure.is_open else ""
    best = f", best {figure.best}" if figure.best is not None and len(bounds) > 1 else ""
    return f"{' to '.join(map(str, bounds)) or 'unknown'}{more}{best}"


def _find_reports(testimonies: Iterable[Testimony]) -> list[Testimony]:
    """Find each report once, with the testimony that was recorded first."""
    first: dict[ReportId, Testimony] = {}
    for each in testimonies:
        known = first.get(each.report.id)
        if known is None or each.recorded_at < known.recorded_at:
            first[each.report.id] = each
    return [first[report] for report in sorted(first)]


def _make_entity(
    identity: str,
    schema: str,
    properties: Mapping[str, Sequence[str]],
    testimonies: Iterable[Testimony],
    report: Report | None = None,
) -> Entity:
    """Make an entity without its empty values; what comes from one report is of its outlet's dataset."""
    moments = sorted(_to_moment(each) for each in testimonies)
    filled = {name: _to_values(name, values) for name, values in sorted(properties.items())}
    return Entity(
        id=to_ftm_id(identity),
        schema=schema,
        properties={name: values for name, values in filled.items() if values},
        datasets=(_to_dataset(report.outlet) if report and report.outlet else load_ftm().dataset,),
        first_seen=moments[0],
        last_seen=moments[-1],
    )


def to_ftm_id(identity: str) -> str:
    """Turn one of our ids into one of this format, which takes no underscore."""
    return identity.replace("_", "-")


def _to_values(name: str, values: Iterable[str]) -> tuple[str, ...]:
    is_link = load_ftm().prop_types[name] == "entity"
    return tuple(sorted({to_ftm_id(value) if is_link else value for value in values if value}))


def _to_dataset(outlet: str) -> str:
    """Make the name of an outlet one of a dataset: lower case, digits and underscores."""
    slug = "".join(letter if letter.isascii() and letter.isalnum() else "_" for letter in outlet.lower())
    return "_".join(part for part in slug.split("_") if part) or load_ftm().dataset


def _to_moment(testimony: Testimony) -> str:
    """Write when the ledger recorded a statement as this format's dates, in UTC."""
    return testimony.recorded_at.replace(tzinfo=None).isoformat(timespec="seconds")


def _to_country(iso3: str | None) -> list[str]:
    country = load_countries().get(iso3 or "")
    return [country.iso2.lower()] if country else []


def _to_urls(report: Report) -> list[str]:
    """List the address of a report, where it is one of the web."""
    return [report.url] if report.url and report.url.startswith(("http://", "https://")) else []

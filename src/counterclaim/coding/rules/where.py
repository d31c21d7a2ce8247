"""Where: the places that the words bind to each mention, and the country of the main one.

A main event lies in one country. Where no place tells which, the words do that call a town after
its country ("an Egyptian village"), and, of what states and their courts do, the name of who did it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from counterclaim.annotate.layers import AnnotatedReport, PartyName, PlaceName
from counterclaim.annotate.parsed import iter_told
from counterclaim.annotate.place_towns import AFTER_DATELINE
from counterclaim.annotate.tree import Span as DocSpan
from counterclaim.annotate.tree import Token
from counterclaim.coding.rules.captions import is_in_caption
from counterclaim.coding.rules.clauses import find_agent, get_phrase_span, get_span_root
from counterclaim.coding.rules.event_days import LEAD_SENTENCES
from counterclaim.coding.rules.groups import is_origin
from counterclaim.coding.rules.mentions import MentionDraft, MentionMap
from counterclaim.coding.rules.places_beside import is_accused, is_of_speech, is_reached
from counterclaim.coding.rules.shared_scenes import iter_shared_scenes
from counterclaim.coding.rules.stance import make_event_stance
from counterclaim.coding.rules.statements import StatementDraft, cut_evidence
from counterclaim.model.span import Span
from counterclaim.model.statement import Basis
from counterclaim.model.values import PlaceValue
from counterclaim.vocabulary.places import load_place_table

_FINE = frozenset({"site", "settlement", "district"})
#: Farther than this (km) from a town, something is not in it.
FAR_KM = 20.0
#: Types whose events happen where they happen, not where their doer is.
_BODILY = frozenset({"ASSAULT", "DISASTER", "PROTEST"})
#: A line that says who wrote the report, and where ("By Ana Ruiz in Velmora").
_BYLINE = re.compile(r"[ \t]*By [A-Z][^\n]{2,80}[^\n.](?:\n|$)")
#: Types of what leaders and armies do at home, whatever other places are spoken of.
_AT_HOME = frozenset({"AGREE", "CONCEDE", "MOBILIZE", "REJECT", "REQUEST", "RETREAT", "SUPPORT", "THREATEN"})
#: Kinds of party that hold an office in their own country.
_OFFICES = frozenset({"government", "police", "authority"})
#: Kinds of party that are no state's.
_STATELESS = frozenset({"media", "igo", "ngo", "armed_group"})


def iter_place_drafts(annotated: AnnotatedReport, mentions: MentionMap) -> Iterator[StatementDraft]:
    """Yield the place statements of every mention, one a place, with all the words that name it."""
    for index, draft in enumerate(mentions.drafts):
        names = [place for group in draft.groups for place in group.places]
        if draft.role == "main":
            names = _find_main_places(annotated, mentions, draft)
        by_value: dict[tuple[str, str | None, str], list[PlaceName]] = {}
        for name in names:
            by_value.setdefault((name.value.name, name.value.country, name.value.relation), []).append(name)
        for found in by_value.values():
            yield _make_place_draft(annotated, index, found)


def _make_place_draft(annotated: AnnotatedReport, index: int, names: Sequence[PlaceName]) -> StatementDraft:
    first = names[0]
    stance = make_event_stance(annotated, get_span_root(annotated.doc, first.span))
    towns = [name.town for name in names if name.town is not None]
    spans: list[Span] = list(dict.fromkeys([*(name.span for name in names), *towns]))
    return StatementDraft(
        mention=index,
        property="place",
        value=first.value,
        evidence=cut_evidence(annotated, spans),
        speakers=stance.speakers,
        basis=_find_basis(first),
    )


def _find_basis(place: PlaceName) -> Basis:
    """Find how a place was read: by its words, by the gazetteer, or reckoned from a distance."""
    if place.is_reckoned:
        return "derived"
    return "stated" if place.value.name in place.value.wording else "resolved"


def _find_main_places(
    annotated: AnnotatedReport, mentions: MentionMap, draft: MentionDraft
) -> list[PlaceName]:
    """Find the places of the main event: its own, else those of the lead, all of one country."""
    own = (place for group in draft.groups for place in group.places)
    bound = [place for place in own if not _is_aside(annotated, draft, place)]
    bound = [place for place in bound if not _is_seat(annotated, place)] or bound
    told = [place for place in bound if not is_in_caption(annotated, place.span)]
    if not any(place.value.precision in _FINE for place in told):
        told.extend(place for group in iter_shared_scenes(annotated, mentions) for place in group.places)
    names = _keep_one_country(_drop_desk(annotated, told))
    if not any(place.value.precision in _FINE for place in names):
        country = _get_country(names)
        captions = (place for place in bound if place not in told)
        names.extend(each for each in captions if country and each.value.country == country)
    if draft.type in _AT_HOME and _get_country(names) is None:
        names.extend(_find_doers(annotated, draft))
    country = _get_country(names)
    if not any(name.value.precision in _FINE and name.value.lat is not None for name in names):
        has_town = any(name.value.precision == "settlement" for name in names)
        lead = _find_lead_places(annotated, mentions, draft, country)
        names.extend(each for each in lead if not (has_town and each.value.precision == "settlement"))
    if _get_country(names) is None:
        names.extend(_find_country_words(annotated))
    elif all(_is_seat(annotated, each) for each in names):
        names = list(_find_country_words(annotated)) or names
    if _get_country(names) is None:
        find = _find_only_state if draft.type in _BODILY else _find_doers
        names.extend(find(annotated, draft))
    return _drop_desk(annotated, _drop_measured(_keep_one_country(names)))


def _is_aside(annotated: AnnotatedReport, draft: MentionDraft, place: PlaceName) -> bool:
    """Tell whether a place is not the event's: a desk abroad, a near country, the end of a way."""
    if _is_foreign_desk(annotated, place) or _is_foreign_picture(annotated, place) or _is_beyond(place):
        return True
    return draft.type in _BODILY and (is_reached(annotated, place) or is_accused(annotated, place))


def _is_seat(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a country only says where an armed group sits ("the rebels in X said")."""
    preposition = get_span_root(annotated.doc, place.span).head
    if place.value.precision != "country" or preposition.lower_ != "in":
        return False
    at = preposition.head.idx
    groups = (party for party in annotated.parties if party.kind == "armed_group")
    return any(party.span.start <= at < party.span.end for party in groups)


def _drop_measured(names: Sequence[PlaceName]) -> list[PlaceName]:
    """Drop the towns that only tell how far off the place of the event is ("170 km east of X")."""
    others = [each for each in names if not is_measured(each)]
    has_own = any(each.value.precision in _FINE for each in others)
    return others if has_own else list(names)


def _drop_desk(annotated: AnnotatedReport, names: Sequence[PlaceName]) -> list[PlaceName]:
    """Drop the town of a dateline where another place of the event is told as closely."""
    others = [n for n in names if n.value.precision == "country" or not _is_desk(annotated, n)]
    is_told = any(each.value.precision in _FINE for each in others)
    return others if is_told else list(names)


def is_measured(place: PlaceName) -> bool:
    """Tell whether a place is a town that something lies far from."""
    is_far = place.distance_km is not None and place.distance_km > FAR_KM
    return is_far and not place.is_reckoned


def _get_country(names: Sequence[PlaceName]) -> str | None:
    return next((name.value.country for name in names if name.value.country), None)


def _keep_one_country(names: Sequence[PlaceName]) -> list[PlaceName]:
    """Keep the places of the country that is named most often; the first name counts twice."""
    first = _get_country(names)
    if first is None:
        return list(names)
    counts = Counter([first, *(name.value.country for name in names if name.value.country)])
    country = max(counts, key=lambda each: counts[each])
    return [name for name in names if name.value.country in {None, country}]


def _find_lead_places(
    annotated: AnnotatedReport, mentions: MentionMap, draft: MentionDraft, country: str | None
) -> list[PlaceName]:
    """Find the places of the first sentence that names some, of those about the main event and of the lead.

    Places that another mention has are left out, and those of another country than the one known.
    """
    taken = {
        place.span
        for other in mentions.drafts
        if other is not draft
        for group in other.groups
        for place in group.places
    }
    fitting = [
        place
        for place in annotated.places
        if place.span not in taken
        and (country is None or place.value.country in {None, country})
        and not (is_origin(annotated.doc, place) or _is_aside(annotated, draft, place))
        and not (draft.type in _BODILY and is_of_speech(annotated, place))
    ]
    plain = [place for place in fitting if not is_in_caption(annotated, place.span)]
    inner = [place for place in plain if not _is_desk(annotated, place)]
    fine = [place for place in inner if place.value.precision in _FINE]
    about = [annotated.doc[group.first].sent for group in draft.groups[:1]]
    lead = list(islice(iter_told(annotated.doc), LEAD_SENTENCES))
    regions = [place for place in inner if place.value.precision == "region"]
    close = _find_first(((fine, about), (fine, lead), (regions, about), (regions, lead)))
    if _get_country(close) is not None:
        return close
    return [*close, *_find_first(((fitting, about), (plain, lead), (fitting, lead)), has_country=bool(close))]


def _find_first(
    ways: Iterable[tuple[Sequence[PlaceName], Sequence[DocSpan]]], *, has_country: bool = False
) -> list[PlaceName]:
    """Find the places of the first sentence that holds some, of those with a country where that is asked."""
    for places, sentences in ways:
        for sentence in sentences:
            inside = [p for p in places if sentence.start_char <= p.span.start < sentence.end_char]
            inside = [p for p in inside if p.value.country or not has_country]
            if inside:
                return inside
    return []


def _is_desk(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place opens the report, or a line of it as its dateline, or stands in its byline."""
    text, start = annotated.report.text, place.span.start
    line = text.rfind("\n", 0, start) + 1
    is_dateline = not text[line:start].strip() and AFTER_DATELINE.match(text, place.span.end) is not None
    return not text[:start].strip() or is_dateline or _BYLINE.match(text, line) is not None


def _is_beyond(place: PlaceName) -> bool:
    """Tell whether a country is only said to be near ("a village near the border with X")."""
    return place.value.precision == "country" and place.value.relation in {"near", "outside"}


def _is_foreign_desk(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a place only says where a report of other countries was written (its dateline)."""
    if not _is_desk(annotated, place) or place.value.country is None:
        return False
    states = {party.country for party in annotated.parties if party.country}
    others = {other.value.country for other in annotated.places if other is not place and other.value.country}
    return bool(states | others) and place.value.country not in states | others


def _is_foreign_picture(annotated: AnnotatedReport, place: PlaceName) -> bool:
    """Tell whether a picture was taken in a country that the report itself does not speak of."""
    if place.value.country is None or not is_in_caption(annotated, place.span):
        return False
    told = {party.country for party in annotated.parties if party.country}
    told |= {
        other.value.country
        for other in annotated.places
        if other.value.country and not is_in_caption(annotated, other.span)
    }
    return bool(told) and place.value.country not in told


def _find_country_words(annotated: AnnotatedReport) -> Iterator[PlaceName]:
    """Find the words of the lead that call a place after its country ("an Egyptian village")."""
    end = next(islice((s.end_char for s in iter_told(annotated.doc)), LEAD_SENTENCES - 1, None), None)
    for party in annotated.parties:
        is_lead = end is None or party.span.start < end
        if is_lead and party.country and party.manner == "adjective" and _is_of_place(annotated, party):
            yield _make_country(annotated, party)
            return


def _find_doers(annotated: AnnotatedReport, draft: MentionDraft) -> Iterator[PlaceName]:
    """Find the country of who did it, for what states, their courts and leaders do."""
    doer = next(_iter_all_doers(annotated, draft), None)
    if doer is not None:
        yield _make_country(annotated, doer)


def _iter_all_doers(annotated: AnnotatedReport, draft: MentionDraft) -> Iterator[PartyName]:
    """Iterate over the parties with a country that did it, by any words of the event."""
    for group in draft.groups:
        yield from _iter_doers(annotated, annotated.doc[group.head.token])


def _find_only_state(annotated: AnnotatedReport, draft: MentionDraft) -> Iterator[PlaceName]:
    """Find the country of those in office who speak of an event, where no other country is spoken of.

    "Norland's president condemned the Arlo church attack": not the country of who did it.
    """
    doers = {party.span for party in _iter_all_doers(annotated, draft)}
    states = [party for party in annotated.parties if party.country and party.kind not in _STATELESS]
    seats = [party for party in states if party.kind in _OFFICES and party.span not in doers]
    if seats and len({party.country for party in annotated.parties if party.country}) == 1:
        yield replace(_make_country(annotated, seats[0]), is_reckoned=True)


def _is_of_place(annotated: AnnotatedReport, party: PartyName) -> bool:
    """Tell whether a national adjective stands before a place, or those who serve one ("Xish police")."""
    table = load_place_table()
    head = get_span_root(annotated.doc, party.span).head
    return head.lemma_.lower() in {
        *table.settlement_nouns,
        *table.region_nouns,
        *table.district_nouns,
        *table.local_nouns,
        *table.site_nouns,
    }


def _iter_doers(annotated: AnnotatedReport, head: Token) -> Iterator[PartyName]:
    """Iterate over the parties with a country in the phrase of who did it."""
    doer = find_agent(head)
    if doer is None:
        return
    phrase = get_phrase_span(doer)
    yield from (
        p for p in annotated.parties if p.country and p.kind not in _STATELESS and phrase.overlaps(p.span)
    )


def _make_country(annotated: AnnotatedReport, party: PartyName) -> PlaceName:
    """Make a country's place of the words that name it or what belongs to it."""
    words = annotated.report.text[party.span.start : party.span.end]
    value = PlaceValue(name=party.name, country=party.country, precision="country", wording=words)
    return PlaceName(span=party.span, value=value)

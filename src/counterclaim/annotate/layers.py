"""The values of every annotation layer.

Invariant: all offsets are code points of `report.text`; the parse is over exactly that text, so
`token.idx` are offsets of the report; a text in capitals is parsed in sentence case.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from counterclaim.annotate.date_meaning import DateMeaning
from counterclaim.annotate.tree import Doc
from counterclaim.model.report import Report
from counterclaim.model.span import Evidence, Span
from counterclaim.model.statement import Speaker
from counterclaim.model.values import DateValue, PlaceValue, TollOperator


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """Words between quotation marks."""

    #: From the opening to the closing mark, both included.
    span: Span
    #: The words between the marks.
    inner: Span
    #: 0 for outermost quotations, 1 for a quotation inside another, and so on.
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotationLayer:
    """All quotations of a report, in text order, and the marks that have no partner."""

    quotations: tuple[Quotation, ...] = ()
    stray_marks: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateExpression:
    """Words that name or point to a time, and the days they stand for where that is known."""

    span: Span
    #: TIMEX3 types, see TimeML.
    kind: Literal["DATE", "TIME", "DURATION", "SET"]
    #: Name of the rule that read it ("month_day", "day_before", "weekday", "yesterday", ...).
    rule: str
    #: The days it stands for; None when the report's calendar does not tell.
    value: DateValue | None
    #: stated: the words hold the whole date; resolved: an anchor (publication, narrative) was used.
    basis: Literal["stated", "resolved"]
    #: True where the year was taken from the anchor because the words hold none.
    year_assumed: bool = False
    #: A date that stamps the report ("First change: ..."), not a date of the narrative.
    is_stamp: bool = False
    #: The words, white space as one space.
    wording: str = ""
    #: What the words say before any anchor, for resolving them again (`resolve_expression`).
    meaning: DateMeaning | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The report's own date and how it is known."""

    report: Report
    #: The words that print it; None when it came from metadata or is unknown.
    evidence: Evidence | None = None
    #: For `repaired`: the words of the narrative that speak for the repair.
    witnesses: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DateLayer:
    """All date expressions of a report in text order, and the report's own date."""

    publication: Publication
    expressions: tuple[DateExpression, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number phrase with its operator ("almost 300", "dozens of")."""

    #: The whole phrase, operator included, noun excluded.
    span: Span
    op: TollOperator
    n: int | None
    low: int | None
    high: int | None
    #: Index in the parse of the phrase's last number token.
    token: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyName:
    """Words that name a party: a country, a government, an armed group, a body."""

    span: Span
    #: Canonical name ("Israel", "Islamic State", "United States").
    name: str
    #: country, government, armed_group, military, police, igo, ngo, media, party, other.
    kind: str
    #: ISO 3166-1 alpha-3 of the country it is, or belongs to.
    country: str | None
    #: How the words name it: by its name, an alias, an adjective ("Iranian"), a metonym ("Tehran",
    #: "the Jewish state").
    manner: Literal["name", "alias", "adjective", "metonym"]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceName:
    """Words that name a place, with the reading of the gazetteer."""

    span: Span
    value: PlaceValue
    #: True for a building or site that no gazetteer knows ("the Saheb al-Zaman Mosque").
    is_facility: bool = False
    #: GeoNames population of the reading, for choosing; None when unknown.
    population: int | None = None
    #: The words that name the town whose point it has; None where it has its own or none.
    town: Span | None = None
    #: Its point is reckoned from a town, a distance and a direction.
    is_reckoned: bool = False
    #: How far from it something else is said to lie ("40 km west of it"); None where nothing is.
    distance_km: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A word that points to a place, whether or not anything is said to have happened there."""

    #: The bare name.
    span: Span
    #: A place name; a country that acts; an adjective or a people; a street or natural feature.
    manner: Literal["place", "country", "adjective", "street"]
    #: ISO 3166-1 alpha-3.
    country: str | None = None
    #: Degrees north and east of the best reading; None where the gazetteer has none.
    lat: float | None = None
    lon: float | None = None
    geonames: int | None = None
    #: False where another reading comes too close: a place of an event then has no coordinates.
    is_certain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody is said to say something (PARC/PolNeAR: source, cue, content)."""

    #: Who speaks, outermost first; empty where the words name nobody ("it is said").
    speakers: tuple[Speaker, ...]
    #: The words that name the innermost speaker; None where nobody is named.
    source: Span | None
    #: The reporting words ("said", "according to", "denied").
    cue: Span
    #: Lemma of the cue's head ("say", "deny", "accord").
    cue_lemma: str
    #: Index in the parse of the cue's head.
    cue_token: int
    #: True for "did not say", "has not confirmed".
    negated: bool
    #: What is said; several spans when the cue interrupts it.
    content: tuple[Span, ...]
    manner: Literal["direct", "indirect", "mixed"]
    #: Found by the tagger alone: its cue may be one of seeing or wanting, not of saying.
    is_learned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnotatedReport:
    """A report with all its layers."""

    #: The report with its publication date as the calendar found it.
    report: Report
    doc: Doc
    #: Paragraphs and headings: stretches that no sentence crosses.
    blocks: tuple[Span, ...]
    quotations: QuotationLayer
    dates: DateLayer
    quantities: tuple[Quantity, ...]
    parties: tuple[PartyName, ...]
    places: tuple[PlaceName, ...]
    toponyms: tuple[Toponym, ...]
    attributions: tuple[Attribution, ...]
    #: Lines of the page that name other stories.
    rails: tuple[Span, ...] = ()

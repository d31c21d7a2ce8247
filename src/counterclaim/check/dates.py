"""Checks of dates: the report's own date, dates of one event, weekdays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations

from counterclaim.annotate.dates import find_weekday_conflicts
from counterclaim.annotate.layers import AnnotatedReport, DateExpression
from counterclaim.check.catalog import make_finding
from counterclaim.check.sentences import get_sentence
from counterclaim.check.words import load_check_words
from counterclaim.model.span import Evidence, make_evidence
from counterclaim.model.statement import Coding, Finding, Mention, Statement
from counterclaim.model.values import DateValue

#: A date without a year is news when it is this near to publication; a farther one may be of any year.
NEWS_AGE = timedelta(days=14)


def find_swapped_stamp(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find the report's own date where its day and month were swapped (CC101)."""
    publication = annotated.dates.publication
    repaired = publication.report.published
    if publication.report.published_basis != "repaired" or not repaired or not publication.evidence:
        return
    witnesses = ", ".join(f"“{witness.quote}”" for witness in publication.witnesses)
    message = (
        f"the report's own date “{publication.evidence.quote}” has day and month swapped: "
        f"by its story ({witnesses}) it is {repaired.isoformat()}"
    )
    evidence = (publication.evidence, *publication.witnesses)
    yield make_finding("CC101", message, evidence, suggestion=repaired.isoformat())


def find_date_conflicts(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find earlier events with two dates that cannot both hold (CC102).

    Only written-out dates that one voice gives a background event count: two voices may differ in
    good faith. Two dates of one sentence are two events ("in 2006 and 2009").
    """
    for mention in coding.mentions:
        if mention.role == "background":
            dates = [statement for statement in coding.statements if _is_date_of(statement, mention)]
            yield from _find_disjoint_pair(annotated, mention, dates)


def _is_date_of(statement: Statement, mention: Mention) -> bool:
    is_plain = statement.polarity == "+" and statement.certainty == "CT" and statement.basis == "stated"
    return statement.mention == mention.id and isinstance(statement.value, DateValue) and is_plain


def _find_disjoint_pair(
    annotated: AnnotatedReport, mention: Mention, dates: Sequence[Statement]
) -> Iterator[Finding]:
    """Find the first two dates that share no day; one finding an event is enough."""
    for first, second in combinations(dates, 2):
        one, other = first.value, second.value
        if not isinstance(one, DateValue) or not isinstance(other, DateValue):
            continue
        words = (_get_words(first, one), _get_words(second, other))
        are_apart = len({get_sentence(annotated, each).start for each in words}) > 1
        if are_apart and first.speakers == second.speakers and not _share_a_day(one, other):
            message = (
                f"one earlier event ({mention.label}) has two dates: “{one.wording}” ({_say_days(one)}) "
                f"and “{other.wording}” ({_say_days(other)})"
            )
            yield make_finding("CC102", message, sorted(words))
            return


def _share_a_day(one: DateValue, other: DateValue) -> bool:
    return one.start <= other.end and other.start <= one.end


def _say_days(value: DateValue) -> str:
    if value.start == value.end:
        return value.start.isoformat()
    return f"{value.start.isoformat()} to {value.end.isoformat()}"


def _get_words(statement: Statement, value: DateValue) -> Evidence:
    """Return the evidence that holds the date's own words, else the first."""
    holding = (evidence for evidence in statement.evidence if value.wording in evidence.quote)
    return next(holding, statement.evidence[0])


def find_weekday_misfits(annotated: AnnotatedReport, coding: Coding) -> Iterator[Finding]:
    """Find weekdays that do not fit the date beside them (CC103)."""
    text = annotated.report.text
    sure = [each for each in annotated.dates.expressions if _is_sure(each, annotated.report.published)]
    weekdays = load_check_words().weekdays
    for conflict in find_weekday_conflicts(sure):
        evidence = make_evidence(text, conflict.span.start, conflict.span.end)
        true = weekdays[conflict.true]
        message = f"“{evidence.quote}”: that day is a {true}, not a {weekdays[conflict.said]}"
        yield make_finding("CC103", message, (evidence,), suggestion=true)


def _is_sure(expression: DateExpression, published: date | None) -> bool:
    """Tell whether an expression names one day, in a year that the text or the news of the day gives."""
    if expression.value is None or expression.value.precision != "day":
        return False
    if not expression.year_assumed:
        return True
    return published is not None and abs(expression.value.start - published) <= NEWS_AGE

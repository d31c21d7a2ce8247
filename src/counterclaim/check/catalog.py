"""The rules that a report is checked against: code, name, severity and what each one notices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from counterclaim.errors import SettingsError
from counterclaim.model.span import Evidence
from counterclaim.model.statement import Finding, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule of the linter."""

    #: CC1xx dates, CC2xx tolls, CC3xx text; never given to another rule.
    code: str
    #: Short name in words.
    name: str
    severity: Severity
    #: What it notices, in one sentence.
    summary: str


RULES: tuple[Rule, ...] = (
    Rule(
        code="CC101",
        name="swapped day and month",
        severity="warning",
        summary="The report's own date fits its story only with day and month swapped.",
    ),
    Rule(
        code="CC102",
        name="two dates for one event",
        severity="warning",
        summary="One earlier event is given two dates that cannot both be right.",
    ),
    Rule(
        code="CC103",
        name="weekday does not fit",
        severity="warning",
        summary="A weekday is written beside a date that falls on another weekday.",
    ),
    Rule(
        code="CC201",
        name="part larger than total",
        severity="warning",
        summary="A part of a toll is larger than the whole toll.",
    ),
    Rule(
        code="CC202",
        name="parts larger than total",
        severity="warning",
        summary="Parts of a toll that exclude each other add up to more than the whole toll.",
    ),
    Rule(
        code="CC301",
        name="quotation in two wordings",
        severity="note",
        summary="Two quotations are the same but for a few words: one of them is misquoted.",
    ),
    Rule(
        code="CC302",
        name="unbalanced quotation mark",
        severity="note",
        summary="A quotation mark has no partner, so where the quotation ends is unclear.",
    ),
)


def get_rule(code: str) -> Rule:
    """Return the rule with this code.

    Raises:
        SettingsError: there is no such rule.
    """
    for rule in RULES:
        if rule.code == code:
            return rule
    known = ", ".join(rule.code for rule in RULES)
    raise SettingsError(f"there is no check {code!r}; the checks are {known}")


def make_finding(
    code: str, message: str, evidence: Iterable[Evidence], suggestion: str | None = None
) -> Finding:
    """Make a finding of a rule, with that rule's severity."""
    return Finding(
        rule=code,
        severity=get_rule(code).severity,
        message=message,
        evidence=tuple(evidence),
        suggestion=suggestion,
    )

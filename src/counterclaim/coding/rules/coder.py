"""The rule coder: from an annotated report to its coding, one pass a property."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib import metadata

import msgspec

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.parse import get_model_version
from counterclaim.annotate.pipeline import annotate_report
from counterclaim.coding.rules.groups import find_groups
from counterclaim.coding.rules.labels import make_label
from counterclaim.coding.rules.mentions import MentionDraft, MentionMap, make_mentions
from counterclaim.coding.rules.position_statements import iter_position_statements
from counterclaim.coding.rules.privacy import Withheld, find_withheld, withhold_names
from counterclaim.coding.rules.recipient_hits import find_hits
from counterclaim.coding.rules.recipients import iter_recipient_drafts
from counterclaim.coding.rules.responsibility import CONTESTED_TYPES
from counterclaim.coding.rules.roles import iter_actor_drafts, iter_weapon_drafts
from counterclaim.coding.rules.statements import CODER, StatementDraft, make_statement
from counterclaim.coding.rules.toll_statements import iter_toll_drafts
from counterclaim.coding.rules.tolls import find_tolls
from counterclaim.coding.rules.triggers import Trigger, find_triggers
from counterclaim.coding.rules.types import choose_type, iter_type_drafts
from counterclaim.coding.rules.when import iter_date_drafts
from counterclaim.coding.rules.where import iter_place_drafts
from counterclaim.model.ids import MentionId
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Mention, Run, Statement
from counterclaim.model.values import ResponsibilityValue
from counterclaim.vocabulary.load import make_vocabulary_version

#: Properties that make a secondary mention worth keeping; its type alone does not.
_TELLING = frozenset(
    {
        "killed",
        "injured",
        "missing",
        "captured",
        "arrested",
        "displaced",
        "date",
        "place",
        "actor",
        "weapon",
        "responsibility",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleCoder:
    """Codes reports by rules over spaCy's parse; deterministic, offline, English."""

    #: Keep the names of private victims; they are withheld by default (ETHICS.md).
    names: bool = False

    @property
    def name(self) -> str:
        """Return the word that every Statement of this coder carries."""
        return CODER

    def code(self, report: Report) -> Coding:
        """Annotate and code one report."""
        return self.code_annotated(annotate_report(report))

    def code_annotated(self, annotated: AnnotatedReport) -> Coding:
        """Code a report that is already annotated.

        Returns:
            Mentions and statements in the order: main mention first, then text order.
        """
        tolls = find_tolls(annotated)
        harms = frozenset(toll.predicate for toll in tolls if toll.property != "arrested")
        triggers = find_triggers(annotated.doc, harms)
        mentions = make_mentions(annotated, find_groups(annotated, triggers))
        deeds = tuple(trigger for trigger in triggers if trigger.is_deed)
        contested = _find_contested(deeds, mentions)
        if any(toll.scope == "campaign" for toll in tolls):
            mentions = mentions.with_campaign()
        hits = find_hits(annotated.doc, tolls)
        drafts = [
            *iter_type_drafts(annotated, mentions),
            *iter_date_drafts(annotated, mentions),
            *iter_place_drafts(annotated, mentions),
            *iter_toll_drafts(annotated, mentions, tolls),
            *iter_actor_drafts(annotated, mentions, deeds, hits),
            *iter_recipient_drafts(annotated, mentions, hits),
            *iter_weapon_drafts(annotated, mentions),
        ]
        withheld = find_withheld(
            annotated, {each.token for each in triggers if each.entry.type != "ACCUSE"}, names=self.names
        )
        drafts = withhold_names(annotated, drafts, withheld)
        positions = withhold_names(
            annotated, [*iter_position_statements(annotated, mentions, contested)], withheld
        )
        kept = _choose_mentions(mentions, [*drafts, *positions])
        statements = _make_statements(annotated, drafts, positions, kept)
        return Coding(
            report=annotated.report,
            mentions=tuple(
                _make_mention(annotated, mentions.drafts[index], name, withheld)
                for index, name in kept.items()
            ),
            statements=statements,
            run=make_run(),
        )


def _find_contested(deeds: Iterable[Trigger], mentions: MentionMap) -> tuple[Trigger, ...]:
    """Find the deeds that parties answer for: those of violence and arms, and of the main event's type."""
    main = set() if mentions.main is None else {mentions.drafts[mentions.main].type}
    return tuple(trigger for trigger in deeds if trigger.entry.type in CONTESTED_TYPES | main)


def _choose_mentions(mentions: MentionMap, drafts: Iterable[StatementDraft]) -> dict[int, MentionId]:
    """Name the mentions that say something, main first: m1, m2, ..."""
    telling = {draft.mention for draft in drafts if draft.property in _TELLING}
    kept = [n for n, draft in enumerate(mentions.drafts) if draft.role == "main" or n in telling]
    kept.sort(key=lambda n: (mentions.drafts[n].role != "main", mentions.drafts[n].groups[0].first))
    return {index: MentionId(f"m{place}") for place, index in enumerate(kept, start=1)}


def _make_statements(
    annotated: AnnotatedReport,
    drafts: Iterable[StatementDraft],
    positions: Iterable[StatementDraft],
    kept: dict[int, MentionId],
) -> tuple[Statement, ...]:
    """Make the statements of the mentions that are kept, each once."""
    made: dict[str, Statement] = {}
    claims: dict[tuple[int, str], str] = {}
    for draft in _iter_kept(drafts, positions, kept):
        pointed = _point_at_claim(draft, claims)
        statement = make_statement(annotated, pointed, kept[draft.mention])
        made.setdefault(statement.id, statement)
        if isinstance(statement.value, ResponsibilityValue) and statement.value.position == "claim":
            claims.setdefault((draft.mention, statement.value.actor), statement.id)
    return tuple(made.values())


def _point_at_claim(draft: StatementDraft, claims: Mapping[tuple[int, str], str]) -> StatementDraft:
    """Fill in the id of the claim that a doubt, a confirmation or a withdrawal is about."""
    if draft.about_claim_of is None or not isinstance(draft.value, ResponsibilityValue):
        return draft
    about = claims.get((draft.mention, draft.about_claim_of))
    return replace(draft, value=msgspec.structs.replace(draft.value, about=about))


def _iter_kept(
    drafts: Iterable[StatementDraft], positions: Iterable[StatementDraft], kept: dict[int, MentionId]
) -> Iterator[StatementDraft]:
    for draft in (*drafts, *positions):
        if draft.mention in kept:
            yield draft


def _make_mention(
    annotated: AnnotatedReport, draft: MentionDraft, name: MentionId, withheld: Withheld
) -> Mention:
    type_, mode, _ = choose_type(draft)
    return Mention(
        id=name, role=draft.role, type=type_, mode=mode, label=make_label(annotated, draft, withheld)
    )


def make_run() -> Run:
    """Make the Run of a coding: the versions of the program, the model and the vocabulary."""
    return Run(
        coder="counterclaim.rules.v1",
        version=metadata.version("counterclaim"),
        model=get_model_version(),
        vocabulary=make_vocabulary_version(),
    )

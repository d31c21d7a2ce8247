"""The pattern coder: from an annotated report in French or Spanish to its coding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import metadata

from counterclaim.annotate.layers import AnnotatedReport
from counterclaim.annotate.lexical.model import find_model
from counterclaim.annotate.lexical.pipeline import annotate_lexical
from counterclaim.coding.patterns.positions import iter_position_drafts
from counterclaim.coding.patterns.privacy import find_withheld
from counterclaim.coding.patterns.story import EventDraft, Story, make_story
from counterclaim.coding.patterns.tolls import find_tolls
from counterclaim.coding.patterns.values import (
    iter_date_drafts,
    iter_place_drafts,
    iter_toll_drafts,
    iter_type_drafts,
    iter_weapon_drafts,
)
from counterclaim.coding.rules.privacy import withhold_names
from counterclaim.coding.rules.statements import StatementDraft, make_statement
from counterclaim.coding.rules.types import choose_mode
from counterclaim.model.ids import MentionId
from counterclaim.model.report import Report
from counterclaim.model.statement import Coding, Mention, Run, Statement
from counterclaim.model.values import TypeValue
from counterclaim.vocabulary.load import make_vocabulary_version

#: The word that every Statement of this coder carries.
CODER = "patterns"


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternCoder:
    """Codes reports by words and patterns, without a parse; deterministic and offline."""

    #: ISO 639-1 code of the language it reads.
    language: str
    #: Keep the names of private victims and minors; they are withheld by default (ETHICS.md).
    names: bool = False

    @property
    def name(self) -> str:
        """Return the word that every Statement of this coder carries."""
        return CODER

    def code(self, report: Report) -> Coding:
        """Annotate and code one report."""
        return self.code_annotated(annotate_lexical(report, self.language))

    def code_annotated(self, annotated: AnnotatedReport) -> Coding:
        """Code a report that is already annotated; the main mention comes first."""
        tolls = find_tolls(annotated, self.language)
        story = make_story(annotated, tolls, self.language)
        types = [choose_type(event) for event in story.events]
        drafts: list[StatementDraft] = []
        if story.events:
            positions = tuple(iter_position_drafts(annotated, story))
            drafts = [
                *iter_type_drafts(annotated, story, types),
                *iter_date_drafts(annotated, story),
                *iter_place_drafts(annotated, story, positions),
                *iter_toll_drafts(annotated, story, tolls),
                *iter_weapon_drafts(annotated, story),
                *positions,
            ]
        if not self.names:
            drafts = withhold_names(annotated, drafts, find_withheld(annotated, tolls, self.language))
        names = {draft.mention: MentionId(f"m{draft.mention + 1}") for draft in drafts}
        return Coding(
            report=annotated.report,
            mentions=tuple(_make_mention(annotated, story, types, index) for index in sorted(names)),
            statements=_make_statements(annotated, drafts, names),
            run=self.make_run(),
        )

    def make_run(self) -> Run:
        """Make the Run of a coding: the versions of the program, the model and the vocabulary."""
        return Run(
            coder="counterclaim.patterns.v1",
            version=metadata.version("counterclaim"),
            model=_say_model(self.language),
            vocabulary=make_vocabulary_version(self.language),
        )


def _say_model(language: str) -> str:
    """Say what reads a language: words alone, and its model where that is installed."""
    blank = f"spacy {metadata.version('spacy')} blank:{language}"
    model = find_model(language)
    return f"{blank}, {model}" if model else blank


def choose_type(event: EventDraft) -> TypeValue:
    """Choose the type and mode of an event: those of its telling triggers."""
    telling = [t for t in event.triggers if not t.cue.generic] or list(event.triggers)
    type_ = telling[0].cue.type if telling else "ASSAULT"
    if any(t.cue.type == "ASSAULT" for t in telling):
        type_ = "ASSAULT"
    modes = [t.cue.mode for t in event.triggers if t.cue.mode and t.cue.type == type_]
    return TypeValue(type=type_, mode=choose_mode(modes) if modes else None)


def _make_mention(annotated: AnnotatedReport, story: Story, types: list[TypeValue], index: int) -> Mention:
    event, value = story.events[index], types[index]
    carrier = next((t for t in event.triggers if not t.cue.generic), None) or next(iter(event.triggers), None)
    label = annotated.report.text[carrier.span.start : carrier.span.end] if carrier else event.role
    return Mention(
        id=MentionId(f"m{index + 1}"), role=event.role, type=value.type, mode=value.mode, label=label
    )


def _make_statements(
    annotated: AnnotatedReport, drafts: Iterable[StatementDraft], names: dict[int, MentionId]
) -> tuple[Statement, ...]:
    """Make the statements of the drafts, each once."""
    made: dict[str, Statement] = {}
    for draft in drafts:
        statement = make_statement(annotated, draft, names[draft.mention], coder=CODER)
        made.setdefault(statement.id, statement)
    return tuple(made.values())

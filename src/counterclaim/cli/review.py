"""`counterclaim review`: accept, reject, correct and add statements, and take that back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from counterclaim.cli.decision_options import ByOption, NoteOption, require_name
from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption, print_rendered
from counterclaim.cli.moments import parse_moment

if TYPE_CHECKING:
    from counterclaim.ledger.base import Ledger
    from counterclaim.model.judgement import MentionKey
    from counterclaim.model.review import Review
    from counterclaim.policy.base import Testimony
    from counterclaim.reconcile.reviewing import Act, Opening

ListFormat = Literal["table", "jsonl"]
PolarityOption = Annotated[
    Literal["+", "-", "u"] | None,
    typer.Option(help="Whether the words say that it is so, that it is not, or leave it open."),
]
CertaintyOption = Annotated[
    Literal["CT", "PR", "PS", "U"] | None,
    typer.Option(help="How sure the speaker is: certain, probable, possible, uncommitted."),
]
StatementArgument = Annotated[
    str, typer.Argument(metavar="STATEMENT", help="The id of a statement, or its beginning: stm_abcd.")
]
SeenOption = Annotated[
    str | None,
    typer.Option(
        metavar="REVIEW", help="The last review of the statement that you have seen; your own by default."
    ),
]
BesideOption = Annotated[
    bool, typer.Option("--beside", help="Let yours stand beside what others said since; the last counts.")
]
ValueOption = Annotated[
    str | None,
    typer.Option(metavar="JSON", help="The value, as in the contract: '{\"n\": 84}'; the rest is filled in."),
]
SpeakerOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAMES", help="Who says so, outermost first: 'Harbour Wire > medic'. '' is the report itself."
    ),
]
AtOption = Annotated[
    int | None,
    typer.Option(metavar="OFFSET", help="Where the words begin, for words that stand there more than once."),
]
_VERDICT_HELP = """Prints a line a review: its id, the verdict, the statement. All or none are written. Exit
codes: 0 written, 2 somebody else reviewed one since, or there is no such statement or ledger."""

review = typer.Typer(
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
    help="Accept, reject, correct and add statements; every act is kept with its name, none is an edit.",
)


@review.command("list")
def list_statements(
    event: Annotated[
        str, typer.Argument(metavar="EVENT", help="The id of an event or a report, or its beginning.")
    ],
    *,
    unreviewed: Annotated[
        bool, typer.Option("--unreviewed", help="Only statements that nobody has reviewed.")
    ] = False,
    recorded_by: Annotated[
        str | None,
        typer.Option(metavar="MOMENT", help="Only what the ledger had recorded by then, reviews included."),
    ] = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
    format: Annotated[
        ListFormat, typer.Option(help="table for people, jsonl for programs: one object a statement.")
    ] = "table",
) -> None:
    """List the statements of an event or a report with their ids and what persons made of them.

    Exit codes: 0 listed, 2 there is no such event, report or ledger.
    """
    from counterclaim.brief.reviews import iter_review_lines, render_review_list
    from counterclaim.ledger.open import open_ledger

    with open_ledger(ledger) as opened:
        found = _find_testimonies(opened, event, recorded_by)
    shown = [each for each in found if not unreviewed or each.reviewed.state == "unreviewed"]
    if format == "jsonl":
        for line in iter_review_lines(shown):
            typer.echo(line.decode())
    elif shown:
        print_rendered(render_review_list(shown))
    left = sum(each.reviewed.state == "unreviewed" for each in found)
    talk(f"{len(found)} statement{'' if len(found) == 1 else 's'}, {left} unreviewed")


def _add_verdict(verdict: Literal["accept", "reject"], about: str) -> None:
    """Add the command of a verdict that takes nothing but statements."""

    @review.command(verdict, help=f"{about}\n\n{_VERDICT_HELP}")
    def judge(
        statements: Annotated[
            list[str], typer.Argument(metavar="STATEMENT...", help="Ids of statements, or their beginnings.")
        ],
        *,
        by: ByOption,
        note: NoteOption = None,
        seen: SeenOption = None,
        beside: BesideOption = False,
        ledger: LedgerOption = DEFAULT_LEDGER,
    ) -> None:
        from counterclaim.ledger.open import open_ledger
        from counterclaim.reconcile.reviewing import judge_statement

        act = _make_act(by, note, seen, beside=beside)
        with open_ledger(ledger) as opened, opened.writing():
            made = [judge_statement(opened, statement, verdict, act) for statement in statements]
        for each in made:
            _print(each)


_add_verdict("accept", "Accept statements: a person has read the words and finds them coded right.")
_add_verdict("reject", "Reject statements: the words do not say so. They stay in sight, and count no more.")


@review.command()
def correct(
    statement: StatementArgument,
    *,
    value: ValueOption = None,
    property: Annotated[
        str | None, typer.Option(metavar="NAME", help="Another property: injured in place of killed.")
    ] = None,
    words: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Other words of the report that carry the value.")
    ] = None,
    at: AtOption = None,
    speaker: SpeakerOption = None,
    polarity: PolarityOption = None,
    certainty: CertaintyOption = None,
    by: ByOption,
    note: NoteOption = None,
    seen: SeenOption = None,
    beside: BesideOption = False,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Correct a statement: say instead what the words say. What is not named stays as it was coded.

    Prints the review's id, the verdict, the statement and the id of your own. Exit codes: 0 written, 2
    somebody else reviewed it since, the value does not fit, or there is no such statement or ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.drafts import change_value, find_words, get_property, make_speakers
    from counterclaim.reconcile.reviewing import Draft, correct_statement, find_statement

    act = _make_act(by, note, seen, beside=beside)
    with open_ledger(ledger) as opened, opened.writing():
        found = find_statement(opened, statement)
        coded = found.statement
        named = get_property(property) if property else coded.property
        evidence = (
            coded.evidence if words is None else (find_words(found.record.report.text, words, start=at),)
        )
        draft = Draft(
            property=named,
            value=change_value(
                coded.value, named, _parse_value(value), wording=None if words is None else evidence[0].quote
            ),
            evidence=evidence,
            speakers=coded.speakers if speaker is None else make_speakers(speaker, known=coded.speakers),
            polarity=polarity or coded.polarity,
            certainty=certainty or coded.certainty,
        )
        _print(correct_statement(opened, coded.id, draft, act))


@review.command()
def add(
    report: Annotated[str, typer.Argument(metavar="REPORT", help="The id of a report, or its beginning.")],
    *,
    words: Annotated[
        str, typer.Option(metavar="TEXT", help="Words of the report that carry the value, letter by letter.")
    ],
    property: Annotated[str, typer.Option(metavar="NAME", help="What is said: killed, place, weapon, ...")],
    value: ValueOption = None,
    mention: Annotated[
        str | None,
        typer.Option(metavar="MENTION", help="Key of the mention it is about; the report's main one."),
    ] = None,
    opening: Annotated[
        str | None,
        typer.Option(
            "--open", metavar="TYPE", help="Open a mention of this event type for it: ASSAULT, PROTEST."
        ),
    ] = None,
    label: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Short words for the mention that is opened.")
    ] = None,
    at: AtOption = None,
    speaker: SpeakerOption = None,
    polarity: PolarityOption = None,
    certainty: CertaintyOption = None,
    by: ByOption,
    note: NoteOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Add a statement that the coder missed, on words of the report.

    Prints the review's id, the verdict and the id of your statement. Exit codes: 0 written, 2 the words
    are not there or in several places, the value does not fit, or there is no such report or ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.drafts import find_words, get_property, make_speakers, make_value
    from counterclaim.reconcile.reviewing import Draft, Opening, add_statement

    act = _make_act(by, note, None, beside=False)
    with open_ledger(ledger) as opened, opened.writing():
        found = opened.get_report(opened.get_report_id(report))
        evidence = find_words(found.text, words, start=at)
        named = get_property(property)
        draft = Draft(
            property=named,
            value=make_value(named, _parse_value(value), wording=evidence.quote),
            evidence=(evidence,),
            speakers=make_speakers(speaker or ""),
            polarity=polarity or "+",
            certainty=certainty or "CT",
        )
        about: MentionKey | Opening = (
            Opening(type=opening, label=label or evidence.quote)
            if opening
            else _find_mention(opened, found.id, mention)
        )
        _print(add_statement(opened, found.id, draft, act, mention=about))


@review.command()
def undo(
    review: Annotated[
        str, typer.Argument(metavar="REVIEW", help="The id of a review of yours, or of a statement.")
    ],
    *,
    by: ByOption,
    note: NoteOption = None,
    ledger: LedgerOption = DEFAULT_LEDGER,
) -> None:
    """Take back a review of your own; what was said before it counts again. Both stay in the ledger.

    Exit codes: 0 written, 2 you said nothing of it, or took it back before, or there is no ledger.
    """
    from counterclaim.ledger.open import open_ledger
    from counterclaim.reconcile.reviewing import take_back

    act = _make_act(by, note, None, beside=False)
    with open_ledger(ledger) as opened:
        _print(take_back(opened, review, act))


def _make_act(by: str, note: str | None, seen: str | None, *, beside: bool) -> Act:
    from counterclaim.ledger.base import read_clock
    from counterclaim.model.review import ReviewId
    from counterclaim.reconcile.reviewing import Act

    return Act(
        by=require_name(by),
        made_at=read_clock(),
        note=note,
        seen=ReviewId(seen) if seen else None,
        beside=beside,
    )


def _find_testimonies(ledger: Ledger, prefix: str, recorded_by: str | None) -> list[Testimony]:
    """Find the statements of an event, or of one report in all its events, in the order of their words."""
    from counterclaim.model.resolution import AsOf
    from counterclaim.policy.case import make_case
    from counterclaim.reconcile.events import load_dossiers

    as_of = AsOf(recorded=parse_moment(recorded_by, option="--recorded-by"))
    found = [each for one in load_dossiers(ledger, prefix) for each in make_case(one, as_of).testimonies]
    reports = {each.report.id for each in found if each.report.id.startswith(prefix)}
    return [each for each in found if not reports or each.report.id in reports]


def _find_mention(ledger: Ledger, report: str, prefix: str | None) -> MentionKey:
    """Find a mention of a report by the beginning of its key, or else the main one."""
    from counterclaim.ledger.base import ROLES_BY_WEIGHT

    records = [each for each in ledger.iter_mentions((report,)) if each.key.startswith(prefix or "")]
    if not records or (prefix and len(records) > 1):
        raise typer.BadParameter(
            f"{prefix or report} names {'several mentions' if records else 'no mention'};"
            " name one, or open one with --open TYPE",
            param_hint="--mention",
        )
    return min(records, key=lambda each: ROLES_BY_WEIGHT.index(each.mention.role)).key


def _parse_value(value: str | None) -> dict[str, Any]:
    if value is None:
        return {}
    try:
        parsed = json.loads(value)
    except ValueError as error:
        raise typer.BadParameter(
            f"it is no JSON ({error}); write '{{\"n\": 84}}'", param_hint="--value"
        ) from error
    if not isinstance(parsed, dict):
        raise typer.BadParameter("it is no JSON object; write '{\"n\": 84}'", param_hint="--value")
    return parsed


def _print(made: Review) -> None:
    own = (made.own.id,) if made.own is not None and made.verdict == "correct" else ()
    typer.echo("\t".join((made.id, made.verdict, made.statement, *own)))

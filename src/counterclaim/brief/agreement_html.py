"""How far two coders agree, as the page shows it and as one HTML file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterclaim.brief.agreement import say_alpha, say_scope, say_share
from counterclaim.brief.document import link_nowhere, render_document
from counterclaim.coding.agreement.compare import Agreement, Disagreement, Measure

#: Disagreements that the page shows; a file holds all.
SHOWN = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementView:
    """What the template shows of an agreement."""

    found: Agreement
    #: What was compared, in lines.
    scope: Sequence[str]
    #: Each variable with the share that agrees and its alpha, in words.
    rows: Sequence[tuple[Measure, str, str]]
    shown: Sequence[Disagreement]


def make_agreement_view(found: Agreement, *, limit: int | None = None) -> AgreementView:
    """Put an agreement into words.

    Args:
        found: of two coders.
        limit: disagreements that are shown; None for all.
    """
    return AgreementView(
        found=found,
        scope=say_scope(found).splitlines(),
        rows=[(each, say_share(each.agreed), say_alpha(each)) for each in found.measures],
        shown=found.disagreements[:limit],
    )


def render_html_agreement(found: Agreement) -> str:
    """Render an agreement as one HTML document that loads nothing and runs nothing."""
    return render_document("agreement.html", view=make_agreement_view(found), href=link_nowhere)

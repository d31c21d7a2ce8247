"""The first lines of an event: what it is, when it is looked at, and where it is told."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from counterclaim.brief.account import EventAccount


def render_head(account: EventAccount) -> RenderableType:
    """Render what an event is, its id, the moment asked for and where it is told."""
    asked = [Text(f"from what was {account.moment}", style="italic")] if account.moment else []
    if not account.is_known:
        return Group(Text(account.event, style="dim"), *asked, Text("Nothing was known of this event then."))
    lines = [Text(account.heading, style="bold"), Text(account.event, style="dim")]
    return Group(*lines, *asked, Text(say_telling(account)))


def say_telling(account: EventAccount) -> str:
    """Say where an event is told: the report, or how many of them."""
    if account.reports == 1:
        told = account.origins[0]
        return f"told in {told.name}, published {told.published}, {told.report}, coder {told.coder}"
    outlets = f" of {account.outlets} outlet{'' if account.outlets == 1 else 's'}" if account.outlets else ""
    return f"told in {account.reports} reports{outlets}"

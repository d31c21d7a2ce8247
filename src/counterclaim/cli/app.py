"""The typer application; a command's module is loaded when the command is asked for."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

#: Commands in the order of the help; each is the function of its name in the module of its name.
COMMANDS = (
    "code",
    "check",
    "export",
    "validate",
    "add",
    "watch",
    "events",
    "show",
    "brief",
    "changes",
    "policies",
    "why",
    "merge",
    "split",
    "restore",
    "review",
    "agreement",
    "reconcile",
    "retract",
    "verify",
    "migrate",
    "load",
    "serve",
    "accounts",
    "bulk",
    "outlets",
)


class LazyGroup(TyperGroup):
    """A group of commands that imports a command's module when the command is asked for."""

    def list_commands(self, ctx: Any) -> list[str]:
        """List the commands in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Make the command of this name; None when there is none."""
        return make_command(cmd_name) if cmd_name in COMMANDS else None


def make_command(name: str) -> Any:
    """Make a command from the function, or the group, of its name in `counterclaim.cli.<name>`."""
    function: Callable[..., None] | typer.Typer = getattr(import_module(f"counterclaim.cli.{name}"), name)
    if isinstance(function, typer.Typer):
        return typer.main.get_command(function)
    single = typer.Typer(add_completion=False, rich_markup_mode=None)
    single.command(name)(function)
    return typer.main.get_command(single)


#: Help and errors are plain lines, the same on a terminal and in a file.
app = typer.Typer(
    cls=LazyGroup,
    name="counterclaim",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
)


def _print_version(asked: bool) -> None:
    if asked:
        from counterclaim import __version__

        typer.echo(f"counterclaim {__version__}")
        raise typer.Exit


@app.callback()
def describe(
    *,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Code reports of violent and political events: who did what, and who says so, claims, blames, denies.

    Standard output is data, standard error is talk. Every number, date and position is printed with
    the words that carry it and with the speaker who said them.
    """

"""`counterclaim accounts`: who may log in to the review page."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from counterclaim.cli.inputs import talk

#: Where the accounts are when nobody says.
DEFAULT_ACCOUNTS = Path("counterclaim.accounts.json")

FileOption = Annotated[
    Path,
    typer.Option("--accounts", metavar="FILE", help="File of the accounts.", envvar="COUNTERCLAIM_ACCOUNTS"),
]
NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="The name that the ledger will keep.")]
RoleWord = Literal["reader", "coder", "editor"]

accounts = typer.Typer(
    name="accounts",
    help="Who may log in to the review page: names, roles and hashed passwords in one file.",
    add_completion=False,
    rich_markup_mode=None,
    no_args_is_help=True,
)


@accounts.command("add")
def add(
    name: NameArgument,
    *,
    role: Annotated[
        RoleWord, typer.Option(help="reader looks, coder also reviews, editor also sees the audit log.")
    ],
    file: FileOption = DEFAULT_ACCOUNTS,
) -> None:
    """Add an account, or give it another role and password; asks for the password."""
    from counterclaim.serve.accounts import add_account

    password = typer.prompt(f"Password of {name}", hide_input=True, confirmation_prompt=True)
    add_account(file, name=name, role=role, password=password)
    talk(f"{name} may log in as {role}")


@accounts.command("remove")
def remove(name: NameArgument, *, file: FileOption = DEFAULT_ACCOUNTS) -> None:
    """Remove an account; a running page ends its sessions at once."""
    from counterclaim.serve.accounts import remove_account

    remove_account(file, name)
    talk(f"{name} may log in no more")


@accounts.command("list")
def list_accounts(*, file: FileOption = DEFAULT_ACCOUNTS) -> None:
    """List names and roles."""
    from counterclaim.serve.accounts import read_accounts

    for account in sorted(read_accounts(file), key=lambda each: each.name):
        typer.echo(f"{account.name}\t{account.role}\t{account.made_at:%Y-%m-%d}")

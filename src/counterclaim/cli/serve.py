"""`counterclaim serve`: open the review page on a ledger."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterclaim.cli.inputs import talk
from counterclaim.cli.ledger_option import DEFAULT_LEDGER, LedgerOption

if TYPE_CHECKING:
    from counterclaim.serve.options import ServeOptions

AccountsOption = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="File of the accounts; none serves one user.", envvar="COUNTERCLAIM_ACCOUNTS"
    ),
]


def serve(
    *,
    ledger: LedgerOption = DEFAULT_LEDGER,
    host: Annotated[
        str,
        typer.Option(
            metavar="ADDRESS", help="Address to listen at; others than this machine's need accounts."
        ),
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen at.")] = 8321,
    open: Annotated[bool, typer.Option("--open", help="Open the page in the browser.")] = False,
    name: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Your name, as the ledger will keep it; your login name otherwise.",
            envvar="COUNTERCLAIM_BY",
        ),
    ] = None,
    accounts: AccountsOption = None,
    allow_host: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME", help="Another name under which browsers may ask; may be given again."),
    ] = None,
    tls_cert: Annotated[Path | None, typer.Option(metavar="FILE", help="Certificate for TLS (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option(metavar="FILE", help="Its private key (PEM).")] = None,
    behind_tls: Annotated[
        bool, typer.Option("--behind-tls", help="A proxy before the page speaks TLS with the browsers.")
    ] = False,
) -> None:
    """Open the review page: what is known, who says so, what is disputed; and put the coding right.

    Only this machine can reach it, unless accounts are made with `counterclaim accounts`. Needs the
    extra `page`.
    """
    from counterclaim.errors import ServeError

    if bool(tls_cert) != bool(tls_key):
        raise typer.BadParameter("give both --tls-cert and --tls-key, or neither")
    try:
        from counterclaim.serve.options import ServeOptions
        from counterclaim.serve.run import run_page
    except ImportError as error:
        raise ServeError(
            f"the page needs what is not installed ({error}); `pip install 'counterclaim[page]'` installs it"
        ) from error
    from counterclaim.settings import read_settings

    options = ServeOptions(
        ledger=ledger,
        host=host,
        port=port,
        name=(name or getpass.getuser()).strip() or "reviewer",
        accounts=accounts,
        names=tuple(allow_host or ()),
        is_secure=bool(tls_cert) or behind_tls,
        cache=read_settings().cache,
    )
    _warn(options)
    run_page(options, tls_cert=tls_cert, tls_key=tls_key, opens_browser=open, tell=talk)


def _warn(options: ServeOptions) -> None:
    from counterclaim.serve.options import is_loopback

    if not is_loopback(options.host) and not options.is_secure:
        talk(
            "warning: without TLS, passwords and reports can be read on the way;"
            " give --tls-cert and --tls-key, or --behind-tls behind a proxy that speaks TLS"
        )

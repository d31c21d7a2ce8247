"""How the page is served; settled once, before it starts."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from counterclaim.errors import ServeError

#: Names under which this machine reaches itself.
LOOPBACK_NAMES = ("localhost", "127.0.0.1", "[::1]", "::1")


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """What the page shows, to whom, and under which names it answers."""

    #: Path or URL of the ledger.
    ledger: str
    host: str = "127.0.0.1"
    port: int = 8321
    #: Name of the one user where there are no accounts.
    name: str = "reviewer"
    #: File of the accounts; None serves one user, on loopback alone.
    accounts: Path | None = None
    #: Names beside `host` under which browsers may ask, for a name of the network or a proxy.
    names: tuple[str, ...] = ()
    #: Browsers reach the page by TLS, its own or that of a proxy before it.
    is_secure: bool = False
    #: Folder of what can be made again, for a ledger that is no file.
    cache: Path = Path()


def is_loopback(host: str) -> bool:
    """Tell whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def check_options(options: ServeOptions) -> None:
    """Refuse to let others reach a page that asks nobody who they are.

    Raises:
        ServeError: the address is not loopback, or other names are allowed, and there are no accounts.
    """
    is_open = not is_loopback(options.host) or bool(options.names)
    if is_open and options.accounts is None:
        where = ", ".join((options.host, *options.names))
        raise ServeError(
            f"others could reach {where}, and without accounts everyone would be {options.name};"
            " make accounts with `counterclaim accounts add NAME --role ROLE --accounts FILE` and give"
            " --accounts FILE, or leave --host out"
        )


def find_hosts(options: ServeOptions) -> tuple[str, ...]:
    """Find the names under which browsers may ask: any other is an attack by DNS rebinding."""
    own = LOOPBACK_NAMES if is_loopback(options.host) else (options.host, f"[{options.host}]")
    return tuple(dict.fromkeys((*own, *options.names)))

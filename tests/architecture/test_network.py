"""One module opens outgoing connections (docs/decisions/0024-fetching.md); none does so unasked."""

from __future__ import annotations

import ast

import pytest

from tests.architecture.source_tree import load_modules

#: Modules by which Python connects to anything, at any depth (`urllib.request`, not `urllib.parse`).
NETWORK = frozenset(
    {
        "aiohttp",
        "asyncio",
        "ftplib",
        "http.client",
        "httpcore",
        "httpx",
        "imaplib",
        "poplib",
        "requests",
        "smtplib",
        "socket",
        "socketserver",
        "ssl",
        "telnetlib",
        "urllib.request",
        "urllib3",
        "xmlrpc",
    }
)
#: The module that connects, and those that only know the types and errors of its library.
FETCHING = "counterclaim.read.fetch"
SPEAKING = frozenset({"counterclaim.read.web.answers", "counterclaim.read.web.guarded"})
#: The module that answers connections of others on a socket of its own.
LISTENING = frozenset({"counterclaim.serve.run"})
#: Names that open or answer connections in the libraries that the speaking modules import.
OPENING = frozenset(
    {
        "create_connection",
        "ConnectionPool",
        "SyncBackend",
        "Client",
        "HTTPTransport",
        "wrap_socket",
        "getaddrinfo",
    }
)


def find_network_imports(module: str) -> set[str]:
    """Find what a module imports, lazily too, that connects to anything."""
    names: set[str] = set()
    for node in ast.walk(load_modules()[module]):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update((node.module, *(f"{node.module}.{alias.name}" for alias in node.names)))
    return {name for name in names if any(f"{name}.".startswith(f"{each}.") for each in NETWORK)}


def test_fetching_is_seen() -> None:
    assert {"socket", "httpcore"} <= find_network_imports(FETCHING)


@pytest.mark.parametrize("module", sorted(load_modules().keys() - SPEAKING - LISTENING - {FETCHING}))
def test_no_other_module_can_connect(module: str) -> None:
    assert find_network_imports(module) == set()


def find_attributes(module: str) -> set[str]:
    """Find the names that a module takes from others with a dot."""
    return {node.attr for node in ast.walk(load_modules()[module]) if isinstance(node, ast.Attribute)}


@pytest.mark.parametrize("module", sorted(SPEAKING))
def test_modules_that_know_the_library_open_nothing(module: str) -> None:
    assert find_attributes(module).isdisjoint(OPENING)


@pytest.mark.parametrize("module", sorted(LISTENING))
def test_what_listens_never_connects(module: str) -> None:
    assert find_attributes(module).isdisjoint({"connect", "connect_ex", "create_connection", "sendto"})

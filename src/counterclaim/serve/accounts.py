"""Accounts: a file of names, roles and hashed passwords, that the keeper of the page makes."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock

import msgspec
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from counterclaim.errors import ServeError
from counterclaim.serve.person import Person, Role

SHORTEST_PASSWORD = 12
#: Longer ones would let a stranger keep the server hashing.
LONGEST_PASSWORD = 1000
LONGEST_NAME = 100
VERSION = 1


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may log in."""

    name: str
    role: Role
    #: By Argon2id, with its parameters and salt.
    password_hash: str
    made_at: datetime


class _File(msgspec.Struct, frozen=True, kw_only=True):
    accounts: tuple[Account, ...] = ()
    version: int = VERSION


class Accounts:
    """The accounts of a file; a change of the file holds from the next request on."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = Lock()
        self._read_at: tuple[int, int] | None = None
        self._accounts: Mapping[str, Account] = {}

    def find_person(self, name: str) -> Person | None:
        """Find who has a name; None when there is no such account any more."""
        account = self._load().get(name)
        return Person(name=account.name, role=account.role) if account else None

    def check_password(self, name: str, password: str) -> Person | None:
        """Tell who logs in; an unknown name costs as much time as a wrong password."""
        account = self._load().get(name)
        known = account.password_hash if account else _make_decoy()
        is_right = len(password) <= LONGEST_PASSWORD and verify_password(known, password)
        return Person(name=account.name, role=account.role) if account and is_right else None

    def _load(self) -> Mapping[str, Account]:
        with self._lock:
            stamp = _read_stamp(self.path)
            if stamp != self._read_at:
                self._accounts = {each.name: each for each in read_accounts(self.path)}
                self._read_at = stamp
            return self._accounts


def read_accounts(path: Path) -> tuple[Account, ...]:
    """Read the accounts of a file.

    Raises:
        ServeError: there is no such file, or it holds something else.
    """
    try:
        return msgspec.json.decode(path.read_bytes(), type=_File).accounts
    except OSError as error:
        raise ServeError(
            f"the accounts {path} cannot be read ({error.strerror});"
            f" `counterclaim accounts add NAME --role editor --accounts {path}` makes the file"
        ) from error
    except msgspec.DecodeError as error:
        raise ServeError(f"{path} is no file of accounts ({error}); name another") from error


def add_account(path: Path, *, name: str, role: Role, password: str) -> None:
    """Add an account, or give one that is there another role and password.

    Raises:
        ServeError: the name or the password will not do, or the file cannot be read.
    """
    if not name.strip() or name != name.strip() or len(name) > LONGEST_NAME or not name.isprintable():
        raise ServeError(f"{name!r} is no name; write up to {LONGEST_NAME} characters without blanks around")
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise ServeError(f"a password has {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters; take another")
    others = [each for each in read_accounts(path) if each.name != name] if path.exists() else []
    account = Account(
        name=name, role=role, password_hash=PasswordHasher().hash(password), made_at=datetime.now(UTC)
    )
    _write(path, (*others, account))


def remove_account(path: Path, name: str) -> None:
    """Remove an account; its sessions end with the next request.

    Raises:
        ServeError: there is no such account.
    """
    accounts = read_accounts(path)
    left = tuple(each for each in accounts if each.name != name)
    if len(left) == len(accounts):
        raise ServeError(f"{path} has no account {name}; `counterclaim accounts list` names them")
    _write(path, left)


def verify_password(password_hash: str, password: str) -> bool:
    """Tell whether a password is the one that was hashed."""
    try:
        return PasswordHasher().verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


@lru_cache(maxsize=1)
def _make_decoy() -> str:
    """Make a hash that no password fits, for names that nobody has."""
    return PasswordHasher().hash(os.urandom(32).hex())


def _read_stamp(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino


def _write(path: Path, accounts: tuple[Account, ...]) -> None:
    """Write the file whole or not at all, readable by its owner alone."""
    content = msgspec.json.format(msgspec.json.encode(_File(accounts=accounts)), indent=2) + b"\n"
    draft = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        opened = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
        draft.replace(path)
    except OSError as error:
        raise ServeError(f"the accounts {path} cannot be written ({error.strerror})") from error

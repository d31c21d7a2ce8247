"""What matching needs of the mentions of a partition: made while they are coded, kept beside their rows.

A folder that was coded with other profiles is no worse for it: they are made anew from its codings.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import msgspec

from counterclaim.bulk.loading import iter_part_codings
from counterclaim.errors import BulkError
from counterclaim.export.parquet import get_parquet_path, open_duckdb
from counterclaim.ledger.queries import load_queries
from counterclaim.model.statement import Coding
from counterclaim.reconcile.profile import Profile, make_profile_version, make_profiles

#: Stem of the file.
PROFILE_TABLE = "profile"
#: Profiles that are read at once.
_BATCH = 1000
_SETS = {"parties", "weapons"}
_DECODER = msgspec.json.Decoder(Profile)


def iter_profile_columns(coding: Coding) -> Iterator[Mapping[str, str]]:
    """Iterate over the columns of the mentions of a coding that stand for events."""
    for profile in make_profiles(coding):
        yield {
            "mention_key": profile.key,
            "version": make_profile_version(),
            "profile": _to_json(profile),
        }


def iter_profiles(folder: Path) -> Iterator[Profile]:
    """Iterate over the profiles of the mentions of a partition, in the order of its codings.

    Args:
        folder: of the partition, on this machine.

    Raises:
        BulkError: the file cannot be read.
    """
    path = get_parquet_path(folder, PROFILE_TABLE)
    if _is_current(path):
        yield from _read_profiles(path)
    else:
        for coding in iter_part_codings(folder):
            yield from make_profiles(coding)


def _to_json(profile: Profile) -> str:
    """Return a profile as JSON, its sets in order: they have none, and the same bytes are promised."""
    columns = msgspec.to_builtins(profile)
    for name in _SETS & columns.keys():
        columns[name] = sorted(columns[name])
    return msgspec.json.encode(columns).decode()


def _is_current(path: Path) -> bool:
    """Tell whether profiles are there, and are those that this version would make."""
    if not path.is_file():
        return False
    return set(_ask("profile_versions", path)) <= {make_profile_version()}


def _read_profiles(path: Path) -> Iterator[Profile]:
    try:
        yield from map(_DECODER.decode, _ask("read_profiles", path))
    except msgspec.MsgspecError as error:
        raise _make_error(path, error) from error


def _ask(query: str, path: Path) -> Iterator[str]:
    """Iterate over the one column that a query of the file gives."""
    with open_duckdb() as connection:
        import duckdb

        try:
            found = connection.execute(load_queries("bulk")[query], {"path": str(path)})
            while batch := found.fetchmany(_BATCH):
                yield from (column for (column,) in batch)
        except duckdb.Error as error:
            raise _make_error(path, error) from error


def _make_error(path: Path, error: Exception) -> BulkError:
    return BulkError(
        f"{path} holds what is no profile ({error}); delete the folder of that partition and run"
        " `counterclaim bulk` again"
    )

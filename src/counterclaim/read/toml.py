"""Read tables that users write in TOML, and name the line of what does not fit."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from counterclaim.errors import TableFileError

T = TypeVar("T", bound=msgspec.Struct)

#: Longest file that is read, in bytes: a table of some 50,000 outlets.
LONGEST_FILE = 10_000_000
_PLACE = re.compile(r" - at `\$(?:\.(\w+))?.*`$")
_FIELD = re.compile(r"field `(\w+)`")


class TomlFile(NamedTuple):
    """A file of tables, decoded, with its text to find lines in."""

    path: Path
    text: str
    content: dict[str, Any]

    def make_error(self, line: int | None, words: str) -> TableFileError:
        """Make the error about a line; None is the file as a whole."""
        place = f"{self.path}:{line}" if line else str(self.path)
        return TableFileError(f"{place}: {words}")

    def find_line(self, array: str, number: int, key: str | None = None) -> int | None:
        """Find the line of a key of the nth table of an array (from 0), else that of the table's head."""
        head, count = None, -1
        for place, line in enumerate(self.text.splitlines(), start=1):
            if found := re.match(r"\s*\[\[\s*[\"']?([\w-]+)[\"']?\s*\]\]", line):
                count += found[1] == array
                head = place if found[1] == array and count == number else head
            elif head and count == number and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                return place
        return head


def read_toml(path: Path) -> TomlFile:
    """Read a file of tables.

    Raises:
        TableFileError: it cannot be read, or is no TOML; the message names the line.
    """
    try:
        if path.stat().st_size > LONGEST_FILE:
            raise TableFileError(f"{path} is longer than {LONGEST_FILE:,} bytes; split it")
        text = path.read_bytes().decode("utf-8-sig")
        return TomlFile(path, text, tomllib.loads(text))
    except OSError as error:
        raise TableFileError(f"{path} cannot be read: {error.strerror or error}; check the path") from error
    except UnicodeDecodeError as error:
        raise TableFileError(f"{path} is not UTF-8 text (byte {error.start}); save it as UTF-8") from error
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise TableFileError(f"{path} is no TOML: {error}") from error


def convert_tables(file: TomlFile, array: str, kind: type[T]) -> tuple[T, ...]:
    """Convert the tables of an array, `[[array]]`, to values.

    Raises:
        TableFileError: one does not fit; the message names file, line and key.
    """
    tables = file.content.get(array, [])
    if not isinstance(tables, list):
        raise file.make_error(None, f"{array} is no list of tables; write each below a line [[{array}]]")
    return tuple(_convert(file, array, number, table, kind) for number, table in enumerate(tables))


def require_keys(file: TomlFile, known: frozenset[str]) -> None:
    """Raise where the file's top level holds something unknown, such as a misspelt name.

    Raises:
        TableFileError: the message names what is known.
    """
    unknown = sorted(file.content.keys() - known)
    if unknown:
        line = file.find_line(unknown[0], 0) or _find_top_line(file.text, unknown[0])
        raise file.make_error(line, f"{unknown[0]!r} is not known here; known: {', '.join(sorted(known))}")


def _convert(file: TomlFile, array: str, number: int, table: object, kind: type[T]) -> T:
    try:
        return msgspec.convert(table, kind)
    except msgspec.ValidationError as error:
        words = str(error)
        place, field = _PLACE.search(words), _FIELD.search(words)
        key = (place[1] if place else None) or (field[1] if field else None)
        said = _PLACE.sub("", words)
        named = f"{key}: {said}" if key and key not in said else said
        raise file.make_error(file.find_line(array, number, key), named) from error


def _find_top_line(text: str, key: str) -> int | None:
    pattern = re.compile(rf"\s*\[?[\"']?{re.escape(key)}[\"']?\s*[=\]]")
    lines = enumerate(text.splitlines(), start=1)
    return next((place for place, line in lines if pattern.match(line)), None)

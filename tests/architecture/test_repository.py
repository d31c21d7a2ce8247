"""What the repository's files may name, and what the locks must hold."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.source_tree import REPOSITORY, iter_text_files

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-consumers.lock")
#: Folders of one machine; "/path/to/" is the way to write an example.
MACHINE_PATH = re.compile(r"(?<![\w.}])/(?:home|root|mnt|srv|Users|opt|media|workspace)/\w")
CLIMB = re.compile(r"(?<![\w./])(?:\.\./)+[\w.-]*")
REQUIREMENT = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def is_allowed_climb(path: Path, words: str) -> bool:
    """Tell whether a `../` path of a file stays in the repository, or names `../shared`."""
    if words.startswith("../shared"):
        return True
    return (path.parent / words).resolve().is_relative_to(REPOSITORY)


def find_outside_paths(path: Path, text: str) -> list[str]:
    """Find the words of a file that name a place outside the repository."""
    climbs = [found for found in CLIMB.findall(text) if not is_allowed_climb(path, found)]
    # A clone right below the root has no parent that would tell anything.
    parent = f"{REPOSITORY.parent}/"
    return MACHINE_PATH.findall(text) + climbs + [parent] * (parent != "//" and parent in text)


def test_files_name_no_path_outside() -> None:
    found = {
        str(path.relative_to(REPOSITORY)): outside
        for path, text in iter_text_files()
        if (outside := find_outside_paths(path, text))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see ../shared/data", []),
        ("see ../README.md", []),
        ("see ../../elsewhere/notes", ["../../elsewhere"]),
        ("in /" + "home/ann/news", ["/" + "home/a"]),
        ("in /path/to/news", []),
    ],
)
def test_find_outside_paths(text: str, expected: list[str]) -> None:
    assert find_outside_paths(REPOSITORY / "docs/index.md", text) == expected


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_hashes_and_no_address(name: str) -> None:
    text = (REPOSITORY / name).read_text(encoding="utf-8")
    entries = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert "://" not in text
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_locks_agree_with_each_other_and_with_the_project() -> None:
    core, dev, consumers = (
        set(REQUIREMENT.findall((REPOSITORY / name).read_text("utf-8"))) for name in LOCKS
    )
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = [*project["dependencies"], *project["optional-dependencies"]["build"]]
    assert core <= dev
    assert {tuple(pin.split("==")) for pin in pinned} <= core
    assert {tuple(pin.split("==")) for pin in project["optional-dependencies"]["dev"]} <= dev
    assert {tuple(pin.split("==")) for pin in project["optional-dependencies"]["consumers"]} <= consumers

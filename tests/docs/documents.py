"""The documents as the tests see them: their code blocks, commands, links and made parts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"^\$ (?:\.venv/bin/)?(\S+)(.*)$", re.MULTILINE)
_PART = re.compile(r"<!-- output: (\w+) -->\n(.*?)<!-- end -->", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A command that a document tells the reader to type."""

    program: str
    words: tuple[str, ...]


def find_documents() -> list[Path]:
    """Find the documents of the repository."""
    return sorted([*REPOSITORY.glob("*.md"), *REPOSITORY.glob("docs/**/*.md")])


def find_blocks(path: Path, language: str) -> list[str]:
    """Find the fenced code blocks of one language, in order."""
    return [body for name, body in _BLOCK.findall(path.read_text("utf-8")) if name == language]


def iter_commands(path: Path) -> Iterator[Shown]:
    """Yield the commands in the console blocks of a document."""
    for block in find_blocks(path, "console"):
        for program, rest in _COMMAND.findall(block):
            yield Shown(program=program, words=tuple(rest.split()))


def find_links(path: Path) -> list[str]:
    """Find the links of a document that stay in the repository."""
    return [link for link in _LINK.findall(path.read_text("utf-8")) if "://" not in link]


def find_anchors(path: Path) -> set[str]:
    """Find the anchors that a document's headings make."""
    headings = _HEADING.findall(path.read_text("utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def find_parts(text: str) -> dict[str, str]:
    """Find the made parts of a document by name, with what stands in them."""
    return {name: body.strip() for name, body in _PART.findall(text)}


def replace_part(text: str, name: str, body: str) -> str:
    """Put a new body into the made part of this name."""
    made = f"<!-- output: {name} -->\n{body}\n<!-- end -->"
    return _PART.sub(lambda match: made if match[1] == name else match[0], text)

"""The documents tell the truth: commands, options, links, words and examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.documents import (
    REPOSITORY,
    find_anchors,
    find_blocks,
    find_documents,
    find_links,
    find_parts,
    iter_commands,
    replace_part,
)
from tests.docs.render import PARTS, find_commands

#: The words of the design that every document and module uses in one meaning.
GLOSSARY = (
    "Report", "Outlet", "Copy", "Span", "Evidence", "Speaker", "Narrator", "Stance", "Mention", "Statement",
    "Toll", "Basis", "Responsibility position", "Judgement", "Event", "Account", "Dispute", "Policy",
    "Resolution", "Record", "Finding", "Problem", "Coder", "Coding", "Run", "Ledger",
)  # fmt: skip
#: Options every command has.
COMMON_OPTIONS = {"--help"}
DOCUMENTS = find_documents()
PYTHON_DOCUMENTS = [path for path in DOCUMENTS if find_blocks(path, "python")]


def get_name(path: Path) -> str:
    """Name a document in a test's id."""
    return str(path.relative_to(REPOSITORY))


def find_made_parts() -> list[tuple[Path, str]]:
    """Find every made part of every document."""
    return [(path, name) for path in DOCUMENTS for name in find_parts(path.read_text("utf-8"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=get_name)
def test_links_lead_somewhere(path: Path) -> None:
    broken = [link for link in find_links(path) if not is_link_good(path, link)]
    assert broken == []


def is_link_good(path: Path, link: str) -> bool:
    """Tell whether a link's file exists, and its anchor in it."""
    name, _, anchor = link.partition("#")
    linked = (path.parent / name).resolve() if name else path
    return linked.exists() and (not anchor or anchor in find_anchors(linked))


@pytest.mark.parametrize("path", DOCUMENTS, ids=get_name)
def test_shown_commands_exist(path: Path) -> None:
    for shown in iter_commands(path):
        if shown.program == "make":
            assert set(shown.words) <= find_make_goals()
        elif shown.program == "counterclaim":
            options = {word.partition("=")[0] for word in shown.words if word.startswith("--")}
            assert options <= find_options(find_command_name(shown.words)) | COMMON_OPTIONS


def find_make_goals() -> set[str]:
    """Find what `make` can be asked for."""
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    return set(re.findall(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[0].split())


def find_command_name(words: tuple[str, ...]) -> str:
    """Find the name of a command by its first word, or by its first two where that is a group's."""
    return words[0] if words[0] in find_commands() else " ".join(words[:2])


def find_options(name: str) -> set[str]:
    """Find the options of a command; the command must exist."""
    command = find_commands()[name]
    commands = (command, *getattr(command, "commands", {}).values())
    names = (option for one in commands for parameter in one.params for option in parameter.opts)
    return {option for option in names if option.startswith("--")}


def test_every_command_and_option_is_in_the_reference() -> None:
    reference = (REPOSITORY / "docs/reference/cli.md").read_text("utf-8")
    sections = re.findall(r"^## counterclaim ([\w ]+)$(.*?)(?=^## |\Z)", reference, re.MULTILINE | re.DOTALL)
    documented = {name: set(re.findall(r"`(--[\w-]+)`", body)) for name, body in sections}
    assert documented == {name: find_options(name) for name in find_commands()}


@pytest.mark.parametrize("word", GLOSSARY)
def test_glossary_has_the_word(word: str) -> None:
    assert f"- **{word}**:" in (REPOSITORY / "docs/glossary.md").read_text("utf-8")


@pytest.mark.parametrize(("path", "name"), find_made_parts(), ids=str)
def test_made_part_is_what_the_program_prints(path: Path, name: str) -> None:
    shown = find_parts(path.read_text("utf-8"))[name]
    if not shown:
        pytest.skip("this part was never made; `make docs` makes it")
    assert shown == PARTS[name](), "`make docs` makes it anew"


@pytest.mark.parametrize("path", PYTHON_DOCUMENTS, ids=get_name)
def test_python_of_a_document_runs(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    names: dict[str, object] = {}
    for block in find_blocks(path, "python"):
        exec(compile(block, get_name(path), "exec"), names)


def test_replace_part_leaves_other_parts() -> None:
    text = "<!-- output: one -->\nold\n<!-- end -->\n<!-- output: two -->\n<!-- end -->\n"
    changed = replace_part(text, "one", "new")
    assert find_parts(changed) == {"one": "new", "two": ""}

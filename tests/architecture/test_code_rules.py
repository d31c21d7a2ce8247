"""Rules of the house that every module keeps."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from importlib import import_module
from typing import TypeVar

import msgspec
import pytest

from counterclaim import errors
from tests.architecture.source_tree import REPOSITORY, find_repository_files, load_modules

MAX_LINES = 400
#: Statements that read or write rows; setting up a connection (PRAGMA, BEGIN) is not a query.
SQL = re.compile(
    r"\b(SELECT\s[^;]+\sFROM|INSERT\s+(OR\s+\w+\s+)?INTO|UPDATE\s+\w+\s+SET|DELETE\s+FROM"
    r"|CREATE\s+(TABLE|INDEX|TRIGGER|VIEW|VIRTUAL|UNIQUE)|DROP\s+(TABLE|INDEX|TRIGGER|VIEW))\b"
)
#: The place index is built and read by the package alone, holds no user's data, and is thrown away with
#: its version; it keeps its few queries beside the code. Nothing else may.
OWN_QUERIES = {"counterclaim.vocabulary.gazetteer", "counterclaim.vocabulary.gazetteer_build"}
#: Summaries aim at 80 characters; these are the limits beyond which a line says too much.
SUMMARY_WIDTHS = {ast.FunctionDef: 100, ast.AsyncFunctionDef: 100, ast.ClassDef: 110}

MODULES = load_modules()
MODEL_MODULES = [name for name in MODULES if name.startswith("counterclaim.model.")]
Node = TypeVar("Node", bound=ast.AST)
Documented = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def find_nodes(module: str, kind: type[Node]) -> list[Node]:
    """Find the nodes of one kind anywhere in a module."""
    return [node for node in ast.walk(MODULES[module]) if isinstance(node, kind)]


def iter_public(body: list[ast.stmt]) -> Iterator[Documented]:
    """Yield the public functions, classes and methods of a module or class body."""
    for node in body:
        if isinstance(node, Documented) and not node.name.startswith("_"):
            yield node
            if isinstance(node, ast.ClassDef):
                yield from iter_public(node.body)


def find_errors() -> list[type]:
    """Find every exception class that the package defines."""
    classes = (
        value
        for name in MODULES
        if not name.endswith("__main__")
        for node in find_nodes(name, ast.ClassDef)
        if isinstance(value := getattr(import_module(name), node.name, None), type)
    )
    return sorted({cls for cls in classes if issubclass(cls, BaseException)}, key=lambda cls: cls.__name__)


def test_no_python_file_is_too_long() -> None:
    lengths = {
        str(path.relative_to(REPOSITORY)): len(path.read_text(encoding="utf-8").splitlines())
        for path in find_repository_files()
        if path.suffix == ".py"
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > MAX_LINES}
    assert not too_long, f"over {MAX_LINES} lines: {too_long}"


@pytest.mark.parametrize("error", find_errors(), ids=lambda error: error.__name__)
def test_error_is_in_the_tree_and_documented(error: type) -> None:
    reference = (REPOSITORY / "docs/reference/errors.md").read_text(encoding="utf-8")
    assert issubclass(error, errors.CounterclaimError)
    assert error.__dict__["__doc__"], f"{error.__name__} has no docstring of its own"
    assert f"`{error.__name__}`" in reference


def test_errors_reference_names_no_other_error() -> None:
    reference = (REPOSITORY / "docs/reference/errors.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`(\w+Error)`", reference)) <= {error.__name__ for error in find_errors()}


@pytest.mark.parametrize("module", MODEL_MODULES)
def test_model_classes_are_frozen(module: str) -> None:
    loaded = import_module(module)
    public = [
        cls for name, cls in inspect.getmembers(loaded, inspect.isclass)
        if cls.__module__ == module and not name.startswith("_")
    ]  # fmt: skip
    assert [cls.__name__ for cls in public if not is_frozen(cls)] == []


def is_frozen(cls: type) -> bool:
    """Tell whether values of a class cannot be changed."""
    if issubclass(cls, msgspec.Struct):
        return cls.__struct_config__.frozen
    return is_dataclass(cls) and cls.__dataclass_params__.frozen  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", MODULES)
def test_dataclasses_are_frozen_and_slotted(module: str) -> None:
    loose = [
        node.name
        for node in find_nodes(module, ast.ClassDef)
        for decorator in node.decorator_list
        if "dataclass" in ast.unparse(decorator)
        and not get_true_options(decorator) >= get_dataclass_options(node.name)
    ]
    assert loose == []


def get_dataclass_options(name: str) -> set[str]:
    """Name the options a dataclass must set; only public ones are made by strangers."""
    return {"frozen", "slots"} if name.startswith("_") else {"frozen", "slots", "kw_only"}


def get_true_options(decorator: ast.expr) -> set[str]:
    """Name the keyword arguments of a decorator that are literally True."""
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return {
        keyword.arg
        for keyword in keywords
        if keyword.arg and isinstance(keyword.value, ast.Constant) and keyword.value.value is True
    }


@pytest.mark.parametrize("module", [name for name in MODULES if not name.startswith("counterclaim.cli")])
def test_only_the_command_line_prints(module: str) -> None:
    names = [ast.unparse(node.func) for node in find_nodes(module, ast.Call)]
    assert "print" not in names


@pytest.mark.parametrize("module", MODULES)
def test_no_bare_except(module: str) -> None:
    bare = [node.lineno for node in find_nodes(module, ast.ExceptHandler) if node.type is None]
    assert bare == []


@pytest.mark.parametrize("module", sorted(MODULES.keys() - OWN_QUERIES))
def test_sql_lives_in_sql_files(module: str) -> None:
    queries = [
        node.value
        for node in find_nodes(module, ast.Constant)
        if isinstance(node.value, str) and SQL.search(node.value)
    ]
    assert queries == []


@pytest.mark.parametrize("module", MODULES)
def test_imports_are_absolute(module: str) -> None:
    assert [node.lineno for node in find_nodes(module, ast.ImportFrom) if node.level] == []


@pytest.mark.parametrize("module", MODULES)
def test_public_names_have_a_one_line_summary(module: str) -> None:
    wrong = {
        node.name: summary
        for node in iter_public(MODULES[module].body)
        if not is_summary(summary := (ast.get_docstring(node) or "").partition("\n")[0], node)
    }
    assert wrong == {}


def is_summary(line: str, node: Documented) -> bool:
    """Tell whether a docstring's first line is a whole sentence that is short enough."""
    return 0 < len(line) <= SUMMARY_WIDTHS[type(node)] and line.endswith((".", ":"))

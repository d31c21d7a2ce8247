"""The package and the repository as the architecture tests see them: files, modules, imports."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCES = REPOSITORY / "src"
PACKAGE = "counterclaim"

_MODULE_NAME = re.compile(rf"{PACKAGE}(\.\w+)+")


@lru_cache(maxsize=1)
def load_modules() -> dict[str, ast.Module]:
    """Parse every module of the package, by dotted name."""
    return {
        to_module_name(path): ast.parse(path.read_text(encoding="utf-8"), filename=str(path))
        for path in sorted((SOURCES / PACKAGE).rglob("*.py"))
    }


def to_module_name(path: Path) -> str:
    """Name the module that a file of `src` holds."""
    parts = path.relative_to(SOURCES).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_imports(name: str) -> set[str]:
    """Find the package's own modules that a module imports, lazily and for typing too."""
    modules = load_modules()
    wanted = (candidate for node in ast.walk(modules[name]) for candidate in _iter_candidates(node))
    return {found for candidate in wanted if (found := _find_module(candidate, modules))} - {name}


def _iter_candidates(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and node.module:
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        # A module named in a string is one that importlib loads later ("counterclaim.api:code").
        name = node.value.partition(":")[0]
        if _MODULE_NAME.fullmatch(name):
            yield name


def _find_module(candidate: str, modules: dict[str, ast.Module]) -> str | None:
    """Name the module a dotted name stands for: itself, or the one that holds the imported name."""
    return next((name for name in (candidate, candidate.rpartition(".")[0]) if name in modules), None)


@lru_cache(maxsize=1)
def find_repository_files() -> tuple[Path, ...]:
    """Find the files that belong to the repository, tracked or new, without the ignored ones."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=REPOSITORY,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    paths = (REPOSITORY / name for name in listing.split("\0") if name)
    return tuple(sorted(path for path in paths if path.is_file()))


def iter_text_files() -> Iterator[tuple[Path, str]]:
    """Yield each text file of the repository with its text."""
    for path in find_repository_files():
        content = path.read_bytes()
        if b"\0" not in content:
            yield path, content.decode("utf-8")

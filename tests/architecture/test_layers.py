"""Imports point down the layer table, and in no circle."""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter

import pytest

from tests.architecture.source_tree import PACKAGE, find_imports, load_modules

#: From top to bottom; packages and modules of one row must not import each other.
LAYERS = (
    ("__main__",),
    ("cli",),
    ("serve", "watch", "bulk"),
    # The package's own __init__ is the thin public face over `api`.
    ("",),
    ("api",),
    ("export", "brief"),
    ("policy",),
    ("reconcile",),
    ("ledger",),
    ("coding", "check"),
    ("read", "annotate"),
    ("vocabulary",),
    ("model",),
    ("settings",),
    ("errors",),
)
HEIGHTS = {part: -row for row, parts in enumerate(LAYERS) for part in parts}


def get_part(module: str) -> str:
    """Name the package or module directly below the root that a module belongs to."""
    return module.removeprefix(PACKAGE).lstrip(".").partition(".")[0]


def is_downward(importer: str, imported: str) -> bool:
    """Tell whether an import stays in its own part or goes to a lower row."""
    above, below = get_part(importer), get_part(imported)
    return above == below or HEIGHTS[above] > HEIGHTS[below]


def test_every_module_has_a_layer() -> None:
    assert {get_part(name) for name in load_modules()} <= HEIGHTS.keys()


@pytest.mark.parametrize("module", load_modules())
def test_imports_point_down(module: str) -> None:
    upward = sorted(imported for imported in find_imports(module) if not is_downward(module, imported))
    assert not upward, f"{module} imports upward or sideways: {', '.join(upward)}"


def test_no_import_cycle() -> None:
    graph = {name: find_imports(name) for name in load_modules()}
    try:
        tuple(TopologicalSorter(graph).static_order())
    except CycleError as error:
        pytest.fail(" -> ".join(error.args[1]))


@pytest.mark.parametrize(
    ("importer", "imported", "expected"),
    [
        ("counterclaim.api", "counterclaim.model.span", True),
        ("counterclaim.model.span", "counterclaim.api", False),
        ("counterclaim.coding.coder", "counterclaim.check.catalog", False),
        ("counterclaim.model.span", "counterclaim.model.ids", True),
        ("counterclaim.settings", "counterclaim.errors", True),
        ("counterclaim.ledger.sql", "counterclaim", False),
    ],
)
def test_is_downward(importer: str, imported: str, expected: bool) -> None:
    assert is_downward(importer, imported) is expected

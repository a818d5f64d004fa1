"""The rooms of `macros/`: which may know which, and who may know MkDocs."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.test_architecture import ROOT, imports

MODULES = sorted((ROOT / "macros").rglob("*.py"))
KNOWN = {
    "render": set(),
    "site": {"render"},
    "mkdocs": {"render", "site"},
    "calls": {"site"},
    "final": {"render", "site", "calls"},
    "zensical": {"render", "site", "final"},
}
"""The rooms that a room may know besides itself."""


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_rooms_know_each_other_in_one_direction_and_one_knows_mkdocs(path: Path) -> None:
    room = path.relative_to(ROOT / "macros").with_suffix("").parts[0]
    names = set(imports(ast.parse(path.read_text(encoding="utf-8"))))
    if room != "mkdocs":  # what Zensical needs is run as a program and never imported
        assert not {name for name in names if name.split(".")[0] in ("mkdocs", "material", "zensical")}
    if room in KNOWN:
        assert {name.split(".")[1] for name in names if name.startswith("macros.")} <= KNOWN[room] | {room}

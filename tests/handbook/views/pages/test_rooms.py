"""The map of rooms says of each module what Python itself reads in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from handbook.views.pages.rooms import rooms
from tests.test_architecture import ROOT


def test_each_module_stands_with_its_first_line_and_its_public_names() -> None:
    modules = [module for room in rooms(ROOT) for module in room.modules]
    assert len(modules) > 200
    for module in modules:
        tree = ast.parse((ROOT / module.path).read_text(encoding="utf-8"))
        assert module.does == (ast.get_docstring(tree) or "").partition("\n")[0].rstrip("."), module.path
        assert module.gives == tuple(name for name in _defined(tree) if not name.startswith("_")), module.path


def _defined(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, (ast.Assign, ast.AnnAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield from (target.id for target in targets if isinstance(target, ast.Name))

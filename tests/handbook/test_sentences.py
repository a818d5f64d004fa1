"""Sentences of findings stand in one place, each is told somewhere with exactly its values, and a whole product can be told in another language."""

from __future__ import annotations

import ast
import string
from collections.abc import Iterator
from pathlib import Path

from handbook.findings.messages import ENGLISH

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for path in (ROOT / "handbook").rglob("*.py") if "messages" not in path.parts)
BY_OTHERS = {"part.or", "part.and", "part.to"}
"""Names that `Listed` uses."""
TELLING = {"make": 2, "gap": 2, "wrong": 1, "finding": 1}
"""Functions that make a finding, with the position of what they tell; what was expected comes right after it, or by its name."""


def calls(*names: str) -> Iterator[tuple[str, ast.Call]]:
    """Yields each call of a function or method of these names in the package, with where it stands."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and called(node) in names:
                yield f"{path.relative_to(ROOT).as_posix()}:{node.lineno}", node


def called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr if isinstance(call.func, ast.Attribute) else ""


def constants(node: ast.expr) -> list[str]:
    """Returns the names among which an expression chooses; fails where it is anything but a text or a choice of texts."""
    if isinstance(node, ast.IfExp):
        return constants(node.body) + constants(node.orelse)
    assert isinstance(node, ast.Constant), ast.unparse(node)
    return [str(node.value)]


def told() -> Iterator[tuple[str, str, set[str]]]:
    """Yields each sentence that is told: where, its name, and the names of the values given."""
    for place, call in calls("say"):
        for name in constants(call.args[0]):
            yield place, name, {str(one.arg) for one in call.keywords}
    for place, call in calls("counted"):
        for name in constants(call.args[1]):
            for number in ("one", "many"):
                yield place, f"{name}.{number}", {str(one.arg) for one in call.keywords}


def fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name is not None}


def test_every_sentence_that_is_told_is_there_and_every_sentence_is_told() -> None:
    names = {name for _, name, _ in told()}
    assert names - set(ENGLISH) == set()
    assert set(ENGLISH) - names - BY_OTHERS == set()


def test_a_sentence_is_told_with_exactly_its_values() -> None:
    wrong = [(place, name, sorted(given ^ fields(ENGLISH[name]))) for place, name, given in told() if name in ENGLISH and given != fields(ENGLISH[name])]
    assert wrong == []


def test_no_module_but_those_of_the_messages_holds_a_sentence_of_a_finding() -> None:
    sentences = []
    for place, call in calls(*TELLING):
        start = TELLING[called(call)]
        handed = [*call.args[start : start + (1 if called(call) == "gap" else 2)], *(one.value for one in call.keywords if one.arg == "expected")]
        for node in handed:
            if any(isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and " " in str(one.value)) for one in ast.walk(node)):
                sentences.append((place, ast.unparse(node)[:80]))
    assert sentences == []

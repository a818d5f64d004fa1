"""Compiled templates are kept between builds under the switches of Python's own bytecode, and never taken for what they were not made of."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from macros.render import bytecode


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a folder that stands for a checkout, with Python keeping bytecode."""
    (tmp_path / "mkdocs.base.yml").touch()
    monkeypatch.setattr(bytecode, "ROOT", tmp_path)
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    return tmp_path


def _rendered(source: str, **options: bool) -> str:
    environment = Environment(loader=DictLoader({"page": source}), autoescape=True, **options)  # type: ignore[arg-type]
    bytecode.keep_bytecode(environment)
    return environment.get_template("page").render(name="<b>")


def _kept(checkout: Path) -> list[Path]:
    return sorted(checkout.rglob("*.bytecode"))


def test_a_template_is_compiled_once_and_again_when_it_changes(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str | None] = []
    original = Environment._compile  # type: ignore[attr-defined]

    def counted(self: Environment, source: str, filename: str) -> object:
        compiled.append(filename)
        return original(self, source, filename)

    monkeypatch.setattr(Environment, "_compile", counted)
    assert [_rendered("A {{ name }}"), _rendered("A {{ name }}"), _rendered("B {{ name }}")] == ["A &lt;b&gt;", "A &lt;b&gt;", "B &lt;b&gt;"]
    assert len(compiled) == 2


def test_other_options_have_another_folder(checkout: Path) -> None:
    assert _rendered("{% if name %}\nx{% endif %}") == "\nx"
    assert _rendered("{% if name %}\nx{% endif %}", trim_blocks=True) == "x"
    assert len({path.parent for path in _kept(checkout)}) == 2


def test_what_was_kept_may_be_cut_short_or_gone(checkout: Path) -> None:
    first = _rendered("A {{ name }}")
    (whole,) = (path.read_bytes() for path in _kept(checkout))
    for length in range(0, len(whole), 7):
        for path in _kept(checkout):
            path.write_bytes(whole[:length])
        assert _rendered("A {{ name }}") == first
    for path in _kept(checkout):
        path.unlink()
    assert _rendered("A {{ name }}") == first


@pytest.mark.parametrize("reason", ["no bytecode", "no checkout", "a file in the way"])
def test_nothing_is_kept_where_that_is_not_wanted_or_not_possible(checkout: Path, monkeypatch: pytest.MonkeyPatch, reason: str) -> None:
    if reason == "no bytecode":
        monkeypatch.setattr(sys, "dont_write_bytecode", True)
    elif reason == "no checkout":
        (checkout / "mkdocs.base.yml").unlink()
    else:
        (checkout / ".cache").touch()
    assert _rendered("A {{ name }}") == "A &lt;b&gt;"
    assert not _kept(checkout)

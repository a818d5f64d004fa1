"""The closed lists of what a handbook is put out as, and of the formats of findings."""

from __future__ import annotations

import re
from importlib import import_module

from handbook.model.loaded import Loaded
from handbook.outputs.findings.formats import FORMATS
from handbook.outputs.registry import OUTPUTS
from tests.support.building import ROOT


def test_each_format_of_findings_has_a_module_that_writes_it_and_a_line_in_the_guide() -> None:
    for one in FORMATS.values():
        assert callable(import_module(f"handbook.outputs.findings.{one.module}").lines)
        assert one.holds.endswith(".")
    guide = (ROOT / "docs" / "guides" / "checks.md").read_text(encoding="utf-8").partition("## Formats")[2]
    assert re.findall(r"(?m)^\| `([a-z]+)` \|", guide) == list(FORMATS)


def test_each_output_is_told_in_a_sentence_and_named_in_the_readme(example: Loaded) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for output in OUTPUTS:
        assert output.holds.endswith(".")
        assert f"`site/{output.file}`" in readme
        assert output.content(example.handbook, lambda address: address.url)

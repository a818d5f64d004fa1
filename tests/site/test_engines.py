"""Other engines build the same site: the same files, byte for byte, but for the tag that names the engine."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from tests.conftest import MINIMAL
from tests.support.building import Built, build
from tests.support.tools import missing

GENERATOR = re.compile(rb'<meta name="generator" content="[^"]*">')
"""What differs, by engine: MkDocs writes `mkdocs-1.6.1`, ProperDocs `mkdocs-ProperDocs 1.6.7`."""


def files(built: Built) -> dict[str, bytes]:
    """Returns the files of a site without the tag that names the engine."""
    return {path.relative_to(built.site).as_posix(): GENERATOR.sub(b"", path.read_bytes()) for path in sorted(built.site.rglob("*")) if path.is_file()}


@pytest.mark.slow
def test_properdocs_builds_what_mkdocs_builds(tmp_path: Path) -> None:
    if importlib.util.find_spec("properdocs") is None:
        missing("properdocs")
    ours, theirs = build(tmp_path / "mkdocs", MINIMAL, "--strict"), build(tmp_path / "properdocs", MINIMAL, "--strict", engine="properdocs")
    assert (ours.code, theirs.code) == (0, 0), theirs.output
    assert b"ProperDocs" in GENERATOR.findall((theirs.site / "index.html").read_bytes())[0]
    one, other = files(ours), files(theirs)
    assert len(one) > 1000
    assert one.keys() == other.keys()
    assert [path for path in one if one[path] != other[path]] == []

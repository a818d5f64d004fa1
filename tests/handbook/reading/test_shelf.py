"""A product that is read again says what it says when it is read for the first time, and only what changed is parsed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.pipeline import load
from handbook.reading import shelf as module
from handbook.reading.shelf import Shelf
from tests.support.products import MINIMAL


def test_only_what_changed_is_parsed_again(tmp_path: Path, catalogues: Catalogues, monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse = module.parse
    monkeypatch.setattr(module, "parse", lambda text, file: parsed.append(file) or parse(text, file))
    product, shelf = tmp_path / "product", Shelf()
    shutil.copytree(MINIMAL, product)
    needs, roles = product / "activity-2" / "needs.yaml", product / "activity-0" / "roles.yaml"
    whole = needs.read_text(encoding="utf-8")
    load(product, catalogues, None, shelf)
    assert len(parsed) > 30

    def told_again(*expected: str) -> None:
        """Holds a product that is read with the shelf against one that is read without, and what was parsed against what was expected."""
        parsed.clear()
        again = load(product, catalogues, None, shelf)
        assert parsed == [*expected]
        fresh = load(product, catalogues)
        assert again.diagnostics == fresh.diagnostics
        assert [item.record for item in again.handbook.records()] == [item.record for item in fresh.handbook.records()]
        assert again.handbook.links == fresh.handbook.links

    told_again()
    needs.write_text(whole.replace("  title: ", "  title: Another ", 1), encoding="utf-8")
    told_again("activity-2/needs.yaml")
    needs.write_text(f"{whole}\n  - [unclosed\n", encoding="utf-8")
    told_again("activity-2/needs.yaml")
    needs.write_text(whole, encoding="utf-8")
    told_again("activity-2/needs.yaml")
    needs.unlink()
    told_again()
    needs.write_bytes(b"\xff\xfe")
    told_again()
    needs.write_text(whole, encoding="utf-8")
    roles.write_text(roles.read_text(encoding="utf-8").replace("ROL-02", "ROL-52", 1), encoding="utf-8")
    told_again("activity-0/roles.yaml", "activity-2/needs.yaml")

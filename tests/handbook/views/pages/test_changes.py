"""The page *What changed*: there where a previous release is named, bounded, and equal to the comparison."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.outputs.handbook_json import as_json
from handbook.pipeline import load
from handbook.views import addresses
from handbook.views.page_spec import Shown
from handbook.views.pages import changes
from handbook.views.pages.changes import changes_view, pages
from tests.support.example import SECOND


@pytest.fixture
def shown(tmp_path: Path, catalogues: Catalogues) -> Shown:
    """The second example, whose support terms ended earlier in its previous release."""
    folder = tmp_path / "product"
    shutil.copytree(SECOND, folder)
    saved = as_json(load(SECOND, catalogues).handbook)
    for record in saved["records"]:
        if record["kind"] == "support-term":
            record["fields"]["ends"] = "2027-01-31"
    saved["records"] = [record for record in saved["records"] if record["id"] != "VER-01"]
    (folder / "files" / "before.json").write_text(json.dumps(saved), encoding="utf-8")
    product = folder / "product.yaml"
    product.write_text(product.read_text(encoding="utf-8").replace("site:\n", "site:\n  previous: before.json\n", 1), encoding="utf-8")
    return Shown(load(folder, catalogues), "product", product=folder)


def test_there_is_a_page_where_a_previous_release_is_named_and_none_elsewhere(shown: Shown, catalogues: Catalogues) -> None:
    assert [page.path for page in pages(shown)] == [addresses.CHANGES.page]
    assert not list(pages(Shown(load(SECOND, catalogues), "pump", product=SECOND)))


def test_it_tells_what_differs_by_kind(shown: Shown) -> None:
    view = changes_view(shown)
    assert view is not None
    assert dict(view.numbers) == {"new": 1, "removed": 0, "renamed": 0, "changed": len(shown.handbook.of_kind("support-term"))}
    kinds = {kind.anchor: kind for kind in view.kinds}
    assert list(kinds) == ["verification", "support-term"]
    (change,) = kinds["support-term"].records[0].changes
    assert change.label == "Ends"
    assert [piece.text for piece in change.pieces if piece.op == "gone"] == ["2027-01-31"]
    assert view.again


def test_it_grows_no_longer_than_it_may(shown: Shown, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changes, "LISTED", 1)
    monkeypatch.setattr(changes, "AGAIN", 1)
    view = changes_view(shown)
    assert view is not None
    assert all(len(kind.records) <= 1 and len(kind.records) + kind.more == kind.number for kind in view.kinds)
    assert len(view.again) == 1
    assert view.more_again > 0


def test_a_file_that_is_none_is_a_page_that_says_so(shown: Shown) -> None:
    assert shown.product is not None
    (shown.product / "files" / "before.json").write_text("{", encoding="utf-8")
    assert changes_view(shown) is None
    found = load(shown.product).diagnostics
    assert [(one.code, one.place.file) for one in found if one.code == "unreadable-file"] == [("unreadable-file", "product.yaml")]

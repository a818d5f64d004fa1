"""The page *What changed* and the impact of a record as HTML: well formed, hostile texts shown as typed, without style and script."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import html5lib
import pytest
from markupsafe import Markup

from handbook.catalogs.catalogue import Catalogues
from handbook.outputs.handbook_json import as_json
from handbook.pipeline import load
from handbook.views.page_spec import Shown
from handbook.views.pages.changes import changes_view
from handbook.views.pages.record import record_view
from macros.site.links import render_page
from macros.site.publication import Publication
from tests.conftest import MINIMAL

HOSTILE = "<script>x</script> {{ 7*7 }} | ` \" ' & \u202eright to left"


class Urls(dict[str, str]):
    """Every page is there."""

    def __missing__(self, page: str) -> str:
        return page.removesuffix(".md") + "/"


def heading(level: int, text: str, anchor: str, excluded: bool = False) -> Markup:
    return Markup("<h{0} id='{2}'>{1}</h{0}>").format(level, text, anchor)


@pytest.fixture
def publication(tmp_path: Path, catalogues: Catalogues) -> Publication:
    """The minimal product, in whose previous release nothing was hostile and one capability had another id."""
    folder = tmp_path / "product"
    shutil.copytree(MINIMAL, folder)
    saved = as_json(load(MINIMAL, catalogues).handbook)
    for record in saved["records"]:
        record["id"] = "CAP-77" if record["id"] == "CAP-02" else record["id"]
    saved["records"].append({**saved["records"][-1], "id": "SCO-88", "title": HOSTILE.replace("\u202e", "")})
    (folder / "files" / "before.json").write_text(json.dumps(saved), encoding="utf-8")
    product = folder / "product.yaml"
    product.write_text(product.read_text(encoding="utf-8").replace("site:\n", "site:\n  previous: before.json\n", 1), encoding="utf-8")
    users = folder / "activity-1" / "users.yaml"
    users.write_text(f"- id: USR-01\n  title: {json.dumps(HOSTILE)}\n  description: {json.dumps(HOSTILE)}\n  customers: [CUS-01]\n", encoding="utf-8")
    return Publication(Shown(load(folder, catalogues), "product", product=folder), urls=Urls())


def html_of(publication: Publication, template: str, view: Any) -> str:
    return render_page(publication, "changes/", template, view=view, heading=heading)


def well_formed(html: str) -> bool:
    parser = html5lib.HTMLParser(strict=True)
    parser.parseFragment(html)
    return not re.search(r"<script|<style|\sstyle=|\son[a-z]+=", html)


def test_what_changed_is_told_as_typed(publication: Publication) -> None:
    view = changes_view(publication.shown)
    html = html_of(publication, "changes.html", view)
    assert well_formed(html)
    assert "&lt;script&gt;x&lt;/script&gt; {{ 7*7 }}" in html
    assert "<del>CAP-77</del>" in html
    assert html.count("SCO-88") == 1
    assert "Look again" in html


def test_a_previous_release_that_cannot_be_read_is_said(publication: Publication) -> None:
    assert "cannot be read" in html_of(publication, "changes.html", None)


def test_the_impact_of_a_record_is_told_as_typed(publication: Publication) -> None:
    shown = publication.shown
    html = html_of(publication, "record.html", record_view(shown, shown.handbook.items["CUS-01"]))
    section = html[html.index("<h2 id='impact'>") : html.index("<h2 id='references'>")]
    assert well_formed(section)
    assert "&lt;script&gt;" in section
    assert "other records need another look" in section
    nothing = html_of(publication, "record.html", record_view(shown, shown.handbook.items["INF-01"]))
    assert "No other record rests on it" in nothing

"""Pages of matrices as HTML: small however large the product is, whole without a script, and marked for it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from macros.site.publication import Publication
from macros.site.publishing import Asked, publish
from tests.macros.site.test_sections import Urls, page_of
from tests.support.building import ROOT
from tests.support.cloned import write_cloned

pytestmark = pytest.mark.slow
LARGEST = 300_000
"""Bytes of a page's own HTML."""
CELL = re.compile(r'<td data-value="([^"]+)">(.*?)</td>', re.DOTALL)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A product of 1,000 records without a gap."""
    folder = write_cloned(tmp_path_factory.mktemp("large") / "product", 1000)
    return published(folder)


def published(folder: Path) -> Publication:
    environment: dict[str, Any] = {"WORKED_EXAMPLE": str(folder)}
    return replace(publish(ROOT / "mkdocs.yml", environment, Asked(), lambda told: None, serving=False), urls=Urls())


def pages_of(publication: Publication) -> dict[str, str]:
    return {path: page_of(publication, path) for path in publication.site_map.pages if path.startswith("coverage/")}


def test_every_page_of_a_matrix_is_small_and_together_they_hold_every_row(large: Publication) -> None:
    assert len(large.handbook.items) >= 1000
    made = pages_of(large)
    assert len(made) > 15
    assert {path: len(html) for path, html in made.items() if len(html.encode()) > LARGEST} == {}
    needs = "".join(html for path, html in made.items() if path.startswith("coverage/needs"))
    rows = set(re.findall(r'<th scope="row"><div><a[^>]*><span class="hb-id">(NEED-\d+)', needs))
    assert rows == {item.id for item in large.handbook.of_kind("need")}


def test_every_cell_tells_its_state_in_words_and_what_is_there_leads_on(large: Publication) -> None:
    for path, html in pages_of(large).items():
        cells = CELL.findall(html)
        assert cells, path
        for state, inner in cells:
            assert state in re.sub("<[^>]*>", "", inner), path
            assert state in ("not asked", "not reached") or 'href="' in inner, (path, inner)


def test_every_head_of_a_column_has_a_name_of_its_own_for_the_address(large: Publication) -> None:
    for path, html in pages_of(large).items():
        for head in re.findall(r"<thead>(.*?)</thead>", html, re.DOTALL):
            labels = re.findall(r'data-label="([^"]*)"', head)
            assert labels or "Set aside by" in head, path
            assert len(labels) == len(set(labels)), path

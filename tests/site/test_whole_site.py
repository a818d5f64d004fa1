"""The built site as a whole: every link resolves, nothing foreign is loaded, the walk is complete."""

from __future__ import annotations

import html
import json
from pathlib import Path
from statistics import mean

import jsonschema_rs
import pytest

from handbook.model.loaded import Loaded
from handbook.outputs.handbook_json import as_json
from handbook.views import addresses
from tests.support.building import ROOT, Built
from tests.support.comparing import built, served
from tests.support.crawl import PageFacts, crawl, target_of
from tests.support.serving import serving, wait_for

HEAVIEST = 60_000
"""Bytes that the page of a record may have in the mean, in each language."""
SAMPLED = 6
"""Of so many pages one is asked for in German."""


@pytest.fixture(scope="module")
def pages(site: Built) -> dict[str, PageFacts]:
    assert site.code == 0, site.output[-3000:]
    return crawl(site.site)


def test_strict_build_has_no_warning(site: Built) -> None:
    assert site.code == 0, site.output[-3000:]
    assert "WARNING" not in site.output, site.output[-3000:]
    assert "ERROR" not in site.output


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, PageFacts], site: Built) -> None:
    broken = []
    for page, found in pages.items():
        if page == "404.html":
            continue
        for href in found.links + found.loads:
            target = target_of(page, href)
            if target is None:
                continue
            path, anchor = target
            if path in pages:
                if anchor and anchor not in pages[path].ids and anchor != "__skip":
                    broken.append((page, href, "no such anchor"))
            elif not (site.site / path).is_file():
                broken.append((page, href, "no such file"))
    assert broken == []


def test_no_page_loads_anything_from_elsewhere(pages: dict[str, PageFacts]) -> None:
    assert [(page, url) for page, found in pages.items() for url in found.loads if target_of(page, url) is None and not url.startswith("data:")] == []


def test_ids_are_unique_on_every_page(pages: dict[str, PageFacts]) -> None:
    assert [page for page, found in pages.items() if len(set(found.ids)) != len(found.ids)] == []


def test_every_page_has_one_top_heading_and_a_title_and_description_of_its_own(pages: dict[str, PageFacts]) -> None:
    inner = {page: found for page, found in pages.items() if page != "404.html"}
    assert [page for page, found in inner.items() if found.headings.count("h1") != 1] == []
    titles = [found.title for found in inner.values()]
    assert len(set(titles)) == len(titles)
    assert [page for page, found in inner.items() if not found.description] == []


def test_next_walks_all_nine_activities_without_gap_or_detour(pages: dict[str, PageFacts]) -> None:
    walk = ["activities/0/index.html"]
    while len(walk) < 18:
        target = target_of(walk[-1], pages[walk[-1]].next)
        assert target is not None, walk[-1]
        walk.append(target[0])
    expected = [f"activities/{number}/{part}" for number in range(9) for part in ("index.html", "product/index.html")]
    assert walk == expected


def test_every_record_has_a_page_with_a_parent_and_neighbours(pages: dict[str, PageFacts], example: Loaded) -> None:
    for item in example.handbook.records():
        page = addresses.of_item(item).url + "index.html"
        assert page in pages
        assert item.id in pages[page].title


def test_product_text_brought_no_event_handler(pages: dict[str, PageFacts]) -> None:
    assert {name for found in pages.values() for name in found.handlers} == set()


def test_exported_handbook_equals_the_model_and_its_schema(site: Built, example: Loaded) -> None:
    exported = json.loads((site.site / "handbook.json").read_text(encoding="utf-8"))
    assert exported == json.loads(json.dumps(as_json(example.handbook)))
    schema = json.loads((site.site / "handbook.schema.json").read_text(encoding="utf-8"))
    jsonschema_rs.validator_for(schema).validate(exported)


def test_every_link_of_the_export_goes_both_ways_and_every_url_exists(site: Built, pages: dict[str, PageFacts], example: Loaded) -> None:
    exported = json.loads((site.site / "handbook.json").read_text(encoding="utf-8"))
    records = {record["id"]: record for record in exported["records"]}
    forward = {(record["id"], link["to"], link["as"]) for record in records.values() for link in record["links"]}
    backward = {(link["from"], record["id"], link["as"]) for record in records.values() for link in record["backlinks"]}
    assert forward == backward
    assert bool(forward) == bool(example.handbook.links)
    for record in records.values():
        assert record["url"] + "index.html" in pages
        assert (ROOT / "worked_example" / record["source"]["file"]).is_file()
        for reference in record["references"]:
            path, _, anchor = reference["url"].partition("#")
            found = pages[path + "index.html"]
            assert not anchor or anchor in found.ids
            assert any(target_of(path + "index.html", href) == (record["url"] + "index.html", "") for href in found.links), (record["id"], reference["entry"])


def test_the_navigation_does_not_grow_with_the_records(site: Built) -> None:
    assert mean(weights(site).values()) < HEAVIEST
    assert "records/" not in (site.site / "index.html").read_text(encoding="utf-8").split("<nav", 2)[2].split("</nav>", 1)[0]


def test_a_german_page_of_a_record_is_within_the_same_bound(site: Built, tmp_path: Path) -> None:
    """What German adds is told of some pages, which a server makes sooner than a build makes all."""
    english = weights(site)
    paths = sorted(english)[::SAMPLED]
    assert len(paths) > 80
    for _, get in serving(ROOT / "worked_example", tmp_path, HANDBOOK_LANGUAGE="de"):
        german = served({path: wait_for(get, path, lambda text: '<html lang="de"' in text) for path in paths})
    before = built(site.site, german)
    added = [len(german[path].encode("utf-8")) - len(before[path].encode("utf-8")) for path in paths]
    assert len(set(added)) > 10
    assert mean(english.values()) + mean(added) < HEAVIEST


def weights(site: Built) -> dict[str, int]:
    """Returns the bytes of the page of each record, by its URL."""
    pages = (site.site / "records").rglob("index.html")
    return {f"{path.parent.relative_to(site.site).as_posix()}/": path.stat().st_size for path in pages}


def test_building_leaves_the_working_tree_as_it_was(site: Built) -> None:
    assert site.code == 0
    assert site.changed == ()


def test_the_edition_the_day_and_the_notice_stand_on_every_page(site: Built, example: Loaded) -> None:
    product, notice = example.handbook.product, " ".join((example.handbook.site.notice or "").split())
    for path in site.site.rglob("index.html"):
        text = path.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in text:  # says nothing; it leads on
            continue
        assert "IR 8259r1 (Final, 2026-04-20)" in text
        if product and product.as_of:
            assert f"As of {product.as_of.isoformat()}" in text
        assert notice in " ".join(html.unescape(text).split())


def test_attachments_and_nothing_else_are_served_as_files(site: Built, example: Loaded) -> None:
    served = {path.relative_to(site.site / "files").as_posix() for path in (site.site / "files").rglob("*") if path.is_file()}
    assert served == set(example.handbook.attachments)
    for name in example.handbook.attachments:
        assert (site.site / "files" / name).read_bytes() == (ROOT / "worked_example" / "files" / Path(name)).read_bytes()


def test_every_entry_of_the_csf_has_a_page_and_nothing_else_has(pages: dict[str, PageFacts], example: Loaded) -> None:
    found = {page.split("/")[2] for page in pages if page.startswith("references/csf/")}
    entries = {addresses.entry_anchor(entry.id) for entry in example.handbook.catalogues.documents["CSF"].entries}
    assert found == entries | {"crosswalk"}
    assert len(entries) == 134


def test_every_entry_of_the_other_documents_is_an_anchor(pages: dict[str, PageFacts], example: Loaded) -> None:
    catalogues = example.handbook.catalogues
    for found in catalogues.entries.values():
        path, _, anchor = addresses.of_entry(catalogues, found).url.partition("#")
        page = pages[path + "index.html"]
        assert not anchor or anchor in page.ids, found.cited

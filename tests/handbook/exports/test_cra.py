"""The documents of the EU Cyber Resilience Act: every point of both annexes, what is missing named, nothing claimed."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.cra import ANNEX_II, ANNEX_VII, missing_in
from handbook.exports.formats import cra_annex_ii, cra_annex_vii
from handbook.exports.markdown_text import plain
from handbook.model.handbook import Handbook
from handbook.schema.records.information import InformationItem
from handbook.schema.records.needs import Risk
from handbook.schema.records.product import Product, Release
from tests.handbook.exports.conftest import TRIED
from tests.handbook.exports.test_markdown import COMMONMARK, flat, text_of
from tests.support.every_field import every_field
from tests.support.handbooks import with_record

BOTH = {"II": (cra_annex_ii, ANNEX_II), "VII": (cra_annex_vii, ANNEX_VII)}
CLAIMS = re.compile(r"\b(?:conforms?|complies|compliant|is in conformity|fulfils|meets the requirements)\b", re.IGNORECASE)


@pytest.mark.parametrize("annex", BOTH)
def test_the_points_are_those_of_the_regulation(annex: str, catalogues: Catalogues) -> None:
    there = [entry.id for entry in catalogues.documents["CRA"].entries if entry.parent == annex]
    assert [point.entry for point in BOTH[annex][1]] == there


@pytest.mark.parametrize("annex", BOTH)
@pytest.mark.parametrize("name", TRIED)
def test_every_point_says_something_or_that_it_is_missing(annex: str, name: str, products: dict[str, Handbook]) -> None:
    module, points = BOTH[annex]
    text = module.make(products[name]).decode()
    sections = re.split(r"(?m)^## ", text)[1:]
    assert [section.split(":")[0] for section in sections] == [point.entry for point in points]
    missing = [section.split(":")[0] for section in sections if "**Missing:**" in section]
    assert f"Points on which the records say nothing: {', '.join(missing) or 'none'}." in text
    assert all(len(section.split("\n\n", 1)[1].strip()) > 10 for section in sections)
    assert not [token for token in flat(COMMONMARK.parse(text)) if token.type.startswith("html")]


@pytest.mark.parametrize("annex", BOTH)
def test_of_an_empty_product_every_point_is_missing(annex: str, minimal: Handbook) -> None:
    module, points = BOTH[annex]
    empty = replace(minimal, items={})
    assert missing_in(empty, points) == tuple(point.entry for point in points)
    assert module.make(empty).decode().count("**Missing:** ") == len(points)


@pytest.mark.parametrize("annex", BOTH)
def test_its_own_words_claim_no_conformity(annex: str, minimal: Handbook) -> None:
    module, points = BOTH[annex]
    ours = [module.FORMAT.about, module.FORMAT.loses, *(point.missing + point.besides for point in points)]
    text = module.make(replace(minimal, items={})).decode()
    assert [CLAIMS.findall(one) for one in (*ours, text)] == [[]] * (len(ours) + 1)
    assert "It claims no conformity, and is no declaration." in text


@pytest.mark.parametrize("name", ["example", "pump"])
def test_what_the_records_say_stands_in_it(name: str, products: dict[str, Handbook]) -> None:
    handbook = products[name]
    technical, users = (text_of(COMMONMARK.parse(module.make(handbook).decode())) for module, _ in (BOTH["VII"], BOTH["II"]))
    for kind in (Risk, Release, Product):
        for item in handbook.of(kind):
            assert item.record.title in technical
    told = {"maker and contact", "4.3.1 risk-related assumptions", "4.3.2 support and lifespan", "4.3.4 software updates", "4.3.5 retirement"}
    for item in handbook.of(InformationItem):
        if item.record.heading in told and item.record.visibility == "public":
            assert item.record.title in users


def test_a_point_that_is_set_aside_says_by_what(catalogues: Catalogues) -> None:
    handbook = with_record(every_field(catalogues), "SCO-01", entries=("CRA:VII-7",), reason="No declaration *yet*.")
    section = cra_annex_vii.make(handbook).decode().split("## VII-7")[1].split("## ")[0]
    assert f"Set aside by SCO-01, {plain('Text of scope-decision SCO-01 title')}:\n\n> No declaration *yet*." in section
    assert "**Missing:**" not in section


def test_users_are_told_nothing_that_is_not_for_everybody(catalogues: Catalogues) -> None:
    handbook = with_record(every_field(catalogues), "INF-02", visibility="internal", heading="4.3.4 software updates", text="A secret.")
    assert "A secret." not in cra_annex_ii.make(handbook).decode()
    assert "INF-02" not in cra_annex_ii.make(handbook).decode()

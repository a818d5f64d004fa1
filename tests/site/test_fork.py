"""A maker's own site: no word of an example of this repository, none of this project, and no page about the handbook itself."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from handbook.pipeline import load
from macros.site.menus import ABOUT_THE_HANDBOOK
from tests.support.building import ROOT, Built, build
from tests.support.example import PUBLISHED
from tests.support.search_index import entries_of

NAMED = ("product", "entity", "component", "external-system", "part", "release", "customer", "trust-zone", "interface")
"""Kinds whose titles are names that the example gave; roles and plans bear the names that everybody's do."""
OF_THE_TRADE = frozenset({"phone app", "support desk", "support console", "build and signing", "the pump"})
"""Titles that are words of the trade, which guidance uses of any product."""
READ = (".html", ".json", ".xml", ".txt", ".css")


@cache
def words_of_the_examples() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Returns what finds the words of every published example: names that were coined, in their own letters, and whole titles in any."""
    coined: set[str] = set()
    titles: set[str] = set()
    for folder in PUBLISHED:
        handbook = load(folder).handbook
        text = " ".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.yaml")))
        plain = set(re.findall(r"\b[a-z]{4,}\b(?!\.example)", text))
        for item in handbook.records():
            if item.kind.name in NAMED:
                title = " ".join(item.record.title.split())
                own = [word for word in re.findall(r"\b[A-Z][a-z]{3,}\b", title) if word.lower() not in plain]
                if item.kind.name in ("product", "entity", "component"):
                    coined.update(own[:1])  # the name itself; what follows it is its sort
                rest = " ".join(word for word in title.split() if word not in own)
                titles |= {one.lower() for one in (title, rest) if " " in one}
    whole = "|".join(map(re.escape, sorted(titles - OF_THE_TRADE)))
    return re.compile(rf"\b({'|'.join(sorted(coined))})"), re.compile(rf"\b({whole})\b", re.IGNORECASE)


def read(built: Built) -> Iterator[tuple[str, str]]:
    """Yields each text file of a site with its path, pages that only lead on left out."""
    for path in sorted(built.site.rglob("*")):
        if path.is_file() and path.suffix in READ:
            text = path.read_text(encoding="utf-8")
            if 'http-equiv="refresh"' not in text:
                yield path.relative_to(built.site).as_posix(), " ".join(html.unescape(text).split())


@pytest.mark.our_example
def test_the_words_looked_for_are_those_of_every_example() -> None:
    coined, titles = words_of_the_examples()
    for folder, name, title in (("worked_example", "Dovrin", "leak sensor"), ("examples/pump-monitor", "Ostrevik", "pump monitor")):
        assert ROOT / folder in PUBLISHED
        assert coined.search(name)
        assert titles.search(f"a {title.upper()} of ours")
    assert not titles.search("A phone app is no hub.")


def test_words_of_an_example_would_be_found_on_its_own_site(pump_site: Built) -> None:
    coined, titles = words_of_the_examples()
    pages = dict(read(pump_site))
    assert coined.search(pages["index.html"])
    assert titles.search(pages["product/index.html"])


@pytest.mark.parametrize("name", ["new_site", "minimal_site"])
def test_a_forks_site_has_no_word_of_any_example(name: str, request: pytest.FixtureRequest) -> None:
    built: Built = request.getfixturevalue(name)
    assert built.code == 0, built.output[-2000:]
    about = ABOUT_THE_HANDBOOK if name == "minimal_site" else ()  # it is presented as a worked example, and keeps them
    leaks = []
    pages = dict(read(built))
    for page, text in pages.items():
        if not page.startswith((*about, *(("search/", "whole/") if about else ()))):
            found = {*(one[0] for words in words_of_the_examples() for one in words.finditer(text)), *re.findall(r"(?i)this project", text)}
            leaks += [(page, word) for word in sorted(found)]
    assert leaks == []
    assert len(pages) > 200
    assert "whole/index.html" in pages


def test_it_has_no_page_and_no_menu_about_the_handbook_itself(new_site: Built, minimal_site: Built) -> None:
    assert not [page for page, _ in read(new_site) if page.startswith(ABOUT_THE_HANDBOOK)]
    for page, text in read(new_site):
        if page.endswith(".html"):
            assert "Make it yours" not in text, page
            assert "worked example" not in text.lower(), page
    assert (minimal_site.site / "guides" / "afternoon" / "index.html").is_file()
    assert "Make it yours" in minimal_site.page("")


def test_what_was_done_for_the_product_stands_at_one_address_and_the_old_one_leads_there(new_site: Built) -> None:
    for number in range(9):
        assert f"Activity {number}: our product" in new_site.page(f"activities/{number}/product")
        assert 'content="0; url=../product/"' in new_site.page(f"activities/{number}/example")
    assert not [one["location"] for one in entries_of(new_site.site) if "/example/" in one["location"]]


def test_the_risk_method_shows_the_deciders_of_the_products_own_criteria(minimal_site: Built, new_site: Built) -> None:
    ours = " ".join(minimal_site.page("risk-method").split())
    assert 'data-kind="Role"' in ours.partition('id="9-decide')[2]
    assert "do not say yet who may accept which level" in new_site.page("risk-method")
    assert Path(ROOT / "docs" / "risk-method.md").read_text(encoding="utf-8").count("managing director") == 0


def test_a_new_product_builds_at_once_and_shows_every_gap_and_a_release_ends(new_product: Path, new_site: Built, tmp_path: Path) -> None:
    assert new_site.code == 0, new_site.output[-2000:]
    gaps = len(load(new_product).diagnostics)
    assert f"{gaps} gaps" in new_site.page("progress")
    assert "not answered yet" in new_site.page("activities/2/product")
    refused = build(tmp_path / "refused", new_product, "--strict", HANDBOOK_RELEASE="1")
    assert refused.code != 0
    assert f"not ready for release: {gaps} findings" in refused.output
    assert "product.yaml:" in refused.output
    assert "Traceback" not in refused.output

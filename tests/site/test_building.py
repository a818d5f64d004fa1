"""Building: the same twice, another product without a word of this one, an exit code that says what happened."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest

from tests.conftest import MINIMAL, WriteProduct
from tests.support.building import Built, build, copy_of_the_repository


def digest(site: Path) -> dict[str, str]:
    return {path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(site.rglob("*")) if path.is_file()}


def test_two_builds_on_different_days_are_byte_identical(minimal_site: Built, tmp_path: Path) -> None:
    assert minimal_site.code == 0, minimal_site.output[-3000:]
    other = build(tmp_path / "other", MINIMAL, "--strict", SOURCE_DATE_EPOCH="86400", PYTHONHASHSEED="7")
    assert other.code == 0
    assert digest(other.site) == digest(minimal_site.site)


def test_another_product_shows_no_word_of_the_worked_example(minimal_site: Built) -> None:
    assert minimal_site.code == 0
    for path in minimal_site.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".css", ".xml", ".txt"):
            text = path.read_text(encoding="utf-8").lower()
            assert "dovrin" not in text, path
            assert "ellerquist" not in text, path


@pytest.mark.our_example
def test_of_two_products_in_a_repository_each_build_shows_one(site: Built, pump_site: Built) -> None:
    """The second product has no comparison, so its site says no word of the first; the first shows the second where it is asked to."""
    assert site.code == 0, site.output[-3000:]
    assert pump_site.code == 0, pump_site.output[-3000:]
    for path in pump_site.site.rglob("*"):
        if path.is_file() and path.suffix in (".html", ".json", ".css", ".xml", ".txt"):
            text = path.read_text(encoding="utf-8").lower()
            assert "dovrin" not in text, path
            assert "ellerquist" not in text, path
    assert not (pump_site.site / "compare").exists()
    told = {path.relative_to(site.site).parts[0] for path in site.site.rglob("*.html") if "thrumwell" in _without_menu(path).lower()}
    assert told == {"compare", "activities", "whole"}


def test_name_and_own_pages_come_from_the_products_folder(minimal_site: Built) -> None:
    home = minimal_site.page("")
    assert "Tallowmeter" in home
    assert (minimal_site.site / "pages").is_dir()


def test_errors_end_the_build_without_a_traceback(product: WriteProduct, tmp_path: Path) -> None:
    folder = product(**{"activity-2/need.yaml": "- id: NEED-01\n"})
    for words in ((), ("--strict",)):
        built = build(tmp_path / "out", folder, *words)
        assert built.code == 1
        assert "activity-2/need.yaml:1:1: error: nothing reads" in built.output
        assert "Traceback" not in built.output
        assert not (built.site / "index.html").exists()


def test_missing_folder_is_one_clear_sentence(tmp_path: Path) -> None:
    built = build(tmp_path / "out", tmp_path / "nowhere")
    assert built.code == 1
    assert "the product folder 'nowhere' does not exist" in built.output
    assert "Traceback" not in built.output


def test_an_empty_product_builds_as_a_draft_with_its_gaps_shown(tmp_path: Path) -> None:
    (tmp_path / "product").mkdir()
    written = "format: 1\nsite:\n  presented_as: our product\nproduct:\n  id: PRD-01\n  title: Thing\n"
    (tmp_path / "product" / "product.yaml").write_text(written, encoding="utf-8")
    built = build(tmp_path / "out", tmp_path / "product", "--strict")
    assert built.code == 0, built.output[-3000:]
    assert "not said yet" in built.page("records/prd-01")
    assert "No log entry tells this activity yet" in built.page("activities/3/product")
    assert "not answered yet" in built.page("activities/3/product")
    assert_called(built, "our product", "our product")
    home = built.page("")
    assert "<h1>Thing</h1>" in home
    assert 'href="activities/3/product/"' in home
    assert "Start your own" not in home
    for path in built.site.rglob("*.html"):
        assert "worked example" not in path.read_text(encoding="utf-8").lower(), path


def test_without_a_word_of_its_own_a_product_is_the_worked_example(minimal_site: Built) -> None:
    assert_called(minimal_site, "worked example", "the worked example")


def assert_called(built: Built, in_menus: str, in_sentences: str) -> None:
    """Holds what menu, title, heading, switch and links of an activity call the product against the words given."""
    page = built.page("activities/3/product")
    assert f"<title>Activity 3: {in_sentences} - " in page
    assert f">Activity 3: {in_sentences}<a " in page
    assert f'aria-current="page">{in_menus.capitalize()}</a>' in page
    assert f'<span class="md-ellipsis">3: {in_menus}</span>' in " ".join(page.split()).replace("> ", ">").replace(" <", "<")
    assert f">How {in_sentences} answers Q3-01</a>" in built.page("activities/3")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the repository with the minimal product, to change pages and configuration in."""
    return copy_of_the_repository(tmp_path / "copy", MINIMAL)


def test_an_unknown_entry_in_docs_fails_at_its_line(checkout: Path, tmp_path: Path) -> None:
    page = checkout / "docs" / "scope.md"
    page.write_text(page.read_text(encoding="utf-8") + '\n{{ csf("PR.A-02") }}\n', encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    built = build(tmp_path / "out", "our-product", root=checkout)
    assert built.code == 1
    assert f"docs/scope.md:{line}: no reference document has an entry 'PR.A-02'; did you mean PR.AA-02" in built.output


def test_a_macro_that_does_not_exist_fails_the_build(checkout: Path, tmp_path: Path) -> None:
    page = checkout / "docs" / "scope.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n{{ nothing() }}\n", encoding="utf-8")
    line = len(page.read_text(encoding="utf-8").splitlines())
    own = checkout / "our-product" / "pages"
    (own / "two_pages.md").write_text("# Two\n\n{{ my_macro_of_old() }}\n", encoding="utf-8")
    (own / "three.md").write_text("---\ntitle: Three\n---\n# Three\n\n{{ refs('PR.AA-01') }}\n{{ csf('PR.A-01') }}\n", encoding="utf-8")
    (own / "four.md").write_text("\n# Four\n\n{{ csf('PR.AA-01' }}\n", encoding="utf-8")
    built = build(tmp_path / "out", "our-product", root=checkout)
    assert built.code == 1
    for told in (
        f"docs/scope.md:{line}: a macro on this page failed: 'nothing' is undefined",
        "our-product/pages/two_pages.md:3: a macro on this page failed: 'my_macro_of_old' is undefined",
        "our-product/pages/three.md:6: a macro on this page failed: 'refs' is undefined; did you mean ref?",
        "our-product/pages/four.md:4: the template cannot be read: ",
        "4 errors in pages",
    ):
        assert told in built.output, told
    assert "Traceback" not in built.output


def test_a_fork_decides_in_its_own_file_and_edit_links_open_the_line(checkout: Path, tmp_path: Path) -> None:
    config = checkout / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace('repo_url: !ENV [HANDBOOK_REPO_URL, ""]', "repo_url: https://forge.example/us/handbook")
    config.write_text(text.replace("worked_example]", "our-product]"), encoding="utf-8")
    built = build(tmp_path / "out", None, "--strict", root=checkout)
    assert built.code == 0, built.output[-3000:]
    needs = (MINIMAL / "activity-2" / "needs.yaml").read_text(encoding="utf-8").splitlines()
    line = next(number for number, words in enumerate(needs, 1) if words == "- id: NEED-02")
    assert f'href="https://forge.example/us/handbook/edit/main/our-product/activity-2/needs.yaml#L{line}"' in built.page("records/need-02")
    assert 'href="https://forge.example/us/handbook/edit/main/docs/scope.md"' in built.page("scope")
    assert "pages/about-us/" in built.page("")  # the product's own page stands in the navigation


def test_product_pages_and_attachments_that_look_like_pages_are_told_apart(minimal_site: Built, product: WriteProduct, tmp_path: Path) -> None:
    folder = product(**{"files/notes.md": "# Notes\n\n{{ 7*7 }}\n"})
    built = build(tmp_path / "out", folder, "--strict")
    assert built.code == 0, built.output[-3000:]
    assert (built.site / "files" / "notes.md").read_text(encoding="utf-8") == "# Notes\n\n{{ 7*7 }}\n"


PAGE = """---
title: The laboratory
---

# The laboratory

Its [plan](../files/plan.txt), its [notes](../files/notes.md), [us](about-us.md) and a [need](../records/need-01.md).

![A bench](bench.png) `<label for="pin" id="pin-label">` and `url(#hatch)` and `<a href="../own/#x">`
"""


def test_a_product_that_is_a_link_out_of_the_repository(checkout: Path, tmp_path: Path) -> None:
    """Its pages lead to attachments and show pictures beside them; no page tells where it lies on this machine, nor offers to edit it there."""
    elsewhere = tmp_path / "elsewhere"
    shutil.move(checkout / "our-product", elsewhere)
    (checkout / "our-product").symlink_to(elsewhere, target_is_directory=True)
    for name, text in {"files/plan.txt": "Plan\n", "files/notes.md": "{{ 7*7 }}\n", "files/mark #1 50%.svg": "<svg/>\n", "pages/laboratory.md": PAGE}.items():
        (elsewhere / name).write_text(text, encoding="utf-8")
    (elsewhere / "pages" / "bench.png").write_bytes(b"\x89PNG")
    product = elsewhere / "product.yaml"
    product.write_text(product.read_text(encoding="utf-8").replace("site:\n", 'site:\n  logo: "mark #1 50%.svg"\n', 1), encoding="utf-8")
    evidence = elsewhere / "product-model" / "releases.yaml"
    (elsewhere / "files" / "sbom.xml").write_text("<sbom/>\n", encoding="utf-8")
    evidence.write_text(evidence.read_text(encoding="utf-8").replace("sbom/meter-1.4.0.json", "sbom.xml", 1), encoding="utf-8")
    built = build(tmp_path / "out", "our-product", "--strict", root=checkout, HANDBOOK_REPO_URL="https://forge.example/us/handbook")
    assert built.code == 0, built.output[-3000:]
    page = built.page("pages/laboratory")
    for part in ('href="../../files/plan.txt"', 'href="../../files/notes.md"', 'href="../about-us/"', 'href="../../records/need-01/"', 'src="../bench.png"'):
        assert part in page, part
    assert (built.site / "pages" / "bench.png").read_bytes() == b"\x89PNG"
    assert (built.site / "files" / "notes.md").read_text(encoding="utf-8") == "{{ 7*7 }}\n"
    assert 'src="files/mark%20%231%2050%25.svg"' in built.page("")
    assert (built.site / "files" / "mark #1 50%.svg").is_file()
    code = page[page.index('src="../bench.png"') :].partition("\n")[0].partition("<code>")[2]
    assert code.startswith('&lt;label for="pin" id="pin-label"&gt;</code>')
    assert code in built.page("whole")
    assert 'files/sbom.xml" download>' in built.page("records/rel-01")
    assert "/edit/main/docs/scope.md" in built.page("scope")
    assert "/edit/main/" not in built.page("records/need-01")
    for path in built.site.rglob("*"):
        if path.suffix in (".html", ".json", ".xml", ".txt"):
            assert str(tmp_path) not in path.read_text(encoding="utf-8"), path


COUNTING = """
import json
from html.parser import HTMLParser
from pathlib import Path

import markdown
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page

COUNTS = {"conversions": 0, "pages read": [], "parsed": [], "called": 0}

def counted(owner, name, note):
    inner = getattr(owner, name)
    def outer(self, *arguments, **named):
        note(self, *arguments)
        return inner(self, *arguments, **named)
    setattr(owner, name, outer)

def converted(self, source):
    COUNTS["conversions"] += "\\n" in source.strip()

counted(markdown.Markdown, "convert", converted)
counted(Page, "render", lambda page, *_: COUNTS["pages read"].append(page.file.src_uri))
counted(HTMLParser, "feed", lambda parser, html: COUNTS["parsed"].append(type(parser).__module__))

@event_priority(50)
def on_page_markdown(markdown, page, config, files):
    COUNTS["called"] += 1

def on_post_build(config):
    COUNTS["files"] = sum(path.suffix == ".md" for path in Path(config.docs_dir).rglob("*.md"))
    Path(config.config_file_path).with_name("counts.json").write_text(json.dumps(COUNTS))
"""
"""A hook that counts what a build reads."""


def test_what_templates_made_is_read_by_neither_markdown_nor_the_search(checkout: Path, tmp_path: Path) -> None:
    """Only pages with a file go through Markdown, and a plugin's events run for all."""
    (checkout / "counting.py").write_text(COUNTING, encoding="utf-8")
    with (checkout / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write("\nhooks:\n  - hooks/handbook_hook.py\n  - counting.py\n")
    built = build(tmp_path / "out", "our-product", "--strict", root=checkout)
    assert built.code == 0, built.output[-3000:]
    counts = json.loads((checkout / "counts.json").read_text(encoding="utf-8"))
    own = len(list((checkout / "our-product" / "pages").rglob("*.md")))
    assert counts["called"] > 300
    assert len(counts["pages read"]) == len(set(counts["pages read"])) == counts["conversions"] == counts["files"] + own
    assert not any(path.startswith(("records/", "registers/")) for path in counts["pages read"])
    by_markdown = sum(module.startswith(("markdown.", "mkdocs.")) for module in counts["parsed"])
    assert by_markdown <= 2 * counts["conversions"]
    assert len(counts["parsed"]) - by_markdown <= 3, "pages that the search reads with its slow parser, since they are not well formed"


def _without_menu(page: Path) -> str:
    """Returns a page without the menu, which names the products that stand beside the first."""
    before, menu, rest = page.read_text(encoding="utf-8").partition("md-nav--primary")
    return before + rest.partition('<div class="md-content"')[2] if menu else before

"""A fork's configuration that inherits ours: what it adds is there beside what we list, and what it takes away is asked for in one sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.conftest import MINIMAL
from tests.support.building import Built, build, copy_of_the_repository
from tests.support.search_index import INDEX, entries_of

HEAD = "INHERIT: mkdocs.base.yml\nextra:\n  worked_example: !ENV [WORKED_EXAMPLE, our-product]\n"
ADDED = """
extra_css:
  - assets/own.css
extra_javascript:
  - assets/own.js
markdown_extensions:
  - md_in_html
  - toc:
      permalink: false
watch:
  - our-product
theme:
  custom_dir: overrides
plugins:
  tags: {}
hooks:
  - hooks/handbook_hook.py
  - own_hook.py
"""


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with a product, a style sheet, a script, a hook and a template of a fork."""
    copy = copy_of_the_repository(tmp_path_factory.mktemp("fork") / "copy", MINIMAL)
    (copy / "docs" / "assets" / "own.css").write_text("body { color: red; }\n", encoding="utf-8")
    (copy / "docs" / "assets" / "own.js").write_text("document.title = 1;\n", encoding="utf-8")
    (copy / "own_hook.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown + '\\nSaid by a hook.\\n'\n", encoding="utf-8")
    (copy / "overrides").mkdir()
    (copy / "overrides" / "404.html").write_text("Not here, says the fork.\n", encoding="utf-8")
    return copy


def built(fork: Path, more: str, out: Path, *words: str, **environment: str) -> Built:
    (fork / "mkdocs.yml").write_text(HEAD + more, encoding="utf-8")
    made = build(out, None, *words, root=fork, **environment)
    assert "Traceback" not in made.output, made.output[-3000:]
    return made


def test_lists_of_a_fork_stand_beside_ours(fork: Path, tmp_path: Path) -> None:
    made = built(fork, ADDED, tmp_path / "out", "--strict")
    assert made.code == 0, made.output[-3000:]
    page = made.page("scope")
    assert page.index("assets/site.css") < page.index("assets/own.css")
    for script in ("cards.js", "tables.js", "mend.js", "own.js"):
        assert f"assets/{script}" in page, script
    assert "Said by a hook." in page
    assert 'class="headerlink"' not in page  # the fork's word on an extension that we set too
    assert "<dl>" in made.page("glossary")  # our extensions are there
    assert 'property="og:title"' in page  # our template of a page is there, with the fork's folder of templates
    assert (made.site / "404.html").read_text(encoding="utf-8").startswith("Not here, says the fork.")
    assert "assets/own.css" in made.page("whole")
    assert len(entries_of(made.site)) > 500
    assert (made.site / "search" / "texts" / "0.json").is_file(), "our scripts are on each page, and read words"


def test_where_a_fork_has_a_page_of_its_own_the_search_holds_all_texts(fork: Path, tmp_path: Path) -> None:
    """A template of a page that does not load our scripts leaves the search to the theme's, which reads texts alone."""
    template = fork / "overrides" / "main.html"
    template.write_text('{% extends "base.html" %}\n', encoding="utf-8")
    made = built(fork, "theme:\n  custom_dir: overrides\n", tmp_path / "out")
    template.unlink()
    assert made.code == 0, made.output[-3000:]
    assert "assets/search.js" not in made.page("scope")
    assert isinstance(json.loads((made.site / INDEX).read_text(encoding="utf-8"))["docs"], list)
    assert not (made.site / "search" / "texts").exists()


def test_pages_say_the_same_where_a_hook_of_a_fork_forbids_every_short_cut(fork: Path, tmp_path: Path) -> None:
    """Beside another hook nothing is kept from page to page, and Markdown reads what calls made."""
    (fork / "still.py").write_text("def on_page_markdown(markdown, **_):\n    return markdown\n", encoding="utf-8")
    short = built(fork, "", tmp_path / "short", "--strict")
    long = built(fork, "hooks: [hooks/handbook_hook.py, still.py]\n", tmp_path / "long", "--strict")
    assert short.code == long.code == 0, short.output[-2000:] + long.output[-2000:]
    pages = sorted(path.relative_to(short.site) for path in short.site.rglob("*.html"))
    assert len(pages) > 300
    for page in pages:
        assert folded(short.site / page) == folded(long.site / page), page


def folded(page: Path) -> str:
    """Returns menu and text of a page, without what separates lines and tags."""
    said = page.read_text(encoding="utf-8").partition('<main class="md-main"')[2].partition("</article>")[0]
    return re.sub(r"\s+", " ", said).replace("> <", "><").replace(" <", "<").replace("> ", ">")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "plugins: [tags]\n",
            "mkdocs.yml: 'plugins' is a list, which stands in place of the plugins in mkdocs.base.yml and leaves out search, offline, macros; "
            "expected a colon after each name instead of a hyphen before it ('tags: {}'), so that both are read",
        ),
        (
            "hooks: [own_hook.py]\n",
            "mkdocs.yml: 'hooks' stands in place of the list in mkdocs.base.yml; expected '- hooks/handbook_hook.py' as its first entry, before your own",
        ),
        ("theme: material\n", "mkdocs.yml: 'theme' stands in place of the theme in mkdocs.base.yml; expected keys of it, such as 'custom_dir', and no other name"),
        ("plugins: {macros: {module_name: own_hook}}\n", "mkdocs.yml: 'module_name' of the plugin macros is 'own_hook'; expected 'macros'"),
        ("docs_dir: our-product\n", "the page or file 'assets/handbook.css' is missing; expected 'docs_dir'"),
    ],
)  # fmt: skip
def test_what_a_fork_took_away_is_one_sentence(fork: Path, tmp_path: Path, more: str, told: str) -> None:
    made = built(fork, more, tmp_path / "out")
    assert made.code == 1
    assert told in made.output, made.output[-3000:]


def test_where_nothing_of_ours_runs_every_page_says_so(fork: Path, tmp_path: Path) -> None:
    """With plugins and hooks both in place of ours, only the templates of pages are left to tell."""
    made = built(fork, "plugins: [search]\nhooks: [own_hook.py]\n", tmp_path / "out")
    assert "This site is built without the handbook" in made.page("scope")


@pytest.mark.parametrize("stated", ["", "''", "[a, b]"])
def test_a_product_that_is_not_named_is_one_sentence(fork: Path, tmp_path: Path, stated: str) -> None:
    (fork / "mkdocs.yml").write_text(f"INHERIT: mkdocs.base.yml\nextra:\n  worked_example: {stated}\n", encoding="utf-8")
    made = build(tmp_path / "out", None, root=fork)
    assert made.code == 1
    assert "mkdocs.yml: 'extra.worked_example' names no folder; expected the folder that holds product.yaml" in made.output, made.output[-2000:]
    assert "Traceback" not in made.output


def test_an_empty_variable_names_no_product(fork: Path, tmp_path: Path) -> None:
    """The folder of mkdocs.yml is taken, as where the variable is not set."""
    (fork / "our-product" / "activity-2" / "wants.yaml").write_text("- id: NEED-01\n", encoding="utf-8")
    made = built(fork, "", tmp_path / "out", WORKED_EXAMPLE="")
    (fork / "our-product" / "activity-2" / "wants.yaml").unlink()
    assert made.code == 1
    assert "our-product/activity-2/wants.yaml:1:1: error" in made.output

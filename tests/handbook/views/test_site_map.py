"""Pages without a file: each kind is listed, each page can be made, and none is made before it is asked for."""

from __future__ import annotations

import pkgutil
from dataclasses import replace
from importlib import import_module

from handbook.catalogs.catalogue import Catalogues
from handbook.compare.companions import Companion
from handbook.model.loaded import Loaded
from handbook.schema.record import Reference
from handbook.views import pages
from handbook.views.page_spec import Shown, in_a_row
from handbook.views.pages.activity import activity_references
from handbook.views.shared.citations import activity_ties, whose
from handbook.views.site_map import KINDS_OF_PAGES, site_map


def test_every_module_that_gives_pages_is_a_kind_of_pages() -> None:
    modules = [import_module(f"{pages.__name__}.{one.name}") for one in pkgutil.iter_modules(pages.__path__)]
    assert {module.pages for module in modules if hasattr(module, "pages")} == set(KINDS_OF_PAGES)


def test_every_page_can_be_made_and_names_pages_that_there_are(example: Loaded) -> None:
    shown = Shown(example, "product", (Companion("other", "examples/other", example.handbook, {}),))
    made = site_map(shown)
    for path, page in made.pages.items():
        assert page.path == path
        assert page.make() is not None
        assert {page.previous, page.next} - {""} <= set(made.pages)
        assert page.previous == "" or made.pages[page.previous].next == path
    assert not set(made.docs) & set(made.pages)
    assert len({page.permanent for page in made.pages.values() if page.permanent}) == sum(bool(page.permanent) for page in made.pages.values())


def test_no_view_is_made_before_its_page(example: Loaded) -> None:
    shown = Shown(example, "product")
    site_map(shown)
    assert not {"findings", "gaps"} & set(vars(shown)), "what views alone need is not made for the map"


def test_pages_in_a_row_know_their_neighbours() -> None:
    assert list(in_a_row(["a", "b", "c"])) == [("a", "", "b"), ("b", "a", "c"), ("c", "b", "")]
    assert list(in_a_row([])) == []


def test_whose_outcome_it_is_is_said_in_the_same_words_everywhere(example: Loaded, catalogues: Catalogues) -> None:
    entry = catalogues.question_lists[0].references[0].entry
    said = [
        Reference(entry=entry, who="maker"),
        Reference(entry=entry, who="maker", scope="product"),
        Reference(entry=entry, who="customer"),
        Reference(entry=entry),
    ]
    words = ["M", "M, product", "C", ""]
    assert [whose(reference) for reference in said] == words
    first = catalogues.question_lists[0].model_copy(update={"references": tuple(said)})
    handbook = replace(example.handbook, catalogues=Catalogues(catalogues.activities, (first,), catalogues.documents))
    assert [view.who for view in activity_references(handbook, first.activity)] == words
    assert [tie.who for tie in activity_ties(handbook, catalogues.entries[entry])] == words

"""Pages that are made when they are asked for: a running server says what one says that has just been started."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MINIMAL
from tests.support.building import copy_of_the_repository
from tests.support.comparing import difference, random_saves, started
from tests.support.serving import everything, serving, wait_for

NEEDS, CAPABILITIES, ROLES = "activity-2/needs.yaml", "activity-4/capabilities.yaml", "activity-0/roles.yaml"
ADDED = "- id: NEED-88\n  title: A need that is new\n  status: draft\n"


def edited(path: Path, old: str, new: str) -> None:
    """Saves a file in which the first match of a pattern is replaced."""
    text = path.read_text(encoding="utf-8")
    changed = re.sub(old, new, text, count=1)
    assert changed != text, f"{old} is not in {path}"
    path.write_text(changed, encoding="utf-8")


EDITS: tuple[tuple[str, Callable[[Path, Path], object]], ...] = (
    ("a title", lambda product, root: edited(product / NEEDS, "(?m)^  title: .*$", "  title: A title that was changed")),
    ("the name of the site", lambda product, root: edited(product / "product.yaml", "(?m)^  name: .*$", "  name: Another site")),
    ("a text", lambda product, root: edited(product / CAPABILITIES, "(?m)^  title: (.*)$", r"  title: \1\n  notes: A note that was added.")),
    ("a sentence of the guidance", lambda product, root: edited(root / "docs/scope.md", "(?m)^## ", "A sentence that was added.\n\n## ")),
    ("a new record", lambda product, root: (product / NEEDS).write_text((product / NEEDS).read_text(encoding="utf-8") + ADDED, encoding="utf-8")),
    ("a broken file", lambda product, root: (product / ROLES).write_text("- id: [\n", encoding="utf-8")),
    ("a mended file", lambda product, root: shutil.copyfile(MINIMAL / ROLES, product / ROLES)),
    ("a record that is gone", lambda product, root: edited(product / NEEDS, re.escape(ADDED), "")),
    ("an id", lambda product, root: edited(product / ROLES, "ROL-02", "ROL-52")),
    ("an id, back", lambda product, root: edited(product / ROLES, "ROL-52", "ROL-02")),
    ("an attachment", lambda product, root: (product / "files/added.txt").write_text("new", encoding="utf-8")),
    ("the product itself", lambda product, root: edited(product / "product.yaml", "(?m)^  title: .*$", "  title: Another name")),
    ("a title of the guidance", lambda product, root: edited(root / "docs/scope.md", "(?m)^title: .*$", "title: Another scope")),
    ("a template", lambda product, root: edited(root / "macros/templates/record.html", "hb-record", "hb-record hb-tried")),
)
COMPARED = {"a sentence of the guidance", "a new record", "a broken file", "an id", "a title of the guidance", "a template"}
"""After these, every address is compared; after all others, a few. A template comes last, since it makes all pages again."""


@pytest.mark.slow
def test_a_running_server_says_what_a_new_one_says(tmp_path: Path) -> None:
    root = copy_of_the_repository(tmp_path / "repository", MINIMAL)
    product = root / "our-product"
    with started(product, root, tmp_path / "running") as get:
        wait_for(get, "", lambda text: "</html>" in text)
        for name, edit in EDITS:
            edit(product, root)
            get("records/need-01/")
            if name not in COMPARED:
                continue
            time.sleep(1.5)  # a save may be told a second time, by the server itself
            with started(product, root, tmp_path / "new") as other:
                wait_for(other, "", lambda text: "</html>" in text)
                running, fresh = everything(get), everything(other)
            assert len(fresh) > 250
            assert not difference(running, fresh), name


@pytest.mark.slow
def test_a_saved_value_is_on_the_next_page_that_is_asked_for(tmp_path: Path) -> None:
    product = tmp_path / "product"
    shutil.copytree(MINIMAL, product)
    for folder, get in serving(product, tmp_path):
        wait_for(get, "records/need-01/", lambda text: "NEED-01" in text)
        for number in range(3):
            edited(folder / NEEDS, "(?m)^  title: .*$", f"  title: Title {number}")
            assert f"Title {number}" in get("records/need-01/"), "the first answer after a save"
        assert "Title 2" in get("search/search_index.json")
        assert "Title 2" in get("handbook.json")


@pytest.mark.slow
def test_a_running_server_says_after_saves_by_chance_what_a_new_one_and_a_build_say() -> None:
    told: list[str] = []
    assert random_saves(MINIMAL, number=6, every=6, seed=20, tell=told.append) == []
    assert len(told) == 1
    assert "and a build" in told[0]

"""Links in prose to attachments: each way to write one finds the file, and what leads nowhere is told with what was meant."""

from __future__ import annotations

import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.pipeline import load
from tests.conftest import WriteProduct

FIRST = "activity-1/assumptions.yaml"
STORY = "if_false: A stranger can try pairing codes."


def told(product: WriteProduct, catalogues: Catalogues, link: str) -> list[tuple[str, tuple[str, ...]]]:
    """Returns code and suggestions of what is found where a text of the minimal product holds a link."""
    folder = product(**{"files/site plan.pdf": "A plan.", "files/plan.pdf": "A plan."})
    before = len(load(folder, catalogues).diagnostics)
    path = folder / FIRST
    text = path.read_text(encoding="utf-8")
    assert STORY in text
    path.write_text(text.replace(STORY, f"if_false: |\n    {link}"), encoding="utf-8")
    assert before == 0
    return [(one.code, one.suggestions) for one in load(folder, catalogues).diagnostics]


@pytest.mark.parametrize(
    "link",
    [
        "See [it](files/plan.pdf).",
        "See [it](files/plan.pdf#page=2).",
        "See [it](<files/plan.pdf>).",
        "See [it](<files/site plan.pdf>).",
        "See [it](files/site%20plan.pdf).",
        "See [it].\n\n    [it]: files/plan.pdf",
        "See [it].\n\n    [it]: <files/plan.pdf>",
        "See [it].\n\n    [it]: <files/site plan.pdf>",
    ],
)
def test_a_link_finds_its_file_however_it_is_written(product: WriteProduct, catalogues: Catalogues, link: str) -> None:
    assert told(product, catalogues, link) == []


@pytest.mark.parametrize("link", ["[it](files/plann.pdf)", "[it](<files/plann.pdf>)", "[it]\n\n    [it]: <files/plann.pdf>", "[it](plan.pdf)"])
def test_a_link_that_leads_nowhere_is_told_with_what_was_meant(product: WriteProduct, catalogues: Catalogues, link: str) -> None:
    ((code, suggestions),) = told(product, catalogues, link)
    assert code == "missing-attachment"
    assert suggestions[0] == "files/plan.pdf"

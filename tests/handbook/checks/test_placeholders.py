"""What the handbook itself prints to ask for something is no answer, and what an honest product may say is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from handbook.authoring.selection import Wanted
from handbook.authoring.shapes import sentence
from handbook.authoring.skeleton import skeleton
from handbook.catalogs.catalogue import Catalogues
from handbook.catalogs.sectors import load_sectors
from handbook.checks.placeholders import is_printed
from handbook.pipeline import load
from handbook.schema.format import data_format
from handbook.schema.marks import marked
from handbook.schema.samples import WORDS_OF_A_SAMPLE
from tests.conftest import WriteProduct
from tests.handbook.authoring.test_skeleton import new, without_comment_marks

EXAMPLE = re.compile(r"Example: `([^`]+)`")
TEXTS = ("text", "prose", "list of text")


def test_every_comment_of_a_text_field_is_known() -> None:
    form = data_format()
    fields = [field for group in (form.common, *form.kinds, *form.parts) for field in group.fields if field.type in TEXTS]
    assert len(fields) > 200
    for field in fields:
        assert is_printed(sentence(field)), sentence(field)
        assert is_printed(field.meaning), field.meaning


def test_every_value_that_the_skeleton_holds_is_known(tmp_path: Path) -> None:
    """Whoever takes the marks of comments away has a title to write in each record, which is told, and no other text that could stay."""
    folder = new(tmp_path / "ours")
    for path in folder.rglob("*.yaml"):
        path.write_text(without_comment_marks(path.read_text(encoding="utf-8")), encoding="utf-8")
    loaded = load(folder)
    told = {(finding.place.file, finding.place.line) for finding in loaded.diagnostics if finding.code == "placeholder"}
    titles = [item.place("title") for item in loaded.handbook.records() if item.record.title.startswith("TODO")]
    assert len(titles) > 30
    assert {(place.file, place.line) for place in titles} <= told
    texts = [
        text for item in loaded.handbook.records() for path, mark, text in marked(item.record) if mark.meaning in ("plain", "prose") and path != ("title",)
    ]
    assert [text for text in texts if len(text.split()) >= WORDS_OF_A_SAMPLE and not is_printed(text)] == []


def test_the_sample_of_a_reference_is_known() -> None:
    assert is_printed("Why the link holds, in one sentence.")


def test_questions_and_prompts_are_no_answers(product: WriteProduct, catalogues: Catalogues) -> None:
    asked = [next(iter(catalogues.questions)) + ": " + next(question.text for _, question in catalogues.questions.values())]
    asked.append(load_sectors()["industrial"].prompts[0].text)
    for text in asked:
        folder = product(**{"activity-0/policies.yaml": f"- id: POL-01\n  title: Rule\n  statement: {text!r}\n"})
        assert [one.place.line for one in load(folder, catalogues).diagnostics if one.code == "placeholder"] == [3], text
        for path in sorted(folder.rglob("*"), reverse=True):
            path.unlink() if path.is_file() else path.rmdir()
        folder.rmdir()


def test_short_examples_may_be_true_and_long_ones_may_not() -> None:
    form = data_format()
    for group in (form.common, *form.kinds, *form.parts):
        for field in group.fields:
            for example in EXAMPLE.findall(field.meaning):
                assert is_printed(example) == (len(example.split()) >= WORDS_OF_A_SAMPLE), example


@pytest.mark.parametrize(
    "text", ["Rev A", "3.2.1", "ECDSA P-256", "868 MHz radio", "handed over", "What the hub does: it closes the valve.", "Why the valve stays open"]
)
def test_honest_texts_are_none(text: str) -> None:
    assert not is_printed(text)


def test_the_skeleton_prints_nothing_else_as_a_value(catalogues: Catalogues) -> None:
    """What stands behind a key is a title to write, a word of a closed list, an id, a number, or a sample that is known."""
    for path, text in skeleton(Wanted(), catalogues).items():
        for value in re.findall(r"(?m)^[# -]*(?!yes:)[a-z_]+: +([^#\n]+)$", text) if path.endswith(".yaml") else ():
            short = len(value.split()) < WORDS_OF_A_SAMPLE and not value.startswith("Why")
            assert short or "TODO" in value or is_printed(value), f"{path}: {value}"

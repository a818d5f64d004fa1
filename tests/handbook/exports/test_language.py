"""Exports for people speak the language of the product: a pseudo-language puts marks around each word that is said in it, and none of ours is outside.

The product is told in Greek letters, so that whatever Latin word stands outside the marks is ours.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import openpyxl
import pikepdf
import pypdfium2
import pytest

from handbook.catalogs.wording import CATALOGUE
from handbook.commands.cli import main
from handbook.exports.format import Format
from handbook.exports.formats import assessor_workbook, cra_annex_ii, cra_annex_vii, markdown, markdown_blank, pdf, pdf_customer, xlsx
from handbook.exports.matrices import PREFIX as MATRIX
from handbook.exports.publisher import for_anybody
from handbook.exports.spoken import spoken
from handbook.exports.tables import COLUMNS, tables
from handbook.languages.catalogue import Key
from handbook.languages.language import Language, load_language
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.schema.product_file import Site
from tests.conftest import MINIMAL
from tests.macros.test_languages import NOT_OURS, in_greek, pseudo

OPEN, SHUT = "‹", "›"
"""Marks that the fonts of a PDF have."""
NAMES = NOT_OURS | frozenset({"CVSS", "SHA", "CWE", "IoT", "NISTIR", "II", "VII", "Annex"})
"""What is the same in every language."""
FIELDS = frozenset({"where", "cost"})
"""Names of fields that a record lists as its author wrote them."""
CODES = re.compile(
    r"\b[A-Z]{2,4}-\d+\b|\b(?:[A-Za-z]+[-:.])?[A-Za-z0-9_.]*[0-9_][A-Za-z0-9_./:-]*|\b[A-Z]{2}\.[A-Z]{2}\b|\b[\w./-]+\.(?:yaml|json|md|xml|txt|pdf|csaf|cdx)\b"
    r"|https?://\S+|mailto:\S+|[\w.]+@[\w.]+"
)


class Everything(dict[Key, str]):
    """The words of a language that says every word of the catalogues, whichever it is."""

    def __contains__(self, key: object) -> bool:
        """Returns whether a word is said."""
        return super().__contains__(key) or (isinstance(key, tuple) and key[0] == CATALOGUE)

    def get(self, key: Key, default: str = "") -> str:  # type: ignore[override]
        """Returns what a word is said as."""
        return f"{OPEN}{key[1]}{SHUT}" if isinstance(key, tuple) and key[0] == CATALOGUE else super().get(key, default)


@pytest.fixture(scope="module")
def language() -> Language:
    """The pseudo-language, catalogues included."""
    made = pseudo()
    marks = str.maketrans("⟦⟧", OPEN + SHUT)
    return replace(
        made,
        direction="ltr",
        messages={name: said.translate(marks) for name, said in made.messages.items()},
        interface=Everything({key: said.translate(marks) for key, said in made.interface.items()}),
        plurals={key: tuple(one.translate(marks) for one in forms) for key, forms in made.plurals.items()},
    )


@dataclass(frozen=True, slots=True)
class Greek:
    """A product in Greek letters, of which a language speaks."""

    own: Handbook
    public: Handbook
    """What anybody may read of it, of which texts are made anew and were in Greek no more."""


def greek(handbook: Handbook, language: Language) -> Greek:
    """Returns a product in Greek letters."""

    def made(known: Handbook) -> Handbook:
        """Returns it without what others wrote in English."""
        items = {name: in_greek(item) for name, item in known.items.items()}
        return replace(known, site=Site(), items=items, language=language, attached={}, assessments=())

    return Greek(made(handbook), made(for_anybody(handbook)))


@pytest.fixture(scope="module")
def small(minimal: Handbook, language: Language) -> Greek:
    return greek(minimal, language)


@pytest.fixture(scope="module")
def large(whole: Loaded, language: Language) -> Greek:
    return greek(whole.handbook, language)


def outside(text: str) -> str:
    """Returns what stands outside the marks, which may be nested, and of which the name of a sheet may lack the last."""
    depth, kept = 0, []
    for character in text:
        depth += (character == OPEN) - (character == SHUT)
        kept.append(character if not depth and character != SHUT else " " if depth else "")
    return "".join(kept)


def english(text: str) -> set[str]:
    """Returns the Latin words of a text that are neither marked, nor a code, nor a name that is the same in every language."""
    return set(re.findall(r"[A-Za-z]{2,}", CODES.sub(" ", outside(text)))) - NAMES


def ours(content: bytes) -> Iterator[tuple[str, str]]:
    """Yields each text of a workbook that is the handbook's own, with the cell that holds it: headings, what is computed, whole sheets that are."""
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
    first = book.worksheets[0]
    names = {str(sheet): str(table) for sheet, table, *_ in first.iter_rows(min_row=2, values_only=True)}
    for sheet in book.worksheets:
        if sheet.sheet_state != "visible":
            continue
        yield sheet.title, sheet.title
        table, rows = names.get(sheet.title, ""), sheet.iter_rows(values_only=True)
        head = [str(one) for one in next(rows)]
        yield from ((f"{sheet.title} head", one) for one in head)
        for row in rows:
            for heading, cell in zip(head, row, strict=False):
                is_code = (sheet is first and heading == head[1]) or (table == COLUMNS and heading in head[:2])
                is_all_ours = sheet is first or table == COLUMNS or table.startswith((MATRIX, "assessment.")) or "(derived)" in heading
                if isinstance(cell, str) and is_all_ours and not is_code:
                    yield f"{sheet.title}: {heading}", cell


def workbooks(product: Greek) -> dict[str, set[str]]:
    """Returns the English words of both workbooks by the cells in which they stand."""
    found: dict[str, set[str]] = {}
    for make in (xlsx.make, assessor_workbook.make):
        texts = list(ours(make(product.own)))
        assert len(texts) > 100
        for place, text in texts:
            if left := english(text):
                found.setdefault(place, set()).update(left)
    return found


def documents(product: Greek) -> dict[str, set[str]]:
    """Returns the English words of all Markdown by the lines in which they stand."""
    files = {**markdown.parts(product.own), "II": cra_annex_ii.make(product.public), "VII": cra_annex_vii.make(product.own)}
    files |= {f"blank {name}": content for name, content in markdown_blank.parts(product.own).items()}
    texts = {name: content.decode() for name, content in files.items()}
    return {f"{name}: {line}": left for name, text in texts.items() for line in text.split("\n\n") if (left := english(line) - FIELDS)}


def on_paper(product: Greek, form: Format) -> dict[str, set[str]]:
    """Returns the English words of a PDF by the lines on which they stand; marks may begin on one page and end on another."""
    handbook = product.public if form is pdf_customer.FORMAT else product.own
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(form.make(handbook))]
    assert len(pages) > 3
    assert pages[0].count(OPEN) > 3
    lines = outside("\n".join(pages)).splitlines()
    return {line: left for line in lines if (left := english(line))}


@pytest.mark.slow
def test_workbooks_have_no_english_word_of_ours(small: Greek) -> None:
    assert workbooks(small) == {}


@pytest.mark.slow
def test_workbooks_of_a_whole_product_have_no_english_word_of_ours(large: Greek) -> None:
    assert workbooks(large) == {}


def test_markdown_has_no_english_word_of_ours(small: Greek) -> None:
    assert documents(small) == {}


@pytest.mark.slow
def test_markdown_of_a_whole_product_has_no_english_word_of_ours(large: Greek) -> None:
    assert documents(large) == {}


@pytest.mark.slow
@pytest.mark.parametrize("form", [pdf.FORMAT, pdf_customer.FORMAT], ids=lambda form: form.name)
@pytest.mark.parametrize("name", ["small", "large"])
def test_no_page_of_a_pdf_has_an_english_word_of_ours(name: str, form: Format, request: pytest.FixtureRequest) -> None:
    assert on_paper(request.getfixturevalue(name), form) == {}


@pytest.mark.slow
def test_a_pdf_in_german_says_so_and_has_german_words_of_its_own(minimal: Handbook) -> None:
    content = pdf.FORMAT.make(replace(minimal, language=load_language("de")))
    with pikepdf.open(io.BytesIO(content)) as file:
        assert str(file.Root.Lang) == "de"
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(content)]
    assert "Stand vom 11.05.2026" in pages[0]
    assert "Inhalt" in pages[1]
    assert any("Fragen der Aktivität 2" in page for page in pages)
    assert re.search(r"[A-Z]{2,4}-\d\d bis [A-Z]{2,4}-\d\d", "".join(pages))
    assert not any(re.search(r"\b(?:Contents|Maker|Activity \d|Answered by|kept by)\b", page) for page in pages)


@pytest.mark.slow
def test_files_for_people_are_in_the_language_that_is_asked_for_and_those_for_programs_are_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HANDBOOK_LANGUAGE", raising=False)
    made = {}
    for form in ("markdown", "cra-annex-vii", "xlsx", "csv", "reqif", "json", "oscal", "cyclonedx-1.6"):
        for language in ("en", "de"):
            path = tmp_path / f"{language}-{form}"
            assert main(["export", form, "--product", str(MINIMAL), "--language", language, "--out", str(path)]) == 0, capsys.readouterr().err
            made[form, language] = path.read_bytes()
    assert {form for form, _ in made if made[form, "en"] == made[form, "de"]} == {"csv", "reqif", "json", "oscal", "cyclonedx-1.6"}
    assert "Es fehlt:" in made["cra-annex-vii", "de"].decode()
    with zipfile.ZipFile(io.BytesIO(made["markdown", "de"])) as packed:
        text = packed.read("activity-2.md").decode()
    assert text.startswith("# Aktivität 2: ")
    assert "Stand vom 11.05.2026" in text
    monkeypatch.setenv("HANDBOOK_LANGUAGE", "de")
    assert main(["export", "markdown", "--product", str(MINIMAL), "--out", str(tmp_path / "asked")]) == 0
    assert (tmp_path / "asked").read_bytes() == made["markdown", "de"]
    assert main(["export", "markdown", "--product", str(MINIMAL), "--language", "xx", "--out", str(tmp_path / "none")]) == 2
    assert "there is no translation into 'xx'" in capsys.readouterr().err


def test_a_heading_that_two_columns_would_share_in_a_language_has_its_column_behind_it(minimal: Handbook) -> None:
    risks = next(one for one in tables(minimal) if one.name == "risk")
    same = {str(column.heading): "Das" for column in risks.columns}
    heads = [column.heading for column in spoken((risks,), Language(code="xx", interface=same))[0].columns]
    assert heads[0] == "Das"
    assert len(set(heads)) == len(heads)
    assert "Das (title)" in heads


@pytest.mark.slow
def test_no_german_table_has_a_heading_twice_where_the_english_has_it_once(whole: Loaded) -> None:
    german = load_language("de")
    found = tables(whole.handbook, empty_lists=True)
    twice = [
        (table.name, column.heading)
        for table in spoken(found, german)
        for column in table.columns
        if column.heading.endswith(f"({column.name})") and table.name
    ]
    assert twice == []


@pytest.mark.slow
def test_sheets_and_headings_of_a_german_workbook_are_german(minimal: Handbook) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx.make(replace(minimal, language=load_language("de")))), read_only=True)
    assert {"Inhalt", "Bedarf und Ziele", "Risiken", "Risiken, Auswirkungen", "Spalten"} <= {sheet.title for sheet in book}
    heads = next(book["Risiken"].iter_rows(max_row=1, values_only=True))
    assert heads[:3] == ("Kennung", "Titel", "Stand")
    assert "Eintrittswahrscheinlichkeit (abgeleitet)" in heads

"""PDFs: read back by PDFium, which did not write them, and their structure by pikepdf, against the model and what PDF/UA-1 asks of tags."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any

import pikepdf
import pypdfium2
import pytest

from handbook.catalogs.catalogue import Catalogues
from handbook.exports.format import Format
from handbook.exports.formats import pdf, pdf_customer
from handbook.exports.pdf.chapters import groups_with_records
from handbook.exports.pdf.nodes import Document, heading, looked, paragraph
from handbook.exports.pdf.source import source
from handbook.exports.pdf.typesetting import _has_glyph, _ranges, _stands_alone, shown, shown_text, typeset
from handbook.exports.tables import cell_of
from handbook.model.handbook import Handbook
from handbook.schema.fields import Part
from handbook.schema.marks import mark_of
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.information import InformationItem
from handbook.views.shared.words import label
from tests.handbook.exports.conftest import PRODUCTS, TRIED
from tests.handbook.exports.test_markdown import OURS
from tests.support.every_field import every_field
from tests.support.hostile import TYPED

FOOT = 62.0
"""Points at the bottom of a page, in which its foot stands."""
UNSEEN = frozenset("\u200b\u00ad\ufffe\ufeff\x02-")
"""What a reader adds or leaves out where a line is broken: places that take no room, and hyphens."""
PAINTING = frozenset({"Tj", "TJ", "f", "f*", "F", "B", "B*", "b", "b*", "S", "s", "Do", "sh"})
"""Operators that paint (ISO 32000-1, Table 51)."""
BOTH = pytest.mark.parametrize("form", [pdf.FORMAT, pdf_customer.FORMAT], ids=lambda form: form.name)
pytestmark = pytest.mark.skipif(bool(pdf.FORMAT.lacks(None)), reason="the package typst is not installed")  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def made(products: dict[str, Handbook]) -> dict[tuple[str, str], bytes]:
    """Every file, by the names of format and product."""
    return {(form.name, name): form.make(products[name]) for form in (pdf.FORMAT, pdf_customer.FORMAT) for name in PRODUCTS}


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_every_text_of_every_record_is_in_the_whole_handbook(name: str, products: dict[str, Handbook], made: dict[tuple[str, str], bytes]) -> None:
    text = text_of(made["pdf", name])
    missing = [(item.id, field, said) for item in products[name].records() for field, said in pieces(item.record) if as_read(said) not in text]
    assert missing == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
def test_customers_get_what_anybody_may_read_and_nothing_else(name: str, products: dict[str, Handbook], made: dict[tuple[str, str], bytes]) -> None:
    handbook, text = products[name], text_of(made["pdf-customer", name])
    for item in handbook.of(InformationItem):
        told = [said for field, said in pieces(item.record) if field == "text"]
        is_public = item.record.visibility == "public" and item.record.heading != "4.3.6 technical and non-technical capabilities"
        assert not is_public or all(as_read(said) in text for said in told), item.id
    for item in handbook.of(Vulnerability):
        said = as_read(item.record.description or "")
        is_told = item.record.visibility == "public" and bool(item.record.published_on)
        assert not is_told or as_read(item.record.title) in text
        assert is_told or not said or said not in text
    kept = [item.record.title for item in handbook.records() if item.record.visibility != "public"]
    others = {item.record.title for item in handbook.records() if item.record.visibility == "public"}
    assert [title for title in kept if title not in others and len(title) > 20 and as_read(title) in text] == []


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
@BOTH
def test_it_is_tagged_as_pdf_ua_asks(form: Format, name: str, made: dict[tuple[str, str], bytes]) -> None:
    with pikepdf.open(BytesIO(made[form.name, name])) as file:
        root = file.Root
        assert str(root.Lang) == "en"
        assert bool(root.MarkInfo.Marked) is True
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        with file.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"]
        assert all("/StructParents" in page and page.Tabs == "/S" for page in file.pages if "/Annots" in page)
        assert "/ParentTree" in root.StructTreeRoot
        elements = list(tree(root.StructTreeRoot))
        kinds = Counter(str(one.S) for one in elements)
        levels = [int(str(one.S)[2]) for one in elements if re.fullmatch(r"/H[1-6]", str(one.S))]
        assert levels[0] == 1
        assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
        assert all(str(one.get("/Alt", "")) for one in elements if one.S == "/Figure")
        heads = [one for one in elements if one.S == "/TH"]
        assert {scope(one) for one in heads} <= {"/Column"}
        assert (kinds["/Table"] > 0) == bool(heads)
        assert kinds["/Link"] > 0
        annotations = [one for page in file.pages for one in page.get("/Annots", []) if one.Subtype == "/Link"]
        assert annotations
        assert all(str(one.get("/Contents", "")) and "/StructParent" in one for one in annotations)
        assert {font_is_embedded(font) for page in file.pages for font in page.Resources.get("/Font", {}).values()} == {True}


@pytest.mark.slow
@BOTH
def test_whatever_is_painted_is_tagged_or_an_artifact(form: Format, made: dict[tuple[str, str], bytes]) -> None:
    """ISO 14289-1, 7.1; and every number of marked content leads to its element."""
    with pikepdf.open(BytesIO(made[form.name, "pump"])) as file:
        parents = pikepdf.NumberTree(file.Root.StructTreeRoot.ParentTree)
        painted = 0
        for page in file.pages:
            own = parents[int(page.StructParents)] if "/StructParents" in page else []
            open_marks: list[tuple[str, int | None]] = []
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), instruction.operands
                if operator in ("BDC", "BMC"):
                    number = operands[1].get("/MCID") if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else None
                    assert number is None or own[int(number)].S
                    open_marks.append((str(operands[0]), number))
                elif operator == "EMC":
                    open_marks.pop()
                elif operator in PAINTING:
                    painted += 1
                    assert any(tag == "/Artifact" or number is not None for tag, number in open_marks), (page.index, operator)
            assert not open_marks
        assert painted > 100


@pytest.mark.slow
@pytest.mark.parametrize("name", TRIED)
@BOTH
def test_links_and_bookmarks_lead_to_pages_of_it(form: Format, name: str, products: dict[str, Handbook], made: dict[tuple[str, str], bytes]) -> None:
    with pikepdf.open(BytesIO(made[form.name, name])) as file:
        pages = {page.obj.objgen for page in file.pages}
        inside = [target for page in file.pages for one in page.get("/Annots", []) if (target := target_of(file, one)) is not None]
        assert inside
        assert all(target[0].objgen in pages for target in inside)
        with file.open_outline() as outline:
            titles = list(names(outline.root))
    wanted = [f"{item.id} " for item in products[name].records()] if form is pdf.FORMAT else ["Advisories", "II-1: "]
    assert [one for one in wanted if not any(title.startswith(one) for title in titles)] == []


@pytest.mark.slow
def test_each_page_tells_its_number_its_records_and_the_source(products: dict[str, Handbook]) -> None:
    handbook = products["pump"]
    file = pypdfium2.PdfDocument(pdf.FORMAT.make_as(handbook, {"revision": "0123456789ab"}))
    feet = [page.get_textpage().get_text_bounded(0, 0, page.get_width(), FOOT) for page in file]
    assert all(f"{number} / {len(feet)}" in foot and "revision 0123456789ab" in foot for number, foot in enumerate(feet, 1))
    told = source(handbook, "").removeprefix("Source: ")
    assert all(told in foot for foot in feet)
    begun: dict[int, list[str]] = {}
    for entry in file.get_toc():
        record, page = entry.get_title().split()[0], entry.get_dest().get_index()
        if record in handbook.items:
            begun.setdefault(page, []).append(record)
    assert sum(map(len, begun.values())) == len(handbook.items)
    for page, records in begun.items():
        assert (records[0] if len(records) == 1 else f"{records[0]} to {records[-1]}") in feet[page]


@pytest.mark.slow
def test_paper_and_chapter_can_be_chosen(products: dict[str, Handbook]) -> None:
    handbook = products["pump"]
    assert next(iter(groups_with_records(handbook))) == "product-model"
    for paper, width in (("a4", 595), ("letter", 612)):
        file = pypdfium2.PdfDocument(pdf.FORMAT.make_as(handbook, {"paper": paper, "chapter": "activity-5"}))
        assert {round(min(page.get_size())) for page in file} == {width}
        text = squeezed("".join(page.get_textpage().get_text_bounded() for page in file))
        assert all(squeezed(f"{item.id} {item.record.title}") in text for item in handbook.records() if item.kind.activity == 5)
        assert not any(squeezed(f"{item.id} {item.record.title} {item.record.status} ·") in text for item in handbook.records() if item.kind.activity != 5)
    assert pdf.FORMAT.file_as({"paper": "letter", "chapter": "activity-5"}) == "handbook-activity-5-letter.pdf"
    assert pdf.FORMAT.file_as({}) == "handbook.pdf"


@pytest.mark.slow
def test_a_table_that_goes_on_repeats_its_head(made: dict[tuple[str, str], bytes]) -> None:
    file = pypdfium2.PdfDocument(made["pdf", "pump"])
    pages = [page.get_textpage().get_text_bounded() for page in file]
    start = next(number for number, text in enumerate(pages) if "Reference documents" in text and "Records" in text and number > 5)
    assert sum("Entry" in text and "Records" in text for text in pages[start:]) > 3


@pytest.mark.slow
def test_every_character_of_the_fonts_is_set_and_every_other_one_is_its_number() -> None:
    assert shown_text("a\u4e2d\x00\u202e\U0001f9ef\tb", _has_glyph) == "a[U+4E2D][U+0000][U+202E][U+1F9EF]    b"
    characters = [chr(number) for first, last in _ranges() for number in range(first, last + 1) if _stands_alone(chr(number))]
    assert len(characters) > 4500
    looks = ("bold", "italic", "code")
    body = [paragraph(looked(look, [" ".join(characters[start : start + 40])])) for look in looks for start in range(0, len(characters), 40)]
    assert "[U+" not in text_of(typeset(sheet(*body), "a4"))


def test_a_mark_that_no_font_has_with_its_letter_is_its_number_too() -> None:
    assert "[U+" not in text_of(typeset(sheet(paragraph("e\u0301")), "a4"))
    assert "a[U+1AB0]" in text_of(typeset(sheet(paragraph(looked("code", ["a\u1ab0"]))), "a4"))


@pytest.mark.parametrize(
    "typed", [*TYPED, "#link(<x>)", "$ x $", "*b* _i_", "@label <label>", "= no heading", "\\u{41}", "#panic()", "/* c */ // d", "~---..."]
)
def test_nothing_that_a_text_says_is_taken_for_source(typed: str) -> None:
    text = text_of(typeset(sheet(paragraph(" ".join(typed.split()))), "letter"))
    assert as_read(typed) in text


def test_looks_names_and_sizes_are_no_texts() -> None:
    assert shown({"is": "\u4e2d", "text": "\u4e2d", "of": ["\u4e2d", {"to": "\u4e2d", "of": ["\u4e2d"]}]}, _has_glyph) == {
        "is": "\u4e2d", "text": "[U+4E2D]", "of": ["[U+4E2D]", {"to": "\u4e2d", "of": ["[U+4E2D]"]}],
    }  # fmt: skip


def test_a_record_that_is_not_for_everybody_changes_nothing_for_customers(catalogues: Catalogues) -> None:
    handbook = every_field(catalogues)
    from tests.handbook.exports.test_advisories import with_record

    hidden = with_record(handbook, "INF-02", visibility="internal")
    other = with_record(hidden, "INF-02", text="Something else.", title="Another title")
    assert pdf_customer.FORMAT.draft(hidden) == pdf_customer.FORMAT.draft(other) != pdf_customer.FORMAT.draft(handbook)


def sheet(*body: dict[str, Any]) -> Document:
    return Document(title="T", subtitle="", author="", day=(2026, 11, 16), foot=("", ""), preface=(), body=(heading(1, "One"), *body))


def text_of(content: bytes) -> str:
    """Returns the text of a file without the feet of its pages and without white space."""
    pages = pypdfium2.PdfDocument(content)
    return squeezed("".join(page.get_textpage().get_text_bounded(0, FOOT, *page.get_size()) for page in pages))


def squeezed(text: str) -> str:
    return "".join(one for one in text if not one.isspace() and one not in UNSEEN)


def as_read(said: str) -> str:
    return squeezed(shown_text(said, _has_glyph))


def pieces(part: Part) -> Iterator[tuple[str, str]]:
    """Yields every value of a record as it shows, with the name of its field; of prose each paragraph and each block of code."""
    for name, info in type(part).model_fields.items():
        value: Any = getattr(part, name)
        mark = mark_of(info.annotation, info.metadata)
        for one in value if isinstance(value, tuple) else () if value is None else (value,):
            if isinstance(one, Part):
                yield from pieces(one)
            elif mark is not None and mark.meaning == "prose" and hasattr(part, "spec"):
                for token in OURS.parse(one):
                    if token.type in ("fence", "code_block"):
                        yield name, token.content
                    elif token.type == "inline":
                        yield name, "".join(child.content if child.type in ("text", "code_inline") else " " for child in token.children or ())
            else:
                yield name, label(one) if mark is not None and mark.meaning == "field" else str(cell_of(one))


def tree(element: Any) -> Iterator[Any]:
    """Yields every structure element below one, in the order of reading."""
    below = element.get("/K", [])
    for one in below if isinstance(below, pikepdf.Array) else [below]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield one
            yield from tree(one)


def scope(head: Any) -> str:
    found = head.get("/A", [])
    attributes = found if isinstance(found, pikepdf.Array) else [found]
    return next((str(one.Scope) for one in attributes if "/Scope" in one), "")


def font_is_embedded(font: Any) -> bool:
    own = font.DescendantFonts[0] if "/DescendantFonts" in font else font
    return any(key in own.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")) and "/ToUnicode" in font


def target_of(file: pikepdf.Pdf, annotation: Any) -> Any:
    """Returns where a link inside the file leads: page, form and place; None for an address outside."""
    action = annotation.get("/A", {})
    found = annotation.get("/Dest") or action.get("/D")
    if found is None or isinstance(found, pikepdf.Array):
        return found
    named = pikepdf.NameTree(file.Root.Names.Dests)
    target = named[str(found)]
    return target.D if isinstance(target, pikepdf.Dictionary) else target


def names(items: Any) -> Iterator[str]:
    for one in items:
        yield str(one.title)
        yield from names(one.children)

"""The format `pdf`: the whole handbook on paper, or one chapter of it, with bookmarks, links, page numbers and tags."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.exports.format import Choice, Format, whole
from handbook.exports.pdf.chapters import document, groups_with_records
from handbook.exports.pdf.nodes import Document
from handbook.exports.pdf.source import source
from handbook.exports.pdf.typesetting import PAPERS, missing, typeset, values_of
from handbook.model.handbook import Handbook


def make(handbook: Handbook) -> bytes:
    """Returns the whole handbook on A4."""
    return make_as(handbook, {})


def make_as(handbook: Handbook, chosen: Mapping[str, str]) -> bytes:
    """Returns it as it was chosen: on which paper, and which chapter alone."""
    return typeset(_document(handbook, chosen), chosen.get("paper", "a4"))


def draft(handbook: Handbook) -> bytes:
    """Returns all that the file is made of, as JSON."""
    return values_of(_document(handbook, {}))


def lacks(handbook: Handbook) -> str:
    """Returns what must be there before the file can be made and is not, in a sentence, or ''."""
    return missing()


def _document(handbook: Handbook, chosen: Mapping[str, str]) -> Document:
    return document(handbook, source(handbook, chosen.get("revision", "")), chosen.get("chapter", ""))


FORMAT = Format(
    name="pdf",
    title="Handbook on paper (PDF)",
    file="handbook.pdf",
    media_type="application/pdf",
    about="For assessors and meetings: every record with every field, diagrams, questions and reference documents, or one activity alone.",
    read_by=("PDFium", "pikepdf", "other readers of PDF 1.7"),
    loses=(
        "Pages of guidance are on the site alone. Characters without a glyph in the fonts, such as Chinese or Japanese ones, stand as their "
        "numbers, [U+4E2D]; so do characters that are not seen. Links to attachments and pages stand as text. It is tagged by the rules of PDF/UA-1, "
        "as far as Typst and our tests check them; no other validator has looked."
    ),
    account=whole(),
    make=make,
    make_as=make_as,
    choices=(
        Choice("paper", "size of paper", lambda _: tuple(PAPERS)),
        Choice("chapter", "one chapter alone", lambda handbook: tuple(groups_with_records(handbook))),
    ),
    draft=draft,
    lacks=lacks,
    on_request=True,
)

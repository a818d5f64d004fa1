"""The format `pdf`: the whole handbook on paper, or one chapter of it, with bookmarks, links, page numbers and tags."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.exports.format import Choice, whole
from handbook.exports.pdf.chapters import document, groups_with_records
from handbook.exports.pdf.declared import pdf_format
from handbook.exports.pdf.nodes import Document
from handbook.exports.pdf.source import source
from handbook.model.handbook import Handbook


def _document(handbook: Handbook, chosen: Mapping[str, str]) -> Document:
    return document(handbook, source(handbook, chosen.get("revision", "")), chosen.get("chapter", ""))


FORMAT = pdf_format(
    _document,
    name="pdf",
    title="Handbook on paper (PDF)",
    file="handbook.pdf",
    about="For assessors and meetings: every record with every field, diagrams, questions and reference documents, or one activity alone.",
    read_by=("PDFium", "pikepdf", "other readers of PDF 1.7"),
    loses=(
        "Pages of guidance are on the site alone. Characters without a glyph in the fonts, such as Chinese or Japanese ones, stand as their "
        "numbers, [U+4E2D]; so do characters that are not seen. Links to attachments and pages stand as text."
    ),
    account=whole(),
    choices=(Choice("chapter", "one chapter alone", lambda handbook: tuple(groups_with_records(handbook))),),
)

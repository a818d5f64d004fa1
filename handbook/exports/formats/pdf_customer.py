"""The format `pdf-customer`: what customers are told, on paper: information for users (EU CRA, Annex II) and published advisories."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.exports.cra import account
from handbook.exports.formats.cra_annex_ii import OWN
from handbook.exports.pdf.customers import document
from handbook.exports.pdf.declared import pdf_format
from handbook.exports.pdf.nodes import Document
from handbook.exports.pdf.source import revision_in_words
from handbook.model.handbook import Handbook


def _document(handbook: Handbook, chosen: Mapping[str, str]) -> Document:
    return document(handbook, revision_in_words(chosen.get("revision", "")))


FORMAT = pdf_format(
    _document,
    name="pdf-customer",
    title="What customers are told (PDF)",
    file="customer-information.pdf",
    about="For customers, on paper: information for users by Annex II of the Cyber Resilience Act, and every published advisory.",
    read_by=("PDFium", "pikepdf", "other readers of PDF 1.7"),
    loses=(
        "Only records that anybody may read are in it. No sentence claims conformity, and what is missing is named. Characters "
        "without a glyph in the fonts stand as their numbers."
    ),
    account=account(
        {
            **OWN,
            "release": (*OWN["release"], "component"),
            "vulnerability": ("known_as", "description", "weakness", "vex", "published_on"),
        },
        reduced={"vulnerability": ("severity", "reviewed_on")},
    ),
)

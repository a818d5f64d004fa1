"""The format `pdf-customer`: what customers are told, on paper: information for users (EU CRA, Annex II) and published advisories."""

from __future__ import annotations

from collections.abc import Mapping

from handbook.exports.cra import account
from handbook.exports.format import Choice, Format
from handbook.exports.formats.cra_annex_ii import OWN
from handbook.exports.pdf.customers import document
from handbook.exports.pdf.nodes import Document
from handbook.exports.pdf.source import revision_in_words
from handbook.exports.pdf.typesetting import PAPERS, missing, typeset, values_of
from handbook.model.handbook import Handbook


def make(handbook: Handbook) -> bytes:
    """Returns the document on A4."""
    return make_as(handbook, {})


def make_as(handbook: Handbook, chosen: Mapping[str, str]) -> bytes:
    """Returns it as it was chosen: on which paper."""
    return typeset(_document(handbook, chosen), chosen.get("paper", "a4"))


def draft(handbook: Handbook) -> bytes:
    """Returns all that the file is made of, as JSON."""
    return values_of(_document(handbook, {}))


def lacks(handbook: Handbook) -> str:
    """Returns what must be there before the file can be made and is not, in a sentence, or ''."""
    return missing()


def _document(handbook: Handbook, chosen: Mapping[str, str]) -> Document:
    return document(handbook, revision_in_words(chosen.get("revision", "")))


FORMAT = Format(
    name="pdf-customer",
    title="What customers are told (PDF)",
    file="customer-information.pdf",
    media_type="application/pdf",
    about="For customers, on paper: information for users by Annex II of the Cyber Resilience Act, and every published advisory.",
    read_by=("PDFium", "pikepdf", "other readers of PDF 1.7"),
    loses=(
        "Only records that anybody may read are in it. No sentence claims conformity, and what is missing is named. Characters "
        "without a glyph in the fonts stand as their numbers. It is tagged by the rules of PDF/UA-1, as far as Typst and our tests check them; no other "
        "validator has looked."
    ),
    account=account(
        {
            **OWN,
            "release": (*OWN["release"], "component"),
            "vulnerability": ("known_as", "description", "weakness", "vex", "published_on"),
        },
        reduced={"vulnerability": ("severity", "reviewed_on")},
    ),
    make=make,
    make_as=make_as,
    choices=(Choice("paper", "size of paper", lambda _: tuple(PAPERS)),),
    draft=draft,
    lacks=lacks,
    on_request=True,
)

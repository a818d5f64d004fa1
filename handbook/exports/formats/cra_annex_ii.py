"""The format `cra-annex-ii`: information for users (EU CRA, Annex II) from the records, with what is missing named."""

from __future__ import annotations

from handbook.exports.cra import ANNEX_II, account, document
from handbook.exports.format import Format
from handbook.exports.publisher import for_anybody
from handbook.languages.said import t
from handbook.model.handbook import Handbook


def make(handbook: Handbook) -> bytes:
    """Returns the document in Markdown."""
    return document(for_anybody(handbook), t("Information for users (EU CRA, Annex II)", "format"), ANNEX_II)


OWN = {
    "product": ("as_of", "foreseeable_misuse", "intended_purpose", "maker", "summary"), "use-case": ("nature",),
    "release": ("released_on", "sbom", "state", "version"), "information-item": ("heading", "text"),
    "support-term": ("basis", "component", "covers", "ends", "promised_by", "starts"), "scope-decision": ("entries", "reason"),
}  # fmt: skip
"""Fields that it takes of each kind besides id and title, and why a record cites a point."""
FORMAT = Format(
    name="cra-annex-ii",
    title="Information for users (EU CRA, Annex II)",
    file="cra-annex-ii.md",
    media_type="text/markdown; charset=utf-8",
    about="For whoever writes the papers in the box: what the records tell users on each point of Annex II of the Cyber Resilience Act, and what is missing.",
    read_by=("people", "editors and converters that take CommonMark"),
    loses="It gathers and judges nothing: no sentence claims conformity. Points are those of the Regulation as of November 2026; this is no legal advice.",
    account=account(OWN),
    make=make,
)

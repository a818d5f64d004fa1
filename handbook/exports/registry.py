"""The closed list of export formats, each read when it is asked for; one more is a module in `formats/` and its name here."""

from __future__ import annotations

from importlib import import_module

from handbook.exports.format import Format

FORMATS = (
    "xlsx",
    "assessor_workbook",
    "csv_tables",
    "handbook_json",
    "markdown",
    "markdown_blank",
    "cyclonedx_1_6",
    "cyclonedx_1_7",
    "csaf",
    "openvex",
    "security_txt",
    "oscal",
    "oscal_mapping",
    "reqif",
    "mud",
    "cra_annex_vii",
    "cra_annex_ii",
    "pdf",
    "pdf_customer",
)
"""The modules in `formats/`, in the order in which people are told of them."""


def formats() -> tuple[Format, ...]:
    """Returns every format."""
    return tuple(format_in(module) for module in FORMATS)


def format_in(module: str) -> Format:
    """Returns the format that a module of `formats/` declares."""
    found = import_module(f"handbook.exports.formats.{module}").FORMAT
    assert isinstance(found, Format)
    return found

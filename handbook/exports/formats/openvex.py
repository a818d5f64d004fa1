"""The format `openvex`: how each release stands to each published case, by OpenVEX 0.2.0."""

from __future__ import annotations

from typing import Any

from handbook.exports.cases import NO_VERSION, Case, component_name
from handbook.exports.format import Format, some
from handbook.exports.formats.csaf import told
from handbook.exports.packing import as_json, filled, stable_uuid
from handbook.exports.publisher import seed
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Release

NO_ACTION = "The maker has stated no measure for this release."
"""Stands where a release is affected and its statement says nothing, since OpenVEX asks for one."""


def make(handbook: Handbook) -> bytes:
    """Returns one document with a statement for each release of each published case."""
    cases = told(handbook)
    return as_json({
        "@context": "https://openvex.dev/ns/v0.2.0",
        "@id": f"urn:uuid:{stable_uuid(seed(handbook), 'openvex')}",
        "author": handbook.maker or handbook.name,
        "role": "Manufacturer",
        "timestamp": max(case.revised or case.published for case in cases),
        "version": 1,
        "statements": [_statement(case, release) for case in cases for release in case.statements],
    })  # fmt: skip


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    return "" if told(handbook) else "No vulnerability that anybody may read has a day under 'published_on' and the status of a release under 'vex'."


def _statement(case: Case, release_id: str) -> dict[str, Any]:
    stated, release = case.statements[release_id], case.handbook.record(release_id, Release)
    assert release is not None  # statements name releases that are there
    is_affected, is_not = stated.status == "affected", stated.status == "not affected"
    name = component_name(case.handbook, release)
    return filled({
        "vulnerability": filled({"name": case.public_id, "description": case.record.description, "aliases": list(case.record.known_as[1:])}),
        "timestamp": case.revised or case.published,
        "products": [{"@id": f"urn:uuid:{stable_uuid(seed(case.handbook), release_id)}"}],
        "status": stated.status.replace(" ", "_"),
        "status_notes": f"{name} {release.version or NO_VERSION}" + (f": {stated.statement}" if stated.statement and not (is_affected or is_not) else ""),
        "justification": (stated.justification or "").replace(" ", "_") if is_not else None,
        "impact_statement": (stated.statement or ("" if stated.justification else "The maker has stated no reason.")) if is_not else None,
        "action_statement": (stated.statement or NO_ACTION) if is_affected else None,
    })  # fmt: skip


FORMAT = Format(
    name="openvex",
    title="Status of releases (OpenVEX)",
    file="openvex.json",
    media_type="application/json",
    about="For scanners: how each release stands to each published weakness.",
    read_by=("vexipy", "vexctl", "scanners that take OpenVEX 0.2.0"),
    loses="Severity, weakness and course are left out; a product is told by a UUID made from its id, since the model has no package URLs.",
    account=some(
        carried={
            "product": ("maker",), "entity": ("title",), "component": ("title",), "release": ("id", "component", "version"),
            "vulnerability": ("id", "known_as", "description", "vex", "published_on"),
        },
        reduced={"vulnerability": ("reviewed_on",), "product": ("disclosure", "title")},
    ),
    make=make,
    lacks=lacks,
)  # fmt: skip

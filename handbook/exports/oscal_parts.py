"""What files of OSCAL have in common: version, namespace, the head with its parties, properties, and texts on one line."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from handbook.exports.packing import stable_uuid
from handbook.exports.publisher import seed
from handbook.model.handbook import Handbook
from handbook.schema.fields import Part
from handbook.schema.marks import mark_of, part_of
from handbook.schema.record import COMMON

VERSION = "1.2.1"
NAMESPACE = "https://iot-maker-handbook.invalid/ns/oscal"
"""Under which our properties stand; a name, at which nothing is served."""
CSF_CATALOG = "https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/CSF/v2.0/json/NIST_CSF_v2.0_catalog.json"
"""The CSF as NIST publishes it in OSCAL; of other documents there is no such catalogue that we know of."""
NOTHING = "(no text)"
"""Stands where OSCAL asks for a text and the product has only white space."""


def metadata(handbook: Handbook, suppliers: Iterable[Mapping[str, Any]] = ()) -> dict[str, Any]:
    """Returns the head of a file: title, day, version of OSCAL, and the maker with its suppliers as parties."""
    product = handbook.product
    day = product.as_of.isoformat() if product and product.as_of else ""
    party = stable_uuid(seed(handbook), (product.maker if product else None) or "party")
    return {
        "title": line(handbook.name),
        "last-modified": f"{day}T00:00:00Z",
        "version": day,
        "oscal-version": VERSION,
        "roles": [{"id": "supplier", "title": "Supplier"}],
        "parties": [{"uuid": party, "type": "organization", "name": line(handbook.maker or handbook.name)}, *suppliers],
        "responsible-parties": [{"role-id": "supplier", "party-uuids": [party]}],
    }


def lacks_a_name(handbook: Handbook) -> str:
    """Returns in a sentence that the head cannot be made, or ''."""
    named = handbook.product and handbook.product.as_of and line(handbook.name) != NOTHING
    return "" if named else "product.yaml names no title, or no day under 'as_of', which OSCAL asks for."


def line(text: str) -> str:
    """Returns a text as OSCAL's data types of one line take it: white space as single spaces, none at its ends.

    To ECMAScript, by whose patterns the schemas go, a byte order mark is white space too.
    """
    return " ".join(text.split()).strip("\ufeff ") or NOTHING


def props(says: Mapping[str, str | None]) -> list[dict[str, str]]:
    """Returns properties in our namespace, those that say nothing left out."""
    return [{"name": name, "ns": NAMESPACE, "value": line(value)} for name, value in says.items() if value]


def entry_fields(model: type[Part]) -> tuple[str, ...]:
    """Returns the fields of a kind, beside its references, that name entries of documents."""
    return tuple(name for name, info in model.model_fields.items() if name not in COMMON and _names_entries(info))


def _names_entries(info: Any) -> bool:
    part = part_of(info.annotation)
    if part is not None:
        return _part_names_entries(part)
    mark = mark_of(info.annotation, info.metadata)
    return mark is not None and mark.meaning in ("entry", "class")


def _part_names_entries(part: type[Part]) -> bool:
    return any(_names_entries(info) for info in part.model_fields.values())

"""The format `oscal-mapping`: the crosswalks as a mapping collection of OSCAL 1.2.1, records and activities against entries."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import Any

from handbook.catalogs.documents import ReferenceDocument
from handbook.exports.format import Account, Format, some
from handbook.exports.formats.oscal import FORMAT as COMPONENTS
from handbook.exports.oscal_parts import CSF_CATALOG, NAMESPACE, entry_fields, lacks_a_name, metadata, props
from handbook.exports.packing import as_json, filled, stable_uuid
from handbook.exports.publisher import seed
from handbook.exports.tokens import token
from handbook.model.handbook import Handbook
from handbook.schema.kinds import MODELS
from handbook.schema.record import Reference
from handbook.views.shared.citations import BY_FIELD

OWN_WORDS = {"identical": "equal-to", "equivalent": "equivalent-to"}
"""Relationships that OSCAL has a word for; the others, after the supportive relationships of NIST IR 8477, stand in our namespace."""
HOW = (
    "Each tie was written by hand, by whoever keeps the record or by the authors of the guidance. Nothing is derived: two entries that one record cites "
    "are not tied to each other by that."
)


def make(handbook: Handbook) -> bytes:
    """Returns the mapping collection: for each document a mapping from the activities, and one from the records, where there are ties."""
    return as_json({"mapping-collection": {
        "uuid": stable_uuid(seed(handbook), "mapping-collection"),
        "metadata": metadata(handbook),
        "provenance": {"method": "human", "matching-rationale": "functional", "status": "not-complete", "mapping-description": HOW},
        "mappings": [one for document in handbook.catalogues.documents.values() for one in _mappings(handbook, document)],
    }})  # fmt: skip


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    return lacks_a_name(handbook)


def _mappings(handbook: Handbook, document: ReferenceDocument) -> Iterator[dict[str, Any]]:
    activities = handbook.catalogues.activities
    sources = (
        ("activities", {"ns": NAMESPACE, "type": "publication", "href": activities.source}, list(_of_activities(handbook, document))),
        ("records", {"ns": NAMESPACE, "type": "component-definition", "href": COMPONENTS.file}, list(_of_records(handbook, document))),
    )
    for name, resource, maps in sources:
        if maps:
            yield {
                "uuid": stable_uuid(seed(handbook), "mapping", document.document, name),
                "source-resource": resource,
                "target-resource": {"type": "catalog", "href": CSF_CATALOG if document.document == "CSF" else document.source},
                "maps": maps,
                "props": props({"document": document.document, "edition": document.edition, "source": name}),
            }


def _of_activities(handbook: Handbook, document: ReferenceDocument) -> Iterator[dict[str, Any]]:
    number = count()
    for cited, ties in handbook.catalogues.guidance.items():
        found = handbook.catalogues.entries[cited]
        if found.document.document == document.document:
            for activity, reference in ties:
                name = f"activity-{activity}"
                source = {"type": "statement", "id-ref": name, "props": props({"title": handbook.catalogues.by_number[activity].title})}
                yield _map(handbook, (document.document, name, cited, str(next(number))), source, found.entry.id, reference, "references")


def _of_records(handbook: Handbook, document: ReferenceDocument) -> Iterator[dict[str, Any]]:
    for number, citation in enumerate(handbook.citations):
        if citation.entry.document.document == document.document:
            item = handbook.items[citation.source]
            source = {"type": "statement", "id-ref": item.id, "props": props({"kind": item.kind.name, "title": item.record.title})}
            names = (document.document, item.id, citation.entry.cited, citation.field, str(number))
            yield _map(handbook, names, source, citation.entry.entry.id, citation.reference, citation.field)


def _map(handbook: Handbook, names: tuple[str, ...], source: dict[str, Any], entry_id: str, reference: Reference | None, field: str) -> dict[str, Any]:
    word = reference.relationship if reference else BY_FIELD.get(field, field).removesuffix(" it").removesuffix(" its scope")
    own = OWN_WORDS.get(word)
    authored = {name: getattr(reference, name) for name in ("who", "scope", "strength", "fit")} if reference else {}
    return filled({
        "uuid": stable_uuid(seed(handbook), "map", *names),
        "ns": None if own else NAMESPACE,
        "relationship": own or token(word.replace(" ", "-")),
        "sources": [source],
        "targets": [{"type": "control", "id-ref": token(entry_id)}],
        "props": props({"field": field, **authored}),
        "remarks": reference.rationale if reference else None,
    })  # fmt: skip


def _account() -> Account:
    carried = {kind: ("id", "title", "references", *entry_fields(model)) for kind, model in MODELS.items()}
    return some(carried=carried, reduced={"product": ("maker", "as_of", "disclosure")})


FORMAT = Format(
    name="oscal-mapping",
    title="Crosswalks (OSCAL 1.2.1 mapping collection)",
    file="mapping-collection.oscal.json",
    media_type="application/oscal+json",
    about="For GRC tools: which record and which activity bears on which entry of the CSF, the baselines and other documents, in what way and why.",
    read_by=("oscal-bindings", "GRC tools that take OSCAL 1.2"),
    loses=(
        "Of a record only its title is in it. Most relationships are those of IR 8477 in a namespace of ours, since OSCAL has words for sets alone. "
        "Ids that begin with a digit have a '_' in front; documents other than the CSF have no OSCAL catalogue, so that a target leads to their address."
    ),
    account=_account(),
    make=make,
    lacks=lacks,
)

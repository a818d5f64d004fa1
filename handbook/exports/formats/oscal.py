"""The format `oscal`: the product as a component definition of OSCAL 1.2.1, with what answers to which entry of which document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from handbook.catalogs.documents import ReferenceDocument
from handbook.exports.format import Account, Format, some
from handbook.exports.oscal_parts import CSF_CATALOG, entry_fields, lacks_a_name, line, metadata, props
from handbook.exports.packing import as_json, filled, stable_uuid
from handbook.exports.publisher import seed
from handbook.exports.tokens import token
from handbook.model.handbook import Handbook
from handbook.model.item import Citation, Item
from handbook.schema.kinds import MODELS
from handbook.schema.marks import mark_of, part_of
from handbook.schema.record import COMMON
from handbook.schema.records.capabilities import Capability, Deviation
from handbook.schema.records.governance import ProfileEntry
from handbook.schema.records.product import Component

TYPES = {"device": "hardware", "gateway": "hardware", "companion application": "software", "backend": "service"}
"""Type of a component by its kind; any other is software."""
HOSTS = ("components", "component")
"""Fields by which a record says on which components something is so."""
MAKER = "maker"
"""Stands for the maker's own way of working, which is a component too: of what is said of no component of the product."""


def make(handbook: Handbook) -> bytes:
    """Returns the component definition. Components without an answer have no control implementations, since empty lists are refused."""
    ties = _ties(handbook)
    documents = {document.document: document for found in ties.values() for document in _documents(found)}
    return as_json({"component-definition": {
        "uuid": stable_uuid(seed(handbook), "component-definition"),
        "metadata": metadata(handbook, _suppliers(handbook)),
        "components": [*(_component(handbook, item, ties) for item in handbook.of(Component)), *_maker(handbook, ties)],
        **filled({"back-matter": filled({"resources": [_resource(handbook, one) for one in documents.values()]})}),
    }})  # fmt: skip


def lacks(handbook: Handbook) -> str:
    """Returns what of a product the format cannot do without and does not find, in a sentence, or ''."""
    unnamed = lacks_a_name(handbook)
    if unnamed:
        return unnamed
    return "" if handbook.of(Component) or handbook.citations else "There is neither a component nor a reference to an entry of a document."


@cache
def said_in(kind: str) -> str:
    """Returns the field in which a kind says in prose what a record is about: its first one; '' where it has none. A function of the schema alone."""
    for name, info in MODELS[kind].model_fields.items():
        mark = mark_of(info.annotation, info.metadata)
        if name not in COMMON and mark is not None and mark.meaning == "prose" and part_of(info.annotation) is None:
            return name
    return ""


def _ties(handbook: Handbook) -> Mapping[str, list[Citation]]:
    """Returns every tie of a record to an entry by the component on which it is so, the maker where it is on none."""
    found: dict[str, list[Citation]] = {}
    for citation in handbook.citations:
        for component in _hosts(handbook, handbook.items[citation.source], citation) or (MAKER,):
            found.setdefault(component, []).append(citation)
    return found


def _hosts(handbook: Handbook, item: Item, citation: Citation) -> tuple[str, ...]:
    if isinstance(item.record, Component):
        return (item.id,)
    if isinstance(item.record, Capability) and citation.field == "baseline":
        own = [one for realised in item.record.baseline if realised.element == citation.entry.cited for one in realised.components]
        if own:
            return tuple(one for one in dict.fromkeys(own) if handbook.record(one, Component))
    return tuple(dict.fromkeys(link.target for link in handbook.links_from(item.id) if link.path[0] in HOSTS))


def _documents(citations: list[Citation]) -> tuple[ReferenceDocument, ...]:
    return tuple({citation.entry.document.document: citation.entry.document for citation in citations}.values())


def _component(handbook: Handbook, item: Item[Component], ties: Mapping[str, list[Citation]]) -> dict[str, Any]:
    record = item.record
    supplier = handbook.record(record.provided_by)
    return filled({
        "uuid": stable_uuid(seed(handbook), item.id),
        "type": TYPES.get(record.component_kind or "", "software"),
        "title": line(record.title),
        "description": record.description or line(record.title),
        "props": props({"record": item.id, "component-kind": record.component_kind, "status": record.status}),
        "responsible-roles": [{"role-id": "supplier", "party-uuids": [stable_uuid(seed(handbook), str(record.provided_by))]}] if supplier else None,
        "control-implementations": _implementations(handbook, item.id, ties.get(item.id, [])),
    })  # fmt: skip


def _maker(handbook: Handbook, ties: Mapping[str, list[Citation]]) -> Iterator[dict[str, Any]]:
    if MAKER in ties:
        yield {
            "uuid": stable_uuid(seed(handbook), MAKER),
            "type": "process-procedure",
            "title": line(f"How {handbook.maker or 'the maker'} works"),
            "description": "What the maker decides, does and promises, where it is said of no single component.",
            "control-implementations": _implementations(handbook, MAKER, ties[MAKER]),
        }


def _implementations(handbook: Handbook, component: str, citations: list[Citation]) -> list[dict[str, Any]]:
    return [
        {
            "uuid": stable_uuid(seed(handbook), component, document.document),
            "source": f"#{stable_uuid(seed(handbook), 'document', document.document)}",
            "description": f"Answers to {document.title}, edition {document.edition}.",
            "implemented-requirements": [
                _requirement(handbook, component, number, one) for number, one in enumerate(citations) if one.entry.document.document == document.document
            ],
        }
        for document in _documents(citations)
    ]


def _requirement(handbook: Handbook, component: str, number: int, citation: Citation) -> dict[str, Any]:
    item, reference = handbook.items[citation.source], citation.reference
    record: Any = item.record
    standing = record.standing if isinstance(record, ProfileEntry) else record.decision if isinstance(record, Deviation) else None
    said = getattr(record, said_in(item.kind.name), None) if said_in(item.kind.name) else None
    authored = {name: getattr(reference, name) for name in ("who", "scope", "strength", "relationship", "fit")} if reference else {}
    says = {"record": item.id, "kind": item.kind.name, "field": citation.field, "status": record.status, "standing": standing, **authored}
    return filled({
        "uuid": stable_uuid(seed(handbook), component, item.id, citation.entry.cited, citation.field, str(number)),
        "control-id": token(citation.entry.entry.id),
        "description": f"**{line(record.title)}**\n\n{said}" if said else line(record.title),
        "props": props(says),
        "remarks": reference.rationale if reference else None,
    })  # fmt: skip


def _suppliers(handbook: Handbook) -> Iterator[dict[str, Any]]:
    maker = handbook.product.maker if handbook.product else None
    for entity in dict.fromkeys(item.record.provided_by for item in handbook.of(Component)):
        record = handbook.record(entity)
        if record is not None and entity != maker:
            yield {"uuid": stable_uuid(seed(handbook), str(entity)), "type": "organization", "name": line(record.title)}


def _resource(handbook: Handbook, document: ReferenceDocument) -> dict[str, Any]:
    address = {"href": CSF_CATALOG, "media-type": "application/oscal+json"} if document.document == "CSF" else {"href": document.source}
    return {
        "uuid": stable_uuid(seed(handbook), "document", document.document),
        "title": line(f"{document.title}, edition {document.edition}"),
        "props": props({"document": document.document}),
        "rlinks": [address],
    }


def _account() -> Account:
    carried: dict[str, tuple[str, ...]] = {}
    for kind, model in MODELS.items():
        hosts = tuple(name for name in HOSTS if name in model.model_fields)
        carried[kind] = ("id", "title", "status", "references", *filter(None, (said_in(kind),)), *dict.fromkeys((*entry_fields(model), *hosts)))
    carried["component"] += ("component_kind", "provided_by")
    carried["deviation"] += ("decision",)
    reduced = {"product": ("maker", "as_of", "disclosure"), "profile-entry": ("target", "gap")}
    return some(carried=carried, reduced=reduced)


FORMAT = Format(
    name="oscal",
    title="Component definition (OSCAL 1.2.1)",
    file="component-definition.oscal.json",
    media_type="application/oscal+json",
    about="For GRC tools: which record answers which entry of the CSF, of the baselines and of other documents, on which component.",
    read_by=("compliance-trestle", "oscal-bindings", "GRC tools that take OSCAL 1.2"),
    loses=(
        "Only records that cite an entry are in it, each with the first of its prose. Ids that begin with a digit have a '_' in front. Documents other than "
        "the CSF have no OSCAL catalogue, so that a source leads to their title and address. Whether an entry is fulfilled is said nowhere."
    ),
    account=_account(),
    make=make,
    lacks=lacks,
)

"""A CycloneDX bill of materials of the product: components, releases, parts, who supplies them until when, and cases as VEX.

Written by hand and not by a library: `cyclonedx-python-lib` takes the prefix off CVSS vectors. What it does not refuse is checked here: every
reference leads to an entry, and every `bom-ref` stands once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from handbook.exports.cases import NO_VERSION, Case, component_name, published_cases
from handbook.exports.format import Format, some
from handbook.exports.packing import as_json, filled, stable_uuid
from handbook.exports.publisher import disclosure_of, for_anybody, seed
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import VexStatement
from handbook.schema.records.product import Component, HardwareOrSoftwarePart, Release
from handbook.schema.records.support import SupportTerm

LONGEST_VERSION = 1024
"""Characters of a version, at most (CycloneDX 1.6 and 1.7, `version`)."""
TYPES = {"device": "device", "gateway": "device", "companion application": "application", "backend": "platform"}
"""Type of a component, by its kind; any other is an application."""
PART_TYPES = {"hardware": "device", "software": "library", "service": "platform"}
STATES = {"not affected": "not_affected", "affected": "exploitable", "fixed": "resolved", "under investigation": "in_triage"}
JUSTIFICATIONS = {
    "component not present": "code_not_present",
    "vulnerable code not present": "code_not_present",
    "vulnerable code not in execute path": "code_not_reachable",
    "inline mitigations already exist": "protected_by_mitigating_control",
}
"""The justification nearest to each of VEX; the fifth, that an adversary cannot control the code, has none."""
END_OF_SUPPORT = "cdx:lifecycle:milestone:endOfSupport"
"""A name of the CycloneDX property taxonomy."""
OURS = "iot-maker-handbook"
"""Under which properties stand for which the taxonomy has no name."""
LOSES = (
    "Parts belong to components and to no release. A term for some hardware revisions is a property of our own. Of five justifications of VEX two become "
    "one, and one has no word; a property has their own words. Only records that anybody may read are in it."
)
ACCOUNT: Mapping[str, tuple[str, ...]] = {
    "product": ("id", "title", "summary", "maker", "as_of"),
    "entity": ("title",),
    "component": ("id", "title", "description", "provided_by", "component_kind"),
    "release": ("id", "title", "component", "version", "released_on", "state"),
    "part": ("id", "title", "components", "supplier", "version", "support_end"),
    "support-term": ("component", "ends"),
    "vulnerability": ("description", "published_on", "vex"),
}
"""Fields that are carried, by kind."""
REDUCED: Mapping[str, tuple[str, ...]] = {
    "part": ("nature",),
    "vulnerability": ("id", "known_as", "weakness", "severity", "reviewed_on"),
    "support-term": ("covers", "promised_by", "revisions"),
    "product": ("disclosure",),
}
"""Fields of which less is carried than they say."""


def in_version(version: str) -> Format:
    """Returns the format of a version of CycloneDX: `1.6` or `1.7`."""
    return Format(
        name=f"cyclonedx-{version}",
        title=f"Bill of materials and VEX (CycloneDX {version})",
        file=f"cyclonedx-{version}.cdx.json",
        media_type=f"application/vnd.cyclonedx+json; version={version}",
        about="For customers' tools: what the product consists of, who supplies it until when, and which release a published weakness concerns.",
        read_by=("cyclonedx-python-lib", "Dependency-Track", f"other readers of CycloneDX {version}"),
        loses=LOSES,
        account=some(carried=ACCOUNT, reduced=REDUCED),
        make=partial(document, version=version),
    )


def document(handbook: Handbook, version: str) -> bytes:
    """Returns the bill of materials in a version of CycloneDX: `1.6` or `1.7`."""
    handbook = for_anybody(handbook)
    components = handbook.of(Component)
    parts = handbook.of(HardwareOrSoftwarePart)
    releases = handbook.of(Release)
    listed = {one.id for one in (*components, *parts, *releases)}
    product = handbook.product
    own = product.id if product else "product"
    depends = {own: [one.id for one in components]}
    for one in components:
        depends[one.id] = [part.id for part in parts if one.id in part.record.components]
    cases = published_cases(handbook)
    return as_json({
        "$schema": f"http://cyclonedx.org/schema/bom-{version}.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": version,
        "serialNumber": f"urn:uuid:{stable_uuid(seed(handbook), 'cyclonedx')}",
        "version": 1,
        "metadata": filled({
            "timestamp": f"{product.as_of.isoformat()}T00:00:00Z" if product and product.as_of else None,
            "component": filled({
                "type": "device", "bom-ref": own, "name": handbook.name or "product", "description": product.summary if product else None,
                "manufacturer": _organization(handbook, product.maker if product else None),
            }),
        }),
        "components": [
            *(_component(handbook, one) for one in components),
            *(_release(handbook, one) for one in releases),
            *(_part(handbook, one) for one in parts),
        ],
        "dependencies": [filled({"ref": ref, "dependsOn": on}) for ref, on in depends.items()],
        **filled({"vulnerabilities": [entry for case in cases for entry in _vulnerability(case, listed)]}),
    })  # fmt: skip


def _component(handbook: Handbook, item: Item[Component]) -> dict[str, Any]:
    record = item.record
    terms = [term.record for term in handbook.sources(item.id, SupportTerm, "component") if _is_ours(term)]
    whole = [term.ends.isoformat() for term in terms if term.ends and not term.revisions]
    says = [(END_OF_SUPPORT, max(whole, default=None))]
    says += [(f"{OURS}:security-support", f"{term.ends} ({', '.join(term.revisions)})") for term in terms if term.ends and term.revisions]
    return filled({
        "type": TYPES.get(record.component_kind or "", "application"), "bom-ref": item.id, "name": record.title,
        "supplier": _organization(handbook, record.provided_by), "description": record.description, "properties": _properties(says),
    })  # fmt: skip


def _is_ours(term: Item[SupportTerm]) -> bool:
    """Returns whether it is a term in which the maker promises security fixes."""
    return term.record.promised_by is None and "security fixes" in term.record.covers


def _release(handbook: Handbook, item: Item[Release]) -> dict[str, Any]:
    record = item.record
    component = handbook.record(record.component, Component)
    kind = component.component_kind if component else None
    says = [
        (f"{OURS}:release-of", record.component if component else None),
        (f"{OURS}:release-title", record.title),
        (f"{OURS}:release-state", record.state),
        ("cdx:lifecycle:milestone:generalAvailability", record.released_on.isoformat() if record.released_on else None),
    ]
    return filled({
        "type": "firmware" if kind in ("device", "gateway") else "application", "bom-ref": item.id, "name": component_name(handbook, record),
        "version": (record.version or NO_VERSION)[:LONGEST_VERSION], "properties": _properties(says),
    })  # fmt: skip


def _part(handbook: Handbook, item: Item[HardwareOrSoftwarePart]) -> dict[str, Any]:
    record = item.record
    return filled({
        "type": PART_TYPES.get(record.nature or "", "library"), "bom-ref": item.id, "name": record.title,
        "version": (record.version or "")[:LONGEST_VERSION], "supplier": _organization(handbook, record.supplier),
        "properties": _properties([(END_OF_SUPPORT, record.support_end.isoformat() if record.support_end else None)]),
    })  # fmt: skip


def _vulnerability(case: Case, listed: set[str]) -> Iterator[dict[str, Any]]:
    """Yields an entry for each way in which releases stand to a case, since an entry has one analysis."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for release, one in case.statements.items():
        if release in listed:
            groups.setdefault((one.status, one.justification or "", one.statement or ""), []).append(release)
    for number, (key, releases) in enumerate(groups.items(), 1):
        yield _entry(case, number, case.statements[releases[0]], releases, key[1])


def _entry(case: Case, number: int, stated: VexStatement, releases: list[str], justification: str) -> dict[str, Any]:
    severity, weakness = case.severity, case.weakness
    says = [(f"{OURS}:vex-justification", justification), (f"{OURS}:also-known-as", ", ".join(case.record.known_as[1:]))]
    return filled({
        "bom-ref": f"{case.item.id}-{number}", "id": case.public_id,
        "source": filled({"name": case.handbook.maker, "url": disclosure_of(case.handbook).namespace}),
        "ratings": [{"score": severity.score, "severity": severity.rating, "method": "CVSSv4", "vector": severity.vector}] if severity else None,
        "cwes": [weakness[0]] if weakness else None, "description": case.record.description,
        "published": case.published, "updated": case.revised,
        "analysis": filled({
            "state": STATES[stated.status], "justification": JUSTIFICATIONS.get(justification), "detail": stated.statement,
        }),
        "affects": [{"ref": release} for release in releases], "properties": _properties(says),
    })  # fmt: skip


def _organization(handbook: Handbook, entity: str | None) -> dict[str, Any] | None:
    record = handbook.record(entity)
    return {"name": record.title} if record else None


def _properties(says: Sequence[tuple[str, str | None]]) -> list[dict[str, str]]:
    return [{"name": name, "value": value} for name, value in says if value]

"""Parts lists in SPDX: 2.2 and 2.3 as JSON, 3.0 as JSON-LD. The package that a document describes is no part of itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.attached.documents import ListedPart, PartsList, UnusableError, day_of
from handbook.attached.naming import in_a_row
from handbook.findings.messages import say


def from_2(data: dict[str, Any]) -> PartsList:
    """Returns what a document of SPDX 2 says. Raises UnusableError where it has not the form of one."""
    packages = data.get("packages") or []
    if not isinstance(packages, list) or not all(isinstance(one, dict) and isinstance(one.get("name"), str) for one in packages):
        raise UnusableError(say("attached.package-without-name"))
    described = set(_texts(data.get("documentDescribes")))
    for one in data.get("relationships") or ():
        if isinstance(one, dict) and one.get("relationshipType") == "DESCRIBES" and one.get("spdxElementId") == "SPDXRef-DOCUMENT":
            described.add(str(one.get("relatedSpdxElement")))
        if isinstance(one, dict) and one.get("relationshipType") == "DESCRIBED_BY" and one.get("relatedSpdxElement") == "SPDXRef-DOCUMENT":
            described.add(str(one.get("spdxElementId")))
    subjects = [one for one in packages if one.get("SPDXID") in described]
    subject = subjects[0] if len(subjects) == 1 else {}
    made = data.get("creationInfo") if isinstance(data.get("creationInfo"), dict) else {}
    tools = [one.removeprefix("Tool:").strip() for one in _texts(_get(made, "creators")) if one.startswith("Tool:")]
    parts = tuple(
        ListedPart(one["name"], _text(one.get("versionInfo")), _organization(_text(one.get("supplier")) or _text(one.get("originator"))))
        for one in packages
        if one is not subject
    )
    form = f"SPDX {_text(data.get('spdxVersion')).removeprefix('SPDX-')}"
    return PartsList(form, _text(subject.get("name")), _text(subject.get("versionInfo")), parts, day_of(_get(made, "created")), in_a_row(tools))


def from_3(data: dict[str, Any]) -> PartsList:
    """Returns what a document of SPDX 3 says. Raises UnusableError where it has not the form of one."""
    graph = data.get("@graph")
    if not isinstance(graph, list):
        raise UnusableError(say("attached.no-graph"))
    elements = {_id(one): one for one in graph if isinstance(one, dict) and _id(one)}
    infos = [one for one in graph if isinstance(one, dict) and _type(one) == "CreationInfo"]
    roots: set[str] = set()
    for one in elements.values():
        if _type(one) in ("SpdxDocument", "Sbom"):
            roots.update(_refs(_value(one, "rootElement")))
    packages = [one for one in elements.values() if _type(one) == "Package"]
    subjects = [one for one in packages if _id(one) in roots]
    subject = subjects[0] if len(subjects) == 1 else {}
    info = next((one for one in infos if _text(one.get("created"))), {})
    version = next((_text(one.get("specVersion")) for one in infos if one.get("specVersion")), "3.0")
    tools = [_text(elements.get(ref, {}).get("name")) for ref in _refs(info.get("createdUsing"))]
    parts = tuple(_part(one, elements) for one in packages if one is not subject)
    name, of_version = _text(subject.get("name")), _text(_value(subject, "packageVersion"))
    return PartsList(f"SPDX {version}", name, of_version, parts, day_of(info.get("created")), in_a_row(one for one in tools if one))


def from_draft(data: dict[str, Any]) -> PartsList:
    """Raises UnusableError: tools wrote a form of SPDX 3 before there was one, spdx-tools 0.8.5 among them."""
    raise UnusableError(say("attached.draft"))


def _part(one: dict[str, Any], elements: dict[str, dict[str, Any]]) -> ListedPart:
    name = _text(one.get("name"))
    if not name:
        raise UnusableError(say("attached.graph-without-name"))
    suppliers = (*_refs(_value(one, "suppliedBy")), *_refs(_value(one, "originatedBy")))
    supplier = next((text for ref in suppliers if (text := _text(elements.get(ref, {}).get("name")))), "")
    return ListedPart(name, _text(_value(one, "packageVersion")), supplier)


def _type(one: dict[str, Any]) -> str:
    """Returns the type of an element without the name of its profile, `software_Package` as `Package`."""
    return str(one.get("type") or one.get("@type") or "").rpartition("_")[2].rpartition("/")[2].rpartition(":")[2]


def _id(one: dict[str, Any]) -> str:
    return _text(one.get("spdxId")) or _text(one.get("@id"))


def _value(one: dict[str, Any], name: str) -> Any:
    """Returns a property, with the name of its profile in front or without."""
    return next((value for key, value in one.items() if key == name or key.endswith(f"_{name}")), None)


def _refs(value: Any) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one
        elif isinstance(one, dict) and _id(one):
            yield _id(one)


def _organization(text: str) -> str:
    return text.removeprefix("Organization:").removeprefix("Person:").partition("(")[0].strip()


def _get(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _texts(value: Any) -> list[str]:
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

"""Parts lists in CycloneDX, as JSON and XML, of any version since 1.2: components, those inside of others too, and the subject."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from handbook.attached.documents import ListedPart, PartsList, UnusableError, day_of
from handbook.attached.markup import Element
from handbook.attached.naming import in_a_row
from handbook.findings.messages import say

NAMESPACE = re.compile(r"^http://cyclonedx\.org/schema/bom/([0-9.]+)$")
MOST_PARTS = 100_000


def from_json(data: dict[str, Any]) -> PartsList:
    """Returns what a list says. Raises UnusableError where it has not the form of one."""
    about = _mapping(data.get("metadata"))
    subject = _mapping(about.get("component"))
    tools = about.get("tools")
    named = _list(tools.get("components")) if isinstance(tools, dict) else _list(tools)
    parts = tuple(_components(data.get("components"), ()))
    form = f"CycloneDX {_text(data.get('specVersion'))}".strip()
    tool = in_a_row(" ".join(part for part in (_text(one.get("name")), _text(one.get("version"))) if part) for one in map(_mapping, named))
    return PartsList(form, _text(subject.get("name")), _text(subject.get("version")), parts, day_of(about.get("timestamp")), tool)


def from_xml(root: Element) -> PartsList:
    """Returns what a list in XML says."""
    found = NAMESPACE.match(root.namespace)
    about = next(root.of("metadata"), Element("metadata", "", {}))
    tools = [*about.of("tools", "tool"), *about.of("tools", "components", "component")]
    tool = in_a_row(" ".join(part for part in (one.text_of("name"), one.text_of("version")) if part) for one in tools)
    parts = tuple(_elements(root, ()))
    day = day_of(about.text_of("timestamp"))
    return PartsList(
        f"CycloneDX {found[1] if found else ''}".strip(), about.text_of("component", "name"), about.text_of("component", "version"), parts, day, tool
    )


def _components(found: Any, within: tuple[str, ...]) -> Iterator[ListedPart]:
    if not isinstance(found, (list, type(None))) or len(within) > 20:
        raise UnusableError(say("attached.no-components"))
    for number, one in enumerate(found or ()):
        if not isinstance(one, dict) or not _text(one.get("name")) or number > MOST_PARTS:
            raise UnusableError(say("attached.component-without-name"))
        name = _text(one.get("name"))
        supplier = next((text for key in ("supplier", "manufacturer") if (text := _text(_mapping(one.get(key)).get("name")))), "")
        supplier = supplier or _text(one.get("publisher")) or _text(one.get("author"))
        yield ListedPart(name, _text(one.get("version")), supplier, within)
        yield from _components(one.get("components"), (*within, name))


def _elements(element: Element, within: tuple[str, ...]) -> Iterator[ListedPart]:
    for one in element.of("components", "component"):
        name = one.text_of("name")
        if not name:
            raise UnusableError(say("attached.component-without-name"))
        supplier = one.text_of("supplier", "name") or one.text_of("manufacturer", "name") or one.text_of("publisher") or one.text_of("author")
        yield ListedPart(name, one.text_of("version"), supplier, within)
        yield from _elements(one, (*within, name))


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

"""Tells of a file of what form it is, by what stands in it, and reads it; a file of another form is none of this package's business."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from handbook.attached import csaf, cyclonedx, junit, spdx
from handbook.attached.documents import Attached, Unusable, UnusableError
from handbook.attached.markup import parse
from handbook.findings.messages import say
from handbook.source.disk import NotAFileError, TooLargeError, read_whole

MOST_BYTES = 8 * 1024 * 1024
"""A larger file is told and not read. Measured: a parts list of 8 MiB has 20,000 components and takes 0.2 s."""
MOST_TOGETHER = 64 * 1024 * 1024
"""Bytes of all such files of a product; those behind are told and not read."""
ENDINGS = (".json", ".xml", ".jsonld", ".spdx")
"""Only files with these endings are opened."""


def opened(folder: Path, names: Iterable[str]) -> dict[str, Attached]:
    """Returns what the files below a folder are that programs wrote, by their names; others, and those that are not there, are left out."""
    found: dict[str, Attached] = {}
    left = MOST_TOGETHER
    for name in dict.fromkeys(names):
        if name.lower().endswith(ENDINGS):
            one, size = _opened(folder / name, min(MOST_BYTES, left))
            left -= size
            if one is not None:
                found[name] = one
    return found


def read(content: bytes) -> Attached | None:
    """Returns what a file says; None where it is of no form that is known."""
    begins = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins[:1] == b"<":
        return _xml(content)
    if begins[:1] == b"{":
        return _json(content)
    return None


def _opened(path: Path, most: int) -> tuple[Attached | None, int]:
    try:
        content = read_whole(path, most)
    except NotAFileError:
        return None, 0
    except TooLargeError as error:
        return Unusable("file", say("attached.too-large", size=error.size / 1024 / 1024, most=most / 1024 / 1024)), 0
    except OSError:
        return None, 0
    return read(content), len(content)


def _xml(content: bytes) -> Attached | None:
    try:
        root = parse(content)
    except UnusableError as error:
        known = b"<testsuite" in content[:4096] or b"cyclonedx.org/schema/bom" in content[:4096]
        return Unusable("report of tests" if b"<testsuite" in content[:4096] else "parts list", error.why) if known else None
    try:
        if root.name in junit.ROOTS:
            return junit.report(root)
        return cyclonedx.from_xml(root) if root.name == "bom" and cyclonedx.NAMESPACE.match(root.namespace) else None
    except UnusableError as error:
        return Unusable("report of tests" if root.name in junit.ROOTS else "parts list", error.why)


def _json(content: bytes) -> Attached | None:
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        why = say("attached.no-json")
        if isinstance(error, json.JSONDecodeError):
            why = say("attached.no-json.from", line=error.lineno, column=error.colno)
        form = next((form for sign, form in _SIGNS.items() if sign in content[:4096]), "")
        return Unusable(form, why) if form else None
    for asks, form, reads in _FORMS:
        if isinstance(data, dict) and asks(data):
            try:
                return reads(data)
            except (UnusableError, RecursionError) as error:
                return Unusable(form, error.why if isinstance(error, UnusableError) else say("attached.too-deep"))
    return None


_SIGNS: Mapping[bytes, str] = {b'"bomFormat"': "parts list", b'"spdxVersion"': "parts list", b"spdx.org/rdf/3": "parts list", b'"csaf_version"': "advisory"}
"""What stands near the beginning of a file whose form can be told although it is no JSON."""
_FORMS: tuple[tuple[Callable[[dict[str, Any]], bool], str, Callable[[dict[str, Any]], Attached]], ...] = (
    (lambda data: data.get("bomFormat") == "CycloneDX", "parts list", cyclonedx.from_json),
    (lambda data: str(data.get("spdxVersion", "")).startswith("SPDX-2"), "parts list", spdx.from_2),
    (lambda data: "spdx.org/rdf/3" in str(data.get("@context", "")), "parts list", spdx.from_3),
    (lambda data: "spdx.org/rdf/Core" in str(data.get("@context", "")), "parts list", spdx.from_draft),
    (lambda data: isinstance(data.get("document"), dict) and "csaf_version" in data["document"], "advisory", csaf.advisory),
)

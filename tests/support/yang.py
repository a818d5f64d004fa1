"""MUD files held against the YANG modules of RFC 8520 and RFC 8519: the modules come with pyang, the reading of data is yangson's."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

MODULES = Path(sys.prefix) / "share" / "yang" / "modules" / "ietf"
"""Where pyang installs the published modules."""
IMPLEMENTED = ("ietf-mud", "ietf-access-control-list", "ietf-acldns", "ietf-interfaces")
FEATURES = ("match-on-eth", "match-on-ipv4", "match-on-ipv6", "match-on-tcp", "match-on-udp", "match-on-icmp", "eth", "ipv4", "ipv6")
"""Features of `ietf-access-control-list` that MUD files rest on (RFC 8520, Section 4 names no others that ours use)."""


def refusals(document: Any) -> list[str]:
    """Returns what the modules refuse in a document: nothing, or the first thing that yangson tells."""
    from yangson.enumerations import ContentType
    from yangson.exceptions import YangsonException

    try:
        _model().from_raw(document).validate(ctype=ContentType.config)
    except YangsonException as error:
        return [f"{type(error).__name__}: {error}"]
    return []


@cache
def _model() -> Any:
    from yangson import DataModel

    return DataModel(json.dumps(_library()), [str(MODULES)])


def _library() -> dict[str, Any]:
    """Returns the modules in the form of RFC 7895, those that ours import included."""
    found: dict[str, dict[str, Any]] = {}
    waiting = list(IMPLEMENTED)
    while waiting:
        name = waiting.pop()
        if name not in found:
            text = (MODULES / f"{name}.yang").read_text(encoding="utf-8")
            found[name] = {
                "name": name,
                "revision": max(re.findall(r"^\s*revision \"?(\d{4}-\d\d-\d\d)", text, re.MULTILINE)),
                "namespace": next(_namespaces(text)),
                "conformance-type": "implement" if name in IMPLEMENTED else "import",
                **({"feature": list(FEATURES)} if name == "ietf-access-control-list" else {}),
            }
            waiting += re.findall(r"^\s*import ([a-z-]+)", text, re.MULTILINE)
    return {"ietf-yang-library:modules-state": {"module-set-id": "mud", "module": list(found.values())}}


def _namespaces(text: str) -> Iterator[str]:
    for one in re.finditer(r"^\s*namespace\s+\"?([^\s\";]+)", text, re.MULTILINE):
        yield one[1]

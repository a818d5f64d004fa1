"""The bill of materials of a site's build, as CycloneDX 1.6: each package of its lock files, with the hashes by which pip takes it.

`uv` writes under each package by which others it is asked for, so that the bill tells that too. It is made of text alone: two builds from the same lock
files have the same bill, which carries no time and no number of its own. What a package brings with it in its wheel, such as the scripts of
the theme, is no entry: the hash of the wheel covers it. Source: CycloneDX 1.6, JSON schema; the format of requirements files in the manual of pip.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

_PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^]]*\])?==(?P<version>[^\s;\\]+)(?:\s*;\s*(?P<marker>.*?))?\s*\\?$")
_HASH = re.compile(r"^--hash=sha256:([0-9a-f]{64})\s*\\?$")
_ASKED = re.compile(r"^#\s+(?:via\s+)?(?P<name>[A-Za-z0-9._-]+)(?:\s|$)")
PROJECT = "iot-maker-handbook"


@dataclass(slots=True)
class Package:
    """A package that a lock file names."""

    name: str
    version: str
    marker: str = ""
    """Where it is installed, as PEP 508 says it; '' for everywhere."""
    hashes: list[str] = field(default_factory=list)
    asked_by: list[str] = field(default_factory=list)

    @property
    def purl(self) -> str:
        """Returns its package URL, the name in lower case with hyphens, as its type `pypi` wants it."""
        return f"pkg:pypi/{re.sub('[-_.]+', '-', self.name).lower()}@{self.version}"


def packages(lock: str) -> list[Package]:
    """Returns the packages of a lock file in their order."""
    found: list[Package] = []
    for line in map(str.strip, lock.splitlines()):
        if match := _PACKAGE.match(line):
            found.append(Package(match["name"], match["version"], match["marker"] or ""))
        elif found and (match := _HASH.match(line)):
            found[-1].hashes.append(match[1])
        elif found and (match := _ASKED.match(line)) and match["name"] != "via":
            found[-1].asked_by.append(match["name"])
    return found


def bill_of_materials(locks: Iterable[str]) -> dict[str, Any]:
    """Returns the bill of the packages in lock files."""
    listed = [one for lock in locks for one in packages(lock)]
    known = {one.name: one.purl for one in listed}
    needs: dict[str, list[str]] = {PROJECT: [], **{one.purl: [] for one in listed}}
    for one in listed:
        for name in one.asked_by or [PROJECT]:
            needs[known.get(name, PROJECT)].append(one.purl)
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": PROJECT, "name": PROJECT}},
        "components": [_component(one) for one in listed],
        "dependencies": [{"ref": name, "dependsOn": sorted(set(asked))} for name, asked in needs.items()],
    }


def _component(one: Package) -> dict[str, Any]:
    hashes = [{"alg": "SHA-256", "content": content} for content in one.hashes]
    files = {
        "type": "distribution",
        "url": f"https://pypi.org/project/{one.name}/{one.version}/",
        "comment": "One hash for each file that pip may take.",
        "hashes": hashes,
    }
    marker = {"properties": [{"name": "handbook:marker", "value": one.marker}]} if one.marker else {}
    return {
        "type": "library",
        "bom-ref": one.purl,
        "name": one.name,
        "version": one.version,
        "purl": one.purl,
        "externalReferences": [files],
        **marker,
    }

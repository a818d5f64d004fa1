"""Vulnerability cases as exports tell them: which are public, how each release stands, parts of severity and weakness."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from handbook.exports.publisher import for_anybody
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import VexStatement, Vulnerability
from handbook.schema.records.product import Release

NO_VERSION = "unknown"
"""Stands for the version of a release that names none."""
_VECTOR = re.compile(r"CVSS:4\.0/[A-Za-z0-9:/]{20,300}")
_WEAKNESS = re.compile(r"^(CWE-([1-9][0-9]{0,5}))\s+(\S[^\n]*)$")
_FILE = re.compile(r"[^+\-a-z0-9]+")
BANDS = ((9.0, "critical"), (7.0, "high"), (4.0, "medium"), (0.1, "low"))
"""Qualitative ratings of CVSS v4.0, Section 6: the least score of each."""


@dataclass(frozen=True, slots=True)
class Severity:
    """A CVSS v4.0 vector with the score that follows from it."""

    vector: str
    score: float
    rating: str
    """`none`, `low`, `medium`, `high` or `critical`."""


@dataclass(frozen=True)
class Case:
    """A vulnerability that the maker has published."""

    handbook: Handbook
    item: Item[Vulnerability]
    public_id: str
    """The id under which others know it, on one line: the maker's advisory number, or else the record's id. No two cases have one that names one file."""

    @property
    def record(self) -> Vulnerability:
        return self.item.record

    @cached_property
    def statements(self) -> dict[str, VexStatement]:
        """Returns how each release stands to it, by the release's id; the first statement counts where there are several of one."""
        found: dict[str, VexStatement] = {}
        for one in self.record.vex:
            if self.handbook.record(one.release, Release):
                found.setdefault(one.release, one)
        return found

    @cached_property
    def severity(self) -> Severity | None:
        """Returns its severity, or None where no vector can be read."""
        return severity_in(self.record.severity or "")

    @cached_property
    def weakness(self) -> tuple[int, str] | None:
        """Returns the number and the name of its weakness in the CWE, or None where neither can be read."""
        found = _WEAKNESS.match((self.record.weakness or "").strip())
        return (int(found[2]), found[3].strip()) if found else None

    @property
    def published(self) -> str:
        """Returns when it was published."""
        return moment(self.record.published_on or "")

    @property
    def revised(self) -> str:
        """Returns when what is public of it was last looked at, where that is later than its publication, else ''."""
        seen = moment(self.record.reviewed_on.isoformat()) if self.record.reviewed_on else ""
        return seen if seen > self.published else ""


def published_cases(handbook: Handbook) -> tuple[Case, ...]:
    """Returns the vulnerabilities that are published and whose records anybody may read, in the order of the file."""
    known = for_anybody(handbook)
    items = [item for item in known.of(Vulnerability) if item.record.published_on]
    names = [" ".join(item.record.known_as[0].split()) if item.record.known_as else item.id for item in items]
    taken = Counter(file_name(name) for name in names)
    return tuple(Case(known, item, name if taken[file_name(name)] == 1 else item.id) for item, name in zip(items, names, strict=True))


def releases_of(cases: tuple[Case, ...]) -> Mapping[str, Item[Release]]:
    """Returns every release that any of the cases speaks of, by id, in the order of the handbook."""
    named = {release for case in cases for release in case.statements}
    return {item.id: item for item in cases[0].handbook.of(Release) if item.id in named} if cases else {}


def component_name(handbook: Handbook, release: Release) -> str:
    """Returns the title of the component that a release is a version of, or that of the release itself."""
    component = handbook.record(release.component)
    return component.title if component else release.title


def severity_in(text: str) -> Severity | None:
    """Returns the severity of the CVSS v4.0 vector in a text, its score computed, or None where there is none that can be read."""
    from cvss import CVSS4
    from cvss.exceptions import CVSS4Error

    found = _VECTOR.search(text)
    if found is None:
        return None
    try:
        score = float(CVSS4(found[0]).base_score)
    except CVSS4Error:
        return None
    return Severity(found[0], score, next((name for least, name in BANDS if score >= least), "none"))


def moment(text: str) -> str:
    """Returns a day, or a day and a time of day in UTC, by RFC 3339; a day begins at midnight."""
    day, _, time = text.partition(" ")
    return f"{day}T{time or '00:00'}:00Z" if day else ""


def file_name(public_id: str) -> str:
    """Returns the name of an advisory's file by CSAF 2.0, Section 5.1, without its ending."""
    return _FILE.sub("_", public_id.lower())

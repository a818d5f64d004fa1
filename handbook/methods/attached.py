"""What files that programs wrote say of records: which part a line of a parts list is, which release an advisory means."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import cast

from handbook.attached.documents import Advisory, ListedPart, PartsList, ReportOfTests, Stated, TestRun
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.product import Component, HardwareOrSoftwarePart, Release

STATUSES: Mapping[str, str] = {
    "known_affected": "affected", "first_affected": "affected", "last_affected": "affected", "fixed": "fixed", "first_fixed": "fixed",
    "known_not_affected": "not affected", "under_investigation": "under investigation",
}  # fmt: skip
"""What a status of CSAF says in the words of VEX; `recommended` says nothing of the weakness."""
_WORD = re.compile(r"[^\W_]+")
_SAYS_NOTHING = frozenset({"a", "and", "by", "firmware", "for", "in", "library", "of", "on", "the", "to", "with"})


@dataclass(frozen=True, slots=True)
class Shown:
    """The tests of a report as the result of one piece of evidence."""

    report: ReportOfTests
    of: Mapping[str, tuple[TestRun, ...]]
    """Tests that name a verification of the evidence, by its id."""
    others: tuple[TestRun, ...]
    """Tests that name no verification at all."""

    @property
    def tests(self) -> tuple[TestRun, ...]:
        """Returns every test that counts for the evidence, each once; those that name only verifications of other evidence do not."""
        named = {id(test): test for tests in self.of.values() for test in tests}
        return (*named.values(), *self.others)


def report_of(handbook: Handbook, item: Item[Evidence]) -> Shown | None:
    """Returns the report of tests that evidence names; None where its file is none."""
    found = handbook.attached.get(item.record.file or "")
    if not isinstance(found, ReportOfTests):
        return None
    subjects = item.record.result_of
    of = {one: tests for one in subjects if (tests := tuple(test for test in found.tests if one in test.verifications))}
    return Shown(found, of, tuple(test for test in found.tests if not test.verifications))


def parts_list_of(handbook: Handbook, item: Item[Release]) -> PartsList | None:
    """Returns the parts list that a release names; None where its file is none that can be read."""
    found = handbook.attached.get(item.record.sbom or "")
    return found if isinstance(found, PartsList) else None


def advisory_of(handbook: Handbook, item: Item[Vulnerability]) -> Advisory | None:
    """Returns the advisory that a case names; None where its file is none that can be read."""
    found = handbook.attached.get(item.record.advisory or "")
    return found if isinstance(found, Advisory) else None


def unknown_parts(handbook: Handbook, release: Item[Release], found: PartsList) -> tuple[ListedPart, ...]:
    """Returns the lines of a parts list for which no part of the product stands.

    A part stands for a line by a name that it is listed as, or where every word of the line's name is in its title, its version or its supplier's name.
    The maker's own code is no part, and what is inside of something that is known is known with it.
    """
    own = {handbook.maker.casefold(), handbook.name.casefold()}
    parts = _parts_in(handbook, release)
    known = [(frozenset(name.casefold() for name in part.record.listed_as), _words_of(handbook, part)) for part in parts]
    left: list[ListedPart] = []
    told: set[tuple[str, ...]] = set()
    for line in found.parts:
        above = any((*line.within[:depth],) in told for depth in range(1, len(line.within) + 1))
        words = _words(line.name)
        is_known = any(line.name.casefold() in names or (words and words <= said) for names, said in known)
        if above or is_known or (line.supplier and line.supplier.casefold() in own):
            told.add((*line.within, line.name))
        else:
            left.append(line)
    return tuple(left)


def missing_parts(handbook: Handbook, release: Item[Release], found: PartsList) -> tuple[Item[HardwareOrSoftwarePart], ...]:
    """Returns the parts that are software in the release's component, and for which no line of the list stands."""
    lines = [(line.name.casefold(), _words(line.name)) for line in found.parts]
    missing: list[Item[HardwareOrSoftwarePart]] = []
    for part in _parts_in(handbook, release):
        if part.record.nature == "software":
            names, said = {name.casefold() for name in part.record.listed_as}, _words_of(handbook, part)
            if not any(name in names or (words and words <= said) for name, words in lines):
                missing.append(part)
    return tuple(missing)


def release_meant(handbook: Handbook, stated: Stated) -> Item[Release] | None:
    """Returns the release that a line of an advisory means: by its id, or by its version and the words of its component's title."""
    by_id = handbook.items.get(stated.product_id)
    if by_id is not None and isinstance(by_id.record, Release):
        return cast("Item[Release]", by_id)
    said = _words(stated.product)
    named = handbook.once(_releases_by_version).get(stated.version or "", ())
    best = [(len(words), release) for words, release in named if words <= said]
    most = max((size for size, _ in best), default=0)
    found = [release for size, release in best if size == most]
    return found[0] if len(found) == 1 else None


def _releases_by_version(handbook: Handbook) -> dict[str, list[tuple[frozenset[str], Item[Release]]]]:
    """Returns the releases of components that have a name, each with its words, by their versions."""
    found: dict[str, list[tuple[frozenset[str], Item[Release]]]] = {}
    for release in handbook.of(Release):
        component = handbook.record(release.record.component, Component)
        words = _words(component.title) if component is not None else frozenset()
        if words and release.record.version:
            found.setdefault(release.record.version, []).append((words, release))
    return found


def _parts_in(handbook: Handbook, release: Item[Release]) -> tuple[Item[HardwareOrSoftwarePart], ...]:
    """Returns the parts of a release's component; those of hardware revisions on which it does not run are left out."""
    revisions = {name.partition(" (")[0] for name in release.record.revisions}
    parts = handbook.of(HardwareOrSoftwarePart)
    of_component = (part for part in parts if release.record.component in part.record.components)
    return tuple(part for part in of_component if not revisions or not part.record.revisions or revisions & set(part.record.revisions))


def _words_of(handbook: Handbook, part: Item[HardwareOrSoftwarePart]) -> frozenset[str]:
    supplier = handbook.record(part.record.supplier)
    return _words(f"{part.record.title} {part.record.version or ''} {supplier.title if supplier is not None else ''}")


def _words(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text)) - _SAYS_NOTHING

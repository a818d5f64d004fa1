"""What must hold of the findings about a spoilt product, whatever was spoilt: the judge of the mutation tests.

1. Every finding stands in a file of the product, in a line and column that are there, and quotes what stands there.
2. Nothing is lost in silence: every value that is written is in the record as typed, or reported at its place; every reference is
   a link, or reported at its place; and no record says what is not written.
3. Files that nobody touched say what they said before.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import yaml

from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.model.loaded import Loaded
from handbook.reading.file_tops import IN_PRODUCT
from handbook.resolve.facts import said
from handbook.schema.fields import Part
from handbook.schema.kinds import FILES
from handbook.schema.records.facts import Fact
from tests.support.written import PRODUCT_FILE, composed, holds, position, records_in

QUOTED = frozenset(
    {"unknown-key", "unknown-reference", "wrong-kind", "malformed-id", "duplicate-id", "duplicate-key", "withdrawn-reference", "wrong-level", "wrong-document"}
)
"""Findings that say word for word what stands at their place."""
EMPTY = ("", "~", "null", "Null", "NULL")
WHOLE_FILE = frozenset({"missing-file", "unreadable-file", "too-large", "not-utf8", "yaml-syntax", "too-deep", "yaml-feature", "unknown-format"})


def complaints(changed: Mapping[str, str | None], texts: Mapping[str, str], before: Loaded, after: Loaded) -> list[str]:
    """Returns what is wrong with the findings about a product of which `changed` holds the files that differ; None for one that is gone."""
    findings = [one for one in after.diagnostics if one.code != "residue"]
    found = [*_misplaced(findings, {**texts, **{file: text for file, text in changed.items() if text is not None}})]
    for file, text in changed.items():
        if text is not None and file in FILES:
            found += _silence(file, text, after, [one for one in findings if one.place.file == file])
    return [*found, *_untouched(set(changed), before, after, findings)]


# 1 --------------------------------------------------------------------------------------------------------------------


def _misplaced(findings: list[Diagnostic], texts: Mapping[str, str]) -> Iterator[str]:
    for one in findings:
        if not one.sentence.isprintable() or len(one.sentence) > 700:
            yield f"a message that is no line: {one.sentence[:700]!r}"
        text = texts.get(one.place.file)
        if text is None:
            if one.place.line != 1:
                yield f"a finding in line {one.place.line} of a file that is not there: {one.sentence}"
            continue
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        if not (1 <= one.place.line <= len(lines) and 1 <= one.place.column <= len(lines[one.place.line - 1]) + 1):
            yield f"{one.place} is outside the file: {one.sentence}"
        elif one.code in QUOTED:
            rest = lines[one.place.line - 1][one.place.column - 1 :].lstrip()
            bare = one.found.split("\n")[0].split("\t")[0].strip()
            broken = bare.startswith(rest.rstrip()) and one.place.line < len(lines)  # goes on in the next line
            if not rest.lstrip("'\"").startswith(bare) and not broken and rest[:1] not in ("|", ">", '"', "&", "!"):
                yield f"{one.place} does not hold {one.found!r}: {rest[:40]!r}"


# 2 --------------------------------------------------------------------------------------------------------------------


def _silence(file: str, text: str, after: Loaded, findings: list[Diagnostic]) -> Iterator[str]:
    if any(one.code in WHOLE_FILE for one in findings):
        return
    try:
        root = composed(text)
        nodes = records_in(file, text)
    except (yaml.YAMLError, ValueError) as error:
        yield f"{file} is no YAML, and nobody says so: {error}"
        return
    if root is None or (isinstance(root, yaml.ScalarNode) and not root.value):
        return
    if file == PRODUCT_FILE:
        if not isinstance(root, yaml.MappingNode):
            if not findings:
                yield f"{file} holds no keys, and nobody says so"
            return
        known = [key.value for key, _ in root.value]
        for key, _ in root.value:
            if (key.value not in ("format", "depth", "product", "site", *IN_PRODUCT) or known.count(key.value) > 1) and not any(
                one.place.file == file for one in findings
            ):
                yield f"the key {key.value} is lost in silence"
    elif not isinstance(root, yaml.SequenceNode):
        above = {key.value for key, _ in root.value} if isinstance(root, yaml.MappingNode) else set()
        if not findings and not above & {"records", "none"}:
            yield f"{file} holds no list, and nobody says so"
        if "records" not in above:
            return
    walk = _Walk(after, findings)
    items = {item.node.line: item for item in after.handbook.items.values() if item.document.file == file}
    for node, model in nodes:
        first, last = node.start_mark.line + 1, node.end_mark.line + 1
        is_site = model.__name__ == "Site"
        item = None if is_site else items.get(first)
        record: Any = after.handbook.site if is_site else item.record if item is not None else None
        if record is None or not isinstance(node, yaml.MappingNode):
            if not any(first <= one.place.line <= last and one.severity is Severity.ERROR for one in findings):
                yield f"a record in line {first} is lost in silence"
            continue
        walk.id = item.id if item is not None else ""
        walk.inherited = frozenset(item.inherited) if item is not None else frozenset()
        yield from walk.part(node, record, (), ())


class _Walk:
    """Goes through what is written beside what was made of it."""

    def __init__(self, after: Loaded, findings: list[Diagnostic]) -> None:
        self.at = {(one.place.line, one.place.column): one for one in findings}
        handbook = after.handbook
        self.links = {(link.source, link.path) for link in handbook.links}
        self.cited = {(citation.source, citation.entry.cited) for citation in handbook.citations}
        self.answers = {(source, question) for question in handbook.catalogues.questions for source in (item.id for item in handbook.answers_to(question))}
        self.attachments = set(handbook.attachments)
        self.facts = {item.record.name: item for item in handbook.of(Fact) if item.record.name}
        self.silenced = any(one.severity is Severity.ERROR for one in after.diagnostics)
        self.id = ""
        self.inherited: frozenset[str] = frozenset()
        """Fields that stand above the records instead."""

    def part(self, node: Any, value: Any, path: tuple[str | int, ...], chain: tuple[tuple[int, int], ...]) -> Iterator[str]:
        """Yields what keys hold that their part does not, and what the part says that no key does."""
        if not isinstance(value, Part):
            if not self._told(node, chain):
                yield f"keys at {position(node)} ({path}) are lost in silence"
            return
        seen: set[str] = set()
        for key, entry in node.value:
            at = position(key)
            name = key.value if isinstance(key, yaml.ScalarNode) else None
            if name is None or name in seen or name not in type(value).model_fields:
                if at not in self.at and not self._told(node, chain):
                    yield f"the key {name!r} at {at} is lost in silence"
                continue
            seen.add(name)
            yield from self.value(entry, getattr(value, name), (*path, name), (*chain, at), type(value).model_fields[name])
        guessed = {suggestion for one in self.at.values() if one.code == "unknown-key" for suggestion in one.suggestions}
        for name in value.model_fields_set - seen - guessed - (self.inherited if path == () else frozenset()):
            if getattr(value, name) != type(value).model_fields[name].get_default(call_default_factory=True) and name != "title":
                yield f"{name} of {path} is said and not written: {getattr(value, name)!r}"

    def value(self, node: Any, value: Any, path: tuple[str | int, ...], chain: tuple[tuple[int, int], ...], info: Any) -> Iterator[str]:
        """Yields what is written at a node and neither said nor reported."""
        if isinstance(node, yaml.MappingNode):
            yield from self.part(node, value, path, (*chain, position(node)))
        elif isinstance(node, yaml.SequenceNode):
            if isinstance(value, tuple) and len(value) == len(node.value):
                for number, (entry, single) in enumerate(zip(node.value, value, strict=True)):
                    yield from self.value(entry, single, (*path, number), (*chain, position(node)), info)
            elif not self._told(node, chain):
                yield f"entries at {position(node)} ({path}) are lost in silence"
        elif not _says(value, node) and not (isinstance(value, str) and value == said(node.value, self.facts)):
            if not self._told(node, chain):
                yield f"{node.value!r} at {position(node)} ({path}) is lost in silence; the record says {value!r}"
        elif node.value not in EMPTY:
            yield from self.reference(node, path, chain, info)

    def reference(self, node: Any, path: tuple[str | int, ...], chain: tuple[tuple[int, int], ...], info: Any) -> Iterator[str]:
        """Yields a reference that leads nowhere in silence."""
        meaning = holds(info)
        found = {
            "record": (self.id, path) in self.links or not self.id,
            "entry": (self.id, node.value) in self.cited,
            "question": (self.id, node.value) in self.answers,
            "file": node.value in self.attachments,
        }.get(meaning, True)
        if not found and not self._told(node, chain) and not (meaning == "record" and self.silenced):
            yield f"{node.value!r} at {position(node)} ({path}) leads nowhere, and nobody says so"

    def _told(self, node: Any, chain: tuple[tuple[int, int], ...]) -> bool:
        return any(at in self.at for at in (*chain, *_positions(node)))


def _positions(node: Any) -> Iterator[tuple[int, int]]:
    yield position(node)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield position(key)
            yield from _positions(value)
    elif isinstance(node, yaml.SequenceNode):
        for entry in node.value:
            yield from _positions(entry)


def _says(value: Any, node: Any) -> bool:
    """Returns whether a value is what a scalar says."""
    text = node.value
    if text in EMPTY and not node.style:
        return value is None or value == () or not isinstance(value, Part)
    if isinstance(value, bool):
        return text.lower() in (("yes", "true") if value else ("no", "false"))
    if isinstance(value, str):
        return value == text
    if isinstance(value, date):
        return value.isoformat() == text
    if isinstance(value, (int, float)):
        return str(value) == text or f"{value:g}" == text or str(value) == text.lstrip("0") or (text.replace(".", "").isdigit() and float(text) == value)
    return False


# 3 --------------------------------------------------------------------------------------------------------------------


def _untouched(changed: set[str], before: Loaded, after: Loaded, findings: list[Diagnostic]) -> Iterator[str]:
    if any(one.code == "unknown-format" or (one.place.file == PRODUCT_FILE and one.severity is Severity.ERROR) for one in findings):
        return
    at = {(one.place.file, one.place.line, one.place.column) for one in findings}
    spoilt = any(one.place.file in changed and one.severity is Severity.ERROR for one in findings)
    links = {(link.source, link.path, link.target) for link in after.handbook.links}
    for item in before.handbook.items.values():
        if item.document.file in changed:
            continue
        if item.mentioned and Fact.spec.file in changed:
            continue  # its texts say what the facts say
        now = after.handbook.items.get(item.id)
        above = {*item.inherited, *(now.inherited if now is not None else ())} if PRODUCT_FILE in changed else set()  # what it says for all files
        if now is None or now.record.model_dump(exclude=above) != item.record.model_dump(exclude=above):
            yield f"{item.id} in {item.document.file}, which nobody touched, is not what it was"
        for link in before.handbook.links_from(item.id):
            place = item.place(*link.path)
            if link.field in above:
                continue
            if (link.source, link.path, link.target) not in links and (place.file, place.line, place.column) not in at and not spoilt:
                yield f"the link from {link.source} ({link.path}) to {link.target} is lost in silence"

"""Reads a YAML file into a tree of nodes with positions, or says what is wrong with its YAML.

Scalars stay the author's text: `on`, `1.10` and `2026-11-16` are not interpreted here, the schema decides what they
are. Anchors, aliases, merge keys and tags are refused, since they let one place say what another means. Size and
nesting are limited before any tree is built, so that no file can exhaust the machine. What follows ` #` is a comment in YAML; where it
looks like text (`Valve #4711`, on that line or the next) it is reported, since it would vanish. The next stage is `schema`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import say
from handbook.source.comments import Comments, Lost
from handbook.source.disk import NotAFileError, TooLargeError, read_whole
from handbook.source.nodes import Document, Mapping, Node, Scalar, Sequence
from handbook.source.yaml_errors import character_finding, place_at, syntax_finding

MAXIMUM_BYTES = 8 * 1024 * 1024
"""A larger file is refused unread. Measured: PyYAML needs 43 s for 48 MB."""
MAXIMUM_DEPTH = 50
"""Deeper nesting is refused while reading. Measured: the C composer crashes the process at 200,000 levels."""
MAXIMUM_VALUES = 1_000_000
"""Keys, values and entries of lists in one file; more are refused while reading. Measured: a million take 3 s, 10,000 records have 400,000."""

NEW_RECORD = "id"
"""Where this key stands a second time, a record ran into the one before."""

_LOADER: Any = getattr(yaml, "CLoader", yaml.Loader)
_EMPTY_WORDS = frozenset({"", "~", "null", "Null", "NULL"})
_HIDDEN_BREAKS = "\u0085\u2028\u2029"
"""Characters that end a line for the parser, and that editors and forges do not count: every line after them would be told wrongly."""
_QUESTION = re.compile(r"Q[0-8]-[0-9]{2}(?![\w-])")
_COMMENT_SO_FAR = re.compile(r"[ \t]*+#[ \t#-]*+")
"""What stands on a line before the id of a question with which a comment begins."""


def read(path: Path, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Returns the document at `path`, or None if it cannot be read, with everything that is wrong with its YAML.

    `file` is the name that diagnostics show. Nothing is raised for whatever the file holds.
    """
    text, diagnostics = text_of(path, file)
    return (None, diagnostics) if text is None else parse(text, file)


def text_of(path: Path, file: str) -> tuple[str | None, list[Diagnostic]]:
    """Returns the text of the file at `path`, or None and a diagnostic where it is none or cannot be read."""
    start = Place(file)
    try:
        data = read_whole(path, MAXIMUM_BYTES)
    except NotAFileError as error:
        return None, [make("unreadable-file", start, say("unreadable-file.other", file=file, what=error.what), say("unreadable-file.other.right"))]
    except TooLargeError as error:
        size = error.size / 1024 / 1024
        limit = say("too-large.file.right", most=MAXIMUM_BYTES // 1024 // 1024)
        return None, [make("too-large", start, say("too-large.file", size=size), limit, found=f"{size:.1f} MiB")]
    except FileNotFoundError:
        return None, [make("missing-file", start, say("missing-file", file=file), say("missing-file.right"))]
    except OSError as error:
        reason = error.strerror.lower() if error.strerror else say("part.unknown-reason")
        return None, [make("unreadable-file", start, say("unreadable-file.file", reason=reason))]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        byte = f"0x{data[error.start]:02X}"
        return None, [make("not-utf8", Place(file, line, column), say("not-utf8", byte=byte), say("not-utf8.right"))]
    return text, []


def parse(text: str, file: str) -> tuple[Document | None, list[Diagnostic]]:
    """Returns the document that `text` is, or None where it is no YAML, with everything that is wrong with it."""
    hidden = min((at for at in map(text.find, _HIDDEN_BREAKS) if at >= 0), default=-1)
    if hidden >= 0:
        message = say("yaml-syntax.hidden-break", character=ord(text[hidden]))
        return None, [make("yaml-syntax", place_at(hidden, text, file), message, say("yaml-syntax.hidden-break.right"))]
    builder = _Builder(file, Comments(text))
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except yaml.reader.ReaderError as error:
        return None, [character_finding(error, text, file)]
    except yaml.MarkedYAMLError as error:
        return None, [*builder.diagnostics, syntax_finding(error, text, file)]
    except RecursionError:  # the pure-Python parser, where the C one is absent
        return None, [_too_deep(Place(file))]
    if builder.refused:
        return None, builder.diagnostics
    root = builder.root if builder.root is not None else Scalar(1, 1, None)
    return Document(file, root, _questions(text, file), is_clean=not builder.diagnostics), builder.diagnostics


def _questions(text: str, file: str) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for match in _QUESTION.finditer(text):
        if match[0] not in found and _COMMENT_SO_FAR.fullmatch(text, text.rfind("\n", 0, match.start()) + 1, match.start()):
            found[match[0]] = place_at(match.start(), text, file)
    return found


def _events(text: str) -> Iterator[Any]:
    parser = _LOADER(text)
    try:
        while (event := parser.get_event()) is not None:
            yield event
    finally:
        parser.dispose()


class _Builder:
    """Builds nodes from YAML events, one at a time, without recursion."""

    def __init__(self, file: str, comments: Comments) -> None:
        self.file = file
        self._comments = comments
        self._is_commented = bool(comments)
        self.root: Node | None = None
        self.diagnostics: list[Diagnostic] = []
        self.refused = False
        self._open: list[Node] = []
        self._key: list[tuple[str | None, int, int] | None] = []
        self._indent: list[int] = []
        """For each open node the column at which its keys or entries stand; 0 where brackets hold them."""
        self._documents = 0
        self._values = 0
        self._merged: set[int] = set()

    def take(self, event: Any) -> bool:
        """Takes one event; returns whether to go on."""
        if self._is_commented:
            mark = event.end_mark
            self._report_lost(self._comments.after(mark.line, mark.column))
        if isinstance(event, yaml.ScalarEvent):  # three of four events, so asked first
            return self._scalar(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                place = self._place(event)
                self.diagnostics.append(make("yaml-syntax", place, say("yaml-syntax.second-document"), say("yaml-syntax.second-document.right")))
                return False
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            return self._start(event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._open.pop()
            self._key.pop()
            self._indent.pop()
        elif isinstance(event, yaml.AliasEvent):
            message = say("yaml-feature.alias", name=event.anchor)
            self.diagnostics.append(make("yaml-feature", self._place(event), message, say("yaml-feature.alias.right")))
            line, column = _mark(event)
            self._add(Scalar(line, column, None, refused=True))
        return True

    def _start(self, event: Any) -> bool:
        self._values += 1
        if self._values > MAXIMUM_VALUES:
            return self._too_many(event)
        self._refuse_features(event)
        line, column = _mark(event)
        node: Node = Mapping(line, column) if isinstance(event, yaml.MappingStartEvent) else Sequence(line, column)
        if len(self._open) >= MAXIMUM_DEPTH:
            self.diagnostics.append(_too_deep(self._place(event)))
            self.refused = True
            return False
        self._add(node)
        self._open.append(node)
        self._key.append(None)
        self._indent.append(0 if event.flow_style else column)
        return True

    def _scalar(self, event: Any) -> bool:
        self._values += 1
        if self._values > MAXIMUM_VALUES:
            return self._too_many(event)
        if event.anchor is not None or event.tag is not None:
            self._refuse_features(event)
        start, text = event.start_mark, event.value
        empty = text in _EMPTY_WORDS and not event.style
        if self._is_commented and self._open and not event.style:
            mark = event.end_mark
            self._report_lost(self._comments.below(mark.line, mark.column, self._indent[-1], empty=empty))
        self._add(Scalar(start.line + 1, start.column + 1, None if empty else text))
        return True

    def _too_many(self, event: Any) -> bool:
        message = say("too-large.values", most=MAXIMUM_VALUES)
        self.diagnostics.append(make("too-large", self._place(event), message, say("too-large.values.right", most=MAXIMUM_VALUES)))
        self.refused = True
        return False

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        assert isinstance(parent, Mapping)
        pending = self._key[-1]
        if pending is None:
            self._key[-1] = self._as_key(node)
            return
        self._key[-1] = None
        name, line, column = pending
        if name is None:
            return
        if name in parent.items:
            if id(parent) in self._merged:
                return
            first = parent.keys[name][0]
            message = say("duplicate-key", key=name, line=first)
            expected = say("duplicate-key.right")
            if name == NEW_RECORD:  # every key after it would be a second one as well
                expected = say("duplicate-key.record.right")
                self._merged.add(id(parent))
            place = Place(self.file, line, column)
            self.diagnostics.append(make("duplicate-key", place, message, expected=expected, found=name))
            return
        parent.items[name] = node
        parent.keys[name] = (line, column)

    def _as_key(self, node: Node) -> tuple[str | None, int, int]:
        if isinstance(node, Scalar) and node.text is not None:
            if node.text == "<<":
                place = Place(self.file, node.line, node.column)
                self.diagnostics.append(make("yaml-feature", place, say("yaml-feature.merge"), say("yaml-feature.merge.right")))
                self._open[-1].refused = True
                return None, node.line, node.column
            return node.text, node.line, node.column
        self._open[-1].refused = True
        if node.refused:
            return None, node.line, node.column
        place = Place(self.file, node.line, node.column)
        self.diagnostics.append(make("yaml-syntax", place, say("yaml-syntax.key"), say("yaml-syntax.key.right")))
        return None, node.line, node.column

    def _refuse_features(self, event: Any) -> None:
        if event.anchor is None and event.tag is None:
            return
        place = self._place(event)
        if event.anchor is not None:
            message = say("yaml-feature.anchor", name=event.anchor)
            self.diagnostics.append(make("yaml-feature", place, message, say("yaml-feature.anchor.right")))
        if event.tag is not None:
            shown = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.diagnostics.append(make("yaml-feature", place, say("yaml-feature.tag", tag=shown), say("yaml-feature.tag.right")))

    def _report_lost(self, lost: Lost | None) -> None:
        if lost is not None:
            message, expected = say("text-after-hash", word=lost.word), say("text-after-hash.right")
            place = Place(self.file, lost.line + 1, lost.column + 1)
            self.diagnostics.append(make("text-after-hash", place, message, expected=expected, found=lost.word))

    def _place(self, event: Any) -> Place:
        return Place(self.file, *_mark(event))


def _mark(event: Any) -> tuple[int, int]:
    mark = event.start_mark
    return mark.line + 1, mark.column + 1


def _too_deep(place: Place) -> Diagnostic:
    return make("too-deep", place, say("too-deep", most=MAXIMUM_DEPTH), say("too-deep.right", most=MAXIMUM_DEPTH))

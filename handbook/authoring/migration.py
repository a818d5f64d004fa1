"""Migration of a product: what is written in an older format of the YAML becomes the present format, in place, comments kept.

Comments, order and quotes stay as they are (ruamel.yaml keeps them). Each step leads from one format to the next and says in a
sentence what it does; steps run in order, and nothing is written unless all of them went through.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher, unified_diff
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.emitter import RoundTripEmitter
from ruamel.yaml.error import YAMLError

from handbook.schema.file_top import RECORDS
from handbook.schema.kinds import FILES
from handbook.schema.product_file import FORMAT, PRODUCT_FILE
from handbook.schema.shared_file import SHARED_FILE
from handbook.source.disk import read_whole
from handbook.source.yaml_text import MAXIMUM_BYTES, parse


class MigrationRefusedError(ValueError):
    """The product cannot be migrated; the message is one sentence for its author."""


@dataclass(frozen=True, slots=True)
class _Style:
    """How a file indents its lists."""

    sequence: int
    offset: int
    flush: bool
    """Whether the list at the top starts in the first column although lists inside records do not."""


_STYLES = (_Style(4, 2, True), _Style(2, 0, False), _Style(4, 2, False), _Style(3, 1, True), _Style(6, 4, True))


@dataclass
class YamlFile:
    """A file of the product, open for steps. `root` is a `CommentedMap` or `CommentedSeq` of ruamel.yaml, or None."""

    original: str
    root: Any
    style: _Style
    as_read: str = ""
    """The file as ruamel.yaml writes it before any step; it differs from the original where that breaks a list in brackets over lines."""

    @property
    def text(self) -> str:
        """Returns the file as it stands now; lines that no step changed are the author's own."""
        if self.root is None:
            return self.original
        now = _written(self.root, self.style)
        if self.original == self.as_read:
            return now
        patched = _patched(self.original.splitlines(keepends=True), self.as_read.splitlines(keepends=True), now.splitlines(keepends=True))
        return now if patched is None else patched


@dataclass
class Files:
    """The files of a product by their paths, with the changes that a step makes.

    No step needs them yet. They stand here and are tested because keeping comments, order and an author's own layout is the hard part of a
    migration, and must hold before the day on which the format changes.
    """

    files: dict[str, YamlFile]
    renamed: dict[str, str] = field(default_factory=dict)
    """Old path of each file that was renamed, by the new one."""

    def records(self, path: str) -> Iterator[CommentedMap]:
        """Yields the records of a file; none where it is not there."""
        found = self.files.get(path)
        root = found.root if found is not None else None
        listed = root.get(RECORDS) if isinstance(root, CommentedMap) else root
        if isinstance(listed, CommentedSeq):
            yield from (record for record in listed if isinstance(record, CommentedMap))

    def rename_field(self, path: str, old: str, new: str) -> None:
        """Gives a field of the records of a file another name, in its place and with its comments."""
        for record in self.records(path):
            if old in record:
                rename_key(record, old, new)

    def rename_value(self, path: str, name: str, old: str, new: str) -> None:
        """Replaces a word of a closed list in a field of the records of a file."""
        for record in self.records(path):
            if record.get(name) == old:
                record[name] = new

    def rename_file(self, old: str, new: str) -> None:
        """Gives a file another path."""
        if old in self.files:
            self.files[new] = self.files.pop(old)
            self.renamed[new] = self.renamed.pop(old, old)


@dataclass(frozen=True, slots=True)
class Step:
    """A way from one format to the next."""

    start: int
    """Format that it starts from; it ends at the next number."""
    about: str
    """What changes, in one sentence for authors."""
    apply: Callable[[Files], None]


STEPS: tuple[Step, ...] = ()
"""The steps from format 1 to the present one. Format 1 is the present one, so there is none yet."""


@dataclass(frozen=True, slots=True)
class Migration:
    """What a migration changes."""

    start: int
    end: int
    steps: tuple[Step, ...]
    texts: dict[str, str]
    """New text of each file that changes, by its path relative to the product's folder."""
    gone: tuple[str, ...]
    """Files that go, since they have another name now."""
    diff: tuple[str, ...]
    """All changes as lines of a unified diff."""


def migration(folder: Path, steps: Sequence[Step] = STEPS, target: int = int(FORMAT)) -> Migration:
    """Returns what would change in `folder`. Raises MigrationRefusedError where the format is unknown or a file cannot be read."""
    files = Files({name: _opened(folder / name, name) for name in _names(folder, steps)})
    stating = next((name for name in (PRODUCT_FILE, SHARED_FILE) if name in files.files), None)
    if stating is None:
        raise MigrationRefusedError(f"there is no '{PRODUCT_FILE}' in '{folder.as_posix()}', and no '{SHARED_FILE}' of shared records")
    product = files.files[stating]
    start = _format(product.root, target, stating)
    chosen = tuple(step for number in range(start, target) for step in steps if step.start == number)
    if [step.start for step in chosen] != list(range(start, target)):
        raise MigrationRefusedError(f"there is no way from format {start} to format {target}")
    before = {name: file.original for name, file in files.files.items()}
    for step in chosen:
        step.apply(files)
    if chosen:
        product.root["format"] = target
    changed: dict[str, str] = {}
    diff: list[str] = []
    for name, file in sorted(files.files.items()):
        old = files.renamed.get(name, name)
        text = file.text
        if name != old or (chosen and text != before[old]):
            changed[name] = text
            diff += unified_diff(before[old].splitlines(), text.splitlines(), f"a/{old}", f"b/{name}", n=1, lineterm="")
    return Migration(start, target, chosen, changed, tuple(sorted(files.renamed.values())), tuple(diff))


def write(folder: Path, found: Migration) -> None:
    """Writes a migration's files below the product's folder, and removes those that it does away with. Raises OSError."""
    for name, text in found.texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    for name in found.gone:
        (folder / name).unlink()


def rename_key(record: CommentedMap, old: str, new: str) -> None:
    """Gives a key another name, in its place and with the comments that hang on it."""
    position = list(record).index(old)
    comment = record.ca.items.pop(old, None)
    record.insert(position, new, record.pop(old))
    if comment is not None:
        record.ca.items[new] = comment


def _names(folder: Path, steps: Sequence[Step]) -> tuple[str, ...]:
    """Returns every YAML file that a kind has or that an older format may have had: all but attachments and pages."""
    if not steps:
        return tuple(name for name in (PRODUCT_FILE, SHARED_FILE) if (folder / name).is_file())
    found = (path.relative_to(folder) for path in sorted(folder.rglob("*.yaml")))
    return tuple(path.as_posix() for path in found if path.as_posix() in FILES or path.parts[0] not in ("files", "pages"))


def _format(root: Any, target: int, file: str) -> int:
    stated = root.get("format") if isinstance(root, CommentedMap) else None
    text = "" if stated is None else str(stated)
    if not text:
        raise MigrationRefusedError(f"'{file}' does not say in which format the product is written; expected 'format: 1' to 'format: {target}'")
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= target:
        raise MigrationRefusedError(f"the product is written in format '{text}', and this version of the handbook knows formats 1 to {target}")
    return int(text)


def _opened(path: Path, name: str) -> YamlFile:
    try:
        text = read_whole(path, MAXIMUM_BYTES).decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
        refused = next((finding for finding in parse(text, name)[1] if finding.code in ("too-deep", "too-large")), None)
        if refused is not None:  # before the parser that keeps comments, which reads as deep as it goes
            raise MigrationRefusedError(f"'{name}' cannot be migrated: {refused.message}")
        root = _parser(_STYLES[0]).load(text)
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        reason = str(error).splitlines()[0] if isinstance(error, YAMLError) else "it cannot be read"
        raise MigrationRefusedError(f"'{name}' is not YAML ({reason}); 'handbook check' says where") from None
    if root is None:  # comments alone
        return YamlFile(text, None, _STYLES[0])
    fitting = (style for style in _STYLES if _written(root, style) == text)
    style = next(fitting, _STYLES[0])
    return YamlFile(text, root, style, _written(root, style))


def _patched(original: list[str], before: list[str], after: list[str]) -> str | None:
    """Returns the original with the changes that lead from `before` to `after`, or None where a changed line is not found there.

    The original may differ from `before` in indents and in where lists in brackets are broken.
    """
    same = SequenceMatcher(None, [line.strip() for line in before], [line.strip() for line in original], autojunk=False)
    found = {block.a + n: block.b + n for block in same.get_matching_blocks() for n in range(block.size)}
    result: list[str] = []
    position = 0
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        lines = range(i1, i2) if tag != "insert" else range(max(0, i1 - 1), i1)
        places = [found.get(number, -1) for number in lines]
        if not places or places != list(range(places[0], places[0] + len(places))) or places[0] < position:
            return None
        kept = places[-1] + 1 if tag == "insert" else places[0]
        shift = _indent(original[places[0]]) - _indent(before[lines[0]])
        result += [*original[position:kept], *(" " * max(0, _indent(line) + shift) + line.lstrip(" ") for line in after[j1:j2])]
        position = places[-1] + 1
    return "".join([*result, *original[position:]])


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


class _FlushEmitter(RoundTripEmitter):
    """Writes the list at the top of a file in the first column, whatever the indent of the lists inside it."""

    def increase_indent(self, flow: bool = False, sequence: bool | None = None, indentless: bool = False) -> None:
        """Goes one level in: two columns below the list at the top."""
        inside = self.best_sequence_indent
        if len(self.indents) == 1:
            self.best_sequence_indent = 2
        super().increase_indent(flow, sequence, indentless)
        self.best_sequence_indent = inside

    def expect_block_sequence_item(self, first: bool = False) -> None:
        """Writes the hyphen: in the first column for the list at the top."""
        inside = self.sequence_dash_offset
        if len(self.indents) == 1:
            self.sequence_dash_offset = 0
        super().expect_block_sequence_item(first)
        self.sequence_dash_offset = inside


def _parser(style: _Style) -> YAML:
    parser = YAML()
    if style.flush:
        parser.Emitter = _FlushEmitter
    parser.preserve_quotes = True
    parser.width = 2**31
    parser.indent(mapping=2, sequence=style.sequence, offset=style.offset)
    return parser


def _written(root: Any, style: _Style) -> str:
    stream = io.StringIO()
    _parser(style).dump(root, stream)
    return stream.getvalue()

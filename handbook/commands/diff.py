"""`handbook diff`: what differs between two states of a product, and what to look at again because of it."""

from __future__ import annotations

import argparse
import os
import posixpath
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from handbook.audience.levels import UnknownAudienceError, audience_named
from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.commands.kinds import UnknownKindError, kinds_meant
from handbook.commands.writing import put
from handbook.compare.difference import Difference, difference
from handbook.compare.readers import for_readers
from handbook.compare.sides import Side, folder_side, saved_side
from handbook.compare.telling import Asked
from handbook.languages.language import UnknownLanguageError
from handbook.languages.said import t
from handbook.pipeline import uncollected
from handbook.reading.git import RevisionError, extract, revision, top_of
from handbook.reading.product_file import inherited_by
from handbook.reading.saved import SavedError
from handbook.reading.speaking import language_asked
from handbook.schema.product_file import FORMAT, PRODUCT_FILE
from handbook.schema.record import Visibility
from handbook.source.nodes import Mapping as Keys
from handbook.source.nodes import Scalar
from handbook.source.yaml_text import read


class WrongCallError(ValueError):
    """What was typed cannot be compared; the message says what was found and what was expected."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a state of the product is read from."""

    name: str
    path: Path
    is_saved: bool = False
    """Whether it is a saved handbook, and no folder."""
    hashes: Mapping[str, str] | None = None
    """For a revision: the hash of each of its files."""
    top: Path | None = None
    """For a revision: the folder that stands for the top of the repository."""


@uncollected()
def run(options: argparse.Namespace) -> int:
    """Prints what differs; returns 0, 1 with `--exit-code` where anything does, and 2 where the two cannot be compared."""
    if options.catalog:
        return int(import_module("handbook.commands.diff_of_catalogs").run(options))
    try:
        asked = Asked(kinds_meant(options.only), _within(options.within))
        with ExitStack() as stack:
            scratch = Path(stack.enter_context(TemporaryDirectory(prefix="handbook-diff-")))
            audience = audience_named(options.audience, "--audience") if options.audience else "internal"
            found = _compared(options.old or "HEAD", options.new, options.product, scratch, audience, options.language)
    except (WrongCallError, UnknownAudienceError, UnknownKindError, UnknownLanguageError, RevisionError, SavedError) as error:
        print(f"handbook diff: {error}", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"handbook diff: '{error.filename}' cannot be written: {(error.strerror or 'unknown reason').lower()}", file=sys.stderr)
        return 2
    write: Callable[[Difference, Asked], Iterator[str]] = import_module(f"handbook.outputs.diff.as_{options.format}").lines
    if not put(write(found, asked), options.output, "diff"):
        return 2
    return 1 if options.exit_code and not found.is_empty else 0


def _compared(old: str, new: str | None, product: str, scratch: Path, audience: Visibility, code: str | None) -> Difference:
    catalogues = load_catalogues()
    after_source = _source(new, product, scratch / "new") if new else Source(Path(product).as_posix(), Path(product))
    before_source = _source(old, product, scratch / "old")
    after = _side(after_source, catalogues, scratch / "new-migrated")
    before = _side(before_source, catalogues, scratch / "old-migrated", after)
    for side in (before, after):
        if side.is_refused:
            first = side.errors[0]
            raise WrongCallError(f"{side.name} cannot be read: {first.sentence}")
    language = language_asked(os.environ, after.handbook.site, Path(product), code)
    after = replace(after, handbook=replace(after.handbook, language=language))
    return difference(*((before, after) if audience == "internal" else for_readers(before, after, audience)))


def _side(source: Source, catalogues: Catalogues, migrated: Path, beside: Side | None = None) -> Side:
    if source.is_saved:
        return saved_side(source.name, source.path, catalogues)
    return folder_side(source.name, _in_this_format(source, migrated), catalogues, source.hashes, beside, source.top)


def _source(words: str, product: str, target: Path) -> Source:
    """Returns what is meant: a folder, a saved handbook, or a revision, perhaps with a colon and a path, which is written to `target`."""
    path = Path(words)
    if path.is_dir():
        if not (path / PRODUCT_FILE).is_file():
            raise WrongCallError(f"'{path.as_posix()}' holds no {PRODUCT_FILE}; expected the folder of a product")
        return Source(path.as_posix(), path)
    if path.is_file():
        return Source(path.as_posix(), path, is_saved=True)
    if words.startswith("-"):
        raise WrongCallError(f"'{words}' is no revision")
    name, _, inside = words.partition(":")
    top = top_of(Path())
    if not inside:
        try:
            inside = Path(product).resolve().relative_to(top.resolve()).as_posix()
        except ValueError:
            raise WrongCallError(f"'{product}' lies outside this repository; expected REV:path/to/product") from None
    found = revision(top, name, inside)
    folder = target / inside
    extract(top, found, folder)
    for way in inherited_by(folder):
        shared = posixpath.normpath(posixpath.join(inside, way))
        if not shared.startswith("../"):
            with suppress(RevisionError):  # a folder that was not there then is told as any other that is missing
                extract(top, revision(top, found.commit, shared), target / shared)
    return Source(t("{path} at {revision}", path=inside, revision=name), folder, hashes=found.files, top=target)


def _in_this_format(source: Source, target: Path) -> Path:
    """Returns the folder of a source in the present format: its own, or a migrated copy of its YAML below `target`. Raises WrongCallError."""
    document, _ = read(source.path / PRODUCT_FILE, PRODUCT_FILE)
    stated = document.root.items.get("format") if document is not None and isinstance(document.root, Keys) else None
    if not isinstance(stated, Scalar) or stated.text in (None, FORMAT):
        return source.path
    from handbook.authoring.migration import MigrationRefusedError, migration, write

    try:
        changed = migration(source.path)
    except MigrationRefusedError as error:
        raise WrongCallError(f"{source.name} cannot be compared: {error}") from None
    shutil.copytree(source.path, target)
    write(target, changed)
    return target


def _within(words: str) -> int | None:
    if words == "all":
        return None
    if words.isascii() and words.isdigit():
        return int(words)
    raise WrongCallError(f"--within is '{words}'; expected a number of links, or all")

"""One side of a comparison: a state of a product from a folder, from a revision or from a saved handbook, as far as it can be read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from handbook.catalogs.catalogue import Catalogues
from handbook.compare.reuse import Beside
from handbook.findings.diagnostics import Diagnostic, Severity
from handbook.model.handbook import Handbook
from handbook.model.statements import Ruling
from handbook.reading.folder import ATTACHMENTS
from handbook.reading.git import hash_of
from handbook.reading.product import read_product
from handbook.reading.saved import read_saved
from handbook.reading.shelf import Shelf
from handbook.resolve import ids
from handbook.resolve.above_records import said
from handbook.schema.kinds import FILES
from handbook.schema.product_file import Site


@dataclass(frozen=True, slots=True)
class Side:
    """A state of a product."""

    name: str
    """As it was asked for."""
    handbook: Handbook
    lost_kinds: frozenset[str] = frozenset()
    """Kinds of which records may be missing, since something could not be read."""
    errors: tuple[Diagnostic, ...] = ()
    is_refused: bool = False
    """Whether nothing could be read."""
    is_saved: bool = False
    """Whether it is a saved handbook, which holds records and little else."""
    language: str = ""
    """Of a saved handbook: code of the language that its product names for its site, '' where it names none."""
    rulings: tuple[Ruling, ...] = ()
    hashes: Callable[[str, str], str] = field(default=lambda _file, _like: "")
    """Tells the hash of an attachment, in the form of another hash; '' where it is unknown."""
    shelf: Shelf = field(default_factory=Shelf)


def folder_side(
    name: str, folder: Path, catalogues: Catalogues, hashes: Mapping[str, str] | None = None, beside: Side | None = None, top: Path | None = None
) -> Side:
    """Returns the state in a folder. What its files say word for word as those of the side `beside` it is not read again.

    `hashes` are those of a revision's files, by path; the files of a folder have their own. References that lead nowhere are not told: they are
    compared as they stand. Nothing that the product inherits may lie outside `top`.
    """
    shelf = Beside(later=beside.shelf) if beside is not None else Shelf()
    written = read_product(folder, shelf, top)
    shared = written.shared
    found = ids.identified(list(written.items))
    handbook = Handbook(
        site=written.site, items=found.items, catalogues=catalogues, meant=found.meant, attachments=written.listing.below(ATTACHMENTS),
        depth=written.depth, none_said=said(written.tops, {**FILES, **written.shared_files}, found.items, written.lost_kinds).none,
        shared=shared.folders, overridden=shared.departed(shared.overrides), not_taken=shared.departed(shared.leaves_out),
    )  # fmt: skip
    return Side(
        name, handbook, written.lost_kinds, _errors((*written.diagnostics, *found.diagnostics)), written.is_refused,
        rulings=written.rulings.rulings, hashes=_hashes(folder, hashes), shelf=shelf,
    )  # fmt: skip


def saved_side(name: str, file: Path, catalogues: Catalogues) -> Side:
    """Returns a state that was saved as `handbook.json`. Raises SavedError where the file is none."""
    saved = read_saved(file)
    found = ids.identified(list(saved.items))
    handbook = Handbook(
        site=Site(), items=found.items, catalogues=catalogues, meant=found.meant, audience=saved.audience, keeps_back=saved.keeps_back,
        shared=saved.shared, overridden=saved.overridden, not_taken=saved.not_taken,
    )  # fmt: skip
    return Side(name, handbook, saved.lost_kinds, _errors((*saved.diagnostics, *found.diagnostics)), is_saved=True, language=saved.language)


def _errors(diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    return tuple(one for one in diagnostics if one.severity is Severity.ERROR)


def _hashes(folder: Path, hashes: Mapping[str, str] | None) -> Callable[[str, str], str]:
    if hashes is not None:
        return lambda file, _: hashes.get(f"{ATTACHMENTS}/{file}", "")
    return lambda file, like: hash_of(folder / ATTACHMENTS / file, like)

"""Empty product folders to download, the same that `handbook new` writes: all files, or the minimum for a small team."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.authoring.selection import Wanted
from handbook.authoring.skeleton import skeleton
from handbook.exports.packing import archive
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.product_file import Depth


@dataclass(frozen=True, slots=True)
class BlankFolder:
    """An empty product folder as an archive."""

    path: str
    """Where the site has it."""
    title: str
    about: str
    files: int
    content: bytes


def blank_folders(handbook: Handbook) -> tuple[BlankFolder, ...]:
    """Returns the folders; nothing in them is of the product, and each field is explained where it is written."""
    return handbook.once(_made)


def _made(handbook: Handbook) -> tuple[BlankFolder, ...]:
    small, full = t("The files that a team of five needs."), t("A file for each kind of record.")
    return (_folder(handbook, "minimum", "product-folder-small", small), _folder(handbook, "full", "product-folder", full))


def _folder(handbook: Handbook, depth: Depth, name: str, about: str) -> BlankFolder:
    files = skeleton(Wanted(depth=depth), handbook.catalogues)
    title = t("Product folder, small (YAML)") if depth == "minimum" else t("Product folder (YAML)")
    return BlankFolder(f"downloads/{name}.zip", title, about, len(files), archive({path: text.encode("utf-8") for path, text in files.items()}))

"""Load: a product's folder becomes a resolved handbook with everything that is wrong with it.

This is the one function that the command, the hook and the exports call. The stages behind it are `source` (text to
nodes), `schema` (nodes to records), `resolve` (references) and `checks` (rules).
"""

from __future__ import annotations

import os
from pathlib import Path

from handbook.catalog import Catalogues, load_catalogues
from handbook.checks import run_checks
from handbook.diagnostics import Diagnostic, Place, in_order, make
from handbook.identifiers import nearest
from handbook.model import Handbook, Item, Loaded, Site
from handbook.resolve import Unread, resolve
from handbook.schema.kinds import FILES, MODELS
from handbook.schema.record import Kind
from handbook.schema.validate import validate
from handbook.source import Document, Mapping, Scalar, Sequence, read

FORMAT = "1"
"""The format of YAML that this version reads."""
PRODUCT_FILE = "product.yaml"
ATTACHMENTS = "files"
"""Folder of a product whose files are served with the site."""
PAGES = "pages"
"""Folder of a product with Markdown pages of its own."""


def load(folder: Path, catalogues: Catalogues | None = None) -> Loaded:
    """Returns the handbook in `folder`, as far as it can be resolved, and all diagnostics in order.

    Nothing is raised for whatever the folder holds; a folder that is not there is a diagnostic.
    """
    known = catalogues or load_catalogues()
    if not folder.is_dir():
        what = "is not a folder" if folder.exists() else "does not exist"
        message = f"the product folder '{folder.name}' {what}"
        return Loaded(_nothing(known), (make("missing-folder", Place(""), message, expected=f"a folder that holds {PRODUCT_FILE}"),))
    diagnostics: list[Diagnostic] = []
    names = _names(folder)
    diagnostics += _unread(names)
    items: list[Item] = []
    unread_kinds: set[str] = set()
    site = Site()
    everything = False
    for kind in (FILES[PRODUCT_FILE], *(kind for kind in FILES.values() if kind.file != PRODUCT_FILE)):
        if kind.file not in names and kind.file != PRODUCT_FILE and not (folder / kind.file).is_dir():
            continue
        document, found = read(folder / kind.file, kind.file)
        diagnostics += found
        if document is None:
            unread_kinds.add(kind.name)
        elif kind.file == PRODUCT_FILE:
            product, site, found, refused = _product(document, kind)
            diagnostics += found
            if refused:
                return Loaded(_nothing(known), in_order(diagnostics))
            items += product
        else:
            if any(finding.code == "yaml-syntax" for finding in found):
                unread_kinds.add(kind.name)
            records, found = _records(document, kind)
            diagnostics += found
            if any(finding.code in ("missing-key", "wrong-type", "empty-text") and not finding.record for finding in found):
                unread_kinds.update(_kinds_without_id(found, kind))
            items += records
    misspelt = {finding.suggestions[0] for finding in diagnostics if finding.code == "unread-file" and finding.suggestions}
    unread_kinds.update(FILES[name].name for name in misspelt if name in FILES and name not in names)
    attachments = tuple(name[len(ATTACHMENTS) + 1 :] for name in sorted(names) if name.startswith(f"{ATTACHMENTS}/"))
    pages = tuple(name[len(PAGES) + 1 :] for name in sorted(names) if name.startswith(f"{PAGES}/") and name.endswith(".md"))
    handbook, found = resolve(items, site, known, Unread(frozenset(unread_kinds), everything), attachments, pages, complete=not unread_kinds)
    diagnostics += found
    diagnostics += run_checks(handbook, frozenset(unread_kinds))
    return Loaded(handbook, in_order(diagnostics))


def _names(folder: Path) -> frozenset[str]:
    """Returns the files below `folder` as relative paths with forward slashes, hidden ones left out."""
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in names:
            if not name.startswith("."):
                found.append(Path(parent, name).relative_to(folder).as_posix())
    return frozenset(found)


def _unread(names: frozenset[str]) -> list[Diagnostic]:
    """Returns a diagnostic for every YAML file whose name no kind has."""
    found = []
    for name in sorted(names):
        if name in FILES or name.split("/")[0] in (ATTACHMENTS, PAGES) or not name.lower().endswith((".yaml", ".yml")):
            continue
        free = [file for file in FILES if file not in names]
        base = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        by_base = [file for file in FILES if file.rsplit("/", 1)[-1].rsplit(".", 1)[0].casefold() == base.casefold()]
        close = nearest(name, free) or tuple(by_base) or nearest(name, FILES)
        if not close:
            bases = {file.rsplit("/", 1)[-1].rsplit(".", 1)[0]: file for file in FILES}
            close = tuple(bases[match] for match in nearest(base, bases))
        expected = "" if close else "one of the names in the data format"
        found.append(make("unread-file", Place(name), f"nothing reads '{name}'", expected=expected, suggestions=close, found=name))
    return found


def _product(document: Document, kind: Kind) -> tuple[list[Item], Site, list[Diagnostic], bool]:
    """Returns the product, the site, what is wrong, and whether the format is refused."""
    root = document.root
    if not isinstance(root, Mapping):
        return [], Site(), [make("wrong-type", document.place(), "the file holds no keys", expected="'format', 'product' and 'site'")], True
    diagnostics: list[Diagnostic] = []
    stated = root.items.get("format")
    text = stated.text if isinstance(stated, Scalar) else None
    if stated is None:
        close = [key for key in root.items if nearest(key, ["format"])]
        if not close:
            diagnostics.append(make("missing-key", document.place(), "the file has no 'format'", expected=f"'format: {FORMAT}'"))
            return [], Site(), diagnostics, True
        text = FORMAT
    if text != FORMAT:
        message = f"the product is written in format '{text}', and this version of the handbook reads format {FORMAT}"
        return [], Site(), [make("unknown-format", document.place(("format",)), message, expected=f"'format: {FORMAT}'", found=str(text))], True
    for key in tuple(root.items):
        if key not in ("format", "product", "site"):
            close_key = nearest(key, ["format", "product", "site"])
            hint = "" if close_key else "format, product or site"
            diagnostics.append(
                make("unknown-key", document.place((key,), key=True), f"the file has no key '{key}'", expected=hint, suggestions=close_key, found=key)
            )
            if close_key and close_key[0] not in root.items:
                root.items[close_key[0]] = root.items[key]
                root.keys[close_key[0]] = root.keys[key]
    site = Site()
    if "site" in root.items:
        read_site, found = validate(Site, root.items["site"], document, "the site")
        diagnostics += found
        site = read_site or site
    if "product" not in root.items:
        diagnostics.append(make("missing-key", document.place(), "the file has no 'product'", expected="the key 'product'"))
        return [], site, diagnostics, False
    node = root.items["product"]
    record, found = validate(MODELS[kind.name], node, document, "the product")
    diagnostics += found
    return ([Item(record, document, node)] if record else []), site, diagnostics, False


def _records(document: Document, kind: Kind) -> tuple[list[Item], list[Diagnostic]]:
    root = document.root
    if isinstance(root, Scalar) and root.text is None:
        return [], []
    if not isinstance(root, Sequence):
        message = f"the file holds {'keys and values' if isinstance(root, Mapping) else 'text'} at its top"
        return [], [make("wrong-type", document.place(), message, expected="a list of records: each starts with '- id:'")]
    items: list[Item] = []
    diagnostics: list[Diagnostic] = []
    for node in root.items:
        article = "an" if kind.singular[0].lower() in "aeiou" else "a"
        singular = kind.singular if kind.singular[:3].isupper() else kind.singular[0].lower() + kind.singular[1:]
        record, found = validate(MODELS[kind.name], node, document, f"{article} {singular}")
        diagnostics += found
        if record is not None:
            items.append(Item(record, document, node))
    return items, diagnostics


def _kinds_without_id(found: list[Diagnostic], kind: Kind) -> set[str]:
    """Returns the kind if one of its records has no usable id."""
    lost = ("'id'", "is written as", "at its top")
    return {kind.name} if any(any(words in finding.message for words in lost) for finding in found) else set()


def _nothing(catalogues: Catalogues) -> Handbook:
    return Handbook(product=None, site=Site(), items={}, links=(), citations=(), catalogues=catalogues, complete=False)

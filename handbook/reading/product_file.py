"""Reads one file, `product.yaml`: its format first, then its depth, the site, the product, and what holds for all files."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, say
from handbook.findings.nearest import nearest_files
from handbook.model.item import Item
from handbook.reading.file_tops import Top, top_of
from handbook.reading.folder import ATTACHMENTS
from handbook.schema.product_file import FORMAT, PRODUCT_FILE, Depth, ProductFile, Site
from handbook.schema.records.product import Product
from handbook.schema.shared_file import SaidOfShared
from handbook.schema.validate import Read, validate
from handbook.source.nodes import Document, Node, Scalar, Sequence
from handbook.source.nodes import Mapping as Keys
from handbook.source.yaml_text import read


@dataclass(frozen=True, slots=True)
class Inheriting:
    """What the product's file says of shared records."""

    document: Document
    node: Node
    inherits: tuple[str, ...] = ()
    """Folders, as they are written."""
    overrides: tuple[tuple[SaidOfShared, Node], ...] = ()
    """What it says of each shared record in whose place it has its own, and where."""
    leaves_out: tuple[tuple[SaidOfShared, Node], ...] = ()
    """The same of each that it does not have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRead:
    """What the product's file says."""

    items: tuple[Item, ...] = ()
    """The product, or nothing where it cannot be named."""
    site: Site = field(default_factory=Site)
    depth: Depth = "full"
    top: Top | None = None
    """What holds for all files."""
    inheriting: Inheriting | None = None
    """What it says of shared records; None where it says nothing of them."""
    site_is_whole: bool = True
    """Whether all that rules read of the site could be taken."""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_refused: bool = False
    """Whether the format is unknown, so that nothing of the product can be read."""


def read_product_file(document: Document, attachments: Collection[str]) -> ProductRead:
    """Returns what `document` says; `attachments` are the files that it may show, as paths relative to the folder `files/`."""
    if not isinstance(document.root, Keys):
        finding = make("wrong-type", document.place(), say("wrong-type.product-file"), say("wrong-type.product-file.right"))
        return ProductRead(diagnostics=(finding,), is_refused=True)
    file = validate(ProductFile, document.root, document, say("part.the-file"))
    assert isinstance(file.node, Keys)
    keys = file.node.items
    wrong_format = other_format(keys.get("format"), document, say("part.the-product"))
    if wrong_format:
        misspelt = [finding for finding in file.diagnostics if finding.code == "unknown-key"]
        return ProductRead(diagnostics=(*misspelt, wrong_format), is_refused=True)
    site = validate(Site, keys["site"], document, say("part.the-site")) if "site" in keys else Read(Site(), file.node)
    product: Read[Product] = Read(None, file.node)
    missing = []
    if "product" in keys:
        product = validate(Product, keys["product"], document, say("part.the-product"))
    else:
        missing.append(
            make("missing-key", document.place(), say("missing-key", whose=say("part.the-file"), key="product"), say("missing-key.right", key="product"))
        )
    top, about_top = top_of(document, file.node, everywhere=True)
    document = _as_meant(document, file.node, {"site": site.node, "product": product.node})
    return ProductRead(
        items=(Item(product.record, document, product.node, left_out=product.left_out),) if product.record else (),
        site=site.record or Site(),
        depth=file.record.depth if file.record else "full",
        top=top,
        inheriting=_inheriting(file.record, file.node, document) if file.record else None,
        site_is_whole=site.record is not None and site.left_out <= {"colours", "previous"},  # which no rule reads
        diagnostics=(*file.diagnostics, *site.diagnostics, *_not_there(site.record, document, attachments), *missing, *product.diagnostics, *about_top),
    )


def _inheriting(said: ProductFile, node: Keys, document: Document) -> Inheriting | None:
    """Returns what the file says of shared records, or None where it says nothing of them."""
    if not (said.inherits or said.overrides or said.leaves_out):
        return None

    def each(name: str, departures: tuple[SaidOfShared, ...]) -> tuple[tuple[SaidOfShared, Node], ...]:
        """Returns the entries of a list with their nodes."""
        listed = node.items.get(name)
        return tuple(zip(departures, listed.items if isinstance(listed, Sequence) else [], strict=False))

    return Inheriting(document, node, said.inherits, each("overrides", said.overrides), each("leaves_out", said.leaves_out))


def inherited_by(folder: Path) -> tuple[str, ...]:
    """Returns the folders of shared records that the product in `folder` names, as they are written; none where its file cannot be read."""
    document, _ = read(folder / PRODUCT_FILE, PRODUCT_FILE)
    listed = document.root.items.get("inherits") if document is not None and isinstance(document.root, Keys) else None
    return tuple(one.text for one in listed.items if isinstance(one, Scalar) and one.text) if isinstance(listed, Sequence) else ()


def other_format(stated: Node | None, document: Document, whose: Words) -> Diagnostic | None:
    """Returns a finding where a file does not say that it is written in the format that can be read; `whose`, as in 'the product', is so written."""
    expected = say("expected.format", known=FORMAT)
    if stated is None:
        return make("missing-key", document.place(), say("missing-key", whose=say("part.the-file"), key="format"), expected)
    text = stated.text if isinstance(stated, Scalar) else None
    if text == FORMAT:
        return None
    message = say("unknown-format", whose=whose, found=text, known=FORMAT) if text else say("unknown-format.unsaid", whose=whose, known=FORMAT)
    return make("unknown-format", document.place(root=stated), message, expected, found=text or "")


def _as_meant(document: Document, file: Keys, groups: Mapping[str, Node]) -> Document:
    """Returns the document with misspelt keys under their right names, so that a path leads to its place."""
    return replace(document, root=Keys(file.line, file.column, {key: groups.get(key, node) for key, node in file.items.items()}, file.keys))


def _not_there(site: Site | None, document: Document, attachments: Collection[str]) -> Iterator[Diagnostic]:
    """Yields a finding for each file that the site names and that is not there."""
    for key in ("logo", "previous"):
        file = getattr(site, key) if site is not None else None
        if file and file not in attachments:
            close, message = nearest_files(file, attachments, ATTACHMENTS), say("missing-attachment", file=f"'files/{file}'")
            yield make("missing-attachment", document.place(("site", key)), message, say("missing-attachment.right"), suggestions=close, found=file)

"""Reads `product.yaml`: its format first, then how much is asked, the site, the product, and what holds for all files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from handbook.findings.diagnostics import Diagnostic, make
from handbook.model.item import Item
from handbook.reading.file_tops import Top, top_of
from handbook.reading.names import attachments_near
from handbook.schema.product_file import FORMAT, Depth, ProductFile, Site
from handbook.schema.records.product import Product
from handbook.schema.validate import Read, validate
from handbook.source.nodes import Document, Node, Scalar
from handbook.source.nodes import Mapping as Keys


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductRead:
    """What the product's file says."""

    items: tuple[Item, ...] = ()
    """The product, or nothing where it cannot be named."""
    site: Site = field(default_factory=Site)
    depth: Depth = "full"
    top: Top | None = None
    """What holds for all files."""
    site_is_whole: bool = True
    """Whether all that rules read of the site could be taken."""
    diagnostics: tuple[Diagnostic, ...] = ()
    is_refused: bool = False
    """Whether the format is unknown, so that nothing of the product can be read."""


def read_product_file(document: Document, attachments: Collection[str]) -> ProductRead:
    """Returns what `document` says; `attachments` are the files that it may show, as paths relative to the folder `files/`."""
    if not isinstance(document.root, Keys):
        finding = make("wrong-type", document.place(), "the file holds no keys", expected="'format', 'product' and 'site'")
        return ProductRead(diagnostics=(finding,), is_refused=True)
    file = validate(ProductFile, document.root, document, "the file")
    assert isinstance(file.node, Keys)
    keys = file.node.items
    other_format = _other_format(keys.get("format"), document)
    if other_format:
        misspelt = [finding for finding in file.diagnostics if finding.code == "unknown-key"]
        return ProductRead(diagnostics=(*misspelt, other_format), is_refused=True)
    site = validate(Site, keys["site"], document, "the site") if "site" in keys else Read(Site(), file.node)
    product: Read[Product] = Read(None, file.node)
    missing = []
    if "product" in keys:
        product = validate(Product, keys["product"], document, "the product")
    else:
        missing.append(make("missing-key", document.place(), "the file has no 'product'", expected="the key 'product'"))
    top, about_top = top_of(document, file.node, everywhere=True)
    document = _as_meant(document, file.node, {"site": site.node, "product": product.node})
    return ProductRead(
        items=(Item(product.record, document, product.node, left_out=product.left_out),) if product.record else (),
        site=site.record or Site(),
        depth=file.record.depth if file.record else "full",
        top=top,
        site_is_whole=site.record is not None and site.left_out <= {"colours"},  # no rule reads the colours
        diagnostics=(*file.diagnostics, *site.diagnostics, *_no_logo(site.record, document, attachments), *missing, *product.diagnostics, *about_top),
    )


def _other_format(stated: Node | None, document: Document) -> Diagnostic | None:
    """Returns a finding where the file does not say that it is written in the format that can be read."""
    expected = f"'format: {FORMAT}'"
    if stated is None:
        return make("missing-key", document.place(), "the file has no 'format'", expected=expected)
    text = stated.text if isinstance(stated, Scalar) else None
    if text == FORMAT:
        return None
    written = f"is written in format '{text}'" if text else "does not say in which format it is written"
    message = f"the product {written}, and this version of the handbook reads format {FORMAT}"
    return make("unknown-format", document.place(root=stated), message, expected=expected, found=text or "")


def _as_meant(document: Document, file: Keys, groups: Mapping[str, Node]) -> Document:
    """Returns the document with misspelt keys under their right names, so that a path leads to its place."""
    return replace(document, root=Keys(file.line, file.column, {key: groups.get(key, node) for key, node in file.items.items()}, file.keys))


def _no_logo(site: Site | None, document: Document, attachments: Collection[str]) -> list[Diagnostic]:
    """Returns a finding where the site's logo is not there."""
    if site is None or not site.logo or site.logo in attachments:
        return []
    close, expected = attachments_near(site.logo, attachments), "a file in the product's folder files/"
    message = f"there is no file 'files/{site.logo}'"
    return [make("missing-attachment", document.place(("site", "logo")), message, expected=expected, suggestions=close, found=site.logo)]

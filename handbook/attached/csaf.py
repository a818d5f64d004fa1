"""Advisories in CSAF 2: what the document says of each release of its product tree, over all weaknesses that it tells of."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from handbook.attached.documents import Advisory, Stated, UnusableError, day_of
from handbook.findings.messages import say

DEEPEST = 30


def advisory(data: dict[str, Any]) -> Advisory:
    """Returns what a document says. Raises UnusableError where it has not the form of one."""
    about = _mapping(data.get("document"))
    tracking = _mapping(about.get("tracking"))
    if not _text(tracking.get("id")):
        raise UnusableError(say("attached.no-tracking-id"))
    statuses: dict[str, list[str]] = {}
    for one in data.get("vulnerabilities") or ():
        for status, products in _mapping(_mapping(one).get("product_status")).items():
            for product in products if isinstance(products, list) else ():
                statuses.setdefault(str(product), []).append(status)
    known = {product: (name, version) for product, name, version in _products(_mapping(data.get("product_tree")), (), 0)}
    stated = tuple(Stated(product, *known.get(product, ("", "")), tuple(dict.fromkeys(found))) for product, found in statuses.items())
    engine = _mapping(_mapping(tracking.get("generator")).get("engine"))
    tool = " ".join(part for part in (_text(engine.get("name")), _text(engine.get("version"))) if part)
    form = f"CSAF {_text(about.get('csaf_version'))}".strip()
    return Advisory(form, _text(tracking.get("id")), _text(tracking.get("version")), stated, day_of(tracking.get("current_release_date")), tool)


def _products(tree: dict[str, Any], above: tuple[tuple[str, str], ...], depth: int) -> Iterator[tuple[str, str, str]]:
    """Yields id, name of the product and version of each product of a tree."""
    if depth > DEEPEST:
        raise UnusableError(say("attached.product-tree", most=DEEPEST))
    for one in tree.get("branches") or ():
        branch = _mapping(one)
        here = (*above, (_text(branch.get("category")), _text(branch.get("name"))))
        product = _mapping(branch.get("product"))
        if product:
            names = dict(here)
            yield _text(product.get("product_id")), names.get("product_name", "") or _text(product.get("name")), names.get("product_version", "")
        yield from _products(branch, here, depth + 1)
    for one in tree.get("full_product_names") or ():
        yield _text(_mapping(one).get("product_id")), _text(_mapping(one).get("name")), ""


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""

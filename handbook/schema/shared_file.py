"""What a folder of shared records says of itself (`shared.yaml`), and how a product departs from one of them."""

from __future__ import annotations

from typing import ClassVar

from handbook.schema.fields import AnyId, DateDone, Part, Plain, Prose
from handbook.schema.record import RoleId, Visibility

SHARED_FILE = "shared.yaml"


class SharedFile(Part):
    """Records that several products have in common: the folder that holds this file has files of records as a product's folder has."""

    is_file: ClassVar[bool] = True

    format: Plain | None = None
    """Format of the YAML in the folder, as in `product.yaml`."""
    title: Plain
    """Name of the records, as pages of products and a portfolio show it; no two folders of a maker have the same. Example: `Our organisation`."""


class SaidOfShared(Part):
    """What a product decides about a shared record: that it has one of its own instead, or none."""

    record: AnyId
    """The shared record. Example: `ROL-02`."""
    because: Prose
    """Why this product departs from it, so that an assessor can judge it."""
    by: RoleId
    """Role that decided it. Example: `ROL-01`."""
    on: DateDone
    """Day on which it did. Example: `2026-10-02`."""
    visibility: Visibility = "public"
    """Who may read that the product departs from it, and why: anybody, an assessor, or only the maker's own people."""

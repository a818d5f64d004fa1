"""Addresses: on which page of the site a record, a register or an entry stands.

An address is a page's source path (`records/need-03.md`) and an anchor. How the site turns it into a URL is the business
of the site generator; `url` gives the form that this handbook publishes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Catalogues, Found
from handbook.catalogs.documents import ReferenceDocument
from handbook.model.handbook import Handbook, Item
from handbook.schema.ids import RECORD_ID
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL, Kind

LARGE_DOCUMENT = 60
"""A reference document with at least this many entries has a page for each family; a smaller one has one page."""

OWN_REGISTER = 8
"""A kind with at least this many records has a register page of its own; others share one for their activity."""


LONGEST_SLUG = 40
"""Characters of a wrong id that its address shows."""


@dataclass(frozen=True, slots=True, order=True)
class Address:
    """A place on the site."""

    page: str
    """Source path of the page, relative to `docs/`."""
    anchor: str = ""

    @property
    def url(self) -> str:
        """Returns the address relative to the root of the site, for a site with directory URLs."""
        path = self.page.removesuffix(".md")
        if path == "index" or path.endswith("/index"):
            path = path.removesuffix("index")
        else:
            path += "/"
        return path + (f"#{self.anchor}" if self.anchor else "")


def of_record(record_id: str) -> Address:
    """Returns the address of a record's own page."""
    return Address(f"records/{record_slug(record_id)}.md")


def record_slug(record_id: str) -> str:
    """Returns a record's id as part of an address.

    One that is none, of which the check tells, gets the beginning of what it says and a fingerprint: it is no name of a file that a system
    refuses, nor that of another record.
    """
    if RECORD_ID.match(record_id):
        return record_id.lower()
    safe = re.sub("[^a-z0-9]+", "-", record_id.lower()).strip("-")[:LONGEST_SLUG].rstrip("-")
    return f"{safe or 'record'}-{hashlib.sha256(record_id.encode('utf-8')).hexdigest()[:8]}"


def of_item(item: Item) -> Address:
    """Returns the address of a record's own page."""
    return of_record(item.id)


def of_activity(number: int) -> Address:
    """Returns the address of an activity's guidance."""
    return Address(f"activities/{number}/index.md")


def of_example(number: int, anchor: str = "") -> Address:
    """Returns the address of what was done for the product in an activity."""
    return Address(f"activities/{number}/product.md", anchor)


def of_question(question_id: str, activity: int) -> Address:
    """Returns the address of a question on its activity's page."""
    return Address(f"activities/{activity}/index.md", question_id.lower())


def of_kind(handbook: Handbook, kind: Kind) -> Address:
    """Returns the address of the register of a kind: a page of its own, or a section of its activity's register."""
    if len(handbook.of_kind(kind.name)) >= OWN_REGISTER:
        return Address(f"registers/{kind.name}.md")
    return Address(f"registers/{register_name(kind.activity)}.md", kind.name)


def register_name(activity: int) -> str:
    """Returns the name of the register that an activity's small kinds share."""
    return {PRODUCT_MODEL: "product-model", EVERY_ACTIVITY: "every-activity"}.get(activity, f"activity-{activity}")


def of_crosswalk(document: ReferenceDocument) -> Address:
    """Returns the address of a reference document's crosswalk."""
    return Address(f"references/{document.document.lower()}/crosswalk.md")


def of_entry(catalogues: Catalogues, found: Found) -> Address:
    """Returns the address of an entry.

    Entries of the CSF have pages of their own. Entries of other documents are anchors: on the page of their family where
    the document is large, else on the one page of the document.
    """
    document = found.document
    folder = f"references/{document.document.lower()}"
    if document.document == LOCAL_DOCUMENT:
        return Address(f"{folder}/{entry_anchor(found.entry.id)}.md")
    if len(document.entries) < LARGE_DOCUMENT:
        return Address(f"{folder}/index.md", entry_anchor(found.entry.id))
    anchor = entry_anchor(found.entry.id) if found.entry.parent is not None else ""  # the family is the page itself
    return Address(f"{folder}/{entry_anchor(catalogues.family(found).entry.id)}.md", anchor)


def entry_anchor(entry_id: str) -> str:
    """Returns the anchor of an entry on its page."""
    return re.sub("[^a-z0-9]+", "-", entry_id.lower()).strip("-")

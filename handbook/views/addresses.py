"""Addresses: on which page of the site, and at which anchor, a record, a register, an entry or a file stands.

An address is a page's source path (`records/need-03.md`) and an anchor. How the site turns it into a URL is the business
of the site generator; `url` gives the form that this handbook publishes.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from handbook.catalogs.catalogue import LOCAL_DOCUMENT, Catalogues, Found
from handbook.catalogs.documents import ReferenceDocument
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL, Kind

LARGE_DOCUMENT = 60
"""A reference document with at least this many entries has a page for each family; a smaller one has one page."""

OWN_REGISTER = 8
"""A kind with at least this many records has a register page of its own; others share one for their activity."""


LONGEST_SLUG = 40
"""Characters of a wrong id that its address shows."""

WHOLE = "whole/"
"""URL of the page that holds all others, relative to the root of the site."""


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


HOME = Address("index.md")
"""The first page."""
PRODUCT = Address("product.md")
"""What the product is."""
CHANGES = Address("changes.md")
"""What changed since the previous release."""
RELEASES = Address("releases/index.md")
"""The list of all frozen releases."""
REGISTERS = Address("registers.md")
"""The list of all registers."""
REFERENCES = Address("references/index.md")
"""The list of all reference documents."""


COVERAGE = Address("coverage.md")
"""All matrices with their holes."""
ASSESSMENTS = Address("coverage/assessor.md")
"""What an assessor says of requirements; only where one has said anything."""
RULES = Address("rules.md")
"""Every rule that is asked of the product."""
PROGRESS = Address("progress.md")
"""How far the handbook is."""


def of_matrix(name: str, part: int = 1) -> Address:
    """Returns the address of a part of a matrix, counted from 1."""
    return Address(f"coverage/{name}{f'-{part}' if part > 1 else ''}.md")


def of_rule(code: str) -> Address:
    """Returns the address of a rule, by the code of its findings."""
    return Address(RULES.page, code)


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


def of_home(activity: int) -> Address:
    """Returns the page from which an activity's records, those of the product model or those of every activity are reached."""
    return {PRODUCT_MODEL: PRODUCT, EVERY_ACTIVITY: REGISTERS}.get(activity) or of_example(activity)


def of_kind(handbook: Handbook, kind: Kind) -> Address:
    """Returns the address of the register of a kind: a page of its own, or a section of its activity's register."""
    if has_own_register(handbook, kind):
        return of_own_register(kind)
    return Address(of_register(kind.activity).page, kind.name)


def has_own_register(handbook: Handbook, kind: Kind) -> bool:
    """Returns whether a kind has a register page of its own."""
    return len(handbook.of_kind(kind.name)) >= (1 if kind.own_register else OWN_REGISTER)


def of_own_register(kind: Kind) -> Address:
    """Returns the address of a register that a kind has for itself."""
    return Address(f"registers/{kind.name}.md")


def of_register(activity: int) -> Address:
    """Returns the address of the register that an activity's small kinds share."""
    return Address(f"registers/{register_name(activity)}.md")


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


def of_file(name: str) -> Address:
    """Returns the address of an attachment, by its path in the product's folder `files/`."""
    return Address(f"files/{name}")


def of_own_page(name: str) -> Address:
    """Returns the address of a page of the product's own, or of what stands beside it, by its path in the product's folder `pages/`."""
    return Address(f"pages/{name}")


def of_companion(slug: str, activity: int | None = None) -> Address:
    """Returns the address of a companion's overview, or of its page for an activity, its product model, or what every activity uses."""
    return Address(f"compare/{slug}/{'index' if activity is None else register_name(activity)}.md")


def of_companion_record(slug: str, item: Item) -> Address:
    """Returns the address of a companion's record, which stands on the page of its activity."""
    return Address(of_companion(slug, item.kind.activity).page, record_slug(item.id))


def of_companion_file(slug: str, name: str) -> Address:
    """Returns the address of an attachment of a companion."""
    return Address(f"compare/{slug}/{of_file(name).page}")


def permanent_of_record(record_id: str) -> str:
    """Returns the URL that leads to a record wherever its page stands, relative to the root of the site."""
    return f"id/{record_slug(record_id)}/"


def permanent_of_entry(cited: str) -> str:
    """Returns the URL that leads to an entry of a reference document wherever its page stands, relative to the root of the site."""
    return f"id/{entry_anchor(cited)}/"

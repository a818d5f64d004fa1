"""What all views share: links to records and entries, and the words of closed lists."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.catalogs.catalogue import Found
from handbook.methods.risk import WORDS
from handbook.model.handbook import Citation, Handbook, Item
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL
from handbook.views import addresses
from handbook.views.addresses import Address

MEANS_KINDS = {
    "a": "a: the device itself",
    "b": "b: another component",
    "c": "c: outside the product",
    "d": "d: people and processes",
    "e": "e: the customer",
}
"""The five kinds of means in words."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a place on the site."""

    id: str
    title: str
    address: Address
    kind: str = ""
    """What it is, in words."""
    status: str = ""
    is_entry: bool = False
    """Whether it is an entry of a reference document, and no record."""


@dataclass(frozen=True, slots=True)
class CitationView:
    """A reference between a record and an entry of a reference document."""

    entry: LinkView
    record: LinkView | None
    who: str
    """`M` or `C` with scope in words, or empty."""
    strength: str
    relationship: str
    fit: str
    rationale: str
    document: str


def record_link(item: Item) -> LinkView:
    """Returns a link to a record."""
    return LinkView(item.id, item.record.title, addresses.of_item(item), item.kind.singular, item.record.status)


def entry_link(handbook: Handbook, found: Found) -> LinkView:
    """Returns a link to an entry of a reference document."""
    return LinkView(
        found.cited, found.entry.title, addresses.of_entry(handbook.catalogues, found), f"{found.document.short} {found.entry.level}", is_entry=True
    )


BY_FIELD = {
    "baseline": "realises it",
    "elements": "deviates from it",
    "entries": "decides its scope",
    "outcome": "profile row for it",
    "threat_class": "threat of this class",
}
"""How a record bears on an entry that a field of it names, by that field."""


def citation_view(handbook: Handbook, citation: Citation) -> CitationView:
    """Returns what a page shows of a citation."""
    reference = citation.reference
    who = ""
    if reference is not None and reference.who == "maker":
        who = f"M, {reference.scope}" if reference.scope else "M"
    elif reference is not None and reference.who == "customer":
        who = "C"
    return CitationView(
        entry=entry_link(handbook, citation.entry),
        record=record_link(handbook.items[citation.source]) if citation.source in handbook.items else None,
        who=who,
        strength=(reference.strength or "") if reference else "",
        relationship=reference.relationship if reference else BY_FIELD.get(citation.field, citation.field.replace("_", " ")),
        fit=reference.fit if reference else "direct",
        rationale=(reference.rationale or "") if reference else "",
        document=citation.entry.document.short,
    )


def label(name: str) -> str:
    """Returns the name of a field in words."""
    words = name.replace("_", " ")
    known = {"sbom": "SBOM", "vex": "VEX statements", "as of": "As of"}
    return known.get(words, words[0].upper() + words[1:])


def level_words(level: str | None) -> str:
    """Returns a level in words with its letters, or 'not assessed'."""
    return f"{WORDS[level]} ({level})" if level else "not assessed"


def activity_name(activity: int) -> str:
    """Returns the name of an activity, of the product model, or of what every activity uses."""
    return {PRODUCT_MODEL: "Product model", EVERY_ACTIVITY: "Every activity"}.get(activity, f"Activity {activity}")

"""Who may read what: what is kept from the public stands in no folder that the public sees."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.audience.levels import withheld
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import counted, say
from handbook.model.handbook import Handbook
from handbook.schema.records.product import Product


def kept_back_in_public(handbook: Handbook) -> Iterator[Diagnostic]:
    """Records and fields that a site for the public leaves out stand in no repository to which its pages lead."""
    if handbook.site.published_for == "internal" or not handbook.repository:
        return
    records = [item for item in handbook.records() if item.record.visibility != "public"]
    fields = sum(len(withheld(item.record, "public")) for item in handbook.records() if item.record.visibility == "public")
    number = len(records) + fields
    if not number:
        return
    message = counted(number, "kept-back-in-repository", number=number, address=handbook.repository)
    product = next(iter(handbook.of(Product)), None)
    first = product or next(handbook.records())
    yield make("kept-back-in-repository", first.place("id"), message, say("kept-back-in-repository.right"), record=first.id)


CHECKS = (Check(kept_back_in_public),)

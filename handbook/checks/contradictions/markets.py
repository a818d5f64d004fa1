"""Obligations against the markets, and what rests on an obligation that does not apply."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import both, say
from handbook.methods.markets import countries
from handbook.model.handbook import Handbook
from handbook.schema.records.customers import Obligation

_READ = re.compile(r"\b(?:read|checked|compared|consulted)(?: (?:on|in|by))? [0-9]", re.IGNORECASE)
"""A source that says itself when it was read."""
RESTS_ON = {"need": "obligations", "deviation": "obligations", "notification": "obligation", "information-item": "required_by"}
"""Kinds with the field that names an obligation as binding."""


def reasons_given(handbook: Handbook) -> Iterator[Diagnostic]:
    """An obligation that does not apply where the product is sold, or a law that applies where it is not, says why."""
    markets = handbook.product.markets if handbook.product else ()
    sold_in = countries(*markets)
    for item in handbook.of(Obligation):
        record = item.record
        if record.reason is not None or not record.jurisdiction or not markets:
            continue
        binds_in = countries(record.jurisdiction)
        named = bool(binds_in & sold_in) or any(market.casefold() in record.jurisdiction.casefold() for market in markets)
        if record.applies == "does not apply" and named:
            message = say("not-applying-without-reason", id=item.id, title=record.title)
            yield gap("not-applying-without-reason", item, message, "applies", expected="'reason'")
        elif record.applies == "applies" and record.nature == "law" and binds_in and not named:
            message = say("market-not-named", id=item.id, title=record.title)
            expected = say("market-not-named.right")
            yield make("market-not-named", item.place("applies"), message, expected=expected, record=item.id)


def laws_checked(handbook: Handbook) -> Iterator[Diagnostic]:
    """A law that binds says on which day, and against which publication, what stands here was compared; or its source says when it was read."""
    for item in handbook.of(Obligation):
        record = item.record
        missing = [name for name in ("checked_on", "checked_against") if getattr(record, name) is None]
        if record.nature == "law" and record.applies == "applies" and missing and not _READ.search(record.source or ""):
            message = say("law-unchecked", id=item.id, title=record.title)
            expected = say("law-unchecked.right", fields=both(*(f"'{name}'" for name in missing)))
            yield make("law-unchecked", item.place("source"), message, expected=expected, record=item.id)


def nothing_rests_on_what_does_not_apply(handbook: Handbook) -> Iterator[Diagnostic]:
    """No record rests on an obligation that does not apply, and none such is key."""
    for item in handbook.of(Obligation):
        record = item.record
        if record.applies != "does not apply":
            continue
        if record.key:
            message = say("obligation-not-binding.key", id=item.id)
            yield make("obligation-not-binding", item.place("key"), message, expected=say("obligation-not-binding.key.right"), record=item.id)
        for kind, field in RESTS_ON.items():
            for link in handbook.links_to(item.id, kind, field):
                message = say("obligation-not-binding", id=link.source, obligation=item.id, title=record.title, field=field)
                place = handbook.items[link.source].place(*link.path)
                yield make("obligation-not-binding", place, message, expected=say("obligation-not-binding.right"), record=link.source)


CHECKS = (
    Check(reasons_given),
    Check(laws_checked, minds="its record"),
    Check(nothing_rests_on_what_does_not_apply),
)

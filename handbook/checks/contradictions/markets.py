"""Obligations against the markets, and what rests on an obligation that does not apply."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.registry import check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.methods.markets import countries
from handbook.model.handbook import Handbook
from handbook.schema.records.customers import Obligation

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
            message = f"{item.id} ({record.title}) does not apply, although the product is sold where it binds, and does not say why"
            yield gap("not-applying-without-reason", item, message, "applies", expected="'reason'")
        elif record.applies == "applies" and record.nature == "law" and binds_in and not named:
            message = f"{item.id} ({record.title}) applies, and no market of the product lies where it binds"
            expected = "the market under 'markets' of the product, or 'reason'"
            yield make("market-not-named", item.place("applies"), message, expected=expected, record=item.id)


def nothing_rests_on_what_does_not_apply(handbook: Handbook) -> Iterator[Diagnostic]:
    """No record rests on an obligation that does not apply, and none such is key."""
    for item in handbook.of(Obligation):
        record = item.record
        if record.applies != "does not apply":
            continue
        if record.key:
            message = f"{item.id} does not apply, and is key all the same"
            yield make("obligation-not-binding", item.place("key"), message, expected="'no', or another answer under 'applies'", record=item.id)
        for kind, field in RESTS_ON.items():
            for link in handbook.links_to(item.id, kind, field):
                message = f"{link.source} names {item.id} ({record.title}) under '{field}', which does not apply"
                place = handbook.items[link.source].place(*link.path)
                yield make("obligation-not-binding", place, message, expected="an obligation that applies", record=link.source)


CHECKS = (
    check(reasons_given),
    check(nothing_rests_on_what_does_not_apply),
)

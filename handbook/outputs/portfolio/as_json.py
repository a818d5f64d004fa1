"""A portfolio as JSON, for programs: one entry a product, a case, an element, a shared record and a part."""

from __future__ import annotations

import json
from typing import Any

from handbook.compare.portfolio import Member, OpenCase, Portfolio, Shared, SharedRecord, Support
from handbook.model.statements import Departure
from handbook.views import addresses

FILE = "portfolio.json"
VERSION = 1
"""Version of this file's shape."""


def text(portfolio: Portfolio) -> str:
    """Returns the portfolio as the text of a file, in a fixed order."""
    return json.dumps(as_json(portfolio), indent=1, ensure_ascii=False) + "\n"


def as_json(portfolio: Portfolio) -> dict[str, Any]:
    """Returns the portfolio as plain data; days as `year-month-day` or null."""
    return {
        "portfolio": VERSION,
        "title": portfolio.title,
        "products": [_support(one) for one in portfolio.support()],
        "open_vulnerabilities": [_case(one) for one in portfolio.open_cases()],
        "coverage": {element: {name: dict(states) for name, states in by_product.items()} for element, by_product in portfolio.coverage().items()},
        "shared_records": [_shared_record(one) for one in portfolio.shared_records()],
        "parts": [_shared(one) for one in portfolio.parts()],
    }


def address_of(member: Member, record_id: str) -> str:
    """Returns where a record of a product is published, or ''."""
    return f"{member.site}{addresses.of_item(member.handbook.items[record_id]).url}" if member.site else ""


def _support(one: Support) -> dict[str, Any]:
    return {
        "name": one.member.name,
        "maker": one.member.handbook.maker,
        "site": one.member.site,
        "as_of": one.member.as_of,
        "audience": one.member.handbook.audience,
        "keeps_back": one.member.handbook.keeps_back,
        "records": len(one.member.handbook.items),
        "security_fixes_end_first": one.first.isoformat() if one.first else None,
        "security_fixes_end_last": one.last.isoformat() if one.last else None,
        "ending_first": [{"id": item.id, "title": item.record.title} for item in one.ending_first],
    }


def _case(one: OpenCase) -> dict[str, Any]:
    record = one.item.record
    return {
        "product": one.member.name,
        "id": one.item.id,
        "title": record.title,
        "url": address_of(one.member, one.item.id),
        "exploited": record.exploited,
        "priority": one.priority,
        "severity": record.severity,
        "aware_on": record.aware_on,
        "due_on": one.due.day.isoformat() if one.due else None,
        "due": one.due.what if one.due else None,
    }


def _shared_record(one: SharedRecord) -> dict[str, Any]:
    return {
        "from": one.origin,
        "id": one.id,
        "title": one.title,
        "inherited_by": [{"product": member.name, "url": address_of(member, one.id)} for member in one.inheriting],
        "says_something_else_in": [member.name for member in one.differing],
        "overridden_by": [{**_departure(member, departure), "url": address_of(member, one.id)} for member, departure in one.overriding],
        "left_out_by": [_departure(member, departure) for member, departure in one.leaving_out],
    }


def _departure(member: Member, departure: Departure) -> dict[str, Any]:
    said = departure.said
    return {"product": member.name, "because": said.because, "by": said.by, "on": said.on.isoformat()}


def _shared(one: Shared) -> dict[str, Any]:
    return {
        "title": one.title,
        "supplier": one.supplier,
        "uses": [
            {
                "product": use.member.name,
                "id": use.item.id,
                "url": address_of(use.member, use.item.id),
                "version": use.item.record.version,
                "components": [component.record.title for component in use.components],
                "support_end": use.item.record.support_end.isoformat() if use.item.record.support_end else None,
            }
            for use in one.uses
        ],
    }

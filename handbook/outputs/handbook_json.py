"""The output `handbook.json`: the resolved handbook as plain data, and its JSON Schema, which stands beside this module."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from typing import Any

from handbook.methods.standing import standing_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.kinds import KINDS
from handbook.schema.product_file import FORMAT
from handbook.schema.record import Kind
from handbook.views import addresses
from handbook.views.addresses import Address

VERSION = 1
"""Version of this export's shape."""
FILE = "handbook.json"
"""Name under which it is published."""
SCHEMA_FILE = "handbook.schema.json"
"""Name under which its schema is published."""


def text(handbook: Handbook, url: Callable[[Address], str]) -> str:
    """Returns the handbook as the text of a file, in a fixed order. URLs are relative to the root of the site, as `url` gives them."""
    return json.dumps(as_json(handbook, url), indent=1, ensure_ascii=False) + "\n"


def as_json(handbook: Handbook, url: Callable[[Address], str] = lambda address: address.url) -> dict[str, Any]:
    """Returns the handbook as plain data, in a fixed order. URLs are relative to the root of the site, as `url` gives them."""
    catalogue = handbook.catalogues.activities
    product = handbook.product
    return {
        "handbook": VERSION,
        "format": int(FORMAT),
        "audience": handbook.audience,
        "product": {
            "id": product.id if product else None,
            "title": product.title if product else None,
            "as_of": product.as_of.isoformat() if product and product.as_of else None,
            "site": handbook.site.name,
        },
        "editions": {
            "activities": {"document": catalogue.document, "edition": catalogue.edition, "date": catalogue.date, "source": catalogue.source},
            "documents": [
                {"document": document.document, "title": document.title, "edition": document.edition, "date": document.date, "source": document.source}
                for document in handbook.catalogues.documents.values()
            ],
        },
        "activities": [
            {
                "number": activity.number,
                "title": str(activity.title),
                "section": activity.section,
                "phase": activity.phase,
                "url": url(addresses.of_activity(activity.number)),
                "example": url(addresses.of_example(activity.number)),
                "questions": [
                    {
                        "id": question_id,
                        "text": str(question.text),
                        "whose": question.whose,
                        "answered_by": [item.id for item in handbook.answers_to(question_id)],
                    }
                    for question_id, (number, question) in handbook.catalogues.questions.items()
                    if number == activity.number
                ],
            }
            for activity in catalogue.activities
        ],
        "kinds": [_kind(handbook, kind) for kind in KINDS.values()],
        "records": [_record(handbook, item, url) for item in handbook.records()],
    }  # fmt: skip


def _kind(handbook: Handbook, kind: Kind) -> dict[str, Any]:
    found = standing_of(handbook, kind.name)
    return {
        "name": kind.name,
        "prefix": kind.prefix,
        "title": str(kind.singular),
        "activity": kind.activity,
        "file": kind.file,
        "standing": found.stands,
        "none_said": {"by": found.said_by, "on": found.said_on.isoformat(), "why": found.why} if found.said_on else None,
    }


def _record(handbook: Handbook, item: Item, url: Callable[[Address], str]) -> dict[str, Any]:
    place = item.place("id")
    fields = item.record.model_dump(mode="json", exclude_defaults=True)
    for common in ("id", "title", "references", "answers"):
        fields.pop(common, None)
    return {
        "id": item.id,
        "kind": item.kind.name,
        "title": item.record.title,
        "status": item.record.status,
        "visibility": item.record.visibility,
        "url": url(addresses.of_item(item)),
        "source": {"file": place.file, "line": place.line},
        "answers": list(item.record.answers),
        "fields": fields,
        "inherited": {name: {"file": where.file, "line": where.line} for name, where in sorted(item.inherited.items())},
        "links": [{"to": link.target, "as": link.field} for link in handbook.links_from(item.id)],
        "backlinks": [{"from": link.source, "as": link.field} for link in handbook.links_to(item.id)],
        "references": [
            {
                "entry": citation.entry.cited,
                "document": citation.entry.document.document,
                "url": url(addresses.of_entry(handbook.catalogues, citation.entry)),
                "field": citation.field,
                **(citation.reference.model_dump(mode="json", exclude={"entry"}) if citation.reference else {}),
            }
            for citation in handbook.citations_by(item.id)
        ],
    }


def schema_text() -> str:
    return files("handbook.outputs").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")

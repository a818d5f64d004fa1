"""The output `handbook.json`: the resolved handbook as plain data, and its JSON Schema, which stands beside this module."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any

from handbook.methods.standing import standing_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Departure
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


def content(handbook: Handbook, url: Callable[[Address], str]) -> bytes:
    """Returns the handbook as the bytes of a file, in a fixed order. URLs are relative to the root of the site, as `url` gives them."""
    return b"".join(piece.encode("utf-8") for piece in _pieces(handbook, url))


def as_json(handbook: Handbook, url: Callable[[Address], str] = lambda address: address.url) -> dict[str, Any]:
    """Returns the handbook as plain data, in a fixed order. URLs are relative to the root of the site, as `url` gives them."""
    return {**_without_records(handbook, url), "records": [_record(handbook, item, url) for item in handbook.records()]}


def _pieces(handbook: Handbook, url: Callable[[Address], str]) -> Iterator[str]:
    """Yields the text of the file piece by piece, so that all records are never held as plain data, which takes more than the model does."""
    yield _written(_without_records(handbook, url)).removesuffix("\n}") + ',\n "records": ['
    before = "\n"
    for item in handbook.records():
        yield before + "  " + _written(_record(handbook, item, url)).replace("\n", "\n  ")
        before = ",\n"
    yield "\n ]\n}\n" if before == ",\n" else "]\n}\n"


def _written(value: Any) -> str:
    return json.dumps(value, indent=1, ensure_ascii=False)


def _without_records(handbook: Handbook, url: Callable[[Address], str]) -> dict[str, Any]:
    catalogue = handbook.catalogues.activities
    product = handbook.product
    return {
        "handbook": VERSION,
        "format": int(FORMAT),
        "audience": handbook.audience,
        "keeps_back": handbook.keeps_back,
        "product": {
            "id": product.id if product else None,
            "title": product.title if product else None,
            "as_of": product.as_of.isoformat() if product and product.as_of else None,
            "site": handbook.site.name,
            **({"language": handbook.site.language} if handbook.site.language else {}),
        },
        "shared": [
            {
                "folder": one.folder,
                "title": one.title,
                "left_out": [_departure(name, left) for name, left in handbook.not_taken.items() if left.shared and left.shared.shared == one.folder],
            }
            for one in handbook.shared
        ],
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
        "shared": _shared(handbook, item),
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


def _shared(handbook: Handbook, item: Item) -> dict[str, Any] | None:
    """Returns from which shared records one comes, or what it overrides of them; None where it has nothing to do with any."""
    if item.shared:
        return {"folder": item.shared, "overridden": None}
    departure = handbook.overridden.get(item.id)
    if departure is None or departure.shared is None:
        return None
    return {"folder": departure.shared.shared, "overridden": _departure(item.id, departure)}


def _departure(name: str, departure: Departure) -> dict[str, Any]:
    """Returns why the product departs from a shared record, and where that stands."""
    said = departure.said
    where = departure.shared.place("id") if departure.shared else None
    return {
        "id": name,
        "title": departure.shared.record.title if departure.shared else "",
        "source": {"file": where.file, "line": where.line} if where else None,
        "because": said.because,
        "by": said.by,
        "on": said.on.isoformat(),
    }


def schema_text() -> str:
    return files("handbook.outputs").joinpath(SCHEMA_FILE).read_text(encoding="utf-8")

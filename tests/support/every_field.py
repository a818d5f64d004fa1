"""A handbook in which every field of every kind says something, with whatever text is wanted; for tests that must meet all fields."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from handbook.catalogs.catalogue import Catalogues
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.fields import Bounds, Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import carried, closed_list, is_many, mark_of, part_of
from handbook.schema.product_file import Site
from handbook.schema.record import Record
from handbook.source.nodes import Document, Mapping

TextOf = Callable[[str], str]
"""Gives the text of a field from words that name it and no other, such as `risk RSK-02 attempt.reason`."""
RECORDS = 2
"""Records of each kind, so that one can name another of its own kind."""
SPECIAL = {
    "disclosure.contacts": "mailto:psirt@maker.example",
    "disclosure.languages": "en",
    "severity": "CVSS:4.0/AV:N/AC:H/AT:P/PR:N/UI:N/VC:L/VI:N/VA:L/SC:N/SI:N/SA:N, score 6.3 (medium)",
    "protocol": "TLS 1.3 to service.maker.example, TCP port 8883",
    "applies": "applies",
    "weakness": "CWE-121 Stack-based Buffer Overflow",
}
"""What fields hold whose form is fixed although their type is text."""
ADDRESSES = frozenset({"policy", "encryption", "acknowledgments", "namespace", "host"})


def every_field(
    catalogues: Catalogues, text: TextOf = lambda words: f"Text of {words}", *, without: frozenset[str] = frozenset(), records: int = RECORDS
) -> Handbook:
    """Returns the handbook with so many records of each kind; `without` names fields that are left empty, as `support-term.promised_by`.

    Its ids are right and lead somewhere; what they say together need not be true. Anybody may read every record.
    """
    items: dict[str, Item] = {}
    for name, model in MODELS.items():
        for number in range(1, records + 1):
            record_id = f"{KINDS[name].prefix}-{number:02}"
            values = _values(model, catalogues, text, f"{name} {record_id}", 2 - number % 2)
            kept = {field: value for field, value in values.items() if f"{name}.{field}" not in without}
            record = model.model_validate({**kept, "id": record_id, "visibility": "public"})
            node = Mapping(number, 1)
            items[record_id] = Item(record, Document(KINDS[name].file, node), node)
    return Handbook(site=Site(name="Every field"), items=items, catalogues=catalogues, attachments=("a.txt",))


def changed(handbook: Handbook, *fields: tuple[str, str]) -> Iterator[Handbook]:
    """Yields two handbooks that differ from one of `every_field` in fields (kind, name) of all records: in one they say something else, in one nothing."""
    for change in (_other, _empty):
        items = dict(handbook.items)
        for kind, field in fields:
            for item in handbook.of_kind(kind):
                info = type(item.record).model_fields[field]
                other = change(getattr(item.record, field), info)
                if other is not None:
                    items[item.id] = replace(item, record=items[item.id].record.model_copy(update={field: other[0]}))
        yield replace(handbook, items=items)


def _values(model: type[Part], catalogues: Catalogues, text: TextOf, words: str, number: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        below = f"{words} {name}" if issubclass(model, Record) else f"{words}.{name}"
        single = _single(name, info, catalogues, text, below, number)
        found[name] = [single] if is_many(info.annotation) else single
    return found


def _single(name: str, info: Any, catalogues: Catalogues, text: TextOf, words: str, number: int) -> Any:
    part, words_of_list = part_of(info.annotation), closed_list(info.annotation)
    if part is not None:
        return _values(part, catalogues, text, words, number)
    if words_of_list and name not in SPECIAL:
        return words_of_list[(number - 1) % len(words_of_list)]
    if name in SPECIAL:
        return SPECIAL[name]
    mark = mark_of(info.annotation, info.metadata)
    if mark is None:
        return _number_or_day(info, number)
    if mark.meaning == "record":
        kind = KINDS[mark.kinds[1 if name == "destination" else 0]] if mark.kinds else KINDS["capability"]
        return f"{kind.prefix}-{number % RECORDS + 1:02}"
    if mark.meaning == "entry":
        if not mark.levels:
            return ("CRA:VII-5", "CRA:II-8")[number - 1]
        document = mark.levels[0]
        return [cited for cited in catalogues.entries if catalogues.citable(cited, (document,))][number * 3]
    if mark.meaning == "question":
        return list(catalogues.questions)[number]
    if mark.meaning == "field":
        return "assessed_by" if name == "assessor_only" else "review_by"
    if mark.meaning == "moment":
        return f"2026-0{number}-16 10:1{number}"
    fixed = _fixed(name, words)
    return fixed or text(words)


def _fixed(name: str, words: str) -> str:
    path = words.split()[-1]
    if path in SPECIAL:
        return SPECIAL[path]
    if path.startswith("disclosure.") and name in ADDRESSES:
        return f"https://{name}.maker.example/"
    return ""


def _number_or_day(info: Any, number: int) -> str:
    annotation = str(info.annotation)
    if "bool" in annotation:
        return "yes" if number % 2 else "no"
    bounds = carried(Bounds, info.annotation, info.metadata)
    if bounds is not None:
        return str(int(bounds.least) + number)
    if "date" in annotation:
        return (date(2026, 3, 1) + timedelta(days=number)).isoformat()
    raise AssertionError(f"no value for {annotation}")


def _empty(value: Any, info: Any) -> tuple[Any] | None:
    return None if info.is_required() else (info.get_default(),)


def _other(value: Any, info: Any) -> tuple[Any] | None:
    """Returns another value of the same type, in a tuple of one, or None where none is easily had."""
    if isinstance(value, tuple):
        other = _other(value[0], info) if value else None
        return ((other[0],),) if other else None
    if isinstance(value, Part):
        inside = {name: _other(getattr(value, name), one) for name, one in type(value).model_fields.items()}
        return (value.model_copy(update={name: found[0] for name, found in inside.items() if found}),)
    words = closed_list(info.annotation)
    if words and value in words:
        return (words[(words.index(value) + 1) % len(words)],) if len(words) > 1 else None
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, (int, float)):
        return (value + 1,)
    if isinstance(value, date):
        return (value + timedelta(days=40),)
    return (f"{value} otherwise",) if isinstance(value, str) and not _is_reference(info) else None


def _is_reference(info: Any) -> bool:
    """Returns whether a field's text is the id of something, or is read as more than a text."""
    found = mark_of(info.annotation, info.metadata)
    return found is not None and found.meaning in ("record", "entry", "question", "moment", "file")

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
SPECIAL = {"disclosure.contacts": "mailto:psirt@maker.example", "disclosure.languages": "en"}
"""What fields hold whose form is fixed although their type is text."""
ADDRESSES = frozenset({"policy", "encryption", "acknowledgments", "namespace", "host"})


def every_field(catalogues: Catalogues, text: TextOf = lambda words: f"Text of {words}") -> Handbook:
    """Returns the handbook. Its ids are right and lead somewhere; what they say together need not be true."""
    items: dict[str, Item] = {}
    for name, model in MODELS.items():
        for number in range(1, RECORDS + 1):
            record_id = f"{KINDS[name].prefix}-{number:02}"
            record = model.model_validate({**_values(model, catalogues, text, f"{name} {record_id}", number), "id": record_id})
            node = Mapping(number, 1)
            items[record_id] = Item(record, Document(KINDS[name].file, node), node)
    return Handbook(site=Site(name="Every field"), items=items, catalogues=catalogues, attachments=("a.txt",))


def changed(handbook: Handbook, kind: str, field: str) -> Iterator[Handbook]:
    """Yields handbooks that differ from one of `every_field` in one field of one record of a kind: emptied, and saying something else."""
    for item in handbook.of_kind(kind):
        info = type(item.record).model_fields[field]
        value = getattr(item.record, field)
        for other in (_empty(info, value), _other(value, info.annotation)):
            if other is not None and other != (value,):
                record = item.record.model_copy(update={field: other[0]})
                yield replace(handbook, items={**handbook.items, item.id: replace(item, record=record)})


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
    if words_of_list:
        return words_of_list[(number - 1) % len(words_of_list)]
    mark = mark_of(info.annotation, info.metadata)
    if mark is None:
        return _number_or_day(info, number)
    if mark.meaning == "record":
        kind = KINDS[mark.kinds[0]] if mark.kinds else KINDS["capability"]
        return f"{kind.prefix}-{number % RECORDS + 1:02}"
    if mark.meaning == "entry":
        document = mark.levels[0] if mark.levels else "CSF"
        return [cited for cited in catalogues.entries if catalogues.citable(cited, (document,))][number * 3]
    if mark.meaning == "question":
        return list(catalogues.questions)[number]
    if mark.meaning == "moment":
        return f"2026-0{number}-16 10:1{number}"
    fixed = _fixed(name, words, number)
    return fixed or text(words)


def _fixed(name: str, words: str, number: int) -> str:
    path = words.split()[-1]
    if path in SPECIAL:
        return SPECIAL[path]
    if path.startswith("disclosure.") and name in ADDRESSES:
        return f"https://{name}.maker.example/"
    if path == "severity":
        return "CVSS:4.0/AV:N/AC:H/AT:P/PR:N/UI:N/VC:L/VI:N/VA:L/SC:N/SI:N/SA:N, score 6.3 (medium)"
    if path == "weakness":
        return f"CWE-12{number} Something"
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


def _empty(info: Any, value: Any) -> tuple[Any] | None:
    if info.is_required():
        return None
    default = info.get_default()
    return (default,) if default != value else None


def _other(value: Any, annotation: Any) -> tuple[Any] | None:
    """Returns another value of the same type, in a tuple of one, or None where none is easily had."""
    if isinstance(value, tuple):
        other = _other(value[0], annotation) if value else None
        return ((other[0],),) if other else None
    words = closed_list(annotation)
    if words and value in words:
        return (words[(words.index(value) + 1) % len(words)],) if len(words) > 1 else None
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, (int, float)):
        return (value + 1,)
    if isinstance(value, date):
        return (value + timedelta(days=40),)
    if isinstance(value, str):
        return (f"{value} otherwise",) if not mark_is_reference(annotation) else None
    return None


def mark_is_reference(annotation: Any) -> bool:
    """Returns whether a field's text is the id of something."""
    found = mark_of(annotation)
    return found is not None and found.meaning in ("record", "entry", "question", "moment", "file")

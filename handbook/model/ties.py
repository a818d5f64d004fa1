"""What ties one record to others: the links that leave it, kept with the record while they hold, and those that arrive, sorted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from handbook.catalogs.catalogue import Catalogues
from handbook.model.item import Citation, Item, Link
from handbook.schema.fields import Mark
from handbook.schema.marks import Path

LEAVING = "links"
"""Name under which an item keeps its links, for as long as there are the same records of the same kinds."""
CITED = "citations"
"""Name under which an item keeps its citations, for as long as the catalogues are the same."""

K = TypeVar("K")
Named = Callable[[Item, Path, Mark, str], str | None]
"""Tells which record a field of a record names, or None where it names none."""


@dataclass(frozen=True, slots=True)
class Leaving:
    """The links that a record makes, in the order of its fields."""

    links: tuple[Link, ...]
    by_field: Mapping[str, tuple[Link, ...]]


def leaving(item: Item, named: Named) -> Leaving:
    """Returns the links that a record makes; facts that its texts name come last."""
    found = [Link(item.id, path, target) for path, mark, value in item.marked if mark.meaning == "record" and (target := named(item, path, mark, value))]
    found += [Link(item.id, one.path, one.fact) for one in item.mentioned]
    return Leaving(tuple(found), _by(lambda link: link.field, found))


class Arriving:
    """The links that name a record, by the kind of the record that makes them and by its field."""

    __slots__ = ("_by_field", "_by_kind", "_by_kind_and_field")

    def __init__(self, links: tuple[Link, ...], items: Mapping[str, Item]) -> None:
        self._by_kind = _by(lambda link: items[link.source].kind.name, links)
        self._by_field = _by(lambda link: link.field, links)
        self._by_kind_and_field = _by(lambda link: (items[link.source].kind.name, link.field), links)

    def of(self, kind: str | None, field_name: str | None) -> tuple[Link, ...]:
        """Returns the links from records of a kind, from a field, or from a field of a kind, whichever is named."""
        if field_name is None:
            return self._by_kind.get(str(kind), ())
        return self._by_field.get(field_name, ()) if kind is None else self._by_kind_and_field.get((kind, field_name), ())


def cited_by(item: Item, catalogues: Catalogues) -> tuple[tuple[Citation, ...], tuple[Citation, ...]]:
    """Returns the entries that a record cites as its author wrote, and the classes that a threat has."""
    cited, classes = [], []
    for path, mark, value in item.marked:
        if mark.meaning == "entry":
            entry = catalogues.citable(value, mark.levels)
            if entry:
                authored = item.record.references[path[1]] if path[0] == "references" and isinstance(path[1], int) else None
                cited.append(Citation(item.id, entry, authored, str(path[0])))
        elif mark.meaning == "class":
            entry = catalogues.titled(mark.levels, value)
            if entry:
                classes.append(Citation(item.id, entry, None, str(path[0])))
    return tuple(cited), tuple(classes)


def _by(key: Callable[[Link], K], links: Iterable[Link]) -> dict[K, tuple[Link, ...]]:
    found: dict[K, list[Link]] = {}
    for link in links:
        found.setdefault(key(link), []).append(link)
    return {one: tuple(of_one) for one, of_one in found.items()}

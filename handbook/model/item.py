"""A record of the product with the place where it stands, and what ties it to others: links to records, citations of entries."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, cast

from typing_extensions import TypeVar

from handbook.catalogs.catalogue import Found
from handbook.findings.diagnostics import Place
from handbook.schema.fields import Mark
from handbook.schema.ids import RECORD_ID
from handbook.schema.marks import Path, marked
from handbook.schema.record import Kind, Record, Reference
from handbook.source.nodes import Document, Node, Scalar, Sequence
from handbook.source.nodes import Mapping as Keys

R = TypeVar("R", bound=Record, covariant=True, default=Record)
A = TypeVar("A")


@dataclass(frozen=True, slots=True)
class Mentioned:
    """A standing fact that a text of a record names."""

    path: tuple[str | int, ...]
    """Where the text stands in the record."""
    fact: str
    """Id of the fact."""


@dataclass(frozen=True, slots=True)
class Item(Generic[R]):
    """A record with its kind and where it stands. `Item[Risk]` holds a risk, `Item` a record of any kind."""

    record: R
    document: Document
    node: Node
    inherited: Mapping[str, Place] = field(default_factory=dict)
    """Fields whose value stands above the records of a file instead of in the record, each with its place."""
    left_out: frozenset[str] = frozenset()
    """Fields for which the file holds something that the record does not say, since it is wrong."""
    mentioned: tuple[Mentioned, ...] = ()
    """Standing facts that its texts name; the record holds what the facts say in their place."""
    withheld: frozenset[str] = frozenset()
    """Fields that are filled in and left out here, since those who read this may not read them, or not what they name."""
    shared: str = ""
    """For a record that the product inherits: the folder of shared records in which it stands, by its path from the product's folder."""
    _told: dict[Callable[..., Any] | str, Any] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        return self.record.id

    @property
    def id_holds(self) -> bool:
        """Returns whether the record has the id that is written, so that what names it by that id can find it."""
        written = self.node.items.get("id") if isinstance(self.node, Keys) else None
        return isinstance(written, Scalar) and written.text == self.id and RECORD_ID.match(self.id) is not None

    @property
    def kind(self) -> Kind:
        return self.record.spec

    def written(self, *path: str | int) -> str | None:
        """Returns the text at `path` as the file has it, facts by their names; None where no text stands there or it is said above the records."""
        node: Node | None = None if path and path[0] in self.inherited else self.node
        for segment in path:
            if isinstance(node, Keys):
                node = node.items.get(str(segment))
            elif isinstance(node, Sequence) and isinstance(segment, int):
                node = node.items[segment] if segment < len(node.items) else None
            else:
                return None
        return node.text if isinstance(node, Scalar) else None

    def alone(self, ask: Callable[[Item[R]], A]) -> A:
        """Returns what `ask` tells of this record alone, without any other; it is asked once.

        A record whose file says the same when the product is read again is the same item, so nothing is asked of it anew.
        """
        if ask not in self._told:
            self._told[ask] = ask(self)
        return cast("A", self._told[ask])

    def kept(self, name: str, given: Hashable, make: Callable[[], A]) -> A:
        """Returns what `make` gives, which is kept under a name for as long as what it is made from beside this record, `given`, is the same."""
        known = self._told.get(name)
        if known is None or known[0] != given:
            known = self._told[name] = (given, make())
        return cast("A", known[1])

    @property
    def marked(self) -> tuple[tuple[Path, Mark, str], ...]:
        """Returns every value of the record whose field has a mark, with the path to it."""
        return self.alone(_marked)

    def place(self, *path: str | int, key: bool = False) -> Place:
        """Returns where the record, or the field at `path`, stands; of an inherited field, where it is said for all."""
        if path and path[0] in self.inherited:
            return self.inherited[str(path[0])]
        return self.document.place(path, key=key, root=self.node)


def _marked(item: Item) -> tuple[tuple[Path, Mark, str], ...]:
    return tuple(marked(item.record))


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """One record names another."""

    source: str
    path: tuple[str | int, ...]
    """Where in the source record: field, position in a list, field of a part."""
    target: str

    @property
    def field(self) -> str:
        """Returns the name of the record's field."""
        return str(self.path[0])


@dataclass(frozen=True, slots=True)
class Citation:
    """A record bears on an entry of a reference document."""

    source: str
    entry: Found
    reference: Reference | None
    """The authored reference; None where a field of the record names the entry."""
    field: str

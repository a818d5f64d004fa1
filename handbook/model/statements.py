"""What is stated beside the records: none of a kind, a rule or a shared record that does not count here; an assessor's words."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.findings.diagnostics import Place
from handbook.model.item import Item
from handbook.schema.assessment import Assessment
from handbook.schema.exemption import Exemption
from handbook.schema.file_top import NoneSaid
from handbook.schema.shared_file import SaidOfShared
from handbook.source.nodes import Document, Node


@dataclass(frozen=True, slots=True)
class NoneStated:
    """Somebody says that there is no record of a kind."""

    said: NoneSaid
    place: Place


@dataclass(frozen=True, slots=True)
class Assessed:
    """What an assessor says of a requirement, and where it stands."""

    said: Assessment
    document: Document
    node: Node

    def place(self, *path: str | int) -> Place:
        """Returns where the value at `path` stands."""
        return self.document.place(path, root=self.node)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What the product decides about a rule, and where it says so."""

    said: Exemption
    document: Document
    node: Node

    def place(self, *path: str | int) -> Place:
        """Returns where the value at `path` stands."""
        return self.document.place(path, root=self.node)


@dataclass(frozen=True, slots=True)
class SharedFolder:
    """A folder of shared records that the product inherits."""

    folder: str
    """Its path from the product's folder, with forward slashes, as `../organisation`."""
    title: str
    """What it calls itself; where that could not be read, the name of the folder."""


@dataclass(frozen=True, slots=True)
class Departure:
    """The product has another record in place of a shared one, or none."""

    said: SaidOfShared
    document: Document
    node: Node
    shared: Item | None = None
    """The shared record as its folder says it; None where no folder has one of this id."""

    def place(self, *path: str | int) -> Place:
        """Returns where the value at `path` stands."""
        return self.document.place(path, root=self.node)

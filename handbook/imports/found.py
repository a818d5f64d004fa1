"""What an import finds in a workbook: changes of fields, new and missing rows, and whatever it has to tell of a cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from handbook.findings.diagnostics import printable
from handbook.languages.language import Language
from handbook.languages.said import ENGLISH, t, told
from handbook.source.editing import Change, Value

Weight = Literal["refused", "conflict", "note"]
"""`refused`: nothing is written before this is mended; `conflict`: the file was changed too, so it is left as it is; `note`: worth knowing."""

_WEIGHTS: dict[Weight, str] = {"refused": t("refused", context="import"), "conflict": t("conflict", context="import"), "note": t("note", context="import")}


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence about a cell."""

    weight: Weight
    address: str
    """`'Risks'!D14`, or the name of a sheet, or '' for the workbook."""
    sentence: str

    def __str__(self) -> str:
        return self.in_language(ENGLISH)

    def in_language(self, language: Language) -> str:
        """Returns it as one line in a language."""
        where = f"{self.address}: " if self.address else ""
        return printable(f"{where}{told(_WEIGHTS[self.weight], language)}: {told(self.sentence, language)}")


@dataclass(slots=True)
class RecordChanges:
    """What changes in one record."""

    fields: list[tuple[Change, str]] = field(default_factory=list)
    """Changes of values, each with the address of its cell."""
    new_entries: list[tuple[tuple[str | int, ...], dict[str, Value], str]] = field(default_factory=list)
    """Path of a list, what a new entry of it says, address of its row."""
    gone_entries: list[tuple[tuple[str | int, ...], str]] = field(default_factory=list)
    """Path of an entry that is no longer there, name of its sheet."""


@dataclass(slots=True)
class NewRecord:
    """A row that is a new record."""

    kind: str
    address: str
    values: dict[str, Value]


@dataclass(slots=True)
class Found:
    """Everything that an import finds."""

    changes: dict[str, RecordChanges] = field(default_factory=dict)
    """By the id of the record."""
    new: dict[str, NewRecord] = field(default_factory=dict)
    """By id, in the order of rows."""
    gone: dict[str, str] = field(default_factory=dict)
    """Records whose row is no longer there, each with the name of its sheet."""
    told: list[Told] = field(default_factory=list)

    def of(self, record: str) -> RecordChanges:
        """Returns the changes of a record, which are noted there."""
        return self.changes.setdefault(record, RecordChanges())

    def tell(self, weight: Weight, address: str, sentence: str) -> None:
        """Notes a sentence about a cell."""
        self.told.append(Told(weight, address, sentence))

    def weighing(self, *weights: Weight) -> Sequence[Told]:
        """Returns what is told of these weights."""
        return [one for one in self.told if one.weight in weights]

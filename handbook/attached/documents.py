"""What is read of a file that a program wrote: only what a record can be held against, and when and by which tool it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from handbook.findings.messages import Words

Outcome = Literal["passed", "failed", "skipped"]


@dataclass(frozen=True, slots=True)
class TestRun:
    """A test of a report."""

    name: str
    outcome: Outcome
    verifications: tuple[str, ...] = ()
    """Ids of verifications that it names: in its own name, in that of its group, or as a property."""


@dataclass(frozen=True, slots=True)
class ReportOfTests:
    """A report of tests."""

    form: str
    """`JUnit`."""
    tests: tuple[TestRun, ...]
    day: date | None
    """The latest day that it states."""
    tool: str
    """Name of the program that ran the tests, or ''."""

    def count(self, outcome: Outcome) -> int:
        """Returns how many tests had an outcome."""
        return sum(test.outcome == outcome for test in self.tests)


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A component of a parts list."""

    name: str
    version: str = ""
    supplier: str = ""
    within: tuple[str, ...] = ()
    """Names of the components around it, outermost first."""


@dataclass(frozen=True, slots=True)
class PartsList:
    """A software bill of materials."""

    form: str
    """`CycloneDX 1.6`, `SPDX 2.3`, `SPDX 3.0.1`."""
    subject: str
    """Name of what it is a list of, or ''."""
    version: str
    parts: tuple[ListedPart, ...]
    day: date | None
    tool: str


@dataclass(frozen=True, slots=True)
class Stated:
    """What an advisory says of one release."""

    product_id: str
    product: str
    """Name of the product, from the tree."""
    version: str
    statuses: tuple[str, ...]
    """Keys of `product_status` under which it stands."""


@dataclass(frozen=True, slots=True)
class Advisory:
    """A CSAF document."""

    form: str
    """`CSAF 2.0`."""
    id: str
    version: str
    stated: tuple[Stated, ...]
    day: date | None
    tool: str


@dataclass(frozen=True, slots=True)
class Unusable:
    """A file that is of such a form, and that could not be read."""

    form: str
    why: Words
    """As what follows a colon."""


Attached: TypeAlias = ReportOfTests | PartsList | Advisory | Unusable


class UnusableError(ValueError):
    """A file does not hold what its form asks."""

    def __init__(self, why: Words) -> None:
        super().__init__(str(why))
        self.why = why
        """What it does not hold, as what follows a colon."""


def day_of(text: object) -> date | None:
    """Returns the day with which a moment in ISO 8601 begins; None where it is none."""
    try:
        return date.fromisoformat(text[:10]) if isinstance(text, str) else None
    except ValueError:
        return None

"""What an assessor says of the product: `assessments.yaml`, a list in its folder, in the assessor's words and never the maker's."""

from __future__ import annotations

from typing import Literal

from handbook.schema.fields import AnyId, DateDone, Part, Plain, Prose

ASSESSMENTS_FILE = "assessments.yaml"
Verdict = Literal["satisfied", "partly satisfied", "not satisfied", "not judged"]


class Assessment(Part):
    """What an assessor says of one requirement."""

    requirement: Plain
    """The requirement: an entry of a reference document as records cite it, or a question of an activity. Example: `8259A:SU-2`."""
    on: AnyId | None = None
    """The component, where the requirement is asked of each. Example: `COM-01`."""
    verdict: Verdict | None = None
    """What the assessor found; empty where it only asks."""
    question: Prose | None = None
    """What the assessor asks or remarks; a verdict of `satisfied` closes it."""
    by: Plain
    """Who says so: a person, and for whom. Example: `A. Example, Example Assurance`."""
    day: DateDone
    """Day on which it was said. Example: `2026-11-24`."""

    @property
    def is_open(self) -> bool:
        """Returns whether the maker owes an answer: something is asked or not fully satisfied."""
        return self.verdict in ("partly satisfied", "not satisfied") or (self.question is not None and self.verdict != "satisfied")

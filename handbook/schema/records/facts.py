"""Standing facts: promises, limits, periods and names of controls, each written once, to which prose refers as `{fact:name}`."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from handbook.schema.fields import AnyId, Chain, DateDone, Many, Part, Plain, expected
from handbook.schema.record import PRODUCT_MODEL, Kind, Record


class FormerValue(Part):
    """What a fact said before."""

    value: Plain
    """The value that held. Example: `48`."""
    until: DateDone
    """Last day on which it held."""


class Fact(Record):
    """A value that several texts state."""

    spec: ClassVar[Kind] = Kind(
        name="fact", prefix="FACT", singular="Standing fact", plural="Standing facts", file="product-model/facts.yaml", activity=PRODUCT_MODEL,
        about="A promise, a limit, a period or the name of a control that several texts state, written once so that texts cannot drift apart.",
        search=("named value", "limit", "period", "figure"),
        columns=("name", "value", "unit", "decided_in", "since"),
    )  # fmt: skip

    name: Plain | None = expected()
    """Word by which prose names it, in small letters with hyphens. `{fact:grant-at-home}` then stands for what it says. Example: `grant-at-home`."""
    nature: Literal["promise", "limit", "period", "setting", "count", "name"] | None = None
    """What sort of fact it is; `name` is that of a button, a page or a setting."""
    value: Plain | None = expected()
    """The value alone: `{fact:grant-at-home.value}`. Example: `72`."""
    unit: Plain | None = None
    """What the value counts, as texts write it. Example: `hours`."""
    text: Plain | None = None
    """How texts say it, where that is not value and unit. Example: `seven days a week`."""
    decided_in: Annotated[AnyId | None, Chain(("decision",))] = expected()
    """Record that decides it: a decision, a capability, a support term."""
    since: DateDone | None = None
    """First day on which this value held."""
    former: Many[FormerValue] = ()
    """What it was before, latest first."""
    spoken_with: Many[Plain] = ()
    """Words that mark a sentence as speaking of this fact: where one stands beside a number of this unit, the number is held against the value."""

    @property
    def says(self) -> str:
        """Returns what stands in a text that names the fact."""
        return self.text or " ".join(part for part in (self.value, self.unit) if part)

"""Several products of one maker in one view: ends of support, open vulnerabilities, coverage, parts in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.methods.coverage import on_devices
from handbook.methods.risk import priority
from handbook.methods.work_order import FIRST, Due, is_open, next_due
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.product import Component, Entity, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm

FIXES = "security fixes"
STATES = ("gap", "deviation", "met, with a deviation", "set aside", "met")
"""How an element stands on a component, worst first."""


@dataclass(frozen=True, slots=True)
class Member:
    """A product of the portfolio."""

    name: str
    """As its handbook calls it; unique within the portfolio."""
    site: str
    """Where its handbook is published, with a slash at the end, or ''."""
    handbook: Handbook
    as_of: str
    """The day for which its handbook speaks, or ''."""


@dataclass(frozen=True, slots=True)
class Support:
    """Until when a product gets security fixes from its maker."""

    member: Member
    first: date | None
    """The earliest day on which those of a component end; None where no term names one."""
    last: date | None
    ending_first: tuple[Item[Component], ...]
    """The components of which they end first."""


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A vulnerability for which customers of a product can get no fix yet."""

    member: Member
    item: Item[Vulnerability]
    priority: str
    """By SSVC; '' where its decision points are not all there."""
    due: Due | None


@dataclass(frozen=True, slots=True)
class Use:
    """A part as one product has it."""

    member: Member
    item: Item[HardwareOrSoftwarePart]
    components: tuple[Item[Component], ...]


@dataclass(frozen=True, slots=True)
class Shared:
    """A part that products have in common, known by its title and its supplier."""

    title: str
    supplier: str
    """Title of who supplies it, or ''."""
    uses: tuple[Use, ...]

    @property
    def members(self) -> tuple[Member, ...]:
        """Returns the products that contain it, each once."""
        return tuple({use.member.name: use.member for use in self.uses}.values())


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The products of one maker."""

    title: str
    members: tuple[Member, ...]

    def support(self) -> tuple[Support, ...]:
        """Returns the products, those of which support ends first before the others, and before all those for which no day is promised."""
        return tuple(sorted(map(_support, self.members), key=lambda one: (one.first or date.min, one.member.name)))

    def open_cases(self) -> tuple[OpenCase, ...]:
        """Returns the open vulnerabilities of all products in the order of work: exploited ones, then by priority and by what is due next."""
        found = (case for member in self.members for case in _open(member))
        return tuple(sorted(found, key=lambda case: (_urgency(case), case.member.name, case.item.id)))

    def coverage(self) -> Mapping[str, Mapping[str, Counter[str]]]:
        """Returns for each element of the device baseline and each product how many of its devices it stands on in which way (one of `STATES`).

        A product that has no device, or whose devices are not asked, has no entry.
        """
        found: dict[str, dict[str, Counter[str]]] = {}
        for member in self.members:
            for (element, _), standing in on_devices(member.handbook).items():
                found.setdefault(element, {}).setdefault(member.name, Counter())[standing.state] += 1
        return found

    def parts(self) -> tuple[Shared, ...]:
        """Returns the parts of all products, those that most of them have in common first."""
        uses: dict[tuple[str, str], list[Use]] = {}
        for member in self.members:
            for item in member.handbook.of(HardwareOrSoftwarePart):
                uses.setdefault((_folded(item.record.title), _folded(_supplier(member.handbook, item))), []).append(_use(member, item))
        found = (Shared(each[0].item.record.title, _supplier(each[0].member.handbook, each[0].item), tuple(each)) for each in uses.values())
        return tuple(sorted(found, key=lambda one: (-len(one.members), one.title.casefold(), one.supplier.casefold())))


def worst(states: Iterable[str]) -> str:
    """Returns the state that needs most attention. Raises ValueError where there is none."""
    return min(states, key=STATES.index)


def named_apart(names: Iterable[str]) -> tuple[str, ...]:
    """Returns names with a number behind each that stood before."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return tuple(found)


def _support(member: Member) -> Support:
    handbook = member.handbook
    ends: dict[str, date] = {}
    for item in handbook.of(SupportTerm):
        term = item.record
        if term.component and term.promised_by is None and FIXES in term.covers and term.ends:
            ends[term.component] = min(term.ends, ends.get(term.component, date.max))
    first, last = min(ends.values(), default=None), max(ends.values(), default=None)
    return Support(member, first, last, tuple(item for item in handbook.of(Component) if first and ends.get(item.id) == first))


def _open(member: Member) -> Iterator[OpenCase]:
    for item in member.handbook.of(Vulnerability):
        if is_open(item.record):
            yield OpenCase(member, item, priority(item.record.priority) if item.record.priority else "", next_due(member.handbook, item.record))


def _urgency(case: OpenCase) -> tuple[bool, int, date]:
    place = FIRST.index(case.priority) if case.priority in FIRST else len(FIRST)
    return not case.item.record.exploited, place if case.priority else -1, case.due.day if case.due else date.max


def _use(member: Member, item: Item[HardwareOrSoftwarePart]) -> Use:
    return Use(member, item, tuple(member.handbook.targets(item.id, "components", Component)))


def _supplier(handbook: Handbook, item: Item[HardwareOrSoftwarePart]) -> str:
    entity = handbook.record(item.record.supplier, Entity) if item.record.supplier else None
    return entity.title if entity else ""


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

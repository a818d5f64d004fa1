"""Several products of one maker in one view: ends of support, open vulnerabilities, coverage, parts in common, shared records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from handbook.audience.levels import AUDIENCES
from handbook.audience.unsaid import NOT_PUBLISHED
from handbook.languages.language import Language
from handbook.languages.said import ENGLISH, told
from handbook.methods.coverage import on_devices
from handbook.methods.risk import priority
from handbook.methods.work_order import FIRST, Due, is_open, next_due
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.model.statements import Departure
from handbook.schema.kinds import KIND_ORDER, PREFIXES
from handbook.schema.record import Visibility
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.product import Component, Entity, HardwareOrSoftwarePart
from handbook.schema.records.support import SupportTerm

FIXES = "security fixes"
STATES = ("gap", NOT_PUBLISHED, "deviation", "met, with a deviation", "set aside", "met")
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
class SharedRecord:
    """A record that stands in a folder of shared records."""

    origin: str
    """What the folder calls itself."""
    id: str
    title: str
    inheriting: tuple[Member, ...]
    """Products that have it as it is shared."""
    differing: tuple[Member, ...]
    """Of these, the ones whose saved handbook says something else than most: made before or after a change, or for other readers."""
    overriding: tuple[tuple[Member, Departure], ...]
    """Products that have a record of their own in its place."""
    leaving_out: tuple[tuple[Member, Departure], ...]


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The products of one maker."""

    title: str
    members: tuple[Member, ...]
    language: Language = ENGLISH
    """What its pages speak."""

    def says(self, words: object) -> str:
        """Returns words of the handbook in the portfolio's language."""
        return told(words, self.language)

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
                state = NOT_PUBLISHED if member.handbook.keeps_back and standing.state == "gap" else standing.state
                found.setdefault(element, {}).setdefault(member.name, Counter())[state] += 1
        return found

    def audiences(self) -> Mapping[Visibility, tuple[Member, ...]]:
        """Returns for whom the handbooks were made, from those who may read least to those who may read all, each with its products."""
        found = {one: tuple(member for member in self.members if member.handbook.audience == one) for one in AUDIENCES}
        return {one: members for one, members in found.items() if members}

    def shared_records(self) -> tuple[SharedRecord, ...]:
        """Returns the records that stand in folders of shared records, once each, by folder and kind; a folder is known by what it calls itself."""
        inheriting: dict[tuple[str, str], list[tuple[Member, Item]]] = {}
        overriding: dict[tuple[str, str], list[tuple[Member, Departure]]] = {}
        leaving: dict[tuple[str, str], list[tuple[Member, Departure]]] = {}
        for member in self.members:
            handbook = member.handbook
            titles = {one.folder: one.title for one in handbook.shared}
            for item in handbook.records() if titles else ():
                if item.shared:
                    inheriting.setdefault((titles.get(item.shared, item.shared), item.id), []).append((member, item))
            for departed, each in ((overriding, handbook.overridden), (leaving, handbook.not_taken)):
                for name, one in each.items():
                    if one.shared is not None:
                        departed.setdefault((titles.get(one.shared.shared, one.shared.shared), name), []).append((member, one))
        found = []
        for key in dict.fromkeys((*inheriting, *overriding, *leaving)):
            taken, instead, without = inheriting.get(key, []), tuple(overriding.get(key, ())), tuple(leaving.get(key, ()))
            title = taken[0][1].record.title if taken else next(one.shared.record.title for _, one in (*instead, *without) if one.shared)
            found.append(SharedRecord(*key, title, tuple(one for one, _ in taken), _differing(taken), instead, without))
        return tuple(sorted(found, key=lambda one: (one.origin.casefold(), _order(one.id))))

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


def _differing(taken: Iterable[tuple[Member, Item]]) -> tuple[Member, ...]:
    """Returns the products in which a shared record says something else than in most; where no state has most of them, than in the first."""
    states: dict[str, list[Member]] = {}
    for member, item in taken:
        states.setdefault(item.record.model_dump_json(), []).append(member)
    usual = max(states.values(), key=len, default=[])
    return tuple(member for members in states.values() if members is not usual for member in members)


def _order(record_id: str) -> tuple[int, str]:
    kind = PREFIXES.get(record_id.partition("-")[0])
    return KIND_ORDER[kind.name] if kind else len(KIND_ORDER), record_id


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())

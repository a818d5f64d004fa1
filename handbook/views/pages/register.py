"""Registers: tables of the records of a kind, and the list of all registers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import get_args

from handbook.methods.standing import Standing, standing_of
from handbook.model.handbook import Handbook, Item
from handbook.schema.kinds import KINDS, MODELS, of_activity
from handbook.schema.marks import closed_list
from handbook.schema.record import EVERY_ACTIVITY, PRODUCT_MODEL, Kind
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.pages.record import home_of
from handbook.views.shared.derived import OPTIONAL, derived_fields
from handbook.views.shared.links import LinkView, activity_name, record_link
from handbook.views.shared.values import EMPTY, NOTHING_MORE, Value, value_of

COLUMNS: dict[str, tuple[str, ...]] = {
    "entity": ("roles", "critical", "agreed_until"), "component": ("component_kind", "management", "needed_for"), "external-system": ("controlled_by", "relied_on_for"),
    "part": ("components", "version", "supplier", "support_end", "support_basis"), "release": ("component", "version", "released_on", "state"),
    "interface": ("components", "exposure", "default", "authentication"), "data-asset": ("about_whom", "inference", "retention"),
    "trust-zone": ("contains",), "data-flow": ("source", "destination", "protocol", "encryption"), "key": ("algorithm", "shared", "rotation"),
    "decision": ("question", "decided_by", "decided_on"), "role": ("may_accept", "may_stop_release", "reports_to"), "policy": ("applies_to", "approved_by"),
    "risk-criteria": ("above_appetite",), "profile-entry": ("outcome", "scope", "current", "target", "due"), "safeguard": ("protects", "run_by"),
    "supplier-rule": ("applies_to", "incident_clause"), "customer": ("scope", "reached_by"), "user": ("customers", "relation"),
    "use-case": ("nature", "customers", "place"), "assumption": ("about", "made_true_by", "noticed_by"), "obligation": ("nature", "source", "applies", "in_force"),
    "threat": ("threat_class", "tier", "reach", "targets"), "coverage-note": ("targets", "classes"), "risk": ("threats", "level_before_treatment", "level_after_treatment", "accepted_in", "accepted_by"),
    "need": ("nature", "key", "customers", "noticed_by"), "means": ("means_kind", "needs", "if_host_absent"), "treatment": ("risk", "choice", "level_before", "level_after", "replaced_by"),
    "acceptance": ("treatments", "accepted_by", "until", "state"), "capability": ("nature", "components", "means", "verified_by"), "verification": ("capabilities", "method", "polarity", "pass_criterion", "shown_by"),
    "deviation": ("elements", "components", "decision", "state"), "support-term": ("component", "covers", "ends"), "plan": ("subject", "rehearsed_on"),
    "report": ("received", "sender", "closed"), "vulnerability": ("weakness", "order_of_work", "fixed_on"), "incident": ("declared", "contained", "recovered"),
    "notification": ("recipient", "due", "sent"), "update": ("release", "stop_rule", "outcome"), "review": ("trigger", "held_on"),
    "life-cycle-event": ("nature", "components", "takes_effect"), "audience": ("customers", "users"), "channel": ("authenticity", "two_way", "reaches_unregistered"),
    "approach": ("audience", "moment", "channels"), "information-item": ("heading", "audiences", "moments"), "activity-log": ("activity", "started", "ended", "hours"),
    "evidence": ("result_of", "releases", "seen_on", "result"), "validation": ("subjects", "held_on", "result"), "scope-decision": ("entries", "components", "decided_on"),
}  # fmt: skip
"""Fields shown in the register of each kind, besides id, title and status."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record in a register."""

    link: LinkView
    cells: tuple[Value, ...]
    gaps: int


@dataclass(frozen=True, slots=True)
class Column:
    """A field as a column of a register."""

    label: str
    sort: str = ""
    """`number` where the values are numbers with decimals, which are not in the order of their digits."""
    closed: bool = False
    """Whether the field holds words of a closed list, or yes or no."""


@dataclass(frozen=True, slots=True)
class KindTable:
    """The register of one kind."""

    name: str
    plural: str
    prefix: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    file: str
    standing: Standing
    """Whether there are any, and what is said where there are none."""


@dataclass(frozen=True, slots=True)
class RegisterView:
    """A register page: one large kind, or the small kinds of an activity."""

    title: str
    about: str
    activity: str
    home: Address
    tables: tuple[KindTable, ...]


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A kind in the list of registers."""

    plural: str
    about: str
    prefix: str
    count: int
    address: Address


@dataclass(frozen=True, slots=True)
class RegisterGroup:
    """The registers of an activity."""

    title: str
    entries: tuple[RegisterEntry, ...]


def kind_register(handbook: Handbook, kind: Kind, gaps: dict[str, int]) -> RegisterView:
    """Returns the register of one kind on a page of its own."""
    return RegisterView(kind.plural, kind.about, activity_name(kind.activity), home_of(kind.activity), (_table(handbook, kind, gaps),))


def activity_register(handbook: Handbook, activity: int, gaps: dict[str, int]) -> RegisterView:
    """Returns the register that the small kinds of an activity share."""
    kinds = small_kinds(handbook, activity)
    name = activity_name(activity)
    named = ", ".join(kind.plural[:1].lower() + kind.plural[1:] if kind.plural[1:2].islower() else kind.plural for kind in kinds)
    about = f"Records of the kinds of which the product has fewer than {addresses.OWN_REGISTER}: {named}."
    return RegisterView(f"{name}: further records", about, name, home_of(activity), tuple(_table(handbook, kind, gaps) for kind in kinds))


def small_kinds(handbook: Handbook, activity: int) -> tuple[Kind, ...]:
    """Returns the kinds of an activity that share a register."""
    return tuple(kind for kind in of_activity(activity) if len(handbook.of_kind(kind.name)) < addresses.OWN_REGISTER)


def register_groups(handbook: Handbook) -> tuple[RegisterGroup, ...]:
    """Returns every register, by activity."""
    return tuple(
        RegisterGroup(
            activity_name(activity),
            tuple(
                RegisterEntry(kind.plural, kind.about, kind.prefix, len(handbook.of_kind(kind.name)), addresses.of_kind(handbook, kind))
                for kind in of_activity(activity)
            ),
        )
        for activity in (PRODUCT_MODEL, *range(9), EVERY_ACTIVITY)
    )


def register_pages(handbook: Handbook) -> dict[str, RegisterView]:
    """Returns every register page by its source path; gaps are counted elsewhere."""
    pages = {}
    for activity in (PRODUCT_MODEL, *range(9), EVERY_ACTIVITY):
        if small_kinds(handbook, activity):
            pages[f"registers/{addresses.register_name(activity)}.md"] = activity_register(handbook, activity, {})
    for kind in KINDS.values():
        if len(handbook.of_kind(kind.name)) >= addresses.OWN_REGISTER:
            pages[f"registers/{kind.name}.md"] = kind_register(handbook, kind, {})
    return pages


def _table(handbook: Handbook, kind: Kind, gaps: dict[str, int]) -> KindTable:
    names = COLUMNS.get(kind.name, ())
    rows = tuple(_row(handbook, item, names, gaps) for item in handbook.of_kind(kind.name))
    columns = tuple(_column(kind, name) for name in names)
    return KindTable(kind.name, kind.plural, kind.prefix, kind.about, columns, rows, kind.file, standing_of(handbook, kind.name))


def _column(kind: Kind, name: str) -> Column:
    label = name.replace("_", " ").capitalize()
    info = MODELS[kind.name].model_fields.get(name)
    if info is None:
        return Column(label)
    types = {getattr(one, "__origin__", one) for one in (info.annotation, *get_args(info.annotation))}
    return Column(label, "number" if float in types else "", bool in types or bool(closed_list(info.annotation)))


def _row(handbook: Handbook, item: Item, names: tuple[str, ...], gaps: dict[str, int]) -> Row:
    derived = {field.name: field.value for field in derived_fields(handbook, item)}
    cells = tuple(derived[name] if name in derived else _cell(handbook, item, name) for name in names)
    return Row(record_link(item), cells, gaps.get(item.id, 0))


def _cell(handbook: Handbook, item: Item, name: str) -> Value:
    if name in type(item.record).model_fields:
        return value_of(handbook, item.record, name)
    return NOTHING_MORE if name in OPTIONAL else EMPTY

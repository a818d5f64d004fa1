"""Part of a record's page: its trace up to the customers it is for and down to evidence and what is communicated.

A later record names an earlier one, so *up* follows links and *down* follows backlinks, along the edges of the chain only.
"""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.handbook import KIND_ORDER, Handbook
from handbook.schema.kinds import KINDS
from handbook.views import addresses
from handbook.views.addresses import Address
from handbook.views.shared.links import LinkView, record_link

SHOWN = 12
"""So many records of a kind stand in the open; the rest are folded away."""

LISTED = 100
"""At most this many records of a kind are listed, folded ones included; the register has the rest."""

EDGES: frozenset[tuple[str, str, str]] = frozenset({
    ("use-case", "customers", "customer"), ("use-case", "users", "user"), ("user", "customers", "customer"),
    ("assumption", "about", "customer"), ("assumption", "use_cases", "use-case"), ("obligation", "customers", "customer"),
    ("threat", "misuse", "use-case"), ("threat", "targets", "key"), ("threat", "targets", "trust-zone"),
    ("threat", "targets", "component"), ("threat", "targets", "data-flow"), ("threat", "targets", "interface"), ("threat", "targets", "data-asset"),
    ("safeguard", "protects", "key"), ("safeguard", "protects", "trust-zone"),
    ("risk", "threats", "threat"), ("risk", "use_cases", "use-case"), ("risk", "assumptions", "assumption"),
    ("need", "customers", "customer"), ("need", "risks", "risk"), ("need", "obligations", "obligation"), ("need", "use_cases", "use-case"),
    ("means", "needs", "need"), ("means", "assumptions", "assumption"), ("means", "external_systems", "external-system"),
    ("treatment", "risk", "risk"), ("treatment", "means", "means"), ("acceptance", "treatments", "treatment"),
    ("capability", "means", "means"), ("verification", "capabilities", "capability"), ("verification", "threats", "threat"),
    ("evidence", "result_of", "verification"), ("evidence", "result_of", "safeguard"), ("evidence", "result_of", "validation"), ("evidence", "result_of", "plan"),
    ("validation", "subjects", "need"), ("validation", "subjects", "means"), ("validation", "subjects", "information-item"),
    ("deviation", "compensation", "capability"), ("deviation", "risk", "risk"),
    ("support-term", "component", "component"), ("vulnerability", "parts", "part"), ("vulnerability", "reports", "report"),
    ("update", "vulnerabilities", "vulnerability"), ("notification", "cases", "vulnerability"), ("notification", "cases", "incident"),
    ("information-item", "discloses", "*"), ("information-item", "audiences", "audience"), ("audience", "customers", "customer"), ("audience", "users", "user"),
    ("review", "changes", "*"), ("review", "cases", "*"),
})  # fmt: skip
"""Edges of the chain: kind of the later record, its field, kind of the earlier one."""

_ENDS_DOWN = frozenset({"information-item", "evidence", "review", "notification"})
_ENDS_UP = frozenset({"customer"})


@dataclass(frozen=True, slots=True)
class TraceGroup:
    """Records of one kind that are reached."""

    kind: str
    plural: str
    links: tuple[LinkView, ...]
    """Those in the open."""
    folded: tuple[LinkView, ...]
    """Those that follow when somebody asks for them."""
    more: int
    """How many further ones there are."""
    near: int
    """How many of those listed, the first ones, are linked with the record itself; the rest by way of others, which they serve too."""
    register: Address


@dataclass(frozen=True, slots=True)
class Trace:
    """Both directions."""

    up: tuple[TraceGroup, ...]
    down: tuple[TraceGroup, ...]


def trace(handbook: Handbook, record_id: str) -> Trace:
    """Returns what the record stands for and what it leads to, grouped by kind, nearest first."""
    named = {link.target for link in handbook.links_from(record_id)}
    naming = {link.source for link in handbook.links_to(record_id)}
    return Trace(
        _groups(handbook, _walk(handbook, record_id, upwards=True), named),
        _groups(handbook, _walk(handbook, record_id, upwards=False), naming),
    )


def _walk(handbook: Handbook, start: str, *, upwards: bool) -> list[str]:
    """Returns what is reached, nearest first."""
    ends = _ENDS_UP if upwards else _ENDS_DOWN
    reached: dict[str, None] = {start: None}
    frontier = [start]
    while frontier:
        following: list[str] = []
        for record_id in frontier:
            if record_id != start and handbook.items[record_id].kind.name in ends:
                continue
            links = handbook.links_from(record_id) if upwards else handbook.links_to(record_id)
            for link in links:
                if not _on_chain(handbook, link.source, link.field, link.target):
                    continue
                other = link.target if upwards else link.source
                if other not in reached:
                    reached[other] = None
                    following.append(other)
        frontier = following
    return [record_id for record_id in reached if record_id != start]


def _on_chain(handbook: Handbook, source: str, field: str, target: str) -> bool:
    kind = handbook.items[source].kind.name
    return (kind, field, handbook.items[target].kind.name) in EDGES or (kind, field, "*") in EDGES


def _groups(handbook: Handbook, reached: list[str], linked: set[str]) -> tuple[TraceGroup, ...]:
    """Returns what is reached by kind; what a field of either record links stands first, whether or not the chain leads over that field."""
    by_kind: dict[str, list[str]] = {}
    for record_id in reached:
        by_kind.setdefault(handbook.items[record_id].kind.name, []).append(record_id)
    groups = []
    for name in sorted(by_kind, key=KIND_ORDER.__getitem__):
        found = sorted(by_kind[name], key=lambda record_id: record_id not in linked)
        groups.append(group_of(handbook, name, found, sum(record_id in linked for record_id in found)))
    return tuple(groups)


def group_of(handbook: Handbook, kind: str, found: list[str], near: int) -> TraceGroup:
    """Returns the records of a kind, by id, as a group whose first ones stand in the open."""
    links = tuple(record_link(handbook.items[record_id]) for record_id in found[:LISTED])
    more = len(found) - len(links)
    return TraceGroup(kind, KINDS[kind].plural, links[:SHOWN], links[SHOWN:], more, near, addresses.of_kind(handbook, KINDS[kind]))

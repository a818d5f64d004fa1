"""Releases against each other, against their roll-out, and against what is said of vulnerabilities in them."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, say
from handbook.methods.revisions import share_revision
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Update, Vulnerability
from handbook.schema.records.product import Component, HardwareOrSoftwarePart, Release

WITHOUT = "component not present"
"""The justification of VEX that a part contradicts."""


def one_current(handbook: Handbook) -> Iterator[Diagnostic]:
    """A new unit gets one release: no two of a component are current for the same revision. An application may have one for each platform."""
    for component in handbook.of(Component):
        if component.record.component_kind == "companion application":
            continue
        seen: dict[str, Item] = {}  # by hardware revision; '' stands for all
        for item in handbook.sources(component.id, Release, "component"):
            if item.record.state != "current":
                continue
            names = [name.partition(" (")[0] for name in item.record.revisions] or [""]
            twin = seen.get("") or next((seen[name] for name in names if name in seen), None) or (next(iter(seen.values()), None) if "" in names else None)
            if twin is not None:
                message = say("two-current", id=item.id, component=component.id, title=component.record.title, other=twin.id)
                expected = say("two-current.right")
                yield make("two-current", item.place("state"), message, expected=expected, record=item.id)
            seen.update((name, item) for name in names if name not in seen)


def planned_is_ahead(handbook: Handbook) -> Iterator[Diagnostic]:
    """A release that is planned lies ahead of the day against which the handbook is judged."""
    as_of = handbook.today
    for item in handbook.of(Release):
        if as_of and item.record.state == "planned" and item.record.released_on and item.record.released_on < as_of:
            message = say("release-overdue", id=item.id, day=item.record.released_on, today=as_of)
            yield make("release-overdue", item.place("released_on"), message, expected=say("release-overdue.right"), record=item.id)


def vex_agrees(handbook: Handbook) -> Iterator[Diagnostic]:
    """What VEX says of a release is what the vulnerability and its parts say."""
    for item in handbook.of(Vulnerability):
        record = item.record
        first: dict[str, str] = {}
        anything_affected = any(statement.status in ("affected", "fixed") for statement in record.vex)  # else 'releases' are those looked at
        hosts = {component.id: part.id for part in handbook.targets(item.id, "parts") for component in handbook.targets(part.id, "components")}
        for position, statement in enumerate(record.vex):
            message: Words = ""
            affected = statement.release in record.releases
            release = handbook.record(statement.release)
            component = release.component if isinstance(release, Release) and release.state == "current" else None  # an older one may lack the part
            if first.setdefault(statement.release, statement.status) != statement.status:
                message = say("vex-differs.twice", id=item.id, release=statement.release, status=statement.status, other=first[statement.release])
                expected = say("vex-differs.twice.right")
            elif affected and anything_affected and statement.status in ("not affected", "fixed"):
                message = say("vex-differs.listed", id=item.id, release=statement.release, status=statement.status)
                expected = say("vex-differs.listed.right")
            elif not affected and statement.status == "affected" and record.releases:
                message = say("vex-differs.unlisted", id=item.id, release=statement.release)
                expected = say("vex-differs.unlisted.right")
            elif statement.justification == WITHOUT and component in hosts and _holds(handbook, hosts[component], release):
                message = say("vex-differs.part", id=item.id, release=statement.release, part=hosts[component], component=component)
                expected = say("vex-differs.part.right")
            if message:
                yield make("vex-differs", item.place("vex", position), message, expected=expected, record=item.id)


def _holds(handbook: Handbook, part_id: str, release: object) -> bool:
    """Returns whether a part is in the hardware revisions that a release runs on."""
    part = handbook.record(part_id)
    return isinstance(part, HardwareOrSoftwarePart) and isinstance(release, Release) and share_revision(part.revisions, release.revisions)


def updates_agree(handbook: Handbook) -> Iterator[Diagnostic]:
    """A roll-out fits the state of its release, and what it is said to remove is gone from it."""
    for item in handbook.of(Update):
        update = item.record
        release = handbook.record(update.release)
        begun = any(ring.started for ring in update.rings)
        if isinstance(release, Release) and release.state == "planned" and (begun or update.outcome in ("in progress", "completed", "rolled back")):
            message = say("update-differs.release", id=item.id, release=release.id)
            yield _differs(item, "release", message, say("update-differs.release.right"))
        elif isinstance(release, Release) and release.state == "withdrawn" and update.outcome in ("in progress", "planned"):
            message = say("update-differs.withdrawn", id=item.id, outcome=update.outcome, release=release.id)
            yield _differs(item, "outcome", message, say("update-differs.withdrawn.right"))
        if update.outcome == "planned" and begun:
            yield _differs(item, "outcome", say("update-differs.begun", id=item.id), say("update-differs.begun.right"))
        for target in handbook.targets(item.id, "vulnerabilities", Vulnerability):
            left = [one.status for one in target.record.vex if one.release == update.release and one.status in ("affected", "under investigation")]
            if left:
                message = say("update-differs.vulnerability", id=item.id, vulnerability=target.id, release=update.release, status=left[0])
                yield _differs(item, "vulnerabilities", message, say("update-differs.vulnerability.right", vulnerability=target.id))


def _differs(item: Item, field: str, message: Words, expected: Words) -> Diagnostic:
    return make("update-differs", item.place(field), message, expected=expected, record=item.id)


CHECKS = (
    Check(one_current),
    Check(planned_is_ahead),
    Check(vex_agrees),
    Check(updates_agree),
)

"""Releases against each other, against their roll-out, and against what is said of vulnerabilities in them."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.contradictions.overlap import share_revision
from handbook.checks.registry import check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.model.handbook import Handbook, Item
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
        for item in handbook.sources(component.id, "release", "component"):
            if not isinstance(item.record, Release) or item.record.state != "current":
                continue
            names = [name.partition(" (")[0] for name in item.record.revisions] or [""]
            twin = seen.get("") or next((seen[name] for name in names if name in seen), None) or (next(iter(seen.values()), None) if "" in names else None)
            if twin is not None:
                message = f"{item.id} is current for {component.id} ({component.record.title}), and so is {twin.id}"
                expected = "'superseded' or 'supported' for the older of the two, or 'revisions' that tell them apart"
                yield make("two-current", item.place("state"), message, expected=expected, record=item.id)
            seen.update((name, item) for name in names if name not in seen)


def planned_is_ahead(handbook: Handbook) -> Iterator[Diagnostic]:
    """A release that is planned lies ahead of the day against which the handbook is judged."""
    as_of = handbook.today
    for item in handbook.of(Release):
        if as_of and item.record.state == "planned" and item.record.released_on and item.record.released_on < as_of:
            message = f"{item.id} is planned for {item.record.released_on}, and the handbook speaks for {as_of}"
            yield make("release-overdue", item.place("released_on"), message, expected="another state, or a day that lies ahead", record=item.id)


def vex_agrees(handbook: Handbook) -> Iterator[Diagnostic]:
    """What VEX says of a release is what the vulnerability and its parts say."""
    for item in handbook.of(Vulnerability):
        record = item.record
        first: dict[str, str] = {}
        anything_affected = any(statement.status in ("affected", "fixed") for statement in record.vex)  # else 'releases' are those looked at
        hosts = {component.id: part.id for part in handbook.targets(item.id, "parts") for component in handbook.targets(part.id, "components")}
        for position, statement in enumerate(record.vex):
            message = ""
            affected = statement.release in record.releases
            release = handbook.record(statement.release)
            component = release.component if isinstance(release, Release) and release.state == "current" else None  # an older one may lack the part
            if first.setdefault(statement.release, statement.status) != statement.status:
                message = f"{item.id} calls {statement.release} {statement.status}, and {first[statement.release]} further up"
                expected = "one statement for each release"
            elif affected and anything_affected and statement.status in ("not affected", "fixed"):
                message = f"{item.id} calls {statement.release} {statement.status} and lists it under 'releases', which are those affected"
                expected = "'affected', or a list without it"
            elif not affected and statement.status == "affected" and record.releases:
                message = f"{item.id} calls {statement.release} affected and does not list it under 'releases'"
                expected = "its id under 'releases', or another status"
            elif statement.justification == WITHOUT and component in hosts and _holds(handbook, hosts[component], release):
                message = f"{item.id} says of {statement.release} that the component is not present, and its part {hosts[component]} is in {component}"
                expected = "another justification, or 'revisions' of the part without those of the release"
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
            yield _differs(item, "release", f"{item.id} has begun, and its release {release.id} is planned", "a release that has left the maker")
        elif isinstance(release, Release) and release.state == "withdrawn" and update.outcome in ("in progress", "planned"):
            yield _differs(item, "outcome", f"{item.id} is {update.outcome}, and its release {release.id} is withdrawn", "'halted' or 'rolled back'")
        if update.outcome == "planned" and begun:
            yield _differs(item, "outcome", f"{item.id} is planned, and one of its rings has begun", "'in progress' or how it ended")
        for target in handbook.targets(item.id, "vulnerabilities", Vulnerability):
            left = [one.status for one in target.record.vex if one.release == update.release and one.status in ("affected", "under investigation")]
            if left:
                message = f"{item.id} is said to remove {target.id}, and {target.id} calls {update.release} {left[0]}"
                yield _differs(item, "vulnerabilities", message, f"'fixed' under 'vex' of {target.id}, or an update without it")


def _differs(item: Item, field: str, message: str, expected: str) -> Diagnostic:
    return make("update-differs", item.place(field), message, expected=expected, record=item.id)


CHECKS = (
    check(one_current),
    check(planned_is_ahead),
    check(vex_agrees),
    check(updates_agree),
)

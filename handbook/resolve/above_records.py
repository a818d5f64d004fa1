"""What stands above the records of files, looked up: who says that there are none of a kind, and what ids there lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from handbook.findings.diagnostics import Diagnostic, Place, make, quoted
from handbook.findings.messages import say
from handbook.findings.nearest import clearly_nearest, nearest
from handbook.model.item import Item
from handbook.model.statements import NoneStated
from handbook.reading.file_tops import Top
from handbook.schema.record import Kind


@dataclass(frozen=True, slots=True)
class Said:
    """What the tops say beyond what the records took from them."""

    none: dict[str, NoneStated] = field(default_factory=dict)
    """Who says for which kind, by its name, that there is no record of it."""
    diagnostics: tuple[Diagnostic, ...] = ()
    whole: bool = True
    """Whether every default and sign-off could be taken and leads somewhere."""


def said(tops: Mapping[str, Top], kinds: Mapping[str, Kind], items: Mapping[str, Item], unread: Iterable[str], departed: Collection[str] = ()) -> Said:
    """Returns what stands above the records, looked up: who says that there are none, and a finding for each id that leads nowhere.

    `kinds` are by file, `items` the records that could be read, `unread` the kinds that could not be read in full,
    and `departed` the shared records that the product overrides or leaves out, which a sign-off beside them may name all the same.
    """
    none: dict[str, NoneStated] = {}
    diagnostics: list[Diagnostic] = []
    lost_prefixes = tuple(kind.prefix for kind in kinds.values() if kind.name in set(unread))
    for file, top in tops.items():
        diagnostics += [found for found in _led_nowhere(top, items, departed) if not found.found.startswith(lost_prefixes or ("\0",))]
        stated = top.part.none
        if stated is not None and file in kinds:
            kind = kinds[file]
            present = [item for item in items.values() if item.kind.name == kind.name]
            if present:
                message = say("none-contradicts", kind=kind.singular, count=len(present))
                diagnostics.append(make("none-contradicts", top.place("none"), message, say("none-contradicts.right")))
            else:
                none[kind.name] = NoneStated(stated, top.place("none"))
    return Said(none, tuple(diagnostics), whole=not diagnostics and all(top.whole for top in tops.values()))


def role_named(place: Place, role: str, items: Mapping[str, Item]) -> Diagnostic | None:
    """Returns a finding where `role`, written outside the records, is no role."""
    if role not in items:
        roles = [name for name, item in items.items() if item.kind.name == "role"]
        return make("unknown-reference", place, say("unknown-reference", found=quoted(role)), suggestions=nearest(role, roles), found=role)
    item = items[role]
    if item.kind.name != "role":
        message = say("wrong-kind.no-role", id=role, kind=item.kind.singular, title=item.record.title)
        return make("wrong-kind", place, message, say("wrong-kind.no-role.right"), found=role)
    return None


def _led_nowhere(top: Top, items: Mapping[str, Item], departed: Collection[str]) -> Iterator[Diagnostic]:
    named: list[tuple[tuple[str | int, ...], str]] = [(("sign_off", position, "by"), one.by) for position, one in enumerate(top.part.sign_off)]
    named += [(("none", "by"), top.part.none.by)] if top.part.none else []
    named += [(("defaults", "owner"), top.part.defaults.owner)] if top.part.defaults and top.part.defaults.owner else []
    for path, role in named:
        wrong = role_named(top.place(*path), role, items)
        if wrong is not None and not (role in departed and top.is_shared):
            yield wrong
    for position, one in enumerate(top.part.sign_off):
        here = tuple(name for name, item in items.items() if top.everywhere or item.document.file == top.document.file)
        twice = {name for name, number in Counter(one.covers).items() if number > 1}
        for at, covered in enumerate(one.covers):
            place = top.place("sign_off", position, "covers", at)
            if covered in departed and top.is_shared:
                continue
            if covered not in items and covered in departed:
                message, right = say("unknown-reference.signed-left-out", id=covered), say("unknown-reference.signed-left-out.right")
                yield make("unknown-reference", place, message, right, found=covered)
            elif covered not in items:
                yield make(
                    "unknown-reference", place, say("unknown-reference", found=quoted(covered)), suggestions=clearly_nearest(covered, here), found=covered
                )
            elif covered not in here:
                message = say("wrong-kind.other-file", id=covered, file=items[covered].document.file)
                yield make("wrong-kind", place, message, say("wrong-kind.other-file.right"), found=covered)
            elif covered in twice and covered in one.covers[:at]:
                message = say("sign-off-contradicts.twice", id=covered)
                yield make("sign-off-contradicts", place, message, say("sign-off-contradicts.twice.right"), found=covered, record=covered)

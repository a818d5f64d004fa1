"""References to records: why one leads to no record, or to one of a kind that the field does not take."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from handbook.findings.diagnostics import quoted
from handbook.findings.messages import Words, either, say
from handbook.findings.nearest import clearly_nearest, same_form, without_form
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.resolve.reference import SOMEWHERE, Nowhere, Reference
from handbook.schema.ids import RECORD_ID
from handbook.schema.kinds import KINDS, MODELS, PREFIXES
from handbook.schema.marks import mark_of
from handbook.schema.record import ANSWERING
from handbook.schema.words import with_article

_IDS = re.compile(r"[A-Z]{3,4}-[0-9]{2,4}")

MADE_FOR = 8
"""A field that takes records of so many kinds, at most, is proposed for one that stands in the wrong field."""
FEW_KINDS = 6
"""So many kinds, at most, are told by name where one of them is expected; more are told by their prefixes."""


def nowhere(reference: Reference) -> Nowhere:
    """Returns why a reference leads to no record that its field takes."""
    registry, value = reference.handbook.items, reference.value
    allowed = reference.mark.kinds or tuple(KINDS)
    if reference.handbook.named(reference.item, reference.path, reference.mark, value):
        return SOMEWHERE
    value = reference.handbook.as_meant(reference.mark, value)
    target = registry.get(value)
    if target is not None and value == reference.item.id and reference.path[0] not in ANSWERING:
        return reference.wrong("self-reference", say("self-reference", id=value), say("self-reference.right"), found=value)
    if target is not None:
        return _of_wrong_kind(reference, value, target, allowed)
    if value in reference.unread.not_taken:
        return _left_out(reference, value)
    if any(_belongs(value, kind, reference.handbook) for kind in reference.unread.kinds):
        return Nowhere(True)
    shape = RECORD_ID.match(value)
    if shape and shape[1] in PREFIXES and PREFIXES[shape[1]].name not in allowed:
        message = say("wrong-kind.would-be", id=value, kind=with_article(PREFIXES[shape[1]].singular))
        return reference.wrong("wrong-kind", message, any_of(allowed), suggestions=_of_same_number(value, registry, allowed), found=value)
    choices = _choices(registry, allowed)
    same = same_form(value, choices)
    titled = tuple(choice for choice in choices if registry[choice].record.title.casefold() == value.casefold())
    close = same or titled or clearly_nearest(value, choices)
    expected: Words = "" if close else any_of(allowed)
    if len(_IDS.findall(value)) > 1:
        close, expected = (), say("unknown-reference.one-each")
    return reference.wrong("unknown-reference", say("unknown-reference", found=quoted(value)), expected, suggestions=close, found=value)


def _left_out(reference: Reference, value: str) -> Nowhere:
    """Returns that a record is left out here; where a shared record names it, that is told where it is left out."""
    if reference.item.shared:
        return Nowhere(True)
    where = reference.unread.not_taken[value].place("record")
    message = say("unknown-reference.left-out", id=value, file=where.file, line=where.line)
    return reference.wrong("unknown-reference", message, say("unknown-reference.left-out.right", id=value), found=value)


def any_of(kinds: tuple[str, ...]) -> Words:
    """Returns that the id of a record of one of the kinds is expected."""
    if len(kinds) > FEW_KINDS:
        return say("part.id-of-a-record") if len(kinds) == len(KINDS) else say("part.id-that-starts", prefixes=either(*(KINDS[kind].prefix for kind in kinds)))
    return either(*(say("part.kind-and-prefix", kind=with_article(KINDS[kind].singular), prefix=KINDS[kind].prefix) for kind in kinds))


def _of_wrong_kind(reference: Reference, value: str, target: Item, allowed: tuple[str, ...]) -> Nowhere:
    kind = with_article(target.kind.singular)
    message = say("wrong-kind", id=value, kind=kind, title=target.record.title)
    elsewhere = _fields_for(reference.item.kind.name, target.kind.name, str(reference.path[0]))
    if elsewhere:
        fields = either(*(f"'{name}'" for name in elsewhere))
        return reference.wrong("wrong-kind", message, say("wrong-kind.elsewhere", kinds=any_of(allowed), kind=kind, fields=fields), found=value)
    close = _of_same_number(value, reference.handbook.items, allowed)
    return reference.wrong("wrong-kind", message, any_of(allowed), suggestions=close, found=value)


def _belongs(value: str, kind: str, handbook: Handbook) -> bool:
    """Returns whether an unknown id may well be one of a kind that could not be read in full."""
    prefix = KINDS[kind].prefix
    return value.upper().startswith(prefix[:2]) and without_form(value) not in handbook.once(_forms)


def _forms(handbook: Handbook) -> frozenset[str]:
    """Returns the ids of all records without what is form alone: a file that cannot be read leaves thousands of references to be held against them."""
    return frozenset(map(without_form, handbook.items))


@cache
def _fields_for(kind: str, target: str, field: str) -> tuple[str, ...]:
    """Returns the fields of a kind, but for `field`, that are made for records of another. A function of the schema alone."""
    found = []
    for name, info in MODELS[kind].model_fields.items():
        mark = mark_of(info.annotation, info.metadata)
        if name not in (field, *ANSWERING) and mark is not None and mark.meaning == "record" and 0 < len(mark.kinds) <= MADE_FOR and target in mark.kinds:
            found.append(name)
    return tuple(found)


def _of_same_number(value: str, registry: Mapping[str, Item], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the record of the kind that may be named with the same number; with several kinds, that tells nothing."""
    if len(kinds) != 1:
        return ()
    return tuple(choice for choice in _choices(registry, kinds) if choice.partition("-")[2] == value.partition("-")[2])


def _choices(registry: Mapping[str, Item], kinds: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(kinds)
    return tuple(known for known, item in registry.items() if item.kind.name in wanted)

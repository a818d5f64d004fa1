"""Ids of records: each taken once, in the form of its kind; what a wrong one was meant to be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, say
from handbook.findings.nearest import nearest
from handbook.model.item import Item
from handbook.schema.ids import RECORD_ID
from handbook.schema.kinds import PREFIXES
from handbook.schema.words import with_article


@dataclass(frozen=True, slots=True)
class Identified:
    """Records by their ids."""

    items: Mapping[str, Item]
    meant: Mapping[str, str]
    """What each wrong id was meant to be. A record whose id is wrong is taken under that, so that references to it are not wrong too."""
    diagnostics: tuple[Diagnostic, ...]


def identified(items: list[Item]) -> Identified:
    """Returns the records by id, what each wrong id was meant to be, and a diagnostic for each wrong id."""
    registry: dict[str, Item] = {}
    meant: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    taken = Counter(item.id for item in items)
    wanted: set[str] | None = None
    for item in items:
        if is_well_formed(item):
            if item.id in registry:
                diagnostics.append(_taken(item, registry[item.id]))
            else:
                registry[item.id] = item
            continue
        if wanted is None:  # a walk through all records, for nothing where every id is right
            wanted = {value for one in items for _, mark, value in one.marked if mark.meaning == "record" and value not in taken}
        right = _meant(item.id, item.kind.prefix, wanted, taken)
        diagnostics.append(_wrong(item, (right,) if right else ()))
        if right:
            taken[right] += 1
            wanted.discard(right)
            meant.setdefault(item.id, right)
            registry[right] = replace(item, record=item.record.model_copy(update={"id": right}), left_out=item.left_out | {"id"})
        elif taken[item.id] == 1:
            registry[item.id] = item
    return Identified(registry, meant, tuple(diagnostics))


def is_well_formed(item: Item) -> bool:
    """Returns whether the id has the form of the record's kind."""
    shape = RECORD_ID.match(item.id)
    return shape is not None and shape[1] == item.kind.prefix


def _taken(item: Item, by: Item) -> Diagnostic:
    first = by.place("id")
    message = say("duplicate-id", id=item.id, file=first.file, line=first.line)
    return make("duplicate-id", item.place("id"), message, say("duplicate-id.right"), found=item.id)


def _wrong(item: Item, close: tuple[str, ...]) -> Diagnostic:
    shape = RECORD_ID.match(item.id)
    prefix = item.kind.prefix
    if shape is None:
        message = say("malformed-id", found=quoted(item.id))
        return make("malformed-id", item.place("id"), message, say("malformed-id.right", prefix=prefix), suggestions=close, found=item.id)
    other = PREFIXES.get(shape[1])
    owner: Words = say("part.id-of-kind", kind=with_article(other.singular)) if other else say("part.id-of-no-kind")
    message = say("wrong-kind.id", id=item.id, owner=owner, kind=with_article(item.kind.singular))
    return make("wrong-kind", item.place("id"), message, say("wrong-kind.id.right", prefix=prefix), suggestions=close, found=item.id)


def _meant(wrong: str, prefix: str, wanted: set[str], taken: Mapping[str, int]) -> str:
    """Returns the id that `wrong` was meant to be: the nearest that records name and none has, else one of its digits; or ''."""
    named = nearest(wrong, sorted(value for value in wanted if RECORD_ID.match(value) and value.startswith(f"{prefix}-")))
    if named:
        return named[0]
    digits = "".join(character for character in wrong if character.isascii() and character.isdigit())
    right = f"{prefix}-{digits.zfill(2)}"
    return right if 0 < len(digits) <= 4 and int(digits) and right not in taken else ""

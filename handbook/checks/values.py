"""What is filled in and cannot be meant: no word where words are asked for, the same entry twice, a number out of bounds."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handbook.checks.every_text import found_in_texts
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.fields import Bounds, Part
from handbook.schema.marks import Path, bounded, closed_list, mark_of, part_of
from handbook.schema.paths import dotted
from handbook.schema.record import Reference

FIGURES_AT_MOST = 40
"""Characters that a text without a word may have where figures may stand alone, such as a version or a share."""
RATED = frozenset({("risk-criteria", "matrix"), ("risk-criteria", "acceptance")})
"""Lists whose doubles another rule reports (`risks`, `contradictions.criteria`)."""


def words_where_words_are_asked(handbook: Handbook) -> Iterator[Diagnostic]:
    """A title, a prose text and a reason hold at least one word; no text is a long row of figures."""
    for said, _ in found_in_texts(handbook, _is_wordless):
        asked = said.prose or said.path == ("title",) or (not said.of_site and _asks_why(type(said.item.record), said.path))
        if asked or len(said.text) > FIGURES_AT_MOST:
            message = say("no-words", field=said.name, text=quoted(said.text))
            yield said.finding("no-words", message, say("no-words.right"), found=said.text)


def nothing_listed_twice(handbook: Handbook) -> Iterator[Diagnostic]:
    """No list holds the same entry twice."""
    for item in handbook.records():
        yield from item.alone(_listed_twice)


def numbers_within_bounds(handbook: Handbook) -> Iterator[Diagnostic]:
    """A count or an amount is one that can be meant."""
    for item in handbook.records():
        for path, bounds, text in item.alone(_bounded):
            if not bounds.least <= float(text) <= bounds.most:
                message = say("implausible-number", field=dotted(path), id=item.id, number=text)
                yield make(
                    "implausible-number",
                    item.place(*path),
                    message,
                    expected=say("implausible-number.right", least=bounds.least, most=bounds.most),
                    found=text,
                    record=item.id,
                )


def _is_wordless(text: str) -> bool:
    return not any(map(str.isalpha, text))


def _bounded(item: Item) -> tuple[tuple[Path, Bounds, str], ...]:
    return tuple(bounded(item.record))


def _listed_twice(item: Item) -> tuple[Diagnostic, ...]:
    return tuple(_doubles(item, item.record, ()))


def _doubles(item: Item, part: Part, path: Path) -> Iterator[Diagnostic]:
    for name in type(part).model_fields:
        value = getattr(part, name)
        many = value if isinstance(value, tuple) else ()
        seen: dict[object, int] = {}
        for position, entry in enumerate(many):
            place: Path = (*path, name, position)
            key = _key(entry)
            if key in seen and (item.kind.name, name) not in RATED:
                message = say("listed-twice", field=dotted((*path, name)), id=item.id, entry=_named(entry), first=_nth(seen[key]), second=_nth(position))
                yield make("listed-twice", item.place(*place), message, record=item.id)
            seen.setdefault(key, position)
            if isinstance(entry, Part):
                yield from _doubles(item, entry, place)
        if isinstance(value, Part):
            yield from _doubles(item, value, (*path, name))


def _key(entry: object) -> object:
    """Returns what makes an entry of a list another one: an id, a text, or of a group of fields what names it."""
    if not isinstance(entry, Part):
        return entry
    if isinstance(entry, Reference):
        return (entry.entry, entry.who, entry.scope, entry.relationship)
    name = _naming(type(entry))
    return getattr(entry, name) if name else entry


@cache
def _naming(model: type[Part]) -> str:
    """Returns the field that names a group of fields among others of its list, or '' where only all of them do. A function of the class alone.

    That is a first field which is called `name`, has a closed list of words, or names the release or the component that the rest is about.
    """
    first, info = next(iter(model.model_fields.items()))
    mark = mark_of(info.annotation, info.metadata)
    about_one = mark is not None and mark.meaning == "record" and mark.kinds in (("release",), ("component",))
    return first if first == "name" or closed_list(info.annotation) or about_one else ""


def _named(entry: object) -> str:
    if isinstance(entry, Reference):
        return quoted(entry.entry)
    if isinstance(entry, Part):
        return quoted(str(getattr(entry, next(iter(type(entry).model_fields)))))
    return quoted(str(entry))


def _nth(position: int) -> Words:
    number = position + 1
    last = 0 if 10 <= number % 100 <= 20 else number % 10
    if last == 1:
        return say("part.ordinal.st", number=number)
    if last == 2:
        return say("part.ordinal.nd", number=number)
    return say("part.ordinal.rd" if last == 3 else "part.ordinal.th", number=number)


def _asks_why(model: type[Part], path: Path) -> bool:
    """Returns whether the field at a path asks for a reason, by its description."""
    current: type[Part] = model
    description = ""
    for segment in path:
        if isinstance(segment, str):
            info = current.model_fields[segment]
            description = info.description or ""
            current = part_of(info.annotation) or current
    return description.startswith("Why")


CHECKS = (
    Check(words_where_words_are_asked, minds="its record"),
    Check(nothing_listed_twice, minds="its record"),
    Check(numbers_within_bounds, minds="its record"),
)

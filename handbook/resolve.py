"""Resolve: every reference is looked up once, and the other direction is derived.

References are found by the marks on the types of fields (`schema.fields.Mark`), so that a new kind of record needs no
code here. What cannot be resolved is reported at its own place and left out of the handbook.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from handbook.catalog import Catalogues, Gone
from handbook.diagnostics import Diagnostic, make
from handbook.identifiers import RECORD_ID, nearest, same_but_for_form
from handbook.model import Citation, Handbook, Item, Link, Site
from handbook.schema.fields import Mark, Part
from handbook.schema.kinds import KINDS, PREFIXES
from handbook.schema.product_model import Product
from handbook.schema.record import Record, Reference

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, so that references into it are not reported a second time."""

    kinds: frozenset[str] = frozenset()
    """Kinds with a file that could not be read, or with a record whose id is missing."""
    everything: bool = False


def resolve(
    items: Iterable[Item],
    site: Site,
    catalogues: Catalogues,
    unread: Unread,
    attachments: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
    complete: bool = True,
) -> tuple[Handbook, list[Diagnostic]]:
    """Returns the handbook of these records, and a diagnostic for every reference that leads nowhere."""
    registry, diagnostics = _registry(items)
    links: list[Link] = []
    citations: list[Citation] = []
    answers: dict[str, list[str]] = defaultdict(list)
    for item in registry.values():
        for path, mark, value in marked(item.record):
            if mark.meaning == "record":
                target = _record(item, path, mark, value, registry, unread, diagnostics)
                if target:
                    links.append(Link(item.id, path, target))
            elif mark.meaning == "entry":
                citation = _entry(item, path, mark, value, catalogues, diagnostics)
                if citation:
                    citations.append(citation)
            elif mark.meaning == "question":
                if value in catalogues.questions:
                    answers[value].append(item.id)
                else:
                    close = nearest(value, catalogues.questions)
                    message = f"there is no question '{value}'"
                    hint = "" if close else f"a question of an activity, such as {next(iter(catalogues.questions))}"
                    diagnostics.append(make("unknown-reference", item.place(*path), message, expected=hint, suggestions=close, found=value, record=item.id))
            elif mark.meaning == "file" and value not in attachments:
                close = nearest(value, attachments)
                message = f"there is no file 'files/{value}'"
                diagnostics.append(
                    make(
                        "missing-attachment",
                        item.place(*path),
                        message,
                        expected="a file in the product's folder files/",
                        suggestions=close,
                        found=value,
                        record=item.id,
                    )
                )
    products = [item.record for item in registry.values() if isinstance(item.record, Product)]
    handbook = Handbook(
        product=products[0] if products else None,
        site=site,
        items=registry,
        links=tuple(links),
        citations=tuple(citations),
        catalogues=catalogues,
        attachments=attachments,
        pages=pages,
        complete=complete,
        _forward=_grouped((link.source, link) for link in links),
        _backward=_grouped((link.target, link) for link in links),
        _by_kind=_grouped((item.kind.name, item) for item in registry.values()),
        _answers={question: tuple(dict.fromkeys(sources)) for question, sources in answers.items()},
        _by_entry=_grouped((citation.entry.cited, citation) for citation in citations),
        _cited=_grouped((citation.source, citation) for citation in citations),
    )
    return handbook, diagnostics


def marked(value: Part, path: Path = ()) -> Iterator[tuple[Path, Mark, str]]:
    """Yields every text of a record that has a mark, with the path to it."""
    for name, mark, model in _fields(type(value)):
        found = getattr(value, name)
        if found is None or found == ():
            continue
        many = found if isinstance(found, tuple) else (found,)
        for position, single in enumerate(many):
            place = (*path, name, position) if isinstance(found, tuple) else (*path, name)
            if model is not None:
                if isinstance(single, Part):
                    yield from marked(single, place)
            elif mark is not None:
                yield place, mark, str(single)


def mark_of(annotation: Any, metadata: Iterable[Any] = ()) -> Mark | None:
    """Returns the mark that a field's type carries, inside lists and optional types too."""
    for extra in metadata:
        if isinstance(extra, Mark):
            return extra
    if get_origin(annotation) is Annotated:
        return mark_of(annotation.__origin__, annotation.__metadata__)
    if get_origin(annotation) in (Union, UnionType, tuple):
        for argument in get_args(annotation):
            found = mark_of(argument)
            if found is not None:
                return found
    return None


def part_of(annotation: Any) -> type[Part] | None:
    """Returns the part that a field holds, inside lists and optional types too."""
    if isinstance(annotation, type) and issubclass(annotation, Part):
        return annotation
    if get_origin(annotation) is Literal:
        return None
    for argument in get_args(annotation):
        found = part_of(argument)
        if found is not None:
            return found
    return None


@cache
def _fields(model: type[Part]) -> tuple[tuple[str, Mark | None, type[Part] | None], ...]:
    """Returns name, mark and part of each field that holds either. A function of the class alone."""
    found = []
    for name, info in model.model_fields.items():
        mark, part = mark_of(info.annotation, info.metadata), part_of(info.annotation)
        if mark is not None or part is not None:
            found.append((name, mark, part))
    return tuple(found)


def _registry(items: Iterable[Item]) -> tuple[dict[str, Item], list[Diagnostic]]:
    registry: dict[str, Item] = {}
    diagnostics: list[Diagnostic] = []
    for item in items:
        place = item.place("id")
        shape = RECORD_ID.match(item.id)
        example = f"{item.kind.prefix}-01"
        if shape is None:
            number = "".join(character for character in item.id if character.isdigit())
            close = (f"{item.kind.prefix}-{number.zfill(2)}",) if 0 < len(number) <= 4 else ()
            expected = f"{item.kind.prefix}, a hyphen and two to four digits, such as {example}"
            diagnostics.append(make("malformed-id", place, f"'{item.id}' is not an id", expected=expected, suggestions=close, found=item.id))
        elif shape[1] != item.kind.prefix:
            other = PREFIXES.get(shape[1])
            owner = f"an id of {_a(other.singular)}" if other else "an id of no kind"
            message = f"'{item.id}' is {owner}, and this is {_a(item.kind.singular)}"
            diagnostics.append(
                make(
                    "wrong-kind",
                    place,
                    message,
                    expected=f"an id such as {item.kind.prefix}-{shape[2]}",
                    suggestions=(f"{item.kind.prefix}-{shape[2]}",),
                    found=item.id,
                )
            )
        if item.id in registry:
            first = registry[item.id].place("id")
            message = f"the id '{item.id}' is taken by a record in {first.file}, line {first.line}"
            diagnostics.append(make("duplicate-id", place, message, expected="an id of its own", found=item.id))
            continue
        registry[item.id] = item
    return registry, diagnostics


def _record(item: Item, path: Path, mark: Mark, value: str, registry: Mapping[str, Item], unread: Unread, diagnostics: list[Diagnostic]) -> str | None:
    place = item.place(*path)
    allowed = mark.kinds or tuple(KINDS)
    target = registry.get(value)
    if target is not None:
        if value == item.id and path != ("owner",):  # a role may keep its own record true
            diagnostics.append(make("self-reference", place, f"{item.id} names itself", expected="another record", found=value, record=item.id))
            return None
        if target.kind.name in allowed:
            return value
        message = f"'{value}' is {_a(target.kind.singular)} ({target.record.title})"
        choices = _choices(registry, allowed)
        digits = value.partition("-")[2]
        close = tuple(choice for choice in choices if choice.partition("-")[2] == digits)[:5]
        diagnostics.append(make("wrong-kind", place, message, expected=_any_of(allowed), suggestions=close, found=value, record=item.id))
        return None
    if unread.everything or any(_belongs(value, kind, registry) for kind in unread.kinds):
        return None
    shape = RECORD_ID.match(value)
    if shape and shape[1] in PREFIXES and PREFIXES[shape[1]].name not in allowed:
        choices = _choices(registry, allowed)
        close = tuple(choice for choice in choices if choice.partition("-")[2] == shape[2])[:5]
        message = f"'{value}' would be {_a(PREFIXES[shape[1]].singular)}"
        diagnostics.append(make("wrong-kind", place, message, expected=_any_of(allowed), suggestions=close, found=value, record=item.id))
        return None
    choices = _choices(registry, allowed)
    same = tuple(choice for choice in choices if same_but_for_form(value, choice))
    close = same or nearest(value, choices)
    expected = "" if close else _any_of(allowed)
    diagnostics.append(make("unknown-reference", place, f"there is no '{value}'", expected=expected, suggestions=close, found=value, record=item.id))
    return None


def _belongs(value: str, kind: str, registry: Mapping[str, Item]) -> bool:
    """Returns whether an unknown id may well be one of a kind that could not be read in full."""
    prefix = KINDS[kind].prefix
    return value.upper().startswith(prefix[:2]) and not any(same_but_for_form(value, known) for known in registry)


def _entry(item: Item, path: Path, mark: Mark, value: str, catalogues: Catalogues, diagnostics: list[Diagnostic]) -> Citation | None:
    found = catalogues.lookup(value)
    place = item.place(*path)
    if found is None:
        close = catalogues.nearest(value, mark.levels) or catalogues.nearest(value)
        expected = "" if close else "an entry such as PR.PS-02 or 8259A:SU-2"
        diagnostics.append(
            make("unknown-reference", place, f"no reference document has an entry '{value}'", expected=expected, suggestions=close, found=value, record=item.id)
        )
        return None
    if isinstance(found, Gone):
        diagnostics.append(
            make("withdrawn-reference", place, *_withdrawal(value, found), suggestions=_successors(found, catalogues), found=value, record=item.id)
        )
        return None
    if mark.levels and found.document.document not in mark.levels:
        names = " or ".join(mark.levels)
        diagnostics.append(
            make("wrong-document", place, f"'{value}' is an entry of {found.document.short}", expected=f"an entry of {names}", found=value, record=item.id)
        )
        return None
    if found.entry.level not in found.document.cite:
        below = tuple(choice for choice in catalogues.choices((found.document.document,)) if choice.startswith(value))
        level = found.document.cite[0]
        message = f"'{value}' is a {found.entry.level} ({found.entry.title})"
        shown = ", ".join(below[:10]) + (", ..." if len(below) > 10 else "")
        diagnostics.append(make("wrong-level", place, message, expected=f"a {level}: {shown}", found=value, record=item.id))
        return None
    reference = None
    if path[0] == "references" and isinstance(path[1], int):
        reference = item.record.references[path[1]]
    return Citation(item.id, found, reference, str(path[0]))


def _withdrawal(value: str, gone: Gone) -> tuple[str]:
    entry = gone.entry
    shown = f"'{value}'" if value == gone.cited else f"'{value}' (now written {gone.cited})"
    if not entry.targets:
        return (f"{shown} was withdrawn from {gone.document.short} and names no successor",)
    return (f"{shown} was withdrawn from {gone.document.short}: {entry.relation} {' and '.join(entry.targets)}",)


def _successors(gone: Gone, catalogues: Catalogues) -> tuple[str, ...]:
    citable = set(catalogues.choices((gone.document.document,)))
    return tuple(gone.document.prefix + target for target in gone.entry.targets if gone.document.prefix + target in citable)[:5]


def _choices(registry: Mapping[str, Item], kinds: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(kinds)
    return tuple(known for known, item in registry.items() if item.kind.name in wanted)


def _any_of(kinds: tuple[str, ...]) -> str:
    if len(kinds) > 8:
        return "the id of a record"
    names = [f"{_a(KINDS[kind].singular)} ({KINDS[kind].prefix}-…)" for kind in kinds]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def _a(noun: str) -> str:
    lowered = noun[0].lower() + noun[1:] if not noun[:3].isupper() else noun
    vowel = lowered[0] in "aeiou" and not lowered.startswith("use")
    return f"{'an' if vowel else 'a'} {lowered}"


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}


__all__ = ["Record", "Reference", "Unread", "mark_of", "marked", "part_of", "resolve"]

"""Resolve: every reference is looked up once, and the other direction is derived.

References are found by the marks on the types of fields (`schema.fields.Mark`), so that a new kind of record needs no
code here. What cannot be resolved is reported at its own place and left out of the handbook.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from handbook.catalogs.catalogue import Catalogues, Gone
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.nearest import RECORD_ID, clearly_nearest, nearest, same_form
from handbook.model.handbook import Citation, Handbook, Item, Link
from handbook.schema.fields import Mark, links_in
from handbook.schema.kinds import KINDS, MODELS, PREFIXES
from handbook.schema.marks import Path, mark_of, marked
from handbook.schema.product_file import Site
from handbook.schema.record import ANSWERING
from handbook.schema.records.every_activity import ScopeDecision
from handbook.schema.records.needs import Threat
from handbook.schema.records.product import Product

_IDS = re.compile(r"[A-Z]{3,4}-[0-9]{2,4}")

MADE_FOR = 8
"""A field that takes records of so many kinds, at most, is proposed for one that stands in the wrong field."""


@dataclass(frozen=True, slots=True)
class Unread:
    """What could not be read, so that references into it are not reported a second time."""

    kinds: frozenset[str] = frozenset()
    """Kinds with a file that could not be read, or with a record whose id is missing, wrong or taken."""


def resolve(
    items: Iterable[Item],
    site: Site,
    catalogues: Catalogues,
    unread: Unread,
    attachments: tuple[str, ...] = (),
    pages: tuple[str, ...] = (),
) -> tuple[Handbook, list[Diagnostic]]:
    """Returns the handbook of these records, and a diagnostic for every reference that leads nowhere."""
    items = list(items)
    registry, meant, diagnostics = _registry(items)
    named = {id(item.node) for item in registry.values() if _well_formed(item)}
    unread = replace(unread, kinds=unread.kinds | {item.kind.name for item in items if id(item.node) not in named})
    links: list[Link] = []
    citations: list[Citation] = []
    answers: dict[str, list[str]] = defaultdict(list)
    for item in registry.values():
        for path, mark, value in marked(item.record):
            if mark.meaning == "record":
                target = _record(item, path, mark, _as_meant(value, mark, registry, meant), registry, unread, diagnostics)
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
                    close = clearly_nearest(value, catalogues.questions)
                    message = f"there is no question {quoted(value)}"
                    hint = "" if close else f"a question of an activity, such as {next(iter(catalogues.questions))}"
                    diagnostics.append(make("unknown-reference", item.place(*path), message, expected=hint, suggestions=close, found=value, record=item.id))
            elif mark.meaning == "prose":
                diagnostics += [_dead_link(item, path, target, attachments) for target in links_in(value) if _is_dead(target, attachments)]
            elif mark.meaning == "file" and value not in attachments:
                close = attachments_near(value, attachments)
                message = f"there is no file {quoted(f'files/{value}')}"
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
        if isinstance(item.record, ScopeDecision) and not document_known(item.record.document, catalogues):
            diagnostics.append(_document(item, str(item.record.document), catalogues))
    citations += _classes(registry.values(), catalogues)
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
        _forward=_grouped((link.source, link) for link in links),
        _backward=_grouped((link.target, link) for link in links),
        _by_kind=_grouped((item.kind.name, item) for item in registry.values()),
        _answers={question: tuple(dict.fromkeys(sources)) for question, sources in answers.items()},
        _by_entry=_grouped((citation.entry.cited, citation) for citation in citations),
        _cited=_grouped((citation.source, citation) for citation in citations),
    )
    return handbook, diagnostics


def _is_dead(target: str, attachments: Collection[str]) -> bool:
    """Returns whether a relative link in prose leads to no attachment; links to other sites are not followed."""
    if not target or target.startswith("#") or target.lower().startswith(("https:", "mailto:")):
        return False
    return not target.startswith("files/") or target.removeprefix("files/").partition("#")[0] not in attachments


def _dead_link(item: Item, path: Path, target: str, attachments: Collection[str]) -> Diagnostic:
    close = tuple(f"files/{name}" for name in attachments_near(target.removeprefix("files/"), attachments))
    message = f"a link leads to {quoted(target)}"
    expected = "'files/' and the path of an attachment, or a link to another site"
    return make("missing-attachment", item.place(*path), message, expected=expected, suggestions=close, found=target, record=item.id)


def _classes(items: Iterable[Item], catalogues: Catalogues) -> Iterator[Citation]:
    """Yields, for each threat of a STRIDE class, its tie to that class; the class is the field, and nobody writes it twice."""
    classes = {found.entry.title.casefold(): found for found in catalogues.entries.values() if found.document.document == "STRIDE"}
    for item in items:
        if isinstance(item.record, Threat) and item.record.threat_class in classes:
            yield Citation(item.id, classes[item.record.threat_class], None, "threat_class")


def attachments_near(name: str, attachments: Collection[str]) -> tuple[str, ...]:
    """Returns the attachments that `name` may have been meant to be, best first: without its folders, in another folder, misspelt."""
    bare = name.removeprefix("./").removeprefix("files/")
    if bare in attachments:
        return (bare,)
    base = name.rpartition("/")[2].casefold()
    return nearest(name, attachments) or tuple(known for known in attachments if known.rpartition("/")[2].casefold() == base)[:5]


def document_known(name: str | None, catalogues: Catalogues) -> bool:
    """Returns whether a scope decision's `document` is a reference document, or one that this handbook does not hold."""
    return name is None or name in catalogues.documents or not _documents_near(name, catalogues)


def _registry(items: list[Item]) -> tuple[dict[str, Item], dict[str, str], list[Diagnostic]]:
    """Returns the records by id, what each wrong id was meant to be, and a diagnostic for each wrong id.

    A record whose id is wrong is taken under the id that it was meant to have, so that references to that are not wrong too.
    """
    registry: dict[str, Item] = {}
    meant: dict[str, str] = {}
    diagnostics: list[Diagnostic] = []
    taken = Counter(item.id for item in items)
    wanted = {value for item in items for _, mark, value in marked(item.record) if mark.meaning == "record" and value not in taken}
    for item in items:
        place = item.place("id")
        shape = RECORD_ID.match(item.id)
        prefix = item.kind.prefix
        if _well_formed(item):
            if item.id in registry:
                first = registry[item.id].place("id")
                message = f"the id '{item.id}' is taken by a record in {first.file}, line {first.line}"
                diagnostics.append(make("duplicate-id", place, message, expected="an id of its own", found=item.id))
            else:
                registry[item.id] = item
            continue
        right = _meant(item.id, prefix, wanted, taken)
        close = (right,) if right else ()
        if shape is None:
            expected = f"{prefix}, a hyphen and two to four digits, such as {prefix}-01"
            diagnostics.append(make("malformed-id", place, f"{quoted(item.id)} is not an id", expected=expected, suggestions=close, found=item.id))
        else:
            other = PREFIXES.get(shape[1])
            owner = f"an id of {with_article(other.singular)}" if other else "an id of no kind"
            message = f"'{item.id}' is {owner}, and this is {with_article(item.kind.singular)}"
            expected = f"{prefix}, a hyphen and two to four digits"
            diagnostics.append(make("wrong-kind", place, message, expected=expected, suggestions=close, found=item.id))
        if right:
            taken[right] += 1
            wanted.discard(right)
            meant.setdefault(item.id, right)
            registry[right] = replace(item, record=item.record.model_copy(update={"id": right}))
        elif taken[item.id] == 1:
            registry[item.id] = item
    return registry, meant, diagnostics


def _meant(wrong: str, prefix: str, wanted: set[str], taken: Mapping[str, int]) -> str:
    """Returns the id that `wrong` was meant to be: the nearest that records name and none has, else one of its digits; or ''."""
    named = nearest(wrong, sorted(value for value in wanted if RECORD_ID.match(value) and value.startswith(f"{prefix}-")))
    if named:
        return named[0]
    digits = "".join(character for character in wrong if character.isascii() and character.isdigit())
    right = f"{prefix}-{digits.zfill(2)}"
    return right if 0 < len(digits) <= 4 and int(digits) and right not in taken else ""


def _as_meant(value: str, mark: Mark, registry: Mapping[str, Item], meant: Mapping[str, str]) -> str:
    """Returns the id that a record with the wrong id `value` was meant to have, where the field may name that record; else `value`."""
    right = meant.get(value)
    fits = right is not None and (not mark.kinds or registry[right].kind.name in mark.kinds)
    return right if right is not None and fits and value not in registry else value


def _well_formed(item: Item) -> bool:
    shape = RECORD_ID.match(item.id)
    return shape is not None and shape[1] == item.kind.prefix


def _record(item: Item, path: Path, mark: Mark, value: str, registry: Mapping[str, Item], unread: Unread, diagnostics: list[Diagnostic]) -> str | None:
    place = item.place(*path)
    allowed = mark.kinds or tuple(KINDS)
    target = registry.get(value)
    if target is not None:
        if value == item.id and path[0] not in ANSWERING:  # a role may keep its own record true
            diagnostics.append(make("self-reference", place, f"{item.id} names itself", expected="another record", found=value, record=item.id))
            return None
        if target.kind.name in allowed:
            return value
        message = f"'{value}' is {with_article(target.kind.singular)} ({target.record.title})"
        elsewhere = _fields_for(item.kind.name, target.kind.name, str(path[0]))
        close = () if elsewhere else _of_same_number(value, registry, allowed)
        expected = f"{_any_of(allowed)}; {with_article(target.kind.singular)} stands in {elsewhere}" if elsewhere else _any_of(allowed)
        diagnostics.append(make("wrong-kind", place, message, expected=expected, suggestions=close, found=value, record=item.id))
        return None
    if any(_belongs(value, kind, registry) for kind in unread.kinds):
        return None
    shape = RECORD_ID.match(value)
    if shape and shape[1] in PREFIXES and PREFIXES[shape[1]].name not in allowed:
        close = _of_same_number(value, registry, allowed)
        message = f"'{value}' would be {with_article(PREFIXES[shape[1]].singular)}"
        diagnostics.append(make("wrong-kind", place, message, expected=_any_of(allowed), suggestions=close, found=value, record=item.id))
        return None
    choices = _choices(registry, allowed)
    same = same_form(value, choices)
    titled = tuple(choice for choice in choices if registry[choice].record.title.casefold() == value.casefold())
    close = same or titled or clearly_nearest(value, choices)
    expected = "" if close else _any_of(allowed)
    if len(_IDS.findall(value)) > 1:
        close, expected = (), "one id in each entry"
    diagnostics.append(make("unknown-reference", place, f"there is no {quoted(value)}", expected=expected, suggestions=close, found=value, record=item.id))
    return None


def _belongs(value: str, kind: str, registry: Mapping[str, Item]) -> bool:
    """Returns whether an unknown id may well be one of a kind that could not be read in full."""
    prefix = KINDS[kind].prefix
    return value.upper().startswith(prefix[:2]) and not same_form(value, registry)


def _entry(item: Item, path: Path, mark: Mark, value: str, catalogues: Catalogues, diagnostics: list[Diagnostic]) -> Citation | None:
    found = catalogues.lookup(value)
    place = item.place(*path)
    if found is None:
        close = catalogues.nearest(value, mark.levels) or catalogues.nearest(value)
        around = catalogues.neighbours(value)
        expected = "" if close else f"one of {', '.join(around)}" if around else "an entry such as PR.PS-02 or 8259A:SU-2"
        diagnostics.append(
            make(
                "unknown-reference",
                place,
                f"no reference document has an entry {quoted(value)}",
                expected=expected,
                suggestions=close,
                found=value,
                record=item.id,
            )
        )
        return None
    if isinstance(found, Gone):
        diagnostics.append(
            make("withdrawn-reference", place, *_withdrawal(value, found), suggestions=_successors(found, catalogues), found=value, record=item.id)
        )
        return None
    if mark.levels and found.document.document not in mark.levels:
        names = " or ".join(catalogues.documents[level].short for level in mark.levels)
        diagnostics.append(
            make("wrong-document", place, f"'{value}' is an entry of {found.document.short}", expected=f"an entry of {names}", found=value, record=item.id)
        )
        return None
    if found.entry.level not in found.document.cite:
        below = tuple(choice for choice in catalogues.choices((found.document.document,)) if choice.startswith(value))
        level = found.document.cite[0]
        message = f"'{value}' is a {found.entry.level} ({found.entry.title})"
        shown = ", ".join(below[:10]) + (", ..." if len(below) > 10 else "")
        diagnostics.append(
            make("wrong-level", place, message, expected=f"{'an' if level[0] in 'AEIOU' else 'a'} {level}: {shown}", found=value, record=item.id)
        )
        return None
    reference = None
    if path[0] == "references" and isinstance(path[1], int):
        reference = item.record.references[path[1]]
    return Citation(item.id, found, reference, str(path[0]))


def _documents_near(name: str, catalogues: Catalogues) -> tuple[str, ...]:
    known = {wording: document.document for document in catalogues.documents.values() for wording in (document.document, document.short)}
    near = same_form(name, known) or nearest(name, known)
    return tuple(dict.fromkeys(known[wording] for wording in near))


def _document(item: Item, name: str, catalogues: Catalogues) -> Diagnostic:
    message = f"no reference document is called {quoted(name)}"
    return make("unknown-reference", item.place("document"), message, suggestions=_documents_near(name, catalogues), found=name, record=item.id)


def _withdrawal(value: str, gone: Gone) -> tuple[str]:
    entry = gone.entry
    shown = f"'{value}'" if value == gone.cited else f"'{value}' (now written {gone.cited})"
    if not entry.targets:
        return (f"{shown} was withdrawn from {gone.document.short} and names no successor",)
    return (f"{shown} was withdrawn from {gone.document.short}: {entry.relation} {' and '.join(entry.targets)}",)


def _successors(gone: Gone, catalogues: Catalogues) -> tuple[str, ...]:
    citable = set(catalogues.choices((gone.document.document,)))
    return tuple(gone.document.prefix + target for target in gone.entry.targets if gone.document.prefix + target in citable)[:5]


@cache
def _fields_for(kind: str, target: str, field: str) -> str:
    """Returns the fields of a kind, but for `field`, that are made for records of another, as words, or ''. A function of the schema alone."""
    found = []
    for name, info in MODELS[kind].model_fields.items():
        mark = mark_of(info.annotation, info.metadata)
        if name not in (field, *ANSWERING) and mark is not None and mark.meaning == "record" and 0 < len(mark.kinds) <= MADE_FOR and target in mark.kinds:
            found.append(f"'{name}'")
    return " or ".join(found)


def _of_same_number(value: str, registry: Mapping[str, Item], kinds: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the record of the kind that may be named with the same number; with several kinds, that tells nothing."""
    if len(kinds) != 1:
        return ()
    return tuple(choice for choice in _choices(registry, kinds) if choice.partition("-")[2] == value.partition("-")[2])


def _choices(registry: Mapping[str, Item], kinds: tuple[str, ...]) -> tuple[str, ...]:
    wanted = set(kinds)
    return tuple(known for known, item in registry.items() if item.kind.name in wanted)


def _any_of(kinds: tuple[str, ...]) -> str:
    if len(kinds) > 6:
        return "the id of a record" if len(kinds) == len(KINDS) else f"an id that starts with {', '.join(KINDS[kind].prefix for kind in kinds)}"
    names = [f"{with_article(KINDS[kind].singular)} ({KINDS[kind].prefix}-…)" for kind in kinds]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} or {names[-1]}"


def with_article(noun: str) -> str:
    """Returns the name of a kind as it stands in a sentence: 'a need or goal', 'an entity'."""
    lowered = noun[0].lower() + noun[1:] if not noun[:3].isupper() else noun
    vowel = lowered[0] in "aeiou" and not lowered.startswith("use")
    return f"{'an' if vowel else 'a'} {lowered}"


def _grouped(pairs: Iterable[tuple[str, Any]]) -> dict[str, tuple[Any, ...]]:
    groups: dict[str, list[Any]] = defaultdict(list)
    for key, value in pairs:
        groups[key].append(value)
    return {key: tuple(values) for key, values in groups.items()}

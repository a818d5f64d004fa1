"""Standing facts in texts: `{fact:name}` gives way to what the fact says, and a name that no fact has is a finding.

What is written stays in the tree of the file (`Item.written`), so that whoever writes a product out again keeps the reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import say
from handbook.findings.nearest import nearest, same_form
from handbook.model.item import Item, Mentioned
from handbook.resolve.reference import Unread
from handbook.schema.fields import Mark
from handbook.schema.marks import Path, with_texts
from handbook.schema.records.facts import Fact

REFERENCE = re.compile(r"\{fact:\s*([^{}\n]{0,80}?)\s*\}")
"""A fact named in a text: its name and, after a full stop, `value` where the value alone is meant."""
NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
MAY_NAME = ("plain", "prose")
WITH_FACTS = "with facts"
"""Name under which an item keeps what it is with facts filled in, so that what was asked of that is kept too while both say the same."""
OF_A_FACT = frozenset({"name", "value", "unit", "text", "former", "spoken_with"})
"""Fields of a fact that name no other: a fact rests on a record and not on a fact."""


@dataclass(frozen=True, slots=True)
class Filled:
    """Records with what their texts say, facts filled in."""

    items: Mapping[str, Item]
    lost: frozenset[tuple[str, str]]
    """Id of a record and name of a field, for each name that no fact has."""
    diagnostics: tuple[Diagnostic, ...]


def filled(items: Mapping[str, Item], unread: Unread) -> Filled:
    """Returns the records with each named fact as it is said, and a diagnostic for each name that is wrong, taken twice or that no fact has."""
    named, diagnostics = _by_name(items.values())
    lost: set[tuple[str, str]] = set()
    made: dict[str, Item] = {}
    for record_id, item in items.items():
        found = item.alone(_naming)
        if not found:
            made[record_id] = item
            continue
        mentions: list[Mentioned] = []
        for path, text in found:
            for match in REFERENCE.finditer(text):
                fact = _found(match[1], named)
                if fact is not None:
                    mentions.append(Mentioned(path, fact.id))
                elif Fact.spec.name not in unread.kinds:
                    diagnostics.append(_unknown(item, path, match[1], named))
                if fact is None:
                    lost.add((item.id, str(path[0])))
        filled_in = partial(_with_facts, item, found, named, tuple(dict.fromkeys(mentions)))
        made[record_id] = item.kept(WITH_FACTS, _given(found, named, mentions), filled_in)
    return Filled(made, frozenset(lost), tuple(diagnostics))


def said(text: str, named: Mapping[str, Item[Fact]]) -> str:
    """Returns a text with each fact that it names as it is said; a name that no fact has stays as typed."""

    def _says(match: re.Match[str]) -> str:
        fact = _found(match[1], named)
        if fact is None:
            return match[0]
        return (fact.record.value or "") if match[1].endswith(".value") else fact.record.says

    return REFERENCE.sub(_says, text)


def _naming(item: Item) -> tuple[tuple[Path, str], ...]:
    """Returns the texts of a record that name facts, as typed, each with its place."""
    return tuple((path, text) for path, mark, text in item.marked if "{fact:" in text and _may_name(item, path, mark))


def _given(found: tuple[tuple[Path, str], ...], named: Mapping[str, Item[Fact]], mentions: list[Mentioned]) -> tuple[object, ...]:
    """Returns all that a record with its facts filled in rests on beside itself: what its texts then say, and which facts they name."""
    return (*(said(text, named) for _, text in found), *mentions)


def _with_facts(item: Item, found: tuple[tuple[Path, str], ...], named: Mapping[str, Item[Fact]], mentions: tuple[Mentioned, ...]) -> Item:
    """Returns a record with what its facts say in place of their names."""
    return replace(item, record=with_texts(item.record, partial(_filled, {path for path, _ in found}, named)), mentioned=mentions)


def _filled(places: set[Path], named: Mapping[str, Item[Fact]], path: Path, text: str) -> str:
    return said(text, named) if path in places else text


def _may_name(item: Item, path: Path, mark: Mark) -> bool:
    return mark.meaning in MAY_NAME and not (isinstance(item.record, Fact) and path[0] in OF_A_FACT)


def _found(written: str, named: Mapping[str, Item[Fact]]) -> Item[Fact] | None:
    return named.get(written.removesuffix(".value"))


def _by_name(items: Iterable[Item]) -> tuple[dict[str, Item[Fact]], list[Diagnostic]]:
    """Returns the facts by name, and a diagnostic for each name that has another form or that an earlier fact has."""
    named: dict[str, Item[Fact]] = {}
    diagnostics: list[Diagnostic] = []
    for item in items:
        if not isinstance(item.record, Fact) or not item.record.name:
            continue
        name = item.record.name
        if not NAME.fullmatch(name):
            right = "-".join(re.findall(r"[a-z0-9]+", name.lower()))
            named.setdefault(right, cast("Item[Fact]", item))  # what names it by the right name is not wrong too
            message = say("fact-name.form", id=item.id, name=quoted(name))
            close = (right,) if NAME.fullmatch(right) else ()
            diagnostics.append(make("fact-name", item.place("name"), message, say("fact-name.form.right"), suggestions=close, found=name, record=item.id))
        elif name in named:
            message = say("fact-name.taken", id=item.id, name=quoted(name), other=named[name].id)
            diagnostics.append(make("fact-name", item.place("name"), message, say("fact-name.taken.right"), found=name, record=item.id))
        named.setdefault(name, cast("Item[Fact]", item))
    return named, diagnostics


def _unknown(item: Item, path: Path, written: str, named: Mapping[str, Item[Fact]]) -> Diagnostic:
    name = written.removesuffix(".value")
    close = same_form(name, named) or nearest(name, list(named))
    expected = "" if close else say("unknown-fact.right", name=name or "name")
    message = say("unknown-fact", field=path[0], id=item.id, name=quoted(name))
    return make("unknown-fact", item.place(*path), message, expected, suggestions=tuple(close), found=name, record=item.id)

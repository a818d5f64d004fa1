"""Notes which kinds and fields a rule or a view reads, by handing it a handbook and records that note what is asked of them.

What a rule or a view depends on is known by watching it, and not by a list kept beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields
from functools import cache, partial
from typing import Any, TypeVar, cast

from handbook.model.handbook import Handbook
from handbook.model.item import Citation, Item, Link
from handbook.schema.fields import Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import mark_of, part_of
from handbook.schema.record import Record

A = TypeVar("A")

SITE = "site"
"""Stands among the kinds for what the product's file says of the site."""
ASSESSMENTS = "assessments"
"""Stands there for what an assessor says."""
ABOVE = "above"
"""Stands among what could not be read for what is said above the records of files: defaults and sign-offs."""
DERIVED = ("registry", "links", "citations", "_forward", "_backward", "_sorted", "_answers", "_by_entry", "_cited")
"""What a recorded handbook takes over as it is: deriving it again would read every record, and the questions about it note what they stand for."""


@dataclass(slots=True)
class Reads:
    """What was read so far."""

    fields: set[tuple[str, str]] = field(default_factory=set)
    """Kind and name of each field."""
    kinds: set[str] = field(default_factory=set)
    """Kinds of which every record was asked for, so that one more or less would have told."""

    def clear(self) -> None:
        self.fields.clear()
        self.kinds.clear()

    def once(self, told: dict[Any, tuple[Any, Reads]], name: Hashable, make: Callable[[], A]) -> A:
        """Returns what `make` gives, which is made once; what that has read is noted each time, so that whoever wants to know is noted to have read it."""
        if name not in told:
            so_far = self.fields, self.kinds
            self.fields, self.kinds = set(), set()
            try:
                told[name] = make(), Reads(self.fields, self.kinds)
            finally:
                self.fields, self.kinds = so_far
        answer, read = told[name]
        self.fields |= read.fields
        self.kinds |= read.kinds
        return cast("A", answer)


class _Recorded(Handbook):
    """A handbook that notes which records and links it is asked for; its records note which of their fields are read."""

    reads: Reads

    def __getattribute__(self, name: str) -> Any:
        if name in (SITE, ASSESSMENTS):
            object.__getattribute__(self, "reads").kinds.add(name)
        return object.__getattribute__(self, name)

    def once(self, ask: Callable[[Handbook], A]) -> A:
        """Returns what `ask` tells of this handbook, and notes what it has read for that."""
        return self.reads.once(vars(self).setdefault("_noted", {}), ask, partial(ask, self))

    def of_kind(self, name: str) -> tuple[Item, ...]:
        """Returns the records of a kind, and notes the kind."""
        self.reads.kinds.add(name)
        return super().of_kind(name)

    def links_from(self, record_id: str, field_name: str | None = None) -> tuple[Link, ...]:
        """Returns the links that a record makes, and notes the fields that could make some."""
        item = self.items.get(record_id)
        if item is not None:
            names = _linking(type(item.record)) if field_name is None else (field_name,)
            self.reads.fields.update((item.kind.name, name) for name in names)
        return super().links_from(record_id, field_name)

    def links_to(self, record_id: str, kind: str | None = None, field_name: str | None = None) -> tuple[Link, ...]:
        """Returns the links that name a record, and notes every kind and field that could."""
        named = self.items.get(record_id)
        for name in (kind,) if kind is not None else KINDS:
            found = _linking(MODELS[name], named.kind.name if named else "")
            if found:
                self.reads.kinds.add(name)
                self.reads.fields.update((name, one) for one in found if field_name in (None, one))
        return super().links_to(record_id, kind, field_name)

    def answers_to(self, question_id: str) -> tuple[Item, ...]:
        """Returns the records that answer a question, and notes that any could."""
        self.reads.kinds.update(KINDS)
        self.reads.fields.update((name, "answers") for name in KINDS)
        return super().answers_to(question_id)

    def citations_of(self, cited: str) -> tuple[Citation, ...]:
        """Returns the citations of an entry, and notes that any record could make one."""
        self.reads.kinds.update(KINDS)
        self.reads.fields.update((name, one) for name, model in MODELS.items() for one in _citing(model))
        return super().citations_of(cited)

    def citations_by(self, record_id: str) -> tuple[Citation, ...]:
        """Returns the entries that a record bears on, and notes the fields that could name some."""
        item = self.items.get(record_id)
        if item is not None:
            self.reads.fields.update((item.kind.name, name) for name in _citing(type(item.record)))
        return super().citations_by(record_id)


class _Noted(Item):
    """A record whose fields note that they are read."""

    __slots__ = ()

    def alone(self, ask: Callable[[Item], A]) -> A:
        """Returns what `ask` tells of this record, and notes what it has read for that."""
        return _reads_of(self.record).once(self._told, ask, partial(ask, self))

    def kept(self, name: str, given: Hashable, make: Callable[[], A]) -> A:
        """Returns what `make` gives, and notes what it has read for that."""
        return _reads_of(self.record).once(self._told, (name, given), make)


def recording(handbook: Handbook) -> tuple[Handbook, Reads]:
    """Returns the same handbook, and what is read of it from then on."""
    reads = Reads()
    items = {
        name: _Noted(_watched(one.record, reads), one.document, one.node, one.inherited, one.left_out, one.mentioned, one.withheld, one.shared)
        for name, one in handbook.items.items()
    }
    recorded = _Recorded(**{one.name: getattr(handbook, one.name) for one in fields(Handbook)} | {"items": items})
    vars(recorded).update({name: getattr(handbook, name) for name in DERIVED})
    object.__setattr__(recorded, "reads", reads)
    return recorded, reads


def _watched(record: Record, reads: Reads) -> Any:
    """Returns a record of the same kind and values that notes which of its fields are read."""
    model = _watching(type(record))
    twin = model.__new__(model)
    object.__setattr__(twin, "__dict__", {**record.__dict__, "_Watching__reads": reads})
    for name in ("__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__"):
        object.__setattr__(twin, name, getattr(record, name))
    return twin


def _reads_of(record: Record) -> Reads:
    """Returns where a record notes that it is read."""
    return cast("Reads", object.__getattribute__(record, "__dict__")["_Watching__reads"])


@cache
def _watching(model: type[Record]) -> type[Record]:
    """Returns a subclass of a kind whose records note what is read of them. A function of the class alone."""
    names = frozenset(model.model_fields)
    kind = model.spec.name

    def _noted(self: Any, name: str) -> Any:
        if name in names and name != "id":
            object.__getattribute__(self, "__dict__")["_Watching__reads"].fields.add((kind, name))
        elif name == "model_dump":
            object.__getattribute__(self, "__dict__")["_Watching__reads"].fields.update((kind, one) for one in names)
        return object.__getattribute__(self, name)

    return type(f"Watched{model.__name__}", (model,), {"__getattribute__": _noted, "__module__": model.__module__})


@cache
def _linking(model: type[Part], target: str = "") -> tuple[str, ...]:
    """Returns the fields of a kind that may name records, or those of one kind. A function of the schema alone."""
    found = []
    for name, info in model.model_fields.items():
        mark, part = mark_of(info.annotation, info.metadata), part_of(info.annotation)
        if part is not None:
            fits = bool(_linking(part, target))
        else:
            fits = mark is not None and mark.meaning == "record" and (not target or not mark.kinds or target in mark.kinds)
        if fits:
            found.append(name)
    return tuple(found)


@cache
def _citing(model: type[Part]) -> tuple[str, ...]:
    """Returns the fields of a kind that may name entries of reference documents. A function of the schema alone."""
    found = []
    for name, info in model.model_fields.items():
        mark, part = mark_of(info.annotation, info.metadata), part_of(info.annotation)
        if (part is not None and _citing(part)) or (mark is not None and mark.meaning == "entry"):
            found.append(name)
    return tuple(found)

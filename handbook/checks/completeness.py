"""What is missing: expected fields that are empty, kinds every handbook has, questions without answer, records nothing names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, either, say
from handbook.languages.said import retold, t
from handbook.methods.chain import is_dead_end
from handbook.methods.standing import is_unanswered, must_have
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.fields import Part
from handbook.schema.kinds import KINDS, MODELS
from handbook.schema.marks import is_expected, mark_of, part_of
from handbook.schema.record import ANSWERING
from handbook.schema.records.customers import Customer
from handbook.schema.records.every_activity import ActivityLog
from handbook.schema.words import shape_in_words

NAMED_BY = 3
"""Of the fields that could name a record, as many as a message holds."""

RATED = {"risk": frozenset({"attempt", "success", "impacts"})}
"""Fields whose absence another rule reports (`risks`), so that this one does not tell it again."""


DAY = frozenset({"as_of"})
"""The product's own day, which is not needed where another one is given."""


def expected_fields(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every field that carries the argument is filled in."""
    for item in handbook.records():
        told = item.left_out | (DAY if handbook.given_day else frozenset()) | RATED.get(item.kind.name, frozenset())
        told |= {other for field, other in item.record.stands_for.items() if getattr(item.record, field) or field in told}
        for field in _expected(type(item.record)):
            if getattr(item.record, field) in (None, ()) and field not in told:
                yield gap("missing-field", item, say("missing-field", id=item.id, field=field), field, expected=_wanted(type(item.record), field))
        yield from _expected_in_parts(item, told)
        for position, reference in enumerate(item.record.references if "references" not in told else ()):
            if reference.rationale is None:
                place = item.place("references", position)
                yield make("missing-field", place, say("missing-field.reason-of-reference", entry=reference.entry), record=item.id)
            if reference.entry in handbook.catalogues.entries and ":" not in reference.entry:
                for field in ("who", "strength") if reference.who != "maker" else ("scope", "strength"):
                    if getattr(reference, field) is None:
                        place = item.place("references", position)
                        yield make("missing-field", place, say("missing-field.reference", entry=reference.entry, field=field), record=item.id)


def _expected_in_parts(item: Item, told: frozenset[str]) -> Iterator[Diagnostic]:
    """Yields a gap for each expected field that a group of fields in the record leaves empty; references have rules of their own."""
    for field in _parts(type(item.record)):
        value = getattr(item.record, field)
        for position, part in enumerate(value if isinstance(value, tuple) and field not in told else ()):
            for name in _expected(type(part)) if isinstance(part, Part) else ():
                if getattr(part, name) in (None, ()):
                    message = say("missing-field.entry", list=field, number=position + 1, id=item.id, field=name)
                    yield make("missing-field", item.place(field, position), message, record=item.id)


def site_named(handbook: Handbook) -> Iterator[Diagnostic]:
    """The site has a name."""
    if handbook.product is not None and handbook.site.name is None:
        yield make("missing-field", Place("product.yaml"), say("missing-field.name-of-site"))


def kinds_present(handbook: Handbook) -> Iterator[Diagnostic]:
    """The smallest useful handbook has a record of each of these kinds."""
    for kind in KINDS.values():
        if must_have(kind, handbook.depth) and not handbook.of_kind(kind.name):
            yield make("no-records", Place(kind.file), say("no-records", kind=kind.singular))


def questions_answered(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every question that the product's depth asks is answered by a record or a log entry."""
    for question_id, (activity, question) in handbook.catalogues.questions.items():
        if is_unanswered(handbook, question_id):
            message = say("unanswered-question", question=question_id, activity=activity, text=question.text)
            yield make("unanswered-question", _answer_expected(handbook, question_id, activity), message, question=question_id)


def _answer_expected(handbook: Handbook, question_id: str, activity: int) -> Place:
    """Returns where an answer is expected: where a comment of a file names the question, else at the entry of the log for its activity."""
    mentioned = handbook.mentions.get(question_id)
    if mentioned is not None:
        return mentioned
    for item in handbook.of(ActivityLog):
        if item.record.activity == str(activity):
            return item.place("answers")
    return Place(KINDS["activity-log"].file)


def nothing_loose(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every record hangs together with others."""
    for item in handbook.records():
        if item.kind.stands_alone or item.shared or handbook.links_to(item.id):  # a shared record may be there for another product
            continue
        if isinstance(item.record, Customer) and item.record.scope == "excluded":  # is not served, so nothing need be done for it
            continue
        if all(link.field in ANSWERING for link in handbook.links_from(item.id)):
            yield gap("unused-record", item, say("unused-record", id=item.id), expected=_could_name(item.kind.name))


def nothing_ends_early(handbook: Handbook) -> Iterator[Diagnostic]:
    """Something rests on every user, use case, assumption and audience; one that hangs loose is told by another rule."""
    for item in handbook.records():
        if not item.shared and is_dead_end(handbook, item) and any(link.field not in ANSWERING for link in handbook.links_from(item.id)):
            message = say("dead-end", id=item.id, title=item.record.title)
            yield gap("dead-end", item, message, expected=_could_name(item.kind.name))


@cache
def _could_name(kind: str) -> Words:
    """Returns by which fields a record of a kind is named, those made for it alone first. A function of the schema alone."""
    found = []
    for name, model in MODELS.items():
        for field, info in model.model_fields.items():
            mark = mark_of(info.annotation, info.metadata)
            if name != kind and field not in ANSWERING and mark is not None and mark.meaning == "record" and kind in mark.kinds:
                found.append((len(mark.kinds), field not in _expected(model), say("part.field-in-file", field=field, file=KINDS[name].file)))
    fields = [field for *_, field in sorted(found, key=lambda one: one[:2])][:NAMED_BY]
    return say("unused-record.right", fields=either(*fields)) if fields else ""


@cache
def _wanted(model: type[Part], field: str) -> Words:
    """Returns what an author should write in a field. A function of the class alone."""
    info = model.model_fields[field]
    description = retold(t(info.description), " ".join(info.description.split()).rstrip(".:")) if info.description else ""
    return say("missing-field.right", shape=shape_in_words(info.annotation, info.metadata), description=description)


@cache
def _parts(model: type[Part]) -> tuple[str, ...]:
    """Returns the names of the fields that hold groups of fields, but for references. A function of the class alone."""
    return tuple(name for name, info in model.model_fields.items() if name != "references" and part_of(info.annotation) is not None)


@cache
def _expected(model: type[Part]) -> tuple[str, ...]:
    """Returns the names of the expected fields of a model. A function of the class alone."""
    return tuple(name for name, info in model.model_fields.items() if is_expected(info))


CHECKS = (
    Check(expected_fields, minds="nothing"),
    Check(site_named),
    Check(kinds_present),
    Check(questions_answered),
    Check(nothing_loose),
    Check(nothing_ends_early),
)

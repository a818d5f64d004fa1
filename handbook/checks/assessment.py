"""Assessment: what nobody has looked at, who looked, whether a record can answer what it claims, and what it bears on.

Nothing is satisfied by default, and nobody assesses alone what they own where there is somebody else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic, Place, make
from handbook.findings.messages import Words, both, counted, first_of, say
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.every_activity import ActivityLog
from handbook.schema.records.governance import Role

NAMED = 5
"""Records that a message about several names, at most."""


def assessed(handbook: Handbook) -> Iterator[Diagnostic]:
    """Every record is assessed: none is left without a status, and none is a draft."""
    for item in handbook.records():
        if item.record.status == "not assessed":
            yield gap("not-assessed", item, say("not-assessed", id=item.id))
    drafts = [(item.place("status"), item) for item in handbook.records() if item.record.status == "draft"]
    for place, items in _by_place(drafts):
        message = counted(len(items), "not-assessed.draft", records=_named(items))
        yield _at(place, items, "not-assessed", message, expected=say("not-assessed.draft.right"))


def assessors_named(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is assessed was assessed by somebody; what nobody is named for is told once a file."""
    by_file: dict[str, list[Item]] = {}
    for item in handbook.records():
        if item.record.status == "assessed" and item.record.assessed_by is None and item.id_holds:
            by_file.setdefault(item.document.file, []).append(item)
        elif item.record.assessed_by is not None and item.record.reviewed_on is None:
            yield gap(
                "assessment-undated",
                item,
                say("assessment-undated", id=item.id, role=item.record.assessed_by),
                "assessed_by",
                expected="'reviewed_on'",
            )
    for items in by_file.values():
        message = counted(len(items), "assessor-unnamed", records=_named(items))
        yield _at(items[0].place("status"), items, "assessor-unnamed", message, expected=say("assessor-unnamed.right"))


def assessors_look_at_others_work(handbook: Handbook) -> Iterator[Diagnostic]:
    """Where two or more people are named, nobody assesses what they own; a maker of one says so."""
    if handbook.product is None:
        return
    people, alone = people_named(handbook), bool(handbook.product.self_assessed)
    if alone and people > 1:
        product = handbook.items[handbook.product.id]
        message = say("self-assessed", id=product.id, people=people)
        yield gap("self-assessed", product, message, "self_assessed", expected=say("self-assessed.right"))
    if alone and people <= 1:
        return
    own = [(item.place("assessed_by"), item) for item in handbook.records() if item.record.assessed_by and item.record.assessed_by == item.record.owner]
    expected = say("assessed-by-owner.right" if people > 1 or not own else "assessed-by-owner.alone.right")
    for place, items in _by_place(own):
        message = counted(len(items), "assessed-by-owner", records=_named(items), role=items[0].record.assessed_by)
        yield _at(place, items, "assessed-by-owner", message, expected=expected)


def answers_can_be_given(handbook: Handbook) -> Iterator[Diagnostic]:
    """A question is answered by a record of a kind that can, or by an entry in the log of its own activity."""
    for item in handbook.records():
        found = [(position, name, handbook.catalogues.questions.get(name)) for position, name in enumerate(item.record.answers)]
        known = [(position, name, *question) for position, name, question in found if question is not None]
        if isinstance(item.record, ActivityLog):
            own = item.record.activity
            elsewhere = [(position, name, activity) for position, name, activity, _ in known if own is not None and own != str(activity)]
            if elsewhere:
                position, name, activity = elsewhere[0]
                message = say("answer-out-of-place.log", id=item.id, own=own, question=name, activity=activity)
                if elsewhere[1:]:
                    more = len(elsewhere) - 1
                    message = say("answer-out-of-place.log.more", id=item.id, own=own, question=name, activity=activity, more=more)
                yield gap("answer-out-of-place", item, message, "answers", position, expected=say("answer-out-of-place.log.right"))
            continue
        for position, name, _, question in known:
            if item.kind.name not in question.kinds:
                message = say("answer-out-of-place.kind", id=item.id, kind=item.kind.singular, question=name, text=question.text)
                place = item.place("answers", position)
                yield make("answer-out-of-place", place, message, expected=question.answered_with, record=item.id, question=name)


def references_given(handbook: Handbook) -> Iterator[Diagnostic]:
    """In full depth, what the maker does and promises says to which entries of reference documents it answers."""
    if handbook.depth != "full":
        return
    for item in handbook.records():
        if item.kind.cites and not handbook.citations_by(item.id):
            expected = say("references-due.right")
            yield gap("references-due", item, say("references-due", id=item.id), expected=expected)


def people_named(handbook: Handbook) -> int:
    """Returns how many people the roles of the maker name; a role that gives no number counts as one, one of another organization as none."""
    maker = handbook.product.maker if handbook.product else None
    roles = [item.record for item in handbook.of(Role)]
    return sum(1 if role.people is None else role.people for role in roles if role.entity in (None, maker))


def _by_place(pairs: Iterable[tuple[Place, Item]]) -> Iterator[tuple[Place, list[Item]]]:
    for place, group in groupby(sorted(pairs, key=lambda pair: pair[0]), key=lambda pair: pair[0]):
        yield place, [item for _, item in group]


def _at(place: Place, items: list[Item], code: str, message: Words, expected: Words) -> Diagnostic:
    return make(code, place, message, expected=expected, record=items[0].id if len(items) == 1 else "", records=tuple(item.id for item in items))


def _named(items: list[Item]) -> Words:
    """Returns the ids of records as the subject of a sentence, the first few of many."""
    names = [item.id for item in items]
    if len(names) > NAMED:
        return say("part.many-records", count=len(names), first=first_of(NAMED, names))
    return both(*names)


CHECKS = (
    Check(assessed, minds="its record", above=True),
    Check(assessors_named, minds="its record", above=True),
    Check(assessors_look_at_others_work, above=True),
    Check(answers_can_be_given, minds="its record"),
    Check(references_given, minds="its record"),
)

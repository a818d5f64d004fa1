"""Harm: what an error took out of the handbook, so that no rule reports its absence a second time."""

from __future__ import annotations

from dataclasses import dataclass

from handbook.model.handbook import Handbook
from handbook.resolve.resolve import document_known
from handbook.schema.marks import marked
from handbook.schema.records.every_activity import ScopeDecision
from handbook.schema.validate import left_out


@dataclass(frozen=True, slots=True)
class Harm:
    """What stands in a file but could not be taken or leads nowhere."""

    of_records: frozenset[tuple[str, str]]
    """Id of the record and name of the field."""
    of_kinds: frozenset[tuple[str, str]]
    """Name of the kind and name of the field."""


def harm(handbook: Handbook) -> Harm:
    """Returns what errors took out of the handbook."""
    found: set[tuple[str, str]] = set()
    resolved = {(link.source, link.path) for link in handbook.links}
    citable = frozenset(handbook.catalogues.choices())
    for item in handbook.records():
        found.update((item.id, field) for field in left_out(item.record, item.node))
        for path, mark, value in marked(item.record):
            lost = (
                (mark.meaning == "record" and (item.id, path) not in resolved)
                or (mark.meaning == "entry" and value not in citable)
                or (mark.meaning == "question" and value not in handbook.catalogues.questions)
            )
            if lost:
                found.add((item.id, str(path[0])))
        if isinstance(item.record, ScopeDecision) and not document_known(item.record.document, handbook.catalogues):
            found.add((item.id, "document"))
    return Harm(frozenset(found), frozenset((handbook.items[record].kind.name, field) for record, field in found))

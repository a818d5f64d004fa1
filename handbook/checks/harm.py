"""Harm: what an error took out of the handbook, so that no rule reports its absence a second time."""

from __future__ import annotations

from handbook.model import Handbook
from handbook.resolve import document_known
from handbook.schema.every_activity import ScopeDecision
from handbook.schema.marks import marked
from handbook.schema.validate import left_out


def harmed_fields(handbook: Handbook) -> frozenset[tuple[str, str]]:
    """Returns kind and field of everything that stands in a file but could not be taken or leads nowhere."""
    found: set[tuple[str, str]] = set()
    resolved = {(link.source, link.path) for link in handbook.links}
    citable = frozenset(handbook.catalogues.choices())
    for item in handbook.records():
        kind = item.kind.name
        found.update((kind, field) for field in left_out(item.record, item.node))
        for path, mark, value in marked(item.record):
            lost = (
                (mark.meaning == "record" and (item.id, path) not in resolved)
                or (mark.meaning == "entry" and value not in citable)
                or (mark.meaning == "question" and value not in handbook.catalogues.questions)
            )
            if lost:
                found.add((kind, str(path[0])))
        if isinstance(item.record, ScopeDecision) and not document_known(item.record.document, handbook.catalogues):
            found.add((kind, "document"))
    return frozenset(found)

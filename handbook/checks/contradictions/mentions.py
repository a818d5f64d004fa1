"""What a record mentions: ids in its texts that no record or entry has, and answers to questions that are not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, say
from handbook.findings.nearest import nearest, same_but_for_form
from handbook.model.handbook import Handbook
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.kinds import PREFIXES
from handbook.schema.marks import marked

_APART = re.compile(r"`[^`\n]+`|\]\([^)\s]{0,2000}\)|https?://\S+")
"""What stands in code, and addresses: numbers of somebody else's."""
_FOREIGN = re.compile(r"\b(?:ticket|case|issue|order|drawing|document|invoice|serial|page|number|no\.)\s*$", re.IGNORECASE)
"""A word before a number that makes it one of another list."""
BEFORE = 40
"""Characters before a number in which that word is looked for."""
_CSF = re.compile(r"(?<![\w.:-])(?:GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-[0-9]{2}(?![\w-])")
"""A Subcategory of the CSF 2.0, as NIST prints it."""


def mentioned_ids_exist(handbook: Handbook) -> Iterator[Diagnostic]:
    """An id in a text that is written like a record's or a CSF outcome's is that of one."""
    for item in handbook.records():
        for path, mark, text in marked(item.record):
            if mark.meaning not in ("plain", "prose") or "-" not in text or path == ("id",):
                continue
            if not any(True for _ in _unknown(handbook, text)):
                continue
            for named, expected, close in _unknown(handbook, _APART.sub(lambda found: " " * len(found[0]), text)):
                message = say("unknown-mention", field=path[0], id=item.id, named=named)
                yield make("unknown-mention", item.place(*path), message, expected=expected, suggestions=close, found=named, record=item.id)


def _unknown(handbook: Handbook, text: str) -> Iterator[tuple[str, Words, tuple[str, ...]]]:
    """Yields what a text names and nothing has, with what would be right and the nearest right answers."""
    for found in RECORD_ID_IN_TEXT.finditer(text):
        named, kind = found[0], PREFIXES.get(found[0].partition("-")[0])
        if kind is not None and named not in handbook.items and not _FOREIGN.search(text[max(0, found.start() - BEFORE) : found.start()]):
            known = [other.id for other in handbook.of_kind(kind.name)]
            close = tuple(other for other in known if same_but_for_form(other, named)) or nearest(named, known)
            yield named, "" if close else say("unknown-mention.record.right", named=named), close
    for found in _CSF.finditer(text):
        if handbook.catalogues.lookup(found[0]) is None:
            close = handbook.catalogues.nearest(found[0], ("CSF",))
            yield found[0], "" if close else say("unknown-mention.outcome.right"), close


def answers_are_asked(handbook: Handbook) -> Iterator[Diagnostic]:
    """A record answers questions that the product's depth asks."""
    for item in handbook.records():
        found = [(position, name, handbook.catalogues.questions.get(name)) for position, name in enumerate(item.record.answers)]
        unasked = [(position, name) for position, name, question in found if question is not None and not handbook.asks(question[1])]
        if unasked:
            position, name = unasked[0]
            others: list[Words] = [say("part.more-questions", count=len(unasked) - 1)] if len(unasked) > 2 else [other for _, other in unasked[1:]]
            message = say("answer-not-asked", id=item.id, questions=both(name, *others), depth=handbook.depth)
            expected = say("answer-not-asked.right")
            yield make("answer-not-asked", item.place("answers", position), message, expected=expected, record=item.id, question=name)


CHECKS = (
    Check(mentioned_ids_exist, minds="its record"),
    Check(answers_are_asked, minds="its record"),
)

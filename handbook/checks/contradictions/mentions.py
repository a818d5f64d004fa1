"""What a record mentions: ids in its texts that no record or entry has, and answers to questions that are not asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handbook.checks.every_text import found_in_texts
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import Words, both, say
from handbook.findings.nearest import nearest, same_but_for_form
from handbook.model.handbook import Handbook
from handbook.schema.ids import RECORD_ID_IN_TEXT
from handbook.schema.kinds import PREFIXES

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
    for said, mentioned in found_in_texts(handbook, _mentioned):
        if said.of_site:
            continue
        for named in mentioned:
            told = _unknown(handbook, named)
            if told is not None:
                expected, close = told
                message = say("unknown-mention", field=said.path[0], id=said.item.id, named=named)
                yield said.finding("unknown-mention", message, expected, suggestions=close, found=named)


def _mentioned(text: str) -> tuple[str, ...]:
    """Returns what in a text looks like an id of a record or of a CSF outcome, and is no number of somebody else's."""
    if "-" not in text:
        return ()
    bare = _APART.sub(lambda found: " " * len(found[0]), text)
    records = [found[0] for found in RECORD_ID_IN_TEXT.finditer(bare) if not _FOREIGN.search(bare[max(0, found.start() - BEFORE) : found.start()])]
    return (*records, *_CSF.findall(bare))


def _unknown(handbook: Handbook, named: str) -> tuple[Words, tuple[str, ...]] | None:
    """Returns what would be right and the nearest right answers, where nothing has the id; else None."""
    kind = PREFIXES.get(named.partition("-")[0])
    if kind is not None and named not in handbook.items:
        known = [other.id for other in handbook.of_kind(kind.name)]
        close = tuple(other for other in known if same_but_for_form(other, named)) or nearest(named, known)
        return "" if close else say("unknown-mention.record.right", named=named), close
    if _CSF.fullmatch(named) and handbook.catalogues.lookup(named) is None:
        close = handbook.catalogues.nearest(named, ("CSF",))
        return "" if close else say("unknown-mention.outcome.right"), close
    return None


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

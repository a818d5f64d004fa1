"""Fields of one record that exclude each other, and fields that say that something is over while the one that says why is empty."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.checks.rule import Check, gap
from handbook.findings.diagnostics import Diagnostic
from handbook.findings.messages import say
from handbook.model.handbook import Handbook
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.every_activity import Evidence

EXCLUDING = {
    "vulnerability": (("no_fix_because", "fixed_on"),),
    "notification": (("recipient", "recipients"),),
}
"""Pairs of fields by kind of which a record has one at most: where both are filled in, nobody can tell which holds."""
LEFT_OPEN_OF = frozenset({"partial", "fail"})
"""Results of evidence that leave something open; a pass leaves nothing, and what was not run says so by that alone."""
OVER = {
    "report": ("closed", None, "outcome"),
    "deviation": ("state", "overturned", "notes"),
}
"""Fields by kind that say that something is over (filled in, or with this word), each with the one that says what came of it."""


def one_of_two(handbook: Handbook) -> Iterator[Diagnostic]:
    """Of two fields that exclude each other one is filled in, and what is left open or never mended is said of what can be."""
    for kind, pairs in EXCLUDING.items():
        for item in handbook.of_kind(kind):
            for first, second in pairs:
                if getattr(item.record, first) and getattr(item.record, second):
                    message = say("excluding-fields", id=item.id, first=first, second=second)
                    yield gap("excluding-fields", item, message, second, expected=say("excluding-fields.right", first=first, second=second))
    for flaw in handbook.of(Vulnerability):
        fixed = [(position, one.release) for position, one in enumerate(flaw.record.vex) if one.status == "fixed"]
        for position, release in fixed[:1] if flaw.record.no_fix_because else ():
            message = say("excluding-fields.fixed", id=flaw.id, release=release)
            yield gap("excluding-fields", flaw, message, "vex", position, "status", expected=say("excluding-fields.fixed.right"))
    for proof in handbook.of(Evidence):
        if proof.record.left_open and proof.record.result and proof.record.result not in LEFT_OPEN_OF:
            message = say("excluding-fields.left-open", id=proof.id, result=proof.record.result)
            yield gap("excluding-fields", proof, message, "left_open", expected=say("excluding-fields.left-open.right"))


def what_came_of_it(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is over says what came of it."""
    for kind, (field, word, why) in OVER.items():
        for item in handbook.of_kind(kind):
            value = getattr(item.record, field)
            if value and word in (None, value) and not getattr(item.record, why):
                message = say("over-without-word", id=item.id, field=field, value=value)
                yield gap("over-without-word", item, message, field, expected=say("over-without-word.right", why=why))


CHECKS = (
    Check(one_of_two, minds="its record"),
    Check(what_came_of_it, minds="its record"),
)

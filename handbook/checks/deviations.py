"""Deviations: what is not applicable names what does not exist, what is open has a risk, and no single reason answers for everything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from handbook.checks.registry import check, gap
from handbook.findings.diagnostics import Diagnostic, make
from handbook.methods.coverage import elements_of, hosts, in_words, unnamed
from handbook.model.handbook import Handbook
from handbook.schema.records.capabilities import Deviation

ALIKE = 6
"""For how many elements, each on one component, a single reason may hold: as many as the largest family of the device baseline has."""


def absences_named(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is not applicable says, element by element, what does not exist."""
    for item in handbook.of(Deviation):
        elements = unnamed(item.record)
        if elements and item.record.state == "in force":
            what = elements[0] if len(elements) == 1 else f"{len(elements)} elements"
            open_all_the_same = "which stays open until then" if len(elements) == 1 else "which stay open until then"
            message = f"{item.id} calls {what} not applicable and does not name what it is that does not exist, {open_all_the_same}"
            expected = "'by_element' with each 'element', and under 'what' the thing that is not there"
            yield gap("absence-not-named", item, message, "elements", expected=expected)


def open_ones_have_a_risk(handbook: Handbook) -> Iterator[Diagnostic]:
    """What is not met, or deferred, was decided on a risk."""
    for item in handbook.of(Deviation):
        if item.record.decision in ("not met", "deferred") and item.record.state == "in force" and item.record.risk is None:
            message = f"{item.id} is {item.record.decision} and does not say on which risk that was decided"
            yield gap("deviation-without-risk", item, message, "decision", expected="'risk' with the risk that is left by it")


def none_for_everything(handbook: Handbook) -> Iterator[Diagnostic]:
    """A single reason holds for a family of elements at most; beyond that each has its own, in words of its own."""
    for item in handbook.of(Deviation):
        record = item.record
        if record.state != "in force":
            continue
        said = Counter(_folded(one.what) for one in record.by_element)
        own = {one.element for one in record.by_element if said[_folded(one.what)] == 1 and _folded(one.what) != _folded(record.reason or "")}
        alike = [element for element in elements_of(record) if element not in own]
        components = len(record.components) or len(hosts(handbook)) or 1
        if len(alike) * components > ALIKE:
            where = f" on {in_words(record.components)}" if record.components else ""
            message = f"one reason of {item.id} answers {len(alike)} elements{where}, where one may hold for {ALIKE} answers at most"
            expected = "'by_element' with a reason of its own for each, or a deviation for each family of elements and component"
            place = item.place("elements") if record.elements else item.place("by_element")
            yield make("bulk-deviation", place, message, expected=expected, record=item.id)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")


CHECKS = (
    check(absences_named),
    check(open_ones_have_a_risk),
    check(none_for_everything),
)

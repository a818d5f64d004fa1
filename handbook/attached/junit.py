"""Reports of tests in the XML that JUnit began (`testsuites`, `testsuite`, `testcase`), as pytest, Gradle and most others write it.

There is no standard for it. Read is what all of them share; a test names what it verifies by an id in its name, in that of its class or group, or in a
property of either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from handbook.attached.documents import Outcome, ReportOfTests, TestRun, UnusableError, day_of
from handbook.attached.markup import Element
from handbook.findings.messages import say

ROOTS = ("testsuites", "testsuite")
_VERIFICATION = re.compile(r"(?<![A-Za-z0-9])VER[-_]([0-9]{2,4})(?![0-9])", re.IGNORECASE)
TOOL_NAMES = ("tool", "generator", "framework")
"""Properties by which reports name the program, in any case of letters."""


def report(root: Element) -> ReportOfTests:
    """Returns what a report says. Raises UnusableError where it holds no test."""
    tests = tuple(_tests(root, ()))
    if not tests:
        raise UnusableError(say("attached.no-test"))
    days = [found for found in _days(root) if found]
    return ReportOfTests("JUnit", tests, max(days, default=None), _tool(root))


def _tests(element: Element, above: tuple[str, ...]) -> Iterator[TestRun]:
    named = (*above, *_ids(element))
    for one in element.inside:
        if one.name == "testsuite":
            yield from _tests(one, named)
        elif one.name == "testcase":
            verifications = dict.fromkeys((*named, *_ids(one)))
            name = ".".join(part for part in (one.attributes.get("classname", ""), one.attributes.get("name", "")) if part)
            yield TestRun(name or "a test without a name", _outcome(one), tuple(verifications))


def _ids(element: Element) -> tuple[str, ...]:
    texts = [element.attributes.get(name, "") for name in ("name", "classname")]
    for one in element.of("properties", "property"):
        texts += [one.attributes.get("value", ""), one.text]
    return tuple(f"VER-{found[1]}" for text in texts for found in _VERIFICATION.finditer(text))


def _outcome(case: Element) -> Outcome:
    inside = {one.name for one in case.inside}
    if inside & {"failure", "error", "rerunFailure"}:
        return "failed"
    return "skipped" if inside & {"skipped", "disabled"} or case.attributes.get("status") in ("notrun", "disabled", "skipped") else "passed"


def _days(element: Element) -> Iterator[date | None]:
    yield day_of(element.attributes.get("timestamp"))
    for one in element.of("testsuite"):
        yield from _days(one)


def _tool(element: Element) -> str:
    for one in element.of("properties", "property"):
        if one.attributes.get("name", "").lower() in TOOL_NAMES:
            return one.attributes.get("value", "") or one.text.strip()
    found = next((tool for one in element.of("testsuite") if (tool := _tool(one))), "")
    return found or (element.attributes.get("name", "") if element.name == "testsuites" else "")

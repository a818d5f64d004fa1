"""What an assessor speaks of: why a requirement or a component that it names is none of this product's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import say
from handbook.findings.nearest import nearest
from handbook.model.handbook import Handbook
from handbook.model.statements import Assessed


def led_nowhere(said: Iterable[Assessed], handbook: Handbook) -> Iterator[Diagnostic]:
    """Yields a finding for each requirement and each component that there is not, and for what is said twice of one."""
    seen: dict[tuple[str, str], Assessed] = {}
    for one in said:
        requirement, on = one.said.requirement, one.said.on or ""
        catalogues = handbook.catalogues
        if requirement not in catalogues.questions and catalogues.citable(requirement, ()) is None:
            close = nearest(requirement, [*catalogues.questions, *catalogues.entries])
            expected = "" if close else say("unknown-reference.requirement.right")
            message = say("unknown-reference.requirement", found=quoted(requirement))
            yield make("unknown-reference", one.place("requirement"), message, expected, suggestions=close, found=requirement)
        if on and on not in handbook.items:
            close = nearest(on, list(handbook.items))
            yield make("unknown-reference", one.place("on"), say("unknown-reference", found=quoted(on)), suggestions=close, found=on)
        first = seen.setdefault((requirement, on), one)
        if first is not one:
            message = say("duplicate-key.assessed", requirement=requirement, line=first.place("requirement").line)
            yield make("duplicate-key", one.place("requirement"), message, say("duplicate-key.assessed.right"), found=requirement)

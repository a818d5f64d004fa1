"""Checks: rules of completeness and consistency, one function each, over the resolved handbook.

A rule knows nothing of files or markup. The page on architecture says what each module holds. What an error took away is not a gap as well:
`harm` finds it, and the rules that read it are left out until it is mended.
"""

from __future__ import annotations

from handbook.checks import assessment, chain, completeness, contradictions, dates, names, placeholders, risks, support, telling, texts
from handbook.checks.harm import harmed_fields
from handbook.diagnostics import Diagnostic
from handbook.model import Handbook

ALL = (
    *completeness.CHECKS,
    *assessment.CHECKS,
    *chain.CHECKS,
    *risks.CHECKS,
    *support.CHECKS,
    *telling.CHECKS,
    *texts.CHECKS,
    *names.CHECKS,
    *placeholders.CHECKS,
    *dates.CHECKS,
    *contradictions.CHECKS,
)


def run_checks(handbook: Handbook, unread_kinds: frozenset[str] = frozenset()) -> list[Diagnostic]:
    """Returns what the rules find; rules that read something that could not be read or resolved are left out."""
    harmed = harmed_fields(handbook)
    return [finding for check in ALL if check.can_run(unread_kinds, harmed) for finding in check.rule(handbook)]

"""Checks: rules of completeness and consistency, one function each, over the resolved handbook.

A rule knows nothing of files or markup. Modules: `completeness` (what is filled in), `chain` (from customer to means to
capability to evidence), `risks`, `support`, `telling` (what customers are told), `dates`.
"""

from __future__ import annotations

from handbook.checks import chain, completeness, dates, risks, support, telling
from handbook.diagnostics import Diagnostic
from handbook.model import Handbook

ALL = (*completeness.CHECKS, *chain.CHECKS, *risks.CHECKS, *support.CHECKS, *telling.CHECKS, *dates.CHECKS)


def run_checks(handbook: Handbook, unread_kinds: frozenset[str] = frozenset()) -> list[Diagnostic]:
    """Returns what the rules find; rules that need a file that could not be read are left out."""
    return [finding for check in ALL if not check.reads & unread_kinds for finding in check.rule(handbook)]

"""Support periods: long enough for the last unit sold, and as long as it is used, or with word of what caps them.

`support` holds promises against what lies beneath them; this module holds them against whoever buys last.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from handbook.checks.english import days_in
from handbook.checks.promises import months_later
from handbook.checks.rule import Check, gap
from handbook.checks.support import is_maker
from handbook.findings.diagnostics import Diagnostic, make
from handbook.findings.messages import say
from handbook.methods import cra
from handbook.methods.revisions import share_revision
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import LifeCycleEvent
from handbook.schema.records.product import Component
from handbook.schema.records.support import SupportTerm

HARDWARE = ("device", "gateway")
"""Kinds of components that are sold piece by piece, so that the last one has the shortest support."""


def last_sale_said(handbook: Handbook) -> Iterator[Diagnostic]:
    """A term of fixes for what is sold piece by piece says when the last piece is sold, and an end of sale says the same day."""
    for item in _of_fixes(handbook):
        term, component = item.record, handbook.record(item.record.component, Component)
        ended = _end_of_sale(handbook, term)
        if component is not None and component.component_kind in HARDWARE and term.sold_until is None and ended is None and handbook.depth == "full":
            message = say("last-sale-unsaid", id=item.id, component=term.component, title=component.title)
            yield make("last-sale-unsaid", item.place("ends"), message, expected=say("last-sale-unsaid.right"), record=item.id)
        elif term.sold_until and ended and term.sold_until != ended[0]:
            message = say("last-sale-differs", id=item.id, day=term.sold_until, event=ended[1], other=ended[0])
            yield gap("last-sale-differs", item, message, "sold_until", expected=say("last-sale-differs.right"))


def support_lasts(handbook: Handbook) -> Iterator[Diagnostic]:
    """A term of fixes ends after the last sale, gives that unit the years of the law, and outlives its expected use or says what caps it."""
    law = cra.binding(handbook)
    for item in _of_fixes(handbook):
        term, ended = item.record, _end_of_sale(handbook, item.record)
        sold = term.sold_until or (ended[0] if ended else None)
        if sold is None or term.ends is None:
            continue
        years = min(cra.SUPPORT_YEARS, term.expected_years_of_use or cra.SUPPORT_YEARS)
        lawful, used = months_later(sold, 12 * years), months_later(sold, 12 * (term.expected_years_of_use or 0))
        if term.ends < sold:
            message = say("support-too-short.sold", id=item.id, ends=term.ends, sold=sold)
            yield gap("support-too-short", item, message, "ends", expected=say("support-too-short.right", day=sold))
        elif law is not None and sold >= cra.APPLIES_FROM and term.ends < lawful:
            message = say("support-too-short", id=item.id, ends=term.ends, sold=sold, years=years, law=law.id)
            yield gap("support-too-short", item, message, "ends", expected=say("support-too-short.right", day=lawful))
        elif term.ends < used and not term.why_not_later:
            message = say("use-outlives-support", id=item.id, ends=term.ends, sold=sold, years=term.expected_years_of_use, used=used)
            yield make("use-outlives-support", item.place("ends"), message, expected=say("use-outlives-support.right"), record=item.id)


def _of_fixes(handbook: Handbook) -> Iterator[Item[SupportTerm]]:
    """Yields the maker's own terms of security fixes; a supplier's term kept beside them is none."""
    for item in handbook.of(SupportTerm):
        if "security fixes" in item.record.covers and (item.record.promised_by is None or is_maker(handbook, item.record.promised_by)):
            yield item


def _end_of_sale(handbook: Handbook, term: SupportTerm) -> tuple[date, str] | None:
    """Returns the latest end of sale of a term's component and revisions, with the event that says so; None where there is none with a day."""
    found: list[tuple[date, str]] = []
    for event in handbook.sources(term.component or "", LifeCycleEvent, "components"):
        if event.record.nature == "end of sale" and share_revision(event.record.revisions, term.revisions):
            found += [(date.fromisoformat(day), event.id) for day in days_in(event.record.takes_effect or "")]
    return max(found, default=None)


CHECKS = (
    Check(last_sale_said),
    Check(support_lasts),
)

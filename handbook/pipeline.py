"""Turns a product's folder into a handbook with everything that is wrong with it: read, resolve, check, each callable alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.attached.opening import opened
from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.findings.diagnostics import Diagnostic, in_order
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.model.recording import ABOVE, SITE
from handbook.reading.folder import ATTACHMENTS
from handbook.reading.product import Written, read_product
from handbook.reading.shelf import Shelf
from handbook.resolve.above_records import said
from handbook.resolve.assessments import led_nowhere
from handbook.resolve.reference import Unread
from handbook.resolve.resolve import resolve
from handbook.schema.kinds import FILES
from handbook.schema.product_file import PRODUCT_FILE, Site


@dataclass(frozen=True, slots=True)
class Resolved:
    """A handbook whose references are looked up, and what of it is not there."""

    handbook: Handbook
    unread: frozenset[str] = frozenset()
    """Kinds that could not be read in full, and `SITE` and `ABOVE` where those could not."""
    led_nowhere: frozenset[tuple[str, str]] = frozenset()
    """Id of a record and name of a field, for each reference that leads nowhere."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is wrong so far, with the form and with the references."""


def load(folder: Path, catalogues: Catalogues | None = None, today: date | None = None, shelf: Shelf | None = None) -> Loaded:
    """Returns the handbook in `folder`, as far as it can be resolved, and all diagnostics in order.

    `today` is the day against which staleness is judged, where it is not to be the product's `as_of`. Nothing is raised for whatever
    the folder holds; a folder that is not there is a diagnostic. Whoever loads a product again and again hands its `shelf` on.
    """
    written = read_product(folder, shelf)
    return checked(written, resolved(written, catalogues or load_catalogues(), today))


def resolved(written: Written, catalogues: Catalogues, today: date | None = None) -> Resolved:
    """Returns the handbook of what is written, every reference looked up; `today` as for `load`."""
    if written.is_refused:
        return Resolved(Handbook(site=Site(), items={}, catalogues=catalogues), diagnostics=written.diagnostics)
    pages = written.pages
    found = resolve(written.items, written.site, catalogues, Unread(written.lost_kinds), written.listing.below(ATTACHMENTS), pages.pages)
    kept = {id(item.node) for item in found.handbook.records()}
    unread = written.lost_kinds | {item.kind.name for item in written.items if id(item.node) not in kept}
    above = said(written.tops, FILES, found.handbook.items, unread)
    handbook = replace(
        found.handbook, depth=written.depth, given_day=today, none_said=above.none, mentions=written.mentions, page_files=pages.files,
        assessments=written.assessments, attached=opened(written.folder / ATTACHMENTS, _named_files(found.handbook)),
    )  # fmt: skip
    is_above_whole = above.whole and FILES[PRODUCT_FILE].name not in unread
    unread |= frozenset(() if written.site_is_whole else (SITE,)) | frozenset(() if is_above_whole else (ABOVE,))
    spoken_of = led_nowhere(handbook.assessments, handbook)
    return Resolved(handbook, unread, found.lost, (*written.diagnostics, *found.diagnostics, *above.diagnostics, *spoken_of))


def _named_files(handbook: Handbook) -> list[str]:
    """Returns the attachments that records name in fields for files, each that is there."""
    there = frozenset(handbook.attachments)
    return [text for item in handbook.records() for _, mark, text in item.marked if mark.meaning == "file" and text in there]


def checked(written: Written, resolved: Resolved) -> Loaded:
    """Returns the handbook with what the rules find, what it still says of an example, and what the product exempts."""
    if written.is_refused:
        return Loaded(resolved.handbook, in_order(_once(resolved.diagnostics, written)))
    from handbook.checks import exemptions, run_checks  # what asks no rules does not wait for them
    from handbook.checks.residue import facts_in, left, residue

    handbook, unread = resolved.handbook, resolved.unread
    facts = facts_in(handbook, written.folder)
    still = left(facts)
    diagnostics = (*resolved.diagnostics, *run_checks(handbook, unread, resolved.led_nowhere), *residue(facts, still))
    rules = written.rulings
    weighed = exemptions.applied(rules, in_order(_once(diagnostics, written)), handbook.items, handbook.today, whole=not unread)
    if weighed.exempted:
        pairs = ((code, record, ruling) for finding, ruling in weighed.exempted for code, record in spared_by(finding))
        handbook = replace(handbook, spared={(code, record): ruling for code, record, ruling in pairs})
    return Loaded(
        handbook, in_order((*weighed.diagnostics, *rules.diagnostics)), rules.rulings, weighed.exempted, len(facts), len(still), written.lost_kinds
    )  # fmt: skip


def spared_by(finding: Diagnostic) -> list[tuple[str, str]]:
    """Returns what a finding that does not count spares: its rule, with each record or question that it concerns."""
    return [(finding.code, one) for one in (finding.record or finding.question, *finding.records)]


def _once(diagnostics: tuple[Diagnostic, ...], written: Written) -> list[Diagnostic]:
    """Returns the findings without those that miss an attachment which is there and could not be read, since that is told already."""
    lost = written.listing.has_lost
    return [one for one in diagnostics if one.code != "missing-attachment" or not lost(f"{ATTACHMENTS}/{one.found.removeprefix(f'{ATTACHMENTS}/')}")]

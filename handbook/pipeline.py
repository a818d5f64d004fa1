"""Turns a product's folder into a handbook with everything that is wrong with it: read, resolve, check, each callable alone."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from handbook.attached.opening import opened
from handbook.audience.levels import sees
from handbook.audience.seen import left_out, rulings_seen, without
from handbook.catalogs.catalogue import Catalogues, load_catalogues
from handbook.findings.diagnostics import Diagnostic, Severity, in_order
from handbook.model.handbook import Handbook
from handbook.model.loaded import Loaded
from handbook.model.recording import ABOVE, SITE
from handbook.reading.folder import ATTACHMENTS
from handbook.reading.product import Written, read_product
from handbook.reading.saved import audience_of
from handbook.reading.shelf import Shelf
from handbook.resolve.above_records import said
from handbook.resolve.assessments import led_nowhere
from handbook.resolve.reference import Unread
from handbook.resolve.resolve import resolve
from handbook.resolve.shared import departures, stands_alone
from handbook.schema.kinds import FILES
from handbook.schema.product_file import PRODUCT_FILE, Site
from handbook.schema.record import Visibility


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


def load(folder: Path, catalogues: Catalogues | None = None, today: date | None = None, shelf: Shelf | None = None, repository: str = "") -> Loaded:
    """Returns the handbook in `folder`, as far as it can be resolved, and all diagnostics in order.

    `today` is the day against which staleness is judged, where it is not to be the product's `as_of`. Nothing is raised for whatever
    the folder holds; a folder that is not there is a diagnostic. Whoever loads a product again and again hands its `shelf` on.
    `repository` is the address at which others may see the folder's files, where there is one.
    """
    with uncollected():
        written = read_product(folder, shelf)
        found = resolved(written, catalogues or load_catalogues(), today)
        return checked(written, replace(found, handbook=replace(found.handbook, repository=repository)) if repository else found)


def for_audience(loaded: Loaded, audience: Visibility, folder: Path | None = None) -> Loaded:
    """Returns what an audience sees of a product and of its findings; the same where it sees all. `folder` is the product's.

    A finding is left if the rules tell it of the whole product and tell the very same of what the audience sees: so it tells nothing of the
    rest, and nothing is called missing that is only left out. A file with an error is left out altogether, since it may not say what is kept from whom.
    A previous release that was saved for others is neither named nor published, nor is one whose `folder` is not told.
    """
    whole = loaded.handbook
    if audience == "internal":
        return loaded
    from handbook.checks import run_checks

    broken = {finding.place.file for finding in loaded.diagnostics if finding.severity is Severity.ERROR}
    unsure = {item.id for item in whole.records() if item.document.file in broken or broken & {PRODUCT_FILE, ""}}
    left = left_out(whole, audience) | unsure
    handbook = without(whole, audience, left)
    previous = whole.site.previous
    if previous and not (folder and sees(audience, audience_of(folder / ATTACHMENTS / previous))):
        attachments = tuple(file for file in handbook.attachments if file != previous)
        handbook = replace(handbook, site=handbook.site.model_copy(update={"previous": None}), attachments=attachments)
    told = {(one.code, one.place, one.sentence) for one in (run_checks(handbook) if handbook.keeps_back else loaded.diagnostics)}
    told |= set() if handbook.keeps_back else {(one.code, one.place, one.sentence) for one, _ in loaded.exempted}
    rulings = rulings_seen(loaded.rulings, handbook, left)
    if len(rulings) < len(loaded.rulings):
        handbook = replace(handbook, keeps_back=True)  # what they excuse is not told, and nothing is to look like a gap for that
    diagnostics = tuple(one for one in loaded.diagnostics if (one.code, one.place, one.sentence) in told)
    exempted = tuple((one, rulings[id(by)]) for one, by in loaded.exempted if id(by) in rulings and (one.code, one.place, one.sentence) in told)
    return replace(
        loaded,
        handbook=replace(
            handbook,
            spared={named: ruling for finding, ruling in exempted for named in spared_by(finding)},
            told=frozenset(named for finding in diagnostics for named in spared_by(finding)) if handbook.keeps_back else None,
        ),
        diagnostics=diagnostics,
        rulings=tuple(rulings.values()),
        exempted=exempted,
        facts=0,
        residue=0,
        left_out=left,
    )


@contextmanager
def uncollected() -> Iterator[None]:
    """Keeps the collector of circles from going through a product while it grows, which it does again and again: nearly all that is made stays."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def resolved(written: Written, catalogues: Catalogues, today: date | None = None) -> Resolved:
    """Returns the handbook of what is written, every reference looked up; `today` as for `load`."""
    if written.is_refused:
        return Resolved(Handbook(site=Site(), items={}, catalogues=catalogues), diagnostics=written.diagnostics)
    pages = written.pages
    shared = written.shared
    lost = Unread(written.lost_kinds, {one.said.record: one for one in shared.leaves_out if one.shared is not None})
    found = resolve(written.items, written.site, catalogues, lost, written.listing.below(ATTACHMENTS), pages.pages)
    kept = {id(item.node) for item in found.handbook.records()}
    unread = written.lost_kinds | {item.kind.name for item in written.items if id(item.node) not in kept}
    departed = shared.departed_from({item.id for item in written.items if item.shared}) if written.inherits else frozenset()
    above = said(written.tops, {**FILES, **written.shared_files}, found.handbook.items, unread, departed)
    handbook = replace(
        found.handbook, depth=written.depth, given_day=today, none_said=above.none, mentions=written.mentions, page_files=pages.files,
        page_texts=pages.texts, assessments=written.assessments, attached=opened(written.folder / ATTACHMENTS, _named_files(found.handbook)),
        shared=shared.folders, overridden=shared.departed(shared.overrides), not_taken=shared.departed(shared.leaves_out),
    )  # fmt: skip
    is_above_whole = above.whole and FILES[PRODUCT_FILE].name not in unread
    unread |= frozenset(() if written.site_is_whole else (SITE,)) | frozenset(() if is_above_whole else (ABOVE,))
    spoken_of = led_nowhere(handbook.assessments, handbook)
    diagnostics = (*written.diagnostics, *found.diagnostics, *above.diagnostics, *spoken_of)
    if written.inherits:
        own = [item for item in written.items if not item.shared]
        diagnostics += (*departures(shared, own, unread, handbook.items), *stands_alone(handbook, shared))
    return Resolved(handbook, unread, found.lost, diagnostics)


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
        handbook = replace(handbook, spared={named: ruling for finding, ruling in weighed.exempted for named in spared_by(finding)})
    return Loaded(
        handbook, in_order((*weighed.diagnostics, *rules.diagnostics)), rules.rulings, weighed.exempted, len(facts), len(still), written.lost_kinds
    )  # fmt: skip


def spared_by(finding: Diagnostic) -> list[tuple[str, str]]:
    """Returns the rule of a finding with each record or question that it concerns: what is spared where it does not count."""
    return [(finding.code, one) for one in (finding.record or finding.question, *finding.records)]


def _once(diagnostics: tuple[Diagnostic, ...], written: Written) -> list[Diagnostic]:
    """Returns the findings without those that miss an attachment which is there and could not be read, since that is told already."""
    lost = written.listing.has_lost
    return [one for one in diagnostics if one.code != "missing-attachment" or not lost(f"{ATTACHMENTS}/{one.found.removeprefix(f'{ATTACHMENTS}/')}")]

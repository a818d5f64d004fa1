"""Records against the files that programs wrote: reports of tests, parts lists, advisories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from handbook.attached.documents import Unusable
from handbook.checks.evidence import CANDIDATE
from handbook.checks.rule import Check
from handbook.findings.diagnostics import Diagnostic, make, quoted
from handbook.findings.messages import Words, both, counted, first_of, say
from handbook.methods.attached import STATUSES, advisory_of, missing_parts, parts_list_of, release_meant, report_of, unknown_parts
from handbook.methods.proof import releases_of
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.after_sale import Vulnerability
from handbook.schema.records.every_activity import Evidence
from handbook.schema.records.product import Release

FORMS: Mapping[str, Words] = {
    "file": say("part.form-file"),
    "report of tests": say("part.form-report"),
    "parts list": say("part.form-parts-list"),
    "advisory": say("part.form-advisory"),
}
"""How a form of file is told."""
NAMED = 5
"""Tests or parts that a finding names, at most."""


def can_be_read(handbook: Handbook) -> Iterator[Diagnostic]:
    """A report of tests, a parts list or an advisory that a record names can be read."""
    for item in handbook.records():
        for path, mark, value in item.marked:
            found = handbook.attached.get(value) if mark.meaning == "file" else None
            if isinstance(found, Unusable):
                message = say("attached-unread", id=item.id, file=quoted(f"files/{value}"), form=FORMS[found.form], why=found.why)
                yield make("attached-unread", item.place(*path), message, say("attached-unread.right"), found=value, record=item.id)


def results_are_those_of_the_report(handbook: Handbook) -> Iterator[Diagnostic]:
    """Evidence has the result that its report of tests shows: no test behind a pass failed or was skipped, and not all behind a fail passed."""
    for item in handbook.of(Evidence):
        shown, result = report_of(handbook, item), item.record.result
        if shown is None or result is None or not shown.tests:
            continue
        bad = [test for test in shown.tests if test.outcome != "passed"]
        ran = [test for test in shown.tests if test.outcome != "skipped"]
        message: Words = ""
        if result == "pass" and bad:
            failed = sum(test.outcome == "failed" for test in bad)
            names = first_of(NAMED, [quoted(test.name) for test in bad])
            message = say("report-differs.pass", id=item.id, failed=failed, skipped=len(bad) - failed, tests=len(shown.tests), names=names)
        elif result == "fail" and not any(test.outcome == "failed" for test in bad):
            message = say("report-differs.fail", id=item.id, tests=len(shown.tests))
        elif result == "not run" and ran:
            message = say("report-differs.not-run", id=item.id, tests=len(ran))
        if message:
            yield make("report-differs", item.place("result"), message, say("report-differs.right"), found=result, record=item.id)


def verifications_are_in_the_report(handbook: Handbook) -> Iterator[Diagnostic]:
    """Where a report names verifications, it has a test for each that its evidence is the result of."""
    for item in handbook.of(Evidence):
        shown = report_of(handbook, item)
        if shown is None or not shown.of or shown.others:
            continue
        for position, one in enumerate(item.record.result_of):
            if one.startswith("VER-") and one not in shown.of and one in handbook.items:
                message = say("report-silent", id=item.id, verification=one, tests=len(shown.report.tests))
                yield make("report-silent", item.place("result_of", position), message, say("report-silent.right"), found=one, record=item.id)


def days_are_those_of_the_file(handbook: Handbook) -> Iterator[Diagnostic]:
    """A report is from the day on which its evidence was seen, or earlier, and neither it nor a parts list is older than the release it is for."""
    for item in handbook.of(Evidence):
        shown = report_of(handbook, item)
        day = shown.report.day if shown is not None else None
        if day is None:
            continue
        seen = item.record.seen_on
        if seen is not None and day > seen:
            message = say("report-day.later", id=item.id, day=day, seen=seen)
            yield make("report-day", item.place("seen_on"), message, say("report-day.later.right"), found=seen.isoformat(), record=item.id)
        yield from _older(item, day, releases_of(handbook, item))
    for release in handbook.of(Release):
        found = parts_list_of(handbook, release)
        if found is not None and found.day is not None:
            yield from _older(release, found.day, (release,))


def _older(item: Item, day: date, releases: tuple[Item[Release], ...]) -> Iterator[Diagnostic]:
    """Yields a finding where a file is older, by more than a candidate may be, than a release."""
    for release in releases:
        released = release.record.released_on
        if released is not None and day < released - CANDIDATE:
            field = "file" if isinstance(item.record, Evidence) else "sbom"
            message = say("report-day.older", id=item.id, day=day, release=release.id, released=released)
            yield make("report-day", item.place(field), message, say("report-day.older.right"), found=day.isoformat(), record=item.id)


def lists_are_of_the_release(handbook: Handbook) -> Iterator[Diagnostic]:
    """A parts list is about the version that its release states, and has a line for each part that is software of its component."""
    for item in handbook.of(Release):
        found = parts_list_of(handbook, item)
        if found is None:
            continue
        if found.version and item.record.version and found.version != item.record.version:
            message = say("sbom-differs.version", id=item.id, version=item.record.version, other=quoted(found.version))
            yield make("sbom-differs", item.place("sbom"), message, say("sbom-differs.version.right"), found=found.version, record=item.id)
        missing = missing_parts(handbook, item, found)
        if missing and found.parts:
            ids = [one.id for one in missing]
            message = counted(len(missing), "sbom-differs.missing", id=item.id, parts=both(*ids), component=item.record.component)
            yield make("sbom-differs", item.place("sbom"), message, say("sbom-differs.missing.right"), record=item.id)


def lines_are_parts(handbook: Handbook) -> Iterator[Diagnostic]:
    """What a parts list has is a part of the product, or the maker's own."""
    for item in handbook.of(Release):
        found = parts_list_of(handbook, item)
        unknown = unknown_parts(handbook, item, found) if found is not None else ()
        if unknown:
            names = first_of(NAMED, [quoted(line.name) for line in unknown])
            message = say("part-unknown", id=item.id, number=len(unknown), names=names)
            yield make("part-unknown", item.place("sbom"), message, say("part-unknown.right"), found=unknown[0].name, record=item.id)


def advisories_say_what_the_case_says(handbook: Handbook) -> Iterator[Diagnostic]:
    """An advisory says of each release what the case says of it."""
    for item in handbook.of(Vulnerability):
        found = advisory_of(handbook, item)
        by_release = {one.release: (position, one.status) for position, one in enumerate(item.record.vex)}
        for stated in found.stated if found is not None else ():
            release = release_meant(handbook, stated)
            said = dict.fromkeys(STATUSES[one] for one in stated.statuses if one in STATUSES)
            if release is None or release.id not in by_release or not said:
                continue
            position, status = by_release[release.id]
            if status not in said:
                message = say("advisory-differs", id=item.id, release=release.id, status=status, product=quoted(stated.product_id), said=both(*said))
                yield make("advisory-differs", item.place("vex", position), message, say("advisory-differs.right"), found=status, record=item.id)


CHECKS = (
    Check(can_be_read),
    Check(results_are_those_of_the_report),
    Check(verifications_are_in_the_report),
    Check(days_are_those_of_the_file),
    Check(lists_are_of_the_release),
    Check(lines_are_parts),
    Check(advisories_say_what_the_case_says),
)

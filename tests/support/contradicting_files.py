"""Records that contradict the files that they name: reports of tests, parts lists, advisories."""

from __future__ import annotations

from collections.abc import Iterator

from handbook.attached.documents import Advisory, PartsList, ReportOfTests
from tests.support.contradicting import Result, contradiction, result
from tests.support.ledger import Ledger, Where, shifted


@contradiction("A.3", second="the report of tests that the evidence names", codes=("report-differs",), stops=True)
def evidence_fails_and_its_report_passes(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        found = ledger.handbook.attached.get(str(entry.data.get("file") or ""))
        if isinstance(found, ReportOfTests) and entry.data.get("result") == "pass" and not found.count("failed"):
            yield result(ledger, entry, "result", "fail", f"{entry.id}.file: {found.count('passed')} passed", Where(entry.id, ("file",)))


@contradiction("A.5", second="the day of the report that the evidence names", codes=("report-day",), stops=True)
def evidence_seen_before_its_report(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("evidence"):
        found = ledger.handbook.attached.get(str(entry.data.get("file") or ""))
        if isinstance(found, ReportOfTests) and found.day:
            yield result(ledger, entry, "seen_on", str(shifted(found.day, days=-3)), f"{entry.id}.file is from {found.day}", Where(entry.id, ("file",)))


@contradiction("A.3", second="the version of which the release's parts list is", codes=("sbom-differs",), stops=True)
def release_of_another_version_than_its_list(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("release"):
        found = ledger.handbook.attached.get(str(entry.data.get("sbom") or ""))
        if isinstance(found, PartsList) and found.version:
            yield result(ledger, entry, "version", f"{found.version}9", f"{entry.id}.sbom is about {found.version}", Where(entry.id, ("sbom",)))


@contradiction("A.3", second="the status of the release in the advisory that the case names", codes=("advisory-differs",), stops=True)
def case_differs_from_its_advisory(ledger: Ledger) -> Iterator[Result]:
    for entry in ledger.of("vulnerability"):
        found = ledger.handbook.attached.get(str(entry.data.get("advisory") or ""))
        for position, stated in enumerate(entry.many("vex")) if isinstance(found, Advisory) else ():
            if stated.get("status") == "fixed":
                yield result(ledger, entry, ("vex", position, "status"), "under investigation", f"{entry.id}.advisory: fixed", Where(entry.id, ("advisory",)))

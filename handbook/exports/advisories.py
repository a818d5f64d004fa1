"""CSAF 2.0 documents of a published case: the advisory (`csaf_security_advisory`) and the status alone (`csaf_vex`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from handbook.exports.cases import NO_VERSION, Case, component_name, file_name, releases_of
from handbook.exports.packing import filled
from handbook.exports.publisher import disclosure_of, own_host
from handbook.model.item import Item
from handbook.schema.records.product import Release

Profile = Literal["csaf_security_advisory", "csaf_vex"]
STATUSES = {"affected": "known_affected", "fixed": "fixed", "not affected": "known_not_affected", "under investigation": "under_investigation"}
NO_ANSWER = "The maker has stated no measure for this release."
"""Stands where a release is affected and its statement says nothing, since the profile VEX asks for an answer."""
WHITE = {"label": "WHITE", "url": "https://www.first.org/tlp/"}


def path_of(case: Case, profile: Profile) -> str:
    """Returns the path of a document below the folder of all advisories: marking, year of publication, file (CSAF 2.0, Section 7.1.11)."""
    return f"white/{case.published[:4]}/{file_name(tracking_id(case, profile))}.json"


def tracking_id(case: Case, profile: Profile) -> str:
    """Returns the id of a document, which no other document of this publisher has."""
    return case.public_id if profile == "csaf_security_advisory" else f"{case.public_id}-VEX"


def document(case: Case, profile: Profile) -> dict[str, Any]:
    """Returns the document of a case in a profile. The case must state how at least one release stands."""
    releases = releases_of((case,))
    return {
        "document": _document(case, profile),
        "product_tree": {"branches": [_tree(case, releases)]},
        "vulnerabilities": [_vulnerability(case, releases)],
    }


def publisher(case: Case) -> dict[str, str]:
    """Returns who publishes it: the maker, by name and by the address that stands for it."""
    stated = disclosure_of(case.handbook)
    contact = ", ".join(one.removeprefix("mailto:") for one in stated.contacts)
    return filled({"category": "vendor", "name": case.handbook.maker, "namespace": stated.namespace, "contact_details": contact})


def _document(case: Case, profile: Profile) -> dict[str, Any]:
    severity, host = case.severity, own_host(case.handbook)
    address = f"{host}/.well-known/csaf/{path_of(case, profile)}"
    return filled({
        "aggregate_severity": {"text": severity.rating.capitalize()} if severity else None,
        "category": profile,
        "csaf_version": "2.0",
        "distribution": {"tlp": WHITE},
        "notes": _notes(case),
        "publisher": publisher(case),
        "references": [{"category": "self", "summary": f"{tracking_id(case, profile)}, this file", "url": address}] if host else None,
        "title": f"{case.record.title} (status of releases)" if profile == "csaf_vex" else case.record.title,
        "tracking": _tracking(case, profile),
    })  # fmt: skip


def _notes(case: Case) -> list[dict[str, str]]:
    severity = case.severity
    notes = [{"category": "summary", "title": "In short", "text": case.record.description or case.record.title}]
    if severity:  # a document by CSAF 2.0 has no place for a vector of CVSS 4.0
        notes.append({"category": "details", "title": "CVSS 4.0", "text": f"{severity.vector}, score {severity.score} ({severity.rating})"})
    if case.handbook.site.notice:
        notes.append({"category": "legal_disclaimer", "title": "Notice", "text": case.handbook.site.notice})
    return notes


def _tracking(case: Case, profile: Profile) -> dict[str, Any]:
    history = [{"number": "1", "date": case.published, "summary": "First version."}]
    if case.revised:
        history.append({"number": "2", "date": case.revised, "summary": "As the case stood when it was last looked at."})
    return filled({
        "aliases": list(dict.fromkeys(case.record.known_as[1:])),
        "current_release_date": history[-1]["date"],
        "id": tracking_id(case, profile),
        "initial_release_date": case.published,
        "revision_history": history,
        "status": "final",
        "version": history[-1]["number"],
    })  # fmt: skip


def _tree(case: Case, releases: Mapping[str, Item[Release]]) -> dict[str, Any]:
    """Returns the releases that the case speaks of, below their components, below the maker."""
    components: dict[str, list[dict[str, Any]]] = {}
    for item in releases.values():
        name = component_name(case.handbook, item.record)
        version = item.record.version or NO_VERSION
        components.setdefault(name, []).append({
            "category": "product_version", "name": version, "product": {"name": item.record.title, "product_id": item.id},
        })  # fmt: skip
    branches = [{"category": "product_name", "name": name, "branches": versions} for name, versions in components.items()]
    return {"category": "vendor", "name": case.handbook.maker, "branches": branches}


def _vulnerability(case: Case, releases: Mapping[str, Item[Release]]) -> dict[str, Any]:
    weakness, record = case.weakness, case.record
    return filled({
        "cwe": {"id": f"CWE-{weakness[0]}", "name": weakness[1]} if weakness else None,
        "flags": _flags(case, releases),
        "ids": [{"system_name": f"Cases of {case.handbook.maker}", "text": case.public_id}],
        "notes": [{"category": "description", "title": "What is wrong", "text": record.description or record.title}],
        "product_status": _statuses(case, releases),
        "release_date": case.published,
        "remediations": _remediations(case, releases),
        "threats": _impacts(case, releases),
        "title": record.title,
    })  # fmt: skip


def _statuses(case: Case, releases: Mapping[str, Item[Release]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for release in releases:
        found.setdefault(STATUSES[case.statements[release].status], []).append(release)
    return found


def _flags(case: Case, releases: Mapping[str, Item[Release]]) -> list[dict[str, Any]]:
    found: dict[str, list[str]] = {}
    for release in releases:
        stated = case.statements[release]
        if stated.status == "not affected" and stated.justification:
            found.setdefault(stated.justification.replace(" ", "_"), []).append(release)
    return [{"label": label, "product_ids": ids} for label, ids in found.items()]


def _impacts(case: Case, releases: Mapping[str, Item[Release]]) -> list[dict[str, Any]]:
    """Returns why releases are not affected, in words: each needs these or a flag."""
    found: dict[str, list[str]] = {}
    for release in releases:
        stated = case.statements[release]
        if stated.status == "not affected" and (stated.statement or not stated.justification):
            found.setdefault(stated.statement or "The maker has stated that it is not affected, and no reason.", []).append(release)
    return [{"category": "impact", "details": details, "product_ids": ids} for details, ids in found.items()]


def _remediations(case: Case, releases: Mapping[str, Item[Release]]) -> list[dict[str, Any]]:
    """Returns what to do about releases that are affected: a fix by the vendor where a release of the same component is fixed, else a mitigation."""
    fixed = {item.record.component for release, item in releases.items() if case.statements[release].status == "fixed"}
    found: dict[tuple[str, str], list[str]] = {}
    for release, item in releases.items():
        stated = case.statements[release]
        if stated.status == "affected":
            category = "vendor_fix" if item.record.component in fixed else "mitigation" if stated.statement else "none_available"
            found.setdefault((category, stated.statement or NO_ANSWER), []).append(release)
    return [{"category": category, "details": details, "product_ids": ids} for (category, details), ids in found.items()]

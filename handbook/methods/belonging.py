"""For which records, kind, activity and owner a finding counts: what belongs to what in the lists of open findings.

Told by the fields of a finding alone. What its message says is for people.
"""

from __future__ import annotations

from collections.abc import Iterable

from handbook.findings.diagnostics import Diagnostic
from handbook.model.handbook import Handbook
from handbook.schema.kinds import KINDS, kind_in
from handbook.schema.record import EVERY_ACTIVITY, Kind


def by_record(diagnostics: Iterable[Diagnostic]) -> dict[str, tuple[Diagnostic, ...]]:
    """Returns the findings about each record by its id, in their order; one about several records stands with each of them."""
    found: dict[str, list[Diagnostic]] = {}
    for finding in diagnostics:
        for record in dict.fromkeys((finding.record, *finding.records)):
            found.setdefault(record, []).append(finding)
    return {record: tuple(findings) for record, findings in found.items() if record}


def kind_of(handbook: Handbook, finding: Diagnostic) -> Kind | None:
    """Returns the kind that a finding counts for; None for a question that nothing answers, which counts for its activity, and for files of no kind."""
    if finding.record in handbook.items:
        return handbook.items[finding.record].kind
    return None if finding.question else kind_in(finding.place.file)


def activity_of(handbook: Handbook, finding: Diagnostic) -> int:
    """Returns the activity that a finding counts for, `PRODUCT_MODEL` or `EVERY_ACTIVITY`: that of its record, else of its question, else of its file."""
    kind = kind_of(handbook, finding)
    if kind is not None:
        return kind.activity
    if finding.question in handbook.catalogues.questions:
        return handbook.catalogues.questions[finding.question][0]
    folder = finding.place.file.rpartition("/")[0].rpartition("/")[2]
    return next((kind.activity for kind in KINDS.values() if folder and kind.file.startswith(f"{folder}/")), EVERY_ACTIVITY)


def owner_of(handbook: Handbook, finding: Diagnostic) -> str:
    """Returns the id of the role that owns the record of a finding, or ''."""
    record = handbook.record(finding.record)
    return (record.owner or "") if record else ""

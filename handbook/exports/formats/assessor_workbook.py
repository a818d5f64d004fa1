"""The format `assessor-workbook`: each requirement with claim and evidence, and empty columns for what an assessor says."""

from __future__ import annotations

from handbook.exports.assessing import assessor_tables
from handbook.exports.format import Format, some
from handbook.exports.formats.xlsx import workbook
from handbook.languages.said import t
from handbook.model.handbook import Handbook
from handbook.schema.kinds import MODELS


def make(handbook: Handbook) -> bytes:
    """Returns the workbook."""
    return workbook(handbook, assessor_tables(handbook), t("{name} · assessor's workbook", name=handbook.name))


FORMAT = Format(
    name="assessor-workbook",
    title="Assessor's workbook (XLSX)",
    file="assessor-workbook.xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    about="For an assessor: each requirement with what is claimed and shown, and empty columns for verdict, question, by whom and day.",
    read_by=("LibreOffice Calc", "openpyxl", "handbook import"),
    loses="Of a record it has id, title and status, of evidence result and day as well; the workbook of all records has the rest.",
    account=some(
        carried={"*": ("title", "status"), **dict.fromkeys(MODELS, ()), "evidence": ("result", "seen_on")},
        reduced={
            "*": ("references", "answers"),
            "product": ("as_of", "maker"),
            "profile-entry": ("outcome",),
            "evidence": ("result_of",),
            "verification": ("capabilities",),
            "capability": ("baseline",),
            "component": ("component_kind", "baseline_by"),
            "threat": ("threat_class",),
            "deviation": ("elements", "by_element", "components", "decision", "state"),
            "scope-decision": ("entries",),
        },
    ),
    make=make,
)

"""The matrix of threats: each component and crossing flow against the STRIDE classes, with what became of each threat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from handbook.languages.said import joined, t
from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Matrix, Row, ids, lacking, not_asked, seen
from handbook.methods.threats import STRIDE, GridCell, threat_grid
from handbook.methods.treating import lacks_acceptance, lacks_risk, lacks_treatment
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk, Threat

RULES = ("threat-not-considered", "threat-without-risk", "risk-untreated", "residual-not-accepted")
BEYOND = t("beyond STRIDE")
"""The column of the classes that STRIDE does not prompt for."""

Fates = Mapping[str, tuple[list[str], list[tuple[str, Hole]]]]
"""For each threat the treatments of the risks that it leads to, and what is missing on the way, in words."""


def threats_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each target of threats, asked or not; the columns are the six classes of STRIDE, and what lies beyond them."""
    fates = {item.id: _fate(handbook, item) for item in handbook.of(Threat)}
    rows = []
    for row in threat_grid(handbook):
        cells = {cell.threat_class: _cell(handbook, row.target, cell, fates) for cell in row.cells}
        beyond = [one.id for one in handbook.sources(row.target, Threat, "targets") if one.record.threat_class not in STRIDE]
        rows.append(Row(Head(row.target), (*(cells.get(one, not_asked()) for one in STRIDE), _threats(handbook, beyond, fates))))
    rows += _others(handbook, fates, {row.head.key for row in rows})
    about = t(
        "A row is a component, or a flow that crosses a trust zone; of a flow, tampering, information disclosure and denial of service are asked. "
        "Other targets follow, of which nothing is asked. "
        "A cell holds the threats with their treatments, or the note that sets the class aside."
    )
    columns = tuple(Head(one, "step") for one in (*STRIDE, BEYOND))
    return Matrix(
        "threats", t("Threats and their treatment"), about, t("Target"), columns, (Group("", tuple(rows)),), RULES,
        ("STRIDE", t("threat coverage"), t("untreated risks")),
    )  # fmt: skip


def _cell(handbook: Handbook, target: str, cell: GridCell, fates: Fates) -> Cell:
    if not cell.threats:
        if not cell.notes:
            return lacking(t("not considered"), [Hole("threat-not-considered", target)])
        return Cell("not applicable", cell.notes, t("set aside"))
    return _threats(handbook, cell.threats, fates)


def _others(handbook: Handbook, fates: Fates, known: set[str]) -> Iterator[Row]:
    """Yields a row for whatever else threats are aimed at, and for each threat that is aimed at nothing."""
    aims: dict[str, list[Item[Threat]]] = {}
    for threat in handbook.of(Threat):
        for target in handbook.targets(threat.id, "targets") or (threat,):
            if target.id not in known:
                aims.setdefault(target.id, []).append(threat)
    for target_id, threats in aims.items():
        by_class = {one: [threat.id for threat in threats if threat.record.threat_class == one] for one in STRIDE}
        beyond = [threat.id for threat in threats if threat.record.threat_class not in STRIDE]
        yield Row(Head(target_id), tuple(_threats(handbook, found, fates) for found in (*by_class.values(), beyond)))


def _threats(handbook: Handbook, threats: Sequence[str], fates: Fates) -> Cell:
    """Returns a cell with threats and what became of them; nothing is asked where there is none."""
    if not threats:
        return not_asked()
    records = [*threats, *(one for threat in threats for one in fates[threat][0])]
    missing = [found for threat in threats for found in fates[threat][1]]
    if missing:
        return lacking(joined("; ", list(dict.fromkeys(words for words, _ in missing))), [hole for _, hole in missing], records)
    return seen(handbook, records, t("treated") if len(records) > len(threats) else t("below the appetite"))


def _fate(handbook: Handbook, threat: Item[Threat]) -> tuple[list[str], list[tuple[str, Hole]]]:
    """Returns the treatments of the risks that a threat leads to, and what is missing on the way, in words."""
    treatments: list[str] = []
    missing: list[tuple[str, Hole]] = [(t("no risk for {id}", id=threat.id), Hole("threat-without-risk", threat.id))] if lacks_risk(handbook, threat) else []
    for risk in handbook.sources(threat.id, Risk, "threats"):
        if lacks_treatment(handbook, risk):
            missing.append((t("no treatment of {id}", id=risk.id), Hole("risk-untreated", risk.id)))
        found = handbook.sources(risk.id, Treatment)
        treatments += ids(found)
        missing += [
            (t("nobody accepts what {id} leaves", id=one.id), Hole("residual-not-accepted", one.id)) for one in found if lacks_acceptance(handbook, one)
        ]
    return treatments, missing

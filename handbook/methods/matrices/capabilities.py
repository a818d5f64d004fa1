"""The matrix of capabilities: each capability against what tries it, what was seen, and where it was seen."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handbook.findings.messages import both
from handbook.languages.said import UNTOLD, joined, t, word
from handbook.methods.chain import is_unexamined, polarities_missing
from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Later, Matrix, Row, ids, lacking, linked, not_asked, seen
from handbook.methods.matrices.needs import BEYOND, shown
from handbook.methods.proof import not_shown_on, shown_on, tried, unsettled, untold
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Verification

STEPS = (t("Carries out"), t("Must succeed"), t("Must be refused"), t("Examined"), t("Evidence"), t("Bad results answered"), t("Seen on each component"))
RULES = ("capability-half-verified", "capability-unverified", "verification-without-evidence", "verification-failed", "capability-not-shown")


def capabilities_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each capability, one for a verification of none, and one for what else came out badly and is left so.

    The columns are what tries it, and what was seen where.
    """
    rows = [Row(Head(item.id), Later(partial(_cells, handbook, item))) for item in handbook.of(Capability)]
    for one in handbook.of(Verification):
        if not handbook.targets(one.id, "capabilities"):
            rows.append(Row(Head(one.id), Later(partial(_of_nothing, handbook, one))))
    others = (one for one in tried(handbook) if not isinstance(one.record, Verification) and untold(handbook, one))
    rows += [Row(Head(one.id), (*(BEYOND,) * 5, _answered(handbook, [one]), BEYOND)) for one in others]
    about = t(
        "A row is a capability. Technical ones have something that must succeed and something that must be refused; "
        "what people do is examined. Evidence counts on a release that is still looked after."
    )
    return Matrix(
        "capabilities", t("Capabilities and their proof"), about, t("Capability"), tuple(Head(step, "step") for step in STEPS),
        (Group("", tuple(rows)),), RULES,
        (t("no evidence"), t("what has no evidence"), "untested", t("test coverage"), "verification"),
    )  # fmt: skip


def _of_nothing(handbook: Handbook, verification: Item[Verification]) -> tuple[Cell, ...]:
    missing = lacking(t("no capability"), [Hole("missing-field", verification.id)], [verification.id])
    return (*(BEYOND,) * 3, missing, shown(handbook, [verification]), _answered(handbook, [verification]), BEYOND)


def _cells(handbook: Handbook, item: Item[Capability]) -> tuple[Cell, ...]:
    verifications = handbook.sources(item.id, Verification)
    missing = polarities_missing(handbook, item)
    technical = item.record.nature == "technical"
    polarities = []
    for polarity in ("must succeed", "must be refused"):
        found = ids(one for one in verifications if one.record.polarity == polarity)
        if polarity in missing:
            polarities.append(lacking(t("nothing"), [Hole("capability-half-verified", item.id)]))
        else:
            polarities.append(seen(handbook, found) if found else not_asked(t("done by people") if not technical else ""))
    return (
        linked(handbook, item, "means", t("no means")),
        *polarities,
        _examined(handbook, item, verifications),
        shown(handbook, verifications),
        _answered(handbook, verifications),
        _everywhere(handbook, item),
    )


def _examined(handbook: Handbook, item: Item[Capability], verifications: Sequence[Item[Verification]]) -> Cell:
    if item.record.nature == "technical":
        return not_asked(word("technical"))
    if is_unexamined(handbook, item):
        return lacking(t("not examined"), [Hole("capability-unverified", item.id)])
    return seen(handbook, ids(verifications)) if verifications else not_asked(t("nature not said"))


def _answered(handbook: Handbook, verifications: Sequence[Item]) -> Cell:
    """Returns whether something says what follows where the latest result is a fail or not run."""
    silent = {one.id: proofs for one in verifications if (proofs := untold(handbook, one))}
    if silent:
        results = joined(
            "; ", [t("{id}: {results}", UNTOLD, id=one, results=both(*(word(str(proof.record.result)) for proof in proofs))) for one, proofs in silent.items()]
        )
        return lacking(t("nothing says what follows: {results}", results=results), [Hole("verification-failed", one) for one in silent], silent)
    bad = [proof.item.id for one in verifications for proof in unsettled(handbook, one.id)]
    if bad:
        return seen(handbook, bad, t("told what follows"), "open")
    return not_asked(t("no bad result")) if verifications else BEYOND


def _everywhere(handbook: Handbook, item: Item[Capability]) -> Cell:
    if item.record.nature != "technical":
        return not_asked(t("done by people"))
    left = not_shown_on(handbook, item)
    if left:
        where = "; ".join(f"{component} {both(*filter(None, units))}".strip() for component, units in left.items())
        return lacking(t("not on {where}", where=where), [Hole("capability-not-shown", item.id)], left)
    found = [component for component in shown_on(handbook, item) if component in item.record.components]
    return seen(handbook, found) if found else BEYOND

"""The matrix of needs: each need and means against the steps of its chain, from the customer to evidence and text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial

from handbook.findings.messages import both
from handbook.languages.said import UNTOLD, joined, t, word
from handbook.methods.chain import ends_missing, evidence_of, is_unexamined, lacks_means, lacks_need, lacks_source, polarities_missing, sources_of
from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Later, Matrix, Row, ids, lacking, linked, not_asked, seen
from handbook.methods.proof import unsettled
from handbook.methods.telling import Due, all_due, is_told
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.capabilities import Capability, Verification
from handbook.schema.records.customers import Customer
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Means
from handbook.schema.records.needs import Need

STEPS = (t("Customers"), t("Comes from"), t("Means"), t("Carried out by"), t("Tried by"), t("Shown by"), t("Told in"))
RULES = (
    "customer-without-need",     "need-without-source", "need-without-means", "means-without-end", "capability-half-verified", "capability-unverified",
    "verification-without-evidence", "means-not-told",
)  # fmt: skip
BEYOND = not_asked(t("not reached"))
"""A step behind one that is missing."""


def needs_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each means of each need, and one where a customer, a need or a means has no other; the columns are the steps of the chain."""
    rows = [Row(Head(one.id), (lacking(t("no need"), [Hole("customer-without-need", one.id)]), *(BEYOND,) * 6)) for one in _without_need(handbook)]
    for need in handbook.of(Need):
        if lacks_means(handbook, need):
            rows.append(Row(Head(need.id), Later(partial(_without_means, handbook, need))))
        for one in handbook.sources(need.id, Means):
            rows.append(Row(Head(one.id), Later(partial(_with_means, handbook, need, one)), Head(need.id)))
    for one in handbook.of(Means):
        if not handbook.targets(one.id, "needs"):
            rows.append(Row(Head(one.id), Later(partial(_for_no_need, handbook, one))))
    about = t("A row is a need and one means of it, or a need that nothing delivers. The columns are the steps of the chain from customer to evidence.")
    return Matrix(
        "needs", t("From need to evidence"), about, t("Need and means"), tuple(Head(step, "step") for step in STEPS), (Group("", tuple(rows)),), RULES,
        (t("needs without means"), "requirements", t("traceability matrix"), t("what has no evidence")),
    )  # fmt: skip


def _without_means(handbook: Handbook, need: Item[Need]) -> tuple[Cell, ...]:
    return (*_start(handbook, need), lacking(t("no means"), [Hole("need-without-means", need.id)]), *(BEYOND,) * 4)


def _with_means(handbook: Handbook, need: Item[Need], means: Item[Means]) -> tuple[Cell, ...]:
    return (*_start(handbook, need), seen(handbook, [means.id], _kind(means)), *_carried(handbook, means), _told(handbook, means))


def _for_no_need(handbook: Handbook, means: Item[Means]) -> tuple[Cell, ...]:
    missing = lacking(t("no need"), [Hole("missing-field", means.id)], [means.id])
    return (BEYOND, BEYOND, missing, *_carried(handbook, means), _told(handbook, means))


def _start(handbook: Handbook, need: Item[Need]) -> tuple[Cell, Cell]:
    return linked(handbook, need, "customers", t("no customer")), _source(handbook, need)


def _kind(means: Item[Means]) -> str:
    return t("kind {means_kind}", means_kind=means.record.means_kind) if means.record.means_kind else ""


def _source(handbook: Handbook, need: Item[Need]) -> Cell:
    if lacks_source(handbook, need):
        return lacking(t("no source"), [Hole("need-without-source", need.id)])
    sources = ids(sources_of(handbook, need))
    return seen(handbook, sources) if sources else seen(handbook, [need.id], t("what somebody said"))


def _carried(handbook: Handbook, means: Item[Means]) -> tuple[Cell, Cell, Cell]:
    """Returns what carries a means out, what tries that, and what shows it."""
    capabilities = handbook.sources(means.id, Capability)
    outside = (*handbook.targets(means.id, "external_systems"), *handbook.targets(means.id, "assumptions"))
    behind = ids((*capabilities, *outside))
    missing = ends_missing(handbook, means)
    if missing:
        end = lacking(joined(", ", [t("no {one}", one=word(one)) for one in missing]), [Hole("means-without-end", means.id)], behind)
    elif behind:
        end = seen(handbook, behind)
    else:
        end = seen(handbook, [means.id], t("the customer")) if means.record.means_kind == "e" else not_asked(t("kind not said"))
    if not capabilities:
        return end, *(BEYOND if missing else not_asked(t("no capability asked")),) * 2
    verifications = list({one.id: one for capability in capabilities for one in handbook.sources(capability.id, Verification)}.values())
    return end, tried(handbook, capabilities, verifications), shown(handbook, verifications)


def tried(handbook: Handbook, capabilities: Iterable[Item[Capability]], verifications: Iterable[Item[Verification]]) -> Cell:
    """Returns whether each capability is verified as its nature asks."""
    missing = list(_untried(handbook, capabilities))
    if missing:
        return lacking(
            joined("; ", [t("{id}: {what}", UNTOLD, id=one, what=what) for one, what, _ in missing]), [hole for *_, hole in missing], ids(verifications)
        )
    return seen(handbook, ids(verifications)) if verifications else not_asked(t("nature not said"))


def _untried(handbook: Handbook, capabilities: Iterable[Item[Capability]]) -> Iterator[tuple[str, str, Hole]]:
    for one in capabilities:
        polarities = polarities_missing(handbook, one)
        if polarities:
            yield (
                one.id,
                t("{missing}", UNTOLD, missing=both(*(t("nothing that {polarity}", polarity=word(polarity)) for polarity in polarities))),
                Hole("capability-half-verified", one.id),
            )
        if is_unexamined(handbook, one):
            yield one.id, t("not examined"), Hole("capability-unverified", one.id)


def shown(handbook: Handbook, verifications: Iterable[Item[Verification]]) -> Cell:
    """Returns whether each verification has evidence, and whether any of that is bad and not repeated."""
    proofs = [(one, evidence_of(handbook, one)) for one in verifications]
    there = [proof.id for _, found in proofs for proof in found]
    missing = [one.id for one, found in proofs if not found]
    if missing:
        return lacking(t("no evidence for {listed}", listed=joined(", ", missing)), [Hole("verification-without-evidence", one) for one in missing], there)
    if not proofs:
        return BEYOND
    bad = dict.fromkeys(str(proof.record.result) for one, _ in proofs for proof in unsettled(handbook, one.id, ("fail", "not run", "partial")))
    return seen(handbook, there, joined(", ", [word(one) for one in bad]), "open") if bad else seen(handbook, there, t("passed"))


def _without_need(handbook: Handbook) -> list[Item[Customer]]:
    return [one for one in handbook.of(Customer) if lacks_need(handbook, one)]


def _due(handbook: Handbook) -> Mapping[str, Due]:
    """Returns what must be told, by the id of its record."""
    return {one.item.id: one for one in all_due(handbook)}


def _told(handbook: Handbook, means: Item[Means]) -> Cell:
    due = handbook.once(_due)
    texts = {one.id for one in handbook.sources(means.id, InformationItem, "discloses")}
    if means.id in due and not is_told(handbook, due[means.id]):
        return lacking(t("in no text before purchase or at set-up"), [Hole("means-not-told", means.id)], sorted(texts))
    for capability in handbook.sources(means.id, Capability):
        texts |= {one.id for one in handbook.sources(capability.id, InformationItem, "discloses")}
    return seen(handbook, sorted(texts)) if texts else not_asked(t("need not be told"))

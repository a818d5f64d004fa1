"""The matrix of risks: each risk against what was done about it: rated, treated, accepted, told."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from handbook.languages.said import t
from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Later, Matrix, Row, ids, lacking, linked, not_asked, seen
from handbook.methods.risk import acceptances_in_force, after_treatment, initial, is_replaced, matrix_of
from handbook.methods.telling import acceptances_due, is_told
from handbook.methods.treating import lacks_acceptance, lacks_treatment
from handbook.model.handbook import Handbook
from handbook.model.item import Item
from handbook.schema.records.information import InformationItem
from handbook.schema.records.means import Treatment
from handbook.schema.records.needs import Risk

STEPS = (t("Comes from"), t("Rated"), t("Treated"), t("Accepted"), t("Told in"))
RULES = ("risk-unrated", "risk-untreated", "residual-not-accepted", "acceptance-not-told")


def risks_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each risk; the columns are the steps from a threat to what customers are told is left."""
    rows = tuple(Row(Head(item.id), Later(partial(_cells, handbook, item))) for item in handbook.of(Risk))
    about = t("A row is a risk; the columns are what was done about it. What is below the appetite of the risk criteria need not be treated or accepted.")
    return Matrix(
        "risks", t("Risks and what is left of them"), about, t("Risk"), tuple(Head(step, "step") for step in STEPS), (Group("", rows),), RULES,
        (t("untreated risks"), t("residual risk"), t("risk acceptance")),
    )  # fmt: skip


def _untold(handbook: Handbook) -> frozenset[str]:
    """Returns the acceptances of which customers must be told and are not."""
    return frozenset(due.item.id for due in acceptances_due(handbook) if not is_told(handbook, due))


def _cells(handbook: Handbook, item: Item[Risk]) -> tuple[Cell, ...]:
    level = initial(item.record, matrix_of(handbook)).level
    after = after_treatment(handbook, item.record, matrix_of(handbook))[1].level
    treatments = [one for one in handbook.sources(item.id, Treatment) if not is_replaced(handbook, one)]
    acceptances = list({one.id: one for treatment in treatments for one in acceptances_in_force(handbook, treatment)}.values())
    rated = seen(handbook, [item.id], t("level {level}", level=level)) if level else lacking(t("no level"), [Hole("risk-unrated", item.id)])
    if lacks_treatment(handbook, item):
        treated = lacking(t("no treatment"), [Hole("risk-untreated", item.id)])
    else:
        treated = seen(handbook, ids(treatments), t("level {after}", after=after) if after else "") if treatments else not_asked(t("below the appetite"))
    missing = [one.id for one in treatments if lacks_acceptance(handbook, one)]
    if missing:
        accepted = lacking(t("nobody accepts what is left"), [Hole("residual-not-accepted", one) for one in missing], ids(acceptances))
    else:
        accepted = seen(handbook, ids(acceptances)) if acceptances else not_asked(t("not above the appetite") if level else t("not rated"))
    return linked(handbook, item, "threats", t("no threat")), rated, treated, accepted, _told(handbook, item, acceptances)


def _told(handbook: Handbook, item: Item[Risk], acceptances: Sequence[Item]) -> Cell:
    texts = [text.id for one in (item, *acceptances) for text in handbook.sources(one.id, InformationItem, "discloses")]
    missing = [one.id for one in acceptances if one.id in handbook.once(_untold)]
    if missing:
        return lacking(t("{listed} in no text", listed=", ".join(missing)), [Hole("acceptance-not-told", one) for one in missing], texts)
    return seen(handbook, texts) if texts else not_asked(t("need not be told"))

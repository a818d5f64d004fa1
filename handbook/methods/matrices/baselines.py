"""The matrices of the baselines: each element on each device and gateway, and each action of the maker, against what answers it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from handbook.findings.messages import both
from handbook.languages.said import UNTOLD, t, word
from handbook.methods.coverage import DEVICE_BASELINE, MAKER_BASELINE, Standing, actions, hosts, of_the_maker, on_devices
from handbook.methods.matrices.cells import Cell, Group, Head, Hole, Later, Matrix, Row, State, lacking, seen
from handbook.model.handbook import Handbook
from handbook.schema.records.capabilities import Deviation
from handbook.schema.records.product import Product

RULES = ("unrealised-element", "element-left-on-revision")
LEFT: Mapping[str, State] = {"not applicable": "not applicable", "not met": "open", "met elsewhere": "open", "deferred": "open"}
"""How a deviation leaves an element, by its decision."""


def devices_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each element of the device baseline; the columns are the devices and gateways of which it is asked."""
    components = tuple(host.id for host in hosts(handbook))
    elements = handbook.catalogues.choices((DEVICE_BASELINE,)) if components else ()
    rows = tuple(Row(Head(element, "entry"), Later(partial(_on_devices, handbook, element, components))) for element in elements)
    title = handbook.catalogues.documents[DEVICE_BASELINE].short
    return Matrix(
        DEVICE_BASELINE.lower(), t("{title} on each device", title=title),
        t("A row is an element of {title}; the columns are the devices and gateways of which it is asked.", title=title),
        t("Element"), tuple(Head(one) for one in components), (Group("", rows),), RULES, (t("device baseline"), t("baseline coverage")),
    )  # fmt: skip


def maker_matrix(handbook: Handbook) -> Matrix:
    """Returns a row for each action of the maker's baseline, with what answers it."""
    rows = tuple(Row(Head(action, "entry"), Later(partial(_by_the_maker, handbook, action))) for action in actions(handbook))
    title = handbook.catalogues.documents[MAKER_BASELINE].short
    return Matrix(
        MAKER_BASELINE.lower(), t("{title} by the maker", title=title), t("A row is an action of {title}, which is asked of the maker.", title=title),
        t("Action"), (Head(t("The maker"), "step"),), (Group("", rows),), RULES, (t("maker baseline"), t("supporting capabilities")),
    )  # fmt: skip


def _on_devices(handbook: Handbook, element: str, components: tuple[str, ...]) -> tuple[Cell, ...]:
    return tuple(_cell(handbook, on_devices(handbook)[element, one], one) for one in components)


def _by_the_maker(handbook: Handbook, action: str) -> tuple[Cell, ...]:
    product = next((item.id for item in handbook.of(Product)), "")
    return (_cell(handbook, of_the_maker(handbook)[action], product),)


def _cell(handbook: Handbook, standing: Standing, at: str) -> Cell:
    records = tuple(dict.fromkeys(answer.item.id for answer in standing.answers))
    if not records:
        return lacking(t("nothing answers it"), [Hole("unrealised-element", at)])
    if standing.open:
        left = both(*(unit or t("some revisions") for unit in standing.open))
        return lacking(t("not on {left}", left=left), [Hole("element-left-on-revision", at)], records)
    if standing.state == "set aside":
        return Cell("not applicable", records, t("out of scope"))
    decisions = dict.fromkeys(answer.item.record.decision or "not met" for answer in standing.answers if isinstance(answer.item.record, Deviation))
    if standing.state == "met" or not decisions:
        return seen(handbook, records)
    if standing.state == "met, with a deviation":
        return seen(handbook, records, t("met, and {decisions}", decisions=both(*map(word, decisions))), "open")
    state: State = LEFT[next(iter(decisions))] if len(decisions) == 1 else "open"
    return seen(handbook, records, t("{decisions}", UNTOLD, decisions=both(*map(word, decisions))), state)
